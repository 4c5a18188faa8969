"""The file that the gazette takes: RTF with the marks ##ATO, ##TEX and ##ASS, and back.

Calibri 9 in a column of 8 cm, single spacing, no header, footer or field. Only what RTF 1.9.1 needs
for that is written: ASCII, every other character as `\\uN?`. The reader understands what is written
here, and refuses the rest; it is no reader of RTF at large.
"""

import re
from collections.abc import Iterator

from faults.errors import UnreadableFile
from publication.extract import Extract
from publication.kinds import KINDS, ExtractKind, kind_in

TITLE, TEXT, SIGNS = "##ATO", "##TEX", "##ASS"
PAGE_WIDTH = 11906
LEFT_MARGIN = 1134
COLUMN = 4536
"""Twips, 567 to a centimetre: A4, 2 cm, and the column of 8 cm."""
HALF_POINTS = 18

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0\deflang1046{\fonttbl{\f0\fnil\fcharset0 Calibri;}}" "\n"
    rf"\paperw{PAGE_WIDTH}\paperh16838\margl{LEFT_MARGIN}"
    rf"\margr{PAGE_WIDTH - LEFT_MARGIN - COLUMN}\margt1134\margb1134\viewkind4\uc1" "\n"
)  # fmt: skip
STYLE = rf"\pard\plain\sb0\sa0\sl240\slmult1\f0\fs{HALF_POINTS} "
TOKEN = re.compile(
    rb"\\u(-?\d{1,5})\?|\\([a-z]+)(-?\d{1,6})? ?|\\([\\{}])|([{}])|\r?\n|([^\\{}\r\n]+)"
)
REMEDY = "Gere de novo o arquivo da matéria; o sistema só lê os que ele mesmo escreve."


def to_rtf(extract: Extract) -> bytes:
    """The file of an extract. The same extract gives the same bytes."""
    marked = [(TITLE, extract.title), (TEXT, extract.paragraph), (SIGNS, extract.signature)]
    lines = (f"{STYLE}{mark} {_escaped(text)}\\par\n" for mark, text in marked if text)
    return (HEAD + "".join(lines) + "}\n").encode("ascii")


def _escaped(text: str) -> str:
    return "".join(_escapes(text))


def _escapes(text: str) -> Iterator[str]:
    for character in text:
        if character in "\\{}":
            yield f"\\{character}"
        elif " " <= character <= "~":
            yield character
        else:
            pair = character.encode("utf-16-le")
            for start in range(0, len(pair), 2):
                unit = int.from_bytes(pair[start : start + 2], "little", signed=True)
                yield f"\\u{unit}?"


def from_rtf(data: bytes) -> Extract:
    """The extract in a file written by `to_rtf`. Raises UnreadableFile for any other."""
    parts: dict[str, str] = {}
    for line in _paragraphs(data):
        mark, _, text = line.partition(" ")
        if mark not in (TITLE, TEXT, SIGNS) or mark in parts:
            raise UnreadableFile(f"o RTF tem um parágrafo sem marca: “{line[:40]}”.", REMEDY)
        parts[mark] = text
    if TITLE not in parts or TEXT not in parts:
        raise UnreadableFile("o RTF não tem as marcas ##ATO e ##TEX.", REMEDY)
    kind = kind_in(parts[TITLE])
    known: list[ExtractKind] = [one for one in KINDS if one == kind]
    if not known:
        raise UnreadableFile("o título do RTF não diz a espécie do extrato.", REMEDY)
    return Extract(known[0], parts[TITLE], parts[TEXT], parts.get(SIGNS, ""))


def _paragraphs(data: bytes) -> list[str]:
    """The paragraphs outside groups, which here hold only the table of fonts."""
    if not data.startswith(rb"{\rtf1"):
        raise UnreadableFile("o arquivo não é RTF.", REMEDY)
    finished: list[str] = []
    units: list[bytes] = []
    depth = place = 0
    while place < len(data):
        token = TOKEN.match(data, place)
        if not token:
            raise UnreadableFile(f"o RTF tem um código desconhecido na posição {place}.", REMEDY)
        place = token.end()
        code, word, _, symbol, brace, plain = token.groups()
        if brace:
            depth += 1 if brace == b"{" else -1
        elif depth != 1:
            continue
        elif code:
            units.append(int(code).to_bytes(2, "little", signed=True))
        elif word == b"par":
            finished.append(b"".join(units).decode("utf-16-le"))
            units.clear()
        elif symbol or plain:
            units.append((symbol or plain).decode("ascii").encode("utf-16-le"))
    return finished
