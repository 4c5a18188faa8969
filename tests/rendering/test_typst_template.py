"""A template of the user's own for the Typst engine: what it may do, and that it stays inside."""

import subprocess
from pathlib import Path

import pytest

from faults.errors import BadTemplate, OutsideError
from rendering.typst_engine import FORBIDDEN, TEMPLATE, TypstEngine
from tests.rendering.test_typst import of_paragraphs, shown
from tests.samples import numbered_sample, sample_edition

pytestmark = pytest.mark.requires("pdftotext")

FRAME = '#set document(title: "t")\n#set text(font: "Liberation Serif", lang: "pt")\n'
SECRET = "o que só o dono da máquina lê"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of templates, with a file beside it that no template may read."""
    (tmp_path / "segredo.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "modelos").mkdir()
    return tmp_path / "modelos"


def own(folder: Path, markup: str) -> TypstEngine:
    path = folder / "documento.typ"
    path.write_text(FRAME + markup, encoding="utf-8")
    return TypstEngine(path)


def refusal(engine: TypstEngine) -> str:
    with pytest.raises(BadTemplate) as raised:
        engine.render(numbered_sample(), sample_edition())
    assert SECRET not in raised.value.message
    return raised.value.message


def test_a_copy_of_the_template_can_be_restyled(folder: Path) -> None:
    source = TEMPLATE.read_text(encoding="utf-8")
    path = folder / "documento.typ"
    path.write_text(source.replace("[Página #here", "[Folha #here"), encoding="utf-8")
    pdf = TypstEngine(path).render(numbered_sample(), sample_edition())
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)

    assert "Folha 1 de 3" in told.stdout.decode()
    assert "Página" not in told.stdout.decode()


def test_a_template_reads_files_of_its_own_folder(folder: Path) -> None:
    (folder / "lema.txt").write_text("Ordem e progresso", encoding="utf-8")
    engine = own(folder, '#set page(margin: 50mm)\n#read("lema.txt")')

    assert shown(engine.render(numbered_sample(), sample_edition())) == "Ordem e progresso"


def test_a_template_serves_document_after_document(folder: Path) -> None:
    engine = own(folder, "#set page(margin: 50mm)\n#json(bytes(sys.inputs.edicao)).titulo_curto")
    made = [shown(engine.render(numbered_sample(), sample_edition())) for _ in range(3)]

    assert made == ["ACT nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON"] * 3


@pytest.mark.parametrize("path", ["../segredo.txt", "/../segredo.txt", "a/../../segredo.txt"])
def test_a_template_does_not_leave_its_folder(folder: Path, path: str) -> None:
    assert refusal(own(folder, f'#read("{path}")')) == (
        f'o modelo documento.typ, linha 3, não pode ser usado: path `"{path}"` would escape the '
        "project root."
    )


def test_an_absolute_path_begins_at_the_folder_of_the_template(folder: Path) -> None:
    secret = folder.parent / "segredo.txt"

    assert "file not found" in refusal(own(folder, f'#read("{secret}")'))


@pytest.mark.parametrize("place", ["atalho.txt", "fundo/atalho.txt"])
def test_a_link_that_leads_out_of_the_folder_is_refused(folder: Path, place: str) -> None:
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).symlink_to(folder.parent / "segredo.txt")

    assert refusal(own(folder, f'#read("{place}")')) == (
        "a pasta do modelo tem um atalho para fora dela: atalho.txt."
    )


@pytest.mark.parametrize(
    "markup",
    [
        '#import "@preview/cetz:0.3.0"',
        '#{import "@pre" + "view/cetz:0.3.0" as x}',
        '#include "@preview/cetz:0.3.0"',
        '#eval("imp" + "ort \\"@preview/cetz:0.3.0\\"")',
        '#dictionary(std).at("ev" + "al")("1")',
        '/*\n// */ #import "@preview/cetz:0.3.0"',
    ],
)
def test_a_template_cannot_reach_packages_and_so_the_network(folder: Path, markup: str) -> None:
    message = refusal(own(folder, markup))

    assert "traz a palavra" in message
    assert message.endswith("e um modelo do Typst é um arquivo só, sem pacotes.")


def test_the_shipped_template_keeps_to_the_same_rule() -> None:
    assert FORBIDDEN.findall(TEMPLATE.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("word", ["importante", "importação", "medieval", "_import", "incluído"])
def test_words_that_only_look_alike_are_left_alone(folder: Path, word: str) -> None:
    engine = own(folder, f"#set page(margin: 50mm)\n#`{word}`.text")

    assert shown(engine.render(numbered_sample(), sample_edition())) == word


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        (
            "a\n#let x = (",
            "o modelo documento.typ, linha 4, não pode ser usado: unclosed delimiter.",
        ),
        ("#nada", "o modelo documento.typ, linha 3, não pode ser usado: unknown variable: nada."),
    ],
)
def test_a_fault_of_the_template_tells_its_line(folder: Path, markup: str, message: str) -> None:
    assert refusal(own(folder, markup)) == message


def test_a_template_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "documento.typ").write_bytes(b"\xff\xfe")

    assert "documento.typ não pode ser lido" in refusal(TypstEngine(folder / "documento.typ"))


def test_a_character_without_a_glyph_stops_our_own_template(folder: Path) -> None:
    with pytest.raises(OutsideError, match="o Typst não conseguiu fazer o PDF") as raised:
        TypstEngine().render(of_paragraphs("Acordo \N{WAVING HAND SIGN}"), sample_edition())

    assert raised.value.remedy == "Gere com --motor weasyprint."
