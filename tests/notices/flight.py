"""The flight simulator: years of daily runs through outages, kills, fog and wrong clocks.

A machine runs `deliver` over a world of agreements. The weather of each run, the place where it is
killed and the place where a second run barges in are drawn from the seed. What reaches people and
what is recorded goes onto one tape, from which flight_check.py judges.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random

from faults.errors import OutsideError
from law.calendar import federal_calendar
from notices.due import Due
from notices.log import Log, taken_over
from notices.log import LogEntry as Line
from notices.message import Message
from notices.outbox import Decide, Receipt, Report, deliver
from notices.owed import Rules
from tests.notices.fakes import DOWN, PlainComposer
from tests.notices.flight_world import PEOPLE, START, Delivery, Hangar, Recorded, stages
from tests.notices.samples import SENDER

WEATHER = ("fine",) * 16 + ("down", "refusing", "greylisting", "foggy")


class Killed(BaseException):
    """kill -9 in the middle of a run."""


@dataclass
class Flight:
    """What happened: the tape, the true days of clean runs, and counts."""

    rules: Rules
    hangar: Hangar
    last_day: date
    tape: list[Delivery | Recorded] = field(default_factory=list)
    clean_days: set[date] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)


class Chaos:
    """Places in a run where it may be killed, or a second run may barge in."""

    def __init__(self) -> None:
        self.kill_in = 0
        self.race_in = 0
        self.race: Callable[[], object] = lambda: None

    def place(self) -> None:
        """One such place."""
        self.race_in -= 1
        if self.race_in == 0:
            self.race()
        self.kill_in -= 1
        if self.kill_in == 0:
            raise Killed


class Machine:
    """The ledger and the mail server of a flight, on a machine whose clock may be wrong."""

    def __init__(self, flight: Flight, rng: Random, lock_works: bool, forgets: str) -> None:
        self.flight, self.rng, self.lock_works, self.forgets = flight, rng, lock_works, forgets
        self.chaos = Chaos()
        self.log = Log()
        self.touched: set[str] = set()
        self.weather = "fine"
        self.true_day = self.clock = START
        self.held = False

    # the ledger

    @contextmanager
    def alone(self) -> Iterator[bool]:
        if self.held and self.lock_works:
            yield False
            return
        self.held = True
        try:
            yield True
        finally:
            self.held = False  # also when killed: the system frees it

    def read(self, due_keys: Collection[str]) -> Log:
        return self.log

    def write(self, due_keys: Collection[str], decide: Decide) -> Sequence[Line]:
        self.chaos.place()
        added = decide(self.log)
        for line in added:
            if line.state != self.forgets:
                self.log.add(line)
            self.touched.add(line.due_key)
            self.flight.tape.append(Recorded(line, self.true_day))
        self.chaos.place()
        return added

    # the mail server

    def send(self, message: Message) -> Receipt:
        self.chaos.place()
        match self.weather:
            case "down":
                raise OutsideError(DOWN.message, DOWN.remedy)
            case "refusing" if self.rng.random() < 0.5:
                return Receipt("recusada", "550 não")
            case "greylisting" if self.rng.random() < 0.5:
                return Receipt("adiada", "450 depois")
            case "foggy" if self.rng.random() < 0.5:
                if self.rng.random() < 0.5:
                    self._reaches(message)
                self.flight.counts["nevoeiro"] += 1
                return Receipt("incerta", "a conexão caiu")
        self._reaches(message)
        self.chaos.place()
        return Receipt("aceita")

    def _reaches(self, message: Message) -> None:
        told = tuple(message.text.split())
        key = message.recipient.key
        self.flight.tape.append(Delivery(key, message.message_id, told, self.clock, self.true_day))

    # a run

    def run(self, standing: list[Due]) -> Report:
        """One run over what a service would select: what has begun, and what the log knows."""
        first = self.flight.hangar.first_days
        dues = [due for due in standing if first[due] <= self.clock or due.key in self.touched]
        moment = datetime(self.clock.year, self.clock.month, self.clock.day, 15, tzinfo=UTC)
        return deliver(dues, moment, self.flight.rules, self, self, PlainComposer())

    def somebody_takes_over(self, standing: list[Due]) -> None:
        """A person takes over one of the notices that were sent, now and then."""
        due = self.rng.choice(standing)
        for notice in reversed(self.flight.rules.notices(due)):
            if self.log.of(notice.id).sent:
                at = datetime(self.clock.year, self.clock.month, self.clock.day, 18, tzinfo=UTC)
                line = taken_over(notice, "Ana Souza", at)
                self.write({due.key}, partial(_just, line))
                self.flight.counts["assumidos"] += 1
                return


def _just(line: Line, log: Log) -> Sequence[Line]:
    return [line]


def fly(
    seed: int,
    agreements: int,
    years: int,
    *,
    lock_works: bool = True,
    wrong_clocks: bool = True,
    forgets: str = "",
) -> Flight:
    """A flight of so many years over so many agreements; the last days are fine weather.

    `forgets` names a state that a faulty ledger loses, for those who test the check itself.
    """
    rng = Random(seed)
    days = years * 365
    rules = Rules(PEOPLE, SENDER, federal_calendar().why_not)
    hangar = Hangar(stages(rng, agreements, days - 200), rules)
    flight = Flight(rules, hangar, START + timedelta(days=days - 1))
    machine = Machine(flight, rng, lock_works, forgets)
    outage_until = clock_until = START
    offset = 0
    for count in range(days):
        today = START + timedelta(days=count)
        calm = count >= days - 15
        standing = hangar.standing(today)
        if not calm and today >= outage_until and rng.random() < 0.012:
            outage_until = today + timedelta(days=rng.choice((2, 4, 7, 12, 25)))
            flight.counts["quedas"] += 1
        if today >= clock_until:
            offset = 0
            if wrong_clocks and not calm and rng.random() < 0.01:
                offset = rng.choice((-200, -30, -1, 1, 2, 10, 45, 200, 700))
                clock_until = today + timedelta(days=rng.randrange(1, 4))
                flight.counts["relógios errados"] += 1
        if today < outage_until:
            continue
        machine.true_day = today
        machine.clock = today + timedelta(days=0 if calm else offset)
        for _ in range(rng.choice((1, 1, 1, 1, 2, 3))):
            _one_run(machine, standing, calm)
        if standing and rng.random() < 0.2:
            machine.somebody_takes_over(standing)
    return flight


def _one_run(machine: Machine, standing: list[Due], calm: bool) -> None:
    rng, chaos, counts = machine.rng, machine.chaos, machine.flight.counts
    machine.weather = "fine" if calm else rng.choice(WEATHER)
    chaos.kill_in = rng.randrange(1, 12) if not calm and rng.random() < 0.06 else 0
    chaos.race_in = rng.randrange(1, 8) if not calm and rng.random() < 0.06 else 0

    def second_run() -> None:
        counts["execuções simultâneas"] += 1
        counts["simultâneas recusadas"] += machine.run(standing).busy

    chaos.race = second_run
    counts["execuções"] += 1
    try:
        report = machine.run(standing)
    except Killed:
        counts["mortes"] += 1
        return
    finally:
        chaos.kill_in = chaos.race_in = 0
    if machine.clock == machine.true_day and not report.failures and report.stopped is None:
        machine.flight.clean_days.add(machine.true_day)
