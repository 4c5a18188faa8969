"""The federal calendar: what opens, what closes, why, and what it says of unknown years."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults.errors import InvalidData
from law.calendar import FederalCalendar, ShortDay, Year, federal_calendar, package_days
from law.citation import cited
from law.norms import norms
from law.pontos_facultativos import bundled

CALENDAR = federal_calendar()
MONDAY = date(2030, 7, 1)
law = settings(deadline=None, max_examples=200)
days = st.dates(date(2001, 1, 1), date(2098, 12, 31))


def calendar_of(**kinds: dict[date, str]) -> FederalCalendar:
    """A calendar whose every year has these days and no others."""
    holidays, optional = kinds.get("holidays", {}), kinds.get("optional", {})
    short = {day: ShortDay(True, text) for day, text in kinds.get("short", {}).items()}
    return FederalCalendar(lambda number: Year(holidays, optional, short))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 6, 6), "sábado"),
        (date(2026, 6, 7), "domingo"),
        (
            date(2024, 11, 15),
            "feriado nacional, Proclamação da República (Lei nº 662/1949, art. 1º)",
        ),
        (
            date(2024, 11, 20),
            "feriado nacional, Dia Nacional de Zumbi e da Consciência Negra "
            "(Lei nº 14.759/2023, art. 1º)",
        ),
        (
            date(2000, 4, 21),
            "feriado nacional, Sexta-feira Santa (Lei nº 9.093/1995, art. 2º); "
            "Tiradentes (Lei nº 662/1949, art. 1º)",
        ),
        (date(2026, 6, 4), "ponto facultativo, Corpus Christi (Portaria MGI nº 11.460/2025)"),
        (date(2026, 6, 5), "ponto facultativo (Portaria MGI nº 11.460/2025)"),
        (date(2030, 3, 5), "ponto facultativo, Carnaval (de costume; 2030 não está na tabela)"),
        (date(2026, 6, 3), ""),
    ],
)
def test_a_closed_day_says_why(day: date, why: str) -> None:
    assert CALENDAR.why_not(day) == why


def test_the_prudent_reading_gives_no_reason_for_a_ponto_facultativo() -> None:
    assert CALENDAR.why_not(date(2026, 6, 4), prudent=True) == ""


@pytest.mark.parametrize(
    ("day", "hours", "early"),
    [
        (
            date(2026, 12, 31),
            "expediente só até as 13h, Véspera do Ano Novo (Portaria MGI nº 11.460/2025)",
            True,
        ),
        (
            date(2026, 2, 18),
            "expediente só a partir das 14h, Quarta-Feira de Cinzas (Portaria MGI nº 11.460/2025)",
            False,
        ),
        (
            date(2030, 12, 24),
            "expediente só até as 13h, Véspera de Natal (de costume; 2030 não está na tabela)",
            True,
        ),
        (date(2026, 12, 30), "", False),
    ],
)
def test_a_short_day_says_its_hours(day: date, hours: str, early: bool) -> None:
    assert CALENDAR.half_day(day) == hours
    assert CALENDAR.closes_early(day) == early


def test_a_year_of_the_table_needs_no_remark() -> None:
    assert [CALENDAR.note(year) for year in range(2020, 2027)] == [""] * 7


def test_a_year_without_a_table_says_so() -> None:
    assert CALENDAR.note(2030) == (
        "A tabela de pontos facultativos não tem o ano de 2030: foram usados os de costume. "
        "Quando sair a portaria do ano, inclua-a em pontos_facultativos.yaml, na pasta de dados."
    )


@pytest.mark.parametrize("year", [1998, 2101])
def test_a_year_beyond_the_calendar_is_refused_rather_than_left_without_holidays(year: int) -> None:
    with pytest.raises(
        ValueError, match=f"^o calendário federal vai de 1999 a 2100; {year} está fora$"
    ):
        CALENDAR.is_business_day(
            date(year, 3, 3) + timedelta(days=date(year, 3, 3).weekday() // 5 * 2)
        )


def test_the_years_at_both_ends_have_their_holidays() -> None:
    assert [CALENDAR.is_business_day(date(year, 9, 7)) for year in (1999, 2100)] == [False, False]


def test_business_days_are_counted_over_what_is_closed() -> None:
    calendar = calendar_of(
        holidays={MONDAY + timedelta(days=1): "feriado"},
        optional={MONDAY + timedelta(days=2): "facultativo"},
    )

    assert calendar.next_business_day(MONDAY) == MONDAY + timedelta(days=3)
    assert calendar.previous_business_day(MONDAY) == MONDAY - timedelta(days=3)
    assert calendar.plus_business_days(MONDAY, 2) == MONDAY + timedelta(days=4)
    assert calendar.plus_business_days(MONDAY, -2) == MONDAY - timedelta(days=4)
    assert calendar.plus_business_days(MONDAY, 0) == MONDAY


def test_the_last_full_day_goes_back_over_short_days() -> None:
    calendar = calendar_of(short={MONDAY: "até as 13h"})

    assert calendar.last_full_day(MONDAY) == MONDAY - timedelta(days=3)
    assert calendar.is_business_day(MONDAY)


def test_a_month_too_short_of_business_days_lends_from_the_next() -> None:
    closed = {date(2030, 7, day): "feriado" for day in range(1, 30)}

    assert calendar_of(holidays=closed).nth_business_day(2030, 7, 3) == date(2030, 8, 1)


@law
@given(days)
def test_a_day_is_closed_if_and_only_if_there_is_a_reason(day: date) -> None:
    for prudent in (False, True):
        assert CALENDAR.is_business_day(day, prudent) == (CALENDAR.why_not(day, prudent) == "")


@law
@given(days)
def test_what_is_open_in_the_strict_reading_is_open_in_the_prudent_one(day: date) -> None:
    assert not CALENDAR.is_business_day(day) or CALENDAR.is_business_day(day, prudent=True)


@law
@given(days, st.integers(1, 20))
def test_business_days_forwards_and_backwards_undo_each_other(day: date, count: int) -> None:
    start = CALENDAR.next_business_day(day)

    assert CALENDAR.plus_business_days(CALENDAR.plus_business_days(start, count), -count) == start


def test_every_national_holiday_names_its_norm_and_the_norm_is_known() -> None:
    names = {
        name
        for year in range(1999, 2101)
        for names in package_days(year, "public").values()
        for name in names
    }
    table = bundled().holidays

    assert names - set(table) == set()
    assert [basis for basis in table.values() if cited(basis).norm not in norms()] == []


def test_every_customary_short_day_is_one_of_the_package() -> None:
    names = {name for names in package_days(2030, "optional").values() for name in names}

    assert set(bundled().customary) <= names


def test_no_ponto_facultativo_of_the_table_falls_on_a_national_holiday() -> None:
    found = [
        row.day
        for year in bundled().years
        for act in year.acts
        for row in act.days
        if row.day in package_days(year.year, "public")
    ]

    assert found == []


OWN = """\
anos:
  - ano: 2027
    atos:
      - ato: Portaria MGI nº 1/2026
        fonte: DOU
        conferida: true
        dias:
          - {dia: 2027-02-08, motivo: Carnaval}
          - {dia: 2027-02-10, motivo: Cinzas, expediente: a partir das 14h}
      - ato: Portaria MGI nº 2/2027
        fonte: DOU
        conferida: true
        dias:
          - {dia: 2027-02-08, motivo: Carnaval, expediente: até as 12h}
"""


def test_a_body_may_add_a_year_and_ours_stay(tmp_path: Path) -> None:
    path = tmp_path / "pontos_facultativos.yaml"
    path.write_text(OWN, encoding="utf-8")

    calendar = federal_calendar(path)

    assert calendar.note(2027) == ""
    assert calendar.why_not(date(2027, 2, 9)) == ""
    assert calendar.why_not(date(2026, 6, 5)) == "ponto facultativo (Portaria MGI nº 11.460/2025)"


def test_a_later_portaria_of_the_year_changes_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "pontos_facultativos.yaml"
    path.write_text(OWN, encoding="utf-8")

    calendar = federal_calendar(path)

    assert calendar.is_business_day(date(2027, 2, 8))
    assert calendar.half_day(date(2027, 2, 8)) == (
        "expediente só até as 12h, Carnaval (Portaria MGI nº 2/2027)"
    )


def test_every_fault_of_a_table_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pontos_facultativos.yaml"
    text = OWN.replace("2027-02-10", "2026-02-10").replace("até as 12h", "de manhã")
    path.write_text(text.replace("        fonte: DOU\n", "", 1), encoding="utf-8")

    with pytest.raises(InvalidData) as raised:
        federal_calendar(path)

    places = {finding.where.removeprefix(f"{path}: ") for finding in raised.value.findings}
    assert places == {"anos.1.atos.1.fonte", "anos.1.atos.2.dias.1.expediente"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("2027-02-10", "2026-02-10"), "10/02/2026 não é de 2027."),
        (
            ("anos:\n", "anos:\n" + OWN.partition("\n")[2]),
            "o ano 2027 aparece mais de uma vez.",
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    path = tmp_path / "pontos_facultativos.yaml"
    path.write_text(OWN.replace(*change), encoding="utf-8")

    with pytest.raises(InvalidData) as raised:
        federal_calendar(path)

    assert [finding.message for finding in raised.value.findings] == [message]
