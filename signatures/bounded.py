"""Looking at a PDF of a stranger within bounds: a process of its own, with a limit of time and of
memory, that is ended when it passes one.

A process that has just looked at a file looks at the next one too; starting one takes most of a
second. Both sides speak JSON and plain bytes, so what a hostile file might do to the worker cannot
reach this process. `Inspector` keeps one worker and takes one file at a time; `inspect_bounded` has
one for the whole process.
"""

import atexit
import base64
import hashlib
import json
import os
import select
import struct
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

from faults.errors import OutsideError, UnreadableFile
from faults.system_words import system_reason
from signatures.inspection import Inspection, inspection_from, refused
from signatures.trust import Trust

SECONDS = 5.0
MEGABYTES = 300
START_SECONDS = 30.0
"""A worker may take this long to start on a busy machine; that counts for no file."""

ROOT = Path(__file__).parents[1]
START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from signatures.pades.worker import main; main()"
)
LENGTH = struct.Struct(">Q")
TOO_LONG = "O arquivo não pôde ser conferido em {:g} segundos."
TOO_MUCH = "O arquivo não pôde ser conferido: pede mais memória do que o limite."


class Inspector:
    """One worker process, started when it is first needed and again after it was ended."""

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def inspect(
        self,
        data: bytes,
        trust: Trust,
        at: datetime,
        seen_at: datetime | None = None,
        seconds: float | None = None,
    ) -> Inspection:
        """What the file is, or a refusal when it does not stay within the bounds."""
        allowed = self._seconds if seconds is None else seconds
        with self._lock:
            try:
                return self._asked(data, trust, at, seen_at, allowed)
            except TimeoutError:
                reason = TOO_LONG.format(allowed)
            except (EOFError, BrokenPipeError):
                reason = TOO_MUCH
            self._end()
        return refused(hashlib.sha256(data).hexdigest(), len(data), reason)

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._end()

    def __enter__(self) -> "Inspector":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(
        self, data: bytes, trust: Trust, at: datetime, seen_at: datetime | None, seconds: float
    ) -> Inspection:
        process = self._started()
        assert process.stdin is not None
        head = json.dumps(
            {
                "at": at.isoformat(),
                "seen_at": seen_at.isoformat() if seen_at else None,
                "certificates": [
                    [file.name, file.chain, _text(file.data)] for file in trust.certificates
                ],
                "lists": [_text(one) for one in trust.lists],
            }
        ).encode()
        for part in (head, data):
            process.stdin.write(LENGTH.pack(len(part)) + part)
        process.stdin.flush()
        answer = json.loads(_read(process, time.monotonic() + seconds))
        if "unreadable" in answer:
            raise UnreadableFile(*answer["unreadable"])
        return inspection_from(answer)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", START, str(ROOT), str(self._megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise OutsideError(
                f"não foi possível iniciar a conferência de PDF ({system_reason(error)}).",
                "Confira a memória livre da máquina e tente de novo.",
            ) from error
        try:
            _read(self._process, time.monotonic() + START_SECONDS)  # it says when it is ready
        except (EOFError, TimeoutError) as error:
            self._end()
            raise OutsideError(
                "a conferência de PDF não pôde ser iniciada.",
                "Confira a instalação e a memória livre da máquina.",
            ) from error
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        process.wait()


def _read(process: subprocess.Popen[bytes], until: float) -> bytes:
    """One message of the worker. Raises TimeoutError, or EOFError when it has ended."""
    (length,) = LENGTH.unpack(_exactly(process, LENGTH.size, until))
    return _exactly(process, length, until)


def _exactly(process: subprocess.Popen[bytes], size: int, until: float) -> bytes:
    assert process.stdout is not None
    parts: list[bytes] = []
    poll = select.poll()  # select() knows no more than 1024 files, and a portal may hold more
    poll.register(process.stdout, select.POLLIN)
    while size:
        if not poll.poll(1000 * max(until - time.monotonic(), 0)):
            raise TimeoutError
        part = process.stdout.read1(size)  # type: ignore[attr-defined]  # a buffered reader
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


_shared: dict[int, Inspector] = {}
"""The inspector of this process, by its number: a forked one needs its own."""


def inspect_bounded(
    data: bytes,
    trust: Trust,
    at: datetime,
    seen_at: datetime | None = None,
    seconds: float | None = None,
) -> Inspection:
    """What the file is, looked at by the worker of this process (signatures.pades.validate).

    `seconds` gives it another time than the usual one: a long text with a dozen signatures needs
    more, and whoever sent it for a purpose of ours may have it.
    """
    inspector = _shared.get(os.getpid())
    if inspector is None:
        inspector = _shared.setdefault(os.getpid(), Inspector())
        atexit.register(inspector.close)
    return inspector.inspect(data, trust, at, seen_at, seconds)
