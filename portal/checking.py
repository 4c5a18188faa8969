"""Codes are checked so that who guesses learns nothing: one answer and one time for every no.

An unknown code and a wrong CRC take the same way and answer on the same beat of the clock. Wrong
answers are counted by code; when there were too many, the code is not answered for a while, from
wherever it is asked. A right pair is not counted.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from portal.desk import PublicDesk
from portal.limits import GUESSING, Limiter
from portal.refusals import too_many_guesses
from services.public_answers import UNTOLD
from signatures.verdict import Verdict
from signatures.verification_code import parse_code, parse_crc

BEAT = 0.1
"""Seconds: every no is said on a multiple of it, counted from the question."""

THREADS = 8
LONGEST = 40
"""Of what is typed as a code, so much is looked at."""

Answer = TypeVar("Answer")
Sleep = Callable[[float], Awaitable[object]]


def parse_codes(code: str, crc: str) -> tuple[str, str]:
    """Both codes as they are compared. Raises UsageError."""
    return parse_code(code[:LONGEST]), parse_crc(crc[:LONGEST])


@dataclass(frozen=True)
class Checker:
    """Asks the desk about codes, with the limits and the beat."""

    desk: PublicDesk
    limiter: Limiter
    beat: float = BEAT
    sleep: Sleep = asyncio.sleep
    threads: Executor = field(default_factory=lambda: ThreadPoolExecutor(THREADS, "balcao"))

    async def ask(self, question: Callable[[], Answer]) -> Answer:
        """What a question to the desk answers, from one of a few threads."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, question)

    async def verdict(self, code: str, crc: str) -> Verdict | None:
        """The verdict; None when the codes lead to no document. Raises Refusal."""
        return await self._told(code, partial(self._known, code, crc))

    async def file(
        self, ask: Callable[[str, str], bytes | None], code: str, crc: str
    ) -> bytes | None:
        """A file that these codes open; None when they open none. Raises Refusal."""
        return await self._told(code, partial(ask, code, crc))

    def closed(self, code: str) -> float:
        """Seconds for which this code is not answered; 0 when it is."""
        return self.limiter.wait(GUESSING, code.encode())

    async def _told(self, code: str, ask: Callable[[], Answer | None]) -> Answer | None:
        wait = self.closed(code)
        if wait:
            raise too_many_guesses(wait)
        clock = asyncio.get_running_loop().time
        start = clock()
        answer = await self.ask(ask)
        if answer is None:
            self.limiter.take(GUESSING, code.encode())
            await self.sleep(self.beat - (clock() - start) % self.beat)
        return answer

    def _known(self, code: str, crc: str) -> Verdict | None:
        verdict = self.desk.verify_codes(code, crc)
        return None if verdict.situation in UNTOLD else verdict
