"""The engines alone: DOCX against docxtpl, and each way to PDF against what it replaces."""

import io
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.report import Row
from document.flow import flow
from rendering.docx import TEMPLATE, DocxEngine
from rendering.html import HtmlTemplates
from rendering.weasy import FONT_SCHEME, FONTS, STYLES
from services.drafting import Draft
from services.editions import Wanted, edition_of, wanted_files
from services.office import Office
from services.workers import ProcessRenderers

LIBREOFFICE_FILES = 100
"""Files given to LibreOffice in one call: with more, its memory grows and it slows down."""


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def docx(office: Office, drafts: Sequence[Draft], block: int = 10) -> Row:
    """Warm DOCX files: a block by us, the same block by docxtpl as documented, in turn."""
    engine = DocxEngine()
    editions = [edition_of(office, draft) for draft in drafts]
    values = [
        engine._values(flow(draft.document), edition)  # what docxtpl is given, nothing else
        for draft, edition in zip(drafts, editions, strict=True)
    ]

    def ours(place: int) -> None:
        engine.render(drafts[place].document, editions[place])

    def theirs(place: int) -> None:
        _docxtpl(values[place])

    ours(0)
    theirs(0)
    times: list[tuple[float, float]] = []
    for first in range(0, len(drafts) - block + 1, block):
        places = range(first, first + block)
        times.append((_each(ours, places) / block, _each(theirs, places) / block))
    return Row(
        "DOCX of one instrument, warm",
        f"{1000 * median(a for a, _ in times):.1f} ms",
        f"docxtpl `render` + `save`: {1000 * median(b for _, b in times):.0f} ms",
        median(b / a for a, b in times),
        15,
        at_least=True,
    )


def _each(work: Callable[[int], None], places: Sequence[int]) -> float:
    def all_of_them() -> None:
        for place in places:
            work(place)

    return seconds(all_of_them)


def _docxtpl(values: dict[str, object]) -> None:
    from docxtpl import DocxTemplate

    template = DocxTemplate(TEMPLATE)
    template.render(values, autoescape=True)
    template.save(io.BytesIO())


def weasyprint(office: Office, drafts: Sequence[Draft], slices: int = 4) -> Row:
    """A batch by WeasyPrint on all cores, in slices, against one process as documented."""
    pages = [page_of(office, draft) for draft in drafts]
    return _compared(
        office,
        drafts,
        wanted_files("pdf", "weasyprint"),
        "PDF by WeasyPrint (A-3a + UA-1)",
        '`write_pdf(pdf_variant="pdf/a-3a")`, one process',
        lambda first, count: [_as_documented(page) for page in pages[first : first + count]],
        slices,
        1.7,
        baseline_share=3,
    )


def page_of(office: Office, draft: Draft) -> str:
    """The page and styles our engine draws, as one HTML file that WeasyPrint reads by itself."""
    templates = HtmlTemplates()
    page = templates.page("pdf.html", draft.document, edition_of(office, draft))
    style = "".join(templates.style(name) for name in STYLES)
    style = style.replace(FONT_SCHEME, f"{FONTS.as_uri()}/")
    return page.replace("</head>", f"<style>{style}</style></head>")


def _as_documented(page: str) -> bytes:
    from weasyprint import HTML

    data: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/a-3a")
    return data


def typst(office: Office, drafts: Sequence[Draft], slices: int = 2) -> Row:
    """A batch by Typst on all cores against LibreOffice converting the same DOCX."""
    engine = DocxEngine()
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as folder:
        paths = []
        for place, draft in enumerate(drafts):
            path = Path(folder) / f"{place:04d}.docx"
            path.write_bytes(engine.render(draft.document, edition_of(office, draft)))
            paths.append(path)
        return _compared(
            office,
            drafts,
            wanted_files("pdf", "typst"),
            "PDF by Typst (A-3a + UA-1)",
            f"LibreOffice, 2 profiles, {LIBREOFFICE_FILES} files a call",
            lambda first, count: _libreoffice(paths[first : first + count], Path(folder)),
            slices,
            2.5,
            baseline_share=1,
        )


def _libreoffice(paths: Sequence[Path], folder: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        raise RuntimeError("LibreOffice is the baseline: scripts/setup-system.sh test")
    half = -(-len(paths) // 2)
    shares = [paths[:half], paths[half:]]

    def convert(number: int) -> None:
        share = shares[number]
        for first in range(0, len(share), LIBREOFFICE_FILES):
            subprocess.run(
                [
                    soffice,
                    f"-env:UserInstallation=file://{folder}/perfil{number}",
                    "--headless",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    str(folder / "pdf"),
                    *map(str, share[first : first + LIBREOFFICE_FILES]),
                ],
                check=True,
                capture_output=True,
            )

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(convert, range(2)))


def _compared(
    office: Office,
    drafts: Sequence[Draft],
    wanted: Wanted,
    what: str,
    baseline_name: str,
    baseline: Callable[[int, int], object],
    slices: int,
    goal: float,
    baseline_share: int,
) -> Row:
    """Throughputs of slices taken in turn; the baseline may draw a share of each slice."""
    size = len(drafts) // slices
    ours: list[float] = []
    theirs: list[float] = []
    with ProcessRenderers(()) as renderers:
        _drain(office, renderers, drafts[: 2 * renderers.count], wanted)  # processes and fonts
        baseline(0, 2)
        for number in range(slices):
            part = drafts[number * size : (number + 1) * size]
            ours.append(size / seconds(partial(_drain, office, renderers, part, wanted)))
            count = max(1, size // baseline_share)
            theirs.append(count / seconds(partial(baseline, number * size, count)))
    return Row(
        f"{what}, batch of {size * slices}, {os.cpu_count()} cores",
        f"{median(ours):.1f} a second",
        f"{baseline_name}: {median(theirs):.1f} a second",
        median(a / b for a, b in zip(ours, theirs, strict=True)),
        goal,
        at_least=True,
    )


def _drain(
    office: Office, renderers: ProcessRenderers, drafts: Sequence[Draft], wanted: Wanted
) -> None:
    engines = wanted.engines(office)
    for pending in [
        renderers.submit(draft.document, edition_of(office, draft), engines) for draft in drafts
    ]:
        pending()


def drawn(office: Office, drafts: Sequence[Draft], wanted: Wanted) -> float:
    """Seconds the engines alone need for these drafts on all cores, warm."""
    with ProcessRenderers(()) as renderers:
        _drain(office, renderers, drafts[: 2 * renderers.count], wanted)
        return seconds(lambda: _drain(office, renderers, drafts, wanted))
