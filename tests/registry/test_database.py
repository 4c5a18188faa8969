"""Opening the database: migrations, settings, and every way in which it may refuse to open."""

import multiprocessing
import resource
import sqlite3
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, text

from faults.errors import OutsideError, PactuaError, StateError, UsageError
from registry.database import HEAD, MIGRATIONS, open_database, sqlite_url
from registry.dialect import WAIT_SECONDS
from registry.schema import PROJECTIONS, journal, metadata, parts, private_values
from registry.store import Store
from tests.facts import recorded
from tests.processes import quick_processes
from tests.registry.scratch import NOON


def shape(engine: Engine) -> dict[str, object]:
    """Every table, column, key and index of a database, in a form that compares."""
    found = MetaData()
    found.reflect(engine)
    return {
        table.name: {
            "columns": [
                (c.name, str(c.type), c.nullable, bool(c.primary_key)) for c in table.columns
            ],
            "key": table.primary_key.name,
            "foreign": sorted(
                (str(key.name), str(key.referred_table), *key.column_keys)
                for key in table.foreign_key_constraints
            ),
            "unique": sorted(
                (str(rule.name), *(c.name for c in getattr(rule, "columns", ())))
                for rule in table.constraints
                if type(rule).__name__ == "UniqueConstraint"
            ),
            "indexes": sorted(
                (str(index.name), bool(index.unique), *(c.name for c in index.columns))
                for index in table.indexes
            ),
        }
        for table in found.sorted_tables
    }


def sql(path: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run statements on a file without the program; the rows of the last one."""
    connection = sqlite3.connect(path)
    rows: list[tuple[object, ...]] = []
    for statement in statements:
        rows = connection.execute(statement).fetchall()
    connection.commit()
    connection.close()
    return rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of the test will lie."""
    return tmp_path / "pactua.db"


def refused(path: Path) -> PactuaError:
    """The error with which this file is refused."""
    with pytest.raises(PactuaError) as told:
        open_database(sqlite_url(path))
    return told.value


def test_opening_an_empty_folder_makes_every_table(engine: Engine) -> None:
    expected = {*metadata.tables, "alembic_version"}
    assert set(shape(engine)) == expected


def test_the_schema_in_code_is_the_one_that_the_migrations_make(engine: Engine) -> None:
    declared = create_engine("sqlite://")
    metadata.create_all(declared)
    made = {name: table for name, table in shape(engine).items() if name != "alembic_version"}
    assert made == shape(declared)


def test_head_is_the_newest_migration_in_the_folder(engine: Engine) -> None:
    newest = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    with engine.connect() as connection:
        applied = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert (HEAD, applied) == (newest, newest)


def test_every_table_is_truth_or_projection() -> None:
    truth = {journal.name, private_values.name, parts.name}
    assert truth | {table.name for table in PROJECTIONS} == set(metadata.tables)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("synchronous", 2),
        ("busy_timeout", WAIT_SECONDS * 1000),
    ],
)
def test_every_connection_has_these_settings(engine: Engine, pragma: str, value: object) -> None:
    for _ in range(2):
        with engine.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        engine.dispose()


def test_opening_again_changes_nothing(path: Path) -> None:
    open_database(sqlite_url(path)).dispose()
    before = path.read_bytes()
    open_database(sqlite_url(path)).dispose()
    assert path.read_bytes() == before


def test_a_database_of_a_newer_pactua_is_refused_with_its_schema(path: Path) -> None:
    open_database(sqlite_url(path)).dispose()
    sql(path, "UPDATE alembic_version SET version_num = '9999'")
    error = refused(path)
    assert isinstance(error, StateError)
    assert (error.message, error.remedy) == (
        "o banco foi criado por uma versão mais nova do Pactua (esquema 9999).",
        "Atualize o Pactua nesta máquina.",
    )


@pytest.mark.parametrize(
    ("statements", "sign"),
    [
        (["CREATE TABLE moz_places (id INTEGER)"], "tabela “moz_places”"),
        (
            [
                "CREATE TABLE alembic_version (version_num TEXT)",
                "INSERT INTO alembic_version VALUES ('0000abcd')",
            ],
            "esquema 0000abcd",
        ),
    ],
)
def test_the_database_of_another_program_is_refused_and_gets_no_table(
    path: Path, statements: list[str], sign: str
) -> None:
    sql(path, *statements)
    tables = sql(path, "SELECT name FROM sqlite_master")
    error = refused(path)
    assert isinstance(error, OutsideError)
    assert error.message == f"o banco de dados é de outro programa ({sign})."
    assert sql(path, "SELECT name FROM sqlite_master") == tables


@pytest.mark.parametrize("content", [b"isto n\xc3\xa3o \xc3\xa9 um banco" * 100, b"\0" * 4096])
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    error = refused(path)
    assert isinstance(error, OutsideError)
    assert error.message == "o banco de dados não abriu (o arquivo não é um banco SQLite)."


def test_a_damaged_database_is_told_and_not_read_as_empty(path: Path) -> None:
    engine = open_database(sqlite_url(path))
    with Store(engine).writing(NOON, "Ana") as writing:
        writing.append(recorded())
    engine.dispose()
    data = bytearray(path.read_bytes())
    data[100:2000] = b"\xff" * 1900
    path.write_bytes(data)
    assert isinstance(refused(path), OutsideError)


def test_a_folder_that_is_missing_or_stands_in_the_place_of_the_file_is_told(
    tmp_path: Path,
) -> None:
    for place in (tmp_path / "nao-existe" / "pactua.db", tmp_path):
        error = refused(place)
        assert isinstance(error, OutsideError)
        assert (
            error.message == "o banco de dados não abriu (o arquivo do banco não pôde ser aberto)."
        )


@pytest.mark.parametrize("folder", ["a b", "ç", "a?b", "a#b", "100%25", "a@b:c", "a&b=c"])
def test_a_path_with_any_character_opens_that_very_path(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "pactua.db"
    path.parent.mkdir()
    open_database(sqlite_url(path)).dispose()
    assert path.is_file()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("pactua.db", "PACTUA_BANCO não é um endereço de banco."),
        ("mysql://servidor/banco", "o banco “mysql” não é aceito."),
    ],
)
def test_an_address_that_is_no_known_database_is_refused(url: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        open_database(url)
    assert error.value.message == told


def _open_at_once(url: str, gate: Barrier, answers: "multiprocessing.Queue[str]") -> None:
    try:
        gate.wait(120)
        engine = open_database(url)
        with Store(engine).writing(NOON, "Ana") as writing:
            writing.append(recorded())
        engine.dispose()
    except BaseException as error:
        answers.put(repr(error))
    else:
        answers.put("")


def test_processes_that_open_an_empty_folder_at_once_all_get_a_whole_database(path: Path) -> None:
    several = quick_processes()
    gate = several.Barrier(3)
    answers: multiprocessing.Queue[str] = several.Queue()
    url = sqlite_url(path)
    processes = [several.Process(target=_open_at_once, args=(url, gate, answers)) for _ in range(3)]
    for process in processes:
        process.start()
    assert [answers.get(timeout=240) for _ in processes] == [""] * 3
    for process in processes:
        process.join()
    store = Store(open_database(url))
    assert (store.last_seq(), store.broken_links()) == (3, [])


def _write_until_full(url: str, answers: "multiprocessing.Queue[str]") -> None:
    store = Store(open_database(url))
    with store.writing(NOON, "Ana") as writing:
        writing.append(recorded())
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    try:
        for place in range(10_000):
            with store.writing(NOON, "Ana") as writing:
                writing.append(recorded(nome=f"Nome {place} {'a' * 300}"))
                writing.append(recorded("defensoria", nome=f"Nome {place} {'a' * 300}"))
    except OutsideError as error:
        answers.put(error.message)
    else:
        answers.put("sem limite")


def test_a_disk_that_fills_up_is_told_and_leaves_only_whole_transactions(path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[str] = spawn.Queue()
    process = spawn.Process(target=_write_until_full, args=(sqlite_url(path), answers))
    process.start()
    told = answers.get(timeout=120)
    process.join()
    assert told.startswith("o banco de dados falhou (")
    store = Store(open_database(sqlite_url(path)))
    assert store.broken_links() == []
    assert store.last_seq() % 2 == 1  # the first entry, then pairs


@pytest.fixture
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """A database on which somebody else holds the write lock."""
    open_database(sqlite_url(path)).dispose()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_reading_does_not_wait_for_a_writer(path: Path, held: sqlite3.Connection) -> None:
    assert held.in_transaction
    store = Store(open_database(sqlite_url(path)))
    assert (store.last_seq(), list(store.partner_rows())) == (0, [])
