"""What changed between two documents: added, removed, changed, only renumbered."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from document.diff import Change, diff, parts
from document.labels import number
from document.tree import Clause, Document, NumberedDocument, SignaturePlace
from tests.document.trees import (
    DOCUMENTS,
    annex,
    clause,
    document,
    items,
    law,
    paragraph,
    section,
    subclause,
)

A = clause("a", paragraph("Alfa."), title="Da alfa")
B = clause("b", paragraph("Beta."), title="Da beta")
C = clause("c", paragraph("Gama."), title="Da gama")


def numbered(*clauses: Clause) -> NumberedDocument:
    return number(document(*clauses))


def test_a_clause_at_the_end_is_added() -> None:
    assert diff(numbered(A), numbered(A, B)) == (
        Change("incluida", "b", (), ("CLÁUSULA SEGUNDA – DA BETA", "Beta.")),
    )


def test_a_clause_at_the_end_is_removed() -> None:
    assert diff(numbered(A, B), numbered(A)) == (
        Change("excluida", "b", ("CLÁUSULA SEGUNDA – DA BETA", "Beta."), ()),
    )


def test_a_clause_with_other_words_is_changed() -> None:
    other = replace(B, blocks=(paragraph("Outra."),))
    assert diff(numbered(A, B), numbered(A, other)) == (
        Change(
            "alterada",
            "b",
            ("CLÁUSULA SEGUNDA – DA BETA", "Beta."),
            ("CLÁUSULA SEGUNDA – DA BETA", "Outra."),
        ),
    )


def test_a_clause_with_another_title_is_changed() -> None:
    (change,) = diff(numbered(A, B), numbered(A, replace(B, title="Do bê")))
    assert (change.kind, change.part) == ("alterada", "b")


def test_clauses_after_a_new_one_are_only_renumbered() -> None:
    changes = diff(numbered(A, C), numbered(A, B, C))
    assert [(change.kind, change.part) for change in changes] == [
        ("incluida", "b"),
        ("renumerada", "c"),
    ]
    assert changes[1].before[0] == "CLÁUSULA SEGUNDA – DA GAMA"
    assert changes[1].after[0] == "CLÁUSULA TERCEIRA – DA GAMA"


def test_clauses_that_change_places_are_only_renumbered() -> None:
    changes = diff(numbered(A, B), numbered(B, A))
    assert [(change.kind, change.part) for change in changes] == [
        ("renumerada", "b"),
        ("renumerada", "a"),
    ]


def test_a_clause_that_moved_and_changed_is_changed() -> None:
    other = replace(A, blocks=(paragraph("Outra."),))
    kinds = {change.part: change.kind for change in diff(numbered(A, B), numbered(B, other))}
    assert kinds == {"b": "renumerada", "a": "alterada"}


def test_changes_come_in_the_order_of_the_new_text_and_removals_last() -> None:
    other = replace(C, blocks=(paragraph("Outra."),))
    changes = diff(numbered(A, C), numbered(B, other))
    assert [(change.kind, change.part) for change in changes] == [
        ("incluida", "b"),
        ("alterada", "c"),
        ("excluida", "a"),
    ]


def test_the_first_clause_is_not_taken_for_one_whose_ordinal_starts_alike() -> None:
    fillers = [clause(f"f{n}", paragraph("x")) for n in range(10)]
    changes = diff(numbered(*fillers[:9], A), numbered(*fillers, A))
    assert [(change.kind, change.part) for change in changes] == [
        ("incluida", "f9"),
        ("renumerada", "a"),
    ]


def test_a_second_subclause_changes_the_clause_because_its_label_changes() -> None:
    one = clause("a", subclause("s", paragraph("x.")))
    two = clause("a", subclause("s", paragraph("x.")), subclause("t", paragraph("y.")))
    (change,) = diff(numbered(one), numbered(two))
    assert change.kind == "alterada"
    assert change.before[1] == "Subcláusula única. x."
    assert change.after[1:] == ("Subcláusula primeira. x.", "Subcláusula segunda. y.")


def test_the_title_the_frames_and_the_signatures_are_parts_too() -> None:
    plain = document(A, opening=(paragraph("x"),), closing=(paragraph("y"),))
    place = SignaturePlace("p", "ANA", "Diretora", "Órgão")
    changed = replace(
        plain,
        title="Convênio",
        opening=(paragraph("z"),),
        closing=(paragraph("w"),),
        signatures=(place,),
    )
    assert [(change.kind, change.part) for change in diff(number(plain), number(changed))] == [
        ("alterada", ""),
        ("alterada", "abertura"),
        ("alterada", "fecho"),
        ("incluida", "assinaturas"),
    ]


def test_an_annex_that_gets_a_number_is_only_renumbered() -> None:
    one, two = annex("p", section("s", paragraph("x"))), annex("q", section("t", paragraph("y")))
    changes = diff(number(document(annexes=(one,))), number(document(annexes=(one, two))))
    assert [(change.kind, change.part) for change in changes] == [
        ("renumerada", "p"),
        ("incluida", "q"),
        ("incluida", "t"),
    ]


def test_sections_that_change_places_are_only_renumbered() -> None:
    one, two = section("s", paragraph("x")), section("t", paragraph("y"))
    changes = diff(
        number(document(annexes=(annex("p", one, two),))),
        number(document(annexes=(annex("p", two, one),))),
    )
    assert {change.kind for change in changes} == {"renumerada"}


def test_a_clause_named_like_a_frame_loses_no_line() -> None:
    clauses = (
        clause("fecho", items("alinea", "x"), title=""),
        clause("", paragraph("y"), title=""),
    )
    whole = document(*clauses, closing=(paragraph("z"),))
    found = parts(number(whole))
    assert found["fecho"] == ("CLÁUSULA PRIMEIRA", "a) x.", "z")
    assert found[""] == ("Acordo", "CLÁUSULA SEGUNDA", "y")


@law
@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(tree: Document) -> None:
    assert diff(number(tree), number(tree)) == ()


@law
@given(DOCUMENTS, DOCUMENTS)
def test_what_one_way_adds_the_other_way_removes(one: Document, other: Document) -> None:
    there, back = diff(number(one), number(other)), diff(number(other), number(one))
    opposite = {"incluida": "excluida", "excluida": "incluida"}
    turned = {
        (opposite.get(change.kind, change.kind), change.part, change.after, change.before)
        for change in there
    }
    assert turned == {(change.kind, change.part, change.before, change.after) for change in back}


@law
@given(DOCUMENTS, st.data())
def test_only_the_clause_whose_words_change_is_changed(tree: Document, data: st.DataObject) -> None:
    clauses = (*tree.clauses, A)
    place = data.draw(st.integers(0, len(clauses) - 1))
    touched = replace(clauses[place], blocks=(*clauses[place].blocks, paragraph("Mais.")))
    before = replace(tree, clauses=clauses)
    after = replace(before, clauses=(*clauses[:place], touched, *clauses[place + 1 :]))
    changes = diff(number(before), number(after))
    assert [(change.kind, change.part) for change in changes] == [("alterada", touched.id)]


@law
@given(DOCUMENTS, st.data())
def test_a_removed_clause_only_renumbers_those_after_it(
    tree: Document, data: st.DataObject
) -> None:
    clauses = (*tree.clauses, A)
    place = data.draw(st.integers(0, len(clauses) - 1))
    before = replace(tree, clauses=clauses)
    after = replace(before, clauses=(*clauses[:place], *clauses[place + 1 :]))
    changes = diff(number(before), number(after))
    assert [(change.kind, change.part) for change in changes] == [
        *(("renumerada", later.id) for later in clauses[place + 1 :]),
        ("excluida", clauses[place].id),
    ]
