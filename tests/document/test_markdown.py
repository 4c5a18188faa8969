"""The small Markdown: everything it knows, read into the tree."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.markdown import MarkdownBlock, parse
from document.tree import ItemList, Paragraph, Reference, Run, Subclause
from faults.errors import BadTemplate
from tests.document.trees import content, item, items, paragraph, subclause, text_law

ALLOWED: dict[str, tuple[str, tuple[MarkdownBlock, ...]]] = {
    "nothing": ("\n\n", ()),
    "a paragraph": ("Texto.", (paragraph("Texto."),)),
    "two paragraphs": ("Um.\n\nDois.", (paragraph("Um."), paragraph("Dois."))),
    "a line break is a space": ("um\ndois", (paragraph("um dois"),)),
    "a hard line break is a space": ("um  \ndois\\\ntrês", (paragraph("um dois três"),)),
    "bold": ("a **b** c", (paragraph("a ", Run("b", bold=True), " c"),)),
    "italic": ("a *b* _c_", (paragraph("a ", Run("b", italic=True), " ", Run("c", italic=True)),)),
    "bold and italic": ("***a***", (paragraph(Run("a", bold=True, italic=True)),)),
    "a reference": (
        "conforme a [](#prazo-e-vigencia).",
        (paragraph("conforme a ", Reference("prazo-e-vigencia"), "."),),
    ),
    "two references": ("[](#a)[](#b)", (paragraph(Reference("a"), Reference("b")),)),
    "alíneas": ("- um\n- dois", (items("alinea", "um", "dois"),)),
    "alíneas with blank lines": ("- um\n\n- dois", (items("alinea", "um", "dois"),)),
    "incisos": ("1. um\n2. dois", (items("inciso", "um", "dois"),)),
    "incisos all typed as 1": ("1. um\n1. dois", (items("inciso", "um", "dois"),)),
    "itens in an alínea": (
        "- um\n  - a\n  - b\n- dois",
        (items("alinea", item("um", items("item", "a", "b")), "dois"),),
    ),
    "alíneas in an inciso, itens in an alínea": (
        "1. um\n   - a\n     - x",
        (items("inciso", item("um", items("alinea", item("a", items("item", "x"))))),),
    ),
    "an anchored item": ("- []{#divulgar} um", (items("alinea", item("um", id="divulgar")),)),
    "emphasis in an item": (
        "- um **dois**",
        (items("alinea", item(content("um ", Run("dois", bold=True)))),),
    ),
    "a paragraph and its list": ("Cabe:\n\n- um", (paragraph("Cabe:"), items("alinea", "um"))),
    "a subclause": (
        "Um.\n\n## Subcláusula {#s}\n\nDois.\n\n- a",
        (paragraph("Um."), subclause("s", paragraph("Dois."), items("alinea", "a"))),
    ),
    "two subclauses": (
        "## Subcláusula {#s}\n\nUm.\n\n## Subcláusula {#t}\n\nDois.",
        (subclause("s", paragraph("Um.")), subclause("t", paragraph("Dois."))),
    ),
    "a subclause without an id": ("## Subcláusula\n\nUm.", (subclause("", paragraph("Um.")),)),
    "a parágrafo": (
        "## Parágrafo {#p}\n\nUm.",
        (subclause("p", paragraph("Um."), kind="paragrafo"),),
    ),
    "escaped marks": (r"\*a\* \[b\] 1\. c", (paragraph("*a* [b] 1. c"),)),
    "an escaped year at the start": (r"2024\. Foi o ano.", (paragraph("2024. Foi o ano."),)),
    "entities": ("&amp; &lt;b&gt;", (paragraph("& <b>"),)),
    "an address that is not a link": ("gov.br e http://x", (paragraph("gov.br e http://x"),)),
    "brackets that are not a link": ("a [b] c", (paragraph("a [b] c"),)),
    "a definition is text and defines nothing": (
        "[a][b]\n\n[b]: #c",
        (paragraph("[a][b]"), paragraph("[b]: #c")),
    ),
    "pipes are text": ("|a|b|", (paragraph("|a|b|"),)),
    "underscores inside a word": ("a_b_c", (paragraph("a_b_c"),)),
}


@pytest.mark.parametrize(("source", "blocks"), ALLOWED.values(), ids=ALLOWED.keys())
def test_what_is_allowed_is_read(source: str, blocks: tuple[MarkdownBlock, ...]) -> None:
    assert parse(source) == blocks


PLANS: dict[str, tuple[str, tuple[MarkdownBlock, ...]]] = {
    "a bullet list is bullets": ("- um", (items("marcador", "um"),)),
    "an ordered list is itens": ("1. um", (items("item", "um"),)),
    "bullets in an ordered list are alíneas": (
        "1. um\n   - a",
        (items("item", item("um", items("alinea", "a"))),),
    ),
}


@pytest.mark.parametrize(("source", "blocks"), PLANS.values(), ids=PLANS.keys())
def test_a_plan_has_lists_of_its_own(source: str, blocks: tuple[MarkdownBlock, ...]) -> None:
    assert parse(source, "plano") == blocks


def test_a_plan_has_no_subclauses() -> None:
    with pytest.raises(BadTemplate) as caught:
        parse("Um.\n\n## Subcláusula {#s}\n\nDois.", "plano")
    assert caught.value.message == "linha 3: o título “Subcláusula {#s}” não é conhecido."


def read(source: str) -> tuple[MarkdownBlock, ...]:
    """The blocks of a source, none when it is refused; any other error fails the test."""
    with suppress(BadTemplate):
        return parse(source)
    return ()


@text_law
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_read_or_refused(source: str) -> None:
    for block in read(source):
        assert isinstance(block, Paragraph | ItemList | Subclause)


@text_law
@given(st.lists(st.sampled_from(("**", "*", "[", "](#a)", "]{#b}", "- ", "1. ", "\n", "x", " "))))
def test_any_heap_of_marks_is_read_or_refused(marks: list[str]) -> None:
    for block in read("".join(marks)):
        assert isinstance(block, Paragraph | ItemList)


@text_law
@given(st.lists(st.sampled_from(("da", "União", "(LGPD)", "nº", "§", "“texto”", "é;")), min_size=1))
def test_plain_words_are_one_paragraph_of_those_words(words: list[str]) -> None:
    assert parse(" ".join(words)) == (paragraph(" ".join(words)),)
