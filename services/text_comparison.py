"""A registered text against the text found in some file: which parts differ, and how.

Both are cut into words; white space, hyphenation, dashes, quotes and capitals make no difference,
because another program may have written the file. The cells of a table and the lines of signature
places may come in another order, because a page does not tell how they were meant to be read; their
words are still all asked for. What stands around the text in an edition of it (letterhead, notices,
page numbers, signatures) is left aside.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from document.canonical import piece_lines
from document.flow import flow
from document.tree import NumberedDocument
from reading.outline import outline
from reading.source import SourceText
from signatures.verdict import ChangedClause

AROUND = frozenset({"rodape", "assinatura", "autenticidade"})
"""Kinds of blocks that are no part of the text; headers are known by their words."""

PAGE_MARK = re.compile(r"página \d+( de \d+)?", re.I)
STAMP = re.compile(r"(documento assinado eletronicamente por|a autenticidade d)", re.I)
WORD = re.compile(r"\w+|[^\w\s]")
ORNAMENTS = frozenset(":|•·")
"""Marks that one format draws and another does not."""

ALIKE = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "\u2010": "-",
        "\u2011": "-",
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
    }
)
CONTEXT = 4
"""Words shown on either side of a change."""

LONGEST_SHOWN = 240
MOST_COMPARED = 20_000_000
"""Pairs of words beyond which a stretch is not looked into word by word."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as compared, and where it stands: the text of its line, and its place there."""

    key: str
    owner: str
    line: str
    start: int
    end: int
    loose: bool = False
    """Of a table or signature place, where the order of the words is not told by the page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an edition prints around the text: once above the title, and on every page."""

    letterhead: tuple[str, ...] = ()
    every_page: tuple[str, ...] = ()


def compare(
    document: NumberedDocument, found: SourceText, frame: Frame
) -> tuple[ChangedClause, ...]:
    """The differences, in the order of the registered text; none when the words are the same."""
    names = part_names(document)
    ours = [list(_words(line, owner, loose)) for owner, line, loose in _registered(document)]
    theirs = [list(_words(line, "")) for line in _found(found, frame, document)]
    stretches = [stretch for a, b in _gaps(ours, theirs) for stretch in _stretches(a, b)]
    return tuple(_told(stretch, names) for stretch in _without_moved(stretches))


def part_names(document: NumberedDocument) -> dict[str, str]:
    """How a partner calls each part, by its id: `cláusula décima`, `anexo, seção 3`."""
    names = {"": "título", "abertura": "preâmbulo", "fecho": "fecho", "assinaturas": "assinaturas"}
    names |= {clause.id: clause.label.lower().rstrip(".") for clause in document.clauses}
    for annex in document.annexes:
        names[annex.id] = annex.label.lower()
        for section in annex.sections:
            names[section.id] = f"{annex.label.lower()}, seção {section.label.rstrip('.')}"
    return names


def _registered(document: NumberedDocument) -> Iterator[tuple[str, str, bool]]:
    for piece in flow(document):
        for line in piece_lines(piece):
            yield piece.owner, line, piece.kind in ("tabela", "assinatura")


def _found(source: SourceText, frame: Frame, document: NumberedDocument) -> Iterator[str]:
    everywhere = {_squeezed(line) for line in frame.every_page}
    above = {_squeezed(line) for line in frame.letterhead}
    title = _squeezed(document.title)
    headers = {
        _squeezed("".join(piece.table.header))
        for piece in flow(document)
        if piece.table is not None
    }
    for block in outline(source).blocks:
        squeezed = _squeezed(block.text)
        if squeezed == title:
            above = set()
        if block.kind in AROUND or squeezed in everywhere or squeezed in above:
            continue
        if PAGE_MARK.fullmatch(block.text.strip()) or STAMP.match(block.text):
            continue
        if squeezed in headers:
            everywhere.add(squeezed)  # the next page of a table repeats it
        yield block.text


def _words(line: str, owner: str, loose: bool = False) -> Iterator[_Word]:
    # NFC first, so that a letter and its accent are one word character in any file.
    line = unicodedata.normalize("NFC", line)
    for match in WORD.finditer(line):
        key = _key(match[0])
        if key not in ORNAMENTS:
            yield _Word(key, owner, line, match.start(), match.end(), loose)


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(ALIKE)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", _key(text))


Gap = tuple[list[_Word], list[_Word]]


def _gaps(ours: Sequence[list[_Word]], theirs: Sequence[list[_Word]]) -> Iterator[Gap]:
    """The stretches in which the lines differ, with the line that agrees on either side of each."""
    matcher = SequenceMatcher(
        None, [_line_key(line) for line in ours], [_line_key(line) for line in theirs], False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            before = 1 if a and c else 0
            after = 1 if b < len(ours) and d < len(theirs) else 0
            yield _joined(ours[a - before : b + after]), _joined(theirs[c - before : d + after])


def _line_key(line: Iterable[_Word]) -> str:
    return "".join(word.key for word in line)


def _joined(lines: Iterable[list[_Word]]) -> list[_Word]:
    return [word for line in lines for word in line]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One difference, with a few words around it in either text."""

    ours: list[_Word]
    theirs: list[_Word]
    before: list[_Word] = field(default_factory=list)
    after: list[_Word] = field(default_factory=list)
    found_before: list[_Word] = field(default_factory=list)
    found_after: list[_Word] = field(default_factory=list)


def _stretches(ours: list[_Word], theirs: list[_Word]) -> Iterator[_Stretch]:
    if _same(ours, theirs):
        return
    if len(ours) * len(theirs) > MOST_COMPARED:
        yield _Stretch(ours, theirs)
        return
    matcher = SequenceMatcher(None, [w.key for w in ours], [w.key for w in theirs], False)
    for a, b, c, d in _near(matcher):
        if not _same(ours[a:b], theirs[c:d]):
            yield _Stretch(
                ours[a:b],
                theirs[c:d],
                ours[max(0, a - CONTEXT) : a],
                ours[b : b + CONTEXT],
                theirs[max(0, c - CONTEXT) : c],
                theirs[d : d + CONTEXT],
            )


def _without_moved(stretches: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """Without the words of tables and signature places that only stand elsewhere."""
    lost = Counter(word.key for one in stretches for word in one.ours if word.loose)
    extra = Counter(word.key for one in stretches for word in one.theirs)
    moved = lost & extra
    left_ours, left_theirs = Counter(moved), Counter(moved)
    for one in stretches:
        ours = [word for word in one.ours if not (word.loose and _taken(left_ours, word.key))]
        theirs = [word for word in one.theirs if not _taken(left_theirs, word.key)]
        if not _same(ours, theirs):
            yield replace(one, ours=ours, theirs=theirs)


def _taken(left: Counter[str], key: str) -> bool:
    if not left[key]:
        return False
    left[key] -= 1
    return True


def _near(matcher: "SequenceMatcher[str]") -> Iterator[tuple[int, int, int, int]]:
    """The differing stretches; two that only a word or two keep apart are one."""
    pending: tuple[int, int, int, int] | None = None
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if pending and a - pending[1] <= 2:
            pending = (pending[0], b, pending[2], d)
            continue
        if pending:
            yield pending
        pending = (a, b, c, d)
    if pending:
        yield pending


def _same(ours: Sequence[_Word], theirs: Sequence[_Word]) -> bool:
    """Whether both say the same once spaces and hyphens are taken out."""
    return _bare(ours) == _bare(theirs)


def _bare(words: Sequence[_Word]) -> str:
    return "".join(word.key for word in words).replace("-", "").replace("\u00ad", "")


def _told(one: _Stretch, names: dict[str, str]) -> ChangedClause:
    """A difference as people read it, told of the part it begins in."""
    place = one.ours or one.before or one.after
    owner = place[0 if one.ours else -1].owner if place else ""
    found = [*one.found_before, *one.theirs, *one.found_after] if one.theirs else []
    return ChangedClause(
        names.get(owner, owner), _shown([*one.before, *one.ours, *one.after]), _shown(found)
    )


def _shown(words: Sequence[_Word]) -> str:
    """The words as they stand in their lines, cut where they are too many."""
    pieces: list[str] = []
    place = 0
    while place < len(words):
        first = words[place]
        while place + 1 < len(words) and words[place + 1].line is first.line:
            place += 1
        pieces.append(first.line[first.start : words[place].end].strip())
        place += 1
    text = " ".join(pieces)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1].rstrip()}…"
