"""Canonical text: the one string every format of a document must carry, and its SHA-256.

One line a paragraph, heading or table row; cells and the lines of a signature place separated by
tabs; Unicode NFC; any run of white space is one space. Weight, slope, page furniture and notices
about the state of the document are no part of it.
"""

import hashlib
import unicodedata
from collections.abc import Iterator

from document.flow import Piece, flow
from document.tree import NumberedDocument, plain


def canonical_text(document: NumberedDocument) -> str:
    """The canonical text, ending in a newline."""
    return "".join(f"{line}\n" for piece in flow(document) for line in piece_lines(piece))


def text_hash(document: NumberedDocument) -> str:
    """SHA-256 of the canonical text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(canonical_text(document).encode()).hexdigest()


def piece_lines(piece: Piece) -> Iterator[str]:
    """The canonical lines of one piece."""
    if piece.table is not None:
        yield stable(piece.table.caption)
        if piece.table.header:
            yield "\t".join(stable(title) for title in piece.table.header)
        for row in piece.table.rows:
            yield "\t".join(stable(plain(cell.content)) for cell in row)
    elif piece.place is not None:
        place = piece.place
        yield "\t".join(stable(line) for line in (place.name, place.role, place.party))
    else:
        yield stable(piece.text)


def stable(text: str) -> str:
    """NFC with every run of white space folded into one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())
