"""Cross-references: how each kind of node is cited, from outside and from inside its clause."""

import pytest

from document.canonical import canonical_text
from document.labels import number
from document.tree import Cell, Clause, Document, PlainBlock, Reference, Table
from faults.errors import BadTemplate
from tests.document.trees import (
    annex,
    clause,
    content,
    document,
    item,
    items,
    lines,
    paragraph,
    section,
    subclause,
)

CITED = clause(
    "cited",
    paragraph("Texto."),
    items("alinea", "x", item("y", items("item", item("z", id="deep")), id="letter")),
    items("inciso", item("x", items("alinea", item("y", id="letter-of-roman")), id="roman")),
    subclause("first", items("alinea", item("x", id="in-subclause"))),
    subclause("second", paragraph("Texto.")),
    subclause("only", items("inciso", item("x", id="in-paragraph")), kind="paragrafo"),
)
ARTICLE = clause(
    "article",
    items("inciso", item("x", id="roman-of-article")),
    subclause("sign-1", items("inciso", item("x", id="roman-of-sign")), kind="paragrafo"),
    subclause("sign-2", paragraph("Texto."), kind="paragrafo"),
    kind="artigo",
)
ALONE = clause("alone", subclause("sole", paragraph("Texto."), kind="paragrafo"), kind="artigo")
PLAN = annex("plan", section("goals", items("marcador", "x", item("y", id="goal"))))
REST = annex("rest", section("more", items("alinea", item("x", id="more-a"))))

FROM_OUTSIDE = {
    "cited": "cláusula segunda",
    "letter": "alínea “b” da cláusula segunda",
    "deep": "item 1 da alínea “b” da cláusula segunda",
    "roman": "inciso I da cláusula segunda",
    "letter-of-roman": "alínea “a” do inciso I da cláusula segunda",
    "first": "subcláusula primeira da cláusula segunda",
    "in-subclause": "alínea “a” da subcláusula primeira da cláusula segunda",
    "second": "subcláusula segunda da cláusula segunda",
    "only": "parágrafo único da cláusula segunda",
    "in-paragraph": "inciso I do parágrafo único da cláusula segunda",
    "article": "art. 3º",
    "roman-of-article": "inciso I do art. 3º",
    "sign-1": "§ 1º do art. 3º",
    "sign-2": "§ 2º do art. 3º",
    "roman-of-sign": "inciso I do § 1º do art. 3º",
    "sole": "parágrafo único do art. 4º",
    "plan": "Anexo I",
    "goals": "seção 1 do Anexo I",
    "goal": "item 2 da seção 1 do Anexo I",
    "more-a": "alínea “a” da seção 1 do Anexo II",
}


def whole(*blocks: PlainBlock, closing: tuple[PlainBlock, ...] = ()) -> Document:
    citing = clause("citing", *blocks)
    return document(citing, CITED, ARTICLE, ALONE, closing=closing, annexes=(PLAN, REST))


@pytest.mark.parametrize(("target", "name"), FROM_OUTSIDE.items())
def test_a_node_is_cited_from_another_clause_by_its_whole_name(target: str, name: str) -> None:
    citing = whole(paragraph("Conforme a ", Reference(target), "."))
    assert f"Conforme a {name}." in canonical_text(number(citing)).splitlines()


@pytest.mark.parametrize(("target", "name"), FROM_OUTSIDE.items())
def test_a_node_is_cited_from_the_closing_by_its_whole_name(target: str, name: str) -> None:
    citing = whole(paragraph("x"), closing=(paragraph(Reference(target)),))
    assert name in canonical_text(number(citing)).splitlines()


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("b", "alínea “b” desta cláusula"),
        ("s", "subcláusula única desta cláusula"),
        ("i", "alínea “a” da subcláusula única desta cláusula"),
        ("c", "cláusula primeira"),
    ],
)
def test_from_inside_its_clause_a_node_is_of_this_clause(target: str, name: str) -> None:
    inside = clause(
        "c",
        paragraph(Reference(target)),
        items("alinea", "x", item("y", id="b")),
        subclause("s", items("alinea", item("z", id="i"))),
    )
    assert lines(inside)[1] == name


def test_items_and_subclauses_too_say_of_this_clause() -> None:
    inside = clause(
        "c",
        items("alinea", item("x", id="a"), item(content("a ", Reference("a")))),
        subclause("s", paragraph("a ", Reference("a"), ".")),
    )
    assert lines(inside)[1:] == [
        "a) x; e",
        "b) a alínea “a” desta cláusula.",
        "Subcláusula única. a alínea “a” desta cláusula.",
    ]


def test_from_inside_its_article_a_node_is_of_this_article() -> None:
    inside = clause(
        "c",
        paragraph(Reference("p"), ", ", Reference("r")),
        items("inciso", item("x", id="r")),
        subclause("p", paragraph("y"), kind="paragrafo"),
        kind="artigo",
    )
    assert lines(inside)[1] == "parágrafo único deste artigo, inciso I deste artigo"


def test_the_only_annex_is_cited_without_a_number() -> None:
    plan = annex("plan", section("goals", items("marcador", item("y", id="goal"))))
    references = (Reference("plan"), "; ", Reference("goals"), "; ", Reference("goal"))
    citing = document(clause("c", paragraph(*references)), annexes=(plan,))
    assert "anexo; seção 1 do anexo; item 1 da seção 1 do anexo" in canonical_text(number(citing))


def test_an_item_of_the_opening_or_closing_belongs_to_no_clause() -> None:
    frames = {
        "opening": (items("alinea", item("x", id="before")),),
        "closing": (items("inciso", item("y", id="after")),),
    }
    citing = clause("c", paragraph(Reference("before"), ", ", Reference("after")))
    assert lines(citing, **frames)[2] == "alínea “a”, inciso I"


def test_a_reference_forward_and_one_backward_both_resolve() -> None:
    first = clause("one", paragraph(Reference("two")))
    second = clause("two", paragraph(Reference("one")))
    assert lines(first, second)[1::2] == ["cláusula segunda", "cláusula primeira"]


def test_a_reference_follows_its_target_when_the_clauses_change_places() -> None:
    citing, cited = clause("one", paragraph(Reference("two"))), clause("two", paragraph("x"))
    assert lines(citing, cited)[1] == "cláusula segunda"
    assert lines(cited, citing)[3] == "cláusula primeira"


def test_a_reference_in_a_table_resolves() -> None:
    table = Table("Ações", ((Cell(content("a ")), Cell(content(Reference("c")))),), (50, 50))
    plan = annex("plan", section("s", table))
    numbered = number(document(clause("c", paragraph("x")), annexes=(plan,)))
    assert "a\tcláusula primeira" in canonical_text(numbered).splitlines()


@pytest.mark.parametrize(
    "citing",
    [
        document(clause("c", paragraph(Reference("nada")))),
        document(clause("c", items("alinea", item(content(Reference("nada")))))),
        document(clause("c", subclause("s", paragraph(Reference("nada"))))),
        document(opening=(paragraph(Reference("nada")),)),
        document(closing=(paragraph(Reference("nada")),)),
        document(annexes=(annex("a", section("s", paragraph(Reference("nada")))),)),
    ],
    ids=["paragraph", "item", "subclause", "opening", "closing", "annex"],
)
def test_a_reference_without_target_fails_and_names_it(citing: Document) -> None:
    with pytest.raises(BadTemplate) as caught:
        number(citing)
    assert caught.value.message == "a remissão a “nada” não encontra destino neste documento."
    assert caught.value.remedy == (
        "Corrija o identificador depois de # ou inclua a cláusula citada no conjunto."
    )


def test_a_reference_to_the_empty_id_fails_even_where_nodes_have_no_id() -> None:
    with pytest.raises(BadTemplate, match="a remissão a “” não encontra destino"):
        number(document(clause("", items("alinea", item(content(Reference("")))))))


TWICE: dict[str, tuple[Clause, ...]] = {
    "two clauses": (clause("x", paragraph("a")), clause("x", paragraph("b"))),
    "clause and item": (clause("x", items("alinea", item("a", id="x"))),),
    "two items": (clause("c", items("alinea", item("a", id="x"), item("b", id="x"))),),
    "two subclauses": (
        clause("c", subclause("x", paragraph("a")), subclause("x", paragraph("b"))),
    ),
    "items of two clauses": (
        clause("c", items("alinea", item("a", id="x"))),
        clause("d", items("inciso", item("b", items("alinea", item("e", id="x"))))),
    ),
}


@pytest.mark.parametrize("clauses", TWICE.values(), ids=TWICE.keys())
def test_an_id_given_twice_fails_and_is_named(clauses: tuple[Clause, ...]) -> None:
    with pytest.raises(BadTemplate) as caught:
        number(document(*clauses))
    assert caught.value.message == "o identificador “x” aparece duas vezes no mesmo documento."
    assert caught.value.remedy == (
        "Dê a cada cláusula, subcláusula e item um identificador próprio."
    )


def test_a_section_may_not_take_the_id_of_a_clause() -> None:
    with pytest.raises(BadTemplate, match="o identificador “x” aparece duas vezes"):
        number(document(clause("x", paragraph("a")), annexes=(annex("a", section("x")),)))
