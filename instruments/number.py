"""The number of an instrument: sequence and year within the unit, and the unit's suffix."""

from typing import NamedTuple

PROVISIONAL = frozenset({"IMPORTADO", "ADITIVO", "RESCISAO"})
"""Units of numbers that are given to imported documents without one of their own."""


class InstrumentNumber(NamedTuple):
    """`1/2026/CIHP/CGSINDEC/DPDC/SENACON`, the work; versions of it share the number."""

    sequence: int
    year: int
    suffix: str

    def __str__(self) -> str:
        return f"{self.short}/{self.suffix}"

    @property
    def short(self) -> str:
        """`1/2026`."""
        return f"{self.sequence}/{self.year}"

    @property
    def is_provisional(self) -> bool:
        """Whether it was given to an imported document that has none."""
        return self.suffix in PROVISIONAL


def parse_number(text: str) -> InstrumentNumber | None:
    """The number in full or short (suffix ""), with or without `Nº`; None when it is not one."""
    words = text.strip()
    if words[:2] in ("Nº", "nº", "N°", "n°"):  # the degree sign is what many keyboards give
        words = words[2:].strip()
    sequence, _, rest = words.partition("/")
    year, _, suffix = rest.partition("/")
    if not (sequence.isascii() and sequence.isdecimal() and year.isascii() and year.isdecimal()):
        return None
    if len(year) != 4 or len(sequence) > 9 or int(sequence) < 1:
        return None
    return InstrumentNumber(int(sequence), int(year), suffix.upper())
