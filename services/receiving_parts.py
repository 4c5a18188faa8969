"""The parts of a text by their ids: of our own version, and of a Word file that came back.

Parts are told by the content controls that our files carry and, where an editor has dropped them,
by their headings. What stands in the heads and feet of pages belongs to no part: our own edition
says which words of it are ours, and any other is a part that came in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from document.canonical import stable
from document.diff import parts
from document.tree import NumberedDocument
from reading.source import Line, SourceText

FACE = "rosto"
"""The id under which our Word files keep the title, which has none of its own."""
CLOSING = "fecho"
SIGNATURES = "assinaturas"
MARGINS = "cabecalho-e-rodape"
FRAMES = {
    FACE: "título",
    "abertura": "abertura",
    CLOSING: "fecho",
    SIGNATURES: "assinaturas",
    MARGINS: "cabeçalho e rodapé das páginas",
}
CELLS = 64
"""More cells than a row of signature places can have."""
MARGIN_KINDS = ("cabecalho", "rodape")
PAGE_NUMBER = re.compile(r"(?<![\w/.,$])\d{1,4}(?![\w/.,])")


def titles_of(document: NumberedDocument) -> dict[str, str]:
    """What each part is called, by its id."""
    titles = {**FRAMES, **{clause.id: clause.heading for clause in document.clauses}}
    for annex in document.annexes:
        titles[annex.id] = annex.heading
        titles |= {section.id: f"seção {section.heading}" for section in annex.sections}
    return titles


def registered_parts(document: NumberedDocument) -> dict[str, list[str]]:
    """The canonical lines of each part, the title's under the id that the file gives it."""
    return {
        part_id or FACE: [line for line in lines if line]
        for part_id, lines in parts(document).items()
    }


@dataclass
class _Gathered:
    """The lines of the parts while the file is read."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    row: tuple[str, tuple[int, int]] | None = None
    column: int = -1

    def add(self, part: str, line: Line) -> None:
        lines = self.parts.setdefault(part, [])
        text = stable(line.text)
        if line.cell is None:
            self.row = None
            if text:
                lines.append(text)
            return
        table, row, column = line.cell
        if part == SIGNATURES:
            # A place is a cell: a name, a role and a party under each other.
            row, column = row * CELLS + column, row
        if self.row == (part, (table, row)):
            joint = " " if column == self.column and part != SIGNATURES else "\t"
            lines[-1] = f"{lines[-1]}{joint}{text}" if text or joint == "\t" else lines[-1]
        else:
            lines.append(text)
        self.row, self.column = (part, (table, row)), column


def found_parts(
    old: Mapping[str, Sequence[str]], source: SourceText
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The parts of the file, by their content controls or, without any, by their headings."""
    gathered = _Gathered()
    controlled = any(line.clause_id for line in source.lines)
    heads = {lines[0]: part for part, lines in old.items() if lines}
    current = FACE
    loose = 0
    for line in source.lines:
        if line.kind in MARGIN_KINDS:
            continue
        if controlled:
            loose += line.clause_id is None and bool(line.text.strip())
            current = line.clause_id or current
        else:
            if current == CLOSING and len(gathered.parts.get(CLOSING, ())) >= len(old[CLOSING]):
                current = SIGNATURES
            if line.cell is None:
                current = heads.get(stable(line.text), current)
        gathered.add(current, line)
    found = {
        part: [line for line in lines if line.strip()] for part, lines in gathered.parts.items()
    }
    found = {part: lines for part, lines in found.items() if lines}
    if SIGNATURES in found:
        found[SIGNATURES] = _places(old.get(SIGNATURES, ()), found[SIGNATURES])
    notes: list[str] = list(source.notes)
    if not controlled:
        notes.append(
            "O arquivo perdeu os controles de conteúdo; as partes foram achadas pelo título."
        )
    if loose:
        notes.append(
            f"Parágrafos fora dos controles de conteúdo, lidos no lugar em que estão: {loose}."
        )
    return found, tuple(notes)


def _places(old: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The signature places as they were, where an editor has only laid them out otherwise."""
    if sorted(" ".join(lines).split()) == sorted(" ".join(old).split()):
        return list(old)
    return list(lines)


def added_to_margins(source: SourceText, ours: SourceText) -> list[str]:
    """The lines in heads and feet of pages that our own edition does not print there."""
    known = {PAGE_NUMBER.sub("#", line) for line in _margins(ours)}
    return [line for line in _margins(source) if PAGE_NUMBER.sub("#", line) not in known]


def _margins(source: SourceText) -> Iterator[str]:
    for line in source.lines:
        if line.kind in MARGIN_KINDS and (text := stable(line.text)):
            yield text
