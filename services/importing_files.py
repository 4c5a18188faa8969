"""The files of an import on their way: found in folders, read ahead, and made ready by readers.

A few are read ahead of the one that is registered, so that no reader waits; how many depends on
their size, so that memory does not.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from faults.errors import PactuaError, UsageError
from faults.finding import Finding
from reading.limits import TEXT_LIMIT, read_bytes
from services.importing_reading import Context, Ready, Wanted, make_ready
from services.office import Office

CHUNK = 16
"""Agreements registered in one transaction."""

BYTES_AHEAD = 64 << 20
"""Bytes of files that wait to be registered; with larger files fewer are read ahead."""

ENDINGS = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf"})
"""Files of a folder that are read; a file that is named is read whatever it is called."""


def shown(path: str | Path) -> str:
    r"""A path as it can be printed and recorded.

    Bytes that are no UTF-8 are written as `\xe9`, and so is what a terminal would obey.
    """
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in name
    )


class Pending:
    """A file given to whoever makes it ready; calling it waits for the result."""

    def __init__(self, result: Callable[[], Ready]) -> None:
        self._result = result

    def __call__(self) -> Ready:
        return self._result()


class Readers:
    """Makes files ready in this process; services/importing_workers.py does so in others."""

    count = 1

    def __init__(self, context: Context) -> None:
        self._context = context

    def submit(self, name: str, data: bytes, sha256: str, wanted: Wanted) -> Pending:
        """The file, made ready when it is asked for."""
        return Pending(lambda: make_ready(self._context, name, data, sha256, wanted))


@dataclass(frozen=True)
class Given:
    """A file on its way: its bytes, and what makes it ready.

    Or why it need not be read: the number it is registered under, or the fault in it. `path` opens
    the file; to people it is `shown`.
    """

    path: str
    data: bytes = b""
    sha256: str = ""
    pending: Pending | None = None
    known: str | None = None
    fault: Finding | None = None


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files that are named, and those of the folders that are, in order. Raises UsageError."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(_below(path))
        else:
            found.append(path)
    if not found:
        raise UsageError(
            "não há arquivo para importar.",
            f"Dê arquivos, ou uma pasta com arquivos {', '.join(sorted(ENDINGS))}.",
        )
    return found


def _below(folder: Path) -> Iterator[Path]:
    """The files to read in a folder and in those inside it.

    A folder that goes away meanwhile, or that may not be read, is given as if it were a file, so
    that this is told and the others are read.
    """
    lost: list[OSError] = []
    for inside, _, names in os.walk(folder, onerror=lost.append):
        for inner in (Path(inside, name) for name in names):
            if inner.suffix.lower() in ENDINGS and inner.is_file() and not inner.is_symlink():
                yield inner
    yield from (Path(error.filename) for error in lost)


def chunks_of(
    office: Office, readers: Readers, paths: Iterable[Path], wanted: Wanted
) -> Iterator[list[Given]]:
    """The files, as many at a time as one transaction registers."""
    given = _given(office, readers, paths, wanted)
    while chunk := list(islice(given, CHUNK)):
        yield chunk


def _given(
    office: Office, readers: Readers, paths: Iterable[Path], wanted: Wanted
) -> Iterator[Given]:
    """The files with a few ahead of them being made ready, so that no reader is idle."""
    ahead: list[Given] = []
    for path in paths:
        ahead.append(_give(office, readers, path, wanted))
        # As many as are registered in one go, and some more to be read in that time.
        while len(ahead) > CHUNK + 4 * readers.count or sum(map(_size, ahead)) > BYTES_AHEAD:
            yield ahead.pop(0)
    yield from ahead


def _size(given: Given) -> int:
    return len(given.data)


def _give(office: Office, readers: Readers, path: Path, wanted: Wanted) -> Given:
    name = str(path)
    try:
        data = read_bytes(path, TEXT_LIMIT)
    except PactuaError as error:
        finding = Finding("arquivo-ilegivel", "erro", shown(path), error.message, error.remedy)
        return Given(name, fault=finding)
    sha256 = hashlib.sha256(data).hexdigest()
    number = office.store.imported_from(sha256)
    if number is not None:
        return Given(name, data, sha256, known=number)
    return Given(name, data, sha256, readers.submit(shown(path.name), data, sha256, wanted))
