"""What will be sent in the days ahead, if a run takes place every day and nothing is settled.

`aviso projetar` shows it. Quiet days are reckoned with; refusals and people who take a notice over
cannot be foreseen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from notices.due import Due
from notices.ladder import ONE_DAY, Notice, WhyNot
from notices.log import Log
from notices.owed import Rules


@dataclass(frozen=True, slots=True)
class Projected:
    """A notice and the day on which it will leave."""

    day: date
    notice: Notice


def project(
    dues: Iterable[Due], first: date, last: date, rules: Rules, log: Log | None = None
) -> list[Projected]:
    """What will leave from the first day to the last, both included, in the order of days."""
    known = log or Log()
    found = [
        projected
        for due in dues
        if due.closed is None
        for projected in _of_one(due, first, rules, known)
        if projected.day <= last
    ]
    return sorted(found, key=_by_day)


def _by_day(one: Projected) -> tuple[date, str, tuple[int, str], str]:
    due = one.notice.due
    return (one.day, due.instrument, due.in_order, one.notice.id)


def _of_one(due: Due, first: date, rules: Rules, log: Log) -> Iterable[Projected]:
    notices = rules.notices(due)
    for notice, following in zip(notices, (*notices[1:], None), strict=True):
        day = _leaves(notice, max(notice.day, first), rules.why_not)
        overtaken = following is not None and following.day <= day
        history = log.of(notice.id)
        known = history.sent or (history.taken_by and not notice.rung.wall)
        if not overtaken and not known:
            yield Projected(day, notice)


def _leaves(notice: Notice, day: date, why_not: WhyNot) -> date:
    """The first day from this one on which it may be sent."""
    while why_not(day) and not notice.rung.wall:
        day += ONE_DAY
    return day
