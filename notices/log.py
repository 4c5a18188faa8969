"""What the journal keeps of notices, entry by entry, and the same folded for questions.

    preparado    about to be sent to this recipient under this Message-ID
    enviado      the mail server took it
    falhou       it did not, or nobody knows (`entrega_incerta`)
    adiado       held back for now, with the reason
    superado     a later rung came before it was sent
    dispensado   the matter was settled, or the instrument ended
    assumido     a person took it over (`by`)
    anulado      it was sent by a clock that ran ahead, and counts as never sent

What stops a notice is `enviado` (for that recipient) and `assumido`. The other states explain; they
decide nothing, so that a wrong one can never lose a notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from notices.ladder import Notice

BRASILIA = ZoneInfo("America/Sao_Paulo")

State = Literal[
    "preparado", "enviado", "falhou", "adiado", "superado", "dispensado", "assumido", "anulado"
]
Reason = Literal[
    "superado",
    "resolvido",
    "encerrado",
    "assumido",
    "dia_sem_envio",
    "resumo_ja_enviado",
    "sem_destinatario",
    "relogio_adiantado",
    "recusado",
    "correio_indisponivel",
    "entrega_incerta",
]

STATES: dict[Reason, State] = {
    "superado": "superado",
    "resolvido": "dispensado",
    "encerrado": "dispensado",
    "assumido": "assumido",
    "dia_sem_envio": "adiado",
    "resumo_ja_enviado": "adiado",
    "sem_destinatario": "adiado",
    "relogio_adiantado": "anulado",
    "recusado": "falhou",
    "correio_indisponivel": "falhou",
    "entrega_incerta": "falhou",
}
"""The state under which each reason for not sending is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of the log; `recipient` is a Recipient.key, `at` a moment in UTC."""

    notice_id: str
    due_key: str
    instrument: str
    rung: str
    state: State
    at: datetime
    reason: Reason | None = None
    detail: str = ""
    recipient: str = ""
    message_id: str = ""
    by: str = ""

    @property
    def day(self) -> date:
        """The day of the entry in Brasília."""
        return self.at.astimezone(BRASILIA).date()


def entry(
    notice: Notice,
    state: State,
    at: datetime,
    *,
    reason: Reason | None = None,
    detail: str = "",
    recipient: str = "",
    message_id: str = "",
    by: str = "",
) -> LogEntry:
    """The line that says this of a notice."""
    return LogEntry(
        notice_id=notice.id,
        due_key=notice.due.key,
        instrument=notice.due.instrument,
        rung=notice.rung.name,
        state=state,
        at=at,
        reason=reason,
        detail=detail,
        recipient=recipient,
        message_id=message_id,
        by=by,
    )


def taken_over(notice: Notice, by: str, at: datetime) -> LogEntry:
    """The line of `aviso assumir`."""
    return entry(notice, "assumido", at, reason="assumido", by=by)


@dataclass(slots=True)
class History:
    """What is known of one notice: to whom it went, what is in the air, who took it over."""

    sent: set[str] = field(default_factory=set)
    pending: dict[str, str] = field(default_factory=dict)
    """By recipient, the Message-ID that may have been sent or not."""
    doubtful: set[str] = field(default_factory=set)
    """To whom it was handed over again: should that fail, the first may have arrived."""
    latest: date = date.min
    """The last day on which it was prepared or sent."""
    refused: set[str] = field(default_factory=set)
    failed: bool = False
    taken_by: str = ""
    annulled: int = 0
    told: set[tuple[State, Reason | None, str]] = field(default_factory=set)

    def ahead_of(self, today: date) -> bool:
        """Whether it was sent, or may have been, on a day that is yet to come."""
        return self.latest > today and bool(self.sent or self.pending)

    def knows(self, state: State, reason: Reason, recipient: str) -> bool:
        """Whether this explanation has been recorded already."""
        return (state, reason, recipient) in self.told

    def add(self, line: LogEntry) -> None:
        """Take in the next line about this notice."""
        match line.state:
            case "preparado":
                if line.recipient in self.pending:
                    self.doubtful.add(line.recipient)
                self.pending[line.recipient] = line.message_id
                self.latest = max(self.latest, line.day)
            case "enviado":
                self.pending.pop(line.recipient, None)
                self.doubtful.discard(line.recipient)
                self.refused.discard(line.recipient)
                self.sent.add(line.recipient)
                self.latest = max(self.latest, line.day)
            case "falhou":
                self.failed = True
                if line.reason != "entrega_incerta" and line.recipient not in self.doubtful:
                    self.pending.pop(line.recipient, None)
                if line.reason == "recusado":
                    self.refused.add(line.recipient)
            case "assumido":
                self.taken_by = line.by or "não identificado"
            case "anulado":
                self.latest = date.min
                self.sent.clear()
                self.pending.clear()
                self.doubtful.clear()
                self.refused.clear()
                self.failed = False
                self.told.clear()
                self.taken_by = ""
                self.annulled += 1
                return  # what is told of it begins anew, another annulment included
        self.told.add((line.state, line.reason, line.recipient))


NOTHING = History()
"""The history of a notice of which nothing is known; never added to."""


class Log:
    """Lines in the order in which they were recorded, folded by notice as they come."""

    def __init__(self, lines: Iterable[LogEntry] = ()) -> None:
        self._histories: dict[str, History] = {}
        self._last_digest: dict[str, date] = {}
        for line in lines:
            self.add(line)

    def add(self, line: LogEntry) -> None:
        """Take in the next line."""
        self._histories.setdefault(line.notice_id, History()).add(line)
        if line.state == "enviado":
            self._last_digest[line.recipient] = line.day

    def of(self, notice_id: str) -> History:
        """What is known of a notice."""
        return self._histories.get(notice_id, NOTHING)

    def digested(self, recipient: str, day: date) -> bool:
        """Whether a message has left for this recipient on this day."""
        return self._last_digest.get(recipient) == day


def state_of(reason: Reason) -> State:
    """The state under which a reason is recorded."""
    return STATES[reason]
