"""Days that are recorded and seldom meant are told, with why."""

from datetime import date, datetime
from pathlib import Path

import pytest

from services.envelopes import open_envelope
from services.odd_days import odd_gazette_day, odd_signing_day
from services.office import Office
from services.settings import BRASILIA
from tests.offices import on
from tests.services.signing_offices import NUMBER, TYPST, approved


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with an agreement drafted on 23/11/2026 and opened on 25/11/2026."""
    office = on(approved(tmp_path), date(2026, 11, 25))
    open_envelope(office, NUMBER, TYPST)
    return office


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2024, 2, 4), "04/02/2024 é domingo"),
        (date(2024, 2, 10), "10/02/2024 é sábado"),
        (
            date(2024, 12, 25),
            "25/12/2024 é quarta-feira, feriado nacional, Natal (Lei nº 662/1949, art. 1º)",
        ),
    ],
)
def test_an_edition_of_a_day_without_gazette_is_told(office: Office, day: date, named: str) -> None:
    assert odd_gazette_day(office, day) == (
        f"{named}; nesse dia o Diário Oficial só sai em edição extra. Confira a data."
    )


def test_an_edition_of_a_business_day_is_not_odd(office: Office) -> None:
    assert odd_gazette_day(office, date(2024, 2, 7)) is None


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 11, 22), "à minuta desta versão, de 23/11/2026"),
        (date(2026, 11, 24), "à abertura para assinatura, de 25/11/2026"),
    ],
)
def test_a_signature_before_its_text_or_its_opening_is_told(
    office: Office, day: date, before: str
) -> None:
    moment = datetime(day.year, day.month, day.day, 23, 59, tzinfo=BRASILIA)
    assert odd_signing_day(office, NUMBER, moment) == (
        f"a assinatura de {day:%d/%m/%Y} é anterior {before}. Confira a data; antes da última "
        "assinatura, ela se corrige com: pactua instrumento devolver NUM --motivo TEXTO"
    )


def test_a_signature_on_the_day_of_the_opening_is_not_odd(office: Office) -> None:
    assert odd_signing_day(office, NUMBER, datetime(2026, 11, 25, tzinfo=BRASILIA)) is None
