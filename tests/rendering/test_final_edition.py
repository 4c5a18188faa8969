"""The edition that goes out for signature: the same words, with room for stamps and a block that
tells how to check it."""

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from document.canonical import canonical_text
from rendering.port import Authenticity, Edition, Laid, PdfEngine, Picture
from rendering.typst_engine import TypstEngine
from rendering.weasy import WeasyEngine
from signatures.qr import qr_code
from tests.rendering.pdf_reading import body, folded
from tests.samples import sample_edition
from tests.signed import WITNESS, final_edition, short_document
from tests.tools.verapdf import validate

LINE = "A autenticidade deste documento pode ser conferida em exemplo.gov.br."
ENGINES: dict[str, PdfEngine] = {"typst": TypstEngine(), "weasyprint": WeasyEngine()}
MM = 72 / 25.4

pytestmark = pytest.mark.requires("pdftotext")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> PdfEngine:
    return ENGINES[request.param]


def laid(engine: PdfEngine, edition: Edition | None = None) -> Laid:
    return engine.lay_out(short_document(), edition or final_edition())


def text_of(pdf: bytes) -> str:
    return folded(" ".join(line for page in body(pdf) for line in page))


def test_one_who_signs_alone_in_a_row_stands_in_the_middle(engine: PdfEngine) -> None:
    stamps = laid(engine).stamps
    middle = {name: (room.left + room.right) / 2 for name, room in stamps.items()}
    width = {name: room.right - room.left for name, room in stamps.items()}

    assert middle["testemunha-1"] == pytest.approx((middle["orgao"] + middle["mpmt"]) / 2, abs=3)
    assert width["testemunha-1"] == pytest.approx(width["orgao"], abs=3)


def test_the_words_of_the_instrument_are_those_of_every_other_edition(engine: PdfEngine) -> None:
    said = text_of(laid(engine).pdf)
    canonical = folded(canonical_text(short_document()))
    assert said.startswith(canonical)
    assert said.removeprefix(canonical).split() == (
        f"TESTEMUNHAS {WITNESS.name} {WITNESS.role} AUTENTICIDADE {LINE}".split()
    )


def test_the_room_for_a_stamp_is_empty_and_of_one_size(engine: PdfEngine) -> None:
    found = laid(engine)
    for room in found.stamps.values():
        assert room.top - room.bottom == pytest.approx(24 * MM, abs=0.5)
        assert room.right - room.left == pytest.approx(160 * MM * 0.46, abs=0.5)
        box = {
            "-x": room.left,
            "-y": 297 * MM - room.top,
            "-W": room.right - room.left,
            "-H": room.top - room.bottom,
        }
        crop = [text for key, points in box.items() for text in (key, str(int(points)))]
        page = str(room.page + 1)
        told = subprocess.run(
            ["pdftotext", "-f", page, "-l", page, *crop, "-", "-"],
            input=found.pdf,
            capture_output=True,
            check=True,
        )
        assert told.stdout.strip() == b""


def test_a_draft_has_no_room_and_no_block(engine: PdfEngine) -> None:
    found = laid(engine, sample_edition())
    assert found.stamps == {}
    assert "AUTENTICIDADE" not in text_of(found.pdf)


def test_both_ways_of_drawing_give_the_same_bytes(engine: PdfEngine) -> None:
    assert engine.render(short_document(), final_edition()) == laid(engine).pdf


def test_the_qr_may_be_a_png_and_has_words(engine: PdfEngine) -> None:
    picture = Picture(qr_code("https://exemplo.gov.br").png(), "png", "Leva à conferência")
    pdf = laid(engine, final_edition(authenticity=Authenticity((LINE,), picture))).pdf
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages[-1].images) == 1


def test_without_a_qr_the_words_stand_alone(engine: PdfEngine) -> None:
    pdf = laid(engine, final_edition(authenticity=Authenticity((LINE,)))).pdf
    assert LINE in text_of(pdf)


@pytest.mark.requires("java", "javac")
def test_it_keeps_pdf_a_and_pdf_ua(tmp_path: Path) -> None:
    png = Picture(qr_code("https://exemplo.gov.br").png(), "png", "Leva à conferência")
    editions = {
        "svg": final_edition(),
        "png": final_edition(authenticity=Authenticity((LINE,), png)),
        "nenhum": replace(final_edition(), authenticity=Authenticity((LINE,)), witnesses=()),
    }
    files = []
    for name, engine in ENGINES.items():
        for kind, edition in editions.items():
            files.append(tmp_path / f"{name}-{kind}.pdf")
            files[-1].write_bytes(laid(engine, edition).pdf)
    assert [str(one) for one in validate("3a,ua1", files) if not one.compliant] == []
