"""The dated numbers: each with a source, none changed backwards, all of them used."""

from datetime import date, timedelta

import pytest

from law import parameters
from law.counting import COUNTINGS, counting_on
from law.deadlines import FIRST_SIGNATURE, TermRules
from law.norms import norms

TODAY = date(2026, 11, 21)
NAMES = sorted(parameters.parameters())


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_has_a_value_for_every_signature(name: str) -> None:
    assert parameters.parameter(name, FIRST_SIGNATURE).text


@pytest.mark.parametrize("name", NAMES)
def test_the_values_of_a_parameter_begin_on_different_days_and_have_a_source(name: str) -> None:
    values = parameters.parameters()[name]

    assert len({value.since for value in values}) == len(values)
    assert [value for value in values if not value.source] == []
    assert {value.norm for value in values} - {""} <= set(norms())


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_used(name: str) -> None:
    code = [path.read_text(encoding="utf-8") for path in parameters.TABLE.parent.glob("*.py")]
    defaults = set(TermRules.__dataclass_fields__)
    named = {
        "renovacao_antecedencia_dias": "renewal_notice_days",
        "denuncia_dias": "withdrawal_days",
        "rescisao_dias": "termination_days",
        "substituicao_dias": "replacement_days",
        "relatorio_final_dias": "final_report_days",
    }

    assert named.get(name) in defaults or any(f'"{name}"' in text for text in code)


def test_a_value_holds_from_its_day_until_the_next_one() -> None:
    day = date(2018, 11, 1)

    assert parameters.text("hora_de_envio_ao_dou", day) == "19:00"
    assert parameters.text("hora_de_envio_ao_dou", day - timedelta(days=1)) == "18:00"


def test_a_day_before_the_first_value_is_refused() -> None:
    with pytest.raises(
        ValueError,
        match=r"^parameters\.yaml: “contagem_em_meses” não tem valor para 31/12/1998$",
    ):
        parameters.text("contagem_em_meses", date(1998, 12, 31))


def test_the_rules_of_an_instrument_of_unknown_set_are_those_of_the_table() -> None:
    rules = TermRules()

    assert (
        rules.renewal_notice_days,
        rules.withdrawal_days,
        rules.termination_days,
        rules.replacement_days,
        rules.final_report_days,
    ) == tuple(
        parameters.whole(name, TODAY)
        for name in (
            "renovacao_antecedencia_dias", "denuncia_dias", "rescisao_dias", "substituicao_dias",
            "relatorio_final_dias",
        )
    )  # fmt: skip


def test_an_instrument_keeps_the_counting_of_the_day_it_was_signed() -> None:
    assert counting_on(date(2021, 3, 31)) is COUNTINGS["lei_9784_1999"]
    assert counting_on(date(2021, 4, 1)) is COUNTINGS["lei_14133_2021"]


def test_every_counting_that_the_table_names_exists() -> None:
    assert {value.text for value in parameters.parameters()["contagem_em_meses"]} == set(COUNTINGS)
