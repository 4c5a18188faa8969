"""The tree of a legal text, as frozen values.

Nothing here is numbered or punctuated by hand: `label` fields are empty until
`document.labels.number` fills them (those of an imported text come as they were found). How a
format shows the tree is left to rendering/.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NewType


class _Node:
    """A part of the tree. Pickled by its fields in order: a batch hands many trees to its workers,
    and the way dataclasses do it by themselves takes twice as long."""

    __slots__: ClassVar[tuple[str, ...]] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Run(_Node):
    """A stretch of text in one weight and slope."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Reference(_Node):
    """A cross-reference to the node with this id; numbering replaces it by a Run."""

    target: str


Inline = Run | Reference
ParagraphStyle = Literal["corpo", "ementa", "rotulo"]


@dataclass(frozen=True, slots=True)
class Paragraph(_Node):
    """A plain paragraph; `style` says what it is for, not how it looks."""

    content: tuple[Inline, ...]
    style: ParagraphStyle = "corpo"


ListKind = Literal["inciso", "alinea", "item", "marcador"]


@dataclass(frozen=True, slots=True)
class Item(_Node):
    """One inciso, alínea, numbered item or bullet, with the lists it opens."""

    content: tuple[Inline, ...]
    lists: tuple["ItemList", ...] = ()
    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ItemList(_Node):
    """Items of one kind; the last but one ends with the conjunction."""

    kind: ListKind
    items: tuple[Item, ...]
    conjunction: Literal["e", "ou"] = "e"


@dataclass(frozen=True, slots=True)
class Cell(_Node):
    """One cell of a table."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Table(_Node):
    """A table. Without `header` it is a form: two columns, the first names the second.

    `widths` are per cent of the text width and sum to 100.
    """

    caption: str
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    header: tuple[str, ...] = ()


PlainBlock = Paragraph | ItemList | Table
"""What may stand anywhere in a text."""

SubclauseKind = Literal["subclausula", "paragrafo"]


@dataclass(frozen=True, slots=True)
class Subclause(_Node):
    """A subcláusula or parágrafo of a clause; its first paragraph stands beside the label."""

    id: str
    kind: SubclauseKind
    blocks: tuple[PlainBlock, ...]
    label: str = ""


ClauseKind = Literal["clausula", "artigo", "secao"]


@dataclass(frozen=True, slots=True)
class Clause(_Node):
    """A clause (or article, or section of a report). `source` is the library text, `id@version`.

    What an amendment does to the row of clauses leaves every other label as it was: an `inserted`
    clause takes the number of the one before and a letter, a `revoked` one keeps its place.
    """

    id: str
    title: str
    blocks: tuple[PlainBlock | Subclause, ...]
    source: str = ""
    kind: ClauseKind = "clausula"
    label: str = ""
    inserted: bool = False
    revoked: bool = False

    @property
    def heading(self) -> str:
        """Label and title on one line, as printed; empty titles leave only the label."""
        title = self.title.upper()
        if self.kind == "secao":
            return f"{self.label} {title}"
        return f"{self.label} – {title}" if title else self.label


@dataclass(frozen=True, slots=True)
class Section(_Node):
    """A numbered section of an annex."""

    id: str
    title: str
    blocks: tuple[PlainBlock, ...]
    label: str = ""

    @property
    def heading(self) -> str:
        """Label and title on one line, as printed."""
        return f"{self.label} {self.title.upper()}"


@dataclass(frozen=True, slots=True)
class Annex(_Node):
    """An annex: a title and its numbered sections."""

    id: str
    title: str
    sections: tuple[Section, ...]
    label: str = ""

    @property
    def heading(self) -> str:
        """Label and title on one line, as printed."""
        return f"{self.label} – {self.title.upper()}"


@dataclass(frozen=True, slots=True)
class SignaturePlace(_Node):
    """Where a party signs: the id joins it to the envelope of signatures."""

    id: str
    name: str
    role: str
    party: str


@dataclass(frozen=True, slots=True)
class Document(_Node):
    """A whole instrument or letter."""

    title: str
    subtitle: tuple[str, ...]
    opening: tuple[PlainBlock, ...]
    clauses: tuple[Clause, ...]
    closing: tuple[PlainBlock, ...]
    signatures: tuple[SignaturePlace, ...]
    annexes: tuple[Annex, ...] = ()


NumberedDocument = NewType("NumberedDocument", Document)
"""A Document whose labels, item punctuation and references are in place."""


def plain(content: tuple[Inline, ...]) -> str:
    """The text of a numbered content, without weight or slope."""
    return "".join(part.text for part in content if isinstance(part, Run))
