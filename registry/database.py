"""Opening the database: connection settings of each kind, and migrations applied on opening."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from faults.errors import OutsideError, StateError, UsageError
from registry.schema import metadata

HEAD = "0001"
"""The newest migration; a test holds it against the folder."""

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_SECONDS = 60
"""How long one writer waits for another before it gives up."""


def open_database(url: str) -> Engine:
    """An engine on a database whose schema is the newest.

    Raises UsageError, OutsideError, or StateError when a newer Pactua made it.
    """
    try:
        kind = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise UsageError(
            "PACTUA_BANCO não é um endereço de banco.",
            "Use sqlite:///caminho/pactua.db ou deixe a variável vazia.",
        ) from error
    if kind != "sqlite":
        raise UsageError(f"o banco “{kind}” não é aceito.", "Use sqlite:///caminho/pactua.db.")
    engine = _sqlite(url)
    try:
        _migrate(engine)
    except SQLAlchemyError as error:
        raise OutsideError(
            f"o banco de dados não abriu ({_cause(error)}).",
            "Confira o disco, as permissões da pasta de dados e se o arquivo é do Pactua.",
        ) from error
    return engine


def sqlite_url(path: Path) -> str:
    """The address of a SQLite file, whatever characters its path has."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _settings(connection: object, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # sqlite3: we send BEGIN
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            f"busy_timeout={WAIT_SECONDS * 1000}",
            "synchronous=FULL",
        ):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]  # sqlite3

    @event.listens_for(engine, "begin")
    def _one_writer(connection: Connection) -> None:
        # A deferred BEGIN would let two writers read the same last number.
        reading = connection.get_execution_options().get("pactua_reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _migrate(engine: Engine) -> None:
    with engine.connect().execution_options(pactua_reading=True) as connection:
        found = _revision(connection)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise StateError(
            f"o banco foi criado por uma versão mais nova do Pactua (esquema {found}).",
            "Atualize o Pactua nesta máquina.",
        )
    if found is not None and found not in _known():
        raise _not_ours(f"esquema {found}")
    with engine.begin() as connection:
        found = _revision(connection)  # another process may have been faster
        if found is None:
            _create(connection)
        elif found != HEAD:
            _upgrade(connection)


def _create(connection: Connection) -> None:
    """An empty database gets the newest schema at once; a test holds it equal to the migrations."""
    metadata.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def _upgrade(connection: Connection) -> None:
    # Alembic takes half a second to import, so only an older database pays for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if tables and "alembic_version" not in tables:
        raise _not_ours(f"tabela “{tables[0]}”")
    if not tables:
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _known() -> set[str]:
    return {path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("*.py")}


def _not_ours(sign: str) -> OutsideError:
    return OutsideError(
        f"o banco de dados é de outro programa ({sign}).",
        "Aponte PACTUA_BANCO ou PACTUA_DIR para outro lugar.",
    )


def _cause(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).split("\n")[0]
