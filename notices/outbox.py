"""The outbox: prepare, send, record, so that a notice leaves once.

    1  `preparado` is recorded with the Message-ID, in one transaction with a look at the log;
    2  the message is handed to the mail server;
    3  `enviado` is recorded.

Killed before 2, the run after it sends the message for the first time. Killed between 2 and 3, that
run cannot know and sends it again **under the same Message-ID**: this is the one case in which a
recipient may be handed a message twice, and no protocol that must lose nothing can exclude it.
Mail servers and readers that know the Message-ID show it once. The same holds when the connection
is lost after the message was sent and before the server answered (`entrega_incerta`).

Two runs at once: the second finds `Ledger.alone` taken and does nothing. The look at the log in
step 1 guards a second time, should that lock fail.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from faults.errors import OutsideError
from notices.due import Due
from notices.log import Log, LogEntry, Reason
from notices.message import Message
from notices.owed import NotSent, Rules
from notices.parcels import Parcel, plan

Decide = Callable[[Log], Sequence[LogEntry]]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one message; `why` is what the server said.

    `aceita`: the server has taken charge of it. `recusada`: it has not and will not. `adiada`: it
    has not for now. `incerta`: the connection was lost before the answer.
    """

    outcome: Literal["aceita", "recusada", "adiada", "incerta"]
    why: str = ""


REASONS: dict[str, Reason] = {
    "recusada": "recusado",
    "adiada": "correio_indisponivel",
    "incerta": "entrega_incerta",
}
"""The reason that the log keeps for each outcome but the good one."""


class Mailer(Protocol):
    """A way for messages to leave."""

    def send(self, message: Message) -> Receipt:
        """Hand over one message to its one recipient.

        Raises OutsideError when the server cannot be used at all: then nothing was handed over.
        """
        ...


class Ledger(Protocol):
    """Where the log is kept: the journal, behind a service."""

    def alone(self) -> AbstractContextManager[bool]:
        """True while no other run holds it. The system frees it when the process dies."""
        ...

    def read(self, due_keys: Collection[str]) -> Log:
        """Everything recorded about these things, in the order in which it was."""
        ...

    def write(self, due_keys: Collection[str], decide: Decide) -> Sequence[LogEntry]:
        """In one write transaction: read about these things, decide, append, return what was."""
        ...


class Composes(Protocol):
    """What makes messages: digest.Composer."""

    def compose(self, parcel: Parcel, now: datetime) -> Message:
        """The message that carries a parcel."""
        ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A parcel that did not surely leave, and why; its notices stay owed."""

    parcel: Parcel
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. `busy`: another one was at work, so nothing was done.

    `stopped` is the error that ended the run early; what it had not come to stays owed.
    """

    sent: tuple[Parcel, ...] = ()
    failures: tuple[Failure, ...] = ()
    not_sent: tuple[NotSent, ...] = ()
    busy: bool = False
    stopped: OutsideError | None = None


def deliver(
    dues: Iterable[Due],
    now: datetime,
    rules: Rules,
    ledger: Ledger,
    mailer: Mailer,
    composer: Composes,
) -> Report:
    """Send what is owed at this moment and record what became of it.

    Refusals, a mail server that is down and a run at the same time are told in the report. Raises
    what the ledger and the composer raise (BadTemplate); nothing is lost by it.
    """
    dues = tuple(dues)
    keys = frozenset(due.key for due in dues)
    with ledger.alone() as alone:
        if not alone:
            return Report(busy=True)
        log = ledger.read(keys)
        planned = plan(dues, now, log, rules)
        about = {one.notice.due.key for one in planned.not_sent}
        if planned.unrecorded(log, now):
            ledger.write(about, lambda fresh: planned.unrecorded(fresh, now))
        sent: list[Parcel] = []
        failures: list[Failure] = []
        for parcel in planned.parcels:
            message = composer.compose(parcel, now)
            if not ledger.write(parcel.due_keys, _claim(parcel, now)):
                continue  # another hand has it: the next run sees what became of it
            try:
                receipt = mailer.send(message)
            except OutsideError as error:
                failures.append(_failed(ledger, parcel, now, "correio_indisponivel", error.message))
                return Report(tuple(sent), tuple(failures), planned.not_sent, stopped=error)
            if receipt.outcome == "aceita":
                ledger.write(parcel.due_keys, _saying(parcel.sent(now)))
                sent.append(parcel)
            else:
                reason = REASONS[receipt.outcome]
                failures.append(_failed(ledger, parcel, now, reason, receipt.why))
    return Report(tuple(sent), tuple(failures), planned.not_sent)


def _claim(parcel: Parcel, now: datetime) -> Decide:
    return lambda log: parcel.prepared(now) if parcel.still_stands(log) else ()


def _saying(lines: Sequence[LogEntry]) -> Decide:
    return lambda _: lines


def _failed(ledger: Ledger, parcel: Parcel, now: datetime, reason: Reason, detail: str) -> Failure:
    ledger.write(parcel.due_keys, _saying(parcel.failed(now, reason, detail)))
    return Failure(parcel, reason, detail)
