"""The one place where the two databases differ.

SQLite is a file: WAL, one writer at a time by BEGIN IMMEDIATE, readers on a snapshot of their own.
PostgreSQL is a server: writers queue for one advisory lock, which ends with their transaction, so
that journal entries follow one another there too; readers get REPEATABLE READ.
"""

import fcntl
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

from faults.errors import OutsideError

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

WAIT_SECONDS = 60
"""How long one writer waits for another before it gives up."""

SQLITE, POSTGRESQL = "sqlite", "postgresql"
KINDS = {"sqlite": SQLITE, "postgresql": POSTGRESQL, "postgres": POSTGRESQL}
"""What an address may begin with, and the database it means."""

MAPPED_BYTES = 4 * 1024**3
"""Of a SQLite file that is looked into all the time, so much is read without asking the system."""

WRITERS_LOCK = int.from_bytes(b"pactua")
CONNECT_SECONDS = 15


def make_engine(kind: str, url: URL, read_only: bool = False) -> Engine:
    """An engine whose transactions lock and isolate as the journal needs it.

    `read_only` makes the database itself refuse to write: for who serves the public.
    """
    return _sqlite(url, read_only) if kind == SQLITE else _postgresql(url, read_only)


def reading(engine: Engine) -> Connection:
    """A connection that only reads: one snapshot of the database, for which nobody waits."""
    return engine.connect().execution_options(pactua_reading=True)


class QuickLook:
    """The first row of one statement, a few microseconds a look, on a connection of its own.

    `{0}` in the statement stands where a value goes. For one thread. What is seen is what was there
    when the looking was last `renewed`; whoever stops asking lets go of it by `rest`.
    """

    def __init__(self, engine: Engine, statement: str) -> None:
        self.errors: tuple[type[Exception], ...] = (engine.dialect.loaded_dbapi.Error, OSError)
        """What a look may raise, beside programming errors."""
        self._taken = engine.raw_connection()  # goes back to no pool, and is closed with this
        self._connection: Any = cast(Any, self._taken.driver_connection)
        self._taken.detach()
        self._held = engine.dialect.name == SQLITE
        if self._held:
            self._connection.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")
        else:
            self._connection.autocommit = True  # each look sees what was last committed
        self._cursor = self._connection.cursor()
        self._text = statement.format("?" if self._held else "%s")

    def look(self, values: Sequence[object]) -> Any:
        """The row, or None."""
        self._cursor.execute(self._text, values)
        return self._cursor.fetchone()

    def renew(self) -> None:
        """See what is there now."""
        if self._held:
            self.rest()
            self._connection.execute("BEGIN")

    def rest(self) -> None:
        """Hold nothing until it is renewed."""
        if self._held and self._connection.in_transaction:
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Give back the connection."""
        self._taken.close()


def _only_reads(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("pactua_reading", False))


def upsert(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row, or put it in the place of the one with the same primary key."""
    key = [column.name for column in table.primary_key.columns]
    statement = _insert(connection, table).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=row))


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet."""
    if rows:
        statement = _insert(connection, table).on_conflict_do_nothing()
        connection.execute(statement, [dict(row) for row in rows])


@contextmanager
def alone(engine: Engine, name: str) -> Iterator[bool]:
    """Whether this process is the one that holds a lock; the system frees it when it dies.

    It is no lock of a transaction: others go on reading and writing.
    """
    if engine.dialect.name == SQLITE:
        with _alone_on_file(engine.url.database, name) as held:
            yield held
        return
    key = {"key": int.from_bytes(name.encode()[:7])}
    with reading(engine) as connection:
        held = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar_one()
        connection.rollback()  # the lock belongs to the session; no snapshot stays open for it
        try:
            yield held
        finally:
            if held:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)


@contextmanager
def _alone_on_file(database: str | None, name: str) -> Iterator[bool]:
    """A lock on a file beside the database, so that it holds for all who write there."""
    if not database or database == ":memory:":
        yield True
        return
    with Path(f"{database}.{name}").open("a", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def damages(connection: Connection) -> Iterator[str]:
    """What the database itself finds broken in its storage; PostgreSQL has its own tools for it."""
    if connection.dialect.name == SQLITE:
        for pragma in ("integrity_check", "foreign_key_check"):
            for row in connection.exec_driver_sql(f"PRAGMA {pragma}"):
                if tuple(row) != ("ok",):
                    yield " ".join(str(value) for value in row)


def remedy_for(kind: str) -> str:
    """What to look at when the database does not open."""
    if kind == SQLITE:
        return "Confira o espaço em disco, as permissões da pasta e se o arquivo é do Pactua."
    return "Confira o endereço em PACTUA_BANCO, se o servidor está no ar e se o banco existe."


def _insert(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    # Each is imported only where it is the database in use.
    if connection.dialect.name == SQLITE:
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def _sqlite(url: URL, read_only: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _settings(connection: object, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # sqlite3: we send BEGIN
        _write_ahead(connection)
        for pragma in (
            "foreign_keys=ON",
            f"busy_timeout={WAIT_SECONDS * 1000}",
            "synchronous=FULL",
            f"query_only={int(read_only)}",
        ):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]  # sqlite3

    @event.listens_for(engine, "begin")
    def _one_writer(connection: Connection) -> None:
        # A deferred BEGIN would let two writers read the same last number.
        connection.exec_driver_sql("BEGIN" if _only_reads(connection) else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: Any) -> None:
    """Turn a new file to WAL. Where several open it at once, SQLite does not wait by itself."""
    deadline = monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(0.02)
        else:
            return


def _postgresql(url: URL, read_only: bool) -> Engine:
    options = {}
    if read_only:  # beside what the address asks of the server, as the schema to be used
        asked = str(url.query.get("options", ""))
        options["options"] = f"{asked} -c default_transaction_read_only=on".lstrip()
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        # Whatever the server prefers: a writer must see what was committed while it waited.
        isolation_level="READ COMMITTED",
        connect_args={"client_encoding": "utf8", "connect_timeout": CONNECT_SECONDS, **options},
    )

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _: ConnectionPoolEntry) -> None:
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            connection.close()
            raise OutsideError(
                f"o banco PostgreSQL guarda textos em {encoding}.",
                "Crie o banco de novo com: createdb --encoding UTF8 --template template0",
            )

    @event.listens_for(engine, "begin")
    def _one_writer(connection: Connection) -> None:
        if _only_reads(connection):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        else:
            connection.exec_driver_sql(
                f"SELECT set_config('lock_timeout', '{WAIT_SECONDS}s', true), "
                f"pg_advisory_xact_lock({WRITERS_LOCK})"
            )

    return engine
