"""The schema: the same one whether it is made at once or by every migration in turn."""

from collections.abc import Callable

from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

from registry.database import MIGRATIONS, open_database
from registry.schema import partners
from registry.store import Store
from tests.facts import recorded
from tests.registry.scratch import NOON
from tests.registry.test_database import shape


def test_the_migrations_make_the_schema_that_is_declared(new_url: Callable[[], str]) -> None:
    declared, migrated = (open_database(new_url()) for _ in range(2))
    names = list(shape(migrated))
    with migrated.begin() as connection:
        for name in (*reversed([n for n in names if n != "alembic_version"]), "alembic_version"):
            connection.execute(text(f"DROP TABLE {name}"))
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    made = {name: table for name, table in shape(migrated).items() if name != "alembic_version"}
    expected = {n: table for n, table in shape(declared).items() if n != "alembic_version"}
    assert made == expected
    assert set(names) == {*made, "alembic_version"}
    declared.dispose()
    migrated.dispose()


def test_texts_are_ordered_by_their_bytes_whatever_the_language_of_the_server(store: Store) -> None:
    names = ["zebra", "Álvaro", "ana", "Zulmira", "ana-2", "ana0"]
    with store.writing(NOON, "Ana Lima") as writing:
        for place, name in enumerate(names):
            writing.append(recorded(id=f"p{place}", nome=name, sigla=f"S{place}"))
    with store._engine.connect() as connection:
        found = connection.execute(select(partners.c.nome).order_by(partners.c.nome)).scalars()
        assert list(found) == sorted(names, key=str.encode)
