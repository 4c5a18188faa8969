"""The table of norms: rows well formed, dates coherent, and everything that texts cite in it."""

import re
from datetime import date
from typing import Any

import pytest

from clauses.library import Library
from law.norms import TABLE, norm_cited, norms
from reading.yaml_text import read_mapping

ROWS: list[dict[str, Any]] = read_mapping(TABLE)["normas"]
BY_ROW = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])

KEYS = {
    *("id", "nome", "data", "epigrafe", "apelido", "urn", "desde"),
    *("revogada_em", "revogada_por", "fonte", "conferida"),
}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MONTHS = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro",
)  # fmt: skip
CITED = sorted({cited for text in Library().all_texts() for cited in text.head.basis})
CITED_BY_SETS = sorted(
    {cited for name in Library().set_ids() for cited in Library().clause_set(name).basis}
)


@BY_ROW
def test_a_row_has_its_keys_and_no_other(row: dict[str, Any]) -> None:
    assert set(row) == KEYS


@BY_ROW
def test_a_row_leaves_blank_only_what_a_norm_in_force_lacks(row: dict[str, Any]) -> None:
    assert {key for key, value in row.items() if not value} <= {"revogada_em", "revogada_por"}


@BY_ROW
def test_a_norm_is_named_by_a_slug(row: dict[str, Any]) -> None:
    assert SLUG.fullmatch(row["id"])


@BY_ROW
def test_a_norm_says_whether_it_was_checked(row: dict[str, Any]) -> None:
    assert row["conferida"] in ("true", "false")


@BY_ROW
def test_a_norm_comes_into_force_on_its_date_or_later(row: dict[str, Any]) -> None:
    assert date.fromisoformat(row["data"]) <= date.fromisoformat(row["desde"])


@BY_ROW
def test_a_revoked_norm_says_when_and_by_what(row: dict[str, Any]) -> None:
    assert bool(row["revogada_em"]) == bool(row["revogada_por"])


@BY_ROW
def test_a_norm_ceases_after_it_began(row: dict[str, Any]) -> None:
    end = row["revogada_em"]
    assert end is None or date.fromisoformat(end) > date.fromisoformat(row["desde"])


@BY_ROW
def test_the_name_carries_the_year_of_the_date(row: dict[str, Any]) -> None:
    number, slash, year = row["nome"].rpartition("/")
    assert not slash or (number != "" and year == row["data"][:4])


@BY_ROW
def test_the_epigraph_says_the_date_in_full(row: dict[str, Any]) -> None:
    day = date.fromisoformat(row["data"])
    number = "1º" if day.day == 1 else str(day.day)
    assert f"de {number} de {MONTHS[day.month - 1]} de {day.year}" in row["epigrafe"]


@BY_ROW
def test_the_urn_carries_date_and_number(row: dict[str, Any]) -> None:
    assert row["urn"].startswith("urn:lex:br:")
    assert f":{row['data']};" in row["urn"]


@BY_ROW
def test_the_norm_of_a_row_is_the_one_that_is_cited(row: dict[str, Any]) -> None:
    norm = norms()[row["nome"]]
    assert (norm.id, norm.epigraph, norm.source) == (row["id"], row["epigrafe"], row["fonte"])
    assert norm.checked == (row["conferida"] == "true")


@pytest.mark.parametrize("key", ["id", "nome", "urn"])
def test_no_two_rows_share_an_identity(key: str) -> None:
    values = [row[key] for row in ROWS]
    assert sorted(values) == sorted(set(values))


def test_no_row_is_lost_on_the_way() -> None:
    assert len(norms()) == len(ROWS)


@pytest.mark.parametrize("citation", CITED)
def test_a_norm_cited_by_a_text_is_in_the_table_and_in_force(citation: str) -> None:
    norm = norm_cited(citation)
    assert norm is not None
    assert norm.until is None


@pytest.mark.parametrize("citation", CITED_BY_SETS)
def test_a_norm_cited_by_a_set_is_in_the_table_and_in_force(citation: str) -> None:
    norm = norm_cited(citation)
    assert norm is not None
    assert norm.until is None


@pytest.mark.parametrize(
    "citation",
    [
        "Lei nº 13.709/2018",
        "Lei nº 13.709/2018, art. 48",
        "Lei nº 13.709/2018, art. 26, § 1º, inciso I",
        "Lei nº 13.709/2018, arts. 23 e 41",
    ],
)
def test_a_citation_leads_to_its_norm_whatever_article_it_names(citation: str) -> None:
    norm = norm_cited(citation)
    assert norm is not None
    assert norm.id == "lei-13709-2018"


@pytest.mark.parametrize("citation", ["", "Lei nº 1/1900, art. 1º", "13.709/2018", "art. 5º"])
def test_an_unknown_norm_is_none(citation: str) -> None:
    assert norm_cited(citation) is None


@pytest.mark.parametrize(
    ("name", "day", "in_force"),
    [
        ("Lei nº 8.666/1993", date(1993, 6, 21), False),
        ("Lei nº 8.666/1993", date(1993, 6, 22), True),
        ("Lei nº 8.666/1993", date(2023, 12, 29), True),
        ("Lei nº 8.666/1993", date(2023, 12, 30), False),
        ("Lei nº 14.133/2021", date(2021, 3, 31), False),
        ("Lei nº 14.133/2021", date(2021, 4, 1), True),
        ("Lei nº 14.133/2021", date(2100, 1, 1), True),
        ("Decreto nº 9.662/2019", date(2024, 1, 30), False),
    ],
)
def test_a_norm_is_in_force_from_its_first_day_to_the_eve_of_its_last(
    name: str, day: date, in_force: bool
) -> None:
    assert norms()[name].in_force(day) is in_force
