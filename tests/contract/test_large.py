"""Questions to a registry with very many agreements: right answers, and soon.

`make soak` asks them of a million agreements, in either database.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest

from services.instruments import list_instruments
from services.lifecycle import due
from services.notifying import list_owed
from services.office import Office, open_office
from services.settings import Settings
from tests.large_registry import NEVER, fill

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
SOON = 0.5
"""Seconds within which each question is answered, warm."""

QUESTIONS: dict[str, Callable[[Office], object]] = {
    "prazo listar": lambda office: due(office, most=201),
    "aviso listar": lambda office: list_owed(office, 101),
    "instrumento listar --busca (a name)": lambda office: found(office, "mato grosso"),
    "instrumento listar --busca (a number)": lambda office: found(office, "77777 2007"),
    "instrumento listar --busca (a clause)": lambda office: found(office, "independência"),
    "instrumento listar --busca (nothing)": lambda office: found(office, "jabuticaba"),
    "instrumento listar": lambda office: list(list_instruments(office, None, None, None, 501)),
    "instrumento listar --estado": lambda office: of_cycle(office, "assinada"),
    "instrumento listar --uf (of many)": lambda office: of_state(office, "MT"),
    "instrumento listar --uf (of second partners)": lambda office: of_state(office, "SP"),
    "instrumento listar --uf (of few)": lambda office: of_state(office, "AP"),
    "instrumento listar --uf (of none)": lambda office: of_state(office, "PI"),
    "instrumento listar --uf --estado": lambda office: of_state(office, "MT", "minuta"),
}


def found(office: Office, words: str) -> list[dict[str, object]]:
    return list(list_instruments(office, None, None, words, 501))


def of_state(office: Office, uf: str, cycle: str | None = None) -> list[dict[str, object]]:
    return list(list_instruments(office, cycle, uf, None, 501))


def of_cycle(office: Office, state: str) -> list[dict[str, object]]:
    return list(list_instruments(office, state, None, None, 501))


def large(url: str, folder: Path, count: int) -> Office:
    office = open_office(Settings(folder, url, NOW, "Ana Lima"))
    fill(office, count)
    return replace(office, now=NOW)


def test_what_is_due_is_the_earliest_first_and_not_cut_too_soon(url: str, tmp_path: Path) -> None:
    office = large(url, tmp_path, 4000)
    rows = due(office)
    days = [row["em"] for row in rows]
    assert days == sorted(days)
    assert len(rows) > 50
    assert due(office, most=20) == rows[:20]
    assert sum(row["prazo"] == "publicacao" for row in rows) >= 4000 / NEVER
    office.store.close()


def test_a_search_gives_the_newest_first_and_all_of_them_in_the_end(
    url: str, tmp_path: Path
) -> None:
    office = large(url, tmp_path, 600)
    numbers = [row["numero"] for row in found(office, "independência")]
    assert numbers[:2] == [f"600/2007/{UNIT}", f"599/2007/{UNIT}"]
    assert len(list(list_instruments(office, None, None, "mato grosso"))) == 101
    assert [row["sequencia"] for row in found(office, "77 2007")] == [77]
    office.store.close()


def test_the_state_of_any_partner_finds_an_instrument_in_the_order_of_numbers(
    url: str, tmp_path: Path
) -> None:
    office = large(url, tmp_path, 120)
    assert [row["sequencia"] for row in of_state(office, "SP")] == list(range(3, 121, 10))
    in_order = [str(row["numero"]) for row in of_state(office, "MT")]
    assert len(in_order) == 20 + 1  # and the one that was drafted in earnest, in 2024
    assert (in_order[0], in_order[-1][:12]) == (f"2/2007/{UNIT}", "9999999/2024")
    assert of_state(office, "PI") == []
    office.store.close()


UNIT = "CIHP/CGSINDEC/DPDC/SENACON"


def test_what_is_owed_today_does_not_read_what_was_owed_before(url: str, tmp_path: Path) -> None:
    office = large(url, tmp_path, 4000)
    listing = list_owed(office, 0)
    assert 0 < len(listing.pending) < 200
    office.store.close()


@pytest.mark.soak
def test_a_million_agreements_are_asked_in_half_a_second(
    url: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = large(url, tmp_path, 1_000_000)
    times = {name: warm(office, ask) for name, ask in QUESTIONS.items()}
    with capsys.disabled():
        for name, seconds in times.items():
            sys.stdout.write(f"\n{kind}: {name}: {1000 * seconds:.0f} ms")
    office.store.close()
    assert [name for name, seconds in times.items() if seconds >= SOON] == []


def warm(office: Office, ask: Callable[[Office], object]) -> float:
    """The median of five, after one that is not counted."""
    ask(office)
    times = []
    for _ in range(5):
        start = perf_counter()
        ask(office)
        times.append(perf_counter() - start)
    return sorted(times)[2]
