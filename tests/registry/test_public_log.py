"""The public log as tables: the tree of RFC 9162, read and written a few rows at a time."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, event

from faults.errors import OutsideError
from registry.public_log import PublicLog, append, position
from registry.rebuild import rebuild
from registry.schema import leaves, metadata, nodes
from signatures.log import merkle
from tests.facts import numbered
from tests.log_office import log_office
from tests.signatures.log.trees import mth


@contextmanager
def tables(path: str = "") -> Iterator[Connection]:
    """The tables of the log in a database of their own."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        metadata.create_all(connection, tables=[leaves, nodes])
        yield connection
    engine.dispose()


def rows(start: int, end: int) -> list[tuple[str, str, str, int]]:
    """Leaves to append."""
    return [(f"{n}/2024", "publicado", f'{{"n":{n}}}', n + 1) for n in range(start, end)]


def texts(size: int) -> list[bytes]:
    """The contents of the leaves above."""
    return [text.encode() for _, _, text, _ in rows(0, size)]


def root(connection: Connection, size: int) -> bytes:
    """The head as the tables have it."""
    hashes = PublicLog(connection).hashes(merkle.head(size).nodes)
    return merkle.root(size, hashes.__getitem__)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.integers(1, 40), max_size=8))
def test_leaves_appended_in_any_portions_make_the_tree_of_rfc_9162(portions: list[int]) -> None:
    with tables() as connection:
        size = 0
        for portion in portions:
            append(connection, rows(size, size + portion))
            size += portion
        assert PublicLog(connection).size() == size
        for smaller in {0, 1, size // 2, size}:
            if smaller <= size:
                assert root(connection, smaller) == mth(texts(smaller))


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 120), st.data())
def test_proofs_read_from_the_tables_hold(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    with tables() as connection:
        append(connection, rows(0, size))
        log = PublicLog(connection)
        path, more = merkle.inclusion(index, size), merkle.consistency(index, size)
        hashes = log.hashes(path.nodes | more.nodes | {(0, index)})
        head, old = root(connection, size), root(connection, index)

    leaf = hashes[0, index]
    assert merkle.included(leaf, index, size, path.hashes(hashes.__getitem__), head)
    assert merkle.consistent(index, size, old, head, more.hashes(hashes.__getitem__))


def test_every_node_has_a_place_of_its_own() -> None:
    places = [position(level, index) for level in range(12) for index in range(1 << 12 - level)]

    assert len(set(places)) == len(places)
    assert all(place % 2 == 0 for place in (position(0, index) for index in range(99)))


def counted(connection: Connection) -> list[str]:
    """The statements that run on a connection from now on."""
    ran: list[str] = []
    event.listen(
        connection, "before_cursor_execute", lambda *args: ran.append(str(args[2])), named=False
    )
    return ran


def test_an_append_and_a_proof_take_few_statements_whatever_the_size() -> None:
    with tables() as connection:
        append(connection, rows(0, 4095))
        ran = counted(connection)
        append(connection, rows(4095, 4096))  # joins twelve subtrees
        writes = len(ran)
        PublicLog(connection).hashes(merkle.inclusion(1000, 4096).nodes)

    assert writes <= 5
    assert len(ran) - writes <= 2


def test_a_missing_node_is_told_with_its_remedy() -> None:
    with tables() as connection:
        append(connection, rows(0, 8))
        connection.execute(delete(nodes))
        with pytest.raises(OutsideError) as told:
            root(connection, 8)

    assert (told.value.message, told.value.remedy) == (
        "faltam partes do registro público no banco de dados.",
        "Refaça as tabelas com: pactua registro reconstruir",
    )


def test_the_log_of_a_life_tells_it_in_order(tmp_path: Path) -> None:
    mine = log_office(tmp_path)
    mine.key()
    mine.draft(1)
    mine.open(2)
    mine.sign(2, "mpmt")
    mine.sign(2, "joao-da-silva")
    mine.give_back(1)
    mine.give_back(2)
    mine.cancel(1)
    with mine.office.store.public_log() as log:
        told = [(leaf.event, leaf.number) for leaf in log.leaves_after(0)]
        signed = [json.loads(leaf.text) for leaf in log.leaves_of(str(numbered(2)))][1:3]
        issued = json.loads(log.leaves_of(str(numbered(2)))[0].text)

    first, second = str(numbered(1)), str(numbered(2))
    assert told == [
        ("chave_criada", ""),
        ("emitido", second),
        ("assinado", second),
        ("assinado", second),
        ("recolhido", second),
        ("cancelado", first),
    ]
    assert [leaf["parte"] for leaf in signed] == ["mpmt", "testemunha"]
    assert issued["codigo"] == "10000002"
    assert issued["cnpjs"] == ["00.394.494/0100-18", "14.921.092/0001-57"]
    assert "crc" not in issued
    assert len(issued["texto_sha256"]) == 64


def test_rebuilding_gives_the_same_leaves_and_nodes(tmp_path: Path) -> None:
    mine = log_office(tmp_path)
    mine.key()
    for sequence in range(1, 5):
        mine.signed(sequence)
    with mine.office.store.exclusive() as connection:
        before = [connection.execute(table.select()).all() for table in (leaves, nodes)]
        rebuild(connection)
        after = [connection.execute(table.select()).all() for table in (leaves, nodes)]

    assert before == after
    assert len(before[0]) == 13


@pytest.mark.soak
def test_a_million_leaves_are_appended_to_and_proven_in_milliseconds(tmp_path: Path) -> None:
    size, portion, sample = 1_000_000, 10_000, 200
    with tables(str(tmp_path / "registro.db")) as connection:
        for start in range(0, size, portion):
            append(connection, rows(start, start + portion))
        log = PublicLog(connection)
        began = time.perf_counter()
        for extra in range(sample):
            append(connection, rows(size + extra, size + extra + 1))
        appending = (time.perf_counter() - began) / sample
        total = log.size()
        began = time.perf_counter()
        for step in range(sample):
            path = merkle.inclusion(step * 4999, total)
            path.hashes(log.hashes(path.nodes).__getitem__)
            more = merkle.consistency(step * 4999 + 1, total)
            more.hashes(log.hashes(more.nodes).__getitem__)
        proving = (time.perf_counter() - began) / sample
        head = root(connection, total)
        leaf = log.hashes([(0, 777_777)])[0, 777_777]
        last = merkle.inclusion(777_777, total)
        path_hashes = last.hashes(log.hashes(last.nodes).__getitem__)

    assert merkle.included(leaf, 777_777, total, path_hashes, head)
    assert appending < 0.02, f"{appending * 1000:.2f} ms"
    assert proving < 0.05, f"{proving * 1000:.2f} ms"
