"""Databases for the tests of the registry, one for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from registry.database import open_database, sqlite_url
from registry.store import Store


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine on a new database in a file."""
    made = open_database(sqlite_url(tmp_path / "pactua.db"))
    yield made
    made.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """An open write transaction on it."""
    with engine.begin() as opened:
        yield opened


@pytest.fixture
def store(engine: Engine) -> Store:
    """A Store on it."""
    return Store(engine)
