"""A folder of agreements imported whole, against bare extraction of the same files' words."""

import io
import multiprocessing
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.drafts import drafts, empty_office
from benchmarks.engines import seconds
from benchmarks.report import Row
from services.editions import edition_of
from services.importing import ImportAsk, context_of, import_files
from services.importing_files import Readers
from services.importing_reading import Wanted
from services.importing_workers import ProcessReaders
from services.office import Office, open_office
from services.processes import collect_seldom
from services.settings import read_settings

FILES = 1_000
BLOCK = 250
MIX = ("pdf", "docx", "pdf", "html", "pdf", "docx", "pdf", "html", "docx", "txt")
"""What an archive is made of, of each ten files."""
ENGINES = {"pdf": "typst", "docx": "docxtpl", "html": "html", "txt": "txt"}
CORES = 2
GOAL = 3


def importing() -> Row:
    """Wall time of registering the folder, against extraction alone in as many processes.

    In turn, a block at a time: what else the machine does weighs on both.
    """
    alone = ours = 0.0
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as name:
        folder = Path(name)
        _write(folder / "acordos")
        paths = sorted((folder / "acordos").iterdir())
        settings = read_settings({"PACTUA_DIR": str(folder / "dados"), "PACTUA_HOJE": "2026-11-23"})
        office = replace(open_office(settings), actor="bench")
        with (
            ProcessPoolExecutor(CORES, multiprocessing.get_context("spawn")) as pool,
            ProcessReaders(context_of(office), CORES) as readers,
        ):
            _warm(pool, readers, paths[0])
            collect_seldom()  # as the command does
            for place in range(0, FILES, BLOCK):
                block = tuple(paths[place : place + BLOCK])
                alone += seconds(partial(_extracted, pool, block))
                ours += seconds(partial(_imported, office, readers, block))
        office.store.close()
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


def _warm(pool: Executor, readers: Readers, path: Path) -> None:
    """Both sides have their processes, with everything imported."""
    list(pool.map(extract, [path] * 4 * CORES))
    data = path.read_bytes()
    for one in [readers.submit(path.name, data, "0" * 64, Wanted()) for _ in range(4 * CORES)]:
        one()


def _imported(office: Office, readers: Readers, paths: tuple[Path, ...]) -> None:
    outcomes = import_files(office, ImportAsk(paths), readers, lambda *_: None)
    others = [outcome.path for outcome in outcomes if outcome.state != "registrado"]
    if others:
        raise ValueError(f"not registered: {others}")


def _extracted(pool: Executor, paths: tuple[Path, ...]) -> None:
    if not all(pool.map(extract, paths, chunksize=4)):
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
