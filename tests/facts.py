"""Facts for tests of what is kept: partners recorded, instruments drafted, files rendered."""

import hashlib
from functools import cache
from typing import Any

from instruments.facts import (
    FileFormat,
    FilesRendered,
    InstrumentDrafted,
    PartnerRecorded,
    StoredFile,
)
from instruments.number import InstrumentNumber
from registry.store import Writing
from tests.records import LIBRARY, SUFFIX, instrument, partner

CPF = "529.982.247-25"
RG = "1234567 SSP/MT"


def recorded(name: str = "mpmt", **changes: Any) -> PartnerRecorded:
    """An example partner taken in, with these keys replaced."""
    return PartnerRecorded(partner=partner(name, **changes))


def drafted(
    name: str = "mpmt", sequence: int = 1, version: int = 1, code: str = "", **changes: Any
) -> InstrumentDrafted:
    """A version of instrument `sequence`/2024 for an example partner."""
    made = instrument(partner(name, **changes), sequence=sequence, version=version, code=code)
    return InstrumentDrafted(instrument=made, text_sha256=f"{sequence:032x}{version:032x}")


def rendered(
    sequence: int = 1, version: int = 1, formats: tuple[FileFormat, ...] = ("docx",), salt: str = ""
) -> FilesRendered:
    """Files of a version; another salt makes other bytes."""
    files = tuple(
        StoredFile(
            format=kind,
            engine="motor",
            name=f"ACT-{sequence}.{kind}",
            sha256=hashlib.sha256(f"{sequence}{version}{kind}{salt}".encode()).hexdigest(),
            size=7,
        )
        for kind in formats
    )
    return FilesRendered(number=numbered(sequence), version=version, files=files)


def numbered(sequence: int) -> InstrumentNumber:
    """The number `sequence`/2024 of the bundled unit."""
    return InstrumentNumber(sequence, 2024, SUFFIX)


@cache
def _sources() -> dict[str, str]:
    return {text.sha256: text.source for text in LIBRARY.all_texts()}


def append_drafted(writing: Writing, fact: InstrumentDrafted) -> None:
    """Write a draft as drafting does: its texts are kept with it."""
    for reference in fact.instrument.request.texts:
        writing.keep_texts([_sources()[reference.sha256]])
    writing.append(fact)
