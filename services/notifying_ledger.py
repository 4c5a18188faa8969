"""The log of notices in the journal: the Ledger of notices/outbox.py.

Each line is one fact about its instrument, so the log is chained, copied and checked with
everything else; the table `avisos` gives it back in order. Two runs at once are held apart by a
lock that falls when a process dies (registry/dialect.py), and a second time by the look at the log
inside the write transaction.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, time
from typing import Any, cast

from instruments.notice_facts import BY_STATE, NoticeFact
from instruments.number import InstrumentNumber, parse_number
from notices.log import Log, LogEntry, Reason, State
from notices.outbox import Decide
from registry import notice_queries
from services.office import Office
from services.settings import BRASILIA

LOCK = "avisos"


class JournalLedger:
    """The log of an office, at its moment and in the name of who acts."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def alone(self) -> AbstractContextManager[bool]:
        """True while no other run holds it."""
        return self._office.store.alone(LOCK)

    def read(self, due_keys: Collection[str]) -> Log:
        """Everything about these things, and what left today about any: one digest a day."""
        midnight = datetime.combine(self._office.today, time(), BRASILIA).astimezone(UTC)
        with self._office.store.snapshot() as connection:
            rows = notice_queries.lines(connection, due_keys)
            since = midnight.isoformat(timespec="microseconds")
            today = notice_queries.sent_since(connection, since)
        unique = {row["seq"]: row for row in (*rows, *today)}
        return Log(entry_of(unique[seq]) for seq in sorted(unique))

    def about(self, due_keys: Collection[str]) -> Log:
        """Everything about these things."""
        with self._office.store.snapshot() as connection:
            return Log(map(entry_of, notice_queries.lines(connection, due_keys)))

    def write(self, due_keys: Collection[str], decide: Decide) -> Sequence[LogEntry]:
        """In one write transaction: read about these things, decide, append, return what was."""
        with self._office.store.writing(self._office.now, self._office.actor) as writing:
            log = Log(map(entry_of, writing.notice_lines(due_keys)))
            added = tuple(decide(log))
            for line in added:
                writing.append(fact_of(line))
        return added


def entry_of(row: dict[str, Any]) -> LogEntry:
    """A line of the log from its row."""
    return LogEntry(
        notice_id=row["aviso"],
        due_key=row["prazo"],
        instrument=row["numero"],
        rung=row["degrau"],
        state=cast(State, row["situacao"]),
        at=datetime.fromisoformat(row["em"]),
        reason=cast(Reason, row["motivo"]) if row["motivo"] else None,
        detail=row["detalhe"],
        recipient=row["destinatario"],
        message_id=row["mensagem"],
        by=row["por"],
    )


def fact_of(line: LogEntry) -> NoticeFact:
    """The fact that says a line of the log."""
    return BY_STATE[line.state](
        number=number_of(line.instrument),
        notice_id=line.notice_id,
        due_key=line.due_key,
        rung=line.rung,
        at=line.at,
        reason=line.reason or "",
        detail=line.detail,
        recipient=line.recipient,
        message_id=line.message_id,
        by=line.by,
    )


def number_of(text: str) -> InstrumentNumber:
    """The number of an instrument that is known to exist."""
    number = parse_number(text)
    if number is None:
        raise LookupError(text)
    return number
