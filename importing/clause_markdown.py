"""Blocks of an existing agreement as the Markdown of our clause library.

Labels, the endings of items and the numbers of subclauses are left to the system; words keep their
order, and nothing in them can become markup or a field. What that Markdown has no form for (tables,
lists of another kind) is kept as paragraphs, and said.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reading.headings import BlockKind
from reading.outline import Block

FIRST_SENTINEL = 0xF0000
"""Supplementary private use: no file that is read here holds any of it (plain.py, docx.py)."""

Fill = Callable[[str], str]
"""Puts fields in the place of a party's data, each as a sentinel."""

LISTS: dict[tuple[BlockKind, ...], str] = {
    ("alinea",): "- ",
    ("alinea", "item"): "  - ",
    ("inciso",): "1. ",
    ("inciso", "alinea"): "   - ",
    ("inciso", "alinea", "item"): "     - ",
}
"""How a list is written, by the lists around it (document/markdown.py reads it back so)."""

SUBCLAUSES: dict[BlockKind, str] = {"subclausula": "Subcláusula", "paragrafo": "Parágrafo"}
ENDING = re.compile(r"\s*(?:;\s*(?:e|ou)|[;.,])\s*$", re.I)
ABBREVIATED = re.compile(r"\b(?:etc|s\.a|ltda|cia)\.$", re.I)
_MARKUP = re.compile(r"([\\`*_\[\]<>|&])")
_LEADING = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s)|\d{1,9}[.)](?=\s)|={3,}|-{3,}|~{3,})")


@dataclass
class Written:
    """Markdown, with what could not be said in it."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass
class _Writer:
    fill: Fill
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    around: list[BlockKind] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def write(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if block.kind in SUBCLAUSES:
                self._subclause(block)
            elif self._list_mark(block) is not None:
                self._item(block)
            else:
                self._paragraph(block)

    def _list_mark(self, block: Block) -> str | None:
        if block.kind not in ("inciso", "alinea", "item", "marcador"):
            self.around = []
            return None
        around = self.around[: block.depth]
        mark = LISTS.get((*around, block.kind))
        if mark is None:
            self.around = []
            self.notes.append(
                f"a lista “{block.label}” não tem forma na biblioteca; ficou como parágrafo."
            )
            return None
        self.around = [*around, block.kind]
        return mark

    def _item(self, block: Block) -> None:
        mark = LISTS[tuple(self.around)]
        if self.lines and not self.lines[-1].lstrip().startswith(("- ", "1. ")):
            self.lines.append("")
        words = block.body
        if not ABBREVIATED.search(words):
            words = ENDING.sub("", words).rstrip(":").rstrip()
        self.lines.append(mark + _escaped(self.fill(words)))

    def _paragraph(self, block: Block) -> None:
        words = " – ".join(cell for cell in block.cells if cell) if block.cells else block.text
        if block.cells:
            self.notes.append("uma tabela ficou como parágrafos: a biblioteca não tem tabelas.")
        self._gap()
        self.lines.append(_escaped(self.fill(words)))

    def _subclause(self, block: Block) -> None:
        self.around = []
        name = self._id(block)
        self._gap()
        self.lines += [f"## {SUBCLAUSES[block.kind]} {{#{name}}}", ""]
        self.lines.append(_escaped(self.fill(block.body)))

    def _gap(self) -> None:
        if self.lines:
            self.lines.append("")

    def _id(self, block: Block) -> str:
        words = re.findall(r"[a-z0-9]+", block.body.lower().encode("ascii", "ignore").decode())
        name = "-".join(words[:4])[:40].strip("-") or "parte"
        while name in self.ids:
            name += "-b"
        self.ids.add(name)
        return name


def markdown_of(blocks: Sequence[Block], fill: Fill = str) -> Written:
    """The body of a clause from the blocks under its heading."""
    writer = _Writer(fill)
    writer.write(blocks)
    return Written("\n".join(writer.lines) + "\n", tuple(dict.fromkeys(writer.notes)))


def _escaped(text: str) -> str:
    """Words that Markdown and the fields of our language leave as they are."""
    text = _MARKUP.sub(r"\\\1", text)
    text = _LEADING.sub(_unmarked, text)
    return re.sub(r"\{(?=[{%#])", "{ ", text)


def _unmarked(found: re.Match[str]) -> str:
    """What opens a line as markup would, with the stroke that makes it words."""
    lead, mark = found[1], found[2]
    if mark[0].isdecimal():
        return f"{lead}{mark[:-1]}\\{mark[-1]}"
    return f"{lead}\\{mark}"


class FieldSentinels:
    """Fields on their way into Markdown: one character each, exchanged at the end."""

    def __init__(self) -> None:
        self._fields: list[str] = []

    def of(self, source: str) -> str:
        """The character that stands for a field."""
        if source not in self._fields:
            self._fields.append(source)
        return chr(FIRST_SENTINEL + self._fields.index(source))

    def put_in(self, text: str) -> str:
        """The text with every field in its place."""
        for place, source in enumerate(self._fields):
            text = text.replace(chr(FIRST_SENTINEL + place), source)
        return text
