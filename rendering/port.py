"""What every engine takes and gives. Knows no format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from document.tree import NumberedDocument, SignaturePlace


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as plain data; `words` say what it shows to those who do not see it."""

    data: bytes
    format: Literal["svg", "png"]
    words: str


@dataclass(frozen=True, slots=True)
class Authenticity:
    """The block that tells how to check the document: its lines, and a QR code beside them.

    The QR is drawn 35 mm wide; its quiet zone is part of the picture.
    """

    lines: tuple[str, ...]
    qr: Picture | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """The frame around the text in one edition of it; none of it belongs to the canonical text.

    `when` is the moment written into file metadata, in UTC: the same edition gives the same bytes.
    `notices` are printed in the header of every page (for instance that this is a draft).
    `data` is the public JSON that goes with archival files. The edition that goes out for
    signature has `stamps`: room for a stamp above each name, `witnesses` to sign after the text,
    and the block of `authenticity` at its end.
    """

    title: str
    short_title: str
    letterhead: tuple[str, ...]
    notices: tuple[str, ...]
    author: str
    subject: str
    when: datetime
    data: bytes
    language: str = "pt-BR"
    stamps: bool = False
    witnesses: tuple[SignaturePlace, ...] = ()
    authenticity: Authenticity | None = None


class Engine(Protocol):
    """One way to make one format. Same document and edition, same bytes."""

    name: str
    format: str

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The whole file. Raises OutsideError when the engine itself fails."""
        ...


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on a page (the first is 0), in points from its lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Laid:
    """A PDF, and where in it the room for each stamp is, by the id of the signature place."""

    pdf: bytes
    stamps: Mapping[str, Rectangle]


class PdfEngine(Engine, Protocol):
    """An engine that can tell where on the pages it put the room for stamps."""

    def lay_out(self, document: NumberedDocument, edition: Edition) -> Laid:
        """The PDF and its places. Raises as `render` does."""
        ...
