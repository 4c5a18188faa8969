"""What holds for every tree: labels without gaps, endings in place, nothing else touched."""

from collections.abc import Iterator

from hypothesis import given

from document.labels import clause_label, item_label, number, subclause_label
from document.tree import Document, Inline, ItemList, Run, Subclause
from portuguese.ordinals import roman
from tests.document.trees import DOCUMENTS, law, leaves, lists_of, text

MARKS = (";", "; e", "; ou", ".", ":")


def every_list(blocks: Iterator[ItemList]) -> Iterator[ItemList]:
    """The lists and all the lists inside them."""
    for block in blocks:
        yield block
        for part in block.items:
            yield from every_list(iter(part.lists))


def last_leaf(block: ItemList) -> str:
    return list(leaves(block))[-1]


@law
@given(DOCUMENTS)
def test_numbering_is_deterministic(tree: Document) -> None:
    assert number(tree) == number(tree)


@law
@given(DOCUMENTS)
def test_clauses_are_labelled_by_their_place(tree: Document) -> None:
    for place, clause in enumerate(number(tree).clauses, 1):
        assert clause.label == clause_label(place, clause.kind)


@law
@given(DOCUMENTS)
def test_subclauses_of_a_kind_are_labelled_by_their_place_in_the_clause(tree: Document) -> None:
    for clause in number(tree).clauses:
        for kind in ("subclausula", "paragrafo"):
            found = [b for b in clause.blocks if isinstance(b, Subclause) and b.kind == kind]
            alone = len(found) == 1
            assert [block.label for block in found] == [
                subclause_label(place, alone, kind, clause.kind)
                for place in range(1, len(found) + 1)
            ]


@law
@given(DOCUMENTS)
def test_items_are_labelled_without_a_gap_in_every_list(tree: Document) -> None:
    for block in every_list(lists_of(number(tree))):
        labels = [part.label for part in block.items]
        assert labels == [item_label(place, block.kind) for place in range(1, len(labels) + 1)]


@law
@given(DOCUMENTS)
def test_annexes_and_sections_are_labelled_by_their_place(tree: Document) -> None:
    annexes = number(tree).annexes
    many = len(annexes) > 1
    for place, annex in enumerate(annexes, 1):
        assert annex.label == (f"ANEXO {roman(place)}" if many else "ANEXO")
        assert [part.label for part in annex.sections] == [
            f"{place}." for place in range(1, len(annex.sections) + 1)
        ]


@law
@given(DOCUMENTS)
def test_each_outer_list_ends_with_its_one_full_stop(tree: Document) -> None:
    for block in lists_of(number(tree)):
        ends = [leaf.endswith(".") for leaf in leaves(block)]
        assert ends == [False] * (len(ends) - 1) + [True]
        assert not last_leaf(block).endswith("..")


@law
@given(DOCUMENTS)
def test_the_last_but_one_item_closes_with_the_conjunction_of_its_list(tree: Document) -> None:
    for block in every_list(lists_of(number(tree))):
        for place, part in enumerate(block.items):
            end = last_leaf(ItemList(block.kind, (part,)))
            wanted = f"; {block.conjunction}" if place == len(block.items) - 2 else ";"
            assert place == len(block.items) - 1 or end.endswith(wanted)


@law
@given(DOCUMENTS)
def test_an_item_ends_with_a_colon_exactly_when_it_opens_a_list(tree: Document) -> None:
    for block in every_list(lists_of(number(tree))):
        for part in block.items:
            assert text(part.content).endswith(":") == bool(part.lists)


@law
@given(DOCUMENTS)
def test_numbering_adds_marks_to_items_and_changes_no_word(tree: Document) -> None:
    before, after = every_list(lists_of(tree)), every_list(lists_of(number(tree)))
    for old, new in zip(before, after, strict=True):
        for was, now in zip(old.items, new.items, strict=True):
            assert text(now.content) in [text(was.content) + mark for mark in MARKS]


@law
@given(DOCUMENTS)
def test_emphasis_is_the_same_after_numbering(tree: Document) -> None:
    before, after = every_list(lists_of(tree)), every_list(lists_of(number(tree)))
    for old, new in zip(before, after, strict=True):
        for was, now in zip(old.items, new.items, strict=True):
            assert emphasized(was.content) == emphasized(now.content)


def emphasized(content: tuple[Inline, ...]) -> list[Run]:
    return [part for part in content if isinstance(part, Run) and (part.bold or part.italic)]
