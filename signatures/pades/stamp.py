"""The visible stamp of a signature: the phrase of the body, fitted into the room of its field.

Drawn with the font that came with the fields, so it adds a few hundred bytes to the file. The words
come ready (signatures/wording.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from signatures.pades.fields import FONT_RESOURCE
from signatures.pades.stamp_font import EM, stamp_font

LARGEST, SMALLEST, STEP = 9.0, 4.0, 0.25
MARGIN = 3.0
LEADING = 1.15


@dataclass(frozen=True)
class PhraseStyle(BaseStampStyle):
    """A stamp that is nothing but its words."""

    border_width: int = 0
    phrase: str = ""

    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]
    ) -> "PhraseStamp":
        """The stamp for a field of this size."""
        return PhraseStamp(writer, self, box)


class PhraseStamp(BaseStamp):
    """The words of a stamp as a form of the PDF."""

    def _render_inner_content(self) -> list[bytes]:
        writer: Any = self.writer
        reference = writer.root["/AcroForm"]["/DR"]["/Font"].raw_get(FONT_RESOURCE)
        self.set_resource(ResourceType.FONT, pdf_name(FONT_RESOURCE), reference)
        width, height = float(self.box.width), float(self.box.height)
        size, lines = fitted(self.style.phrase, width - 2 * MARGIN, height - 2 * MARGIN)
        font = stamp_font()
        leading = size * LEADING
        top = height - (height - leading * len(lines)) / 2
        first = top - font.ascent * size / EM
        drawn = [b"BT", b"%s %g Tf" % (FONT_RESOURCE.encode(), size), b"%g TL" % leading]
        drawn.append(b"%g %g Td" % (MARGIN, first))
        drawn += [b"<%s> Tj T*" % font.encode(line) for line in lines]
        return [*drawn, b"ET"]


def fitted(text: str, width: float, height: float) -> tuple[float, list[str]]:
    """The largest size at which the text fits, and its lines; the smallest when none does."""
    size = LARGEST
    while size > SMALLEST:
        lines = list(_lines(text, width, size))
        if len(lines) * size * LEADING <= height:
            return size, lines
        size -= STEP
    return SMALLEST, list(_lines(text, width, SMALLEST))


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    """The text broken at its spaces; a word that is too wide by itself is cut."""
    font = stamp_font()
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if font.width(longer, size) <= width:
            line = longer
            continue
        if line:
            yield line
        while font.width(word, size) > width:
            cut = next(n for n in range(len(word) - 1, 0, -1) if _fits(word[:n], width, size))
            yield word[:cut]
            word = word[cut:]
        line = word
    if line:
        yield line


def _fits(text: str, width: float, size: float) -> bool:
    return len(text) == 1 or stamp_font().width(text, size) <= width
