"""The XML members of a file, a zip or a folder of the gazette, one at a time, within limits.

Nothing is ever unpacked to disk, so a member's name cannot lead anywhere; a name that tries is
refused all the same, since no honest archive has one. What an archive says of itself is not
believed: sizes are counted while unpacking. Zip layout: PKWARE's APPNOTE 6.3, sections 4.3 and 4.4.
"""

import io
import os
import re
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from faults.errors import UnreadableFile
from faults.finding import Finding, Severity
from faults.system_words import system_reason
from publication.zip_directory import BadZip, Entry, TooManyMembers, read_directory

Report = Callable[[Finding], None]

MEBIBYTE = 1024 * 1024
ZIP_START = (b"PK\3\4", b"PK\5\6")
LOCAL = struct.Struct("<4s5H3I2H")
STORED, DEFLATED = 0, 8
ENCRYPTED = 0x1
LONGEST_NAME = 255
ODD_NAME = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f\x7f\u202a-\u202e]")
PLAIN_NAME = re.compile(r"[\w.-]{1,255}")
UNSHOWN = re.compile(r"[^\w .,()/\\+=@-]")


@dataclass(frozen=True, slots=True)
class Limits:
    """What an honest edition stays far below: a day has some 4,000 articles, 20 MiB in all."""

    member: int = 16 * MEBIBYTE
    archive: int = 4096 * MEBIBYTE
    members: int = 250_000
    ratio: int = 200
    ratio_from: int = MEBIBYTE
    nested: int = 256 * MEBIBYTE
    depth: int = 2


class Member(NamedTuple):
    """One XML file: the zip or folder that it came in, where it is for a person, its bytes."""

    container: str
    where: str
    data: bytes


class Refused(Exception):
    """A member that is not read; the finding says why."""

    def __init__(self, rule: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.remedy = remedy

    def finding(self, where: str, severity: Severity = "erro") -> Finding:
        """The refusal as a Finding at a place."""
        return Finding(self.rule, severity, where, self.message, self.remedy)


def members(path: Path, report: Report, limits: Limits) -> Iterator[Member]:
    """Every XML member in order of name. Raises UnreadableFile when `path` itself is unreadable."""
    try:
        mode = path.stat().st_mode
        start = _start(path) if stat.S_ISREG(mode) else b""
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"{str(path)!r}: não pôde ser lido ({system_reason(error)}).",
            "Informe um arquivo XML ou ZIP do INLABS, ou uma pasta deles.",
        ) from error
    if stat.S_ISDIR(mode):
        yield from _folder(path, path, report, limits)
    elif not stat.S_ISREG(mode):
        raise UnreadableFile(f"{path}: não é um arquivo.", "Informe um XML, um ZIP ou uma pasta.")
    elif start[:4] in ZIP_START:
        yield from _zip_file(path, path.name, report, limits)
    else:
        yield from _loose(path, path.name, str(path.parent), report, limits)


def count_members(path: Path, limits: Limits | None = None) -> int:
    """About how many XML files stand under a path, from the lists of its zips; for a progress bar.

    What cannot be read counts for nothing here: reading it tells why.
    """
    most = (limits or Limits()).members
    total = 0
    folders = [path]
    try:
        if path.is_file():
            return _listed(path, most)
        while folders:
            for entry in os.scandir(folders.pop()):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.name.lower().endswith(".zip") and entry.is_file(follow_symlinks=False):
                    total += _listed(Path(entry.path), most)
                elif entry.name.lower().endswith(".xml"):
                    total += 1
    except (OSError, ValueError):
        return total
    return total


def _listed(path: Path, most: int) -> int:
    try:
        with path.open("rb") as stream:
            if stream.read(4) not in ZIP_START:
                return 1
            listed = read_directory(stream, most)
    except (OSError, BadZip, TooManyMembers):
        return 0
    return sum(entry.name[-4:].lower() == ".xml" for entry in listed)


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(4)


def _folder(path: Path, root: Path, report: Report, limits: Limits) -> Iterator[Member]:
    """Files of a folder, then its folders; links are not followed, so none leads out or round."""
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        refusal = Refused(
            "pasta-ilegivel",
            f"a pasta não pôde ser lida ({system_reason(error)}).",
            "Confira a permissão.",
        )
        report(refusal.finding(shown(str(path))))
        return
    folders: list[Path] = []
    for entry in entries:
        where = shown(os.path.relpath(entry.path, root))
        name = entry.name.lower()
        if entry.is_dir(follow_symlinks=False):
            folders.append(Path(entry.path))
        elif entry.is_symlink() or not entry.is_file():
            refusal = Refused(
                "atalho-recusado",
                "é um atalho ou um dispositivo, não um arquivo.",
                "Copie para a pasta o próprio arquivo.",
            )
            report(refusal.finding(where))
        elif name.endswith(".zip"):
            yield from _zip_file(Path(entry.path), where, report, limits)
        elif name.endswith(".xml"):
            yield from _loose(Path(entry.path), where, str(path), report, limits)
    for folder in folders:
        yield from _folder(folder, root, report, limits)


def _loose(
    path: Path, where: str, container: str, report: Report, limits: Limits
) -> Iterator[Member]:
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.member + 1)
        if len(data) > limits.member:
            raise _too_large(limits.member)
    except OSError as error:
        refusal = Refused(
            "arquivo-ilegivel",
            f"não pôde ser lido ({system_reason(error)}).",
            "Confira a permissão.",
        )
        report(refusal.finding(where))
    except Refused as refusal:
        report(refusal.finding(where))
    else:
        yield Member(container, where, data)


def _zip_file(path: Path, where: str, report: Report, limits: Limits) -> Iterator[Member]:
    try:
        with path.open("rb") as stream:
            yield from _zip(stream, where, report, limits, _Budget(limits.archive), 1)
    except OSError as error:
        refusal = Refused(
            "arquivo-ilegivel",
            f"não pôde ser lido ({system_reason(error)}).",
            "Confira a permissão.",
        )
        report(refusal.finding(where))


@dataclass(slots=True)
class _Budget:
    """Bytes that an archive, with those inside it, may still unpack."""

    left: int

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise _Spent


class _Spent(Exception):
    """The archive unpacks to more than it may."""


def _zip(
    stream: BinaryIO, where: str, report: Report, limits: Limits, budget: _Budget, depth: int
) -> Iterator[Member]:
    try:
        entries = _directory(stream, limits)
    except Refused as refusal:
        report(refusal.finding(where))
        return
    names: set[str] = set()
    for entry in entries:
        name = entry.name
        ending = name[-4:].lower()
        if ending not in (".xml", ".zip"):
            continue  # the images of an edition travel beside its articles
        place = f"{where}: {name}"
        try:
            _check_name(entry, names)
            if ending == ".zip" and depth >= limits.depth:
                raise Refused(
                    "zip-aninhado",
                    "há arquivos ZIP dentro de ZIP em níveis demais.",
                    "Descompacte o arquivo de fora e informe a pasta.",
                )
            limit = limits.member if ending == ".xml" else limits.nested
            data = _unpacked(stream, entry, limit, limits)
            budget.spend(len(data))
        except Refused as refusal:
            report(refusal.finding(f"{where}: {shown(name)}"))
        except _Spent:
            report(_bomb(limits).finding(where))
            return
        else:
            if ending == ".xml":
                yield Member(where, place, data)
            else:
                yield from _zip(io.BytesIO(data), place, report, limits, budget, depth + 1)
                if budget.left < 0:
                    return


def _directory(stream: BinaryIO, limits: Limits) -> list[Entry]:
    try:
        return read_directory(stream, limits.members)
    except TooManyMembers as error:
        raise Refused(
            "zip-bomba",
            f"o ZIP lista mais de {limits.members} membros.",
            "Confira a origem do arquivo.",
        ) from error
    except (BadZip, OSError) as error:
        raise Refused(
            "zip-quebrado", "não é um arquivo ZIP inteiro.", "Baixe-o de novo do INLABS."
        ) from error


def _check_name(entry: Entry, names: set[str]) -> None:
    """Refuse what no archive of the gazette has: paths that climb, links, the same name twice."""
    name = entry.name
    if not PLAIN_NAME.fullmatch(name) and (len(name) > LONGEST_NAME or ODD_NAME.search(name)):
        raise Refused(
            "nome-suspeito",
            "o nome do membro tenta sair da pasta ou esconder caracteres.",
            "Confira a origem do arquivo.",
        )
    if entry.is_link:
        raise Refused("atalho-recusado", "é um atalho, não um arquivo.", "Confira a origem.")
    if name in names:
        raise Refused(
            "nome-repetido",
            "há dois membros com este nome; só o primeiro foi lido.",
            "Baixe o arquivo de novo do INLABS.",
        )
    names.add(name)


def _unpacked(stream: BinaryIO, entry: Entry, limit: int, limits: Limits) -> bytes:
    """The bytes of a member, never more than the limits, whatever its header says."""
    if entry.flags & ENCRYPTED:
        raise Refused("zip-com-senha", "o membro está cifrado com senha.", "Retire a senha.")
    if entry.method not in (STORED, DEFLATED):
        raise Refused(
            "zip-compressao", "a compressão do membro não é a comum.", "Compacte-o de novo."
        )
    packed = _packed(stream, entry, min(entry.packed, limit + MEBIBYTE))
    if entry.method == STORED:
        data = packed
        if len(data) > limit:
            raise _too_large(limit)
    else:
        data = _inflated(packed, limit, limits)
    if len(data) != entry.size or zlib.crc32(data) != entry.crc:
        raise _damaged()
    return data


def _packed(stream: BinaryIO, entry: Entry, size: int) -> bytes:
    """The bytes of a member as they are stored, read together with the header before them."""
    stream.seek(entry.offset)
    guessed = LOCAL.size + len(entry.name) + 32
    data = stream.read(guessed + size)
    if len(data) < LOCAL.size or data[:4] != b"PK\3\4":
        raise _damaged()
    fields = LOCAL.unpack_from(data)
    start = LOCAL.size + fields[9] + fields[10]
    if start > guessed:
        stream.seek(entry.offset + start)
        return stream.read(size)
    return data[start : start + size]


def _inflated(packed: bytes, limit: int, limits: Limits) -> bytes:
    allowed = min(limit, max(limits.ratio_from, limits.ratio * len(packed)))
    inflater = zlib.decompressobj(-15)
    try:
        data = inflater.decompress(packed, allowed + 1)
    except zlib.error as error:
        raise _damaged() from error
    if len(data) <= allowed:
        return data
    if allowed == limit:
        raise _too_large(limit)
    raise Refused(
        "zip-bomba",
        f"o membro cresce mais de {limits.ratio} vezes ao ser descompactado.",
        "Confira a origem do arquivo.",
    )


def _bomb(limits: Limits) -> Refused:
    return Refused(
        "zip-bomba",
        f"o conteúdo passa do limite de {limits.archive // MEBIBYTE} MiB; o resto não foi lido.",
        "Confira a origem do arquivo.",
    )


def _damaged() -> Refused:
    return Refused(
        "membro-quebrado",
        "o membro está danificado e não pôde ser descompactado.",
        "Baixe o arquivo de novo do INLABS.",
    )


def _too_large(limit: int) -> Refused:
    return Refused(
        "arquivo-enorme",
        f"passa do limite de {limit // MEBIBYTE} MiB.",
        "Confira a origem do arquivo: nenhuma matéria tem esse tamanho.",
    )


def shown(name: str) -> str:
    """A file's name as a message may show it: no control characters, not too long."""
    clean = UNSHOWN.sub("?", name)
    return clean if len(clean) <= 120 else f"{clean[:60]}...{clean[-57:]}"
