"""Who answers for an agreement on a day, and the letters that say so."""

from datetime import date
from pathlib import Path
from typing import Any

from document.canonical import canonical_text
from services.drafting import Draft
from services.ending import ActAsk, draft_replacement, person
from services.lifecycle import record_delivery
from services.office import Office
from services.ties import agreement_like, in_charge
from tests.agreements import LATER, ORIGINAL, amend, sign, signed_agreement
from tests.offices import on

ANA = {"nome": "Ana Lima Reis", "genero": "f", "cargo": "Promotora de Justiça"}


def number(made: Draft) -> str:
    return str(made.instrument.number)


def replaced(office: Office, name: str, delivered_on: date | None = None, **more: Any) -> Draft:
    """A letter of the partner that names another manager, signed and delivered (default: today)."""
    made = draft_replacement(
        office, ActAsk(ORIGINAL, "mpmt", **more), person({**ANA, "nome": name}), None, None
    )
    sign(office, number(made))
    day = delivered_on or office.today
    record_delivery(on(office, day), number(made), day)
    return made


def name_on(office: Office, day: date, party: str = "mpmt") -> str | None:
    contact = in_charge(office, agreement_like(office, ORIGINAL), party, day).contact
    return contact.name if contact else None


def test_the_manager_of_a_day_is_the_one_of_the_last_letter_until_it(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    replaced(on(office, date(2025, 3, 10)), "Ana Lima Reis")
    replaced(on(office, date(2026, 5, 4)), "Bruno Reis", effective_on=date(2026, 5, 20))
    days = [date(2025, 3, 9), date(2025, 3, 10), date(2026, 5, 19), date(2026, 5, 20)]
    assert [name_on(office, day) for day in days] == [
        None,
        "Ana Lima Reis",
        "Ana Lima Reis",
        "Bruno Reis",
    ]
    assert name_on(office, LATER, "orgao") == "Alexandre Yamanaka Shiozaki"


def test_a_new_manager_answers_from_the_day_on_which_the_letter_is_delivered(
    tmp_path: Path,
) -> None:
    office = signed_agreement(tmp_path, day=date(2026, 10, 6))
    replaced(office, "Ana Lima Reis", delivered_on=date(2026, 10, 9))
    days = (date(2026, 10, 8), date(2026, 10, 9))
    assert [name_on(office, day) for day in days] == [None, "Ana Lima Reis"]


def test_the_second_letter_names_whom_the_first_had_named(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    replaced(office, "Ana Lima Reis")
    made = replaced(on(office, date(2026, 12, 3)), "Bruno Reis")
    assert "no lugar da Senhora ANA LIMA REIS" in canonical_text(made.document)
    assert made.instrument.number.sequence == 2


def test_a_letter_that_was_not_delivered_replaces_nobody(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = draft_replacement(office, ActAsk(ORIGINAL, "mpmt"), person(ANA), None, None)
    sign(office, number(made))
    assert name_on(office, LATER) is None


def test_a_late_letter_is_told(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    event = date(2026, 10, 1)
    made = draft_replacement(office, ActAsk(ORIGINAL, "mpmt"), person(ANA), event, None)
    (late,) = [one for one in made.findings if one.rule == "substituicao-fora-do-prazo"]
    assert late.message == (
        "o impedimento é de 01/10/2026, e o prazo de 30 dias para comunicar o substituto terminou "
        "em 03/11/2026."
    )


def test_a_plan_after_the_letter_names_the_new_manager(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    replaced(office, "Ana Lima Reis")
    plan = agreement_like(office, ORIGINAL).instrument.request.plan
    made = amend(office, plan=plan.model_copy(update={"actions": plan.actions[:3]}))
    assert "Ana Lima Reis" in canonical_text(made.document)
    sign(office, number(made))
    assert name_on(office, LATER) == "Ana Lima Reis"
