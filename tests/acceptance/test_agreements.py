"""The agreement of each partner as it leaves the house: real engines, real readers, real judges."""

import io
import json
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from document.canonical import canonical_text
from services.drafting import Ask, Draft, draft
from services.editions import Wanted, deliver, render_missing, wanted_files
from services.office import open_office
from services.settings import read_settings
from tests.offices import EXAMPLES, PLAN, ask, example, example_plan
from tests.rendering.docx_reading import convert, read_docx_text
from tests.rendering.html_reading import Page
from tests.rendering.pdf_reading import body_text, folded
from tests.samples import HOSTILE_NAME
from tests.tools.verapdf import validate

KINDS = sorted(path.stem for path in EXAMPLES.glob("*.yaml") if path != PLAN)
TABLE_HEADER = "Eixo Ação Início Término Responsável Evidência"
EVERY_FORMAT = "docx,pdf,html,sei,txt,json"
PROCESS = "08012.002734/2023-09"


@dataclass(frozen=True)
class Agreement:
    """A draft and its files, by format; the PDF of Typst stands under `typst`."""

    draft: Draft
    files: dict[str, Path]

    @property
    def words(self) -> str:
        """The canonical text, folded as the PDF readers fold it."""
        return folded(canonical_text(self.draft.document))


@pytest.fixture(scope="module")
def agreements(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Agreement]:
    """One agreement for each kind of partner, one with a hostile name, one with two partners."""
    folder = tmp_path_factory.mktemp("acordos")
    settings = read_settings({"PACTUA_DIR": str(folder / "dados"), "PACTUA_HOJE": "2024-01-10"})
    office = open_office(settings)
    asks = {name: replace(ask(example(name)), process=PROCESS) for name in ("mpmt", *KINDS)}
    hostile = example("procon-estadual").model_copy(update={"id": "hostil", "name": HOSTILE_NAME})
    asks["hostil"] = ask(hostile)
    asks["dois"] = ask(example("mpmt"), example("defensoria"))
    made = {}
    for name, asked in asks.items():
        drafted = draft(office, asked)
        formats = EVERY_FORMAT if name in ("mpmt", "hostil") else "docx,pdf"
        files = _files(folder, office, drafted, wanted_files(formats, "weasyprint"))
        typst = _files(folder / "typst", office, drafted, wanted_files("pdf", "typst"))
        made[name] = Agreement(drafted, {**files, "typst": typst["pdf"]})
    return made


def _files(folder: Path, office, drafted: Draft, wanted: Wanted) -> dict[str, Path]:  # type: ignore[no-untyped-def]
    copies = deliver(office, render_missing(office, drafted, wanted), folder)
    return {copy.format: copy.path for copy in copies}


def test_the_sample_of_2024_has_its_number_parties_term_and_seventeen_clauses(
    agreements: dict[str, Agreement],
) -> None:
    text = canonical_text(agreements["mpmt"].draft.document)
    lines = text.split("\n")
    headings = [line.split(" – ") for line in lines if line.startswith("CLÁUSULA ")]
    assert [heading[0] for heading in headings] == [
        f"CLÁUSULA {ordinal}"
        for ordinal in (
            "PRIMEIRA", "SEGUNDA", "TERCEIRA", "QUARTA", "QUINTA", "SEXTA", "SÉTIMA", "OITAVA",
            "NONA", "DÉCIMA", "DÉCIMA PRIMEIRA", "DÉCIMA SEGUNDA", "DÉCIMA TERCEIRA",
            "DÉCIMA QUARTA", "DÉCIMA QUINTA", "DÉCIMA SEXTA", "DÉCIMA SÉTIMA",
        )
    ]  # fmt: skip
    assert [heading[1] for heading in headings] == [
        "DO OBJETO",
        "DO PLANO DE TRABALHO",
        "DAS OBRIGAÇÕES COMUNS",
        "DAS OBRIGAÇÕES DA SENACON",
        "DAS OBRIGAÇÕES DO MINISTÉRIO PÚBLICO",
        "DO GERENCIAMENTO DO ACORDO DE COOPERAÇÃO TÉCNICA",
        "DOS RECURSOS ORÇAMENTÁRIOS E PATRIMONIAIS",
        "DA PROTEÇÃO DE DADOS PESSOAIS",
        "DOS RECURSOS HUMANOS",
        "DO PRAZO E VIGÊNCIA",
        "DAS ALTERAÇÕES",
        "DO ENCERRAMENTO",
        "DA RESCISÃO",
        "DA PUBLICAÇÃO",
        "DA PUBLICIDADE E DIVULGAÇÃO",
        "DOS CASOS OMISSOS",
        "DA CONCILIAÇÃO E DO FORO",
    ]
    assert lines[0] == "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON"
    assert lines[1] == f"Processo nº {PROCESS}"
    for phrase in (
        "00.394.494/0100-18",
        "14.921.092/0001-57",
        "representada por seu Secretário Nacional do Consumidor, o Senhor WADIH NEMER DAMOUS FILHO",
        "representado por sua Subprocuradora-Geral de Justiça Administrativa, a Senhora CLAIRE",
        "36 (trinta e seis) meses",
        "até o quinto dia útil do mês seguinte",
        "30 (trinta) dias",
    ):
        assert phrase in text


def test_the_plan_has_the_eight_sections_and_two_more(agreements: dict[str, Agreement]) -> None:
    (annex,) = agreements["mpmt"].draft.document.annexes
    assert [section.heading for section in annex.sections] == [
        "1. DADOS CADASTRAIS",
        "2. IDENTIFICAÇÃO DO OBJETO",
        "3. DIAGNÓSTICO",
        "4. JUSTIFICATIVA",
        "5. OBJETIVOS GERAIS E ESPECÍFICOS",
        "6. METODOLOGIA DE INTERVENÇÃO",
        "7. UNIDADE RESPONSÁVEL E GESTOR DO ACORDO",
        "8. PLANO DE AÇÃO",
        "9. ABRANGÊNCIA",
        "10. RESULTADOS ESPERADOS",
    ]


def test_each_party_has_a_place_to_sign(agreements: dict[str, Agreement]) -> None:
    places = agreements["mpmt"].draft.document.signatures
    assert [(place.name, place.role) for place in places] == [
        ("WADIH NEMER DAMOUS FILHO", "Secretário Nacional do Consumidor"),
        ("CLAIRE VOGEL DUTRA", "Subprocuradora-Geral de Justiça Administrativa"),
    ]
    assert len(agreements["dois"].draft.document.signatures) == 3


def test_no_placeholder_or_gap_is_left_in_any_agreement(agreements: dict[str, Agreement]) -> None:
    for name, agreement in agreements.items():
        text = canonical_text(agreement.draft.document)
        for leftover in ("XX", "MÊS/", "____", "[", "  ", " ,", " .", "..", ";;", ", ,", "()"):
            assert leftover not in text, (name, leftover)
        assert ("{{" in text) == (name == "hostil")


@pytest.mark.requires("pdftotext")
@pytest.mark.parametrize("engine", ["pdf", "typst"])
def test_every_pdf_shows_the_canonical_text(agreements: dict[str, Agreement], engine: str) -> None:
    for name, agreement in agreements.items():
        shown = body_text(agreement.files[engine].read_bytes(), TABLE_HEADER)
        assert shown == agreement.words, name


def test_every_docx_holds_the_canonical_text(agreements: dict[str, Agreement]) -> None:
    for name, agreement in agreements.items():
        held = read_docx_text(agreement.files["docx"].read_bytes())
        assert folded(held) == agreement.words, name


def test_the_html_shows_the_canonical_text(agreements: dict[str, Agreement]) -> None:
    for name in ("mpmt", "hostil"):
        page = Page(agreements[name].files["html"].read_text(encoding="utf-8"))
        (main,) = page.all("main")
        assert folded(main.text) == agreements[name].words


@pytest.mark.requires("java", "javac")
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_every_pdf_keeps_pdf_a_and_pdf_ua(agreements: dict[str, Agreement], flavour: str) -> None:
    files = [one.files[engine] for one in agreements.values() for engine in ("pdf", "typst")]
    results = validate(flavour, files)
    assert [str(result) for result in results if not result.compliant] == []
    assert len(results) == 2 * len(agreements)


@pytest.mark.requires("qpdf")
def test_qpdf_finds_nothing_in_any_pdf(agreements: dict[str, Agreement]) -> None:
    for agreement in agreements.values():
        for engine in ("pdf", "typst"):
            path = agreement.files[engine]
            done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.requires("soffice", "pdftotext")
def test_libreoffice_opens_the_docx_and_shows_all_of_it(
    agreements: dict[str, Agreement], tmp_path: Path
) -> None:
    for name in ("mpmt", "hostil"):
        source = tmp_path / f"{name}.docx"
        source.write_bytes(agreements[name].files["docx"].read_bytes())
        done = subprocess.run(
            ["pdftotext", "-raw", str(convert(source, "pdf")), "-"], capture_output=True, check=True
        )
        shown = folded(done.stdout.decode())
        missing = [word for word in agreements[name].words.split() if word not in shown]
        assert missing == []


def test_the_attached_json_is_the_public_record_in_both_pdfs(
    agreements: dict[str, Agreement],
) -> None:
    for engine in ("pdf", "typst"):
        reader = PdfReader(io.BytesIO(agreements["mpmt"].files[engine].read_bytes()))
        ((content,),) = reader.attachments.values()
        assert json.loads(content) == json.loads(agreements["mpmt"].files["json"].read_bytes())
        assert json.loads(content)["numero"] == "1/2024/CIHP/CGSINDEC/DPDC/SENACON"


def test_a_hostile_name_stands_whole_in_every_file(agreements: dict[str, Agreement]) -> None:
    files = agreements["hostil"].files
    assert HOSTILE_NAME in read_docx_text(files["docx"].read_bytes())
    assert HOSTILE_NAME in files["txt"].read_text(encoding="utf-8")
    assert HOSTILE_NAME in json.loads(files["json"].read_bytes())["participes"][0]["nome"]
    assert "49" not in HOSTILE_NAME
    assert "<Teste>" not in files["html"].read_text(encoding="utf-8")


def test_the_same_request_in_another_office_gives_the_same_bytes(
    agreements: dict[str, Agreement], tmp_path: Path
) -> None:
    settings = read_settings({"PACTUA_DIR": str(tmp_path / "dados"), "PACTUA_HOJE": "2024-01-10"})
    office = open_office(settings)
    asked = Ask((example("mpmt"),), "act-adesao", example_plan(), PLAN.name, PROCESS)
    drafted = draft(office, asked)
    again = _files(tmp_path, office, drafted, wanted_files(EVERY_FORMAT, "weasyprint"))
    again["typst"] = _files(tmp_path / "t", office, drafted, wanted_files("pdf", "typst"))["pdf"]
    first = agreements["mpmt"].files
    for kind, path in again.items():
        assert path.read_bytes() == first[kind].read_bytes(), kind
