"""Verification finds each kind of damage on either database; rebuilding gives the same rows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, update

from faults.errors import OutsideError
from registry.rebuild import rebuild
from registry.schema import (
    PROJECTIONS,
    files,
    instruments,
    journal,
    metadata,
    partners,
    parts,
    private_values,
)
from registry.store import Store
from tests.facts import recorded
from tests.registry.lives import LIFE, Kept, fill, kept_at
from tests.registry.scratch import NOON, dump


@pytest.fixture
def kept(url: str, tmp_path: Path) -> Iterator[Kept]:
    """A registry with something of everything."""
    made = kept_at(url, tmp_path)
    fill(made)
    yield made
    made.store._engine.dispose()


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with store.snapshot() as connection:
        return dump(connection, *metadata.sorted_tables)


def test_a_sound_registry_has_nothing_wrong_and_its_size_is_told(kept: Kept) -> None:
    done = kept.verify()
    assert done.findings == []
    assert dict(done.counts) == {
        "registros": 10,
        "partes": len(rows(kept.store)["partes"]),
        "dados_pessoais": len(rows(kept.store)["dados_pessoais"]),
        "arquivos": 4,
        "linhas": 2 + 2 + 2 + 4 + 4,
        "busca": 2,
    }


def test_an_empty_registry_has_nothing_wrong(url: str, tmp_path: Path) -> None:
    kept = kept_at(url, tmp_path)
    assert kept.found() == []
    kept.store._engine.dispose()


def test_an_erased_personal_value_is_nothing_wrong(kept: Kept) -> None:
    with kept.store.exclusive() as connection:
        connection.execute(delete(private_values))
    assert kept.found() == []


def test_rebuilding_a_sound_registry_changes_no_row(kept: Kept) -> None:
    before = rows(kept.store)
    with kept.store.exclusive() as connection:
        assert rebuild(connection) == 10
    assert rows(kept.store) == before


def test_whatever_happens_to_an_instrument_can_be_verified_and_made_again(
    url: str, tmp_path: Path
) -> None:
    kept = kept_at(url, tmp_path)
    with kept.store.writing(NOON, "Ana Lima") as writing:
        for fact in LIFE:
            writing.append(fact)
    before = rows(kept.store)
    rules = {rule for rule, _, _ in kept.found()}
    with kept.store.exclusive() as connection:
        rebuild(connection)
    assert rules == {"arquivo-ausente", "texto-ausente"}  # nobody kept those of this life
    assert rows(kept.store) == before
    kept.store.close()


def spoil_tables(connection: Connection) -> None:
    connection.execute(delete(files).where(files.c.numero.startswith("1/")))
    connection.execute(update(instruments).values(estado="assinada"))
    connection.execute(insert(partners).values(
        id="aaa", nome="X", sigla="X", tipo="x", uf="", municipio="", dados="{}", seq=1
    ))  # fmt: skip


def test_tables_altered_behind_the_programs_back_are_found_and_made_again(kept: Kept) -> None:
    before = rows(kept.store)
    with kept.store.exclusive() as connection:
        spoil_tables(connection)
    found = kept.found()
    assert [(rule, where.partition(",")[0]) for rule, where, _ in found] == [
        ("tabela-diverge", table)
        for table in ("instrumentos", "instrumentos", "participes", "arquivos", "arquivos")
    ]
    assert found[0][2] == "“estado” é “assinada” e deveria ser “minuta”."
    assert found[2][1:] == ("participes, id aaa", "a linha não vem do diário.")
    assert found[3][2] == "a linha falta."
    with kept.store.exclusive() as connection:
        rebuild(connection)
    assert (kept.found(), rows(kept.store)) == ([], before)


Spoil = Callable[[Connection], None]


def _alter_entry(connection: Connection) -> None:
    connection.execute(update(journal).where(journal.c.seq == 3).values(quem="Outra pessoa"))


def _remove_entry(connection: Connection) -> None:
    connection.execute(delete(journal).where(journal.c.seq == 1))


def _cut_the_end(connection: Connection) -> None:
    connection.execute(delete(journal).where(journal.c.seq == 10))


def _alter_date(connection: Connection) -> None:
    connection.execute(update(journal).where(journal.c.seq == 3).values(em="ontem"))


def _alter_part(connection: Connection) -> None:
    connection.execute(update(parts).values(conteudo=parts.c.conteudo + " "))


def _lose_texts(connection: Connection) -> None:
    connection.execute(delete(parts).where(parts.c.conteudo.startswith("---")))


def _alter_private(connection: Connection) -> None:
    connection.execute(update(private_values).values(valor="111.444.777-35"))


@pytest.mark.parametrize(
    ("spoil", "rules"),
    [
        (_alter_entry, {"diario-cadeia"}),
        (_remove_entry, {"diario-cadeia", "tabela-diverge"}),
        (_cut_the_end, {"tabela-diverge"}),
        (_alter_date, {"diario-cadeia", "diario-ilegivel", "tabela-diverge"}),
        (_alter_part, {"parte-alterada", "diario-ilegivel", "tabela-diverge", "busca-diverge"}),
        (_lose_texts, {"texto-ausente"}),
        (_alter_private, {"dado-pessoal-alterado", "diario-ilegivel", "tabela-diverge"}),
    ],
)
def test_damage_to_the_truth_is_found(kept: Kept, spoil: Spoil, rules: set[str]) -> None:
    with kept.store.exclusive() as connection:
        spoil(connection)
    assert {rule for rule, _, _ in kept.found()} - {"busca-diverge"} == rules - {"busca-diverge"}


def test_an_altered_entry_is_named(kept: Kept) -> None:
    with kept.store.exclusive() as connection:
        _alter_entry(connection)
    assert kept.found() == [
        ("diario-cadeia", "diario, registro 3", "o conteúdo não confere com o hash.")
    ]


def test_a_journal_that_cannot_be_read_is_not_rebuilt_and_nothing_changes(kept: Kept) -> None:
    with kept.store.exclusive() as connection:
        _alter_part(connection)
    before = rows(kept.store)
    with pytest.raises(OutsideError), kept.store.exclusive() as connection:
        rebuild(connection)
    assert rows(kept.store) == before


def test_tables_that_were_emptied_come_back_as_they_were(kept: Kept) -> None:
    before = rows(kept.store)
    with kept.store.exclusive() as connection:
        for table in PROJECTIONS:
            connection.execute(delete(table))
    with kept.store.exclusive() as connection:
        rebuild(connection)
    assert rows(kept.store) == before


def test_a_snapshot_does_not_see_what_is_written_after_it_was_taken(kept: Kept) -> None:
    with kept.store.snapshot() as connection:
        before = dump(connection, journal)
        with kept.store.writing(NOON, "Rui") as writing:
            writing.append(recorded(nome="Outro"))
        assert dump(connection, journal) == before
    assert kept.store.last_seq() == 11
