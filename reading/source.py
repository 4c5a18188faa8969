"""What every reader of files gives: lines of text, each with its place in the file."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

FileKind = Literal["texto", "html", "docx", "pdf"]
LineKind = Literal["paragrafo", "titulo", "celula", "cabecalho", "rodape"]


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a text: line and column counted from 1, and the page where there are pages."""

    line: int
    column: int
    page: int | None = None

    def __str__(self) -> str:
        page = f"página {self.page}, " if self.page else ""
        return f"{page}linha {self.line}, coluna {self.column}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line (for DOCX and HTML: one paragraph or table cell) as it was found.

    `row` and `column` say where a table cell stands: (table, row, column) counted from 0.
    `clause_id` is the id that a content control or our own HTML carries, when there is one.
    """

    text: str
    kind: LineKind = "paragrafo"
    page: int | None = None
    cell: tuple[int, int, int] | None = None
    clause_id: str | None = None


@dataclass(frozen=True)
class SourceText:
    """The text of a file. Offsets count in `text`, where lines are joined by a line feed."""

    name: str
    kind: FileKind
    lines: tuple[Line, ...]
    pages: int | None = None
    has_text_layer: bool = True
    """False for a PDF whose pages are only pictures."""
    notes: tuple[str, ...] = ()
    """What the reader had to mend or leave out, each a Portuguese sentence."""

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate((len(line.text) + 1 for line in self.lines), initial=0))

    def place(self, offset: int) -> Place:
        """Where an offset of `text` stands."""
        index = max(0, min(bisect_right(self._starts, offset) - 1, len(self.lines) - 1))
        page = self.lines[index].page if self.lines else None
        return Place(index + 1, offset - self._starts[index] + 1, page)
