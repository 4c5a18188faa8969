"""Zip archives whose bytes depend on their members alone: fixed dates, fixed order, no extras.

A member that does not change from one archive to the next is compressed once (`pack`) and copied
after that. Leaves out what office files never need: encryption, comments, members beyond 4 GB.
The layout is that of PKWARE's APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central
directory) and 4.3.16 (end of it).
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")

MIDNIGHT = 0
FIRST_OF_1980 = (1 << 5) | 1
"""1 January 1980, the oldest date that a zip can hold."""
DEFLATED = 8
NEEDS_2_0 = 20
UTF_8_NAME = 0x800
MADE_ON_UNIX = (3 << 8) | NEEDS_2_0
OWNER_READS_AND_WRITES = 0o100644 << 16

SMALL = 1 << 12
"""Files up to here fit in a window that is ready nine times sooner than zlib's largest."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive, compressed already."""

    name: bytes
    crc: int
    size: int
    deflated: bytes


def pack(name: str, data: bytes, level: int = 6) -> Member:
    """Compress one file; `level` is zlib's, 1 (fast) to 9 (small)."""
    window, memory = (12, 5) if len(data) <= SMALL else (15, 8)
    squeezer = zlib.compressobj(level, zlib.DEFLATED, -window, memory)
    deflated = squeezer.compress(data) + squeezer.flush()
    return Member(name.encode(), zlib.crc32(data), len(data), deflated)


def archive(members: Iterable[Member]) -> bytes:
    """The whole zip, members in the order given."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        flags = 0 if member.name.isascii() else UTF_8_NAME
        common = (flags, DEFLATED, MIDNIGHT, FIRST_OF_1980)
        sizes = (member.crc, len(member.deflated), member.size, len(member.name))
        header = LOCAL.pack(b"PK\3\4", NEEDS_2_0, *common, *sizes, 0) + member.name
        pieces += (header, member.deflated)
        entry = CENTRAL.pack(
            b"PK\1\2", MADE_ON_UNIX, NEEDS_2_0, *common, *sizes, 0, 0, 0, 0,
            OWNER_READS_AND_WRITES, offset,
        )  # fmt: skip
        directory.append(entry + member.name)
        offset += len(header) + len(member.deflated)
    index = b"".join(directory)
    count = len(directory)
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
    return b"".join((*pieces, index, end))
