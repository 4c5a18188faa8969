"""What an instrument has to say, and how many articles a norm has: tables, read and coherent."""

import re
from typing import Any

import pytest

from instruments.instrument import KIND_NAMES
from law.articles import TABLE as ARTICLES
from law.articles import last_article
from law.norms import norms
from law.required_clauses import TABLE, clause_elements, plan_elements
from reading.yaml_text import read_mapping

ROWS: list[dict[str, Any]] = read_mapping(TABLE)["elementos"]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_an_element_is_asked_of_kinds_that_exist_by_patterns_that_can_be_read(
    row: dict[str, Any],
) -> None:
    assert set(row["especies"]) <= set(KIND_NAMES)
    assert row["grau"] in ("obrigatoria", "recomendada")
    assert row["fonte"]
    for key in ("na_clausula", "no_texto"):
        re.compile(row.get(key, ""))


def test_an_agreement_has_to_say_what_the_norms_ask() -> None:
    required = [one.id for one in clause_elements("acordo_cooperacao_tecnica") if one.required]

    assert required == [
        *("objeto", "plano-de-trabalho", "obrigacoes", "sem-transferencia", "protecao-de-dados"),
        *("vigencia", "publicacao", "extincao", "foro"),
    ]


def test_a_kind_that_nobody_knows_has_nothing_to_say() -> None:
    assert clause_elements("convenio") == ()


def test_a_plan_has_ten_elements() -> None:
    assert len(plan_elements()) == 10


def test_every_count_of_articles_is_of_a_norm_of_the_table_and_says_its_source() -> None:
    rows = read_mapping(ARTICLES)["artigos"]

    assert [row["norma"] for row in rows if row["norma"] not in norms()] == []
    assert all(row["fonte"] for row in rows)


@pytest.mark.parametrize(
    ("norm", "last"),
    [("Lei nº 13.709/2018", 65), ("Lei nº 8.078/1990", 119), ("Lei nº 1/1900", None)],
)
def test_the_last_article_is_told_where_it_is_known(norm: str, last: int | None) -> None:
    assert last_article(norm) == last
