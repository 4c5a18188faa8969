"""The use case behind `pactua prazo calcular`: rules from the clause set, dates as data."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clauses.clause_set import ClauseSet
from clauses.library import Library
from faults.errors import InvalidData, UsageError
from law.deadlines import TermRules
from services.deadlines import as_data, calculate, calendar_in, term_rules

SEED = date(2024, 1, 30)


def a_set(**terms: int | str) -> ClauseSet:
    """The bundled set with some of its terms changed."""
    bundled = Library().clause_set("act-adesao")
    return bundled.model_copy(update={"terms": bundled.terms.model_copy(update=terms)})


def test_the_seed_agreement_has_the_dates_of_the_contract() -> None:
    data = as_data(calculate(SEED, 36))

    assert {key: data[key] for key in data if key != "passos"} == {
        "assinatura": "2024-01-30",
        "meses": 36,
        "conjunto": None,
        "publicacao_ate": "2024-02-07",
        "publicacao_prudente": "2024-02-07",
        "envio_dou_ate": "2024-02-06",
        "envio_dou_hora": "19:00",
        "fim_vigencia": "2027-01-30",
        "fim_vigencia_alternativo": None,
        "renovacao_ate": "2026-12-31",
        "renovacao_prudente": "2026-12-30",
        "relatorio_final_ate": "2027-03-31",
        "relatorio_final_prudente": "2027-03-31",
        "avisos": [
            {"em": "2026-08-03", "degrau": 180},
            {"em": "2026-10-02", "degrau": 120},
            {"em": "2026-11-01", "degrau": 90},
            {"em": "2026-12-01", "degrau": 60},
            {"em": "2026-12-16", "degrau": 45},
            {"em": "2026-12-30", "degrau": 30},
        ],
        "observacoes": [
            "A tabela de pontos facultativos não tem o ano de 2027: foram usados os de costume. "
            "Quando sair a portaria do ano, inclua-a em pontos_facultativos.yaml, na pasta de "
            "dados."
        ],
    }


def test_every_step_says_its_deadline_its_reading_and_its_norm() -> None:
    steps = as_data(calculate(SEED, 36))["passos"]

    assert steps[0] == {
        "prazo": "publicacao",
        "leitura": "literal",
        "dia": "2024-01-30",
        "texto": "última assinatura; o extrato se publica até o 5º dia útil do mês seguinte, "
        "fevereiro de 2024",
        "fundamento": "cláusula da publicação",
    }
    assert {(step["prazo"], step["leitura"]) for step in steps} == {
        ("publicacao", "literal"),
        ("envio_dou", "literal"),
        ("fim_vigencia", "literal"),
        ("avisos", "literal"),
        ("renovacao", "literal"),
        ("renovacao", "prudente"),
        ("relatorio_final", "literal"),
    }


def test_the_alternative_end_stands_where_the_readings_differ() -> None:
    data = as_data(calculate(date(2024, 2, 29), 36))

    assert (data["fim_vigencia"], data["fim_vigencia_alternativo"]) == ("2027-02-28", "2027-03-01")


def test_the_terms_of_the_clause_set_bind() -> None:
    found = calculate(SEED, 36, a_set(renewal_notice_days=60))

    assert found.clause_set == "act-adesao"
    assert found.deadlines.renewal_by == date(2026, 12, 1)


def test_without_months_those_of_the_set_hold() -> None:
    assert calculate(SEED, None, a_set()).deadlines.end == date(2027, 1, 30)


def test_the_bundled_sets_name_a_rule_of_publication_that_is_known() -> None:
    library = Library()

    for name in library.set_ids():
        found = calculate(SEED, None, library.clause_set(name))
        assert found.deadlines.publication > SEED


def test_the_rules_of_a_set_are_its_terms() -> None:
    rules = term_rules(
        a_set(
            renewal_notice_days=1, withdrawal_days=2, termination_days=3, replacement_days=4
        ).terms
    )

    assert rules == replace(
        TermRules(),
        renewal_notice_days=1,
        withdrawal_days=2,
        termination_days=3,
        replacement_days=4,
    )


def test_neither_months_nor_a_set_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^falta o número de meses da vigência\.$"):
        calculate(SEED)


@pytest.mark.parametrize(
    ("signature", "terms", "message"),
    [
        (
            date(1980, 1, 1),
            {},
            "a assinatura vai de 01/01/2000 a 31/12/2089; 01/01/1980 está fora.",
        ),
        (
            SEED,
            {"publication": "amanhã"},
            "regra de publicação desconhecida: “amanhã”; use quinto_dia_util_do_mes_seguinte.",
        ),
        (SEED, {"replacement_days": 4000}, "um prazo vai de 1 a 3650 dias; 4000 está fora."),
    ],
)
def test_what_cannot_be_counted_with_is_refused_in_words(
    signature: date, terms: dict[str, int | str], message: str
) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(message)}$") as raised:
        calculate(signature, 36, a_set(**terms))

    assert raised.value.remedy == "Confira a data, os meses e o conjunto."


OWN = """\
anos:
  - ano: 2027
    atos:
      - ato: Portaria MGI nº 1/2026
        fonte: DOU de 30/12/2026
        conferida: true
        dias:
          - {dia: 2027-02-08, motivo: Carnaval}
"""


def test_the_table_of_the_data_folder_answers_for_its_years(tmp_path: Path) -> None:
    (tmp_path / "pontos_facultativos.yaml").write_text(OWN, encoding="utf-8")

    assert calculate(SEED, 36, calendar=calendar_in(tmp_path)).notes == ()


def test_a_folder_without_a_table_has_the_calendar_of_the_program(tmp_path: Path) -> None:
    assert len(calculate(SEED, 36, calendar=calendar_in(tmp_path)).notes) == 1


def test_a_table_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "pontos_facultativos.yaml"
    path.write_text(OWN.replace("2027-02-08", "2027-02-30"), encoding="utf-8")

    with pytest.raises(InvalidData) as raised:
        calendar_in(tmp_path)

    assert [finding.where for finding in raised.value.findings] == [
        f"{path}: anos.1.atos.1.dias.1.dia"
    ]
