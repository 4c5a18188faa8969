"""kill -9 in the middle of writing: the journal stays whole, and work goes on after it.

The points are statements: a process is killed as it sends its nth one, so that begin, every
insert and the moment of commit come up, the same ones in each run.
"""

import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, event

from registry.database import open_database
from registry.files import FileStore
from registry.search_check import IndexCopy
from registry.store import Store
from registry.verification import verify
from tests.facts import CPF, append_drafted, drafted, recorded, rendered
from tests.records import SUFFIX
from tests.registry.scratch import NOON

SEED = 20240110
AT_ONCE = 3
"""Drafts in one transaction; each writes three entries."""


def _write(store: Store) -> None:
    with store.writing(NOON, "Ana Lima") as writing:
        for _ in range(AT_ONCE):
            sequence, code = writing.next_sequence(2024, SUFFIX), writing.next_code()
            writing.append(recorded(nome=f"Nome {sequence}", representante__cpf=CPF))
            append_drafted(writing, drafted(sequence=sequence, code=code, representante__cpf=CPF))
            writing.append(rendered(sequence, 1, ("docx", "pdf")))


MOMENTS = ("before_cursor_execute", "commit")


def _count_statements(engine: Engine | type[Engine]) -> list[int]:
    count = [0]

    def told(*_: object) -> None:
        count[0] += 1

    for moment in MOMENTS:
        event.listen(engine, moment, told)
    return count


def _die_at(point: int, engine: Engine | type[Engine]) -> None:
    left = point

    def step(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in MOMENTS:
        event.listen(engine, moment, step)


def _write_until(url: str, point: int) -> None:
    engine = open_database(url)
    _die_at(point, engine)
    _write(Store(engine))


def _open_until(url: str, point: int) -> None:
    _die_at(point, Engine)
    open_database(url)


def _killed_at(url: str, point: int, work: Callable[[str, int], None]) -> bool:
    child = os.fork()
    if child == 0:
        work(url, point)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _faults(url: str, entries: int) -> list[str]:
    """What is wrong with a database that should hold this many entries."""
    engine = open_database(url)
    store = Store(engine)
    found: list[str] = []
    if store.last_seq() != entries:
        found.append(f"{store.last_seq()} registros em vez de {entries}")
    sequences = [row["sequencia"] for row in store.instrument_rows()]
    if sequences != list(range(1, entries // 3 + 1)):
        found.append(f"números {sequences}")
    with TemporaryDirectory() as nothing:
        files = FileStore(Path(nothing))  # the facts name files that nobody kept
        with store.snapshot() as snapshot:
            done = verify(snapshot, files, IndexCopy("busca.db", None))
    found += [finding.line() for finding in done.findings if finding.rule != "arquivo-ausente"]
    engine.dispose()
    return found


def kill_and_check(url: str, count: int, seed: int) -> list[str]:
    """Kill a writer at this many points, each followed by a check and a write that succeeds.

    Runs in a process of its own, which has one thread and so may fork.
    """
    engine = open_database(url)
    statements = _count_statements(engine)
    _write(Store(engine))
    engine.dispose()
    points = random.Random(seed).choices(range(1, statements[0] + 1), k=count - 2)
    faults: list[str] = []
    entries = 3 * AT_ONCE
    for place, point in enumerate([1, statements[0], *points]):
        if not _killed_at(url, point, _write_until):
            faults.append(f"ponto {point}: o processo chegou ao fim")
        faults += [f"ponto {point}: {fault}" for fault in _faults(url, entries)]
        if place % 5 == 0:
            again = open_database(url)
            _write(Store(again))
            again.dispose()
            entries += 3 * AT_ONCE
    return faults


def kill_while_opening(url: str, elsewhere: str) -> list[str]:
    """Kill whoever makes the first tables at every fifth statement, then open and write."""
    statements = _count_statements(Engine)
    open_database(elsewhere).dispose()
    points = [*range(1, statements[0], 5), statements[0]]
    faults = [
        f"ponto {point}: o processo chegou ao fim"
        for point in points
        if not _killed_at(url, point, _open_until)
    ]
    engine = open_database(url)
    _write(Store(engine))
    engine.dispose()
    return faults + _faults(url, 3 * AT_ONCE)


def in_a_process_of_its_own(work: Callable[..., list[str]], *arguments: object) -> list[str]:
    """What this work finds, done in a spawned process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def test_a_writer_killed_at_any_of_20_points_leaves_a_whole_journal(url: str) -> None:
    assert in_a_process_of_its_own(kill_and_check, url, 20, SEED) == []


@pytest.mark.soak
def test_a_writer_killed_at_any_of_200_points_leaves_a_whole_journal(url: str) -> None:
    assert in_a_process_of_its_own(kill_and_check, url, 200, SEED) == []


def test_whoever_is_killed_while_making_the_tables_leaves_no_half_of_them(
    url: str, second_url: str
) -> None:
    assert in_a_process_of_its_own(kill_while_opening, url, second_url) == []
