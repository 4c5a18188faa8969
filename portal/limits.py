"""How often an address, or a code, may be asked: one table of fixed size shared by all processes.

Each limit is a leaky bucket kept as a single number, the moment at which the bucket will be empty
(GCRA). The numbers lie in shared memory under a keyed hash, so the table never grows, holds no
address, and whoever does not know the key cannot aim at a cell. Each name has two cells and is held
to the emptier one: a neighbour in one of them harms nobody. Two processes that write at the same
instant may count one question less; nothing else can go wrong, so there is no lock.
"""

import mmap
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from struct import Struct

SLOTS = 1 << 18
"""Cells of each of the two rows: four megabytes in all."""

_TWO = Struct("<II")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in a minute, and so many at once."""

    name: bytes
    per_minute: float
    burst: int

    @property
    def interval(self) -> float:
        """Seconds that one question takes out of the bucket."""
        return 60.0 / self.per_minute


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
    key: bytes = field(default_factory=lambda: os.urandom(16), repr=False)

    def __post_init__(self) -> None:
        if self.slots & (self.slots - 1):
            raise ValueError("slots must be a power of two")
        self._memory = mmap.mmap(-1, self.slots * 2 * 8)
        self._cells = memoryview(self._memory).cast("d")
        self._mask = self.slots - 1

    def take(self, limit: Limit, who: bytes) -> float:
        """Count one question; the seconds to wait when there were too many, else 0."""
        first, second = self._places(limit, who)
        cells = self._cells
        now = self.clock()
        empty = max(now, min(cells[first], cells[second]))
        interval = limit.interval
        wait = empty - now - interval * (limit.burst - 1)
        if wait > 0:
            return wait
        empty += interval
        if cells[first] < empty:
            cells[first] = empty
        if cells[second] < empty:
            cells[second] = empty
        return 0.0

    def wait(self, limit: Limit, who: bytes) -> float:
        """The seconds to wait before the next question, without counting one."""
        first, second = self._places(limit, who)
        empty = min(self._cells[first], self._cells[second])
        return max(0.0, empty - self.clock() - limit.interval * (limit.burst - 1))

    def _places(self, limit: Limit, who: bytes) -> tuple[int, int]:
        digest = blake2b(who, digest_size=8, key=self.key, person=limit.name).digest()
        first, second = _TWO.unpack(digest)
        return first & self._mask, self.slots + (second & self._mask)
