"""Notices: what is owed, sent, taken over, foreseen and put into calendars.

Each function is one use case on an Office. What is owed is decided in notices/; where to look for
it in notifying_watch.py; the log lies in the journal (notifying_ledger.py).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from faults.errors import NotFound, PactuaError, StateError, UsageError
from instruments.notice_facts import NoticesChecked
from notices.digest import Attach, Composer
from notices.due import Due
from notices.log import LogEntry
from notices.message import Attachment, Message
from notices.outbox import Mailer, Report, deliver
from notices.owed import Owed, Rules, judge
from notices.parcels import plan
from registry import notice_queries
from services.instruments import find_number
from services.notifying_dues import AT_A_TIME, Matter, matters, matters_of
from services.notifying_ledger import JournalLedger, entry_of
from services.notifying_rules import fingerprint, rules_of
from services.notifying_watch import everything, to_be_explained, watched
from services.office import Office

SHORTEST_ID = 4
WHOLE_ID = 16
DraftOf = Callable[[str], Attachment | None]
"""The ready draft of the aditivo that extends an instrument, by its full number; may raise."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A notice that is owed; `again` when it may have left already and nobody knows."""

    owed: Owed
    again: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What is owed, the earliest deadline first; `more` when there is more than was asked for."""

    pending: tuple[Pending, ...]
    more: bool
    quiet: str
    last_run: date | None
    rules: Rules


def list_owed(office: Office, most: int = 0) -> Listing:
    """What is owed today, up to a number (0: all of it)."""
    rules = rules_of(office)
    found = owed_among(office, rules, watched(office, rules))
    pending = tuple(islice(found, most + 1 if most else None))
    with office.store.snapshot() as connection:
        run = notice_queries.last_run(connection)
    return Listing(
        pending[:most] if most else pending,
        bool(most) and len(pending) > most,
        rules.why_not(office.today),
        date.fromisoformat(run["dia"]) if run else None,
        rules,
    )


def owed_among(office: Office, rules: Rules, matters: Iterator[Matter]) -> Iterator[Pending]:
    """What is owed today among these matters, in their order."""
    ledger = JournalLedger(office)
    while batch := [matter.due for matter in islice(matters, AT_A_TIME)]:
        log = ledger.about([due.key for due in batch])
        for due in batch:
            owed = judge(due, office.today, log, rules).owed
            if owed is not None:
                yield Pending(owed, bool(log.of(owed.notice_id).pending))


def send_notices(office: Office, mailer: Mailer, draft_of: DraftOf | None = None) -> Report:
    """Send what is owed at this moment, and record what became of it.

    Looks at everything, whatever an earlier run says it has seen. A run that came to its end leaves
    its mark, also when it had nothing to send.
    """
    rules = rules_of(office)
    read_until = office.store.last_seq()
    dues = _to_deliver(office, rules)
    report = deliver(
        dues, office.now, rules, JournalLedger(office), mailer, _composer(office, rules, draft_of)
    )
    if not report.busy and report.stopped is None:
        _leave_mark(office, rules, read_until)
    return report


def _to_deliver(office: Office, rules: Rules) -> list[Due]:
    """The things of which something is owed or is to be explained; the others are let go at once,
    so that memory does not grow with the registry."""
    ledger = JournalLedger(office)
    found: list[Due] = []
    scopes = everything(rules, office.today)
    for stream in (*matters(office, rules, scopes), to_be_explained(office, rules)):
        while batch := [matter.due for matter in islice(stream, AT_A_TIME)]:
            log = ledger.about([due.key for due in batch])
            for due in batch:
                judged = judge(due, office.today, log, rules)
                unsaid = any(
                    one.reason != "assumido"
                    and not log.of(one.notice.id).knows(one.state, one.reason, one.recipient)
                    for one in judged.not_sent
                )
                if judged.owed is not None or unsaid:
                    found.append(due)
    return found


def _leave_mark(office: Office, rules: Rules, read_until: int) -> None:
    """Say in the journal that everything was looked at, unless nothing has happened since."""
    rule = fingerprint(rules, office.today)
    with office.store.snapshot() as connection:
        last = notice_queries.last_run(connection, rule)
    newest = office.store.last_seq()
    if last and last["dia"] == office.today.isoformat() and last["seq"] == newest:
        return
    with office.store.writing(office.now, office.actor) as writing:
        writing.append(NoticesChecked(day=office.today, rules=rule, read_until=read_until))


def simulate(office: Office, draft_of: DraftOf | None = None) -> list[Message]:
    """The messages that would leave now; nothing is sent or recorded."""
    rules = rules_of(office)
    dues = _to_deliver(office, rules)
    log = JournalLedger(office).read([due.key for due in dues])
    composer = _composer(office, rules, draft_of)
    parcels = plan(dues, office.now, log, rules).parcels
    return [composer.compose(parcel, office.now) for parcel in parcels]


def _composer(office: Office, rules: Rules, draft_of: DraftOf | None) -> Composer:
    return Composer(rules, _attach(draft_of), office.templates)


def _attach(draft_of: DraftOf | None) -> Attach:
    """The draft of the aditivo goes with a notice of expiry, while there is time to sign one.

    It is made once for all who are told.
    """
    made: dict[str, Attachment | PactuaError | None] = {}

    def attach(item: Owed) -> Sequence[Attachment]:
        due = item.notice.due
        if draft_of is None or due.subject != "vencimento" or item.notice.rung.overdue:
            return ()
        if due.instrument not in made:
            try:
                made[due.instrument] = draft_of(due.instrument)
            except PactuaError as error:
                made[due.instrument] = error
        found = made[due.instrument]
        if isinstance(found, PactuaError):
            raise found
        return (found,) if found else ()

    return attach


@dataclass(frozen=True, slots=True)
class Taken:
    """A notice that was taken over; `before` is who had it, if anybody else had."""

    line: LogEntry
    before: str = ""


def take_over(office: Office, notice_id: str) -> Taken:
    """Record that who acts answers for a notice, named by its id or the beginning of one.

    Raises UsageError, NotFound or StateError.
    """
    wanted = notice_id.strip().lower()
    good = SHORTEST_ID <= len(wanted) <= WHOLE_ID and set(wanted) <= set("0123456789abcdef")
    if not good:
        raise UsageError(
            f"“{notice_id}” não é o número de um aviso.",
            f"Copie-o da mensagem ou de pactua aviso listar; bastam {SHORTEST_ID} caracteres.",
        )
    line = _known_line(office, wanted) or _owed_line(office, wanted)
    _check_open(office, line)
    ledger = JournalLedger(office)
    before = ledger.about([line.due_key]).of(line.notice_id).taken_by
    if before == office.actor:
        return Taken(line, before)
    new = LogEntry(
        notice_id=line.notice_id,
        due_key=line.due_key,
        instrument=line.instrument,
        rung=line.rung,
        state="assumido",
        at=office.now,
        reason="assumido",
        by=office.actor,
    )
    ledger.write([line.due_key], lambda _: (new,))
    return Taken(new, before)


def _known_line(office: Office, wanted: str) -> LogEntry | None:
    with office.store.snapshot() as connection:
        found = notice_queries.lines_like(connection, wanted)
    if len(found) > 1:
        raise UsageError(
            f"há {len(found)} avisos que começam por {wanted}.",
            f"Escreva mais caracteres: {', '.join(row['aviso'] for row in found[:5])}.",
        )
    return entry_of(found[0]) if found else None


def _owed_line(office: Office, wanted: str) -> LogEntry:
    """A notice that is owed and of which nothing is recorded yet."""
    rules = rules_of(office)
    for pending in owed_among(office, rules, watched(office, rules)):
        notice = pending.owed.notice
        if notice.id.startswith(wanted):
            return LogEntry(
                notice_id=notice.id,
                due_key=notice.due.key,
                instrument=notice.due.instrument,
                rung=notice.rung.name,
                state="preparado",
                at=office.now,
            )
    raise NotFound(f"não há aviso {wanted}.", "Veja os que há com: pactua aviso listar")


def _check_open(office: Office, line: LogEntry) -> None:
    for matter in matters_of(office, rules_of(office), [line.instrument]):
        if matter.due.key == line.due_key and matter.due.closed is not None:
            raise StateError(
                f"não há mais o que assumir: {matter.due.closed.text}", "Nada mais se avisa disto."
            )


def told(office: Office, text: str) -> list[LogEntry]:
    """Everything that was said, or not said, about an instrument, oldest first."""
    number = find_number(office, text)
    with office.store.snapshot() as connection:
        return [entry_of(row) for row in notice_queries.lines_of(connection, number)]
