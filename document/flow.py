"""A numbered document in reading order: one flat Piece after another, labels included.

The formats that have no nesting (Word, Typst, plain text) and the canonical text read the tree
through this, so none of them decides the order of the words for itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from document.tree import (
    Annex,
    Clause,
    Inline,
    ItemList,
    NumberedDocument,
    Paragraph,
    PlainBlock,
    Run,
    Section,
    SignaturePlace,
    Subclause,
    Table,
)

PieceKind = Literal[
    "titulo",
    "subtitulo",
    "ementa",
    "rotulo",
    "corpo",
    "clausula",
    "subclausula",
    "inciso",
    "alinea",
    "item",
    "marcador",
    "anexo",
    "secao",
    "tabela",
    "assinatura",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading, table or signature place.

    `depth` counts the lists around an item; `owner` is the id of the clause or section it belongs
    to ("" outside); `label` stands before the runs.
    """

    kind: PieceKind
    runs: tuple[Run, ...] = ()
    label: str = ""
    depth: int = 0
    owner: str = ""
    table: Table | None = None
    place: SignaturePlace | None = None

    @property
    def text(self) -> str:
        """The words of a piece that is not a table or a signature place."""
        words = "".join(run.text for run in self.runs)
        return f"{self.label} {words}".strip()


def flow(document: NumberedDocument) -> Iterator[Piece]:
    """Every piece of the document from its title to the last table of its annexes."""
    yield Piece("titulo", (Run(document.title),))
    for line in document.subtitle:
        yield Piece("subtitulo", (Run(line),))
    yield from _blocks(document.opening, "abertura")
    for clause in document.clauses:
        yield from _clause(clause)
    yield from _blocks(document.closing, "fecho")
    for place in document.signatures:
        yield Piece("assinatura", place=place, owner="assinaturas")
    for annex in document.annexes:
        yield from _annex(annex)


def _clause(clause: Clause) -> Iterator[Piece]:
    yield Piece("clausula", (Run(clause.heading),), owner=clause.id)
    for block in clause.blocks:
        if isinstance(block, Subclause):
            yield from _subclause(block, clause.id)
        else:
            yield from _blocks((block,), clause.id)


def _subclause(block: Subclause, owner: str) -> Iterator[Piece]:
    label = block.label
    rest = block.blocks
    if rest and isinstance(rest[0], Paragraph):
        yield Piece("subclausula", _runs(rest[0].content), label, owner=owner)
        rest = rest[1:]
    else:
        yield Piece("subclausula", (), label, owner=owner)
    yield from _blocks(rest, owner)


def _annex(annex: Annex) -> Iterator[Piece]:
    yield Piece("anexo", (Run(annex.heading),), owner=annex.id)
    for section in annex.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Piece]:
    yield Piece("secao", (Run(section.heading),), owner=section.id)
    yield from _blocks(section.blocks, section.id)


def _blocks(blocks: tuple[PlainBlock, ...], owner: str) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Piece(block.style, _runs(block.content), owner=owner)
        elif isinstance(block, ItemList):
            yield from _list(block, owner, 0)
        else:
            yield Piece("tabela", table=block, owner=owner)


def _list(block: ItemList, owner: str, depth: int) -> Iterator[Piece]:
    for item in block.items:
        yield Piece(block.kind, _runs(item.content), item.label, depth, owner)
        for inner in item.lists:
            yield from _list(inner, owner, depth + 1)


def _runs(content: tuple[Inline, ...]) -> tuple[Run, ...]:
    return tuple(part for part in content if isinstance(part, Run))
