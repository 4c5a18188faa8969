"""A stranger's file is judged in a process of its own, which has little memory and little time.

The process springs from a clean one that has read the program already, judges one file, and ends;
whatever the file did to it ends with it. What comes back is JSON, read as data, so nothing that a
hostile file may have made of the process can run here. The folha de autenticidade is drawn the same
way, because drawing a page would make everybody else wait; it is ours, and may take longer.
"""

import asyncio
import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from typing import Protocol

from pydantic import TypeAdapter

from faults.errors import PactuaError
from portal.desk import PublicDesk
from portal.refusals import Refusal, refusal_of
from portal.uploads import Upload
from signatures.verdict import Verdict

OpenDesk = Callable[[], PublicDesk]
"""Opens a desk in a new process; it must be picklable."""

Task = tuple[bytes, bytes, bytes]
"""What is to be done, and with what: a name and the bytes, or the two codes."""

FILE, DRAW = b"arquivo", b"folha"
READY = b"pronto"
READ_ALREADY = (
    "portal.judging",
    "services.public_desk",
    "services.verifying",
    "services.text_comparison",
    "signatures.pades.validate",
)
"""What judging needs of the program: read once, before any file."""

VERDICT, BYTES, REFUSAL, GAVE_UP = b"V", b"B", b"R", b"X"
"""How an answer begins."""

OWN_MEBIBYTES = 64
"""Of the bound, so much may be mapped from files: the program itself, which is no data of its."""

MOST_ANSWER = 16 * 1024 * 1024
START_SECONDS = 20.0
"""Beyond the judging itself: the first process of all must read the program."""

VERDICTS: TypeAdapter[Verdict] = TypeAdapter(Verdict)
TOO_HARD = Refusal(
    422,
    "Este arquivo é complexo demais para ser examinado aqui.",
    "Confira o documento pelos códigos, ou envie o PDF como foi recebido, sem conversões.",
)
BUSY = Refusal(
    503, "Há arquivos demais sendo conferidos agora.", "Tente de novo em um minuto.", wait=60
)


class Judge(Protocol):
    """Does what is too heavy, or too dangerous, to be done where questions are answered."""

    async def judge(self, upload: Upload) -> Verdict:
        """The verdict on a file. Raises Refusal."""

    async def sheet(self, code: str, crc: str) -> bytes | None:
        """The folha de autenticidade of a document; None when there is none. Raises Refusal."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one file may take: seconds, MiB of memory, and how many are judged or wait.

    The memory is all that a process holds, its program included; what it starts to read the words
    of a PDF (reading/bounded.py) is a process of its own, held to the same.
    """

    seconds: float = 5.0
    mebibytes: int = 300
    drawing_seconds: float = 20.0
    at_once: int = 2
    waiting: int = 8


class ProcessJudge:
    """Does each task in a process of its own."""

    def __init__(self, open_desk: OpenDesk, bounds: Bounds | None = None) -> None:
        self._open_desk = open_desk
        self._bounds = bounds or Bounds()
        self._pool = ThreadPoolExecutor(self._bounds.at_once, "juiz")
        self._taken = 0
        self._context = prepared_context()

    async def judge(self, upload: Upload) -> Verdict:
        """The verdict, or the refusal when the bounds were reached. Raises Refusal."""
        told = await self._done((FILE, upload.name.encode(), upload.data))
        if told[:1] == VERDICT:
            try:
                return VERDICTS.validate_json(told[1:])
            except ValueError as error:
                raise TOO_HARD from error
        raise _refused(told)

    async def sheet(self, code: str, crc: str) -> bytes | None:
        """The folha de autenticidade, drawn. Raises Refusal."""
        told = await self._done((DRAW, code.encode(), crc.encode()))
        if told[:1] == BYTES:
            return told[1:] or None
        raise _refused(told)

    def close(self) -> None:
        """Take no more files; those being judged are waited for."""
        self._pool.shutdown(cancel_futures=True)

    async def _done(self, task: Task) -> bytes:
        if self._taken >= self._bounds.at_once + self._bounds.waiting:
            raise BUSY
        self._taken += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, self._in_process, task)
        finally:
            self._taken -= 1

    def _in_process(self, task: Task) -> bytes:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_do_one, args=(theirs, self._open_desk, self._bounds), daemon=True
        )
        process.start()
        theirs.close()
        try:
            return _exchange(ours, task, _seconds(self._bounds, task[0]))
        finally:
            ours.close()
            _end(process)


def prepared_context() -> ForkServerContext:
    """Where the processes spring from: one that has imported what judging needs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(READ_ALREADY))
    return context


def _seconds(bounds: Bounds, what: bytes) -> float:
    return bounds.seconds if what == FILE else bounds.drawing_seconds


def _exchange(ours: Connection, task: Task, seconds: float) -> bytes:
    """Hand over the task and wait for the answer; b"" when none comes in time."""
    with suppress(OSError, EOFError):
        if ours.poll(START_SECONDS) and ours.recv_bytes(len(READY)) == READY:
            for part in task:
                ours.send_bytes(part)
            if ours.poll(seconds):
                return ours.recv_bytes(MOST_ANSWER)
    return b""


def _end(process: BaseProcess) -> None:
    process.join(0.5)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()


def _refused(told: bytes) -> Refusal:
    if told[:1] == REFUSAL:
        status, message, remedy = told[1:].decode().split("\0")
        return Refusal(int(status), message, remedy)
    return TOO_HARD


def _do_one(theirs: Connection, open_desk: OpenDesk, bounds: Bounds) -> None:
    """What happens in the process."""
    desk = open_desk()
    theirs.send_bytes(READY)
    what, first, second = (theirs.recv_bytes() for _ in range(3))
    _bind(bounds, what)
    try:
        if what == FILE:
            told = VERDICT + VERDICTS.dump_json(desk.verify_file(first.decode(), second))
        else:
            told = BYTES + (desk.sheet(first.decode(), second.decode()) or b"")
    except PactuaError as error:
        refusal = refusal_of(error)
        parts = (str(refusal.status), refusal.message, refusal.remedy)
        told = REFUSAL + "\0".join(parts).encode()
    except (MemoryError, RecursionError):
        told = b""
    theirs.send_bytes(told or GAVE_UP)


def _bind(bounds: Bounds, what: bytes) -> None:
    """The bounds, from here on. Data and not addresses are counted: a database that is mapped for
    reading takes addresses, and no memory of this process."""
    seconds = int(_seconds(bounds, what)) + 1
    memory = (bounds.mebibytes - OWN_MEBIBYTES) << 20
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
