"""Lines joined again into the paragraphs that a page broke, and cells into the rows of a table.

A line goes on with the one before when that one is unfinished (a comma, a preposition, a hyphen at
its end), when it begins with a small letter, or when the one before is as long as the page is wide.
A line that begins with a label never does, unless the one before hangs in the air.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from portuguese.parsing import bare
from reading.breaks import SOFT, repeats_hyphen, without_break, words_of
from reading.source import Line, LineKind, SourceText

WIDE = 0.75
"""From this part of the usual length on, a line may have been broken by the page."""
SPACED_WIDE = 0.55
"""The same where white space parts the paragraphs of a page."""
FULL = 0.92
"""From this part on, it was, even where it happens to end with a full stop."""

LONGEST_CELL = 8
"""Paragraphs in a cell beyond which a table only lays out a text."""

LABELLED = re.compile(
    r"""(?:[-•*·▪►●–—]\s+)?(?:
      (?:\d{1,2}[.)]?\s*)?clausula\s+[a-z0-9]  # CLÁUSULA PRIMEIRA, 1. CLÁUSULA PRIMEIRA
    | (?:paragrafo|subclausula)\s+[a-z0-9]+     # Parágrafo único, Subcláusula 1ª
    | §\s*[\dú u]
    | art\.?\s*\d+
    | [a-z]{1,2}\s?\)                           # a), aa)
    | [ivxlc]{1,7}\s*[-–—.)]                   # I -
    | \d{1,2}(?:\.\d{1,2})*\s*[.)–-]\s+\S | \d{1,2}(?:\.\d{1,2})+\s+\S | \d{1,2}\s*[.)]\s*$
    | anexos?\b | plano\s+de\s+trabalho\b
    | documento\s+assinado | assinado\s+(?:eletronica|digital)mente
    | a\s+autenticidade | o\s+tramite\s+deste
    | referencia:\s | sei\s+n | resolvem\b | e,?\s+(?:por|para)\s+(?:assim|estar)
    )""",
    re.VERBOSE,
)
FIELD = re.compile(r"[A-ZÀ-Ý][^:.;,]{1,40}:(?:\s|$)")
"""A line such as “CNPJ: ...”, which goes on with no other."""
NUMBERED_TITLE = re.compile(r"\d{1,2}\s+[A-ZÀ-Ý]{3,}\b")
BULLET = re.compile(r"[-•*·▪►●–—]\s+\S")
BULLETS = "•*·▪►●"
"""Marks that are no dashes."""
HANGS = re.compile(
    r"""(?:[,(“"/\u00ad]|\w-|\b(?:de|da|do|das|dos|a|o|as|os|e|em|na|no|nas|nos|ao|aos|para|por|pela|pelo
    |pelas|pelos|com|sob|que|ate|ou|n[.º°]*|arts?\.?|inciso|§|um|uma|entre|seu|sua|lei|decreto
    |cnpj|cpf|cep|senhora?|sra?\.|dra?\.)|\s[-–—])$""",
    re.VERBOSE,
)
CAPITALS_FIRST = re.compile(r"[A-ZÀ-Ý]{2,}\b")
CAPITALS_LAST = re.compile(r"\b[A-ZÀ-Ý]{2,}$")
ITEM_ENDED = re.compile(r";\s+(?:e|ou)$")
ENDED = re.compile(r"[.;:!?][”\"’)]?$")
ROW_RULE = re.compile(r"[\s|:-]*-{2,}[\s|:-]*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a row of a table; `pieces` lead from its text back to the source."""

    text: str
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    kind: LineKind = "paragrafo"
    cells: tuple[str, ...] = ()
    clause_id: str | None = None
    bare: str = field(default="", compare=False)

    def with_next(self, after: "Unit") -> "Unit":
        """This one and the next as one: a label on a line of its own, and what it labels."""
        gap = len(self.text) + 1
        return replace(
            self,
            text=f"{self.text} {after.text}",
            end=after.end,
            pieces=(*self.pieces, *((gap + place, offset) for place, offset in after.pieces)),
            bare=f"{self.bare} {after.bare}",
        )

    def split(self, place: int) -> "tuple[Unit, Unit]":
        """The words before a place, and those from it on."""
        head, tail = self.text[:place].rstrip(), self.text[place:]
        before = tuple(piece for piece in self.pieces if piece[0] < len(head))
        begins = [piece for piece in self.pieces if piece[0] <= place]
        first, offset = begins[-1] if begins else (0, self.start)
        after = [(0, offset + place - first)]
        after += [(at - place, from_) for at, from_ in self.pieces if at > place]
        last, at_last = before[-1] if before else (0, self.start)
        return (
            replace(self, text=head, end=at_last + len(head) - last, pieces=before,
                    bare=self.bare[: len(head)]),
            replace(self, text=tail, start=after[0][1], pieces=tuple(after), cells=(),
                    bare=self.bare[place:]),
        )  # fmt: skip


@dataclass(slots=True)
class _Growing:
    """A paragraph while its lines are gathered."""

    line: Line
    start: int
    text: str
    end: int
    pieces: list[tuple[int, int]]
    last_length: int
    """Characters of its last line as it stood on the page."""

    def unit(self) -> Unit:
        line = self.line
        return Unit(
            self.text, self.start, self.end, tuple(self.pieces), line.kind, (), line.clause_id,
            bare(self.text),
        )  # fmt: skip


def units_of(source: SourceText) -> list[Unit]:
    """The paragraphs and rows of a text in their order, without blank lines and table rules."""
    return list(_Joiner(source).units())


class _Joiner:
    """Reads the lines once, top to bottom."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        lengths = sorted(
            len(line.text.strip())
            for line in source.lines
            if line.kind in ("paragrafo", "titulo") and line.text.strip()
        )
        # Where each paragraph is one line there is no usual length, and nothing to join by it.
        self._flows = source.kind in ("texto", "pdf")
        self._paged = source.kind == "pdf"
        self._width = lengths[int(len(lengths) * 0.85)] if lengths else 0
        blanks = sum(1 for line in source.lines if not line.text.strip())
        self._spaced = blanks * 5 > len(lengths)
        self._growing: _Growing | None = None
        self._blank = False

    def units(self) -> Iterator[Unit]:
        offset = 0
        row: list[tuple[Line, int]] = []
        for line in self._source.lines:
            start, offset = offset, offset + len(line.text) + 1
            if line.cell is not None:
                if row and row[0][0].cell and row[0][0].cell[:2] != line.cell[:2]:
                    yield from _row(row)
                    row = []
                yield from self._flush()
                row.append((line, start))
                continue
            if row:
                yield from _row(row)
                row = []
            yield from self._line(line, start)
        yield from _row(row)
        yield from self._flush()

    def _line(self, line: Line, start: int) -> Iterator[Unit]:
        text = line.text.strip()
        if not text:
            self._blank = True
            return
        start += len(line.text) - len(line.text.lstrip())
        if line.kind in ("cabecalho", "rodape"):
            # A running head must not end the paragraph that goes on over the page.
            yield Unit(text, start, start + len(text), ((0, start),), line.kind, bare=bare(text))
            return
        cells = _typed_cells(text)
        if cells or ROW_RULE.fullmatch(text):
            yield from self._flush()
            if any(cells) and not ROW_RULE.fullmatch(text):
                yield _typed_row(text, start, cells)
            self._blank = False
            return
        if self._growing is not None and self._goes_on(self._growing, line, text):
            self._join(self._growing, text, start)
        else:
            yield from self._flush()
            self._growing = _Growing(line, start, text, start + len(text), [(0, start)], len(text))
        self._blank = False

    def _flush(self) -> Iterator[Unit]:
        if self._growing is not None:
            yield self._growing.unit()
        self._growing = None

    def _goes_on(self, before: _Growing, line: Line, text: str) -> bool:
        if line.clause_id != before.line.clause_id and before.line.clause_id is not None:
            return False
        words = bare(text[:60])
        last = bare(before.text[-40:])
        hangs = bool(HANGS.search(last))
        ended = bool(ENDED.search(last))
        ends_item = bool(ITEM_ENDED.search(last))  # “; e” does not hang: the next item follows
        if _labelled(text, words) and (ends_item or not (hangs and _may_be_cited(words))):
            return False
        if repeats_hyphen(before.text, text):
            return True
        # Capitals are wider, and a page's own white space tells its paragraphs apart already.
        wide = (SPACED_WIDE if self._spaced and self._paged else WIDE) * self._width
        wide *= 0.75 if before.text.isupper() else 1.0
        if BULLET.match(text):
            # “Belém” and “– PA, neste ato”: no item begins where a sentence has come to the margin.
            dash = text[0] not in BULLETS and not ended and not BULLET.match(before.text)
            margin = self._width >= 30 and before.last_length >= wide
            return self._flows and not self._blank and dash and margin
        if FIELD.match(text) and not hangs:
            return False
        small = text[0].islower() or text[0] in "(),;)”"
        if self._blank:
            return small and not ended and (self._flows or hangs)
        if small and not ended:
            return True
        if not self._flows:
            return hangs and not text[0].isupper()
        if hangs:
            return True
        if _is_heading(before.text) and text.isupper() and not ended:
            return True
        if not ended and CAPITALS_LAST.search(before.text) and CAPITALS_FIRST.match(text):
            wide *= 0.8  # the words of a name in capitals are long: a line of them ends early
        if self._width < 30 or before.last_length < wide:
            return False
        if before.text.isupper() != text.isupper() and len(before.text) > 3:
            return not ended and _breaks_name(before.text, text)
        return not ended or self._spaced or before.last_length >= FULL * self._width

    def _join(self, before: _Growing, text: str, start: int) -> None:
        if repeats_hyphen(before.text, text):
            text, start = text[1:], start + 1
        if before.text.endswith(("-", SOFT)) and len(before.text) > 1:
            before.text = without_break(before.text, text, self._words)
        else:
            before.text += " "
        before.pieces.append((len(before.text), start))
        before.text += text
        before.end = start + len(text)
        before.last_length = len(text)

    @property
    def _words(self) -> frozenset[str]:
        return words_of(self._source.text)


def _labelled(text: str, words: str) -> bool:
    """Whether a line begins with a label: of those in small letters only the alíneas do."""
    if NUMBERED_TITLE.match(text):
        return True
    return LABELLED.match(words) is not None and (
        not text[0].islower() or re.match(r"[a-z]{1,2}\s?\)", words) is not None
    )


def _breaks_name(before: str, text: str) -> bool:
    """Whether a line in capitals goes on with a name in a sentence, and heads nothing."""
    return text.isupper() and (text[-1] in ",;." or CAPITALS_LAST.search(before) is not None)


def _may_be_cited(words: str) -> bool:
    """Whether what looks like a label may be cited in a sentence: § 3º, cláusula quinta, I."""
    return bool(
        re.match(r"(?:§|art|clausula|subclausula|paragrafo|\d|plano|anexo|[ivxlc]+\b)", words)
    )


def _is_heading(text: str) -> bool:
    return bool(re.match(r"(?:\d{1,2}\.?\s*)?clausula\s", bare(text[:30]))) or bool(
        re.match(r"\d{1,2}\.\s", text) and text.isupper()
    )


def _typed_cells(text: str) -> tuple[str, ...]:
    """The cells of a row typed with tabs or bars; none when it is no row."""
    if "\t" in text:
        cells = tuple(cell.strip() for cell in text.split("\t"))
        return cells if len(cells) > 1 and not LABELLED.match(bare(text.partition("\t")[0])) else ()
    if text.startswith("|") and text.endswith("|") and text.count("|") > 2:
        return tuple(cell.strip() for cell in text[1:-1].split("|"))
    return ()


def _typed_row(text: str, start: int, cells: tuple[str, ...]) -> Unit:
    joined, pieces, at = "", [], 0
    for number, cell in enumerate(cells):
        joined += "\t" if number else ""
        at = max(at, text.find(cell, at))
        pieces.append((len(joined), start + at))
        joined += cell
        at += len(cell)
    return Unit(
        joined, start, start + len(text), tuple(pieces), "celula", cells, None, bare(joined)
    )


def _row(lines: list[tuple[Line, int]]) -> Iterator[Unit]:
    """A row; what stands in several paragraphs of a cell is one text.

    A row with one cell that has words, or with a cell as long as a page, only lays a text out: its
    paragraphs are paragraphs.
    """
    columns: dict[int, list[tuple[Line, str, int]]] = {}
    for line, start in lines:
        column = line.cell[2] if line.cell else 0
        lead = len(line.text) - len(line.text.lstrip())
        # A tab within a cell must not look like the end of it.
        words = line.text.strip().replace("\t", " ")
        columns.setdefault(column, []).append((line, words, start + lead))
    filled = [cell for cell in columns.values() if any(words for _, words, _ in cell)]
    if len(filled) < 2 or any(len(cell) > LONGEST_CELL for cell in filled):
        for cell in filled:
            for line, words, start in cell:
                if words:
                    yield Unit(
                        words, start, start + len(words), ((0, start),), "paragrafo", (),
                        line.clause_id, bare(words),
                    )  # fmt: skip
        return
    text = ""
    pieces: list[tuple[int, int]] = []
    for number, column in enumerate(sorted(columns)):
        text += "\t" if number else ""
        begun = False
        for _, words, start in columns[column]:
            if words:
                text += " " if begun else ""
                pieces.append((len(text), start))
                text += words
                begun = True
    last, start = lines[-1]
    yield Unit(
        text, lines[0][1], start + len(last.text), tuple(pieces), "celula",
        tuple(text.split("\t")), lines[0][0].clause_id, bare(text),
    )  # fmt: skip
