"""What lies ahead: the notices of the coming years, and every deadline as a calendar file."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from notices.calendar import calendar
from notices.due import Due, Subject
from notices.owed import Rules
from notices.projection import Projected, project
from registry import notice_queries
from registry.notice_queries import Scope, Span
from services.notifying_dues import AT_A_TIME, SOURCES, Matter, matters, matters_of
from services.notifying_ledger import JournalLedger
from services.notifying_rules import rules_of
from services.notifying_watch import MOST_OVERDUE, coming, everything
from services.office import Office

SHOWN_AS_CANCELLED = timedelta(days=90)
LONGEST_QUIET = timedelta(days=20)
"""No rung waits longer than this for a day on which notices are sent."""


def foresee(office: Office, years: int) -> Iterator[Projected]:
    """What will be sent in the years ahead, day by day, if nothing is settled.

    A month of the registry at a time is held in memory, whatever its size.
    """
    rules, ledger = rules_of(office), JournalLedger(office)
    today = office.today
    last = _same_day(today, years)
    first_month = matters(office, rules, everything(rules, today))
    start, stop = today, min(_month_end(today), last)
    while start <= last:
        later = matters(office, rules, coming(rules, max(start - LONGEST_QUIET, today), stop))
        streams = [*first_month, *later] if start == today else later
        yield from _foreseen(streams, ledger, rules, today, (start, stop))
        start = stop + timedelta(days=1)
        stop = min(_month_end(start), last)


def _foreseen(
    streams: Sequence[Iterator[Matter]],
    ledger: JournalLedger,
    rules: Rules,
    today: date,
    span: tuple[date, date],
) -> list[Projected]:
    found: dict[str, Projected] = {}
    for stream in streams:
        while batch := [matter.due for matter in islice(stream, AT_A_TIME)]:
            log = ledger.about([due.key for due in batch])
            for one in project(batch, today, span[1], rules, log):
                if one.day >= span[0]:
                    found[one.notice.id] = one
    return sorted(found.values(), key=_in_order)


def _in_order(one: Projected) -> tuple[date, str, date, int, str]:
    due = one.notice.due  # the length of the key puts action 2 before action 10
    return one.day, due.instrument, due.deadline, len(due.key), due.key


def _month_end(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def _same_day(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 2, 28)


def agenda(office: Office, of: Callable[[Due], bool] | None = None) -> bytes:
    """The deadlines that are still ahead or not met, as a calendar file; `of` picks among them.

    What was settled of late is in it as cancelled, so that calendars that took it in drop it.
    """
    rules = rules_of(office)
    since = _iso(office.today, -MOST_OVERDUE)
    scopes: dict[Subject, Scope] = dict.fromkeys(SOURCES, Span(since, "9999-12-31"))
    open_dues = (matter.due for stream in matters(office, rules, scopes) for matter in stream)
    settled = (matter.due for matter in _settled(office, rules))
    wanted = (due for due in (*open_dues, *settled) if of is None or of(due))
    dues = sorted(wanted, key=lambda due: (due.deadline, due.key))
    return calendar(dues, office.now, rules, f"Prazos – {office.body.acronym}")


def _settled(office: Office, rules: Rules) -> Iterator[Matter]:
    since = office.today - SHOWN_AS_CANCELLED
    with office.store.snapshot() as connection:
        numbers = notice_queries.settled_since(connection, since.isoformat())
    for matter in matters_of(office, rules, numbers):
        if matter.due.closed is not None and (matter.settled_on or date.min) >= since:
            yield matter


def _iso(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
