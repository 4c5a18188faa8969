"""The QR of a document as modules, PNG and SVG. The only importer of segno.

The mask is fixed, so that the same text always gives the same picture. Error correction M bears a
seventh of the picture lost; the quiet zone of four modules belongs to the picture.
"""

import io
import re
from dataclasses import dataclass
from typing import Any

QUIET = 4
MASK = 2
ERROR = "m"
LARGEST_VERSION = 20
"""97 modules: beyond it a picture of 35 mm is too fine for a telephone."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code; `modules` has the quiet zone around it, True is dark."""

    text: str
    version: int
    modules: tuple[tuple[bool, ...], ...]
    _made: Any

    @property
    def side(self) -> int:
        """Modules from edge to edge, quiet zone included."""
        return len(self.modules)

    def png(self, scale: int = 6) -> bytes:
        """A PNG of `scale` pixels a module, black on white."""
        out = io.BytesIO()
        self._made.save(out, kind="png", scale=scale, border=QUIET, dark="#000", light="#fff")
        return out.getvalue()

    def svg(self) -> bytes:
        """An SVG without any size of its own: it fills the place it is given."""
        runs = "".join(
            f"M{found.start()} {line}h{len(found[0])}v1h-{len(found[0])}z"
            for line, row in enumerate(self.modules)
            for found in re.finditer("1+", "".join("01"[dark] for dark in row))
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.side} {self.side}" '
            'shape-rendering="crispEdges">'
            f'<path fill="#fff" d="M0 0h{self.side}v{self.side}H0z"/><path d="{runs}"/></svg>\n'
        ).encode()


def qr_code(text: str) -> QrCode:
    """The QR of a text; its digits at the end are written as digits. Raises ValueError."""
    import segno

    digits = re.search(r"[0-9]{12,}\Z", text)
    start = digits.start() if digits else len(text)
    parts: Any = [part for part in (text[:start], text[start:]) if part]  # its types say: one text
    try:
        made = segno.make(parts, error=ERROR, mask=MASK, micro=False, boost_error=False)
    except segno.DataOverflowError as error:
        raise ValueError("the text is too long for a QR code") from error
    version = int(made.version)
    if version > LARGEST_VERSION:
        raise ValueError(f"version {version} is too fine for the place of the QR")
    modules = tuple(tuple(bool(module) for module in row) for row in made.matrix_iter(border=QUIET))
    return QrCode(text, version, modules, made)
