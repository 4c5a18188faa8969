"""What a Word template can name: groups of pieces, tables, signature places and the edition.

Words become runs of WordprocessingML here and only here, escaped, so a name with `&`, `<` or
`{{ }}` stays that name. The proof by which a template is judged is here too, because it lists all
that there is to show. Leaves out the template itself (rendering/docx.py).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby, pairwise, zip_longest
from typing import get_args

from document.flow import Piece, PieceKind
from document.tree import Cell, Inline, Run, SignaturePlace, Table
from faults.errors import InputError
from rendering.port import Edition

LISTS = frozenset({"inciso", "alinea", "item", "marcador"})
DEEPEST = 4
"""Lists nested deeper than this look like the fourth level."""

FRONT = "rosto"
"""Owner of the title and its lines, which belong to no clause."""

PRESERVED = ' xml:space="preserve"'
OPENINGS = {
    (bold, italic): "<w:r>"
    + (f"<w:rPr>{'<w:b/><w:bCs/>' * bold}{'<w:i/><w:iCs/>' * italic}</w:rPr>" * (bold or italic))
    + f"<w:t{PRESERVED}>"
    for bold in (False, True)
    for italic in (False, True)
}
CLOSING = "</w:t></w:r>"
TAB_AND_CLOSING = "</w:t><w:tab/></w:r>"

LINE_SPACES = {ord(space): " " for space in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
NOT_XML = re.compile("[\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) cannot hold, the line spaces aside."""


class RunXml(str):
    """WordprocessingML that is ours or escaped, and says so to whoever escapes what he prints."""

    __slots__ = ()
    junto = False

    def __html__(self) -> str:
        return self


class HeldRunXml(RunXml):
    """The same of a paragraph that stays on the page of what comes after it."""

    __slots__ = ()
    junto = True


@dataclass(frozen=True, slots=True)
class TableFields:
    """A table: runs in every cell, widths in twentieths of a point."""

    legenda: RunXml
    cabecalho: tuple[RunXml, ...]
    linhas: tuple[tuple[RunXml, ...], ...]
    larguras: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlaceFields:
    """A signature place: the name and the lines under it (role, party) that are not empty."""

    nome: str
    qualificacao: tuple[str, ...]


PlacePairs = tuple[tuple[PlaceFields, PlaceFields | None], ...]
Entry = tuple[str, int, RunXml | TableFields | PlacePairs]
"""Kind, level of list (0 outside lists) and content of one piece, or of all signature places."""


@dataclass(frozen=True, slots=True)
class GroupFields:
    """The pieces of one clause, section or other owner, in order."""

    dono: str
    pecas: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EditionFields:
    """The frame around the text; `quando` as W3CDTF, in UTC."""

    titulo: str
    titulo_curto: str
    timbre: tuple[str, ...]
    avisos: str
    autor: str
    assunto: str
    idioma: str
    quando: str


def group_fields(pieces: Iterable[Piece], text_width: int) -> tuple[GroupFields, ...]:
    """Neighbours of one owner together; `text_width` is what a table's widths are per cent of."""
    known = tuple(pieces)
    held = map(_is_held, known, (*known[1:], None))
    groups = groupby(zip(known, held, strict=True), key=lambda pair: pair[0].owner)
    return tuple(
        GroupFields(_clean(owner) or FRONT, _entries(owned, text_width)) for owner, owned in groups
    )


def _is_held(piece: Piece, after: Piece | None) -> bool:
    """Whether a paragraph stays with what follows: it announces it, or signatures stand there."""
    if after is None or not piece.runs:
        return False
    return after.place is not None or piece.runs[-1].text.rstrip().endswith(":")


def edition_fields(edition: Edition) -> EditionFields:
    """The edition in the template's words."""
    return EditionFields(
        _clean(edition.title),
        _clean(edition.short_title),
        tuple(map(_clean, edition.letterhead)),
        _clean(" · ".join(edition.notices)),
        _clean(edition.author),
        _clean(edition.subject),
        _clean(edition.language),
        edition.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _entries(pieces: Iterable[tuple[Piece, bool]], text_width: int) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    places: list[SignaturePlace] = []
    for piece, held in pieces:
        kind = piece.kind
        if piece.place is not None:
            places.append(piece.place)
        elif piece.table is not None:
            entries.append((kind, 0, _table(piece.table, text_width)))
        else:
            level = min(piece.depth + 1, DEEPEST) if kind in LISTS else 0
            runs = _runs(piece.runs, piece.label, kind)
            if kind == "titulo":
                runs = _with_number(runs)
            entries.append((kind, level, HeldRunXml(runs) if held else runs))
    if places:
        entries.append(("assinaturas", 0, _pairs(places)))
    return tuple(entries)


def _with_number(title: RunXml) -> RunXml:
    """A title whose “Nº” no line leaves apart from its number: the words stay, the space does."""
    return RunXml(title.replace("Nº ", "Nº\u00a0"))


def _table(table: Table, text_width: int) -> TableFields:
    return TableFields(
        _text(table.caption),
        tuple(map(_text, table.header)),
        tuple([tuple([_runs(cell.content) for cell in row]) for row in table.rows]),
        _widths(table.widths, text_width),
    )


def _widths(percents: tuple[int, ...], text_width: int) -> tuple[int, ...]:
    """Each share of the text width; rounding never adds up to more or less than the whole."""
    edges = [round(sum(percents[:place]) * text_width / 100) for place in range(len(percents) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def _pairs(places: list[SignaturePlace]) -> PlacePairs:
    """Two places side by side; the last may stand alone."""
    fields = [
        PlaceFields(
            _clean(place.name), tuple(_clean(line) for line in (place.role, place.party) if line)
        )
        for place in places
    ]
    return tuple(zip_longest(fields[::2], fields[1::2]))


def _text(words: str) -> RunXml:
    return _run(words, False, False) if words else RunXml()


def _runs(content: tuple[Inline, ...], label: str = "", kind: PieceKind = "corpo") -> RunXml:
    """WordprocessingML of a label and the runs after it; all of it is ours or escaped."""
    first = content[0] if content else Run("")
    if len(content) <= 1 and isinstance(first, Run):
        return _run(first.text, first.bold, first.italic, label, kind)
    runs = [_run(part.text, part.bold, part.italic) for part in content if isinstance(part, Run)]
    return RunXml("".join((_run("", False, False, label, kind), *runs)))


@lru_cache(maxsize=8192)
def _run(text: str, bold: bool, italic: bool, label: str = "", kind: PieceKind = "corpo") -> RunXml:
    """One run with the label before it, if any.

    Cached: between two documents of a batch hardly any text changes.
    """
    before = _label(label, kind) if label else ""
    if not text:
        return RunXml(before)
    opening = OPENINGS[bold, italic]
    if text.strip() == text:
        opening = opening.replace(PRESERVED, "")
    return RunXml(f"{before}{opening}{_escaped(text)}{CLOSING}")


def _label(label: str, kind: PieceKind) -> str:
    """Bold, or in a list plain and followed by a tab.

    The dash of an inciso keeps a space: with it the label may be wider than the hanging indent.
    """
    plain = OPENINGS[False, False]
    if kind == "inciso":
        return f"{plain}{_escaped(label)} {CLOSING}"
    if kind in LISTS:
        return f"{plain}{_escaped(label)}{TAB_AND_CLOSING}"
    return f"{OPENINGS[True, False]}{_escaped(label)}{CLOSING}{plain} {CLOSING}"


def _escaped(text: str) -> str:
    return _clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clean(text: str) -> str:
    """NFC, as the canonical text is, and one line; raises InputError for what XML cannot hold."""
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    text = text.translate(LINE_SPACES)
    if found := NOT_XML.search(text):
        raise InputError(
            f"o texto tem o caractere U+{ord(found[0]):04X}, que um arquivo DOCX não aceita.",
            "Apague o caractere e digite o trecho de novo.",
        )
    return text


def proof_pieces() -> tuple[Piece, ...]:
    """One piece of every kind and level, each word of them different."""
    texts = [
        Piece(
            kind,
            (Run(f"{kind}-{depth + 1}"),),
            f"rótulo-{kind}-{depth + 1}" if kind in LISTS or kind == "subclausula" else "",
            depth,
            "prova",
        )
        for kind in get_args(PieceKind)
        if kind not in ("tabela", "assinatura")
        for depth in range(DEEPEST if kind in LISTS else 1)
    ]
    tables = [
        Piece("tabela", owner="prova", table=_proof_table(place, columns, headed, captioned))
        for place, (columns, headed, captioned) in enumerate(
            ((2, True, True), (2, False, True), (6, True, False), (2, False, False)), 1
        )
    ]
    places = [
        Piece("assinatura", owner="assinaturas", place=SignaturePlace("", *lines))
        for lines in (
            ("nome-um", "cargo-um", "parte-um"),
            ("nome-dois", "", "parte-dois"),
            ("nome-três", "cargo-três", ""),
        )
    ]
    return (*texts, *tables, *places)


def proof_editions() -> tuple[Edition, ...]:
    """An edition with all that can be in a frame, and one with nothing that may be absent."""
    when = datetime(2000, 1, 1, tzinfo=UTC)
    lines, notices = ("timbre-um", "timbre-dois"), ("aviso-um", "aviso-dois")
    return (
        Edition("título", "título-curto", lines, notices, "autor", "assunto", when, b""),
        Edition("título", "título-curto", (), (), "autor", "assunto", when, b""),
    )


def _proof_table(place: int, columns: int, headed: bool, captioned: bool) -> Table:
    rows = (f"tabela-{place}-linha-1", f"tabela-{place}-linha-2")
    shares = tuple(100 // columns + (column < 100 % columns) for column in range(columns))
    return Table(
        f"tabela-{place}-legenda" if captioned else "",
        tuple(tuple(Cell((Run(f"{row}-{n}"),)) for n in range(1, columns + 1)) for row in rows),
        shares,
        tuple(f"tabela-{place}-coluna-{n}" for n in range(1, columns + 1)) if headed else (),
    )
