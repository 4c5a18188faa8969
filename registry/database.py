"""Opening the database: its address judged, and migrations applied on opening."""

import weakref
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from faults.errors import OutsideError, StateError, UsageError
from registry import dialect
from registry.causes import cause_of
from registry.schema import metadata

HEAD = "0001"
"""The newest migration; a test holds it against the folder."""

MIGRATIONS = Path(__file__).parent / "migrations"
ADDRESSES = "Use sqlite:///caminho/pactua.db ou postgresql://usuario@servidor/banco."


def open_database(url: str, read_only: bool = False) -> Engine:
    """An engine on a database whose schema is the newest.

    A `read_only` one is neither made nor migrated here. Raises UsageError, OutsideError, or
    StateError when its schema is not the one of this program.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise UsageError("PACTUA_BANCO não é um endereço de banco.", ADDRESSES) from error
    name = address.get_backend_name()
    if name not in dialect.KINDS:
        raise UsageError(f"o banco “{name}” não é aceito.", ADDRESSES)
    kind = dialect.KINDS[name]
    engine = dialect.make_engine(kind, address, read_only)
    try:
        if read_only:
            _expect_newest(engine)
        else:
            _migrate(engine)
    except BaseException as error:
        engine.dispose()
        if not isinstance(error, SQLAlchemyError):
            raise
        raise OutsideError(
            f"o banco de dados não abriu ({cause_of(error)}).", dialect.remedy_for(kind)
        ) from error
    # Closed also when the process leaves in a hurry: SQLite then folds its log into the file.
    weakref.finalize(engine, engine.pool.dispose)
    return engine


def sqlite_url(path: Path) -> str:
    """The address of a SQLite file, whatever characters its path has."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def sqlite_file(url: str) -> Path | None:
    """The file behind an address; None when there is none."""
    address = make_url(url)
    if address.get_backend_name() != dialect.SQLITE or not address.database:
        return None
    return Path(address.database).absolute()


def _migrate(engine: Engine) -> None:
    with dialect.reading(engine) as connection:
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


def _expect_newest(engine: Engine) -> None:
    with dialect.reading(engine) as connection:
        found = _revision(connection)
    if found != HEAD:
        raise StateError(
            f"o esquema do banco ({found or 'nenhum'}) não é o deste programa ({HEAD}).",
            "Rode antes: pactua registro verificar",
        )


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
