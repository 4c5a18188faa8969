"""The journal: what an entry's hash covers, and that nothing in it can change unnoticed."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select, update

from faults.errors import OutsideError
from registry import journal
from registry.schema import journal as table
from tests.registry.scratch import NOON, memory

COLUMNS = ("em", "quem", "fato", "assunto", "dados", "anterior", "hash")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def written(connection: Connection, count: int = 5) -> None:
    """A journal of this many entries."""
    for place in range(1, count + 1):
        moment = NOON + timedelta(minutes=place)
        data = json.dumps({"lugar": place})
        journal.append(connection, moment, "Ana Lima", "fato", f"assunto-{place % 2}", data)


def set_column(connection: Connection, seq: int, column: str, value: object) -> None:
    """Alter one column of one entry behind the program's back."""
    connection.execute(update(table).where(table.c.seq == seq).values({column: value}))


def named(connection: Connection) -> set[int]:
    """The entries that broken_links names."""
    return {seq for seq, _ in journal.broken_links(connection)}


def test_an_empty_journal_holds() -> None:
    with memory() as connection:
        assert (named(connection), journal.last_seq(connection)) == (set(), 0)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), max_size=8))
@settings(max_examples=30)
def test_a_journal_written_by_appending_holds(entries: list[tuple[str, str, str, str]]) -> None:
    with memory() as connection:
        for actor, kind, subject, data in entries:
            journal.append(connection, NOON, actor, kind, subject, data)
        found = list(journal.entries(connection))
        assert named(connection) == set()
        assert [(e.actor, e.kind, e.subject, e.data) for e in found] == entries


def test_each_entry_carries_the_hash_of_the_one_before(connection: Connection) -> None:
    written(connection, 4)
    found = list(journal.entries(connection))
    assert [e.seq for e in found] == [1, 2, 3, 4]
    assert [e.previous for e in found] == [journal.GENESIS, *(e.hash for e in found[:-1])]


def test_the_hash_is_sha_256_of_the_stable_json_of_all_other_columns(
    connection: Connection,
) -> None:
    made = journal.append(connection, NOON, "Ana", "fato", "ação", '{"a":1}')
    text = (
        '[1,"2024-01-10T15:00:00.000000+00:00","Ana","fato","ação","{\\"a\\":1}","'
        + "0" * 64
        + '"]'
    )
    assert made.hash == hashlib.sha256(text.encode()).hexdigest()


def test_moments_are_kept_in_utc(connection: Connection) -> None:
    brasilia = datetime(2024, 1, 10, 12, 0, tzinfo=timezone(timedelta(hours=-3)))
    journal.append(connection, brasilia, "Ana", "fato", "x", "{}")
    (stored,) = connection.execute(select(table.c.em)).scalars()
    assert stored == "2024-01-10T15:00:00.000000+00:00"


def test_entries_can_be_asked_for_after_one_and_by_subject(connection: Connection) -> None:
    written(connection)
    assert [e.seq for e in journal.entries(connection, after=3)] == [4, 5]
    assert [e.seq for e in journal.entries(connection, subject="assunto-1")] == [1, 3, 5]
    assert [e.seq for e in journal.entries(connection, after=1, subject="assunto-1")] == [3, 5]


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_any_field_of_any_entry_that_is_altered_is_named(
    connection: Connection, seq: int, column: str
) -> None:
    written(connection)
    stored: str = connection.execute(select(table.c[column]).where(table.c.seq == seq)).scalar_one()
    set_column(connection, seq, column, stored[:-1] + ("1" if stored[-1] != "1" else "2"))
    assert seq in named(connection)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("value", [b"\x00\xff", "", "\0", "2024-01-10", 7])
def test_a_field_altered_to_something_of_another_kind_is_named_too(
    connection: Connection, column: str, value: object
) -> None:
    written(connection)
    connection.exec_driver_sql(f"UPDATE diario SET {column} = ? WHERE seq = 3", (value,))
    assert 3 in named(connection)


@pytest.mark.parametrize(
    "form", ["2024-01-10 15:03:00.000000+00:00", "2024-01-10T15:03:00+00:00", "20240110T150300Z"]
)
def test_a_moment_written_in_another_form_is_an_alteration(
    connection: Connection, form: str
) -> None:
    written(connection)
    set_column(connection, 3, "em", form)
    assert named(connection) == {3}


def test_what_does_not_fit_is_told_in_words(connection: Connection) -> None:
    written(connection)
    set_column(connection, 2, "dados", "{}")
    connection.execute(delete(table).where(table.c.seq == 4))
    assert list(journal.broken_links(connection)) == [
        (2, "o conteúdo não confere com o hash"),
        (5, "falta o registro 4"),
        (5, "não continua o registro anterior"),
    ]


def test_an_alteration_with_a_new_hash_of_its_own_is_named_at_the_next_entry(
    connection: Connection,
) -> None:
    written(connection)
    row = connection.execute(select(table).where(table.c.seq == 3)).mappings().one()
    values = {**row, "dados": '{"lugar": 33}'}
    forged = journal.entry_hash(tuple(values[column] for column in journal.HASHED))
    set_column(connection, 3, "dados", values["dados"])
    set_column(connection, 3, "hash", forged)
    assert named(connection) == {4}


@given(st.integers(1, 9), st.data())
@settings(max_examples=30)
def test_entries_taken_out_before_the_last_are_named_at_the_one_that_follows(
    last: int, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.integers(1, last), min_size=1))
    with memory() as connection:
        written(connection, last + 1)
        connection.execute(delete(table).where(table.c.seq.in_(gone)))
        after_a_gap = {seq + 1 for seq in gone} - gone
        assert named(connection) == after_a_gap


def test_entries_cut_off_at_the_end_leave_a_whole_chain(connection: Connection) -> None:
    """Stated: a chain cannot know its own end; the tables folded from it do."""
    written(connection)
    connection.execute(delete(table).where(table.c.seq > 3))
    assert named(connection) == set()


@given(st.permutations(range(1, 7)).filter(lambda order: order != sorted(order)))
@settings(max_examples=30)
def test_entries_put_into_another_order_are_named(order: list[int]) -> None:
    with memory() as connection:
        written(connection, len(order))
        rows = {row["seq"]: dict(row) for row in connection.execute(select(table)).mappings()}
        connection.execute(delete(table))
        for place, seq in enumerate(order, 1):
            connection.execute(table.insert().values({**rows[seq], "seq": place}))
        moved = {place for place, seq in enumerate(order, 1) if place != seq}
        assert moved <= named(connection)


@pytest.mark.parametrize("seq", [0, -3])
def test_an_entry_put_before_the_first_is_named(connection: Connection, seq: int) -> None:
    written(connection, 2)
    row = dict(connection.execute(select(table).where(table.c.seq == 1)).mappings().one())
    connection.execute(table.insert().values({**row, "seq": seq, "hash": "f" * 64}))
    assert seq in named(connection)


def test_an_entry_that_cannot_be_read_any_more_says_which_one(connection: Connection) -> None:
    written(connection)
    set_column(connection, 3, "em", "ontem")
    with pytest.raises(OutsideError) as told:
        list(journal.entries(connection))
    assert told.value.message == "o registro 3 do diário está danificado."


def test_the_hash_at_a_number_is_none_where_there_is_no_entry(connection: Connection) -> None:
    written(connection, 1)
    (only,) = journal.entries(connection)
    assert (journal.hash_at(connection, 1), journal.hash_at(connection, 2)) == (only.hash, None)


def test_the_moment_of_an_entry_comes_back_as_it_was_given(connection: Connection) -> None:
    moment = datetime(2024, 1, 10, 15, 0, 0, 123456, tzinfo=UTC)
    journal.append(connection, moment, "Ana", "fato", "x", "{}")
    assert [e.at for e in journal.entries(connection)] == [moment]
