"""The documents that follow an agreement as they leave the house: amendment, letters, report."""

from pathlib import Path

import pytest

from clauses.library import Library
from document.canonical import canonical_text
from services.drafting import Ask, Draft, draft
from services.editions import deliver, render_missing, wanted_files
from services.office import open_office
from services.settings import read_settings
from services.stand_ins import tied_samples
from tests.offices import PLAN, example, example_plan
from tests.rendering.docx_reading import read_docx_text
from tests.rendering.html_reading import Page
from tests.rendering.pdf_reading import body_text, folded

SETS = [one for one in map(Library().clause_set, Library().set_ids()) if one.tied]
KINDS = {one.id: one.kind for one in SETS}
ACTIONS_HEADER = "Eixo Ação Início Término Responsável Evidência"
MADE = dict[str, tuple[Draft, dict[str, Path]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MADE:
    """The fullest document of each kind, with its files by format; `typst` is its other PDF."""
    folder = tmp_path_factory.mktemp("vinculados")
    settings = read_settings({"PACTUA_DIR": str(folder / "dados"), "PACTUA_HOJE": "2026-11-16"})
    office = open_office(settings)
    found: MADE = {}
    for set_id, kind in KINDS.items():
        samples = tied_samples(kind, "mpmt")
        fullest = max(samples, key=lambda sample: len(str(sample.as_data())))
        asked = Ask((example("mpmt"),), set_id, example_plan(), PLAN.name, tied=fullest)
        drafted = draft(office, asked)
        files: dict[str, Path] = {}
        for formats, engine in (("docx,pdf,html", "weasyprint"), ("pdf", "typst")):
            wanted = wanted_files(formats, engine)
            copies = deliver(office, render_missing(office, drafted, wanted), folder / engine)
            names = {"pdf": "typst"} if engine == "typst" else {}
            files |= {names.get(copy.format, copy.format): copy.path for copy in copies}
        found[set_id] = (drafted, files)
    return found


@pytest.mark.requires("pdftotext")
@pytest.mark.parametrize("set_id", KINDS)
@pytest.mark.parametrize("engine", ["pdf", "typst"])
def test_every_pdf_shows_the_canonical_text(made: MADE, set_id: str, engine: str) -> None:
    drafted, files = made[set_id]
    shown = body_text(files[engine].read_bytes(), ACTIONS_HEADER)
    assert shown == folded(canonical_text(drafted.document))


@pytest.mark.parametrize("set_id", KINDS)
def test_the_docx_holds_the_canonical_text(made: MADE, set_id: str) -> None:
    drafted, files = made[set_id]
    held = read_docx_text(files["docx"].read_bytes())
    assert folded(held) == folded(canonical_text(drafted.document))


@pytest.mark.parametrize("set_id", KINDS)
def test_the_html_shows_the_canonical_text(made: MADE, set_id: str) -> None:
    drafted, files = made[set_id]
    (main,) = Page(files["html"].read_text(encoding="utf-8")).all("main")
    assert folded(main.text) == folded(canonical_text(drafted.document))
