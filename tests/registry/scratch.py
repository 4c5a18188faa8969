"""What the tests of the registry share: databases in memory, a journal to write into, a dump."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, create_engine, select

from registry.schema import metadata

NOON = datetime(2024, 1, 10, 15, 0, tzinfo=UTC)


@contextmanager
def memory(*tables: Table) -> Iterator[Connection]:
    """An empty database in memory, quick enough for one an example; with all tables, or these."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine, tables=tables or None, checkfirst=False)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def dump(connection: Connection, *tables: Table) -> dict[str, list[tuple[object, ...]]]:
    """Every row of these tables, ordered."""
    return {
        table.name: [
            tuple(row)
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in tables
    }
