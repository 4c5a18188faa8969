"""Two wordings side by side as one text: which words went out and which came in.

Compared part by part (clause, section, frame), line by line and then word by word; white space
never counts. How a redline looks is left to rendering/ (HTML, and DOCX with tracked changes).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

PieceKind = Literal["igual", "incluido", "excluido"]
PartState = Literal["igual", "alterada", "incluida", "excluida"]

SAME_LINE = 0.35
"""From this likeness on, a line is another wording of the one before, and not a new one."""

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came in or went out."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class RedlineLine:
    """A paragraph or row of the text, in pieces."""

    pieces: tuple[Piece, ...]

    @property
    def before(self) -> str:
        """The line as it was."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "incluido")

    @property
    def after(self) -> str:
        """The line as it is now."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "excluido")

    @property
    def changed(self) -> bool:
        """Whether anything in it is not as it was."""
        return any(piece.kind != "igual" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class RedlinePart:
    """A clause, section or frame; `note` says what a reader should know of the change."""

    id: str
    title: str
    state: PartState
    lines: tuple[RedlineLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Redline:
    """A whole comparison: what is called old and new, and the parts in the order of the new."""

    title: str
    old_name: str
    new_name: str
    parts: tuple[RedlinePart, ...]

    @property
    def changed(self) -> tuple[RedlinePart, ...]:
        """The parts that are not as they were."""
        return tuple(part for part in self.parts if part.state != "igual")


def compared(
    part_id: str, title: str, old: Sequence[str], new: Sequence[str], note: str = ""
) -> RedlinePart:
    """One part, from its old lines to its new ones."""
    lines = tuple(_lines(old, new))
    state: PartState = "alterada" if any(line.changed for line in lines) else "igual"
    if not old and new:
        state = "incluida"
    elif old and not new:
        state = "excluida"
    return RedlinePart(part_id, title, state, lines, note)


def redline(
    title: str,
    names: tuple[str, str],
    old: Mapping[str, Sequence[str]],
    new: Mapping[str, Sequence[str]],
    titles: Mapping[str, str],
) -> Redline:
    """The parts of both by id, in the order of the new; what is only in the old stands last."""
    ids = [*new, *(part for part in old if part not in new)]
    parts = (
        compared(part, titles.get(part, part), old.get(part, ()), new.get(part, ())) for part in ids
    )
    return Redline(title, *names, tuple(parts))


def word_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """A line as words that stayed, went out and came in."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, [_key(w) for w in before], [_key(w) for w in after], False)
    pieces: list[Piece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece("igual", "".join(after[c:d])))
            continue
        if a < b:
            pieces.append(Piece("excluido", "".join(before[a:b])))
        if c < d:
            pieces.append(Piece("incluido", "".join(after[c:d])))
    return tuple(_tidied(pieces))


def _key(token: str) -> str:
    return " " if token.isspace() else token


def _tidied(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A single space between two changes belongs to them: whole phrases are read more easily."""
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1 and piece.kind == "igual" and not piece.text.strip()
        if between and pieces[place - 1].kind != "igual" != pieces[place + 1].kind:
            kept += (Piece("excluido", piece.text), Piece("incluido", piece.text))
        else:
            kept.append(piece)
    gone = came = ""
    for piece in kept:
        if piece.kind == "igual":
            yield from _flushed(gone, came)
            gone = came = ""
            yield piece
        elif piece.kind == "excluido":
            gone += piece.text
        else:
            came += piece.text
    yield from _flushed(gone, came)


def _flushed(gone: str, came: str) -> Iterator[Piece]:
    if gone == came:
        if came:
            yield Piece("igual", came)
        return
    if gone:
        yield Piece("excluido", gone)
    if came:
        yield Piece("incluido", came)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[RedlineLine]:
    matcher = SequenceMatcher(None, [_norm(line) for line in old], [_norm(line) for line in new])
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            for line in new[c:d]:
                yield RedlineLine((Piece("igual", line),))
        else:
            yield from _replaced(old[a:b], new[c:d])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[RedlineLine]:
    """Lines that took the place of others: each new one beside the next old one it is like."""
    if not any(_likeness(one, other) >= SAME_LINE for one in old for other in new):
        # Another wording altogether: what went out is read first, as a whole.
        yield from (RedlineLine((Piece("excluido", line),)) for line in old)
        yield from (RedlineLine((Piece("incluido", line),)) for line in new)
        return
    at = 0
    for line in new:
        like = next(
            (place for place in range(at, len(old)) if _likeness(old[place], line) >= SAME_LINE),
            None,
        )
        if like is None:
            yield RedlineLine((Piece("incluido", line),))
            continue
        for gone in old[at:like]:
            yield RedlineLine((Piece("excluido", gone),))
        yield RedlineLine(word_pieces(old[like], line))
        at = like + 1
    for gone in old[at:]:
        yield RedlineLine((Piece("excluido", gone),))


def _likeness(one: str, other: str) -> float:
    short, long = sorted((one.split(), other.split()), key=len)
    if short and long[: len(short)] == short:
        # The same line cut short, if only to its label, or the same one going on.
        return 1.0
    matcher = SequenceMatcher(None, one.split(), other.split(), False)
    return matcher.ratio() if matcher.quick_ratio() >= SAME_LINE else 0.0


def _norm(text: str) -> str:
    return " ".join(text.split())
