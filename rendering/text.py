"""Plain text for people: the words of the instrument, to read, search or paste anywhere.

One paragraph a line, never wrapped; blank lines between paragraphs, none between the items of a
list; a form as aligned `nome: valor`, a table as rows of ` | `. Leaves out weight, slope and pages.
The canonical text, over which hashes are taken, is another one: document/canonical.py.
"""

from collections.abc import Iterator

from document.canonical import stable
from document.flow import Piece, PieceKind, flow
from document.tree import NumberedDocument, Table, plain
from rendering.port import Edition

ITEMS: frozenset[PieceKind] = frozenset({"inciso", "alinea", "item", "marcador"})
STEP = "   "
BETWEEN_CELLS = " | "


class TextEngine:
    """UTF-8 with plain line breaks."""

    name = "txt"
    format = "txt"

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """Letterhead, notices and the instrument."""
        groups = [list(edition.letterhead)]
        if edition.notices:
            groups.append([" · ".join(edition.notices)])
        groups += _groups(document)
        return "\n\n".join("\n".join(lines) for lines in groups if lines).encode() + b"\n"


def _groups(document: NumberedDocument) -> Iterator[list[str]]:
    """Lines that stand together: a paragraph, a table, a place of signature, a run of items."""
    items: list[str] = []
    for piece in flow(document):
        if piece.kind in ITEMS:
            items.append(f"{STEP * (piece.depth + 1)}{stable(piece.text)}")
            continue
        if items:
            yield items
            items = []
        yield list(_lines(piece))
    if items:
        yield items


def _lines(piece: Piece) -> Iterator[str]:
    if piece.table is not None:
        yield from _table(piece.table)
    elif piece.place is not None:
        place = piece.place
        yield from (stable(line) for line in (place.name, place.role, place.party))
    else:
        yield stable(piece.text)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield stable(table.caption)
    rows = [[stable(plain(cell.content)) for cell in row] for row in table.rows]
    if table.header:
        yield BETWEEN_CELLS.join(stable(title) for title in table.header)
        yield from (BETWEEN_CELLS.join(row) for row in rows)
        return
    room = max((len(row[0]) for row in rows), default=0) + 1
    for name, *values in rows:
        yield f"{name + ':':<{room}} {' '.join(values)}".rstrip()
