"""The counting in words, as people read it: whole sentences, each skipped day with its reason."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.calendar import federal_calendar
from law.clausulas import PUBLICATION_RULES
from law.deadlines import TermRules, compute, of_term
from law.explanation import (
    EXPLAINED_PUBLICATION,
    explain,
    explain_replacement,
    explain_termination,
    explain_withdrawal,
)
from law.steps import Deadline, Step
from law.term import term
from law.words import day_words

CALENDAR = federal_calendar()
law = settings(deadline=None, max_examples=150)
signatures = st.dates(date(2000, 1, 1), date(2089, 12, 31))

CORPUS_CHRISTI = "ponto facultativo, Corpus Christi (Portaria MGI nº 11.460/2025)"
DAY_AFTER = "ponto facultativo (Portaria MGI nº 11.460/2025)"
CUSTOMARY_2027 = (
    "A tabela de pontos facultativos não tem o ano de 2027: foram usados os de costume. "
    "Quando sair a portaria do ano, inclua-a em pontos_facultativos.yaml, na pasta de dados."
)


def told(signature: date, months: int, key: str) -> Deadline:
    """One deadline of an instrument, explained."""
    (found,) = [one for one in explain(compute(signature, months)) if one.key == key]
    return found


def lines(steps: tuple[Step, ...]) -> list[str]:
    """Steps as a person reads them."""
    return [f"{day_words(step.day)}: {step.text}" if step.day else step.text for step in steps]


def test_the_publication_is_counted_day_by_day_with_each_skipped_day() -> None:
    found = told(date(2026, 5, 15), 36, "publicacao")

    assert lines(found.steps) == [
        "15/05/2026 (sexta-feira): última assinatura; o extrato se publica até o 5º dia útil do "
        "mês seguinte, junho de 2026",
        "01/06/2026 (segunda-feira): 1º dia útil",
        "02/06/2026 (terça-feira): 2º dia útil",
        "03/06/2026 (quarta-feira): 3º dia útil",
        f"04/06/2026 (quinta-feira): não conta: {CORPUS_CHRISTI}",
        f"05/06/2026 (sexta-feira): não conta: {DAY_AFTER}",
        "06/06/2026 (sábado): não conta: sábado",
        "07/06/2026 (domingo): não conta: domingo",
        "08/06/2026 (segunda-feira): 4º dia útil",
        "09/06/2026 (terça-feira): 5º dia útil: último dia para publicar",
    ]
    assert lines(found.prudent_steps) == [
        "01/06/2026 (segunda-feira): 1º dia útil",
        "02/06/2026 (terça-feira): 2º dia útil",
        "03/06/2026 (quarta-feira): 3º dia útil",
        f"04/06/2026 (quinta-feira): 4º dia útil, ainda que com {CORPUS_CHRISTI}",
        f"05/06/2026 (sexta-feira): 5º dia útil, ainda que com {DAY_AFTER}: último dia para "
        "publicar",
    ]


def test_a_day_of_short_hours_is_counted_and_said() -> None:
    found = told(date(2025, 2, 10), 36, "publicacao")

    assert lines(found.steps)[5] == (
        "05/03/2025 (quarta-feira): 1º dia útil, ainda que com expediente só a partir das 14h, "
        "Quarta-Feira de Cinzas (Portaria MGI nº 9.783/2024)"
    )


def test_the_sending_names_the_hour_and_what_lies_between() -> None:
    found = told(date(2026, 5, 15), 36, "envio_dou")

    assert lines(found.steps) == [
        "05/06/2026 (sexta-feira): edição em que o extrato deve sair, na leitura mais cedo",
        f"04/06/2026 (quinta-feira): não conta: {CORPUS_CHRISTI}",
        "03/06/2026 (quarta-feira): dia útil anterior: a Imprensa Nacional recebe até as 19h "
        "(horário de Brasília)",
    ]
    assert found.citation.text == "Portaria IN nº 283/2018, envio de matérias"


def test_the_end_of_the_term_does_not_move_by_a_weekend() -> None:
    found = told(date(2024, 1, 30), 36, "fim_vigencia")

    assert lines(found.steps) == [
        "30/01/2024 (terça-feira): última assinatura: a vigência é de 36 meses",
        "36 meses de data a data levam a janeiro de 2027",
        "30/01/2027 (sábado): dia de igual número: fim da vigência, que não se move por cair em "
        "sábado",
    ]
    assert [step.citation.text for step in found.steps] == [
        "Lei nº 14.133/2021, art. 183, caput",
        "Lei nº 14.133/2021, art. 183, caput, inciso II",
        "Lei nº 14.133/2021, art. 183, § 3º",
    ]


def test_where_the_month_lacks_the_day_both_readings_are_told() -> None:
    found = told(date(2024, 2, 29), 36, "fim_vigencia")

    assert lines(found.steps)[-1] == (
        "28/02/2027 (domingo): o mês não tem dia 29: fim da vigência no último dia dele, que não "
        "se move por cair em domingo"
    )
    assert found.notes == (
        "Na leitura do Código Civil (Lei nº 10.406/2002, art. 132, § 3º), a vigência terminaria no "
        "dia imediato, 01/03/2027 (segunda-feira); os avisos seguem a data que vem antes.",
    )


def test_the_request_runs_backwards_and_the_prudent_day_is_a_full_one() -> None:
    found = told(date(2024, 1, 30), 36, "renovacao")

    assert lines(found.steps) == [
        "30/01/2027 (sábado): fim da vigência; a contagem corre para trás e este dia não se conta",
        "29/01/2027 (sexta-feira): 1º dia antes",
        "31/12/2026 (quinta-feira): 30º dia antes: último dia",
    ]
    assert lines(found.prudent_steps) == [
        "31/12/2026 (quinta-feira): não serve: expediente só até as 13h, Véspera do Ano Novo "
        "(Portaria MGI nº 11.460/2025)",
        "30/12/2026 (quarta-feira): dia útil com expediente inteiro: data prudente",
    ]


def test_the_ladder_of_notices_is_told_from_the_farthest() -> None:
    found = told(date(2024, 1, 30), 36, "avisos")

    assert lines(found.steps)[0] == "03/08/2026 (segunda-feira): aviso de 180 dias antes do fim"
    assert lines(found.steps)[-1] == (
        "30/12/2026 (quarta-feira): aviso de 30 dias antes do fim, na data prudente do pedido de "
        "prorrogação"
    )


def test_a_deadline_that_falls_on_a_weekend_goes_on_to_the_next_business_day() -> None:
    found = told(date(2026, 5, 15), 36, "relatorio_final")

    assert lines(found.steps) == [
        "15/05/2029 (terça-feira): fim da vigência; o dia do começo não se conta",
        "16/05/2029 (quarta-feira): 1º dia",
        "14/07/2029 (sábado): 60º dia, que não serve: sábado",
        "15/07/2029 (domingo): não serve: domingo",
        "16/07/2029 (segunda-feira): primeiro dia útil seguinte: vencimento",
    ]
    assert lines(found.prudent_steps) == [
        "14/07/2029 (sábado): não serve: sábado",
        "13/07/2029 (sexta-feira): dia útil com expediente inteiro: data prudente",
    ]


def test_a_deadline_that_depends_on_a_year_without_a_table_says_so() -> None:
    assert told(date(2024, 1, 30), 36, "relatorio_final").notes == (CUSTOMARY_2027,)
    assert told(date(2024, 1, 30), 36, "publicacao").notes == ()


def test_an_instrument_of_before_the_law_of_2021_cites_the_law_of_its_day() -> None:
    found = explain(compute(date(2018, 1, 15), 36))
    norms = {step.citation.norm for one in found for step in one.steps}

    assert norms == {"", "Lei nº 9.784/1999"}
    assert found[1].citation.text == (
        "Portaria IN nº 268/2009, segundo notícia da Imprensa Nacional sobre a Portaria nº "
        "283/2018; suposta também para os anos anteriores a ela."
    )


def test_an_extended_term_tells_the_first_end_and_then_the_aditivo() -> None:
    longer = explain(of_term(term(date(2024, 1, 30), 36).extended(12)))
    (found,) = [one for one in longer if one.key == "fim_vigencia"]

    assert lines(found.steps)[3:] == [
        "30/01/2027 (sábado): termo aditivo: mais 12 meses, contados desse fim",
        "12 meses de data a data levam a janeiro de 2028",
        "30/01/2028 (domingo): dia de igual número: fim da vigência, que não se move por cair em "
        "domingo",
    ]


def test_a_replacement_is_told_from_the_impediment() -> None:
    found = explain_replacement(CALENDAR, date(2026, 11, 24), 30)

    assert (found.date, found.prudent) == (date(2026, 12, 28), date(2026, 12, 23))
    assert lines(found.steps)[:3] == [
        "24/11/2026 (terça-feira): impedimento do responsável; o dia do começo não se conta",
        "25/11/2026 (quarta-feira): 1º dia",
        "24/12/2026 (quinta-feira): 30º dia, que não serve: expediente só até as 13h, Véspera do "
        "Natal (Portaria MGI nº 11.460/2025)",
    ]


def test_a_notice_is_told_backwards_from_its_effect() -> None:
    withdrawal = explain_withdrawal(CALENDAR, date(2026, 7, 5), 30)
    termination = explain_termination(CALENDAR, date(2026, 7, 5), 30)

    assert (withdrawal.name, termination.name) == ("Aviso de denúncia", "Aviso prévio de rescisão")
    assert (withdrawal.date, withdrawal.prudent) == (date(2026, 6, 5), date(2026, 6, 3))
    assert lines(termination.prudent_steps) == [
        f"05/06/2026 (sexta-feira): não serve: {DAY_AFTER}",
        f"04/06/2026 (quinta-feira): não serve: {CORPUS_CHRISTI}",
        "03/06/2026 (quarta-feira): dia útil com expediente inteiro: data prudente",
    ]


@law
@given(signatures, st.integers(1, 120), st.integers(1, 400), st.integers(1, 400))
def test_the_last_step_is_the_date(signature: date, months: int, notice: int, report: int) -> None:
    rules = TermRules(renewal_notice_days=notice, final_report_days=report)

    for one in explain(compute(signature, months, rules), rules):
        assert one.steps[-1].day == one.date
        assert (one.prudent_steps[-1].day if one.prudent_steps else one.date) == one.prudent


@law
@given(signatures)
def test_as_many_days_are_counted_as_the_last_one_says(signature: date) -> None:
    found = explain(compute(signature, 36))[0]
    counted = [step for step in found.steps if "º dia útil" in step.text and step.day != signature]

    assert len(counted) == 5
    assert counted[-1].text.endswith(": último dia para publicar")


@pytest.mark.parametrize("one", explain(compute(date(2024, 2, 29), 36)), ids=lambda one: one.key)
def test_every_step_names_its_norm_or_clause(one: Deadline) -> None:
    assert [step for step in (*one.steps, *one.prudent_steps) if not step.citation.text] == []


def test_every_rule_of_publication_can_be_told() -> None:
    assert set(EXPLAINED_PUBLICATION) == set(PUBLICATION_RULES)
