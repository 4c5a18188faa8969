"""Answers kept ready: there when they hold, as if not there when they do not."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from registry.answers import KeptAnswers, Ready, key
from registry.database import open_database, sqlite_url
from registry.schema import authenticity
from registry.store import Store

CRC = "059A70AD"
TODAY = "2026-12-01"


class Clock:
    """A clock that a test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A registry in which two pairs of codes are known."""
    store = Store(open_database(sqlite_url(tmp_path / "pactua.db")))
    engine = sqlite3.connect(tmp_path / "pactua.db")
    for code in ("10000001", "10000002"):
        engine.execute(
            "INSERT INTO autenticidade VALUES (?, ?, '1/2024', 1, 'autentico', '', '', '', '', 7)",
            (code, CRC),
        )
    engine.commit()
    engine.close()
    return store


def kept_at(store: Store, folder: Path, clock: Clock, generation: str = "a") -> KeptAnswers:
    """The file of the folder."""
    return KeptAnswers(folder / "conferencia.db", store, generation, clock)


def ready(code: str = "10000001", seq: int = 7, until: str = "2027-01-30") -> Ready:
    """An answer."""
    return Ready(code, CRC, seq, until, f"resposta {code} {seq}".encode())


def redraw(store: Store, seq: int) -> None:
    """Something happened to the first document."""
    with store.exclusive() as connection:
        connection.execute(
            update(authenticity).where(authenticity.c.codigo == "10000001").values(seq=seq)
        )


def test_an_answer_is_found_again_also_by_another_process(store: Store, tmp_path: Path) -> None:
    kept_at(store, tmp_path, Clock()).keep([ready()])

    other = kept_at(store, tmp_path, Clock())

    assert other.find("10000001", CRC, TODAY) == b"resposta 10000001 7"
    assert other.find("10000001", "00000000", TODAY) is None
    assert other.find("10000002", CRC, TODAY) is None
    assert other.find("99999999", CRC, TODAY) is None


def test_an_answer_ends_with_its_last_day(store: Store, tmp_path: Path) -> None:
    kept = kept_at(store, tmp_path, Clock())
    kept.keep([ready(until=TODAY)])

    assert kept.find("10000001", CRC, TODAY) is not None
    assert kept.find("10000001", CRC, "2026-12-02") is None


def test_an_answer_falls_when_its_row_is_drawn_anew(store: Store, tmp_path: Path) -> None:
    clock = Clock()
    kept = kept_at(store, tmp_path, clock)
    kept.keep([ready()])
    assert kept.find("10000001", CRC, TODAY) is not None

    redraw(store, 8)
    clock.now += 0.2

    assert kept.find("10000001", CRC, TODAY) is None


def test_an_answer_made_before_its_row_was_drawn_anew_is_never_used(
    store: Store, tmp_path: Path
) -> None:
    kept = kept_at(store, tmp_path, Clock())
    seq = kept.drawn("10000001", CRC)
    assert seq == 7

    redraw(store, 8)
    kept.keep([ready(seq=seq)])

    assert kept.find("10000001", CRC, TODAY) is None


def test_who_rests_holds_no_moment_of_the_registry(store: Store, tmp_path: Path) -> None:
    clock = Clock()
    kept = kept_at(store, tmp_path, clock)
    kept.keep([ready()])
    kept.find("10000001", CRC, TODAY)

    kept.rest()
    held = kept._row
    assert held is not None
    assert held._connection.in_transaction  # it is looked at still
    clock.now += 0.2
    kept.rest()

    assert not held._connection.in_transaction
    assert kept.find("10000001", CRC, TODAY) is not None


def test_pairs_without_an_answer_are_told_in_order_and_in_lots(
    store: Store, tmp_path: Path
) -> None:
    kept = kept_at(store, tmp_path, Clock())
    kept.keep([ready()])

    first = kept.lacking(("", ""), TODAY, 1)
    second = kept.lacking(("10000001", CRC), TODAY, 1)

    assert first == ([], ("10000001", CRC))
    assert second == ([("10000002", CRC)], ("10000002", CRC))
    assert kept.lacking(("10000002", CRC), TODAY, 1) == ([], None)


def test_another_program_or_another_body_begins_anew(store: Store, tmp_path: Path) -> None:
    kept_at(store, tmp_path, Clock()).keep([ready()])

    other = kept_at(store, tmp_path, Clock(), "b")

    assert other.find("10000001", CRC, TODAY) is None


def test_a_damaged_file_is_begun_anew(store: Store, tmp_path: Path) -> None:
    (tmp_path / "conferencia.db").write_bytes(b"nada de SQLite " * 500)

    kept = kept_at(store, tmp_path, Clock())
    kept.keep([ready()])

    assert kept.find("10000001", CRC, TODAY) == b"resposta 10000001 7"


def test_where_nothing_can_be_written_there_are_no_answers_and_no_errors(
    store: Store, tmp_path: Path
) -> None:
    kept = KeptAnswers(tmp_path / "nenhuma" / "pasta" / "c.db", store, "a")

    kept.keep([ready()])

    assert kept.find("10000001", CRC, TODAY) is None


def test_a_registry_that_fails_gives_no_answer_and_is_asked_again(
    store: Store, tmp_path: Path
) -> None:
    clock = Clock()
    kept = kept_at(store, tmp_path, clock)
    kept.keep([ready()])
    kept.find("10000001", CRC, TODAY)
    assert kept._row is not None
    kept._row._connection.close()

    assert kept.find("10000001", CRC, TODAY) is None
    assert kept.find("10000001", CRC, TODAY) == b"resposta 10000001 7"


def test_pairs_that_share_a_key_are_told_apart(store: Store, tmp_path: Path) -> None:
    one, other = ("10000001", "20000000"), ("10000000", "00000000")
    assert key(*one) == key(*other)
    with sqlite3.connect(tmp_path / "pactua.db") as direct:
        for pair in (one, other):
            direct.execute(
                "INSERT INTO autenticidade VALUES (?, ?, 'n', 1, 'autentico', '', '', '', '', 7)",
                pair,
            )
    kept = kept_at(store, tmp_path, Clock())

    kept.keep([Ready(*one, 7, "9999-12-31", b"um")])

    assert kept.find(*one, TODAY) == b"um"
    assert kept.find(*other, TODAY) is None


def test_the_database_of_who_serves_the_public_refuses_to_be_written(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "outra.db")
    open_database(url).dispose()
    store = Store(open_database(url, read_only=True))

    with pytest.raises(Exception, match="readonly"), store.exclusive() as connection:
        connection.execute(insert(authenticity).values(codigo="1", crc="2"))
