"""How often an address, or a code, may be asked: one table of fixed size shared by all processes.

Each limit is a leaky bucket kept as a single number, the moment at which the bucket will be empty
(GCRA). The numbers lie in shared memory under a hash: the table never grows and holds no address.
The hash is Python's own (SipHash, keyed at random when the watcher starts, and so for all who are
born of it): nobody can aim at a cell. Each name has two cells and is held to the emptier one, so a
neighbour in one of them harms nobody. Two processes that write at the same instant may count one
question less; nothing else can go wrong, so there is no lock.
"""

import mmap
import time
from collections.abc import Callable
from dataclasses import dataclass, field

SLOTS = 1 << 18
"""Cells of each of the two rows: four megabytes in all."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in a minute, and so many at once."""

    name: bytes
    per_minute: float
    burst: int
    interval: float = field(init=False)
    """Seconds that one question fills the bucket by."""
    tolerance: float = field(init=False)
    """Seconds by which it may be filled when one more comes."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "interval", 60.0 / self.per_minute)
        object.__setattr__(self, "tolerance", 60.0 / self.per_minute * (self.burst - 1))


READING = Limit(b"leitura", 240, 240)
"""Pages, styles and answers that cost little."""

CHECKING = Limit(b"conferencia", 60, 60)
"""Verdicts by codes, and the files that codes open."""

SEARCHING = Limit(b"busca", 60, 30)
UPLOADING = Limit(b"arquivo", 6, 6)
CALENDAR = Limit(b"agenda", 12, 12)
GUESSING = Limit(b"codigo", 2, 100)
"""Wrong CRCs for one code, from wherever they come: trying half of all CRCs takes two millennia."""


@dataclass
class Limiter:
    """The shared table. It is made before the processes are, and they inherit it."""

    slots: int = SLOTS
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        if self.slots & (self.slots - 1):
            raise ValueError("slots must be a power of two")
        self._memory = mmap.mmap(-1, self.slots * 2 * 8)
        self._cells = memoryview(self._memory).cast("d")
        self._mask = self.slots - 1

    def take(self, limit: Limit, who: bytes) -> float:
        """Count one question; the seconds to wait when there were too many, else 0."""
        place = hash(limit.name + who)
        first = place & self._mask
        second = self.slots + (place >> 32 & self._mask)
        cells = self._cells
        one, other = cells[first], cells[second]
        empty = one if one < other else other
        now = self.clock()
        if empty < now:
            empty = now
        wait = empty - now - limit.tolerance
        if wait > 0:
            return wait
        empty += limit.interval
        if one < empty:
            cells[first] = empty
        if other < empty:
            cells[second] = empty
        return 0.0

    def wait(self, limit: Limit, who: bytes) -> float:
        """The seconds to wait before the next question, without counting one."""
        place = hash(limit.name + who)
        one = self._cells[place & self._mask]
        if one == 0.0:  # most names were never counted
            return 0.0
        empty = min(one, self._cells[self.slots + (place >> 32 & self._mask)])
        return max(0.0, empty - self.clock() - limit.tolerance)
