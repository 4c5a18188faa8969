"""What only a server can do: be away, speak another encoding, or be told of in several ways."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from faults.errors import OutsideError
from registry import dialect
from registry.database import open_database
from registry.store import Store
from tests.facts import recorded
from tests.registry.scratch import NOON

pytestmark = pytest.mark.parametrize("kind", ["postgresql"])


def on_server(server: Path, name: str) -> str:
    """The address of a database of this name."""
    return f"postgresql://pactua@/{name}?host={server}"


def test_the_short_name_of_the_protocol_opens_the_same_database(url: str, store: Store) -> None:
    with store.writing(NOON, "Ana Lima") as writing:
        writing.append(recorded())
    engine = open_database(url.replace("postgresql://", "postgres://"))
    assert Store(engine).last_seq() == 1
    engine.dispose()


def test_a_database_that_is_missing_is_told_with_what_to_look_at(server: Path, kind: str) -> None:
    with pytest.raises(OutsideError) as told:
        open_database(on_server(server, "nao_existe"))
    assert told.value.message.startswith("o banco de dados não abriu (")
    assert told.value.remedy == (
        "Confira o endereço em PACTUA_BANCO, se o servidor está no ar e se o banco existe."
    )


def test_a_server_that_is_away_is_told_without_the_password(tmp_path: Path, kind: str) -> None:
    with pytest.raises(OutsideError) as told:
        open_database(f"postgresql://ana:s3nha@/pactua?host={tmp_path}")
    assert told.value.message.startswith("o banco de dados não abriu (")
    assert "s3nha" not in told.value.message


def test_a_database_in_another_encoding_is_refused(server: Path, kind: str) -> None:
    admin = create_engine(
        on_server(server, "postgres").replace("postgresql:", "postgresql+psycopg:"),
        isolation_level="AUTOCOMMIT",
    )
    name = "pactua_latin1"
    with admin.connect() as connection:
        connection.execute(text(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' "
            "LOCALE_PROVIDER libc LOCALE 'C'"
        ))  # fmt: skip
        with pytest.raises(OutsideError) as told:
            open_database(on_server(server, name))
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()
    assert told.value.message == "o banco PostgreSQL guarda textos em LATIN1."
    assert told.value.remedy == (
        "Crie o banco de novo com: createdb --encoding UTF8 --template template0"
    )


def test_the_tables_of_another_program_are_refused(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE clientes (id int)"))
    with pytest.raises(OutsideError, match=r"é de outro programa \(tabela “clientes”\)\.$"):
        open_database(url)
    engine.dispose()


def test_reading_does_not_wait_for_a_writer(url: str, store: Store) -> None:
    engine = open_database(url)
    with store.writing(NOON, "Ana Lima") as writing:
        writing.append(recorded())
        assert Store(engine).last_seq() == 0
    assert Store(engine).last_seq() == 1
    engine.dispose()


def test_a_writer_that_waits_too_long_is_told(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialect, "WAIT_SECONDS", 0.1)
    engine = open_database(url)
    with (
        store.writing(NOON, "Ana Lima"),
        pytest.raises(OutsideError, match="não terminou a tempo"),
        Store(engine).writing(NOON, "Rui"),
    ):
        pass
    engine.dispose()


def test_a_snapshot_refuses_to_write(store: Store) -> None:
    with (
        pytest.raises(OutsideError, match="o servidor só permite leitura"),
        store.snapshot() as connection,
    ):
        connection.execute(text("DELETE FROM diario"))


def test_another_schema_of_the_database_can_be_named(
    new_url: Callable[[], str],
) -> None:
    url = new_url()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE SCHEMA outro"))
    engine.dispose()
    inner = open_database(f"{url}&options=-csearch_path%3Doutro")
    with Store(inner).writing(NOON, "Ana Lima") as writing:
        writing.append(recorded())
    outer = open_database(url)
    assert (Store(inner).last_seq(), Store(outer).last_seq()) == (1, 0)
    inner.dispose()
    outer.dispose()
