"""What every engine takes and gives. Knows no format."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from document.tree import NumberedDocument


@dataclass(frozen=True, slots=True)
class Edition:
    """The frame around the text in one edition of it; none of it belongs to the canonical text.

    `when` is the moment written into file metadata, in UTC: the same edition gives the same bytes.
    `notices` are printed in the header of every page (for instance that this is a draft).
    `data` is the public JSON that goes with archival files.
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


class Engine(Protocol):
    """One way to make one format. Same document and edition, same bytes."""

    name: str
    format: str

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The whole file. Raises OutsideError when the engine itself fails."""
        ...
