"""The process that looks at PDFs of strangers (signatures/bounded.py starts it).

It may take so much memory and no more, opens no file and no connection, and ends with its parent:
when nobody writes to it any more, there is nothing left to read.
"""

import base64
import contextlib
import json
import resource
import sys
from datetime import datetime
from typing import Any, BinaryIO

from faults.errors import UnreadableFile
from signatures.bounded import LENGTH
from signatures.pades.certificate import read_roots
from signatures.pades.validate import inspect
from signatures.trust import Trust, TrustFile

MEBIBYTE = 1024 * 1024
OWN_MEBIBYTES = 64
"""What Python and its libraries may have mapped beside the data of a file."""


def main() -> None:
    """Answer one question after another, until there is no more."""
    bytes_allowed = (int(sys.argv[2]) - OWN_MEBIBYTES) * MEBIBYTE
    with contextlib.suppress(ValueError, OSError):  # a lower limit stands already
        resource.setrlimit(resource.RLIMIT_DATA, (bytes_allowed, bytes_allowed))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    _write(target, b"")
    while True:
        head, data = _read(source), _read(source)
        if head is None or data is None:
            return
        _write(target, json.dumps(_answer(json.loads(head), data)).encode())


def _answer(question: dict[str, Any], data: bytes) -> dict[str, Any]:
    trust = Trust(
        tuple(
            TrustFile(name, chain, base64.b64decode(text))
            for name, chain, text in question["certificates"]
        ),
        tuple(base64.b64decode(text) for text in question["lists"]),
    )
    try:
        read_roots(trust)
    except UnreadableFile as error:
        return {"unreadable": [error.message, error.remedy]}
    at = datetime.fromisoformat(question["at"])
    seen = question["seen_at"]
    found = inspect(data, trust, at, datetime.fromisoformat(seen) if seen else None)
    return found.as_data()


def _read(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH.size)
    return source.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _write(target: BinaryIO, message: bytes) -> None:
    target.write(LENGTH.pack(len(message)) + message)
    target.flush()
