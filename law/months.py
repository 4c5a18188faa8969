"""Arithmetic of months from date to date; what to do when a month lacks the day is law."""

from calendar import monthrange
from datetime import date


def month_after(start: date, months: int) -> tuple[int, int]:
    """The year and month so many months after the month of a day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return year, month + 1


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def lacks_day(start: date, months: int) -> bool:
    """Whether the month of expiry has no day of the same number as the start."""
    return start.day > 28 and start.day > last_day(*month_after(start, months)).day


def same_day_or_last(start: date, months: int) -> date:
    """The day of the same number, or the last day of the month."""
    year, month = month_after(start, months)
    if start.day <= 28:
        return date(year, month, start.day)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def same_day_or_next(start: date, months: int) -> date:
    """The day of the same number, or the first day of the month after."""
    if lacks_day(start, months):
        return date(*month_after(start, months + 1), 1)
    return same_day_or_last(start, months)
