"""The table of attacks, made once for both verifiers."""

import pytest

from tests.verifier.cases import Attack, attacks


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> list[Attack]:
    """Every attack."""
    return attacks(tmp_path_factory.mktemp("casos"))
