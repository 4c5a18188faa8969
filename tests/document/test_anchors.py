"""The ids that stand inside a text."""

from document.anchors import anchors, document_anchors
from tests.document.trees import annex, clause, document, item, items, paragraph, section, subclause

NESTED = items("alinea", item("x", items("item", item("y", id="deep")), id="outer"), "z")


def test_items_at_every_depth_are_anchors() -> None:
    assert anchors((paragraph("x"), NESTED)) == {"outer", "deep"}


def test_a_subclause_and_what_it_holds_are_anchors() -> None:
    assert anchors((subclause("s", paragraph("x"), NESTED),)) == {"s", "outer", "deep"}


def test_what_has_no_id_is_no_anchor() -> None:
    assert anchors((subclause("", items("alinea", "x")),)) == frozenset()


def test_the_anchors_of_a_document_are_those_inside_its_clauses() -> None:
    whole = document(
        clause("c", NESTED),
        clause("d", subclause("s", paragraph("x"))),
        opening=(items("alinea", item("x", id="before")),),
        annexes=(annex("a", section("b", items("alinea", item("x", id="annexed")))),),
    )
    assert document_anchors(whole) == {"outer", "deep", "s"}


def test_twins_count_once_under_the_name_before_their_suffix() -> None:
    twins = (
        clause(f"c:{party}", items("alinea", item("x", id=f"divulgar:{party}")))
        for party in ("mpmt", "dpba")
    )
    assert document_anchors(document(*twins)) == {"divulgar"}
