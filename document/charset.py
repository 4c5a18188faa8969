"""Which characters a document may carry: what the shipped fonts draw, written left to right.

Control characters, bidirectional overrides, right-to-left letters and anything without a glyph in
all four shipped faces are refused, so that no file shows other words than another.
The ranges stand in drawable.txt; a test holds them against the fonts themselves.
"""

import unicodedata
from functools import cache
from pathlib import Path

RANGES = Path(__file__).with_name("drawable.txt")

NAMELESS = {
    "Cc": "caractere de controle",
    "Cn": "código sem caractere",
    "Co": "caractere de uso privado",
    "Cs": "metade de um caractere",
}
"""What stands for the name of a code point that has none, by its Unicode category."""


@cache
def drawable() -> frozenset[int]:
    """Every code point that may appear in a document."""
    points: set[int] = set()
    for line in RANGES.read_text(encoding="ascii").split("\n"):
        if line and not line.startswith("#"):
            first, _, last = line.partition("-")
            points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


@cache
def _welcome() -> frozenset[str]:
    return frozenset(map(chr, drawable())) | {"\n", "\t"}


def undrawable(text: str) -> list[tuple[int, str]]:
    """(position counted from 1, character) of each character that may not appear."""
    text = unicodedata.normalize("NFC", text)
    wrong = set(text) - _welcome()
    if not wrong:
        return []
    return [(place, character) for place, character in enumerate(text, 1) if character in wrong]


def code_point(character: str) -> str:
    """`U+202E (RIGHT-TO-LEFT OVERRIDE)`, for a message."""
    nameless = NAMELESS.get(unicodedata.category(character), "caractere sem nome")
    return f"U+{ord(character):04X} ({unicodedata.name(character, nameless)})"
