"""PDFs: words in reading order, whatever stands on the page, within bounds of time and memory."""

import random
import time

import pytest
import typst

from faults.errors import OutsideError, UnreadableFile
from reading.bounded import run
from reading.outline import outline
from reading.pdf import read_pdf
from reading.source import SourceText

pytestmark = pytest.mark.requires("pdftotext")

SENTENCE = "A cooperação entre os partícipes desenvolve-se sem transferência de recursos. "
SET = '#set page(paper: "a4", {page})\n#set text(size: 11pt, lang: "pt", hyphenate: true)\n'


WORDS = (
    "acordo", "plano", "objeto", "partícipe", "vigência", "cláusula", "plataforma", "consumidor",
    "relatório", "publicação", "assinatura", "monitoramento", "técnico", "prazo", "dados",
)  # fmt: skip


def prose(count: int, seed: int) -> str:
    """So many words, none of its lines like another."""
    chosen = random.Random(seed).choices(WORDS, k=count)
    return " ".join(chosen).capitalize() + "."


def drawn(body: str, page: str = "columns: 1") -> bytes:
    made = typst.compile((SET.format(page=page) + body).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def read(body: str, page: str = "columns: 1") -> SourceText:
    return read_pdf("a.pdf", drawn(body, page))


def paragraphs(source: SourceText) -> list[str]:
    return [block.text for block in outline(source).blocks if block.kind != "rodape"]


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_are_whole_again_hyphens_and_all(columns: int) -> None:
    parts = [f"Parte {n}. {prose(140 + n, n)}" for n in range(1, 7)]
    source = read("#set par(justify: true)\n" + "\n\n".join(parts), f"columns: {columns}")
    assert paragraphs(source) == parts


def test_a_pdf_a_reads_like_any_other_and_may_speak_of_its_own_keys() -> None:
    """The colour profile is left out of what poppler sees; the words about it stay."""
    told = "A chave /OutputIntents [1] nomeia o perfil de cor."
    body = f'#set document(title: "Ensaio")\n#set text(lang: "pt")\n#"{told}"'
    made = typst.compile(body.encode(), format="pdf", pdf_standards="a-3a")
    assert isinstance(made, bytes)
    assert b"/OutputIntents" in made
    assert paragraphs(read_pdf("a.pdf", made)) == [told]


def test_running_heads_and_feet_are_told_from_the_text() -> None:
    page = "header: [Timbre do órgão], footer: context [SEI 123 / pg. #counter(page).display()]"
    source = read("\n\n".join(SENTENCE * 9 for _ in range(12)), page)
    found = {line.text for line in source.lines if line.kind != "paragrafo"}
    assert found == {"Timbre do órgão", "SEI 123 / pg. 1", "SEI 123 / pg. 2", "SEI 123 / pg. 3"}


def test_a_table_is_rows_of_cells_whatever_is_broken_within_them() -> None:
    cells = ["Eixo", "Ação", "Fim", "1", SENTENCE.strip(), "maio/2024", "2", "Divulgar", "M12"]
    quoted = ", ".join(f"[{cell}]" for cell in cells)
    source = read(
        f"Antes da tabela, uma linha comum.\n\n#table(columns: (2cm, 4cm, 3cm), {quoted})"
    )
    rows = [block.cells for block in outline(source).blocks if block.kind == "linha"]
    assert rows == [
        ("Eixo", "Ação", "Fim"),
        ("1", SENTENCE.strip(), "maio/2024"),
        ("2", "Divulgar", "M12"),
    ]


def test_a_form_without_white_space_between_its_rows_has_a_row_a_label() -> None:
    rows = [
        ("Partícipe", "AGÊNCIA NACIONAL"),
        ("CNPJ", "02.030.515/0001-60"),
        ("Endereço", SENTENCE.strip()),
        ("Cargo", "Presidente"),
    ]
    quoted = ", ".join(f"[{cell}]" for row in rows for cell in row)
    form = f"#grid(columns: (4cm, 9cm), row-gutter: 0.65em, {quoted})"
    source = read(f"Antes da tabela, uma linha comum.\n\n{form}")
    found = [block.cells for block in outline(source).blocks if block.kind == "linha"]
    assert found == rows


def test_a_row_that_a_page_breaks_is_one_row_again() -> None:
    cells = f"[Eixo], [Ação], [Fim], [1], [{SENTENCE}], [M1]"
    body = f"#v(24cm)\n#table(columns: (2cm, 4cm, 3cm), {cells})"
    rows = [block.cells for block in outline(read(body)).blocks if block.kind == "linha"]
    assert rows[-1] == ("1", SENTENCE.strip(), "M1")


def test_a_page_of_pictures_has_no_text_layer_and_says_so() -> None:
    source = read("#rect(width: 5cm, height: 5cm, fill: blue)")
    assert not source.has_text_layer
    assert source.notes == ("O PDF só tem imagens, sem camada de texto; use --ocr para lê-lo.",)


@pytest.mark.requires("tesseract", "pdftoppm")
def test_a_picture_of_words_is_read_when_that_is_asked() -> None:
    words = "CLÁUSULA PRIMEIRA – DO OBJETO"
    png = typst.compile(
        f"#set page(width: 16cm, height: 4cm)\n#set text(size: 18pt)\n{words}".encode(),
        format="png",
        ppi=200.0,
    )
    assert isinstance(png, bytes)
    picture = ", ".join(str(byte) for byte in png)
    scanned = drawn(f'#image(bytes(({picture})), format: "png", width: 16cm)')
    assert not read_pdf("a.pdf", scanned).has_text_layer
    assert [block.title for block in outline(read_pdf("a.pdf", scanned, ocr=True)).blocks] == [
        "DO OBJETO"
    ]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"\0" * 500, b"%PDF-1.4 nada aqui"])
def test_a_broken_file_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.pdf: o PDF está danificado"):
        read_pdf("a.pdf", data)


def test_a_program_that_takes_too_long_is_stopped() -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableFile, match="não pôde ser lido em 0 segundos"):
        run(["sleep", "30"], b"", "a.pdf", seconds=0.3)
    assert time.monotonic() - begun < 10


def test_a_program_that_wants_too_much_memory_ends() -> None:
    hungry = 'x = bytearray(400 * 1024 * 1024); print("teve")'
    with pytest.raises(Exception, match="MemoryError"):
        run(["python3", "-c", hungry], b"", "a.pdf", mebibytes=150, seconds=20)


def test_a_program_that_is_not_installed_is_named() -> None:
    with pytest.raises(OutsideError, match="falta o programa nao-existe"):
        run(["nao-existe"], b"", "a.pdf")


def test_a_flood_of_output_meets_a_wall() -> None:
    with pytest.raises(UnreadableFile, match="o texto passa de 64 MiB"):
        run(["head", "-c", "300M", "/dev/zero"], b"", "a.pdf", seconds=20)
