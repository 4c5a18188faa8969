"""What an amendment adds or revokes: letters after the number, and no other label moved.

Sections of a report are numbered here too, and what stands in another document is cited.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.anchors import targets
from document.canonical import canonical_text
from document.labels import number
from document.tree import Cell, Clause, Reference, Table
from faults.errors import BadTemplate
from tests.document.trees import (
    clause,
    content,
    document,
    item,
    items,
    law,
    lines,
    paragraph,
    subclause,
)

A, B, C = (clause(name, paragraph(name.upper()), title="") for name in "abc")


def inserted(id: str, **more: object) -> Clause:
    return replace(clause(id, paragraph("x"), title=""), inserted=True, **more)  # type: ignore[arg-type]


def labels(*clauses: Clause) -> list[str]:
    return [part.label for part in number(document(*clauses)).clauses]


def test_an_inserted_clause_takes_the_number_before_it_and_a_letter() -> None:
    assert labels(A, inserted("n"), B) == [
        "CLÁUSULA PRIMEIRA",
        "CLÁUSULA PRIMEIRA-A",
        "CLÁUSULA SEGUNDA",
    ]


def test_several_in_one_place_take_the_letters_in_order_and_each_place_begins_anew() -> None:
    assert labels(A, inserted("n"), inserted("o"), B, inserted("p")) == [
        "CLÁUSULA PRIMEIRA",
        "CLÁUSULA PRIMEIRA-A",
        "CLÁUSULA PRIMEIRA-B",
        "CLÁUSULA SEGUNDA",
        "CLÁUSULA SEGUNDA-A",
    ]


def test_an_inserted_article_keeps_the_form_of_articles() -> None:
    first = clause("a", paragraph("x"), title="", kind="artigo")
    assert labels(first, inserted("n", kind="artigo")) == ["Art. 1º", "Art. 1º-A"]


def test_a_revoked_clause_keeps_its_number() -> None:
    revoked = replace(A, blocks=(paragraph("(Revogada)"),), revoked=True)
    assert labels(revoked, B) == ["CLÁUSULA PRIMEIRA", "CLÁUSULA SEGUNDA"]


def test_an_inserted_clause_and_what_stands_in_it_are_cited_with_the_letter() -> None:
    new = replace(clause("n", items("alinea", item("x", id="i")), title=""), inserted=True)
    citing = clause("b", paragraph(Reference("n"), "; ", Reference("i")), title="")
    assert lines(A, new, citing)[-1] == ("cláusula primeira-A; alínea “a” da cláusula primeira-A")


def test_nothing_is_inserted_before_the_first_clause() -> None:
    with pytest.raises(BadTemplate) as refused:
        number(document(inserted("n"), A))
    assert refused.value.message == "a cláusula “n” foi acrescida antes da primeira."
    assert refused.value.remedy == "Diga depois de qual cláusula ela entra."


@law
@given(st.lists(st.booleans(), max_size=12))
def test_insertions_leave_the_labels_of_all_others_as_they_were(pattern: list[bool]) -> None:
    clauses = [A]
    for place, new in enumerate(pattern):
        made = clause(f"c{place}", paragraph("x"), title="")
        clauses.append(replace(made, inserted=new))
    standing = [one for one in clauses if not one.inserted]
    kept = [part.label for part in number(document(*clauses)).clauses if not part.inserted]
    assert kept == labels(*standing)


# --- sections of a report ---


def test_sections_are_numbered_in_figures_and_their_heading_has_no_dash() -> None:
    sections = [clause(f"s{n}", paragraph("x"), title="Dos fatos", kind="secao") for n in (1, 2)]
    assert [part.heading for part in number(document(*sections)).clauses] == [
        "1. DOS FATOS",
        "2. DOS FATOS",
    ]


def test_a_section_is_cited_by_its_number_and_from_inside_as_this_section() -> None:
    first = clause("s", items("alinea", item("x", id="i")), paragraph(Reference("i")), kind="secao")
    other = clause("t", paragraph(Reference("s"), "; ", Reference("i")), kind="secao")
    found = lines(first, other)
    assert (found[2], found[4]) == ("alínea “a” desta seção", "seção 1; alínea “a” da seção 1")


# --- another document ---


def test_what_stands_in_another_document_is_cited_by_the_name_it_has_there() -> None:
    citing = document(clause("c", paragraph("Conforme a ", Reference("d"), ".")))
    text = canonical_text(number(citing, {"d": "cláusula décima"}))
    assert text.splitlines()[-1] == "Conforme a cláusula décima."


def test_the_targets_of_a_text_are_all_that_its_references_lead_to() -> None:
    table = Table("", ((Cell((Reference("e"),)),),), (100,))
    nested = items(
        "alinea", item(content("x", Reference("b")), items("item", item(content(Reference("c")))))
    )
    blocks = (
        paragraph(Reference("a"), Reference("a")),
        subclause("s", nested, paragraph("x")),
        table,
    )
    assert targets(blocks) == {"a", "b", "c", "e"}


def test_a_text_without_references_has_no_targets() -> None:
    assert targets((paragraph("x"), items("alinea", "y"))) == frozenset()
