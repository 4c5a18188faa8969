"""Another program at work on a stranger's file, with bounds of time and memory.

The limits are set by the shell that becomes the program, so that no code of ours runs between fork
and exec. What it prints beyond a bound is cut off: a small file may unpack to a flood.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from faults.errors import OutsideError, UnreadableFile

SECONDS = 4.5
MEBIBYTES = 300
LARGEST_ANSWER = 64 * 1024 * 1024
SHELL = 'ulimit -v "$0" && ulimit -f "$1" && shift && exec "$@"'
BLOCK = 512
"""Bytes, of which POSIX counts what `ulimit -f` lets a program write."""


class Gave(subprocess.SubprocessError):
    """The program ended with a message of its own."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def run(
    command: Sequence[str],
    data: bytes,
    name: str,
    *,
    seconds: float = SECONDS,
    mebibytes: int = MEBIBYTES,
) -> bytes:
    """What the program prints when it is given these bytes.

    Raises UnreadableFile when it needs more than its bounds, OutsideError when it is not installed,
    and Gave when it refuses the file.
    """
    program = shutil.which(command[0])
    if program is None:
        raise OutsideError(
            f"falta o programa {command[0]}.",
            "Instale-o com scripts/setup-system.sh run (poppler-utils, tesseract-ocr).",
        )
    limits = [str(mebibytes * 1024), str(LARGEST_ANSWER // BLOCK)]
    bounded = ["/bin/sh", "-c", SHELL, *limits, program, *command[1:]]
    # A file, not a pipe: a PDF is read from its end, and a flood of output must find a wall.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as printed:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(
            bounded,
            stdin=given,
            stdout=printed,
            stderr=subprocess.PIPE,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"},
        )
        try:
            _, told = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise UnreadableFile(
                f"{name}: não pôde ser lido em {seconds:.0f} segundos.",
                "Salve o arquivo de novo, ou imprima-o em PDF, e tente outra vez.",
            ) from error
        if printed.seek(0, os.SEEK_END) >= LARGEST_ANSWER:
            raise UnreadableFile(
                f"{name}: o texto passa de {LARGEST_ANSWER // 1024 // 1024} MiB.",
                "Divida o arquivo.",
            )
        printed.seek(0)
        answer = printed.read()
    if process.returncode != 0:
        message = told.decode("utf-8", "replace").strip()
        raise Gave(process.returncode, message)
    return answer


def temporary_file(folder: Path, data: bytes, suffix: str) -> Path:
    """The bytes in a file of a temporary folder, for programs that want a name."""
    path = folder / f"arquivo{suffix}"
    path.write_bytes(data)
    return path
