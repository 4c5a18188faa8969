"""A backup: one tar.gz with the tables, the kept files, the body's own folders, and their SHA-256.

The tables come first, at one moment; a file is kept before it is recorded, so every file that they
tell of is there when the files' turn comes. The last member tells the hash of the list of hashes:
an archive that was cut off has no last member. `sha256sum -c manifesto.sha256` works on it as well.
"""

import gzip
import hashlib
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from faults.finding import Finding
from registry.files import DRAFT_ENDING, FileStore
from registry.verification import sorted_files

FORMAT = "pactua-copia/1"
TABLES, FILES, OWN = "banco", "arquivos", "pasta"
SUMS, MANIFEST = "manifesto.sha256", "manifesto.json"
COMPRESSION = 5


@dataclass
class Backup:
    """What went into an archive; files that are damaged go in too, and are told."""

    files: int = 0
    own: int = 0
    size: int = 0
    findings: list[Finding] = field(default_factory=list)


def write_backup(
    target: Path,
    tables: Path,
    files: FileStore,
    own: Iterable[tuple[str, Path]],
    facts: dict[str, object],
    at: datetime,
) -> Backup:
    """Write the archive so that it is there whole or not at all. `facts` stand in its manifest."""
    done = Backup()
    draft = target.with_name(f".{target.name}{DRAFT_ENDING}")
    try:
        with TemporaryFile() as sums, _archive(draft, at) as archive:
            for path in sorted(tables.iterdir()):
                archive.add(f"{TABLES}/{path.name}", path, sums)
            for path in sorted_files(files.folder):
                name = path.relative_to(files.folder).as_posix()
                digest = archive.add(f"{FILES}/{name}", path, sums)
                done.files += 1
                if path.name != digest:
                    done.findings.append(_damaged(f"{FILES}/{name}"))
            for name, path in own:
                archive.add(f"{OWN}/{name}", path, sums)
                done.own += 1
            archive.finish(sums, {**facts, "formato": FORMAT, "criado_em": _moment(at)})
        draft.replace(target)
        done.size = target.stat().st_size
    finally:
        draft.unlink(missing_ok=True)
    return done


@dataclass
class _Archive:
    """A tar file whose members carry one moment and no owner."""

    tar: tarfile.TarFile
    moment: int

    def add(self, name: str, path: Path, sums: IO[bytes]) -> str:
        """Put a file in, note its SHA-256 and return it."""
        with path.open("rb") as stream:
            reader = _Hashing(stream)
            self._put(name, os.fstat(stream.fileno()).st_size, reader)
        digest = reader.digest.hexdigest()
        sums.write(sum_line(digest, name))
        return digest

    def finish(self, sums: IO[bytes], facts: dict[str, object]) -> None:
        """Put in the list of hashes, and last the manifest with its hash."""
        size = sums.tell()
        sums.seek(0)
        reader = _Hashing(sums)
        self._put(SUMS, size, reader)
        manifest = {**facts, "somas_sha256": reader.digest.hexdigest()}
        data = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"
        with TemporaryFile() as stream:
            stream.write(data)
            stream.seek(0)
            self._put(MANIFEST, len(data), _Hashing(stream))

    def _put(self, name: str, size: int, reader: "_Hashing") -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, self.moment, 0o644
        self.tar.addfile(member, reader)


class _Hashing:
    """A stream that hashes what is read from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self.digest.update(data)
        return data


def sum_line(digest: str, name: str) -> bytes:
    """One line of the list of hashes, as sha256sum writes it."""
    return f"{digest}  {name}\n".encode()


def own_files(folder: Path, leave_out: frozenset[str]) -> Iterator[tuple[str, Path]]:
    """(name within the folder, path) of each file that the body put there, in order.

    `leave_out` names entries of the folder itself that are kept otherwise. Links are followed, a
    folder once.
    """
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        here = Path(place)
        if os.path.realpath(here) in seen:
            folders.clear()
            continue
        seen.add(os.path.realpath(here))
        out = leave_out if here == folder else frozenset[str]()
        folders[:] = sorted(set(folders) - out)
        for name in sorted(set(names) - out):
            if (here / name).is_file():
                yield (here / name).relative_to(folder).as_posix(), here / name


@contextmanager
def staged() -> Iterator[Path]:
    """A folder for the copy of the tables, which goes away."""
    with TemporaryDirectory(prefix="pactua-") as folder:
        yield Path(folder)


@contextmanager
def _archive(path: Path, at: datetime) -> Iterator[_Archive]:
    with path.open("xb") as stream:
        os.fchmod(stream.fileno(), 0o600)  # personal values are in it
        with (
            gzip.GzipFile("", "wb", COMPRESSION, stream, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            yield _Archive(tar, int(at.timestamp()))
        stream.flush()
        os.fsync(stream.fileno())


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _damaged(name: str) -> Finding:
    return Finding(
        "arquivo-alterado",
        "erro",
        name,
        "foi copiado, mas o conteúdo não é o que o nome (SHA-256) diz.",
        "Busque-o numa cópia mais antiga; veja também: pactua registro verificar",
    )
