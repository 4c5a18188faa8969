"""Where to look for what is owed, so that nobody looks at a million instruments each morning.

A run that has looked at everything leaves a mark in the journal (`avisos_conferidos`). Under the
same rules, and with the mark, only three things can bring a notice that it did not see: a rung
whose day came after it, an instrument about which something was recorded after it, and what it held
back or could not deliver. Without the mark everything that may be owed by its dates is looked at,
the earliest first.

A run that sends trusts no mark: it looks at everything each time.
"""

import heapq
from collections.abc import Iterator
from datetime import date, timedelta

from notices.due import Subject
from notices.ladder import Ladder, days_from
from notices.owed import Rules
from registry import notice_queries
from registry.notice_queries import On, Row, Scope, Span
from services.notifying_dues import SOURCES, Matter, matters, matters_of
from services.notifying_rules import fingerprint
from services.office import Office

MOST_OVERDUE = 366
"""Ends of terms and actions that were overdue for longer when nobody had been told of them yet are
history: an agreement taken in years after its end must not warn of it. What was never published is
told of however long ago it was due."""

FARTHEST_WALL = 366
MOST_DAYS_OF_A_MARK = 45
MOST_CHANGED = 2000
"""With more changes than this since the mark, looking at everything is no slower."""

EVER = "0001-01-01"


def everything(rules: Rules, today: date) -> dict[Subject, Scope]:
    """What may be owed today, by its dates alone."""
    since = _iso(today, -MOST_OVERDUE)
    ladders = rules.ladders
    return {
        "vencimento": Span(
            since,
            _iso(today, _reach(ladders.vencimento)),
            far=_iso(today, FARTHEST_WALL),
            wall=today.isoformat(),
        ),
        "prorrogacao": Span(since, _iso(today, _reach(ladders.prorrogacao))),
        "publicacao": Span(EVER, _iso(today, _reach(ladders.publicacao))),
        "assinatura": Span(EVER, today.isoformat()),
        "acao": Span(since, _iso(today, _reach(ladders.acao))),
        "relatorio": Span(since, _iso(today, _reach(ladders.relatorio))),
    }


def coming(rules: Rules, after: date, until: date) -> dict[Subject, Scope]:
    """What has a rung after one day and not later than another."""
    found: dict[Subject, Scope] = {}
    for subject in SOURCES:
        ladder = rules.ladders.of(subject)
        first = after - timedelta(days=_back(ladder))
        last = until + timedelta(days=_reach(ladder))
        days = (first + timedelta(days=count) for count in range((last - first).days + 1))
        anchors = tuple(
            day.isoformat()
            for day in days
            if any(after < rung <= until for rung in days_from(day, ladder, rules.why_not))
        )
        walls = tuple(_iso(after, 1 + count) for count in range((until - after).days))
        found[subject] = On(anchors, walls if subject in ("vencimento", "relatorio") else ())
    return found


def watched(office: Office, rules: Rules) -> Iterator[Matter]:
    """Every matter that can be owed today, by its deadline; some of them are not owed."""
    mark = _mark(office, rules)
    if mark is not None:
        changed = _changed(office, mark)
        if changed is not None:
            return _since(office, rules, mark, changed)
    return _by_deadline(matters(office, rules, everything(rules, office.today)))


def to_be_explained(office: Office, rules: Rules) -> Iterator[Matter]:
    """Settled matters of which something was left unsent: a run says why it stays so.

    What was settled before anybody could have been told of it needs no explanation.
    """
    with office.store.snapshot() as connection:
        mark = notice_queries.last_run(connection)
        waiting = notice_queries.waiting(connection)
        changed = notice_queries.changed_subjects(connection, mark["lido_ate"]) if mark else []
    keys = {key for _, key in waiting}
    since = date.fromisoformat(mark["dia"]) if mark else date.max
    for matter in matters_of(office, rules, sorted({*changed, *(number for number, _ in waiting)})):
        settled = matter.settled_on or date.min
        if matter.due.closed is not None and (matter.due.key in keys or settled >= since):
            yield matter


def _mark(office: Office, rules: Rules) -> Row | None:
    """The last run under these rules, when it is no older than what is worth following up."""
    with office.store.snapshot() as connection:
        mark = notice_queries.last_run(connection, fingerprint(rules, office.today))
    if mark is None:
        return None
    age = (office.today - date.fromisoformat(mark["dia"])).days
    return mark if 0 <= age <= MOST_DAYS_OF_A_MARK else None


def _changed(office: Office, mark: Row) -> list[str] | None:
    """The instruments to look at whole; None when they are very many."""
    with office.store.snapshot() as connection:
        found = notice_queries.changed_subjects(connection, mark["lido_ate"], MOST_CHANGED)
        found += [number for number, _ in notice_queries.waiting(connection)]
    return sorted(set(found)) if len(found) < MOST_CHANGED else None


def _since(office: Office, rules: Rules, mark: Row, changed: list[str]) -> Iterator[Matter]:
    day = date.fromisoformat(mark["dia"])
    streams = matters(office, rules, coming(rules, day, office.today)) if day < office.today else []
    whole = (matter for matter in matters_of(office, rules, changed) if matter.due.closed is None)
    known: set[str] = set()
    for matter in _by_deadline([*streams, iter(sorted(whole, key=_deadline))]):
        if matter.due.key not in known:
            known.add(matter.due.key)
            yield matter


def _by_deadline(streams: list[Iterator[Matter]]) -> Iterator[Matter]:
    return heapq.merge(*streams, key=_deadline)


def _deadline(matter: Matter) -> date:
    return matter.due.deadline


def _reach(ladder: Ladder) -> int:
    """Calendar days within which a deadline's earliest rung before it may have come."""
    most = max((*ladder.before, ladder.wall or 0))
    return most + 10 if ladder.count_in == "dias" else 2 * most + 20


def _back(ladder: Ladder) -> int:
    """Calendar days within which its latest rung after it may come."""
    most = max(ladder.after, default=0)
    return most + 1 if ladder.count_in == "dias" else 2 * most + 20


def _iso(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
