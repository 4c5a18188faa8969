"""How items end: semicolons, the conjunction, one full stop, and what authors typed replaced."""

import pytest

from document.labels import number
from document.tree import Inline, ItemList, Reference, Run
from faults.errors import BadTemplate
from tests.document.trees import clause, content, document, item, items, lines, paragraph


def ended(*parts: str | Inline) -> str:
    """The canonical line of the only item of a list."""
    return lines(clause("c", items("alinea", item(content(*parts)))))[1].removeprefix("a) ")


def test_items_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    assert lines(clause("c", items("alinea", "x", "y", "z")))[1:] == ["a) x;", "b) y; e", "c) z."]


def test_the_last_but_one_ends_with_the_conjunction_of_its_list() -> None:
    alternatives = items("inciso", "x", "y", "z", conjunction="ou")
    assert lines(clause("c", alternatives))[1:] == ["I – x;", "II – y; ou", "III – z."]


def test_the_only_item_ends_with_a_full_stop() -> None:
    assert lines(clause("c", items("marcador", "x")))[1:] == ["• x."]


def test_an_item_that_opens_a_list_ends_with_a_colon() -> None:
    inner = items("item", "y", "z")
    assert lines(clause("c", items("alinea", item("x", inner))))[1:] == [
        "a) x:",
        "1. y; e",
        "2. z.",
    ]


def test_the_last_item_of_a_nested_list_inherits_the_ending_of_its_place() -> None:
    nested = items(
        "inciso",
        item("um", items("alinea", "a", "b")),
        item("dois", items("alinea", "c", "d", conjunction="ou")),
        item("três", items("alinea", "e", "f")),
    )
    assert lines(clause("c", nested))[1:] == [
        "I – um:",
        "a) a; e",
        "b) b;",
        "II – dois:",
        "a) c; ou",
        "b) d; e",
        "III – três:",
        "a) e; e",
        "b) f.",
    ]


def test_the_ending_goes_down_through_three_levels() -> None:
    deep = items("inciso", item("um", items("alinea", item("a", items("item", "x", "y")))), "dois")
    assert lines(clause("c", deep))[1:] == [
        "I – um:",
        "a) a:",
        "1. x; e",
        "2. y; e",
        "II – dois.",
    ]


def test_of_two_lists_in_one_item_only_the_last_inherits_the_ending() -> None:
    two = items("inciso", item("um", items("alinea", "a"), items("item", "b")))
    assert lines(clause("c", two))[1:] == ["I – um:", "a) a;", "1. b."]


@pytest.mark.parametrize(
    "typed", ["x", "x;", "x.", "x,", "x:", "x ;", "x. ", "x...", "x;;", " x", "x . ; "]
)
def test_punctuation_that_an_author_typed_gives_way(typed: str) -> None:
    assert ended(typed) == "x."


@pytest.mark.parametrize("kept", ["x?", "x!", "x…", "“x.”", "(x.)", "x)", "nº 1/2024", "R$ 1,50"])
def test_other_marks_at_the_end_are_kept(kept: str) -> None:
    assert ended(kept) == f"{kept}."


@pytest.mark.parametrize(
    "abbreviated", ["x, y, etc.", "o Banco S.A.", "a Obra Ltda.", "Alves & Cia."]
)
def test_the_full_stop_of_an_abbreviation_is_neither_lost_nor_doubled(abbreviated: str) -> None:
    listed = items("alinea", abbreviated, abbreviated, item(abbreviated))
    assert lines(clause("c", listed))[1:] == [
        f"a) {abbreviated};",
        f"b) {abbreviated}; e",
        f"c) {abbreviated}",
    ]


def test_a_word_that_only_ends_like_an_abbreviation_is_none() -> None:
    assert ended("dar audiência.") == "dar audiência."
    assert lines(clause("c", items("alinea", "dar audiência.", "x")))[1] == "a) dar audiência; e"


@pytest.mark.parametrize("run", [Run("y", bold=True), Run("y", italic=True), Run("y;", bold=True)])
def test_the_ending_stays_out_of_the_emphasis_of_the_last_word(run: Run) -> None:
    numbered = number(document(clause("c", items("alinea", item((Run("x "), run))))))
    listed = numbered.clauses[0].blocks[0]
    assert isinstance(listed, ItemList)
    assert listed.items[0].content == (Run("x "), Run("y", run.bold, run.italic), Run("."))


def test_an_emphasized_abbreviation_at_the_end_of_a_list_adds_no_empty_run() -> None:
    numbered = number(document(clause("c", items("alinea", item((Run("etc.", bold=True),))))))
    listed = numbered.clauses[0].blocks[0]
    assert isinstance(listed, ItemList)
    assert listed.items[0].content == (Run("etc.", bold=True),)


def test_punctuation_in_an_emphasis_of_its_own_gives_way_too() -> None:
    assert ended("x;", Run(";", bold=True)) == "x."


def test_an_item_that_ends_with_a_reference_is_ended_after_it() -> None:
    assert ended("conforme a ", Reference("c")) == "conforme a cláusula primeira."
    assert ended("conforme a ", Reference("c"), Run(" ;")) == "conforme a cláusula primeira."


def test_a_full_stop_inside_the_text_stays() -> None:
    assert ended("Uma frase. Outra.") == "Uma frase. Outra."


@pytest.mark.parametrize("typed", ["x", "x;", "x:", "x..", "x ,"])
def test_a_paragraph_keeps_the_punctuation_of_its_author(typed: str) -> None:
    assert lines(clause("c", paragraph(typed)))[1:] == [typed]


def test_a_list_without_items_is_refused() -> None:
    with pytest.raises(BadTemplate) as caught:
        number(document(clause("c", items("alinea"))))
    assert caught.value.message == "há uma lista sem itens."
