"""Opening a backup: every member is judged before it touches the disk, and all of them after.

Nothing is written outside of the folder that is given: only plain files with the names that a
backup has are taken. What the archive says of itself must hold: the list of hashes, and its hash.
"""

import gzip
import hashlib
import json
import re
import shutil
import tarfile
import zlib
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from faults.errors import UnreadableFile
from registry.backup import FILES, FORMAT, MANIFEST, OWN, SUMS, TABLES, sum_line

ANOTHER = "Use outra cópia de segurança."
CHUNK = 1 << 20
MANIFEST_LIMIT = 1 << 20
NAMES = (
    re.compile(rf"{TABLES}/[a-z_]+\.(db|copia)"),
    re.compile(rf"{FILES}/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}"),
    re.compile(rf"{FILES}/[^/]+(/[^/]+)?"),
    re.compile(rf"{OWN}(/[^/]+)+"),
)
BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile)


def unpack(archive: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup into an empty folder; its manifest. Raises UnreadableFile or OSError."""
    try:
        with TemporaryFile() as sums:
            with gzip.open(archive) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
                last = ""
                for member in tar:
                    last = _take(tar, member, folder, sums)
                while packed.read(CHUNK):  # to the check sum at the end
                    pass
            if last != MANIFEST:
                raise UnreadableFile(f"{archive}: a cópia está incompleta.", ANOTHER)
            return _checked(archive, folder, sums)
    except BROKEN as error:
        raise UnreadableFile(
            f"{archive}: não é uma cópia do Pactua, ou está danificada.", ANOTHER
        ) from error


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, sums: IO[bytes]) -> str:
    name = member.name
    if not member.isreg() or not _is_ours(name):
        raise UnreadableFile(f"a cópia traz algo que não é dela ({name[:80]!r}).", ANOTHER)
    path = folder / name
    if member.size > shutil.disk_usage(folder).free:
        raise UnreadableFile(f"a cópia não cabe no disco ({name[:80]}).", "Libere espaço.")
    source = tar.extractfile(member)
    assert source is not None  # a plain file has content
    digest = hashlib.sha256()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as target:
            while piece := source.read(CHUNK):
                digest.update(piece)
                target.write(piece)
    except (FileExistsError, NotADirectoryError) as error:
        raise UnreadableFile(f"a cópia traz duas vezes {name[:80]!r}.", ANOTHER) from error
    if name not in (SUMS, MANIFEST):
        sums.write(sum_line(digest.hexdigest(), name))
    return name


def _is_ours(name: str) -> bool:
    if name in (SUMS, MANIFEST):
        return True
    parts = name.split("/")
    plain = all(part not in ("", ".", "..") and part.isprintable() for part in parts)
    short = len(name) <= 1024 and all(len(part.encode()) <= 255 for part in parts)
    return plain and short and "\\" not in name and any(form.fullmatch(name) for form in NAMES)


def _checked(archive: Path, folder: Path, sums: IO[bytes]) -> dict[str, Any]:
    """The manifest, after the list of hashes was held against what was unpacked."""
    manifest = _manifest(folder / MANIFEST)
    if manifest.get("formato") != FORMAT:
        raise UnreadableFile(
            f"{archive}: a forma da cópia não é conhecida ({manifest.get('formato')}).",
            "Restaure com a versão do Pactua que a fez, ou com uma mais nova.",
        )
    path = folder / SUMS
    told = hashlib.sha256()
    if not path.is_file():
        raise UnreadableFile(f"{archive}: a cópia está incompleta.", ANOTHER)
    sums.seek(0)
    with path.open("rb") as stream:
        for line in stream:
            told.update(line)
            found = sums.readline()
            if found != line:
                name = (line or found).decode("utf-8", "replace").strip()[66:]
                raise UnreadableFile(
                    f"{archive}: {name[:80] or 'um arquivo'} não confere com o manifesto.", ANOTHER
                )
    if sums.readline() or told.hexdigest() != manifest.get("somas_sha256"):
        raise UnreadableFile(f"{archive}: o manifesto não confere com a cópia.", ANOTHER)
    return manifest


def _manifest(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            data = json.loads(stream.read(MANIFEST_LIMIT))
    except ValueError as error:
        raise UnreadableFile("o manifesto da cópia não pôde ser lido.", ANOTHER) from error
    return data if isinstance(data, dict) else {}
