"""The JSON of an instrument as a file of its own: the same bytes that are attached to its PDF."""

from document.tree import NumberedDocument
from rendering.port import Edition


class DataEngine:
    """Gives the public data of the edition; the text is in the other formats."""

    name = "json"
    format = "json"

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The edition's JSON."""
        return edition.data
