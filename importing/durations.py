"""Months, years and days that a sentence counts, in figures and in words, and the days it names.

Where figures and words disagree the shorter is kept, because a notice that comes early harms
nobody, and the disagreement is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portuguese.parsing import cardinal_value

LONGEST = 600
"""Months beyond which a number is no term of an agreement."""

DAY = r"\d{1,2}\s*[ºo]?\s*(?:/|\.|de\s)\s*[a-z0-9]+\s*(?:/|\.|de\s)\s*\d{4}"
"""A day in figures or with its month in words."""

DAYS = (
    r"(?:(?P<figures>\d{1,3})\s*(?:\(\s*[a-z\s]+\s*\)\s*)?"
    r"|\b(?P<words>(?:(?:vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa)\s+e\s+)?"
    r"[a-z]+)\s+(?:\(\s*(?P<beside>\d{1,3})\s*\)\s*)?)dias"
)
"""A number of days; `days_in` reads it."""

_UNIT = r"(?P<unit>mes(?:es)?|anos?)"
_FIGURES = re.compile(
    rf"(?<![\d/.,])(?P<figures>\d{{1,3}})\s*(?:\(\s*(?P<words>[a-z\s]+?)\s*\)?\s*\)|)\s*{_UNIT}\b"
)
_WORDS = re.compile(
    rf"\b(?P<words>(?:[a-z]+\s+e\s+)?[a-z]+)\s+(?:\(\s*(?P<figures>\d{{1,3}})\s*\)\s*)?{_UNIT}\b"
)
_AND = re.compile(r"\s*,?\s+e\s+(?:mais\s+)?")
_AND_A_HALF = re.compile(r"\s+e\s+mei[oa]\b")


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of months in a sentence; `disagree`: its figures and its words are not the same."""

    months: int
    begin: int
    end: int
    disagree: bool
    in_figures: bool = False
    in_years: bool = False


def durations(words: str) -> Iterator[Duration]:
    """Every number of months or years in bare words, those in figures first.

    Years and months that one `e` joins are one: “um ano e seis meses”, “dois anos e meio”.
    """
    joined: list[Duration] = []
    for one in sorted(_counted(words), key=lambda one: one.begin):
        before = joined[-1] if joined else None
        if before is None or not before.in_years or one.in_years:
            joined.append(one)
        elif _AND.fullmatch(words, before.end, one.begin):
            joined[-1] = Duration(
                before.months + one.months,
                before.begin,
                one.end,
                before.disagree or one.disagree,
                before.in_figures or one.in_figures,
            )
        else:
            joined.append(one)
    known = (one for one in joined if 0 < one.months <= LONGEST)
    yield from sorted(known, key=lambda one: not one.in_figures)


def _counted(words: str) -> Iterator[Duration]:
    for pattern in (_FIGURES, _WORDS):
        for match in pattern.finditer(words):
            value, disagree = _value(match)
            if value is None:
                continue
            in_years = match["unit"].startswith("ano")
            found = Duration(
                value, match.start(), match.end(), disagree, match["figures"] is not None, in_years
            )
            half = _AND_A_HALF.match(words, match.end()) if in_years else None
            if half:
                found = replace(found, months=value + 6, end=half.end(), in_years=False)
            yield found


def _value(match: re.Match[str]) -> tuple[int | None, bool]:
    """The months of a match, and whether its figures and its words say different numbers."""
    figures = int(match["figures"]) if match["figures"] else None
    words = cardinal_value(match["words"]) if match["words"] else None
    if words is None and match["words"]:
        # A preposition before the number: “de sessenta meses”.
        words = cardinal_value(match["words"].split()[-1])
    known = [value for value in (figures, words) if value]
    if not known:
        return None, False
    times = 12 if match["unit"].startswith("ano") else 1
    return min(known) * times, len(set(known)) > 1


def days_in(match: re.Match[str]) -> int | None:
    """The number of a match of DAYS; None where its words are no number."""
    figures = match["figures"] or match["beside"]
    if figures:
        return int(figures) or None
    return cardinal_value(match["words"]) or None
