"""The signatures that a file shows: SEI's sentences, gov.br's and Adobe's stamps.

They are what somebody's system printed, not proofs: the moment is the one printed, in Brasília's
time, and the level is the one that the wording means (SEI's login is simple, gov.br advanced, a
certificate of ICP-Brasil qualified; Lei nº 14.063/2020, art. 4º).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from importing.found import LIKELY, SURE, Found, clean, found_in
from instruments.signature_level import SignatureLevel
from portuguese.parsing import bare
from reading.outline import Block

BRASILIA = ZoneInfo("America/Sao_Paulo")

SEI = re.compile(
    r"(?:documento\s+)?assinado\s+(?:eletronica|digital)mente\s+por[:\s]+(?P<name>[^,;]{3,120}?)\s*"
    r"(?:,\s*(?P<role>.{2,200}?))?,?\s+em\s+(?P<day>\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4})\s*,?\s*"
    r"(?:(?:as|a)?\s*(?P<hour>\d{1,2})\s?[:h]\s?(?P<minute>\d{2}))?"
)
BASIS = re.compile(r"com\s+fundamento\s+n[oa]s?\s+(?P<basis>.+?)\s*(?:\.\s*$|\.\s+[a-z]|$)")
GOVBR = re.compile(
    r"documento\s+assinado\s+digitalmente\s+(?:gov\.?br\s+)?(?P<name>[a-z][a-z .'’-]{4,80}?)\s+"
    r"data:\s*(?P<day>\d{2}/\d{2}/\d{4})\s+(?P<hour>\d{2}):(?P<minute>\d{2})"
)
ADOBE = re.compile(
    r"assinado\s+de\s+forma\s+digital\s+por\s+(?P<name>[a-z][a-z .'’-]{4,80}?)(?::\s?\d{11})?\s+"
    r"dados:\s*(?P<day>\d{4}\.\d{2}\.\d{2})\s+(?P<hour>\d{2}):(?P<minute>\d{2})"
)
STAMPS: tuple[tuple[re.Pattern[str], SignatureLevel], ...] = (
    (GOVBR, "avancada"),
    (ADOBE, "qualificada"),
)
STAMPED = re.compile(r"assinado\s+(?:digitalmente|de\s+forma\s+digital)")
STAMP_LINES = 4
"""Lines of a stamp, at most, each of which may be a paragraph of the file."""

CPF_BEHIND = re.compile(r":\s?\d{11}\b")
"""What a certificate of ICP-Brasil prints behind a name; nobody else needs it."""

BY = re.compile(r"\bpor\b")
CERTIFICATE = re.compile(r"icp-?\s?brasil|certificado\s+digital")


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """One signature as printed; `at` is None when the moment cannot be read."""

    name: str
    role: str
    at: datetime | None
    basis: str
    level: SignatureLevel
    wording: str


def signatures(blocks: Sequence[Block]) -> tuple[Found[FoundSignature], ...]:
    """The signatures in the order of the file, each once."""
    seen: set[tuple[str, datetime | None]] = set()
    kept: list[Found[FoundSignature]] = []
    for found in _all(blocks):
        key = (bare(found.value.name), found.value.at)
        if key not in seen:
            seen.add(key)
            kept.append(found)
    return tuple(kept)


EARLIEST = 1990
"""Before that nobody signed electronically: the year is misread."""


def _all(blocks: Sequence[Block]) -> Iterator[Found[FoundSignature]]:
    for place, block in enumerate(blocks):
        words = bare(block.text)
        if "assinado" not in words:
            continue
        told = False
        for match in SEI.finditer(words):
            told = True
            yield _from_sei(block, words, match)
        if STAMPED.search(words):
            stamps = list(_stamps(block, blocks[place + 1 : place + STAMP_LINES]))
            told = told or bool(stamps)
            yield from stamps
        if not told and BY.search(words) and block.kind == "assinatura":
            name = clean(re.split(r"\bpor\b", block.text, maxsplit=1)[-1].split(",")[0])
            value = FoundSignature(name, "", None, "", "simples", block.text)
            yield found_in(block, 0, len(block.text), value, 0.4)


def _stamps(block: Block, after: Sequence[Block]) -> Iterator[Found[FoundSignature]]:
    """The stamps that begin in a block, whatever lines they go on over."""
    text = " ".join((block.text, *(one.text for one in after)))
    words = bare(text)
    for pattern, level in STAMPS:
        for match in pattern.finditer(words):
            if match.start() < len(block.text):
                yield _from_stamp(block, text, match, level)


def _from_sei(block: Block, words: str, match: re.Match[str]) -> Found[FoundSignature]:
    rest = words[match.end() :]
    end = re.search(r"(?:documento\s+)?assinado\s+(?:eletronica|digital)mente\s+por", rest)
    stop = match.end() + (end.start() if end else len(rest))
    basis = BASIS.search(words, match.end(), stop)
    at = _moment(match["day"], match["hour"], match["minute"])
    value = FoundSignature(
        clean(block.text[match.start("name") : match.end("name")]),
        clean(block.text[match.start("role") : match.end("role")]) if match["role"] else "",
        at,
        clean(block.text[basis.start("basis") : basis.end("basis")]) if basis else "",
        "qualificada" if CERTIFICATE.search(words, match.start(), stop) else "simples",
        block.text[match.start() : stop].strip(),
    )
    certainty = SURE if at and match["hour"] else LIKELY if at else 0.5
    return found_in(block, match.start(), stop, value, certainty)


def _from_stamp(
    block: Block, text: str, match: re.Match[str], level: SignatureLevel
) -> Found[FoundSignature]:
    at = _moment(match["day"], match["hour"], match["minute"])
    name = clean(text[match.start("name") : match.end("name")])
    wording = CPF_BEHIND.sub("", text[match.start() : match.end()])
    value = FoundSignature(name, "", at, "", level, wording)
    return Found(value, SURE if at else 0.5, block.at(match.start()), wording)


def _moment(day: str, hour: str | None, minute: str | None) -> datetime | None:
    """The printed moment in Brasília; at noon where only the day is printed."""
    parts = [int(part) for part in re.findall(r"\d+", day)]
    year_first = parts[0] > 31
    year, month, number = parts if year_first else parts[::-1]
    if year < EARLIEST:
        return None
    try:
        return datetime(year, month, number, int(hour or 12), int(minute or 0), tzinfo=BRASILIA)
    except ValueError:
        return None
