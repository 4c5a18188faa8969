"""The world of the flight simulator: agreements, what becomes of them, and the tape of a flight.

Everything is drawn from one seed. Days here are true days; the clock of the machine may be wrong.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from law.calendar import federal_calendar
from law.deadlines import compute
from law.portaria_in_283_2018 import send_by
from notices.due import Closed, Due, Recipient
from notices.log import LogEntry
from notices.owed import Rules

START = date(2024, 1, 2)
ANA = Recipient("Ana Souza", "ana.souza@mj.gov.br")
BIA = Recipient("Bia Lima", "bia.lima@mj.gov.br")
CHIEF = Recipient("Caio Reis", "caio.reis@mj.gov.br")
PEOPLE = {"coordenador": (ANA,), "superior": (CHIEF,)}


@dataclass(frozen=True, slots=True)
class Stage:
    """A Due as it stands from one true day until another, which is not included."""

    since: date
    until: date
    due: Due


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that reached somebody: what it told, by which clock, and on which true day."""

    recipient: str
    message_id: str
    notice_ids: tuple[str, ...]
    clock: date
    true_day: date


@dataclass(frozen=True, slots=True)
class Recorded:
    """A line of the log and the true day on which it was written."""

    line: LogEntry
    true_day: date


def stages(rng: Random, count: int, days: int) -> list[Stage]:
    """The lives of so many agreements that begin within so many days, in the order of stages."""
    found = [
        stage
        for number in range(1, count + 1)
        for stage in _life(rng, number, START + timedelta(days=rng.randrange(days)))
    ]
    return sorted(found, key=lambda stage: (stage.since, stage.due.key))


def _life(rng: Random, number: int, opened: date) -> Iterator[Stage]:
    """Signing, publication, an action of the plan, and the end of the term of one agreement."""
    signed = opened + timedelta(days=rng.choice((1, 3, 9, 20, 45)))
    months = rng.choice((6, 12, 24, 36, 48))
    found = compute(signed, months)
    name = f"{number}/{opened.year}"
    plain = Due(
        key="",
        subject="assinatura",
        instrument=name,
        title=f"Acordo nº {name}",
        deadline=opened,
        extra=(BIA,) if rng.random() < 0.1 else (),
    )
    yield from _settled(replace(plain, key=f"assinatura:{name}"), opened, signed)
    publication = replace(
        plain,
        key=f"publicacao:{name}",
        subject="publicacao",
        deadline=found.publication,
        count_to=found.send_to_dou_by,
        prudent=found.publication_prudent,
        events=(("último envio", send_by(federal_calendar(), found.publication)),),
        opened=signed,
    )
    published = found.publication_prudent + timedelta(days=rng.choice((-12, -3, 0, 4, 30)))
    yield from _settled(publication, signed, max(published, signed))
    action = replace(
        plain,
        key=f"acao:{name}",
        subject="acao",
        deadline=signed + timedelta(days=rng.randrange(20, months * 30)),
        opened=signed,
    )
    done = action.deadline + timedelta(days=rng.choice((-40, -5, 2, 30)))
    yield from _settled(action, signed, max(done, signed))
    expiry = replace(
        plain,
        key=f"vencimento:{name}",
        subject="vencimento",
        deadline=found.end,
        opened=signed,
        wall_day=found.renewal_prudent,
    )
    yield from _expiry(rng, expiry, signed, months)
    report = replace(
        plain,
        key=f"relatorio:{name}",
        subject="relatorio",
        deadline=found.final_report_by,
        opened=signed,
        wall_day=found.final_report_prudent,
    )
    made = found.final_report_by + timedelta(days=rng.choice((-50, -20, -1, 0, 30)))
    yield from _settled(report, found.end, made)


def _expiry(rng: Random, expiry: Due, signed: date, months: int) -> Iterator[Stage]:
    """Let to expire, asked to be renewed in time, or extended, which moves the deadline."""
    end = expiry.deadline
    match rng.choice(("expires", "asked", "extended", "expires")):
        case "asked":
            asked = end - timedelta(days=rng.choice((150, 70, 31)))
            yield from _settled(expiry, signed, asked)
            name = expiry.key.replace("vencimento", "prorrogacao")
            amendment = replace(
                expiry, key=name, subject="prorrogacao", opened=asked, wall_day=None
            )
            done = end + timedelta(days=rng.choice((-28, -10, -1, 20)))
            yield from _settled(amendment, asked, done)
        case "extended":
            extension = end - timedelta(days=rng.choice((100, 40)))
            yield Stage(signed, extension, expiry)
            longer = compute(signed, min(months * 2, 120))
            moved = replace(
                expiry,
                deadline=longer.end,
                opened=extension,
                wall_day=longer.renewal_prudent,
                revision=1,
            )
            yield Stage(extension, longer.end + timedelta(days=60), moved)
        case _:
            yield Stage(signed, end + timedelta(days=60), expiry)


def _settled(due: Due, since: date, settled: date) -> Iterator[Stage]:
    """Open until it is settled; then shown as closed for some weeks more."""
    yield Stage(since, settled, due)
    closed = Closed("resolvido", f"Resolvido em {settled:%d/%m/%Y}.")
    yield Stage(settled, settled + timedelta(days=20), replace(due, closed=closed))


class Hangar:
    """The stages of a world, and what stands on a true day."""

    def __init__(self, found: list[Stage], rules: Rules) -> None:
        self.stages = found
        self.first_days = {stage.due: rules.notices(stage.due)[0].day for stage in found}
        self._starts = [stage.since for stage in found]
        self._active: list[Stage] = []
        self._next = 0

    def standing(self, true_day: date) -> list[Due]:
        """What a service would find on this day; days are asked for in order."""
        last = bisect_right(self._starts, true_day)
        self._active += self.stages[self._next : last]
        self._next = max(self._next, last)
        self._active = [stage for stage in self._active if stage.until > true_day]
        return [stage.due for stage in self._active]
