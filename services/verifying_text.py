"""A file judged by its words: which registered document it says it is, and what differs from it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from document.tree import NumberedDocument
from faults.errors import UnreadableFile
from instruments.imported import ImportedInstrument
from instruments.instrument import Instrument
from instruments.number import parse_number
from reading.open import read_file
from reading.source import SourceText
from services import verdict_words as words
from services.drafting import read_draft
from services.editions import edition_of
from services.office import Office
from services.text_comparison import Frame, compare
from services.ties import read_life
from signatures.verdict import ChangedClause, Situation, Verdict
from signatures.wording import authenticity_lines

FromRow = Callable[[Office, Mapping[str, Any]], Verdict]

NUMBER = re.compile(r"\b(\d{1,6})\s*/\s*(\d{4})\s*/\s*([A-Z][A-Z0-9./-]{2,80}[A-Z0-9])")
CODES = re.compile(r"verificador\D{0,12}(\d{7,10})\D.{0,40}?CRC\W{0,5}([0-9A-Fa-f]{8})\b", re.S)
MOST_MENTIONS = 20
SHEET_TITLE, SHEET_HEAD = "FOLHA DE AUTENTICIDADE", 400
"""How a sheet of ours begins, and within how many characters."""

AUTHENTICITY = "AUTENTICIDADE"
"""The heading of the block that the edition for signature adds."""


def by_text(office: Office, name: str, data: bytes, from_row: FromRow) -> Verdict:
    """The verdict on the words of a file. Raises UnreadableFile."""
    source = read_file(name, data)
    number = next(_mentioned(office, source), None)
    instrument = office.store.instrument(number) if number else None
    if number is None or instrument is None:
        told = (words.UNKNOWN_FILE, words.UNKNOWN_FILE_NEXT)
        return Verdict(Situation.UNKNOWN, *(told if source.has_text_layer else words.ONLY_IMAGES))
    if SHEET_TITLE in source.text[:SHEET_HEAD]:
        explanation, next_step = words.SHEET
        return Verdict(Situation.UNKNOWN, explanation.format(number), next_step, number=number)
    rows = office.store.authenticity_of(number)
    base = from_row(office, rows[0]) if rows else _of_draft(office, number)
    registered, versions = _texts(office, instrument)
    changes = compare(registered, source, frame_of(office, instrument))
    if not changes:
        signed = base.situation is Situation.AUTHENTIC
        return not_the_signed(office, base, words.SAME_WORDS) if signed else base
    for earlier in versions:
        if not compare(_text_of(office, earlier), source, frame_of(office, earlier)):
            return earlier_text(base, number)
    return _changed(office, base, number, changes)


def not_the_signed(office: Office, signed: Verdict, told: str) -> Verdict:
    """The words of a signed document in a file that is not the signed one; `told` says how it came
    about, with a place for the number. Such a file is never authentic: what its pages show beside
    the words, nobody has compared."""
    registered = words.of_the_registered(signed)
    return replace(
        signed,
        situation=Situation.SAME_WORDS,
        explanation=told.format(signed.number),
        next_step=f"{words.NO_PROOF} {signed_file_next(office, signed)}",
        notes=(*((registered,) if registered else ()), *signed.notes),
    )


def earlier_text(known: Verdict, number: str) -> Verdict:
    """A text that was made anew afterwards; the signatures were given to the later one."""
    return replace(
        known,
        situation=Situation.REPLACED,
        explanation=words.DRAFT_BEFORE[0].format(number),
        next_step=words.DRAFT_BEFORE[1],
        signatures=(),
    )


def signed_file_next(office: Office, verdict: Verdict) -> str:
    """How to come by the signed file of a known document."""
    return words.signed_file_next(verdict, office.arrangements.checking.address)


def named_in(office: Office, name: str, data: bytes) -> str | None:
    """The number of the registered document that a file says it is."""
    try:
        return next(_mentioned(office, read_file(name, data)), None)
    except UnreadableFile:
        return None


def frame_of(office: Office, instrument: Instrument) -> Frame:
    """What our editions print around the text of an instrument."""
    edition = edition_of(office, read_draft(office, instrument))
    notices = (*edition.notices, " · ".join(edition.notices))
    imported = isinstance(instrument, ImportedInstrument)
    every_page = (*notices, edition.short_title, AUTHENTICITY)
    return Frame(edition.letterhead, every_page, _printed(office, instrument), imported)


def _printed(office: Office, instrument: Instrument) -> tuple[str, ...]:
    """What the edition for signature and its stamps add, as whole phrases."""
    life = read_life(office, str(instrument.number))
    envelope = life.envelope
    if envelope is None or envelope.version != instrument.version or envelope.crc is None:
        return ()
    checking, digest = office.arrangements.checking, envelope.text_sha256 or ""
    lines = authenticity_lines(checking, instrument.code, envelope.crc, digest)
    block = (" ".join((AUTHENTICITY, *lines)), *lines)
    return (*(one.wording for one in life.signed if one.wording), *block)


def _changed(
    office: Office, base: Verdict, number: str, changes: tuple[ChangedClause, ...]
) -> Verdict:
    explanation = words.CHANGED[0].format(number, words.differences(len(changes)))
    if base.situation is Situation.CANCELLED:
        return replace(base, changes=changes, notes=(explanation, *base.notes))
    return replace(
        base,
        situation=Situation.TAMPERED,
        explanation=explanation,
        next_step=f"{words.CHANGED[1]} {signed_file_next(office, base)}",
        changes=changes,
        signatures=(),  # they were given to other words
    )


def _of_draft(office: Office, number: str) -> Verdict:
    row = office.store.instrument_row(number)
    if row is not None and row["estado"] == "cancelada":
        explanation, next_step = words.by_codes(Situation.CANCELLED, number, None, None)
        return Verdict(Situation.CANCELLED, explanation, next_step, number=number)
    return Verdict(Situation.UNSIGNED, words.DRAFT[0].format(number), words.DRAFT[1], number=number)


def _texts(office: Office, newest: Instrument) -> tuple[NumberedDocument, list[Instrument]]:
    """The text of the newest version, and the versions before it, the latest first."""
    earlier = [
        office.store.instrument(str(newest.number), version)
        for version in range(newest.version - 1, 0, -1)
    ]
    return _text_of(office, newest), [one for one in earlier if one is not None]


def _text_of(office: Office, instrument: Instrument) -> NumberedDocument:
    return read_draft(office, instrument).document


def _mentioned(office: Office, source: SourceText) -> Iterator[str]:
    """The registered documents that the text names: by its codes first, then by its number."""
    for code, crc in CODES.findall(source.text)[:MOST_MENTIONS]:
        row = office.store.authenticity(code, crc.upper())
        if row is not None:
            yield row["numero"]
    seen: set[str] = set()
    unbroken = re.sub(r"/\s+", "/", source.text)
    for sequence, year, unit in NUMBER.findall(unbroken)[:MOST_MENTIONS]:
        parsed = parse_number(f"{sequence}/{year}/{unit}")
        if parsed is None or str(parsed) in seen:
            continue
        seen.add(str(parsed))
        yield from office.store.numbers_like(parsed.sequence, parsed.year, parsed.suffix)
