"""The portal put together for a test, with what it writes, waits for and judges within reach."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.testclient import TestClient

from faults.errors import PactuaError
from portal.addresses import Network
from portal.app import build
from portal.checking import Checker
from portal.gate import Gate
from portal.journal import Journal
from portal.limits import Limiter
from portal.refusals import refusal_of
from portal.site import Site
from portal.uploads import Upload
from signatures.verdict import Verdict
from tests.portal.desk import FakeDesk

SITE = Site(
    "Secretaria Nacional do Consumidor",
    "SENACON",
    "Ministério da Justiça e Segurança Pública",
    "Esplanada dos Ministérios, Bloco T, Brasília/DF",
    "(61) 2025-3000",
)


@dataclass
class HereJudge:
    """Judges in this process."""

    desk: FakeDesk

    async def judge(self, upload: Upload) -> Verdict:
        """The desk's verdict."""
        try:
            return self.desk.verify_file(upload.name, upload.data)
        except PactuaError as error:
            raise refusal_of(error) from error

    async def sheet(self, code: str, crc: str) -> bytes | None:
        """The desk's sheet."""
        return self.desk.sheet(code, crc)


@dataclass
class House:
    """The portal, and what a test looks at."""

    desk: FakeDesk
    limiter: Limiter
    site: Site = SITE
    proxies: Sequence[Network] = ()
    lines: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    checker: Checker | None = None

    @property
    def journal(self) -> Journal:
        """What the portal writes goes to `lines`."""
        return Journal(self.lines.append)

    def app(self) -> Gate:
        """The ASGI application."""
        judge = HereJudge(self.desk)
        return build(
            self.desk,
            judge,
            self.limiter,
            self.site,
            self.journal,
            self.proxies,
            self.checker,
        )

    def client(self, address: str = "192.0.2.7") -> TestClient:
        """A browser at an address."""
        return TestClient(
            self.app(),
            base_url="http://portal.test",
            client=(address, 50000),
            follow_redirects=False,
        )

    async def sleep(self, seconds: float) -> None:
        """Wait in name only."""
        self.slept.append(seconds)
