"""An instrument of ours as a source text: canonical lines, each with what it belongs to."""

from collections.abc import Iterator

from document.canonical import piece_lines, stable
from document.flow import Piece, flow
from document.tree import NumberedDocument, plain
from reading.source import Line, LineKind, SourceText

_HEADINGS = frozenset({"titulo", "clausula", "anexo", "secao"})


def source_of(document: NumberedDocument, name: str) -> SourceText:
    """The lines of the canonical text; the cells of a table are lines of their own."""
    lines: list[Line] = []
    table = -1
    for piece in flow(document):
        if piece.table is not None or piece.place is not None:
            table += 1
        lines += _lines(piece, table)
    return SourceText(name, "html", tuple(lines))


def _lines(piece: Piece, table: int) -> Iterator[Line]:
    owner = piece.owner or None
    if piece.table is not None:
        yield Line(stable(piece.table.caption), clause_id=owner)
        rows: list[list[str]] = [list(piece.table.header)] if piece.table.header else []
        rows += [[plain(cell.content) for cell in row] for row in piece.table.rows]
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                yield Line(stable(text), "celula", None, (table, number, column), owner)
        return
    if piece.place is not None:
        place = piece.place
        for column, text in enumerate((place.name, place.role, place.party)):
            yield Line(stable(text), "celula", None, (table, 0, column), owner)
        return
    kind: LineKind = "titulo" if piece.kind in _HEADINGS else "paragrafo"
    for text in piece_lines(piece):
        yield Line(text, kind, clause_id=owner)
