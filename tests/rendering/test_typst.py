"""PDF by Typst: its words, its pages, what a screen reader hears, and what the validators say.

Templates of the user's own are in test_typst_template.py.
"""

import io
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from document.canonical import canonical_text
from document.labels import number
from document.tree import (
    Annex,
    Cell,
    Clause,
    Document,
    Item,
    ItemList,
    NumberedDocument,
    Paragraph,
    Run,
    Section,
    SignaturePlace,
    Table,
)
from rendering.typst_engine import TypstEngine
from tests.rendering.pdf_reading import body, lines_of
from tests.samples import HOSTILE_NAME, numbered_sample, sample_document, sample_edition
from tests.tools.verapdf import validate

NAMES = ["Ministério Público do Estado de Mato Grosso", HOSTILE_NAME]
MARKUP = (
    r"*a* _b_ `c` $x$ #let y = 1 #y @d <e> = f - g + h / i: ~ -- --- ... \u{41} // j /* k */ "
    "it's \"aspas\" 'simples' https://exemplo.br/pt-br {{ 7*7 }} [l] {m} \\ fi fl ffi"
)
REPEATED = "Eixo Ação Início Fim Responsável Evidência"
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.requires("pdftotext", "pdfinfo")


@pytest.fixture(scope="module")
def engine() -> TypstEngine:
    return TypstEngine()


@pytest.fixture(scope="module")
def sample(engine: TypstEngine) -> bytes:
    return engine.render(numbered_sample(), sample_edition())


def shown(pdf: bytes) -> str:
    """The words between the margins, page after page, no line joined to another."""
    return " ".join(" ".join(line for page in body(pdf) for line in page).split())


def heard(pdf: bytes) -> str:
    """The words that are tagged, in the order of the tags: without margins and repetitions."""
    command = ["pdfinfo", "-struct-text", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    words = ""
    for line in told.decode(errors="replace").split("\n"):  # it prints titles in UTF-16
        text = re.fullmatch(r'\s+"(.*)"', line)
        inline = "(inline)" in line or line.strip().startswith("/")
        words += text[1] if text else "" if inline else " "
    return " ".join(words.split())


def canonical(document: NumberedDocument) -> str:
    return " ".join(canonical_text(document).split())


def tags(pdf: bytes) -> list[str]:
    command = ["pdfinfo", "-struct", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    lines = told.decode(errors="replace").split("\n")
    return [line.split()[0].rstrip(":") for line in lines if line.strip()]


def of_paragraphs(*texts: str) -> NumberedDocument:
    blocks = tuple(Paragraph((Run(text),)) for text in texts)
    return number(Document("TÍTULO", (), blocks, (), (), ()))


def stretched(filler: int) -> NumberedDocument:
    """The sample with so many lines before its first clause and before its last section."""
    document = sample_document()
    lines = tuple(Paragraph((Run(f"Linha {n}."),)) for n in range(filler))
    (annex,) = document.annexes
    annex = replace(annex, sections=(Section("enchimento", "Linhas", lines), *annex.sections))
    return number(replace(document, opening=document.opening + lines, annexes=(annex,)))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_pages_show_and_the_tags_say_is_the_canonical_text(
    engine: TypstEngine, name: str
) -> None:
    document = numbered_sample(name)
    pdf = engine.render(document, sample_edition())
    first, header, rest = shown(pdf).partition(REPEATED)

    assert heard(pdf) == canonical(document)
    assert first + header + rest.replace(f" {REPEATED}", "") == canonical(document)


def test_data_is_never_markup_wherever_it_stands(engine: TypstEngine) -> None:
    run = (Run(MARKUP, italic=True),)
    items = ItemList("inciso", tuple(Item(run) for _ in range(9)))
    table = Table(MARKUP, ((Cell(run), Cell(run)),), (40, 60), (MARKUP, MARKUP))
    clause = Clause("c", MARKUP, (Paragraph(run), items, table))
    place = SignaturePlace("p", MARKUP, MARKUP, MARKUP)
    annex = Annex("a", MARKUP, (Section("s", MARKUP, (table,)),))
    opening = (Paragraph(run, "ementa"), Paragraph(run, "rotulo"))
    document = number(Document(MARKUP, (MARKUP,), opening, (clause,), (), (place,), (annex,)))
    frame = replace(sample_edition(), title=MARKUP, short_title=MARKUP, notices=(MARKUP,))
    pdf = engine.render(document, frame)
    told = PdfReader(io.BytesIO(pdf)).metadata

    assert heard(pdf) == canonical(document)
    assert told is not None
    assert told.title == MARKUP
    for top, height in ((0, 30), (272, 25)):
        assert "".join(MARKUP.split()) in "".join("".join(lines_of(pdf, 2, top, height)).split())


def test_no_word_is_broken_nor_hyphen_repeated_at_the_end_of_a_line(engine: TypstEngine) -> None:
    words = "Subprocuradora-Geral, 14.921.092/0001-57, CIHP/CGSINDEC/DPDC, sim…não (guarda-chuva)."
    document = of_paragraphs(*(f"{'a' * n} {words}" for n in range(1, 70)))
    bold = tuple(
        Paragraph((Run(f"{'i' * n} PORTARIA A AÇÃO V A Meta-", bold=True), Run("dado/MT.")))
        for n in range(1, 70)
    )
    document = number(replace(document, opening=document.opening + bold))

    assert shown(engine.render(document, sample_edition())) == canonical(document)


def test_a_word_wider_than_its_cell_is_cut_inside_the_cell(engine: TypstEngine) -> None:
    address = "coordenacao.geral_sindec@consumidor-nacional.mj.gov.br"
    row = (Cell((Run(address),)), Cell((Run("B" * 30),)), Cell((Run("Fim"),)))
    table = Table("Contato", (row,), (20, 11, 69), ("E-mail", "Sigla", "Fim"))
    document = number(replace(sample_document(), clauses=(Clause("c", "Contato", (table,)),)))
    pdf = engine.render(document, sample_edition())
    command = ["pdftotext", "-raw", "-f", "1", "-l", "1", "-x", "86", "-W", "140", "-y", "0"]
    left = subprocess.run(
        [*command, "-H", "842", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()

    assert heard(pdf) == canonical(document)
    assert f"{address}{'B' * 30}" in "".join(left.split())


def test_headings_lists_and_tables_are_tagged_as_such(sample: bytes) -> None:
    found = tags(sample)

    assert [tag for tag in found if re.fullmatch(r"H\d?", tag)] == [
        *("H1", "H2", "H2", "H2", "H3", "H3", "H3"),
    ]
    assert {"L", "LI", "Lbl", "LBody", "Table", "Caption", "TR", "TD"} <= set(found)
    assert [found.count(tag) for tag in ("Table", "THead", "TBody", "TH")] == [2, 1, 1, 6]


def test_it_says_its_language_title_and_dates(sample: bytes) -> None:
    reader = PdfReader(io.BytesIO(sample))
    catalog: Any = reader.root_object
    told = reader.metadata
    assert told is not None

    assert catalog["/Lang"] == "pt-BR"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert told.title == sample_edition().title
    assert told.author == "Secretaria Nacional do Consumidor"
    assert told.subject == "Adesão à plataforma consumidor.gov.br"
    assert told.keywords == "ACT nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON"
    assert told.creation_date == told.modification_date == datetime(2024, 1, 10, 12, tzinfo=UTC)


def test_the_data_of_the_instrument_goes_along(sample: bytes) -> None:
    reader = PdfReader(io.BytesIO(sample))
    (attached,) = reader.attachment_list
    catalog: Any = reader.root_object
    (associated,) = catalog["/AF"]

    assert attached.name == "dados-do-instrumento.json"
    assert attached.content == b'{"numero": "1/2024"}'
    assert associated.get_object()["/AFRelationship"] == "/Data"
    assert associated.get_object()["/Desc"] == "Dados públicos deste instrumento, em JSON"
    assert associated.get_object()["/EF"]["/F"].get_object()["/Subtype"] == "/application/json"


def test_an_edition_without_data_attaches_nothing(engine: TypstEngine) -> None:
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


def test_without_notices_and_letterhead_the_top_of_a_page_is_empty(engine: TypstEngine) -> None:
    bare = replace(sample_edition(), notices=(), letterhead=())
    pdf = engine.render(numbered_sample(), bare)

    assert [lines_of(pdf, page, 0, 30) for page in (1, 2)] == [[""], [""]]


def test_the_header_row_of_a_table_repeats_on_the_next_page_and_is_tagged_once(
    sample: bytes,
) -> None:
    assert body(sample)[2][0] == REPEATED
    assert heard(sample).count(REPEATED) == 1


def test_an_annex_starts_a_page(sample: bytes) -> None:
    assert body(sample)[1][0] == "ANEXO – PLANO DE TRABALHO"


@pytest.mark.parametrize("filler", range(14, 26))
def test_no_heading_ends_a_page_and_signatures_stay_with_the_text(
    engine: TypstEngine, filler: int
) -> None:
    pages = body(engine.render(stretched(filler), sample_edition()))
    closing = [page for page in pages if "E, por estarem de acordo, assinam." in page]
    headings = re.compile(r"CLÁUSULA |ANEXO |\d\. [A-Z]|PARTÍCIPES:|Ações$|Partícipe 2$|Eixo Ação")

    assert [page[-1] for page in pages if headings.match(page[-1])] == []
    assert len(closing) == 1
    assert {"WADIH NEMER DAMOUS FILHO", "CLAIRE VOGEL DUTRA"} <= set(closing[0])


def test_more_signatures_than_a_page_holds_are_divided_between_rows(engine: TypstEngine) -> None:
    places = tuple(SignaturePlace(f"p{n}", f"NOME {n}.", "Cargo", "Órgão") for n in range(31))
    document = number(replace(sample_document(), signatures=places, annexes=()))
    pdf = engine.render(document, sample_edition())

    assert shown(pdf) == canonical(document)
    assert all(len(page) % 3 == 0 for page in body(pdf)[1:])


def test_only_the_fonts_of_templates_are_used(sample: bytes) -> None:
    pages: Any = PdfReader(io.BytesIO(sample)).pages
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts == {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}


def test_the_same_edition_gives_the_same_bytes_whatever_came_before(
    engine: TypstEngine, sample: bytes
) -> None:
    engine.render(numbered_sample(HOSTILE_NAME), replace(sample_edition(), notices=()))

    assert engine.render(numbered_sample(), sample_edition()) == sample


def test_another_process_gives_the_same_bytes_and_loads_typst_late(
    sample: bytes, tmp_path: Path
) -> None:
    program = (
        "import sys; from rendering.typst_engine import TypstEngine\n"
        "from tests.samples import numbered_sample, sample_edition\n"
        "assert 'typst' not in sys.modules\n"
        "pdf = TypstEngine().render(numbered_sample(), sample_edition())\n"
        "sys.stdout.buffer.write(pdf)\n"
    )
    surroundings = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    surroundings["RAYON_NUM_THREADS"] = "1"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, env=surroundings, cwd=tmp_path)

    assert done.stdout == sample


def test_threads_may_share_an_engine(engine: TypstEngine, sample: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(lambda _: engine.render(numbered_sample(), sample_edition()), range(8))

    assert set(made) == {sample}


def test_the_file_ends_with_a_line_so_that_a_signature_can_follow(sample: bytes) -> None:
    assert sample.endswith(b"\n%%EOF\n")


def test_memory_does_not_grow_with_the_documents(engine: TypstEngine) -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def draw(numbers: range) -> int:
        for n in numbers:
            engine.render(numbered_sample(f"Procon {n}"), sample_edition())
        return resident()

    assert draw(range(20, 80)) - draw(range(20)) < 15_000_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, engine: TypstEngine) -> list[Path]:
    """One PDF a case for the validators."""
    bare = replace(sample_edition(), notices=(), letterhead=(), data=b"")
    cases = {
        "minuta": (numbered_sample(), sample_edition()),
        "nome-hostil": (numbered_sample(HOSTILE_NAME), sample_edition()),
        "sem-avisos": (numbered_sample(), bare),
        "marcas": (numbered_sample(MARKUP), sample_edition()),
        "minimo": (of_paragraphs("Nada mais."), bare),
    }
    folder = tmp_path_factory.mktemp("pdf")
    for name, (document, edition) in cases.items():
        (folder / f"{name}.pdf").write_bytes(engine.render(document, edition))
    return sorted(folder.iterdir())


@pytest.mark.requires("java", "javac")
def test_every_document_keeps_pdf_a_3a_and_pdf_ua_1_at_once(files: list[Path]) -> None:
    results = validate("3a,ua1", files)

    assert [str(result) for result in results if not result.compliant] == []
    assert len(results) == 2 * len(files)


@pytest.mark.requires("qpdf")
def test_qpdf_finds_nothing(files: list[Path]) -> None:
    for file in files:
        done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)

        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        assert b"No syntax or stream encoding errors found" in done.stdout
