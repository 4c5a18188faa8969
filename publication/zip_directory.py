"""The list of members at the end of a zip, read within a bound.

Written here rather than taken from `zipfile`, which builds an object of two dozen fields for every
member before anything can be checked, at a quarter of the time that the whole reading may take. The
layout is that of PKWARE's APPNOTE 6.3, sections 4.3.12 (entries), 4.3.14 to 4.3.16 (the end).
"""

import io
import stat
import struct
from typing import BinaryIO, NamedTuple

ENTRY = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
END_64_LOCATOR = struct.Struct("<4sIQI")
END_64 = struct.Struct("<4sQ2H2I4Q")
COMMENT = 65_535
AVERAGE_ENTRY = 512
UTF_8_NAME = 0x800
IN_64_BITS = 0xFFFFFFFF


class Entry(NamedTuple):
    """What the list says of a member; its sizes are counted again while unpacking."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int

    @property
    def is_link(self) -> bool:
        """Whether it stands for a symbolic link."""
        return stat.S_ISLNK(self.mode)


class BadZip(Exception):
    """The stream does not end as a zip does; the text says how, in Portuguese."""


class TooManyMembers(Exception):
    """The list is longer than any gazette's."""


def read_directory(stream: BinaryIO, most: int) -> list[Entry]:
    """The members by name. Raises BadZip or TooManyMembers, before reading what is too long."""
    size, start, shift = _whereabouts(stream)
    if size > most * AVERAGE_ENTRY:
        raise TooManyMembers
    stream.seek(start)
    data = stream.read(size)
    entries: list[Entry] = []
    place = 0
    while place + ENTRY.size <= len(data):
        found = ENTRY.unpack_from(data, place)
        if found[0] != b"PK\1\2":
            break
        if len(entries) == most:
            raise TooManyMembers
        name_end = place + ENTRY.size + found[10]
        name = data[place + ENTRY.size : name_end]
        entries.append(
            Entry(
                name.decode("utf-8" if found[3] & UTF_8_NAME else "cp437", "replace"),
                found[3],
                found[4],
                found[7],
                found[8],
                found[9],
                found[16] + shift,
                found[15] >> 16,
            )
        )
        place = name_end + found[11] + found[12]
    if place < len(data):
        raise BadZip("a lista de membros está danificada")
    entries.sort()
    return entries


def _whereabouts(stream: BinaryIO) -> tuple[int, int, int]:
    """Size of the list, where it starts, and by how much other bytes before the zip shift it."""
    length = stream.seek(0, io.SEEK_END)
    tail_start = max(0, length - END.size - COMMENT - END_64_LOCATOR.size)
    stream.seek(tail_start)
    tail = stream.read()
    place = tail.rfind(b"PK\5\6")
    if place < 0 or len(tail) - place < END.size:
        raise BadZip("falta o fim do arquivo")
    end = END.unpack_from(tail, place)
    size, offset, finish = end[5], end[6], tail_start + place
    if IN_64_BITS in (size, offset):
        size, offset, finish = _whereabouts_64(stream, tail, place)
    start = finish - size
    if start < 0 or start < offset:
        raise BadZip("a lista de membros não cabe no arquivo")
    return size, start, start - offset


def _whereabouts_64(stream: BinaryIO, tail: bytes, place: int) -> tuple[int, int, int]:
    """The same from the end of a zip of more than 4 GiB or 65,535 members."""
    if place < END_64_LOCATOR.size:
        raise BadZip("falta o fim de 64 bits")
    locator = END_64_LOCATOR.unpack_from(tail, place - END_64_LOCATOR.size)
    stream.seek(min(locator[2], 1 << 62))
    record = stream.read(END_64.size)
    if locator[0] != b"PK\6\7" or len(record) < END_64.size or record[:4] != b"PK\6\6":
        raise BadZip("o fim de 64 bits está danificado")
    end = END_64.unpack(record)
    return end[8], end[9], locator[2]
