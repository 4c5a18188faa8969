"""Tables on a page: where lines stand side by side, and which of their words are one cell.

Columns are told by white space from top to bottom with words in line behind it, rows by the white
space between their cells. A table that goes on over the page is one table.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from reading.breaks import SOFT, repeats_hyphen, without_break

WIDE_GAP = 14.0
"""Points between two words from which on they may stand in two cells."""
GUTTER = 3.5
"""Points of white from top to bottom that tell two columns of cells apart."""


class Word(NamedTuple):
    """A word and its box, from the top left corner of the page, in points."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str


@dataclass(slots=True)
class Row:
    """A line as it stands on the page."""

    words: list[Word]
    x0: float = 0.0
    y0: float = 0.0
    x1: float = 0.0
    y1: float = 0.0
    height: float = 1.0

    def __post_init__(self) -> None:
        left, top, right, bottom, _ = zip(*self.words, strict=True)
        self.x0, self.y0 = min(left), min(top)
        self.x1, self.y1 = max(right), max(bottom)
        self.height = max(self.y1 - self.y0, 1.0)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Table:
    """The lines of a table, where its columns begin, and the usual distance of its lines."""

    starts: list[float]
    lines: list[Row]
    usual: float
    rows: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = _rows_of(self.lines, self.starts, self.usual)


def share(one: Row, other: Row) -> float:
    """How much of the lower of two lines stands beside the other."""
    bottom = one.y1 if one.y1 < other.y1 else other.y1
    top = one.y0 if one.y0 > other.y0 else other.y0
    height = one.height if one.height < other.height else other.height
    return (bottom - top) / height


def merged(rows: list[Row]) -> list[Row]:
    """Lines at one height as one line: what a wide gap parted, but no table did."""
    found: list[Row] = []
    for row in sorted(rows, key=lambda row: (row.y0, row.x0)):
        if found and share(found[-1], row) > 0.6:
            found[-1] = Row(sorted(found[-1].words + row.words))
        else:
            found.append(row)
    return found


def _widest_gap(row: Row) -> float:
    pairs = pairwise(row.words)
    return max((later.x0 - word.x1 for word, later in pairs), default=0.0)


def _has_words(row: Row) -> bool:
    return any(word.text.strip("-–—_=|: ") for word in row.words)


def side_by_side(rows: list[Row]) -> list[bool]:
    """Which lines have another beside them, or a wide gap within.

    A rule drawn with hyphens (“--  --”, of a table in Markdown) has no cells.
    """
    worded = [_has_words(row) for row in rows]
    found = [_widest_gap(row) > WIDE_GAP and told for row, told in zip(rows, worded, strict=True)]
    for place, row in enumerate(rows):
        for later in range(place + 1, min(place + 12, len(rows))):
            other = rows[later]
            if other.y0 >= row.y1:
                break
            if not (worded[place] and worded[later]):
                continue
            if share(row, other) > 0.3 and (other.x0 >= row.x1 - 1 or other.x1 <= row.x0 + 1):
                found[place] = found[later] = True
    return found


def run_end(rows: list[Row], side: list[bool], at: int, usual: float) -> int:
    """Where the lines that may be one table end, when one begins here."""
    if not side[at] and not _leads_in(rows, side, at, usual):
        return at
    end = at + 1
    left, reach = rows[at].x0, rows[at].y1
    starts: Counter[float] = Counter([round(rows[at].x0, 1)])
    begins = {word.x0 for word in rows[at].words}
    while end < len(rows):
        row = rows[end]
        beside = row.y0 < reach - 0.3 * row.height
        if row.y0 - reach > 3 * usual or not (beside or _fits(row, _twice(starts), begins, left)):
            break
        left, reach = min(left, row.x0), max(reach, row.y1)
        if side[end]:
            starts[round(row.x0, 1)] += 1
            begins |= {word.x0 for word in row.words}
        end += 1
    return end


def _twice(starts: Counter[float]) -> set[float]:
    """Where more than one line begins: a cell, and not the end of a justified line."""
    return {start for start, count in starts.items() if count > 1}


def _leads_in(rows: list[Row], side: list[bool], at: int, usual: float) -> bool:
    """Whether a line that stands alone is the first of a cell: close above one, and as narrow."""
    row = rows[at]
    near = [
        (other, marked)
        for other, marked in zip(rows[at + 1 : at + 6], side[at + 1 : at + 6], strict=True)
        if other.y0 - row.y0 < 1.1 * usual
    ]
    below = any(marked and abs(other.x0 - row.x0) < 0.7 for other, marked in near)
    beside = [other.x0 for other, marked in near if marked and other.x0 > row.x0 + 12]
    return below and all(row.x1 <= start for start in beside)


def _fits(row: Row, starts: set[float], begins: set[float], left: float) -> bool:
    """Whether a line keeps to the cells of a run: it begins where a word does, and crosses none."""
    if row.x0 < left - 1.2 or all(abs(row.x0 - start) > 1.2 for start in begins):
        return False
    crossed = [start for start in starts if row.x0 + 12 < start < row.x1 - 1]
    return all(any(abs(word.x0 - start) < 1.2 for word in row.words) for start in crossed)


def table_of(rows: list[Row], usual: float) -> Table | None:
    """The table these lines are, or None when they are text after all."""
    words = sorted((word for row in rows for word in row.words), key=lambda word: word.x0)
    starts = _starts(words, rows)
    if len(starts) < 2:
        return None
    if len(rows) == 1 and (len(rows[0].words[0].text) < 5 or _widest_gap(rows[0]) < 2 * WIDE_GAP):
        return None
    if len(rows) < 3 and len(starts) == 2:
        first = [word.text for row in rows for word in row.words if _column_of(word, starts) == 0]
        if len(" ".join(first)) < 5:  # a label and its words, far apart
            return None
    return Table(starts, rows, usual)


def _starts(words: list[Word], rows: list[Row]) -> list[float]:
    """Where columns of cells begin: after white from top to bottom, with words in line there."""
    found = [words[0].x0]
    reach = words[0].x1
    for word in words[1:]:
        gap = word.x0 - reach
        if gap >= GUTTER:
            # Words that begin a cell stand in line; those that end a justified line do not.
            aligned = sum(any(abs(other.x0 - word.x0) < 0.4 for other in row.words) for row in rows)
            if aligned > 1 or (gap >= WIDE_GAP and len(rows) < 4):
                found.append(word.x0)
        reach = max(reach, word.x1)
    return found


def _column_of(word: Word, starts: Sequence[float]) -> int:
    column = 0
    for place, start in enumerate(starts):
        if word.x0 >= start - 1.5:
            column = place
    return column


def _chunks(rows: list[Row], usual: float) -> Iterator[list[Row]]:
    """The lines of one column, cell by cell: a cell's lines follow one another closely."""
    cell: list[Row] = []
    pitch = min((later.y0 - row.y0 for row, later in pairwise(rows)), default=usual)
    pitch = max(min(pitch, usual), 0.75 * rows[0].height) if rows else usual
    for row in rows:
        if cell and row.y0 - cell[-1].y0 > 1.08 * pitch:
            yield cell
            cell = []
        cell.append(row)
    if cell:
        yield cell


def _rows_of(lines: list[Row], starts: Sequence[float], usual: float) -> list[list[str]]:
    """The rows of a table: cells that stand beside one another are one row."""
    columns: list[list[Row]] = [[] for _ in starts]
    for row in lines:
        cells: dict[int, list[Word]] = {}
        for word in row.words:
            cells.setdefault(_column_of(word, starts), []).append(word)
        for column, found in cells.items():
            columns[column].append(Row(found))
    if len(columns) == 2 and (form := _form_of(*map(merged, columns))):
        return form
    chunks = sorted(
        (chunk[0].y0 + 2, chunk[-1].y1 - 2, column, reduce(_joined, (r.text for r in chunk), ""))
        for column, found in enumerate(columns)
        for chunk in _chunks(merged(found), usual)
    )
    rows: list[list[str]] = []
    reach = -1.0
    for top, bottom, column, text in chunks:
        if not rows or top >= reach:
            rows.append([""] * len(starts))
            reach = bottom
        rows[-1][column] = _joined(rows[-1][column], text)
        reach = max(reach, bottom)
    return rows


def _form_of(labels: list[Row], values: list[Row]) -> list[list[str]]:
    """The rows of a form whose lines stand so close that white space tells no rows: [] if none.

    Its labels take a line each, and beside each of them a value begins.
    """
    if len(labels) < 3 or not all(label.text[0].isupper() for label in labels):
        return []
    level = [next((one for one in values if share(one, label) > 0.6), None) for label in labels]
    begun = [one for one in level if one is not None]
    if len(begun) < len(labels) or not all(
        one.text[0].isupper() or one.text[0].isdigit() for one in begun
    ):
        return []
    bottoms = [*(one.y0 for one in begun[1:]), float("inf")]
    return [
        [label.text, reduce(_joined, (v.text for v in values if one.y0 <= v.y0 < bottom), "")]
        for label, one, bottom in zip(labels, begun, bottoms, strict=True)
    ]


def _joined(before: str, text: str) -> str:
    """Two pieces of a cell; what was broken after a bar or a hyphen is one word again."""
    if repeats_hyphen(before, text):
        return before + text[1:]
    if before.endswith(("-", SOFT)) and not before.endswith(" -"):
        return without_break(before, text) + text
    joint = "" if not before or before.endswith("/") else " "
    return before + joint + text


def continues(last: Table, first: Table) -> bool:
    """Whether a table goes on over the page: the columns of one are among those of the other."""
    fewer, more = sorted((last.starts, first.starts), key=len)
    same = [min(abs(start - other) for other in more) < 4 for start in fewer]
    return all(same) and len(same) > 1


def carry_over(last: Table, first: Table) -> None:
    """Add the rows of a table that goes on over the page, in the columns that both know."""
    new = [start for start in first.starts if min(abs(start - s) for s in last.starts) >= 4]
    if new:
        last.starts = sorted([*last.starts, *new])
        last.rows = _rows_of(last.lines, last.starts, last.usual)
    _add_rows(last, _rows_of(first.lines, last.starts, first.usual))


def _add_rows(last: Table, rows: list[list[str]]) -> None:
    """Add rows to a table; one without a first cell is the rest of the row that a page broke."""
    if rows and last.rows and not rows[0][0]:
        last.rows[-1] = [
            _joined(before, text) if text else before
            for before, text in zip(last.rows[-1], rows[0], strict=True)
        ]
        rows = rows[1:]
    last.rows += rows


def go_on(last: Table, rows: list[Row]) -> list[Row]:
    """The lines of a page without those at its top that go on with a table of the page before.

    Each begins where a cell does and crosses into no other; one at least is not in the first.
    """
    rows = sorted(rows, key=lambda row: (row.y0, row.x0))
    end = 0
    while end < len(rows) and _keeps_to(last.starts, rows[end]):
        end += 1
    taken = rows[:end]
    if any(abs(row.x0 - start) < 1.5 for row in taken for start in last.starts[1:]):
        _add_rows(last, _rows_of(taken, last.starts, last.usual))
        return rows[end:]
    return rows


def _keeps_to(starts: Sequence[float], row: Row) -> bool:
    if all(abs(row.x0 - start) > 1.5 for start in starts):
        return False
    crossed = [start for start in starts if row.x0 + 1.5 < start < row.x1 - 1]
    return all(any(abs(word.x0 - start) < 1.5 for word in row.words) for start in crossed)
