"""What is owed today, to whom, and why something is not: judgements over plain values.

A notice is owed while its rung is the latest that has come and it has not been sent to each of its
recipients. So an outage loses nothing (the latest rung is sent, the earlier ones are `superado`), a
second run sends nothing twice, and a clock set right again after running ahead owes every notice
anew whose day is still to come (`anulado`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from pydantic_core import PydanticCustomError

from faults.errors import UsageError
from instruments.identifiers import check_email
from notices.due import Due, Recipient
from notices.ladder import Ladder, Ladders, Notice, WhyNot, bundled_ladders, current, schedule
from notices.log import History, Log, Reason, State, state_of

SUPERIOR = "superior"


@dataclass(frozen=True)
class Rules:
    """Who is told (role -> people), who tells, on which days nothing is sent, by which ladders.

    `why_not` gives the reason why a day is not a business day, "" when it is one. Raises UsageError
    for a sender without a usable address.
    """

    people: Mapping[str, Sequence[Recipient]]
    sender: Recipient
    why_not: WhyNot
    ladders: Ladders = field(default_factory=bundled_ladders)

    def __post_init__(self) -> None:
        problem = address_fault(self.sender.email)
        if problem:
            raise UsageError(
                f"remetente dos avisos: {problem}", "Escreva o e-mail de quem envia os avisos."
            )

    def ladder(self, due: Due) -> Ladder:
        """The ladder of a Due."""
        return self.ladders.of(due.subject)

    def notices(self, due: Due) -> tuple[Notice, ...]:
        """Every notice of a Due in the order of their days."""
        return schedule(due, self.ladder(due), self.why_not)


@dataclass(frozen=True, slots=True)
class NotSent:
    """A notice that is not sent now, and why; `recipient` when the reason is one person's."""

    notice: Notice
    reason: Reason
    detail: str = ""
    recipient: str = ""

    @property
    def state(self) -> State:
        """The state under which it is recorded."""
        return state_of(self.reason)


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice to be sent to those who have not been sent it; `superseded` never will be.

    `escalated` when the superior is among the recipients because nobody took earlier ones over,
    or because nobody else can be reached.
    """

    notice: Notice
    recipients: tuple[Recipient, ...]
    escalated: bool = False
    superseded: tuple[Notice, ...] = ()

    @property
    def rung(self) -> str:
        """The name of the rung."""
        return self.notice.rung.name

    @property
    def notice_id(self) -> str:
        """The id of the notice."""
        return self.notice.id


@dataclass(frozen=True, slots=True)
class Judgement:
    """What stands for one Due: the notice that is owed, if any, and those that are not sent."""

    owed: Owed | None = None
    not_sent: tuple[NotSent, ...] = ()


def owed(due: Due, today: date, log: Log, rules: Rules) -> list[Owed]:
    """The notice of this Due that is owed today: one, or none."""
    found = judge(due, today, log, rules).owed
    return [found] if found else []


def judge(due: Due, today: date, log: Log, rules: Rules) -> Judgement:
    """What is owed of this Due today, and why its other notices that have come are not sent."""
    notices = rules.notices(due)
    come = current(notices, today)
    not_sent = [_annulled(later) for later in notices[come:] if log.of(later.id).ahead_of(today)]
    if come == 0:
        return Judgement(None, tuple(not_sent))
    *earlier, notice = notices[:come]
    history = log.of(notice.id)
    superseded = tuple(before for before in earlier if not log.of(before.id).sent)
    not_sent += [
        NotSent(before, "superado", f"Veio depois o degrau {notice.rung.name}.")
        for before in superseded
    ]
    found = None
    if due.closed is not None:
        if not history.sent:
            not_sent.append(NotSent(notice, due.closed.reason, due.closed.text))
    elif history.taken_by and not notice.rung.wall:
        if not history.sent:
            not_sent.append(NotSent(notice, "assumido", f"Assumido por {history.taken_by}."))
    else:
        escalated = _is_escalated(notice, earlier, log, rules.ladder(due).escalate_after)
        people, escalated, missing = _addressed(notice, history, escalated, rules)
        not_sent += missing
        if people:
            found = Owed(notice, people, escalated, superseded)
    return Judgement(found, tuple(not_sent))


def _annulled(notice: Notice) -> NotSent:
    detail = f"Saiu com o relógio adiantado; o degrau é de {notice.day:%d/%m/%Y}."
    return NotSent(notice, "relogio_adiantado", detail)


def _is_escalated(notice: Notice, earlier: Sequence[Notice], log: Log, after: int) -> bool:
    """Whether nobody took over any of the last notices, this one included, or could be reached.

    One is enough where the last day to act has come; a first notice never is.
    """
    if log.of(notice.id).taken_by:
        return False
    unanswered = 0
    for before in reversed(earlier):
        history = log.of(before.id)
        if history.taken_by:
            return False
        unanswered += bool(history.sent) or history.failed
        if unanswered == after:
            return True
    return notice.rung.pressing and unanswered > 0


def _addressed(
    notice: Notice, history: History, escalated: bool, rules: Rules
) -> tuple[tuple[Recipient, ...], bool, list[NotSent]]:
    """Who is still to be sent it; whether the superior was added; who cannot be sent anything."""
    due = notice.due
    people = [*_of_roles(due.roles, rules), *due.extra]
    usable, missing = _split(notice, people)
    reachable = [person for person in usable.values() if person.key not in history.refused]
    if escalated or not reachable:
        superiors, more_missing = _split(notice, _of_roles((SUPERIOR,), rules))
        escalated = not superiors.keys() <= usable.keys()
        usable = {**usable, **superiors}
        missing += more_missing
    if not usable:
        roles = ", ".join(due.roles) or "nenhum papel"
        missing.append(NotSent(notice, "sem_destinatario", f"Ninguém com e-mail em: {roles}."))
    waiting = tuple(person for key, person in usable.items() if key not in history.sent)
    return waiting, escalated, missing


def _of_roles(roles: Sequence[str], rules: Rules) -> list[Recipient]:
    return [person for role in roles for person in rules.people.get(role, ())]


def _split(
    notice: Notice, people: Sequence[Recipient]
) -> tuple[dict[str, Recipient], list[NotSent]]:
    """By address, those who can be written to, each once; and the faults of the others."""
    usable: dict[str, Recipient] = {}
    missing = []
    for person in people:
        problem = address_fault(person.email)
        if problem:
            detail = f"{person.name}: {problem}"
            missing.append(NotSent(notice, "sem_destinatario", detail, person.key or person.name))
        else:
            usable.setdefault(person.key, person)
    return usable, missing


@lru_cache(maxsize=4096)
def address_fault(address: str) -> str:
    """Why nothing can be sent to this address, in words; "" when it can."""
    if not address.strip():
        return "falta o e-mail."
    try:
        checked = check_email(address.strip())
    except PydanticCustomError as error:
        return str(error.message())
    if not checked.rpartition("@")[0].isascii():
        return f"“{checked}” tem acento antes do @."
    return ""
