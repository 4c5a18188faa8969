"""The databases under the contract. A new one is a parameter of `urls` and a branch in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.database import open_database, sqlite_url
from registry.store import Store


@pytest.fixture(params=["sqlite"])
def urls(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """The addresses of two empty databases of each kind."""
    match request.param:
        case "sqlite":
            return sqlite_url(tmp_path / "pactua.db"), sqlite_url(tmp_path / "outro.db")
    raise LookupError(request.param)


@pytest.fixture
def url(urls: tuple[str, str]) -> str:
    """The address of an empty database."""
    return urls[0]


@pytest.fixture
def second_url(urls: tuple[str, str]) -> str:
    """The address of another one."""
    return urls[1]


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A Store on it."""
    engine = open_database(url)
    yield Store(engine)
    engine.dispose()
