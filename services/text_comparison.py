"""A registered text against the text found in some file: which parts differ, and how.

Both are cut into words; white space, hyphenation, dashes, quotes and capitals make no difference,
because another program may have written the file. The cells of a table and the lines of signature
places may come in another order, because a page does not tell how they were meant to be read; their
words are still all asked for. What stands around the text in an edition of it (letterhead, notices,
page numbers, signatures) is left aside. Of an imported document title and signature places are
ours: there only its own words count, and the names of who signs.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from document.canonical import piece_lines
from document.flow import flow
from document.tree import NumberedDocument
from importing.content import LEFT_OUT, UNKNOWN, public_text
from importing.names import name_key
from reading.outline import Block, outline
from reading.source import SourceText
from services.text_printed import printed_places
from signatures.verdict import ChangedClause

AROUND = frozenset({"rodape", "assinatura", "autenticidade"})
"""Kinds of blocks that are no part of the text; headers are known by their words."""

OURS = frozenset({"", "assinaturas"})
"""The parts of an imported document that are made of its data: title and signature places."""

PAGE_MARK = re.compile(r"página \d+( de \d+)?", re.I)
STAMP = re.compile(r"(documento assinado eletronicamente por|a autenticidade d)", re.I)
WORD = re.compile(r"\w+|[^\w\s]")
ORNAMENTS = frozenset(":|•·*")
"""Marks that one format draws and another does not; asterisks are bold letters in plain text."""

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
SHORTEST_OWN = 20
"""Letters from which on words above a title are taken for those of the text, where they are."""

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
    """What an edition prints around the text: once above the title, on every page, and into it."""

    letterhead: tuple[str, ...] = ()
    every_page: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    """Whole phrases: stamps, and the block of authenticity."""

    imported: bool = False
    """The document came from a file of others, with a letterhead and a title of its own."""


def compare(
    document: NumberedDocument, found: SourceText, frame: Frame
) -> tuple[ChangedClause, ...]:
    """The differences, in the order of the registered text; none when the words are the same."""
    names = part_names(document)
    ours = [list(_words(line, owner, loose)) for owner, line, loose in _registered(document, frame)]
    blocks = outline(found).blocks
    theirs = _without_printed(ours, list(_found(blocks, frame, document)), frame)
    stretches = [stretch for a, b in _gaps(ours, theirs) for stretch in _stretches(a, b)]
    heads = [_head_keys(piece.table.header) for piece in flow(document) if piece.table is not None]
    told = tuple(_told(stretch, names) for stretch in _without_moved(stretches, heads))
    return (*told, *_other_signatories(document, blocks)) if frame.imported else told


def part_names(document: NumberedDocument) -> dict[str, str]:
    """How a partner calls each part, by its id: `cláusula décima`, `anexo, seção 3`."""
    names = {"": "título", "abertura": "preâmbulo", "fecho": "fecho", "assinaturas": "assinaturas"}
    names |= {clause.id: clause.label.lower().rstrip(".") for clause in document.clauses}
    for annex in document.annexes:
        names[annex.id] = annex.label.lower()
        for section in annex.sections:
            names[section.id] = f"{annex.label.lower()}, seção {section.label.rstrip('.')}"
    return names


def _registered(document: NumberedDocument, frame: Frame) -> Iterator[tuple[str, str, bool]]:
    for piece in flow(document):
        if frame.imported and piece.owner in OURS:
            continue
        for line in piece_lines(piece):
            yield piece.owner, line, piece.kind in ("tabela", "assinatura")


def _other_signatories(
    document: NumberedDocument, blocks: Sequence[Block]
) -> Iterator[ChangedClause]:
    """Who should stand in the place of signature of a file that has one, and does not."""
    place = " ".join(block.text for block in blocks if block.kind in ("signatario", "assinatura"))
    if not place:
        return
    there = set(name_key(place))
    for one in document.signatures:
        if one.name != UNKNOWN.upper() and not there.issuperset(name_key(one.name)):
            yield ChangedClause("assinaturas", one.name, "")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file; `kept` when it is not known by its looks to stand around the text."""

    words: list[_Word]
    kept: bool


def _found(blocks: Sequence[Block], frame: Frame, document: NumberedDocument) -> Iterator[_Line]:
    everywhere = {_squeezed(line) for line in frame.every_page}
    above = {_squeezed(line) for line in frame.letterhead}
    title = _squeezed(document.title)
    headers = {
        _squeezed("".join(piece.table.header))
        for piece in flow(document)
        if piece.table is not None
    }
    around = _around_imported(document) if frame.imported else _is_around
    for block in blocks:
        squeezed = _squeezed(block.text)
        if squeezed == title:
            above = set()
        kept = not (around(block) or squeezed in everywhere or squeezed in above)
        above.discard(squeezed)
        if PAGE_MARK.fullmatch(block.text.strip()) or STAMP.match(block.text):
            kept = False
        elif kept and squeezed in headers:
            everywhere.add(squeezed)  # the next page of a table repeats it
        # Numbers of CPF and RG are masked in what is kept of a file of others.
        text = public_text(block.text) if frame.imported else block.text
        yield _Line(list(_words(text, "")), kept)


def _without_printed(
    ours: Sequence[list[_Word]], lines: Sequence[_Line], frame: Frame
) -> list[list[_Word]]:
    """The lines that are kept, without the words that an edition printed into the text."""
    phrases = [_keys(_words(one, "")) for one in (*frame.every_page, *frame.printed)]
    dropped = printed_places(
        [_keys(line) for line in ours], [_keys(line.words) for line in lines], phrases
    )
    found, place = [], 0
    for line in lines:
        left = [word for at, word in enumerate(line.words, place) if at not in dropped]
        place += len(line.words)
        # What shares a block with a stamp may be the place of signature under it.
        if left and (line.kept or len(left) < len(line.words)):
            found.append(left)
    return found


def _keys(words: Iterable[_Word]) -> list[str]:
    return [word.key for word in words]


def _is_around(block: Block) -> bool:
    return block.kind in AROUND


def _around_imported(document: NumberedDocument) -> Callable[[Block], bool]:
    """Whether a block frames an imported text: by its kind, unless its words are of the opening.

    A page does not always tell the place of signature from the words above it; who signs does.
    """
    pieces = [piece for piece in flow(document) if piece.owner in ("abertura", "fecho")]
    own = _letters(" ".join(line for piece in pieces for line in piece_lines(piece)))
    signers = [name_key(one.name) for one in document.signatures]

    def around(block: Block) -> bool:
        words = _letters(block.text)
        if block.kind in LEFT_OUT or not words:
            return block.kind in AROUND or len(words) < SHORTEST_OWN or words not in own
        signed = set(name_key(block.text)) if block.kind == "fecho" else set()
        return any(signed.issuperset(name) for name in signers) and words not in own

    return around


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", _key(text))


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


def _without_moved(stretches: Sequence[_Stretch], heads: Sequence[list[str]]) -> Iterator[_Stretch]:
    """Without the words of tables and signature places that only stand elsewhere, and without the
    heads of tables that a page repeats."""
    lost = Counter(word.key for one in stretches for word in one.ours if word.loose)
    extra = Counter(word.key for one in stretches for word in one.theirs)
    moved = lost & extra
    left_ours, left_theirs = Counter(moved), Counter(moved)
    for one in stretches:
        ours = [word for word in one.ours if not (word.loose and _taken(left_ours, word.key))]
        theirs = [word for word in one.theirs if not _taken(left_theirs, word.key)]
        for head in heads:
            theirs = _without_head(theirs, head)
        if not _same(ours, theirs):
            yield replace(one, ours=ours, theirs=theirs)


def _head_keys(header: Iterable[str]) -> list[str]:
    return _keys(_words(" ".join(header), ""))


def _without_head(words: list[_Word], head: list[str]) -> list[_Word]:
    for place in range(len(words) - len(head) + 1) if head else ():
        if _keys(words[place : place + len(head)]) == head:
            return [*words[:place], *words[place + len(head) :]]
    return words


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
