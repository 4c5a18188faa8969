"""The font of the stamps: put into the PDF with the fields, so that a signature only refers to it.

A font that came with each signature would cost a subset and tens of kilobytes a time. This one is
the shipped Liberation Serif, cut down to the Latin letters that documents may show, under its own
glyph numbers; widths and glyphs of a text are looked up in the shipped file.
"""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from document.charset import drawable

FONT = Path(__file__).parents[2] / "templates" / "fonts" / "LiberationSerif-Regular.ttf"
NAME = "PACTUA+LiberationSerif"
EM = 1000
REPLACEMENT = "?"
LATIN = range(0x20, 0x250)
PUNCTUATION = range(0x2010, 0x2045)
"""What names, roles and phrases are written in; other letters come out as a question mark."""


@dataclass(frozen=True, slots=True)
class StampFont:
    """What a PDF needs to carry the font, in its units of a thousandth of the size."""

    glyphs: dict[int, int]
    """Glyph number of each character."""
    widths: dict[int, int]
    """Width of each glyph."""
    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]

    def encode(self, text: str) -> bytes:
        """The text as glyph numbers of two bytes, in hex digits."""
        return b"".join(b"%04X" % self._glyph(character) for character in text)

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in points."""
        return sum(self.widths[self._glyph(character)] for character in text) * size / EM

    def _glyph(self, character: str) -> int:
        return self.glyphs.get(ord(character)) or self.glyphs[ord(REPLACEMENT)]


@cache
def stamp_font() -> StampFont:
    """The font; it takes a moment to cut, once a process."""
    font = TTFont(FONT, lazy=True, recalcTimestamp=False)
    scale = EM / font["head"].unitsPerEm

    def scaled(value: int) -> int:
        number: int = round(value * scale)
        return number

    order = font.getReverseGlyphMap()
    wanted = {code for code in drawable() if code in LATIN or code in PUNCTUATION}
    glyphs = {code: order[name] for code, name in font.getBestCmap().items() if code in wanted}
    names = font.getGlyphOrder()
    metrics = font["hmtx"].metrics
    widths = {number: scaled(metrics[names[number]][0]) for number in {0, *glyphs.values()}}
    head, os2, hhea = font["head"], font["OS/2"], font["hhea"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    found = StampFont(
        glyphs=glyphs,
        widths=widths,
        ascent=scaled(hhea.ascent),
        descent=scaled(hhea.descent),
        cap_height=scaled(os2.sCapHeight),
        box=(scaled(box[0]), scaled(box[1]), scaled(box[2]), scaled(box[3])),
    )
    font.close()
    return found


@cache
def font_program() -> bytes:
    """The font file that goes into the PDF: the same bytes each time."""
    font = TTFont(FONT, recalcTimestamp=False)
    options = Options()
    options.retain_gids = True
    options.hinting = False
    options.layout_features = []
    options.name_IDs = []
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "kern"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=sorted(stamp_font().glyphs))
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    font.close()
    return out.getvalue()
