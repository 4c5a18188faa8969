"""A batch: one instrument for each of many partners, on all cores, resumable.

First every row is read and judged (the pre-flight), and the good ones are spooled to disk, so
memory does not grow with the rows. Then this process alone numbers and records, and worker
processes only render. What a killed run had drafted or kept is found again by the next one, so
nothing is made twice and no number is lost.
"""

import csv
import io
import json
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, Protocol

from faults.errors import InvalidData, NotFound
from faults.finding import Finding
from instruments.model import STORED
from instruments.partner import Partner
from instruments.work_plan import WorkPlan
from registry.files import write_whole
from services.drafting import Ask, Draft, draft_all, prepare
from services.editions import (
    Pending,
    Renderers,
    Wanted,
    deliver,
    edition_of,
    kept_files,
    missing_files,
    record_files,
)
from services.office import Office
from services.partners import read_partners, stored_partner

CHUNK = 16
"""Instruments numbered and recorded in one transaction."""

EVERYONE = "todos"


class Progress(Protocol):
    """Who is told how far the work is."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """`stage` is `conferência` or `geração`; total 0 means not known."""
        ...


@dataclass(frozen=True, slots=True)
class BatchAsk:
    """What a batch is asked for."""

    source: str
    set_id: str
    plan: WorkPlan
    plan_name: str
    months: int | None
    wanted: Wanted
    folder: Path


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was refused, with its faults."""

    line: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How many instruments were made or found, the rows refused, warnings by rule, the time."""

    made: int
    found: int
    refused: tuple[Refused, ...]
    warnings: tuple[tuple[str, int], ...]
    seconds: float


def run_batch(
    office: Office, ask: BatchAsk, renderers: Renderers, progress: Progress
) -> BatchResult:
    """Draft and render every good row. Bad rows are refused and stop nobody."""
    start = time.monotonic()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        good, refused = _preflight(office, ask, spool, progress)
        _report(ask.folder, refused)
        spool.seek(0)
        made = found = 0
        warnings: Counter[str] = Counter()
        for draft, drawn in _generate(office, ask, _spooled(spool), renderers):
            made += drawn
            found += not drawn
            warnings.update(f.rule for f in draft.findings if f.severity == "aviso")
            progress("geração", made + found, good)
    told = tuple(sorted(warnings.items()))
    return BatchResult(made, found, tuple(refused), told, time.monotonic() - start)


def _preflight(
    office: Office, ask: BatchAsk, spool: IO[str], progress: Progress
) -> tuple[int, list[Refused]]:
    good = 0
    refused: list[Refused] = []
    for line, partner, process, findings in _rows(office, ask.source):
        if partner is not None:
            try:
                prepare(office, _ask(ask, partner, process))
            except InvalidData as error:
                place = _place(ask.source, line)
                findings = tuple(
                    replace(finding, where=f"{place}: {finding.where}")
                    for finding in error.findings
                )
        if findings or partner is None:
            refused.append(Refused(line, findings))
        else:
            good += 1
            spool.write(json.dumps([line, process, partner.as_data()], ensure_ascii=False) + "\n")
        progress("conferência", good + len(refused), 0)
    return good, refused


def _place(source: str, line: int) -> str:
    """Where a row is, as its own faults say it."""
    return (
        f"cadastro: {line}º partícipe"
        if source == EVERYONE
        else (f"{Path(source).name}: linha {line}")
    )


def _rows(
    office: Office, source: str
) -> Iterator[tuple[int, Partner | None, str | None, tuple[Finding, ...]]]:
    if source == EVERYONE:
        ids = [row["id"] for row in office.store.partner_rows()]
        if not ids:
            raise NotFound(
                "o cadastro está vazio.", "Importe os partícipes com: pactua participe importar ARQ"
            )
        for place, partner_id in enumerate(ids, 1):
            yield place, stored_partner(office, partner_id), None, ()
        return
    for row in read_partners(Path(source)):
        yield row.line, row.partner, row.process, row.findings


def _spooled(spool: IO[str]) -> Iterator[tuple[Partner, str | None]]:
    for line in spool:
        _, process, data = json.loads(line)
        yield Partner.model_validate(data, context=STORED), process


def _ask(ask: BatchAsk, partner: Partner, process: str | None) -> Ask:
    return Ask((partner,), ask.set_id, ask.plan, ask.plan_name, process, ask.months)


def _generate(
    office: Office,
    ask: BatchAsk,
    rows: Iterator[tuple[Partner, str | None]],
    renderers: Renderers,
) -> Iterator[tuple[Draft, bool]]:
    """Each draft, with True when its files were made now and False when they were there."""
    waiting: deque[tuple[Draft, Pending]] = deque()
    while chunk := list(islice(rows, CHUNK)):
        requests = [
            (prepare(office, _ask(ask, partner, process)), False) for partner, process in chunk
        ]
        for draft in draft_all(office, requests):
            # What was drafted just now has no files; asking would cost a query for each.
            missing = (
                ask.wanted.engines(office)
                if draft.fresh
                else missing_files(office, draft, ask.wanted)
            )
            if missing:
                edition = edition_of(office, draft)
                waiting.append((draft, renderers.submit(draft.document, edition, missing)))
            else:
                deliver(office, kept_files(office, draft.instrument, ask.wanted), ask.folder)
                yield draft, False
        # Two chunks stay in flight, so the workers are never idle while this process records.
        while len(waiting) > CHUNK + renderers.count:
            yield from _collect(office, ask, waiting, CHUNK // 2)
    while waiting:
        yield from _collect(office, ask, waiting, CHUNK)


def _collect(
    office: Office,
    ask: BatchAsk,
    waiting: deque[tuple[Draft, Pending]],
    count: int,
) -> Iterator[tuple[Draft, bool]]:
    ready = [waiting.popleft() for _ in range(min(count, len(waiting)))]
    made = record_files(office, [(draft.instrument, pending()) for draft, pending in ready])
    for (draft, _), files in zip(ready, made, strict=True):
        if len(files) < len(ask.wanted.formats):
            files = kept_files(office, draft.instrument, ask.wanted)
        deliver(office, files, ask.folder)
        yield draft, True


def _report(folder: Path, refused: list[Refused]) -> None:
    """`recusados.csv` beside the files: one line for each fault of each refused row."""
    path = folder / "recusados.csv"
    if not refused:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["linha", "onde", "mensagem", "remedio"])
    for row in refused:
        for finding in row.findings:
            writer.writerow([row.line, finding.where, finding.message, finding.remedy])
    write_whole(path, text.getvalue().encode("utf-8-sig"))
