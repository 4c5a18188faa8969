"""The tables as files and back: SQLite copies itself, PostgreSQL tells its tables by COPY.

What either has written, either can take in: only the tables of the truth are read back, and the
others are folded from them.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Table, insert

from faults.errors import UnreadableFile
from faults.system_words import system_reason
from registry import dialect
from registry.causes import cause_of
from registry.schema import TRUTH, metadata

SQLITE_FILE = "pactua.db"
ENDING = ".copia"
"""Rows as PostgreSQL's COPY writes them as text: tab between values, a line a row."""

AT_A_TIME = 500
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def copy_tables(engine: Engine, folder: Path) -> None:
    """Write one consistent copy of every table into a folder."""
    if engine.dialect.name == dialect.SQLITE:
        _copy_file(engine, folder / SQLITE_FILE)
        return
    with dialect.reading(engine) as connection:
        for table in metadata.sorted_tables:
            _copy_out(connection, table, folder / f"{table.name}{ENDING}")


def load_truth(connection: Connection, folder: Path) -> int:
    """Insert what a copy in this folder holds of the truth; how many rows. Tables must be empty.

    Raises UnreadableFile when the copy is not what it should be.
    """
    count = 0
    for table in TRUTH:
        batch: list[dict[str, Any]] = []
        for row in _rows(table, folder):
            batch.append(row)
            if len(batch) == AT_A_TIME:
                connection.execute(insert(table), batch)
                count, batch = count + len(batch), []
        if batch:
            connection.execute(insert(table), batch)
            count += len(batch)
    return count


def _copy_file(engine: Engine, path: Path) -> None:
    raw = engine.raw_connection()
    try:
        source = raw.driver_connection
        assert isinstance(source, sqlite3.Connection)  # by the name of the dialect
        with closing(sqlite3.connect(path)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    finally:
        raw.close()


def _copy_out(connection: Connection, table: Table, path: Path) -> None:
    import psycopg  # late: only this database needs it

    connection.exec_driver_sql("SELECT 1")  # begins the transaction with its isolation
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)  # by the name of the dialect
    key = ", ".join(column.name for column in table.primary_key.columns)
    query = f"COPY (SELECT {_columns(table)} FROM {table.name} ORDER BY {key}) TO STDOUT"  # noqa: S608 (names of the schema)
    with path.open("wb") as stream, driver.cursor() as cursor, cursor.copy(query) as copy:
        for piece in copy:
            stream.write(piece)


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def _rows(table: Table, folder: Path) -> Iterator[dict[str, Any]]:
    try:
        if (folder / SQLITE_FILE).is_file():
            yield from _rows_of_sqlite(table, folder / SQLITE_FILE)
        else:
            yield from _rows_of_copy(table, folder / f"{table.name}{ENDING}")
    except (OSError, ValueError, sqlite3.Error) as error:
        raise UnreadableFile(
            f"a tabela “{table.name}” da cópia não pôde ser lida ({_reason(error)}).",
            "Use outra cópia de segurança.",
        ) from error


def _rows_of_sqlite(table: Table, path: Path) -> Iterator[dict[str, Any]]:
    names = [column.name for column in table.columns]
    key = ", ".join(column.name for column in table.primary_key.columns)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
        copy.execute("PRAGMA trusted_schema=OFF")
        kind = copy.execute("SELECT type FROM sqlite_master WHERE name = ?", [table.name])
        if kind.fetchone() != ("table",):
            raise ValueError("não é uma tabela")
        for row in copy.execute(f"SELECT {_columns(table)} FROM {table.name} ORDER BY {key}"):  # noqa: S608 (names of the schema)
            yield dict(zip(names, row, strict=True))


def _rows_of_copy(table: Table, path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            values = line.removesuffix("\n").split("\t")
            yield {
                column.name: _value(text, isinstance(column.type, Integer))
                for column, text in zip(table.columns, values, strict=True)
            }


def _value(text: str, number: bool) -> str | int | None:
    if text == r"\N":
        return None
    plain = re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), text)
    return int(plain) if number else plain


def _reason(error: Exception) -> str:
    if isinstance(error, sqlite3.Error):
        return cause_of(error)
    return system_reason(error) if isinstance(error, OSError) else "há uma linha incompreensível"
