"""Another way to the same dates, day by day, written without looking at law/.

It reads the table of pontos facultativos by itself, finds Easter by the rule of Meeus, and knows
the national holidays by heart. Slow and plain on purpose.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from law.pontos_facultativos import BUNDLED

DAY = timedelta(days=1)
FIXED = ((1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25))


@dataclass
class Days:
    """What is closed, optional or short in a year."""

    closed: set[date] = field(default_factory=set)
    optional: set[date] = field(default_factory=set)
    early: set[date] = field(default_factory=set)
    late: set[date] = field(default_factory=set)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def days_of(year: int) -> Days:
    """The special days of a year."""
    found = Days()
    found.closed = {date(year, month, day) for month, day in FIXED}
    found.closed.add(easter(year) - 2 * DAY)
    if year >= 2024:
        found.closed.add(date(year, 11, 20))
    blocks = [row for row in written() if row["ano"] == year]
    if not blocks:
        found.optional = {easter(year) - 48 * DAY, easter(year) - 47 * DAY}
        found.optional |= {easter(year) + 60 * DAY, date(year, 10, 28)}
        found.late = {easter(year) - 46 * DAY}
        found.early = {date(year, 12, 24), date(year, 12, 31)}
    for block in blocks:
        for act in block["atos"]:
            for row in act["dias"]:
                hours = row.get("expediente", "")
                kind = found.early if "até" in hours else found.late if hours else found.optional
                kind.add(row["dia"])
    return found


@cache
def written() -> list[dict[str, Any]]:
    """The years of the table, as YAML gives them."""
    years: list[dict[str, Any]] = yaml.safe_load(BUNDLED.read_text(encoding="utf-8"))["anos"]
    return years


def opens(day: date, prudent: bool = False) -> bool:
    """Whether a day is a business day."""
    if day.isoweekday() in (6, 7) or day in days_of(day.year).closed:
        return False
    return prudent or day not in days_of(day.year).optional


def whole(day: date) -> bool:
    """Whether a day is a business day with all its hours."""
    special = days_of(day.year)
    return opens(day) and day not in special.early and day not in special.late


def fifth_business_day(signature: date, prudent: bool) -> date:
    """The fifth business day of the month after."""
    day = signature
    while day.month == signature.month:
        day += DAY
    left = 5
    while True:
        if opens(day, prudent):
            left -= 1
        if left == 0:
            return day
        day += DAY


def ends(signature: date, months: int) -> tuple[date, date]:
    """The end by administrative law and by the civil code, walking from the signature."""
    day, passed = signature, 0
    while True:
        day += DAY
        if day.day == 1:
            passed += 1
        if passed == months and day.day == signature.day:
            return day, day
        if passed > months:
            return day - DAY, day


def days_before(end: date, count: int) -> date:
    """So many days before, one at a time."""
    for _ in range(count):
        end -= DAY
    return end


def last_whole(day: date) -> date:
    """The last whole business day until a day."""
    while not whole(day):
        day -= DAY
    return day


def first_due(day: date) -> date:
    """The first day, from one on, that does not close early."""
    while not opens(day) or day in days_of(day.year).early:
        day += DAY
    return day


def day_before(day: date) -> date:
    """The business day before."""
    day -= DAY
    while not opens(day):
        day -= DAY
    return day
