"""A folder of agreements imported whole, against bare extraction of the same files' words."""

import io
import multiprocessing
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from benchmarks.drafts import drafts, empty_office
from benchmarks.engines import seconds
from benchmarks.report import Row
from services.editions import edition_of
from services.importing import ImportAsk, context_of, import_files
from services.importing_workers import ProcessReaders
from services.office import open_office
from services.settings import read_settings

FILES = 1_000
MIX = ("pdf", "docx", "pdf", "html", "pdf", "docx", "pdf", "html", "docx", "txt")
"""What an archive is made of, of each ten files."""
ENGINES = {"pdf": "typst", "docx": "docxtpl", "html": "html", "txt": "txt"}
CORES = 2
GOAL = 3


def importing() -> Row:
    """Wall time of registering the folder, against extraction alone in as many processes."""
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as name:
        folder = Path(name)
        _write(folder / "acordos")
        alone = seconds(lambda: _extracted(folder / "acordos"))
        ours = seconds(lambda: _imported(folder))
    return Row(
        f"{FILES} agreements imported, {CORES} processes (PDF, DOCX, HTML, text)",
        f"{ours:.1f} s",
        f"pdftotext, python-docx, lxml on the same files: {alone:.1f} s",
        ours / alone,
        GOAL,
        at_least=False,
    )


def _write(folder: Path) -> None:
    folder.mkdir()
    with empty_office() as office:
        for place, draft in enumerate(drafts(office, FILES)):
            kind = MIX[place % len(MIX)]
            engine = office.engines(kind, ENGINES[kind])
            data = engine.render(draft.document, edition_of(office, draft))
            (folder / f"acordo-{place:04}.{kind}").write_bytes(data)


def _imported(folder: Path) -> None:
    settings = read_settings({"PACTUA_DIR": str(folder / "dados"), "PACTUA_HOJE": "2026-11-23"})
    office = replace(open_office(settings), actor="bench")
    paths = tuple(sorted((folder / "acordos").iterdir()))
    with ProcessReaders(context_of(office), CORES) as readers:
        outcomes = import_files(office, ImportAsk(paths), readers, lambda *_: None)
        states = [outcome.state for outcome in outcomes]
    office.store.close()
    if states.count("registrado") != FILES:
        raise ValueError(f"only {states.count('registrado')} of {FILES} were registered")


def _extracted(folder: Path) -> None:
    with ProcessPoolExecutor(CORES, multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(extract, sorted(folder.iterdir()), chunksize=4))
    if not all(found):
        raise ValueError("a file without words")


def extract(path: Path) -> int:
    """How many characters a file has: what anyone does who only wants its words."""
    return len(EXTRACT[path.suffix](path.read_bytes()))


def _pdf(data: bytes) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    return run.stdout.decode()


def _docx(data: bytes) -> str:
    from docx import Document
    from docx.oxml.ns import qn

    body = Document(io.BytesIO(data)).element.body
    return "\n".join(
        "".join(run.text or "" for run in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))
    )


def _html(data: bytes) -> str:
    from lxml import html

    return str(html.document_fromstring(data).text_content())


EXTRACT: dict[str, Callable[[bytes], str]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".html": _html,
    ".txt": bytes.decode,
}
