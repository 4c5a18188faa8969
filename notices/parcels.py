"""From what is owed to what leaves: one parcel for each recipient, and what is held back.

A parcel that may have left already (prepared, but not known to be sent) keeps its Message-ID and
never grows: a mail server that has seen it may drop the second copy unread, and with it whatever
the first did not carry. What is owed beside it goes into a parcel of its own.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from notices.due import Due, Recipient
from notices.log import BRASILIA, Log, LogEntry, Reason, State, entry
from notices.owed import NotSent, Owed, Rules, judge


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one recipient is sent in one message.

    `again` when it may have left before; `light` when it was refused before: it goes without files.
    """

    recipient: Recipient
    message_id: str
    items: tuple[Owed, ...]
    again: bool = False
    light: bool = False

    @property
    def due_keys(self) -> frozenset[str]:
        """The keys of the things that it tells of."""
        return frozenset(item.notice.due.key for item in self.items)

    def still_stands(self, log: Log) -> bool:
        """Whether nothing has happened to its notices since it was planned."""
        return all(self._untouched(item, log) for item in self.items)

    def _untouched(self, item: Owed, log: Log) -> bool:
        history, key = log.of(item.notice.id), self.recipient.key
        pending = history.pending.get(key, "")
        expected = self.message_id if self.again else ""
        taken = history.taken_by and not item.notice.rung.wall
        return key not in history.sent and pending == expected and not taken

    def prepared(self, at: datetime) -> tuple[LogEntry, ...]:
        """The lines to be recorded before it is handed over."""
        return self._lines("preparado", at)

    def sent(self, at: datetime) -> tuple[LogEntry, ...]:
        """The lines to be recorded once the mail server has taken it."""
        return self._lines("enviado", at)

    def failed(self, at: datetime, reason: Reason, detail: str) -> tuple[LogEntry, ...]:
        """The lines to be recorded when it was not taken, or nobody knows."""
        return self._lines("falhou", at, reason, detail)

    def _lines(
        self, state: State, at: datetime, reason: Reason | None = None, detail: str = ""
    ) -> tuple[LogEntry, ...]:
        return tuple(
            entry(
                item.notice,
                state,
                at,
                reason=reason,
                detail=detail,
                recipient=self.recipient.key,
                message_id=self.message_id,
            )
            for item in self.items
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would send, in order, and what it would not, with reasons."""

    parcels: tuple[Parcel, ...]
    not_sent: tuple[NotSent, ...]

    def unrecorded(self, log: Log, at: datetime) -> tuple[LogEntry, ...]:
        """The reasons that the log does not know yet, each said once."""
        return tuple(
            entry(
                one.notice,
                one.state,
                at,
                reason=one.reason,
                detail=one.detail,
                recipient=one.recipient,
            )
            for one in self.not_sent
            if one.reason != "assumido"  # the taking over is recorded itself
            and not log.of(one.notice.id).knows(one.state, one.reason, one.recipient)
        )


def plan(dues: Iterable[Due], now: datetime, log: Log, rules: Rules) -> Plan:
    """What is to be sent at this moment and to whom, and why the rest is not.

    On a quiet day only walls leave; a recipient who has had a message today gets another only for
    a wall. A parcel that may have left before goes whole or not at all.
    """
    today = now.astimezone(BRASILIA).date()
    not_sent: list[NotSent] = []
    groups: dict[tuple[str, str], list[tuple[Recipient, Owed]]] = {}
    for due in dues:
        found = judge(due, today, log, rules)
        not_sent += found.not_sent
        if found.owed is not None:
            history = log.of(found.owed.notice.id)
            for person in found.owed.recipients:
                pending = history.pending.get(person.key, "")
                groups.setdefault((person.key, pending), []).append((person, found.owed))
    quiet = rules.why_not(today)
    parcels = []
    for (key, pending), group in sorted(groups.items(), key=lambda pair: pair[0]):
        recipient = group[0][0]
        items = sorted((item for _, item in group), key=_by_urgency)
        reason, detail = _hold(quiet, not pending and log.digested(key, today))
        leaving = items
        if reason is not None:
            leaving, held = _parted(items, whole=bool(pending))
            not_sent += [NotSent(item.notice, reason, detail, key) for item in held]
        if leaving:
            message_id = pending or new_message_id(recipient, today, leaving, log, rules.sender)
            light = any(key in log.of(item.notice.id).refused for item in leaving)
            parcels.append(Parcel(recipient, message_id, tuple(leaving), bool(pending), light))
    return Plan(tuple(parcels), tuple(not_sent))


def _hold(quiet: str, digested: bool) -> tuple[Reason | None, str]:
    """Why only walls leave now; None when everything does."""
    if quiet:
        return "dia_sem_envio", f"Hoje não se envia: {quiet}."
    if digested:
        return "resumo_ja_enviado", "O resumo do dia já saiu; vai no próximo."
    return None, ""


def _parted(items: list[Owed], whole: bool) -> tuple[list[Owed], list[Owed]]:
    """What leaves on a day when only walls do, and what is held; `whole` forbids to part it."""
    walls = [item for item in items if item.notice.rung.wall]
    if whole:
        return (items, []) if walls else ([], items)
    return walls, [item for item in items if not item.notice.rung.wall]


def _by_urgency(item: Owed) -> tuple[bool, date, str, tuple[int, str], str]:
    """Overdue things and walls first, then by deadline; actions in the order of their plan."""
    notice = item.notice
    due = notice.due
    return (not notice.rung.pressing, due.deadline, due.instrument, due.in_order, notice.id)


def new_message_id(
    recipient: Recipient, day: date, items: Iterable[Owed], log: Log, sender: Recipient
) -> str:
    """`<...@domain>`: the same for the same recipient, day and notices.

    A notice that was annulled counts as another one, so that no server takes it for a copy.
    """
    ids = sorted(f"{item.notice.id} {log.of(item.notice.id).annulled}" for item in items)
    told = "\n".join((recipient.key, day.isoformat(), *ids))
    domain = sender.email.strip().rpartition("@")[2].encode("idna").decode("ascii")
    return f"<{hashlib.sha256(told.encode()).hexdigest()[:32]}@{domain}>"
