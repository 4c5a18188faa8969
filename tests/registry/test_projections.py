"""The tables for reading: folded from the journal, and the same when they are folded again."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, select, update

from instruments.facts import FACTS, Fact
from registry import journal, payload, queries
from registry.projections import fold
from registry.schema import PROJECTIONS, partners, private_values, versions
from registry.schema import instruments as instrument_table
from tests.facts import CPF, RG, drafted, recorded, rendered
from tests.registry.lives import LIFE
from tests.registry.scratch import NOON, dump, memory


def write(connection: Connection, facts: tuple[Fact, ...]) -> None:
    """Append and fold, as the Store does."""
    for fact in facts:
        data = payload.pack(connection, fact.as_data())
        entry = journal.append(connection, NOON, "Ana Lima", fact.kind, fact.subject, data)
        fold(connection, entry.seq, fact)


def facts_of(connection: Connection) -> list[tuple[int, Fact]]:
    """Every fact of the journal as it reads today."""
    return [(entry.seq, queries.fact(connection, entry)) for entry in journal.entries(connection)]


def folded_elsewhere(connection: Connection) -> dict[str, Any]:
    """The tables that an empty database gets from this journal."""
    with memory() as empty:
        for seq, fact in facts_of(connection):
            fold(empty, seq, fact)
        return dump(empty, *PROJECTIONS)


def test_the_life_above_has_every_kind_of_fact() -> None:
    assert {fact.kind for fact in LIFE} == set(FACTS)


def test_folding_the_journal_into_an_empty_database_gives_the_same_tables() -> None:
    with memory() as connection:
        write(connection, LIFE)
        assert folded_elsewhere(connection) == dump(connection, *PROJECTIONS)


def test_emptying_the_tables_in_their_order_and_folding_again_gives_them_back(
    engine: Engine,
) -> None:
    with engine.begin() as connection:
        write(connection, LIFE)
        before = dump(connection, *PROJECTIONS)
        for table in PROJECTIONS:
            connection.execute(delete(table))
        for seq, fact in facts_of(connection):
            fold(connection, seq, fact)
        assert dump(connection, *PROJECTIONS) == before


def test_personal_values_that_were_erased_do_not_change_the_tables() -> None:
    with memory() as connection:
        write(connection, LIFE)
        before = dump(connection, *PROJECTIONS)
        connection.execute(delete(private_values))
        assert folded_elsewhere(connection) == before
        assert list(journal.broken_links(connection)) == []


@given(st.lists(st.sampled_from(range(6)), max_size=12))
@settings(max_examples=25, deadline=None)
def test_whatever_the_order_of_events_the_tables_can_be_made_again(events: list[int]) -> None:
    names = ("mpmt", "defensoria")
    latest = dict.fromkeys(names, 0)
    with memory() as connection:
        for event in events:
            place = event % 2
            name = names[place]
            if event < 2:
                write(connection, (recorded(name, sigla=f"S{len(facts_of(connection))}"),))
            elif event < 4:
                latest[name] += 1
                write(connection, (drafted(name, sequence=place + 1, version=latest[name]),))
            elif latest[name]:
                write(connection, (rendered(place + 1, latest[name], salt=str(event)),))
        assert folded_elsewhere(connection) == dump(connection, *PROJECTIONS)


def test_no_table_for_reading_holds_a_cpf_or_an_rg() -> None:
    with memory() as connection:
        write(connection, LIFE)
        assert [word for word in (CPF, RG) if word in str(dump(connection, *PROJECTIONS))] == []


def test_a_partner_recorded_again_replaces_its_row() -> None:
    with memory() as connection:
        write(connection, (recorded(), recorded(nome="Outro nome")))
        assert list(connection.execute(select(partners.c.nome, partners.c.seq))) == [
            ("Outro nome", 2)
        ]


def test_an_instrument_row_tells_the_newest_version_and_every_version_stays() -> None:
    with memory() as connection:
        write(connection, (drafted(), drafted(version=2, telefone=None)))
        rows = connection.execute(select(instrument_table.c.versao)).scalars()
        kept = connection.execute(select(versions.c.versao, versions.c.seq))
        assert (list(rows), list(kept)) == ([2], [(1, 1), (2, 2)])


def test_a_table_altered_behind_the_programs_back_differs_from_the_folded_one() -> None:
    with memory() as connection:
        write(connection, LIFE)
        connection.execute(update(instrument_table).values(estado="assinada"))
        assert folded_elsewhere(connection) != dump(connection, *PROJECTIONS)
