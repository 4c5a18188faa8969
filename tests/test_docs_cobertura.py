"""docs/cobertura-minuta.md against the library: nothing of the 2024 agreement is left out of the
table, and every text, anchor, file and key that it names exists.

What the agreement of 2024 regulates is counted here point by point, because the table is the only
witness that our own drafting covers it.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from clauses.library import Library
from reading.yaml_text import read_mapping

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "cobertura-minuta.md"
PLAN = read_mapping(ROOT / "examples" / "plano-adesao.yaml")
LIBRARY = Library()
SET = LIBRARY.clause_set("act-adesao")
OURS = sorted({entry.id for entry in SET.entries})
EVERY_KIND = "obrigacoes-…"
KINDS = [f"obrigacoes-{kind.replace('_', '-')}" for kind in SET.partner_kinds]

Row = tuple[str, str, str, str]

# The agreement of 2024: what each clause regulates, in its order. "" is a clause of one sentence.
AGREEMENT: dict[str, tuple[str, ...]] = {
    "primeira": ("caput", "parágrafo único"),
    "segunda": ("",),
    "terceira": (
        "caput",
        *("a", "b", "c", "d", "e", "f", "g", "h", "i"),
        "l (o primeiro)",
        *("j", "k"),
        "l (o segundo)",
        "m",
        "subcláusula única",
    ),
    "quarta": ("caput", "a", "b", "c", "d", "e"),
    "quinta": ("caput", "a", "b", "c", "d", "e"),
    "sexta": ("caput", "subcláusula primeira", "subcláusula segunda"),
    "sétima": (
        "primeira frase",
        "segunda frase",
        "segundo parágrafo",
        "título (“patrimoniais”)",
    ),
    "oitava": (
        *("primeiro parágrafo", "segundo parágrafo", "inciso I"),
        *("I, a", "I, b", "I, c", "I, d", "I, e"),
    ),
    "nona": ("primeiro parágrafo", "segundo parágrafo"),
    "décima": ("vigência", "prorrogação"),
    "décima primeira": ("",),
    "décima segunda": (
        *("caput", "a", "b", "c", "d"),
        *("subcláusula primeira", "subcláusula segunda"),
    ),
    "décima terceira": ("caput", "a", "b"),
    "décima quarta": ("",),
    "décima quinta": ("",),
    "décima sexta": ("",),
    "décima sétima": ("caput", "subcláusula única"),
}

# Its work plan: how many rows each of the eight sections has in the table.
PLAN_ROWS = {"1": 2, "2": 4, "3": 2, "4": 7, "5": 6, "6": 2, "7": 2, "8": 5}


@cache
def sections() -> dict[str, list[Row]]:
    """The rows of each table by the heading above it."""
    found: dict[str, list[Row]] = {}
    heading = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.startswith("| ") and not line.startswith("| Minuta de 2024 |"):
            point, subject, ours, note = (cell.strip() for cell in line.strip("|").split(" | "))
            found.setdefault(heading, []).append((point, subject, ours, note))
    return found


def rows(*headings: str) -> list[Row]:
    return [row for heading in headings for row in sections()[heading]]


def anchors(clause_id: str) -> set[str]:
    body = LIBRARY.clause(clause_id).body
    return set(re.findall(r"\{#([a-z0-9-]+)\}", body))


def named(ours: str) -> list[tuple[str, str]]:
    """(text id, anchor or "") of each of our texts that a cell names, files left aside."""
    spans = [span for span in re.findall(r"`([^`]+)`", ours) if "." not in span]
    pairs = [(clause_id, anchor) for clause_id, _, anchor in (s.partition("#") for s in spans)]
    return [
        (one, anchor)
        for clause_id, anchor in pairs
        for one in (KINDS if clause_id == EVERY_KIND else [clause_id])
    ]


TEXT_ROWS = rows("Abertura", "Cláusulas", "Fecho e assinaturas")
PLAN_TABLE = rows("Plano de trabalho")
NAMED = sorted({pair for _, _, ours, _ in TEXT_ROWS for pair in named(ours)})


def test_the_tables_are_those_this_test_knows() -> None:
    assert list(sections()) == ["Abertura", "Cláusulas", "Fecho e assinaturas", "Plano de trabalho"]


@pytest.mark.parametrize("ordinal", AGREEMENT)
def test_every_point_of_a_clause_has_its_row_in_order(ordinal: str) -> None:
    name = f"Cláusula {ordinal}"
    points = [point for point, *_ in rows("Cláusulas")]
    found = [point for point in points if point == name or point.startswith(f"{name}, ")]
    assert found == [f"{name}, {point}" if point else name for point in AGREEMENT[ordinal]]


def test_the_table_of_clauses_has_no_point_the_agreement_lacks() -> None:
    points = [point for point, *_ in rows("Cláusulas") if point != "–"]
    assert len(points) == sum(len(expected) for expected in AGREEMENT.values())


@pytest.mark.parametrize(("section", "count"), PLAN_ROWS.items())
def test_every_point_of_a_section_of_the_plan_has_its_row(section: str, count: int) -> None:
    assert len([point for point, *_ in PLAN_TABLE if point.startswith(f"{section}. ")]) == count


def test_what_the_agreement_lacked_is_marked_as_added() -> None:
    added = [note for point, _, _, note in (*TEXT_ROWS, *PLAN_TABLE) if point == "–"]
    assert added
    assert [note for note in added if not note.startswith("Acréscimo")] == []


def test_every_row_says_where_its_point_is_now() -> None:
    assert [row for row in TEXT_ROWS if not named(row[2]) and "Sistema" not in row[2]] == []


@pytest.mark.parametrize(("clause_id", "anchor"), NAMED)
def test_a_text_the_table_names_exists_with_its_anchor(clause_id: str, anchor: str) -> None:
    assert clause_id in OURS
    assert anchor in {"", *anchors(clause_id)}


@pytest.mark.parametrize("clause_id", OURS)
def test_every_text_and_anchor_of_the_set_stands_in_the_table(clause_id: str) -> None:
    in_table = {anchor for named_id, anchor in NAMED if named_id == clause_id}
    assert in_table - {""} == anchors(clause_id)
    assert in_table


@pytest.mark.parametrize("row", PLAN_TABLE, ids=[f"{row[0]}: {row[1]}" for row in PLAN_TABLE])
def test_a_row_of_the_plan_names_keys_and_axes_of_the_example(row: Row) -> None:
    keys = [span for span in re.findall(r"`([^`]+)`", row[2]) if not span.endswith(".yaml")]
    assert [key for key in keys if key not in PLAN] == []
    assert keys or "Sistema" in row[2]
    axes = {action["eixo"] for action in PLAN["acoes"]}
    assert set(re.findall(r"`acoes` \(([^)]+)\)", row[2])) <= axes


def test_every_key_of_the_example_plan_stands_in_the_table() -> None:
    in_table = {span for row in PLAN_TABLE for span in re.findall(r"`([^`]+)`", row[2])}
    assert set(PLAN) <= in_table


def test_every_file_the_document_names_exists() -> None:
    text = TABLE.read_text(encoding="utf-8")
    files = set(re.findall(r"`([a-z-]+/[^`]+\.(?:md|yaml))`", text))
    assert files
    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_the_six_clauses_of_obligations_share_the_points_the_table_says_they_share() -> None:
    shared = {
        span.partition("#")[2]
        for _, _, ours, _ in TEXT_ROWS
        for span in re.findall(r"`([^`]+)`", ours)
        if span.startswith(EVERY_KIND)
    }
    assert shared == set.intersection(*(anchors(clause_id) for clause_id in KINDS))
