"""Short ways to write a tree by hand, and hypothesis strategies that grow any tree."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Literal

from hypothesis import settings
from hypothesis import strategies as st

from document.canonical import canonical_text
from document.labels import number
from document.tree import (
    Annex,
    Cell,
    Clause,
    ClauseKind,
    Document,
    Inline,
    Item,
    ItemList,
    ListKind,
    Paragraph,
    PlainBlock,
    Run,
    Section,
    Subclause,
    SubclauseKind,
    Table,
)

# The same trees in every run, and no deadline: a busy machine must not turn a law flaky.
law = settings(deadline=None, max_examples=60, derandomize=True)
text_law = settings(law, max_examples=300)  # for laws of a string, which are quick to draw


def content(*parts: str | Inline) -> tuple[Inline, ...]:
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline) -> Paragraph:
    return Paragraph(content(*parts))


def item(text: str | tuple[Inline, ...], *lists: ItemList, id: str = "") -> Item:
    return Item(content(text) if isinstance(text, str) else text, lists, id)


def items(kind: ListKind, *parts: str | Item, conjunction: Literal["e", "ou"] = "e") -> ItemList:
    made = tuple(item(part) if isinstance(part, str) else part for part in parts)
    return ItemList(kind, made, conjunction)


def subclause(id: str, *blocks: PlainBlock, kind: SubclauseKind = "subclausula") -> Subclause:
    return Subclause(id, kind, blocks)


def clause(
    id: str, *blocks: PlainBlock | Subclause, title: str = "Do teste", kind: ClauseKind = "clausula"
) -> Clause:
    return Clause(id, title, blocks, kind=kind)


def annex(id: str, *sections: Section) -> Annex:
    return Annex(id, "Plano", sections)


def section(id: str, *blocks: PlainBlock) -> Section:
    return Section(id, "Da seção", blocks)


def document(
    *clauses: Clause,
    opening: tuple[PlainBlock, ...] = (),
    closing: tuple[PlainBlock, ...] = (),
    annexes: tuple[Annex, ...] = (),
) -> Document:
    return Document("Acordo", (), opening, clauses, closing, (), annexes)


def lines(*clauses: Clause, **rest: tuple[PlainBlock, ...]) -> list[str]:
    """The canonical lines of a document of these clauses, without its title."""
    whole = document(*clauses, opening=rest.get("opening", ()), closing=rest.get("closing", ()))
    return canonical_text(number(whole)).splitlines()[1:]


def leaves(block: ItemList) -> Iterator[str]:
    """The text of every item that opens no list, in reading order."""
    for part in block.items:
        if part.lists:
            for inner in part.lists:
                yield from leaves(inner)
        else:
            yield text(part.content)


def text(parts: tuple[Inline, ...]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Run))


def lists_of(whole: Document) -> Iterator[ItemList]:
    """Every list of a document that is not inside another list."""
    frames = (*whole.opening, *whole.closing)
    inner = (block for clause in whole.clauses for block in _flat(clause.blocks))
    annexed = (b for annex in whole.annexes for part in annex.sections for b in part.blocks)
    for block in (*frames, *inner, *annexed):
        if isinstance(block, ItemList):
            yield block


def _flat(blocks: tuple[PlainBlock | Subclause, ...]) -> Iterator[PlainBlock]:
    for block in blocks:
        if isinstance(block, Subclause):
            yield from block.blocks
        else:
            yield block


# --- strategies: words without any punctuation, so that what numbering adds can be told apart ---

WORDS = st.sampled_from(("a", "da União", "ação conjunta", "órgãos", "é", "dos dados do partícipe"))
RUNS = st.builds(Run, WORDS, st.booleans(), st.booleans())
CONTENT = st.lists(RUNS, min_size=1, max_size=2).map(tuple)
PARAGRAPHS = st.builds(Paragraph, CONTENT)
TABLES = st.builds(
    lambda caption, rows: Table(caption, tuple(rows), (50, 50)),
    WORDS,
    st.lists(st.tuples(st.builds(Cell, CONTENT), st.builds(Cell, CONTENT)), max_size=2),
)
KINDS = st.sampled_from(("inciso", "alinea", "item", "marcador"))


def _lists(inner: st.SearchStrategy[tuple[ItemList, ...]]) -> st.SearchStrategy[ItemList]:
    some = st.lists(st.builds(Item, CONTENT, inner), min_size=1, max_size=3).map(tuple)
    return st.builds(ItemList, KINDS, some, st.sampled_from(("e", "ou")))


NO_LISTS: st.SearchStrategy[tuple[ItemList, ...]] = st.just(())
DEEPEST_LISTS = st.lists(_lists(NO_LISTS), max_size=2).map(tuple)
LISTS = _lists(st.lists(_lists(DEEPEST_LISTS), max_size=2).map(tuple))
PLAIN = st.one_of(PARAGRAPHS, LISTS, TABLES)
BLOCKS = st.lists(PLAIN, min_size=1, max_size=3).map(tuple)
SUBCLAUSES = st.builds(
    Subclause, st.just(""), st.sampled_from(("subclausula", "paragrafo")), BLOCKS
)
CLAUSES = st.builds(
    Clause,
    st.just(""),
    WORDS,
    st.lists(st.one_of(PLAIN, SUBCLAUSES), min_size=1, max_size=4).map(tuple),
    kind=st.sampled_from(("clausula", "artigo")),
)
SECTIONS = st.builds(Section, st.just(""), WORDS, BLOCKS)
ANNEXES = st.builds(Annex, st.just(""), WORDS, st.lists(SECTIONS, max_size=2).map(tuple))
FRAMES = st.lists(PLAIN, max_size=2).map(tuple)


def with_ids(whole: Document) -> Document:
    """The document with an id of its own for each clause, annex and section."""
    ids = (f"n{place}" for place in count(1))
    return replace(
        whole,
        clauses=tuple(replace(part, id=next(ids)) for part in whole.clauses),
        annexes=tuple(
            replace(
                part,
                id=next(ids),
                sections=tuple(replace(inner, id=next(ids)) for inner in part.sections),
            )
            for part in whole.annexes
        ),
    )


DOCUMENTS = st.builds(
    Document,
    WORDS,
    st.lists(WORDS, max_size=1).map(tuple),
    FRAMES,
    st.lists(CLAUSES, max_size=4).map(tuple),
    FRAMES,
    st.just(()),
    st.lists(ANNEXES, max_size=2).map(tuple),
).map(with_ids)
