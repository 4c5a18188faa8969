"""The databases under the contract. A new one is a name in `kind` and a branch in `new_url`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from registry.database import open_database, sqlite_url
from registry.store import Store
from tests import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """The socket folder of the PostgreSQL server that all workers share."""
    if postgres.programs() is None:
        pytest.skip(postgres.MISSING)
    base = tmp_path_factory.getbasetemp()
    with postgres.shared_server(base if worker_id == "master" else base.parent) as socket:
        yield socket


@pytest.fixture
def new_url(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[[], str]]:
    """Makes empty databases and gives their addresses."""
    made: list[str] = []
    with ExitStack() as stack:

        def make() -> str:
            if kind == "sqlite":
                made.append(sqlite_url(tmp_path / f"pactua-{len(made) + 1}.db"))
            else:
                socket = request.getfixturevalue("server")
                made.append(stack.enter_context(postgres.database(socket)))
            return made[-1]

        yield make


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_url()


@pytest.fixture
def second_url(new_url: Callable[[], str]) -> str:
    """The address of another one."""
    return new_url()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A Store on it."""
    engine = open_database(url)
    yield Store(engine)
    engine.dispose()
