"""From the flat blocks of an imported text to the document tree, labels as they were typed.

The same blocks give the same tree, so two files of one agreement can be compared clause by clause
through it, whatever format they came in.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from document.tree import (
    Annex,
    Cell,
    Clause,
    Document,
    Item,
    ItemList,
    ListKind,
    Paragraph,
    ParagraphStyle,
    PlainBlock,
    Run,
    Section,
    SignaturePlace,
    Subclause,
    SubclauseKind,
    Table,
)
from instruments.imported import TextBlock
from portuguese.parsing import bare

LISTS: dict[str, ListKind] = {
    "inciso": "inciso",
    "alinea": "alinea",
    "item": "item",
    "marcador": "marcador",
}
STYLES: dict[str, ParagraphStyle] = {"ementa": "ementa", "rotulo": "rotulo"}
BELOW: dict[str, SubclauseKind] = {"subclausula": "subclausula", "paragrafo": "paragrafo"}


def imported_document(
    blocks: Sequence[TextBlock],
    title: str,
    subtitle: tuple[str, ...],
    signatures: tuple[SignaturePlace, ...],
) -> Document:
    """The tree of an imported text."""
    parts = _Parts.of(blocks)
    ids = _Ids()
    return Document(
        title=title,
        subtitle=subtitle,
        opening=tuple(_plain(parts.opening)),
        clauses=tuple(
            Clause(
                id=ids.given(head.clause_id or head.title or f"clausula-{place}"),
                title=head.title,
                blocks=tuple(_clause_blocks(rest, ids)),
                label=head.label,
            )
            for place, (head, rest) in enumerate(parts.clauses, 1)
        ),
        closing=tuple(_plain(parts.closing)),
        signatures=signatures,
        annexes=tuple(_annex(head, rest, ids) for head, rest in parts.annexes),
    )


Part = tuple[TextBlock, list[TextBlock]]
"""A heading and the blocks under it."""


@dataclass(slots=True)
class _Parts:
    opening: list[TextBlock] = field(default_factory=list)
    clauses: list[Part] = field(default_factory=list)
    closing: list[TextBlock] = field(default_factory=list)
    annexes: list[Part] = field(default_factory=list)

    @classmethod
    def of(cls, blocks: Sequence[TextBlock]) -> "_Parts":
        parts = cls()
        for block in blocks:
            if block.kind == "anexo":
                parts.annexes.append((block, []))
            elif parts.annexes:
                parts.annexes[-1][1].append(block)
            elif block.kind == "clausula":
                parts.clauses.append((block, []))
            elif block.kind == "fecho" or parts.closing:
                parts.closing.append(block)
            elif parts.clauses:
                parts.clauses[-1][1].append(block)
            else:
                parts.opening.append(block)
        return parts


@dataclass(slots=True)
class _Ids:
    """Ids of parts, each once."""

    seen: dict[str, int] = field(default_factory=dict)

    def given(self, words: str) -> str:
        name = "-".join(re.findall(r"[a-z0-9]+", bare(words)))[:60].strip("-") or "parte"
        self.seen[name] = count = self.seen.get(name, 0) + 1
        return name if count == 1 else f"{name}-{count}"


def _clause_blocks(blocks: Sequence[TextBlock], ids: _Ids) -> Iterator[PlainBlock | Subclause]:
    """The blocks of a clause; what stands after a subclause belongs to it."""
    start = next((at for at, block in enumerate(blocks) if block.kind in BELOW), len(blocks))
    yield from _plain(blocks[:start])
    while start < len(blocks):
        head = blocks[start]
        end = next(
            (at for at in range(start + 1, len(blocks)) if blocks[at].kind in BELOW), len(blocks)
        )
        inner = (Paragraph((Run(head.text),)), *_plain(blocks[start + 1 : end]))
        yield Subclause(ids.given(head.label), BELOW[head.kind], inner, head.label)
        start = end


def _plain(blocks: Sequence[TextBlock]) -> Iterator[PlainBlock]:
    """Paragraphs, lists and tables; a labelled parágrafo outside a clause is a paragraph."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind in LISTS:
            made, at = _list(blocks, at, block.depth)
            yield made
            continue
        if block.kind == "linha":
            end = at + 1
            width = len(block.cells)
            while end < len(blocks) and len(blocks[end].cells) == width:
                end += 1
            yield _table(blocks[at:end])
            at = end
            continue
        text = f"{block.label} {block.text}".strip()
        yield Paragraph((Run(text),), STYLES.get(block.kind, "corpo"))
        at += 1


def _list(blocks: Sequence[TextBlock], at: int, depth: int) -> tuple[ItemList, int]:
    """The list that begins here, with the lists within it, and where it ends."""
    kind = LISTS[blocks[at].kind]
    items: list[Item] = []
    while at < len(blocks) and LISTS.get(blocks[at].kind) == kind and blocks[at].depth == depth:
        head = blocks[at]
        at += 1
        inner: list[ItemList] = []
        while at < len(blocks) and blocks[at].kind in LISTS and blocks[at].depth > depth:
            made, at = _list(blocks, at, blocks[at].depth)
            inner.append(made)
        items.append(Item((Run(head.text),), tuple(inner), label=head.label or "•"))
    return ItemList(kind, tuple(items)), at


def _table(rows: Sequence[TextBlock]) -> Table:
    width = len(rows[0].cells)
    share = 100 // width
    widths = (*((share,) * (width - 1)), 100 - share * (width - 1))
    cells = [tuple(Cell((Run(text),)) for text in row.cells) for row in rows]
    if width == 2 or len(rows) == 1:
        return Table("", tuple(cells), widths)
    return Table("", tuple(cells[1:]), widths, rows[0].cells)


def _annex(head: TextBlock, blocks: Sequence[TextBlock], ids: _Ids) -> Annex:
    places = [at for at, block in enumerate(blocks) if block.kind == "secao"]
    sections = []
    if not places or places[0] > 0:
        before = blocks[: places[0]] if places else blocks
        if before:
            sections.append(Section(ids.given("texto-do-anexo"), "", tuple(_plain(before)), "–"))
    for at, end in pairwise([*places, len(blocks)]):
        section = blocks[at]
        sections.append(
            Section(
                ids.given(f"plano-{section.title}"),
                section.title,
                tuple(_plain(blocks[at + 1 : end])),
                section.label,
            )
        )
    return Annex(
        ids.given(head.title or "anexo"), head.title, tuple(sections), head.label or "ANEXO"
    )
