"""PDF by WeasyPrint: its words, its pages, what a screen reader hears, and that it fetches nothing.

What PDF/A and PDF/UA ask for is in test_archival.py.
"""

import io
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from document.canonical import canonical_text
from document.labels import number
from document.tree import Annex, Cell, NumberedDocument, Paragraph, Run, Section, Table
from faults.errors import BadTemplate
from rendering.weasy import WeasyEngine
from tests.rendering.pdf_reading import body, folded, lines_of, once
from tests.samples import HOSTILE_NAME, numbered_sample, sample_document, sample_edition

NAMES = ["Ministério Público do Estado de Mato Grosso", HOSTILE_NAME]
REPEATED = "Eixo Ação Início Fim Responsável Evidência"
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.requires("pdftotext", "pdfinfo")


@pytest.fixture(scope="module")
def engine() -> WeasyEngine:
    return WeasyEngine()


@pytest.fixture(scope="module")
def sample(engine: WeasyEngine) -> bytes:
    return engine.render(numbered_sample(), sample_edition())


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that nobody should call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def address(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}/x.png"


def was_called(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except TimeoutError:
        return False
    return True


def stretched(filler: int) -> NumberedDocument:
    """The sample with so many lines before its first clause and before its last section."""
    document = sample_document()
    lines = tuple(Paragraph((Run(f"Linha {n}."),)) for n in range(filler))
    (annex,) = document.annexes
    annex = replace(annex, sections=(Section("enchimento", "Linhas", lines), *annex.sections))
    return number(replace(document, opening=document.opening + lines, annexes=(annex,)))


@pytest.mark.parametrize("name", NAMES)
def test_the_body_of_the_pages_is_the_canonical_text(engine: WeasyEngine, name: str) -> None:
    document = numbered_sample(name)
    pages = body(engine.render(document, sample_edition()))
    text = " ".join(line for page in pages for line in page)

    assert once(folded(text), REPEATED) == folded(canonical_text(document))


def test_a_screen_reader_hears_the_canonical_text_in_order_and_no_margins(sample: bytes) -> None:
    command = ["pdfinfo", "-struct-text", "-"]
    told = subprocess.run(command, input=sample, capture_output=True, check=True).stdout.decode()
    heard = "".join(line.strip()[1:-1] for line in told.splitlines() if line.strip()[:1] == '"')
    first, header, rest = "".join(heard.split()).partition(REPEATED.replace(" ", ""))

    assert first + header + rest.replace(header, "") == "".join(
        canonical_text(numbered_sample()).split()
    )


def test_headings_lists_and_tables_are_tagged_as_such(sample: bytes) -> None:
    command = ["pdfinfo", "-struct", "-"]
    told = subprocess.run(command, input=sample, capture_output=True, check=True).stdout.decode()
    tags = [line.split()[0].rstrip(":") for line in told.splitlines() if line.strip()]

    assert [tag for tag in tags if tag in {"H1", "H2", "H3", "H4"}] == [
        *("H1", "H2", "H2", "H2", "H3", "H3", "H3"),
    ]
    assert {"L", "LI", "LBody", "Table", "Caption", "THead", "TBody", "TR", "TH", "TD"} <= set(tags)


def test_it_is_tagged_and_says_its_language_title_and_dates(sample: bytes) -> None:
    reader = PdfReader(io.BytesIO(sample))
    catalog: Any = reader.root_object
    told = reader.metadata
    assert told is not None

    assert catalog["/Lang"] == "pt-BR"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert told.title == sample_edition().title
    assert told.author == "Secretaria Nacional do Consumidor"
    assert told.subject == "Adesão à plataforma consumidor.gov.br"
    assert told.creation_date == told.modification_date == datetime(2024, 1, 10, 12, tzinfo=UTC)


def test_the_data_of_the_instrument_goes_along(sample: bytes) -> None:
    reader = PdfReader(io.BytesIO(sample))
    (attached,) = reader.attachment_list
    catalog: Any = reader.root_object
    (associated,) = catalog["/AF"]

    assert attached.name == "dados-do-instrumento.json"
    assert attached.content == b'{"numero": "1/2024"}'
    assert associated.get_object()["/AFRelationship"] == "/Data"


def test_an_edition_without_data_attaches_nothing(engine: WeasyEngine) -> None:
    pdf = engine.render(numbered_sample(), replace(sample_edition(), data=b""))

    assert not PdfReader(io.BytesIO(pdf)).attachments


def test_every_page_tells_its_number_of_how_many_and_the_document(sample: bytes) -> None:
    feet = [lines_of(sample, page, 272, 25) for page in (1, 2, 3)]
    name = "ACT nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON"

    assert [" ".join(foot) for foot in feet] == [f"{name} Página {n} de 3" for n in (1, 2, 3)]


def test_notices_stand_on_every_page_and_the_letterhead_on_the_first(sample: bytes) -> None:
    notice = "MINUTA – sem validade · Texto-base sem ato de aprovação"

    assert lines_of(sample, 1, 0, 42) == [*sample_edition().letterhead, notice]
    assert lines_of(sample, 2, 0, 30) == [notice]
    assert lines_of(sample, 3, 0, 30) == [notice]


def test_without_notices_the_top_of_a_page_is_empty(engine: WeasyEngine) -> None:
    pdf = engine.render(numbered_sample(), replace(sample_edition(), notices=()))

    assert lines_of(pdf, 2, 0, 30) == [""]


def test_the_header_row_of_a_table_repeats_on_the_next_page(sample: bytes) -> None:
    assert body(sample)[2][0] == REPEATED


@pytest.mark.parametrize("filler", range(14, 26))
def test_no_heading_ends_a_page_and_signatures_stay_with_the_text(
    engine: WeasyEngine, filler: int
) -> None:
    pages = body(engine.render(stretched(filler), sample_edition()))
    closing = [page for page in pages if "E, por estarem de acordo, assinam." in page]
    headings = re.compile(r"CLÁUSULA |ANEXO |\d\. [A-Z]|PARTÍCIPES:|Ações$|Partícipe 2$|Eixo Ação")

    assert [page[-1] for page in pages if headings.match(page[-1])] == []
    assert len(closing) == 1
    assert {"WADIH NEMER DAMOUS FILHO", "CLAIRE VOGEL DUTRA"} <= set(closing[0])


@pytest.mark.parametrize("filler", range(26, 31))
def test_no_row_of_a_form_stands_alone_on_the_next_page(engine: WeasyEngine, filler: int) -> None:
    form = Table(
        "Partícipe",
        tuple((Cell((Run(f"Dado {n}"),)), Cell((Run("valor"),))) for n in range(8)),
        (30, 70),
    )
    lines = tuple(Paragraph((Run(f"Linha {n}."),)) for n in range(filler))
    annex = Annex("plano", "Plano", (Section("dados", "Dados", (*lines, form)),))
    document = number(replace(sample_document(), annexes=(annex,)))
    pages = body(engine.render(document, sample_edition()))

    rows = [sum(line.startswith("Dado ") for line in page) for page in pages]
    assert sorted(rows)[-2:] == [0, 8]


def test_only_the_fonts_of_templates_are_used(sample: bytes) -> None:
    pages: Any = PdfReader(io.BytesIO(sample)).pages
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts == {
        "Pactua-Liberation-Serif",
        "Pactua-Liberation-Serif-Bold",
        "Pactua-Liberation-Serif-Italic",
    }


def test_an_address_in_a_name_is_text_and_nobody_is_called(
    engine: WeasyEngine, listener: socket.socket
) -> None:
    name = f'<img src="{address(listener)}"><link rel=attachment href="file:///etc/passwd">'
    pdf = engine.render(numbered_sample(name), sample_edition())

    assert not was_called(listener)
    assert len(PdfReader(io.BytesIO(pdf)).attachments) == 1
    assert "".join(name.split()) in "".join(
        "".join(line.split()) for page in body(pdf) for line in page
    )


@pytest.mark.parametrize(
    "reference",
    [
        '<img alt="" src="{}">',
        '<style>@import url("{}");</style>',
        '<p style="background-image: url({})">a</p>',
    ],
)
def test_a_template_that_asks_for_something_outside_is_refused(
    tmp_path: Path, listener: socket.socket, reference: str
) -> None:
    (tmp_path / "pdf.html").write_text(reference.format(address(listener)))

    with pytest.raises(BadTemplate) as raised:
        WeasyEngine([tmp_path]).render(numbered_sample(), sample_edition())

    assert not was_called(listener)
    assert raised.value.message == (
        f"o modelo do PDF pede o endereço {address(listener)}, e um documento não pode buscar nada "
        "fora do sistema."
    )


@pytest.mark.parametrize("source", ["logo.png", "file:///etc/hostname", "fonte:../html/pdf.css"])
def test_a_template_cannot_read_a_file_of_the_machine(tmp_path: Path, source: str) -> None:
    (tmp_path / "pdf.html").write_text(f'<img alt="" src="{source}">')

    with pytest.raises(BadTemplate, match="fora do sistema"):
        WeasyEngine([tmp_path]).render(numbered_sample(), sample_edition())


def test_the_same_edition_gives_the_same_bytes_whatever_came_before(
    engine: WeasyEngine, sample: bytes
) -> None:
    engine.render(numbered_sample(HOSTILE_NAME), replace(sample_edition(), notices=()))

    assert engine.render(numbered_sample(), sample_edition()) == sample


def test_another_process_gives_the_same_bytes_and_loads_weasyprint_late(
    sample: bytes, tmp_path: Path
) -> None:
    program = (
        "import sys; from rendering.weasy import WeasyEngine\n"
        "from tests.samples import numbered_sample, sample_edition\n"
        "assert 'weasyprint' not in sys.modules\n"
        "pdf = WeasyEngine().render(numbered_sample(), sample_edition())\n"
        "sys.stdout.buffer.write(pdf)\n"
    )
    surroundings = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, env=surroundings, cwd=tmp_path)

    assert done.stdout == sample
