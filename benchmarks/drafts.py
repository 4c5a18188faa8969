"""Drafts to measure with: the sample agreement of 2024 under as many partner names as needed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from instruments.partner import Partner
from services.demo import CLAUSE_SET, PLAN, SAMPLE_PROCESS
from services.drafting import Ask, Draft, draft_all, prepare
from services.office import Office, open_office
from services.partners import read_partners
from services.plans import read_plan
from services.settings import read_settings

EXAMPLE = PLAN.with_name("mpmt.yaml")


@contextmanager
def empty_office() -> Iterator[Office]:
    """An office on an empty database that goes away afterwards."""
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as folder:
        settings = read_settings({"PACTUA_DIR": folder, "PACTUA_HOJE": "2026-11-23"})
        yield open_office(replace(settings, actor="bench"))


def partners(count: int) -> list[Partner]:
    """The sample partner under different names and ids."""
    (row,) = read_partners(EXAMPLE)
    if row.partner is None:
        raise ValueError(row.findings)
    sample = row.partner
    return [
        sample.model_copy(update={"id": f"mp-{place}", "name": f"{sample.name}, unidade {place}"})
        for place in range(1, count + 1)
    ]


def drafts(office: Office, count: int) -> list[Draft]:
    """Numbered drafts for that many partners."""
    plan = read_plan(PLAN)
    requests = [
        (prepare(office, Ask((partner,), CLAUSE_SET, plan, PLAN.name, SAMPLE_PROCESS)), False)
        for partner in partners(count)
    ]
    return draft_all(office, requests)


def write_csv(path: Path, count: int) -> None:
    """A CSV of that many partners, as `minuta lote` takes it."""
    import csv

    def flat(data: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
        for key, value in data.items():
            if isinstance(value, dict):
                yield from flat(value, f"{prefix}{key}.")
            else:
                yield f"{prefix}{key}", value

    rows = [dict(flat(partner.as_data())) for partner in partners(count)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
