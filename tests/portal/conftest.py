"""The portal over a desk of our own, asked as a browser or a program would ask."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from portal.checking import Checker
from portal.limits import Limiter
from portal.site import Site
from tests.portal.desk import FakeDesk
from tests.portal.house import SITE, House


@pytest.fixture
def desk() -> FakeDesk:
    """A desk that knows the verdicts of desk.py."""
    return FakeDesk()


@pytest.fixture
def site() -> Site:
    """What the pages say of the body."""
    return SITE


@pytest.fixture
def house(desk: FakeDesk, site: Site) -> House:
    """The portal with everything around it within reach; a no costs it no time."""
    limiter = Limiter(slots=1 << 10)
    house = House(desk, limiter, site)
    house.checker = Checker(desk, limiter, sleep=house.sleep)
    return house


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    """A browser that follows nothing by itself."""
    with house.client() as client:
        yield client
