"""Eight processes that draft at once: no number is lost, none is given twice."""

import multiprocessing
from multiprocessing.synchronize import Barrier

from registry.database import open_database
from registry.store import Store
from tests.facts import append_drafted, drafted
from tests.processes import quick_processes
from tests.records import SUFFIX
from tests.registry.scratch import NOON

PROCESSES, EACH = 8, 4
TOTAL = PROCESSES * EACH

Given = list[tuple[int, str]]


def _draft_at_once(url: str, gate: Barrier, answers: "multiprocessing.Queue[Given]") -> None:
    engine = open_database(url)
    store = Store(engine)
    given: Given = []
    gate.wait(120)
    for _ in range(EACH):
        with store.writing(NOON, "Ana Lima") as writing:
            sequence, code = writing.next_sequence(2024, SUFFIX), writing.next_code()
            append_drafted(writing, drafted(sequence=sequence, code=code))
        given.append((sequence, code))
    engine.dispose()
    answers.put(given)


def test_processes_that_draft_at_once_get_each_number_and_code_once(url: str, store: Store) -> None:
    several = quick_processes()
    gate = several.Barrier(PROCESSES)
    answers: multiprocessing.Queue[Given] = several.Queue()
    processes = [
        several.Process(target=_draft_at_once, args=(url, gate, answers)) for _ in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    given = [pair for _ in processes for pair in answers.get(timeout=240)]
    for process in processes:
        process.join()

    expected = [(place, str(10_000_000 + place)) for place in range(1, TOTAL + 1)]
    assert sorted(given) == expected
    assert [(row["sequencia"], row["codigo"]) for row in store.instrument_rows()] == expected
    assert (store.last_seq(), store.broken_links()) == (TOTAL, [])
