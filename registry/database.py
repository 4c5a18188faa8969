"""Opening the database: connection settings of each kind, and migrations applied on opening."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from faults.errors import OutsideError, StateError, UsageError

HEAD = "0001"
"""The newest migration; a test holds it against the folder."""

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_SECONDS = 60
"""How long one writer waits for another before it gives up."""


def open_database(url: str) -> Engine:
    """An engine on a database whose schema is the newest. Raises UsageError or OutsideError."""
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
    # Alembic takes 0.1 s to import, so only a database that needs it pays for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if _revision(connection) == HEAD:  # another process was faster
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _cause(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).split("\n")[0]
