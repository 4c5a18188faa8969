"""Answers kept ready: there when they hold, as if not there when they do not.

On both databases, read as the portal reads them: over an engine that cannot write.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, text, update

from faults.errors import OutsideError
from registry.answers import KeptAnswers, Ready, key
from registry.database import open_database
from registry.schema import authenticity
from registry.store import Store
from tests.facts import append_drafted, drafted, numbered
from tests.registry.scratch import NOON

CRC = "059A70AD"
TODAY = "2026-12-01"


class Clock:
    """A clock that a test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def with_codes(store: Store) -> Store:
    """A registry with an instrument, to which two pairs of codes belong."""
    with store.writing(NOON, "Ana Lima") as writing:
        append_drafted(writing, drafted())
    enter(store, ("10000001", CRC), ("10000002", CRC))
    return store


def enter(store: Store, *pairs: tuple[str, str]) -> None:
    """Make pairs of codes known."""
    rest = {"situacao": "autentico", "dados": "", "inicio": "", "fim": "", "encerrado_em": ""}
    with store.exclusive() as connection:
        for code, crc in pairs:
            row = {"codigo": code, "crc": crc, "numero": str(numbered(1)), "versao": 1, "seq": 7}
            connection.execute(insert(authenticity).values(**row, **rest))


@pytest.fixture
def writer(store: Store) -> Store:
    """A registry in which two pairs of codes are known."""
    return with_codes(store)


@pytest.fixture
def reader(url: str, writer: Store) -> Iterator[Store]:
    """The same registry as the portal opens it."""
    engine = open_database(url, read_only=True)
    yield Store(engine)
    engine.dispose()


KeptAt = Callable[..., KeptAnswers]


@pytest.fixture
def kept_at(reader: Store, tmp_path: Path) -> Iterator[KeptAt]:
    """Opens the file of the folder, and gives back every connection at the end."""
    with ExitStack() as stack:

        def opened(clock: Clock, generation: str = "a", store: Store = reader) -> KeptAnswers:
            kept = KeptAnswers(tmp_path / "conferencia.db", store, generation, clock)
            stack.callback(kept.close)
            return kept

        yield opened


def ready(code: str = "10000001", seq: int = 7, until: str = "2027-01-30") -> Ready:
    """An answer."""
    return Ready(code, CRC, seq, until, f"resposta {code} {seq}".encode())


def redraw(store: Store, seq: int) -> None:
    """Something happened to the first document."""
    with store.exclusive() as connection:
        connection.execute(
            update(authenticity).where(authenticity.c.codigo == "10000001").values(seq=seq)
        )


def test_an_answer_is_found_again_also_by_another_process(kept_at: KeptAt) -> None:
    kept_at(Clock()).keep([ready()])

    other = kept_at(Clock())

    assert other.find("10000001", CRC, TODAY) == b"resposta 10000001 7"
    assert other.find("10000001", "00000000", TODAY) is None
    assert other.find("10000002", CRC, TODAY) is None
    assert other.find("99999999", CRC, TODAY) is None


def test_an_answer_ends_with_its_last_day(kept_at: KeptAt) -> None:
    kept = kept_at(Clock())
    kept.keep([ready(until=TODAY)])

    assert kept.find("10000001", CRC, TODAY) is not None
    assert kept.find("10000001", CRC, "2026-12-02") is None


def test_an_answer_falls_when_its_row_is_drawn_anew(kept_at: KeptAt, writer: Store) -> None:
    clock = Clock()
    kept = kept_at(clock)
    kept.keep([ready()])
    assert kept.find("10000001", CRC, TODAY) is not None

    redraw(writer, 8)
    clock.now += 0.2

    assert kept.find("10000001", CRC, TODAY) is None


def test_an_answer_made_before_its_row_was_drawn_anew_is_never_used(
    kept_at: KeptAt, writer: Store
) -> None:
    kept = kept_at(Clock())
    seq = kept.drawn("10000001", CRC)
    assert seq == 7

    redraw(writer, 8)
    kept.keep([ready(seq=seq)])

    assert kept.find("10000001", CRC, TODAY) is None


def holds(kept: KeptAnswers) -> bool:
    """Whether a transaction is open on the registry, as its driver sees it."""
    assert kept._row is not None
    driver = kept._row._connection
    if hasattr(driver, "in_transaction"):
        return bool(driver.in_transaction)
    return bool(driver.info.transaction_status.name != "IDLE")


def test_who_rests_holds_no_moment_of_the_registry(kept_at: KeptAt, kind: str) -> None:
    clock = Clock()
    kept = kept_at(clock)
    kept.keep([ready()])
    kept.find("10000001", CRC, TODAY)

    kept.rest()
    assert holds(kept) == (kind == "sqlite")  # a server is asked anew at each look
    clock.now += 0.2
    kept.rest()

    assert not holds(kept)
    assert kept.find("10000001", CRC, TODAY) is not None


def test_pairs_without_an_answer_are_told_in_order_and_in_lots(kept_at: KeptAt) -> None:
    kept = kept_at(Clock())
    kept.keep([ready()])

    first = kept.lacking(("", ""), TODAY, 1)
    second = kept.lacking(("10000001", CRC), TODAY, 1)

    assert first == ([], ("10000001", CRC))
    assert second == ([("10000002", CRC)], ("10000002", CRC))
    assert kept.lacking(("10000002", CRC), TODAY, 1) == ([], None)


def test_another_program_or_another_body_begins_anew(kept_at: KeptAt) -> None:
    kept_at(Clock()).keep([ready()])

    other = kept_at(Clock(), "b")

    assert other.find("10000001", CRC, TODAY) is None


def test_a_damaged_file_is_begun_anew(kept_at: KeptAt, tmp_path: Path) -> None:
    (tmp_path / "conferencia.db").write_bytes(b"nada de SQLite " * 500)

    kept = kept_at(Clock())
    kept.keep([ready()])

    assert kept.find("10000001", CRC, TODAY) == b"resposta 10000001 7"


def test_where_nothing_can_be_written_there_are_no_answers_and_no_errors(
    reader: Store, tmp_path: Path
) -> None:
    kept = KeptAnswers(tmp_path / "nenhuma" / "pasta" / "c.db", reader, "a")

    kept.keep([ready()])

    assert kept.find("10000001", CRC, TODAY) is None


def test_a_registry_that_fails_gives_no_answer_and_is_asked_again(kept_at: KeptAt) -> None:
    clock = Clock()
    kept = kept_at(clock)
    kept.keep([ready()])
    kept.find("10000001", CRC, TODAY)
    assert kept._row is not None
    kept._row._connection.close()

    assert kept.find("10000001", CRC, TODAY) is None
    assert kept.find("10000001", CRC, TODAY) == b"resposta 10000001 7"


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_server_that_cut_the_line_is_asked_again(kept_at: KeptAt, writer: Store) -> None:
    kept = kept_at(Clock())
    kept.keep([ready()])
    kept.find("10000001", CRC, TODAY)
    cut = (
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with writer.exclusive() as connection:
        assert connection.execute(text(cut)).scalar_one() >= 1

    assert kept.find("10000001", CRC, TODAY) is None
    assert kept.find("10000001", CRC, TODAY) == b"resposta 10000001 7"


def test_pairs_that_share_a_key_are_told_apart(kept_at: KeptAt, writer: Store) -> None:
    one, other = ("10000003", "20000000"), ("10000002", "00000000")
    assert key(*one) == key(*other)
    enter(writer, one, other)
    kept = kept_at(Clock())

    kept.keep([Ready(*one, 7, "9999-12-31", b"um")])

    assert kept.find(*one, TODAY) == b"um"
    assert kept.find(*other, TODAY) is None


def test_the_database_of_who_serves_the_public_refuses_to_be_written(reader: Store) -> None:
    with (
        pytest.raises(OutsideError, match="só permite leitura"),
        reader.exclusive() as connection,
    ):
        connection.execute(insert(authenticity).values(codigo="1", crc="2"))


@pytest.mark.parametrize("kind", ["postgresql"])
def test_who_only_reads_finds_the_schema_that_the_address_names(
    new_url: Callable[[], str], kept_at: KeptAt
) -> None:
    url = new_url()
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA outro"))
    engine.dispose()
    inner = f"{url}&options=-csearch_path%3Doutro"
    writing = open_database(inner)
    with_codes(Store(writing))
    reading = open_database(inner, read_only=True)
    kept = kept_at(Clock(), store=Store(reading))

    kept.keep([ready()])

    assert kept.find("10000001", CRC, TODAY) == b"resposta 10000001 7"
    with (
        pytest.raises(OutsideError, match="só permite leitura"),
        Store(reading).exclusive() as connection,
    ):
        connection.execute(insert(authenticity).values(codigo="1", crc="2"))
    writing.dispose()
    reading.dispose()
