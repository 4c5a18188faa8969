"""Ladders of notices, from degraus.yaml, and the notices that one Due gives.

A notice is one rung of one Due with one deadline. Its day is fixed here, by counting alone; whether
it is owed is the business of owed.py.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from faults.validation import fault, validate
from instruments.model import Model
from notices.due import Due, Subject
from reading.yaml_text import read_mapping

BUNDLED = Path(__file__).with_name("degraus.yaml")
MOST_DAYS = 3650
ONE_DAY = timedelta(days=1)

Role = Literal["coordenador", "superior", "juridico"]
"""Who may be told by a ladder; the people are in orgao.yaml (`papeis`)."""

WhyNot = Callable[[date], str]
"""Why a day is not a business day, in words; "" when it is one. FederalCalendar.why_not serves."""


def _distinct(days: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(days)) != len(days):
        raise fault("degrau-repetido", "há degraus repetidos.", "Deixe cada número uma vez.")
    return days


def _distinct_roles(roles: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(roles)) != len(roles):
        raise fault("papel-repetido", "há papéis repetidos.", "Deixe cada papel uma vez.")
    return roles


Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
DaysAfter = Annotated[int, Field(ge=1, le=MOST_DAYS)]


class Ladder(Model):
    """When a subject is told of; the file says what each key means."""

    count_in: Literal["dias", "dias_uteis"] = Field(alias="conta_em")
    before: Annotated[tuple[Days, ...], AfterValidator(_distinct)] = Field(
        alias="antes", default=()
    )
    after: Annotated[tuple[DaysAfter, ...], AfterValidator(_distinct)] = Field(
        alias="depois", default=()
    )
    wall: Days | None = Field(alias="parede", default=None)
    escalate_after: Annotated[int, Field(ge=1, le=MOST_DAYS)] = Field(alias="escala_apos")
    roles: Annotated[tuple[Role, ...], Field(min_length=1), AfterValidator(_distinct_roles)] = (
        Field(alias="para", default=("coordenador",))
    )

    @model_validator(mode="after")
    def _some_rung(self) -> Self:
        if not self.before and not self.after and self.wall is None:
            raise fault("escada-vazia", "a escada não tem degraus.", "Escreva “antes” ou “depois”.")
        return self


class Ladders(Model):
    """The ladder of every subject."""

    vencimento: Ladder
    prorrogacao: Ladder
    publicacao: Ladder
    assinatura: Ladder
    acao: Ladder
    relatorio: Ladder

    @model_validator(mode="after")
    def _expiry_has_its_wall(self) -> Self:
        if self.vencimento.wall is None:
            raise fault(
                "parede-ausente",
                "a escada do vencimento não tem parede.",
                "Escreva “parede: 30”: o último dia para pedir a prorrogação é sempre avisado.",
            )
        return self

    def of(self, subject: Subject) -> Ladder:
        """The ladder of one subject."""
        ladder: Ladder = getattr(self, subject)
        return ladder


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: `D-30`, `D+7`, or `vencido`, the first after a deadline."""

    name: str
    wall: bool = False
    overdue: bool = False

    @property
    def pressing(self) -> bool:
        """Whether it is the last day to act, or past it."""
        return self.wall or self.overdue


@dataclass(frozen=True, slots=True)
class Notice:
    """One rung of one Due, the day it comes, and the id by which people take it over."""

    due: Due
    rung: Rung
    day: date
    id: str


@cache
def bundled_ladders() -> Ladders:
    """The ladders of degraus.yaml."""
    return validate(Ladders, read_mapping(BUNDLED), BUNDLED.name)


def own_ladders(changes: Mapping[str, Any], where: str) -> Ladders:
    """The bundled ladders with those of a body in place of their namesakes. Raises InvalidData."""
    data = {**bundled_ladders().as_data(), **changes}
    return validate(Ladders, data, where)


def notice_id(due: Due, rung: str) -> str:
    """Sixteen hexadecimal digits, the same for the same key, deadline and rung."""
    told = "\n".join((due.key, due.deadline.isoformat(), rung))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@lru_cache(maxsize=16384)
def schedule(due: Due, ladder: Ladder, why_not: WhyNot) -> tuple[Notice, ...]:
    """Every notice of a Due in the order of their days; on one day, the wall comes last."""
    events = [(day, Rung(name, overdue=True)) for name, day in due.events]
    rungs = [*_before(due, ladder, why_not), *_after(due, ladder, why_not), *events]
    rungs.sort(key=lambda found: (found[0], found[1].overdue, found[1].wall))
    return tuple(Notice(due, rung, day, notice_id(due, rung.name)) for day, rung in rungs)


def _before(due: Due, ladder: Ladder, why_not: WhyNot) -> list[tuple[date, Rung]]:
    if due.subject == "assinatura" and due.count_to is None:
        return []  # no last day to sign was given
    last = due.count_to or due.deadline
    wall = ladder.wall if due.wall_days is None else due.wall_days
    wall_day = None
    found = []
    if wall is not None:
        wall_day = due.wall_day or _open_until(_shifted(last, -wall, ladder, why_not), why_not)
        found.append((wall_day, Rung(f"D-{wall}", wall=True)))
    for days in ladder.before:
        day = _shifted(last, -days, ladder, why_not)
        too_early = due.opened is not None and day <= due.opened
        # The wall may be moved back past a rung that was to come before it: that one is pointless.
        passed = wall_day is not None and wall is not None and days > wall and day >= wall_day
        if days != wall and not too_early and not passed:
            found.append((day, Rung(f"D-{days}")))
    return found


def _after(due: Due, ladder: Ladder, why_not: WhyNot) -> list[tuple[date, Rung]]:
    has_deadline = due.subject != "assinatura"
    found = []
    for place, days in enumerate(sorted(ladder.after)):
        name = "vencido" if has_deadline and place == 0 else f"D+{days}"
        day = _shifted(due.deadline, days, ladder, why_not)
        found.append((day, Rung(name, overdue=has_deadline)))
    return found


def _shifted(day: date, days: int, ladder: Ladder, why_not: WhyNot) -> date:
    """So many days of the ladder's kind after a day, before it when negative."""
    if ladder.count_in == "dias":
        return day + timedelta(days=days)
    step = ONE_DAY if days > 0 else -ONE_DAY
    for _ in range(abs(days)):
        day += step
        while why_not(day):
            day += step
    return day


def _open_until(day: date, why_not: WhyNot) -> date:
    """This day if offices open on it, else the last such day before."""
    while why_not(day):
        day -= ONE_DAY
    return day


def days_from(anchor: date, ladder: Ladder, why_not: WhyNot) -> frozenset[date]:
    """Every day on which a rung may come of a thing whose days are all counted from this one.

    The day before it is always one of them, for the event of a publication (its last day to be
    sent). A given `wall_day` is not.
    """
    steps = [-1, *(-days for days in (*ladder.before, ladder.wall) if days is not None)]
    shifted = (_shifted(anchor, days, ladder, why_not) for days in (*steps, *ladder.after))
    wall = _shifted(anchor, -(ladder.wall or 0), ladder, why_not)
    return frozenset((*shifted, _open_until(wall, why_not)))


def current(notices: tuple[Notice, ...], today: date) -> int:
    """How many of these notices have come: the last of them is the one that counts."""
    return bisect_right(notices, today, key=lambda notice: notice.day)
