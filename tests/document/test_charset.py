"""Which characters a document may carry, held against the fonts themselves."""

import sys
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from document.charset import RANGES, code_point, drawable, undrawable

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")

WITHOUT_INK = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "LRO", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI"}
HEBREW = range(0x0590, 0x0600)  # its vowel points have no direction of their own


@cache
def drawn_by_every_face() -> frozenset[int]:
    """The code points with a glyph in all four faces."""
    maps = []
    for face in FACES:
        with TTFont(FONTS / f"LiberationSerif-{face}.ttf") as font:
            maps.append(set(font.getBestCmap()))
    return frozenset(set.intersection(*maps))


def allowed(point: int) -> bool:
    character = chr(point)
    return (
        unicodedata.category(character) not in WITHOUT_INK
        and unicodedata.bidirectional(character) not in RIGHT_TO_LEFT
        and point not in HEBREW
    )


def test_the_table_is_what_the_four_fonts_draw_without_what_is_refused() -> None:
    assert drawable() == {point for point in drawn_by_every_face() if allowed(point)}


def test_the_four_faces_are_the_fonts_that_are_shipped() -> None:
    assert {path.stem for path in FONTS.glob("*.ttf")} == {
        f"LiberationSerif-{face}" for face in FACES
    }


def test_the_ranges_are_in_order_and_do_not_touch() -> None:
    lines = [line for line in RANGES.read_text("ascii").splitlines() if line[0] != "#"]
    ends = [[int(part, 16) for part in line.split("-")] for line in lines]
    for before, after in pairwise(ends):
        assert before[-1] + 1 < after[0]


def test_everything_that_portuguese_and_law_need_can_be_drawn() -> None:
    text = (
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 "
        "áàâãéêíóôõúüçÁÀÂÃÉÊÍÓÔÕÚÜÇ ºª§°№ “aspas” ‘simples’ – — … • R$ € % & @ # * / \\ "
        "()[]{}<>+-=_|~^¨ ñÑ ½ ² ³"
    )
    assert undrawable(text) == []


@pytest.mark.parametrize("label", ["I –", "a)", "1.", "•", "§ 1º"])
def test_every_label_can_be_drawn(label: str) -> None:
    assert undrawable(label) == []


@pytest.mark.parametrize(
    ("character", "told"),
    [
        ("\U0001f600", "U+1F600 (GRINNING FACE)"),
        ("\U0001f1e7", "U+1F1E7 (REGIONAL INDICATOR SYMBOL LETTER B)"),
        ("\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("\u202d", "U+202D (LEFT-TO-RIGHT OVERRIDE)"),
        ("\u2066", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ("\u200f", "U+200F (RIGHT-TO-LEFT MARK)"),
        ("\u200b", "U+200B (ZERO WIDTH SPACE)"),
        ("\u200d", "U+200D (ZERO WIDTH JOINER)"),
        ("\u00ad", "U+00AD (SOFT HYPHEN)"),
        ("\ufeff", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("\ufe0f", "U+FE0F (VARIATION SELECTOR-16)"),
        ("\u2028", "U+2028 (LINE SEPARATOR)"),
        ("\ufffd", "U+FFFD (REPLACEMENT CHARACTER)"),
        ("א", "U+05D0 (HEBREW LETTER ALEF)"),
        ("م", "U+0645 (ARABIC LETTER MEEM)"),
        ("中", "U+4E2D (CJK UNIFIED IDEOGRAPH-4E2D)"),
        ("\0", "U+0000 (caractere de controle)"),
        ("\r", "U+000D (caractere de controle)"),
        ("\x1b", "U+001B (caractere de controle)"),
        ("\x7f", "U+007F (caractere de controle)"),
        ("\x85", "U+0085 (caractere de controle)"),
        ("\ue000", "U+E000 (caractere de uso privado)"),
        ("\U0010fffd", "U+10FFFD (caractere de uso privado)"),
        ("\ud800", "U+D800 (metade de um caractere)"),
        ("\U00017000", "U+17000 (caractere sem nome)"),
        ("\u0378", "U+0378 (código sem caractere)"),
        ("\uffff", "U+FFFF (código sem caractere)"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_its_code_point(character: str, told: str) -> None:
    assert undrawable(f"ab{character}c") == [(3, character)]
    assert code_point(character) == told


def test_every_character_at_fault_is_told_with_its_position() -> None:
    assert undrawable("\u202ea\U0001f600\0") == [(1, "\u202e"), (3, "\U0001f600"), (4, "\0")]


def test_every_code_point_can_be_told() -> None:
    for point in range(sys.maxunicode + 1):
        assert code_point(chr(point)).startswith(f"U+{point:04X} (")


def test_positions_count_composed_letters_as_one() -> None:
    assert undrawable("a\u0303\U0001f600") == [(2, "\U0001f600")]


def test_line_breaks_and_tabs_are_allowed() -> None:
    assert undrawable("a\nb\tc") == []


def test_a_sound_text_has_nothing_to_tell() -> None:
    assert undrawable("") == []
    assert undrawable("Defensoria Pública do Estado da Bahia – DPE/BA") == []
