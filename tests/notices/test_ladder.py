"""Ladders: which notices a thing that is due gives, and on which days they come."""

from dataclasses import replace
from datetime import date

import pytest

from faults.errors import InvalidData
from law.deadlines import compute
from law.parameters import parameters
from notices.due import Due
from notices.ladder import bundled_ladders, own_ladders
from tests.notices.samples import ACTION, EXPIRY, PUBLICATION, SIGNING, day, rules, rules_with


def days(due: Due) -> list[tuple[str, str]]:
    return [(one.rung.name, f"{one.day:%d/%m/%Y}") for one in rules().notices(due)]


def test_the_expiry_of_the_seeds_agreement_is_told_on_the_days_that_law_counts() -> None:
    assert days(EXPIRY) == [
        ("D-180", "03/08/2026"),
        ("D-120", "02/10/2026"),
        ("D-90", "01/11/2026"),
        ("D-60", "01/12/2026"),
        ("D-45", "16/12/2026"),
        ("D-30", "30/12/2026"),
        ("vencido", "31/01/2027"),
    ]


def test_publication_is_counted_in_business_days_back_from_the_last_day_to_send() -> None:
    due = replace(PUBLICATION, opened=None)

    assert days(due) == [
        ("D-5", "30/01/2024"),
        ("D-2", "02/02/2024"),
        ("D-0", "06/02/2024"),
        ("vencido", "08/02/2024"),
    ]


def test_a_pending_signature_is_told_so_many_days_after_the_opening() -> None:
    assert days(SIGNING) == [("D+7", "17/01/2024"), ("D+15", "25/01/2024"), ("D+30", "09/02/2024")]


def test_the_last_day_of_an_action_that_falls_on_a_saturday_is_told_on_the_friday() -> None:
    assert days(ACTION) == [
        ("D-15", "16/01/2026"),
        ("D-0", "30/01/2026"),
        ("vencido", "01/02/2026"),
    ]


@pytest.mark.parametrize("months", [1, 2, 6, 12, 36, 60])
@pytest.mark.parametrize("signature", ["30/01/2024", "31/03/2026", "29/02/2028", "15/11/2030"])
def test_the_ladder_of_expiry_is_the_one_that_prazo_calcular_shows(
    signature: str, months: int
) -> None:
    found = compute(day(signature), months)
    due = replace(
        EXPIRY,
        deadline=found.term.earliest_end,
        opened=found.signature,
        wall_day=found.renewal_prudent,
    )

    told = [(one.rung.name, one.day) for one in rules().notices(due) if not one.rung.overdue]

    assert told == [(f"D-{rung.days}", rung.day) for rung in found.notices]


def test_the_rungs_of_expiry_are_those_of_the_parameter_of_law() -> None:
    (value,) = parameters()["degraus_do_vencimento"]

    assert bundled_ladders().vencimento.before == tuple(map(int, value.text.split()))


def test_without_a_wall_day_from_law_the_wall_moves_back_to_an_open_day() -> None:
    due = replace(EXPIRY, wall_day=None, deadline=date(2026, 9, 6))

    (wall,) = [one for one in rules().notices(due) if one.rung.wall]

    assert (wall.rung.name, wall.day) == ("D-30", date(2026, 8, 7))


def test_a_term_shorter_than_the_ladder_has_the_later_rungs_and_always_the_wall() -> None:
    due = replace(EXPIRY, opened=date(2027, 1, 10))

    assert days(due) == [("D-30", "30/12/2026"), ("vencido", "31/01/2027")]


def test_a_set_with_another_notice_of_renewal_moves_the_wall_there() -> None:
    due = replace(EXPIRY, wall_days=60, wall_day=date(2026, 12, 1))

    assert [one.rung.name for one in rules().notices(due) if one.rung.wall] == ["D-60"]
    assert len(days(due)) == 7


def test_a_body_cannot_leave_the_wall_out_of_its_ladder() -> None:
    own = rules_with(vencimento={"conta_em": "dias", "antes": [90], "parede": 30, "escala_apos": 2})

    assert [one.rung.name for one in own.notices(EXPIRY)] == ["D-90", "D-30"]


def test_a_wall_moved_back_swallows_the_rung_it_passes() -> None:
    ladder = {"conta_em": "dias", "antes": [32, 30], "parede": 30, "escala_apos": 2}
    due = replace(EXPIRY, wall_day=None, deadline=date(2025, 5, 31))  # D-30 is 1 May, a holiday

    told = [(one.rung.name, one.day) for one in rules_with(vencimento=ladder).notices(due)]

    assert told == [("D-32", date(2025, 4, 29)), ("D-30", date(2025, 4, 30))]
    due = replace(due, wall_day=date(2025, 4, 29))
    assert [one.rung.name for one in rules_with(vencimento=ladder).notices(due)] == ["D-30"]


def test_other_subjects_keep_their_ladder_when_a_body_changes_one() -> None:
    changed = own_ladders({"acao": {"conta_em": "dias", "antes": ["7"], "escala_apos": "1"}}, "x")

    assert changed.acao.before == (7,)
    assert changed.publicacao == bundled_ladders().publicacao


def test_a_faulty_ladder_is_refused_with_every_fault_and_its_place() -> None:
    wrong = {
        "vencimento": {"conta_em": "dias", "antes": [90, 90], "escala_apos": 2},
        "acao": {"conta_em": "semanas", "escala_apos": 0},
        "publicaçao": {},
    }

    with pytest.raises(InvalidData) as refused:
        own_ladders(wrong, "orgao.yaml: avisos")

    assert [finding.line() for finding in refused.value.findings] == [
        "orgao.yaml: avisos: vencimento.antes: há degraus repetidos. Deixe cada número uma vez.",
        "orgao.yaml: avisos: acao.conta_em: o valor “semanas” não é aceito. "
        "Use um destes: dias ou dias_uteis.",
        "orgao.yaml: avisos: acao.escala_apos: “0” é menor que 1. Use 1 ou mais.",
        "orgao.yaml: avisos: publicaçao: este campo não existe. "
        "Confira o nome da chave ou retire a linha.",
    ]


@pytest.mark.parametrize(
    ("ladder", "fault"),
    [
        (
            {"conta_em": "dias", "antes": [90], "escala_apos": 2},
            "x: a escada do vencimento não tem parede. Escreva “parede: 30”: o último dia para "
            "pedir a prorrogação é sempre avisado.",
        ),
        (
            {"conta_em": "dias", "escala_apos": 2},
            "x: vencimento: a escada não tem degraus. Escreva “antes” ou “depois”.",
        ),
    ],
)
def test_a_ladder_of_expiry_needs_rungs_and_a_wall(ladder: dict[str, object], fault: str) -> None:
    with pytest.raises(InvalidData) as refused:
        own_ladders({"vencimento": ladder}, "x")

    assert [finding.line() for finding in refused.value.findings] == [fault]


def test_the_id_of_a_notice_changes_with_the_deadline_and_with_nothing_else() -> None:
    def ids(due: Due) -> list[str]:
        return [one.id for one in rules().notices(due)]

    other_words = replace(EXPIRY, title="Outro nome", details=(), wall_day=date(2026, 12, 29))
    extended = replace(EXPIRY, deadline=date(2028, 1, 30), wall_day=None)

    assert ids(EXPIRY)[0] == "93fcd8a50ed8b992"
    assert ids(other_words) == ids(EXPIRY)
    assert set(ids(extended)) & set(ids(EXPIRY)) == set()
