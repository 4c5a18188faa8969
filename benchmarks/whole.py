"""The whole path: a batch with everything, one cold draft, the help, and memory over many rows."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.drafts import write_csv
from benchmarks.engines import drawn, page_of, seconds
from benchmarks.report import Row
from services.batch import BatchAsk, run_batch
from services.demo import CLAUSE_SET, PLAN
from services.drafting import Draft
from services.editions import edition_of, wanted_files
from services.office import Office, open_office
from services.plans import read_plan
from services.settings import read_settings
from services.workers import ProcessRenderers

CLI = Path(__file__).parent.parent / "cli.py"


def batch(office: Office, drafts: Sequence[Draft]) -> Row:
    """CSV to files, journal and all, against the engines alone on the same drafts."""
    wanted = wanted_files("docx,pdf", "typst")
    ours: list[float] = []
    alone: list[float] = []
    for _ in range(3):
        alone.append(drawn(office, drafts, wanted))
        ours.append(_whole(len(drafts)))
    return Row(
        f"whole batch of {len(drafts)} (CSV, journal, DOCX, PDF by Typst)",
        f"{median(ours):.1f} s",
        f"the two engines alone: {median(alone):.1f} s",
        median(a / b for a, b in zip(ours, alone, strict=True)),
        1.25,
        at_least=False,
    )


def _whole(count: int) -> float:
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as name:
        folder = Path(name)
        write_csv(folder / "lista.csv", count)
        settings = read_settings({"PACTUA_DIR": str(folder / "dados"), "PACTUA_HOJE": "2026-11-23"})
        office = replace(open_office(settings), actor="bench")
        wanted = wanted_files("docx,pdf", "typst")
        plan = read_plan(PLAN)
        ask = BatchAsk(
            str(folder / "lista.csv"), CLAUSE_SET, plan, PLAN.name, None, wanted, folder / "saida"
        )
        with ProcessRenderers(()) as renderers:
            # The baseline's processes are warm; these are warmed the same way.
            for pending in [
                renderers.submit(draft.document, edition_of(office, draft), wanted.engines(office))
                for draft in _warm_up(office)
            ]:
                pending()
            return seconds(lambda: run_batch(office, ask, renderers, lambda *_: None))


def _warm_up(office: Office) -> Sequence[Draft]:
    from benchmarks.drafts import drafts, empty_office

    with empty_office() as other:
        return drafts(other, 4)


def cold_draft(office: Office, draft: Draft, runs: int = 5) -> Row:
    """One `minuta gerar` (DOCX and PDF) from nothing against WeasyPrint's command on the HTML.

    Wall time, which is what a person waits; the CPU seconds of both are told beside it.
    """
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as name:
        folder = Path(name)
        (folder / "pagina.html").write_text(page_of(office, draft), encoding="utf-8")
        for run in range(runs):
            words = [
                sys.executable, str(CLI), "minuta", "gerar", "--participe",
                str(PLAN.with_name("mpmt.yaml")), "--conjunto", CLAUSE_SET,
                "--plano", str(PLAN), "--saida", str(folder / f"s{run}"),
            ]  # fmt: skip
            ours.append(_run(words, PACTUA_DIR=str(folder / f"d{run}")))
            weasyprint = [sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/a-3a"]
            theirs.append(
                _run([*weasyprint, str(folder / "pagina.html"), str(folder / "pagina.pdf")])
            )
    return Row(
        "one `minuta gerar`, cold (DOCX + PDF)",
        _told(ours),
        f"WeasyPrint's command on the same HTML: {_told(theirs)}",
        median(a / b for (a, _), (b, _) in zip(ours, theirs, strict=True)),
        1.6,
        at_least=False,
    )


def help_text(runs: int = 9) -> Row:
    """CPU seconds of `pactua --help` against a bare Python."""
    ours = [_run([sys.executable, str(CLI), "--help"])[1] for _ in range(runs)]
    bare = [_run([sys.executable, "-c", ""])[1] for _ in range(runs)]
    return Row(
        "`pactua --help`, CPU seconds",
        f"{median(ours):.2f} s",
        f"bare Python: {median(bare):.2f} s",
        median(ours),
        0.25,
        at_least=False,
    )


def _told(times: Sequence[tuple[float, float]]) -> str:
    wall, cpu = (median(kind) for kind in zip(*times, strict=True))
    return f"{wall:.2f} s ({cpu:.2f} s of CPU)"


def _run(words: Sequence[str], **environment: str) -> tuple[float, float]:
    """(wall, CPU) seconds of a command and of the processes it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = seconds(
        lambda: subprocess.run(
            words, check=True, capture_output=True, env={**os.environ, **environment}
        )
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
