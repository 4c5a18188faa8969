"""From words with their boxes to lines in reading order: columns, tables, running heads and feet.

Works on what poppler or a scanner's reader says about each page. Two columns of text are told from
a table by how their lines fill them; a table is where lines stand side by side, and its rows are
told by the white space between them. Nothing here knows what the words mean.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from reading.pdf_tables import (
    Row,
    Table,
    carry_over,
    continues,
    go_on,
    merged,
    run_end,
    share,
    side_by_side,
    table_of,
)
from reading.source import Line

EDGE = 0.12
"""Part of a page, at its top and at its bottom, where running heads and feet stand."""
FEWEST = 6
"""Lines that each of two columns of text has at least."""

NEAR_LABEL = 40
"""Points between a hanging label and its words, at most; the columns of a table stand apart."""

_LABEL = re.compile(r"(?:[a-z]{1,2}\)|[IVXLC]{1,6}\s?[-–—]|\d{1,2}\.|[•▪])")
_FIGURE = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"p[áa]g(?:ina|\.)?\s*\d{1,4}(?:\s*(?:de|/)\s*\d{1,4})?|.*/\s*pg\.\s*\d+", re.I
)


@dataclass(slots=True)
class Page:
    """The lines of one page and its size."""

    width: float
    height: float
    rows: list[Row]


Item = str | Table
"""A line of text ("" is the white space between paragraphs) or a table."""


def lines_of(pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of a document in reading order; a row that a page broke is one row again."""
    running = _running(pages)
    sheets: list[tuple[list[str], list[Item], list[str]]] = []
    last: Table | None = None
    gutter: float | None = None
    pitch = _pitch([row for page in pages for row in page.rows])
    for number, page in enumerate(pages):
        heads = [row.text for row in page.rows if (number, id(row)) in running.heads]
        feet = [row.text for row in page.rows if (number, id(row)) in running.feet]
        marked = running.heads | running.feet
        body = _with_labels([row for row in page.rows if (number, id(row)) not in marked])
        gutter = _text_columns(body, page.width, gutter)
        if last is not None and gutter is None:
            body = go_on(last, body)
        items = _merged_tables(_items(body, gutter, pitch))
        first = items[0] if items else None
        if isinstance(first, Table) and last is not None and continues(last, first):
            carry_over(last, first)
            items = items[1:]
        if items:
            last = items[-1] if isinstance(items[-1], Table) else None
        sheets.append((heads, items, feet))
    table = -1
    for number, (heads, items, feet) in enumerate(sheets, 1):
        yield from (Line(text, "cabecalho", number) for text in heads)
        for item in items:
            if isinstance(item, str):
                yield Line(item, page=number)
                continue
            table += 1
            for place, cells in enumerate(item.rows):
                for column, text in enumerate(cells):
                    yield Line(text, "celula", number, (table, place, column))
        yield from (Line(text, "rodape", number) for text in feet)


def _merged_tables(found: Iterator[Item]) -> list[Item]:
    """The items of a page; tables of the same columns that follow one another are one."""
    items: list[Item] = []
    for item in found:
        before = items[-1] if items else None
        if isinstance(item, Table) and isinstance(before, Table) and continues(before, item):
            carry_over(before, item)
        else:
            items.append(item)
    return items


def _with_labels(rows: list[Row]) -> list[Row]:
    """The lines of a page, a label that hangs before its item on one line with it.

    The line keeps the left edge of the words, where those under it begin too; side by side, label
    and words would look like two cells of a table.
    """
    labels = [row for row in rows if _LABEL.fullmatch(row.text)]
    taken: set[int] = set()
    found: list[Row] = []
    for label in labels:
        beside = [
            row
            for row in rows
            if row.x0 > label.x1 and share(label, row) > 0.6 and row.x0 - label.x1 < NEAR_LABEL
        ]
        if not beside:
            continue
        item = min(beside, key=lambda row: row.x0)
        taken |= {id(label), id(item)}
        close = item.x0 - label.x1 - 2
        words = [one._replace(x0=one.x0 + close, x1=one.x1 + close) for one in label.words]
        joined = Row(words + item.words)
        joined.x0 = item.x0
        found.append(joined)
    return [row for row in rows if id(row) not in taken] + found


@dataclass(slots=True)
class _Running:
    heads: set[tuple[int, int]] = field(default_factory=set)
    feet: set[tuple[int, int]] = field(default_factory=set)


def _running(pages: Sequence[Page]) -> _Running:
    """Lines at the edges of pages that come back on others, figures apart, or number the page."""
    found = _Running()
    tops: list[tuple[int, Row]] = []
    bottoms: list[tuple[int, Row]] = []
    for number, page in enumerate(pages):
        for row in page.rows:
            if row.y1 <= page.height * EDGE:
                tops.append((number, row))
            elif row.y0 >= page.height * (1 - EDGE):
                bottoms.append((number, row))
    for rows, marks in ((tops, found.heads), (bottoms, found.feet)):
        # The same words at the same height; a cell with a number is no page number for that.
        keys = {(number, _FIGURE.sub("#", row.text), round(row.y0 / 8)) for number, row in rows}
        seen = Counter((words, height) for _, words, height in keys)
        for number, row in rows:
            key = (_FIGURE.sub("#", row.text), round(row.y0 / 8))
            often = seen[key] >= max(2, len(pages) // 3)
            if often or _PAGE_NUMBER.fullmatch(row.text):
                marks.add((number, id(row)))
    return found


def _items(rows: list[Row], gutter: float | None, pitch: float) -> Iterator[Item]:
    """The lines of a page in reading order."""
    rows = sorted(rows, key=lambda row: (row.y0, row.x0))
    if gutter is None:
        yield from _column(rows, pitch)
        return
    band: list[Row] = []
    for row in rows:
        if row.x0 < gutter - 1 and row.x1 > gutter + 1:
            yield from _beside(band, gutter, pitch)
            band = []
            yield row.text
        else:
            band.append(row)
    yield from _beside(band, gutter, pitch)


def _beside(band: list[Row], gutter: float, pitch: float) -> Iterator[Item]:
    """Two columns of text: the left one to its end, then the right one."""
    for side in ([r for r in band if r.x1 <= gutter + 1], [r for r in band if r.x1 > gutter + 1]):
        yield from _column(side, pitch)


def _text_columns(rows: list[Row], width: float, before: float | None) -> float | None:
    """Where the white between two columns of running text stands, if there are two.

    A page that follows one of two columns (`before`) has two as long as few lines cross there.
    """
    if before is not None and rows:
        crossing = sum(1 for row in rows if row.x0 < before - 1 and row.x1 > before + 1)
        if crossing <= len(rows) // 8:
            return before
    if len(rows) < 2 * FEWEST:
        return None
    places = [width * step / 100 for step in range(40, 61)]
    middle = [(row.x0 + 1, row.x1 - 1) for row in rows]
    middle = [(left, right) for left, right in middle if left < places[-1] and right > places[0]]
    crossings = [sum(left < place < right for left, right in middle) for place in places]
    fewest = min(crossings)
    free = [place for place, count in zip(places, crossings, strict=True) if count == fewest]
    gutter = free[len(free) // 2]
    left = [row for row in rows if row.x1 <= gutter + 1]
    right = [row for row in rows if row.x0 >= gutter - 1]
    if fewest > len(rows) // 4 or min(len(left), len(right)) < FEWEST:
        return None
    beside = sum(1 for row in left if any(share(row, other) > 0.3 for other in right))
    if beside < 0.4 * min(len(left), len(right)):
        return None
    return gutter if _filled(left) and _filled(right) else None


def _filled(rows: list[Row]) -> bool:
    """Whether lines run on from edge to edge, as running text does and cells do not."""
    begin, end = min(row.x0 for row in rows), max(row.x1 for row in rows)
    wide = sum(1 for row in rows if row.x1 - row.x0 > 0.8 * (end - begin))
    return wide >= 0.5 * len(rows) or wide >= 2 * FEWEST


def _column(rows: list[Row], pitch: float) -> Iterator[Item]:
    """One column: tables where lines stand side by side, lines and white space elsewhere."""
    if not rows:
        return
    rows = sorted(rows, key=lambda row: (row.y0, row.x0))
    side = side_by_side(rows)
    usual = min(_pitch(rows), pitch)
    margin = Counter(round(row.x0) for row in rows).most_common(1)[0][0]
    at, above = 0, None
    while at < len(rows):
        end = run_end(rows, side, at, usual)
        table = table_of(rows[at:end], usual) if end > at else None
        if table is not None:
            yield table
            at, above = end, None
            continue
        end = max(end, at + 1)
        for row in merged(rows[at:end]):
            if above is not None and _apart(above, row, usual, margin):
                yield ""
            yield row.text
            above = row
        at = end


def _apart(above: Row, row: Row, usual: float, margin: float) -> bool:
    """Whether a paragraph ends between two lines: white space, or the first line set in."""
    if row.y0 - above.y0 > 1.35 * usual:
        return True
    return margin + 12 < row.x0 < margin + 120 and above.x0 < margin + 4 and above.x1 > row.x1 * 0.5


def _pitch(rows: list[Row]) -> float:
    """The usual distance from one line to the next."""
    steps = [
        later.y0 - row.y0
        for row, later in pairwise(rows)
        if 0.6 * row.height < later.y0 - row.y0 < 2.5 * row.height
    ]
    if not steps:
        return 1.2 * median(row.height for row in rows) if rows else 14.0
    # Lines of one paragraph are the closest ones; most others stand apart.
    return float(sorted(steps)[len(steps) // 8])
