"""Work plans: months, actions, texts; and what is wrong between a plan and its instrument."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments.work_plan import (
    LAST_MONTH,
    PlanMonth,
    WorkPlan,
    fulfilment_findings,
    month_index,
    month_text,
    plan_faults,
)
from tests.instruments.values import printed, refusal
from tests.records import PLAN, example_data, findings, lines, plan

HAD = frozenset({"divulgar-plataforma"})
ACTION = {
    "eixo": "Divulgação",
    "acao": "Divulgar a plataforma",
    "inicio": "M1",
    "fim": "M2",
    "responsavel": "ambos",
}


def actions(*changes: dict[str, Any]) -> WorkPlan:
    """The example plan with one action for each of these changes."""
    return plan(acoes=[{**ACTION, **change} for change in changes])


def told(found: WorkPlan, months: int = 36, *partner_ids: str) -> list[str]:
    """The faults between a plan and an instrument of these months."""
    return [
        finding.line()
        for finding in plan_faults(found, months, frozenset(partner_ids), "plano.yaml")
    ]


def test_the_example_plan_is_good_and_fits_a_term_of_36_months() -> None:
    assert (lines(WorkPlan, example_data(PLAN)), told(plan())) == ([], [])


def test_an_empty_plan_is_told_every_key_it_lacks_at_once() -> None:
    assert [finding.where for finding in findings(WorkPlan, {}, "plano.yaml")] == [
        f"plano.yaml: {key}"
        for key in (
            "titulo", "diagnostico", "justificativa", "objetivos", "abrangencia",
            "resultados_esperados", "acoes",
        )
    ]  # fmt: skip


@given(st.integers(1, LAST_MONTH), st.sampled_from(["M{}", "m{}", " M{} ", "M0{}"]))
def test_a_month_of_the_term_is_printed_in_one_form_and_counted(month: int, form: str) -> None:
    found = str(printed(PlanMonth, form.format(month)))
    assert (found, month_index(found), month_text(found)) == (f"M{month}", month, f"{month}º mês")


@given(st.integers(1988, 9999), st.integers(1, 12))
def test_a_calendar_month_keeps_its_form_and_counts_from_year_zero(year: int, month: int) -> None:
    text = f"{year}-{month:02}"
    assert (printed(PlanMonth, text), month_index(text)) == (text, 12 * year + month)


def test_a_calendar_month_is_written_out() -> None:
    assert month_text("2026-03") == "março de 2026"


@pytest.mark.parametrize(
    "text",
    ["M0", "M121", "M", "M1.5", "M-1", "M²", "2026", "2026-13", "2026-00", "2026-1", "26-01",
     "1987-12", "2026/01", "janeiro", "2026-01-01", "{{ 7*7 }}"],
)  # fmt: skip
def test_what_is_not_a_month_is_refused(text: str) -> None:
    assert refusal(PlanMonth, text) == (
        f"“{text}” não é um mês do plano. "
        "Escreva M1 a M120 (contados da última assinatura) ou AAAA-MM."
    )


def test_an_action_that_ends_before_it_begins_is_refused() -> None:
    data = example_data(PLAN, acoes=[{**ACTION, "inicio": "M3"}])
    (finding,) = findings(WorkPlan, data, "plano.yaml")
    assert finding.message == "o fim (M2) vem antes do início (M3)."


def test_an_action_may_begin_and_end_in_the_same_month() -> None:
    assert told(actions({"inicio": "M2"}, {"inicio": "2026-02", "fim": "2026-02"})) == []


def test_an_action_that_counts_its_two_months_in_different_ways_is_refused() -> None:
    data = example_data(PLAN, acoes=[{**ACTION, "fim": "2026-02"}])
    (finding,) = findings(WorkPlan, data, "plano.yaml")
    assert finding.line().endswith(
        "fim: o início (M1) e o fim (2026-02) são contados de modos diferentes. "
        "Use M1, M2... nos dois ou AAAA-MM nos dois."
    )


def test_both_months_of_an_action_are_told_when_both_are_wrong() -> None:
    data = example_data(PLAN, acoes=[{**ACTION, "inicio": "M0", "fim": "2026-13"}])
    assert [f.where.rpartition(".")[2] for f in findings(WorkPlan, data)] == ["inicio", "fim"]


def test_an_action_that_goes_beyond_the_term_is_told_and_no_other() -> None:
    found = actions({}, {"acao": "Avaliar", "fim": "M37"})
    assert told(found) == [
        "plano.yaml: acoes.2.fim: a ação “Avaliar” passa dos 36 meses de vigência. "
        "Antecipe o fim da ação ou aumente --meses."
    ]


def test_calendar_months_are_counted_from_the_first_one_of_the_plan() -> None:
    found = actions(
        {"acao": "Avaliar", "inicio": "2026-02", "fim": "2029-01"},
        {"inicio": "2026-01", "fim": "2028-12"},
    )
    assert told(found) == [
        "plano.yaml: acoes.1.fim: a ação “Avaliar” passa dos 36 meses de vigência. "
        "Antecipe o fim da ação ou aumente --meses."
    ]


def test_a_plan_may_count_some_actions_from_the_signature_and_others_by_the_calendar() -> None:
    found = actions({"fim": "M36"}, {"inicio": "2026-01", "fim": "2028-12"})
    assert told(found) == []


def test_a_responsible_who_is_no_party_is_told_with_those_who_are() -> None:
    found = actions({"responsavel": "mpmt"}, {"responsavel": "mpsp"})
    assert told(found, 36, "mpmt") == [
        "plano.yaml: acoes.2.responsavel: “mpsp” não é parte do instrumento. "
        "Use: ambos, mpmt, orgao, participe."
    ]


def test_a_plan_of_other_months_than_the_instrument_is_told() -> None:
    assert told(plan(meses="24", acoes=[ACTION]), 36) == [
        "plano.yaml: meses: o plano diz 24 meses e o instrumento, 36. "
        "Acerte o plano ou use --meses."
    ]


def test_all_faults_between_plan_and_instrument_are_told_at_once() -> None:
    found = plan(meses="24", acoes=[{**ACTION, "fim": "M40", "responsavel": "mpsp"}])
    assert len(told(found, 36)) == 3


def test_a_plan_that_names_no_months_fits_any_term() -> None:
    assert told(plan(acoes=[ACTION]), 2) == []


@pytest.mark.parametrize("months", ["0", "121", "36,5", "trinta", "-1"])
def test_the_months_of_a_plan_are_a_number_from_1_to_120(months: str) -> None:
    data = example_data(PLAN, meses=months)
    assert [f.where for f in findings(WorkPlan, data, "plano.yaml")] == ["plano.yaml: meses"]


def test_expected_results_may_be_a_list() -> None:
    found = plan(resultados_esperados=["mais  empresas", "mais\nconsumidores"])
    assert found.expected_results == "- mais empresas\n- mais consumidores"


def test_expected_results_may_be_prose() -> None:
    assert plan(resultados_esperados="Mais empresas.").expected_results == "Mais empresas."


@pytest.mark.parametrize(
    ("value", "told_as"),
    [
        ([], "está vazio. Preencha-o."),
        (["um", " "], "o item 2 está vazio. Escreva o resultado ou retire a linha."),
        (["um", None], "esperava um texto. Escreva o valor como texto."),
        ({"um": "dois"}, "esperava um texto. Escreva o valor como texto."),
    ],
)
def test_expected_results_without_words_are_refused(value: object, told_as: str) -> None:
    data = example_data(PLAN, resultados_esperados=value)
    assert lines(WorkPlan, data, "plano.yaml") == [f"plano.yaml: resultados_esperados: {told_as}"]


@pytest.mark.parametrize(
    "text",
    ["{{ 7*7 }}", "{% for x in y %}", "# Título", "<b>&amp;</b>", "[x](http://exemplo.gov.br)",
     "- item", "\\input{/etc/passwd}", "\u202d"],
)  # fmt: skip
def test_hostile_text_is_kept_for_the_sandbox_to_judge_or_refused_by_code_point(text: str) -> None:
    found = findings(WorkPlan, example_data(PLAN, diagnostico=text, titulo=text), "plano.yaml")
    assert [finding.rule for finding in found] == ["caractere-recusado"] * (2 * (text == "\u202d"))


def test_a_plan_of_more_than_500_actions_is_refused() -> None:
    data = example_data(PLAN, acoes=[ACTION] * 501)
    assert [f.where for f in findings(WorkPlan, data, "plano.yaml")] == ["plano.yaml: acoes"]


def test_an_action_that_fulfils_an_obligation_that_does_not_exist_is_a_warning() -> None:
    found = actions({"cumpre": ["divulgar-plataforma", "voar"]})
    assert [(f.severity, f.line()) for f in fulfilment_findings(found, HAD)] == [
        (
            "aviso",
            "acoes.1.cumpre: a ação “Divulgar a plataforma” cita a obrigação “voar”, que este "
            "instrumento não tem. Corrija o identificador em “cumpre” ou retire-o.",
        )
    ]


def test_a_plan_read_back_from_its_own_data_is_the_same() -> None:
    assert WorkPlan.model_validate(plan().as_data()) == plan()
