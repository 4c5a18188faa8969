"""What is due: one thing that must be done by a day, and who is told of it.

Services make these values from the reading rows of instruments. It leaves out when to tell
(ladder.py) and in which words (digest.py).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Subject = Literal["vencimento", "prorrogacao", "publicacao", "assinatura", "acao", "relatorio"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who is told, by name and e-mail address."""

    name: str
    email: str

    @property
    def key(self) -> str:
        """What the log remembers the person by."""
        return self.email.strip().casefold()


@dataclass(frozen=True, slots=True)
class Closed:
    """Why nothing more is to be told: the thing was done, or its instrument has ended.

    `text` is a sentence: "A prorrogação foi pedida em 12/10/2026."
    """

    reason: Literal["resolvido", "encerrado"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that must be done by `deadline` (for `assinatura`: that is open since that day).

    `key` stays the same when the deadline moves; the notices of another deadline are others.
    `title` is how people call it, and begins every sentence: "Acordo nº 1/2024". `details` are
    pairs of label and value that the message shows.

    Rungs before the deadline are counted back from `count_to` where that is another day (for
    `publicacao` the last day to send the extract, for `assinatura` the last day to sign, if any).
    `wall_day` is the prudent last day on which something can still be done, `wall_days` its
    distance where the instrument has its own; both come from law/. Rungs up to `opened`, the wall
    excepted, do not exist.

    `prudent` is the deadline in the prudent reading of its rule, where that is another day.

    `events` are names and days of what has happened or will have happened by then, each a rung of
    its own beside the ladder's: `recusa mpmt`, `fim 05/12/2026`, `último envio`.

    `revision` counts how often the deadline was moved, so that calendars accept the change.
    """

    key: str
    subject: Subject
    instrument: str
    title: str
    deadline: date
    opened: date | None = None
    count_to: date | None = None
    wall_day: date | None = None
    wall_days: int | None = None
    prudent: date | None = None
    roles: tuple[str, ...] = ("coordenador",)
    extra: tuple[Recipient, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    events: tuple[tuple[str, date], ...] = ()
    closed: Closed | None = None
    revision: int = 0

    @property
    def in_order(self) -> tuple[int, str]:
        """By which things of one instrument and day are told: action 5 comes before action 12."""
        return (len(self.key), self.key)
