"""What kind of line each one is, as found: headings, clauses, items, table rows, signatures.

Nothing is corrected and nothing renumbered: labels stay as typed beside the number they were read
as. Lines that a page has broken are joined into one block, which keeps the way back to the places
in the source. What the words mean is the business of importing/ and review/.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from reading.headings import BlockKind, Label, Numbering, numbering_of
from reading.labels import Zone, read_label
from reading.paragraphs import Unit, units_of
from reading.source import SourceText

HEADINGS: frozenset[BlockKind] = frozenset({"clausula", "anexo", "secao"})


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table row, whatever lines it was broken over.

    `text` has all its words, the label included; `label` is as typed, `ordinal` the number read
    from it (None: not readable, or no number). `clause` is the index in `Outline.blocks` of the
    heading it stands under; a heading has its own index. `depth` counts the lists around an item.
    `cells` are the cells of a row. `clause_id` is what a content control of ours carries.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    label: str = ""
    ordinal: int | None = None
    title: str = ""
    depth: int = 0
    clause: int | None = None
    body_at: int = 0
    cells: tuple[str, ...] = ()
    clause_id: str | None = None
    pieces: tuple[tuple[int, int], ...] = ()
    """(place in `text`, offset in the source) where each line or cell of it begins."""

    @property
    def body(self) -> str:
        """The words after the label (and, for a heading, after its title)."""
        return self.text[self.body_at :]

    def at(self, place: int) -> int:
        """The offset in the source of a place in `text`."""
        if not self.pieces:
            return self.start + place
        index = max(0, bisect_right(self.pieces, (place, 1 << 62)) - 1)
        begins, offset = self.pieces[index]
        return offset + place - begins


@dataclass(frozen=True)
class Outline:
    """The blocks of a text in their order."""

    blocks: tuple[Block, ...]
    numbering: Numbering = "clausula"
    """How its clauses are headed: CLÁUSULA PRIMEIRA, Art. 1º, or 1. DO OBJETO."""

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """The indexes of the headings of clauses."""
        return self.of("clausula")

    @cached_property
    def sections(self) -> tuple[int, ...]:
        """The indexes of the headings of plan sections."""
        return self.of("secao")

    def of(self, *kinds: BlockKind) -> tuple[int, ...]:
        """The indexes of the blocks of these kinds."""
        return tuple(place for place, block in enumerate(self.blocks) if block.kind in kinds)

    def under(self, heading: int) -> tuple[Block, ...]:
        """The blocks of one clause, section or annex, its heading left out."""
        return self._by_heading.get(heading, ())

    @cached_property
    def _by_heading(self) -> dict[int, tuple[Block, ...]]:
        found: dict[int, list[Block]] = {}
        for place, block in enumerate(self.blocks):
            if block.clause is not None and block.clause != place:
                found.setdefault(block.clause, []).append(block)
        return {heading: tuple(blocks) for heading, blocks in found.items()}


def outline(source: SourceText) -> Outline:
    """The outline of a text; never raises, whatever the text."""
    units = units_of(source)
    numbering = numbering_of(units)
    return Outline(tuple(_placed(_classified(units, numbering))), numbering)


def _classified(units: list[Unit], numbering: Numbering) -> Iterator[Block]:
    """Each unit as a block, or two where a heading and its text share a line."""
    zone = Zone.of(units, numbering)
    place = 0
    while place < len(units):
        unit = units[place]
        place += 1
        # What a page ends and begins with stands between a label and its title now and then.
        ahead = place
        while ahead < len(units) and units[ahead].kind in ("cabecalho", "rodape"):
            ahead += 1
        after = units[ahead] if ahead < len(units) else None
        label = read_label(unit, zone, numbering, after)
        furniture: list[Unit] = []
        if label.takes_next and after is not None:
            unit = unit.with_next(after)
            furniture, place = units[place:ahead], ahead + 1
        zone = zone.after(label)
        yield from _blocks(unit, label)
        for one in furniture:
            yield from _blocks(one, read_label(one, zone, numbering, None))


def _blocks(unit: Unit, label: Label) -> Iterator[Block]:
    block = Block(
        label.kind,
        unit.text,
        unit.start,
        unit.end,
        label.label,
        label.ordinal,
        label.title,
        body_at=label.body_at,
        cells=unit.cells,
        clause_id=unit.clause_id,
        pieces=unit.pieces,
    )
    if label.kind not in HEADINGS or label.body_at >= len(unit.text):
        yield block
        return
    head, rest = unit.split(label.body_at)
    yield replace(block, text=head.text, end=head.end, body_at=len(head.text), pieces=head.pieces)
    yield Block(
        "corpo", rest.text, rest.start, rest.end, clause_id=rest.clause_id, pieces=rest.pieces
    )


_LISTS: tuple[BlockKind, ...] = ("inciso", "alinea", "item", "marcador")
_OUTSIDE: frozenset[BlockKind] = frozenset(
    {"fecho", "signatario", "assinatura", "autenticidade", "cabecalho", "rodape", "titulo",
     "ementa"}
)  # fmt: skip


def _placed(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks with the heading each stands under and the depth of its list."""
    heading: int | None = None
    around: list[BlockKind] = []
    for place, found in enumerate(blocks):
        block, depth = found, found.depth
        if block.kind in HEADINGS:
            heading, around = place, []
        elif block.kind in _LISTS:
            if block.kind in around:
                del around[around.index(block.kind) + 1 :]
            else:
                if around and _LISTS.index(around[-1]) > _LISTS.index(block.kind):
                    around = []
                around.append(block.kind)
            depth = len(around) - 1
        elif block.kind not in ("rodape", "cabecalho"):
            around = []
        if block.kind in ("fecho", "assinatura", "autenticidade", "signatario"):
            heading = None
        outside = block.kind in _OUTSIDE
        under = None if outside else heading
        if (depth, under) != (block.depth, block.clause):
            block = replace(block, depth=depth, clause=under)
        yield block
