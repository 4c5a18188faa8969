"""Amendments of the plan, and the ready draft that a notice of renewal brings along."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from faults.errors import StateError
from instruments.instrument import Instrument
from instruments.work_plan import WorkPlan
from services.consolidation import text_on
from services.drafting import draft
from services.lifecycle import due, request_extension
from services.plan_actions import Conclusion, conclude, list_actions
from services.ties import agreement_like, plan_in_force
from services.tying import extension_draft
from tests.agreements import (
    END,
    FULL,
    LATER,
    ORIGINAL,
    amend,
    amend_and_sign,
    life_of_original,
    sign,
    signed_agreement,
)
from tests.offices import ask, example, example_plan, office_at, on
from tests.rendering.docx_reading import read_docx_text


def number(instrument: Instrument) -> str:
    return str(instrument.number)


def plan_of(*places: int) -> WorkPlan:
    """The plan of the examples with these of its actions, in this order."""
    plan = example_plan()
    return plan.model_copy(update={"actions": tuple(plan.actions[place - 1] for place in places)})


def test_another_plan_comes_with_the_signature_and_not_before(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    new = plan_of(5, 1)
    made = amend(office, plan=new, plan_name="novo.yaml")
    assert plan_in_force(office, agreement_like(office, ORIGINAL)).plan == example_plan()
    assert [annex.id for annex in made.document.annexes] == ["plano-de-trabalho-anexo"]
    sign(office, number(made.instrument))
    assert plan_in_force(office, agreement_like(office, ORIGINAL)).plan == new


def test_with_another_plan_what_was_done_stays_with_the_same_words(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    for place in (1, 4):
        conclude(office, ORIGINAL, Conclusion(place, date(2024, 3, 1), f"ofício {place}"))
    amend_and_sign(office, plan=plan_of(5, 1), plan_name="novo.yaml")
    _, actions = list_actions(office, ORIGINAL)
    assert [(one.place, one.evidence) for one in actions] == [(1, ""), (2, "ofício 1")]
    assert actions[0].told.text.startswith("Incluir o atalho da plataforma")


def test_a_plan_alone_leaves_the_term_and_the_request_for_more(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    request_extension(office, ORIGINAL, LATER)
    amend_and_sign(office, plan=plan_of(1, 2), plan_name="novo.yaml")
    life = life_of_original(office)
    assert (life.end, life.extension_requested_on) == (END, LATER)
    assert [row["prazo"] for row in due(office) if row["numero"] == FULL] == ["publicacao"]


def test_an_extension_takes_along_the_actions_that_run_to_the_end_and_no_other(
    tmp_path: Path,
) -> None:
    office = signed_agreement(tmp_path)
    before = [one.deadline for one in list_actions(office, ORIGINAL)[1]]
    amend_and_sign(office, months=12)
    after = [one.deadline for one in list_actions(office, ORIGINAL)[1]]
    moved = [place for place, day in enumerate(before, 1) if day == END]
    assert moved == [6, 7, 8, 9, 10, 11, 12]
    assert [after[place - 1] for place in moved] == [date(2028, 1, 30)] * len(moved)
    assert after[:5] == before[:5]


def test_a_second_extension_counts_from_the_plan_that_the_first_brought(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    plan = plan_of(1, 12)
    longer = plan.actions[1].model_copy(update={"end": "M48"})
    new = plan.model_copy(update={"actions": (plan.actions[0], plan.actions[1], longer)})
    amend_and_sign(office, months=12, plan=new, plan_name="novo.yaml")
    amend_and_sign(office, months=12)
    assert [one.deadline for one in list_actions(office, ORIGINAL)[1]] == [
        date(2024, 3, 30),
        END,
        date(2029, 1, 30),
    ]


def test_the_plan_in_the_text_in_force_says_its_new_end(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    amend_and_sign(office, months=12)
    assert (
        "Término prorrogado para 30 de janeiro de 2028, também o das ações previstas até o fim da "
        "vigência. (Incluído pelo 1º Termo Aditivo)" in text_on(office, ORIGINAL).text
    )


def test_the_plan_in_force_need_not_fit_the_longer_term(tmp_path: Path) -> None:
    office = on(office_at(tmp_path), date(2024, 1, 10))
    asked = ask(example("mpmt"))
    fixed = asked.plan.model_copy(update={"months": 36})
    draft(office, replace(asked, plan=fixed))
    sign(on(office, date(2024, 1, 30)), ORIGINAL)
    assert amend(on(office, LATER), months=12).instrument.request.months == 48


def test_a_ready_extension_takes_no_number_and_records_nothing(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    entries = office.store.last_seq()
    name, data = extension_draft(office, ORIGINAL)
    assert name == "minuta-1-termo-aditivo-acordo-1-2024.docx"
    assert "prorrogada por 36 (trinta e seis) meses" in data.decode()
    assert office.store.last_seq() == entries


def test_a_ready_extension_goes_as_far_as_the_law_lets_it(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    amend_and_sign(office, months=72)
    _, data = extension_draft(on(office, date(2032, 12, 1)), ORIGINAL)
    assert "SEGUNDO TERMO ADITIVO" in data.decode()
    assert "prorrogada por 12 (doze) meses" in data.decode()


def test_an_extension_in_hand_is_the_ready_one(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    amend(office, months=7)
    assert "prorrogada por 7 (sete) meses" in extension_draft(office, ORIGINAL)[1].decode()


def test_a_ready_extension_is_a_real_word_file(tmp_path: Path) -> None:
    from rendering.engines import build_engine

    office = replace(signed_agreement(tmp_path), engines=build_engine)
    _, data = extension_draft(office, ORIGINAL)
    assert "TERMO ADITIVO" in read_docx_text(data)


def test_an_agreement_that_is_over_has_no_ready_extension(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="não cabe mais termo aditivo"):
        extension_draft(signed_agreement(tmp_path, day=date(2027, 2, 1)), ORIGINAL)
