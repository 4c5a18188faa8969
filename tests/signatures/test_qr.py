"""The QR as a picture: another program reads it back, also when it is damaged."""

import io

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from signatures.qr import QUIET, qr_code
from tests.signatures.test_statement import TEXT


def read(png: bytes, stain: float = 0) -> str:
    """What zxing reads in a picture, of which a square in the middle is stained."""
    picture = Image.open(io.BytesIO(png)).convert("L")
    side = picture.width
    half = side * stain / 2
    if stain:
        place = (side / 2 - half, side / 2 - half, side / 2 + half, side / 2 + half)
        ImageDraw.Draw(picture).rectangle(place, fill=255)
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


def test_another_program_reads_the_text_out_of_the_picture() -> None:
    assert read(qr_code(TEXT).png(4)) == TEXT


def test_a_stain_over_a_twentieth_of_it_does_no_harm() -> None:
    assert read(qr_code(TEXT).png(8), stain=0.22) == TEXT


def test_the_same_text_gives_the_same_picture() -> None:
    assert qr_code(TEXT).png(4) == qr_code(TEXT).png(4)
    assert qr_code(TEXT).svg() == qr_code(TEXT).svg()


def test_the_quiet_zone_belongs_to_the_picture() -> None:
    code = qr_code(TEXT)
    edge = [row[:QUIET] + row[-QUIET:] for row in code.modules]

    assert code.side == 4 * code.version + 17 + 2 * QUIET
    assert not any(any(row) for row in (*code.modules[:QUIET], *code.modules[-QUIET:], *edge))


def test_the_svg_shows_the_same_modules_as_the_png() -> None:
    code = qr_code(TEXT)
    svg = code.svg().decode()
    dark = set()
    for run in svg.split('<path d="')[1].split('"')[0].split("z")[:-1]:
        start, length = run.removeprefix("M").split("h")[0], run.split("h")[1].split("v")[0]
        column, line = map(int, start.split(" "))
        dark |= {(line, column + step) for step in range(int(length))}

    assert dark == {
        (line, column)
        for line, row in enumerate(code.modules)
        for column, module in enumerate(row)
        if module
    }


def test_a_text_that_would_be_too_fine_is_refused() -> None:
    with pytest.raises(ValueError, match="too fine"):
        qr_code("https://exemplo.gov.br/" + "x" * 900)
    with pytest.raises(ValueError, match="too long"):
        qr_code("x" * 4000)
