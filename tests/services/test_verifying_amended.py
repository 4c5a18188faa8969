"""The verdict on an agreement that an aditivo changed: by codes, by its file, and as the portal
shows it. The document stays authentic, and every answer says what to read beside it."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from starlette.testclient import TestClient

from portal.app import build
from portal.journal import Journal
from portal.limits import Limiter
from portal.uploads import Upload
from services import verifying
from services.office import Office
from services.public_desk import OfficeDesk
from services.signing import sign_here
from services.tying import AmendmentAsk, draft_amendment
from services.verifying import by_codes, by_file
from signatures.verdict import Situation, Verdict
from tests.agreements import sign
from tests.pki import pki
from tests.portal.house import SITE
from tests.services.signing_offices import FULL, NUMBER, here, on_day, out

LATER = date(2027, 6, 1)
END, NEW_END = date(2029, 11, 23), date(2030, 11, 23)
READ_TOGETHER = "Leia o documento junto com os termos aditivos; o que vale é o texto de hoje."


@dataclass
class Amended:
    """An office on a later day, the signed agreement, and the number of its aditivo."""

    office: Office
    code: str
    crc: str
    file: bytes
    aditivo: str = ""

    @property
    def explanation(self) -> str:
        """What every answer says of it."""
        return (
            f"O documento nº {FULL} é autêntico: foi assinado por todas as partes e está vigente "
            f"(até 23/11/2030). Foi alterado por: {self.aditivo}."
        )


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Amended]:
    """The agreement signed by both, and twelve months more by an aditivo signed later."""
    office, opened = out(tmp_path_factory.mktemp("dados"))
    sign_here(office, NUMBER, here(pki().claire, "mpmt"))
    done = sign_here(office, NUMBER, here(pki().wadih, "senacon"))
    office = on_day(office, LATER)
    found = Amended(
        office, opened.code, opened.envelope.crc or "", office.files.read(done.file.sha256)
    )
    before = by_codes(office, found.code, found.crc)
    assert (before.amended_by, before.term_end) == ((), END)
    made = draft_amendment(office, AmendmentAsk(NUMBER, months=12))
    found.aditivo = str(made.instrument.number)
    drafted = by_codes(office, found.code, found.crc)
    assert drafted.amended_by == ()  # a draft changes nothing
    sign(office, found.aditivo)
    yield found
    office.store.close()


def assert_amended(verdict: Verdict, amended: Amended) -> None:
    """Authentic, with the aditivo, the new end, and what to read."""
    assert verdict.situation is Situation.AUTHENTIC
    assert verdict.amended_by == (amended.aditivo,)
    assert (verdict.term, verdict.term_end) == ("vigente", NEW_END)
    assert verdict.explanation == amended.explanation
    assert verdict.next_step == READ_TOGETHER


def test_by_its_codes_it_is_authentic_and_the_aditivo_is_named(amended: Amended) -> None:
    assert_amended(by_codes(amended.office, amended.code, amended.crc), amended)


def test_by_its_file_it_is_the_same(amended: Amended) -> None:
    verdict = by_file(amended.office, "acordo.pdf", amended.file)

    assert_amended(verdict, amended)
    assert verdict.notes[0] == "O arquivo é, byte a byte, o que foi assinado."


class HereJudge:
    """Judges in this process, over the real desk."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    async def judge(self, upload: Upload) -> Verdict:
        """The verdict of the services, from a thread as the desk is asked."""
        return await asyncio.to_thread(self._desk.verify_file, upload.name, upload.data)

    async def sheet(self, code: str, crc: str) -> bytes | None:
        """None is drawn here."""
        return None


@pytest.fixture(scope="module")
def client(amended: Amended) -> Iterator[TestClient]:
    """The portal over that office."""
    desk = OfficeDesk(amended.office, verifying, lambda: amended.office.now)
    with TestClient(build(desk, HereJudge(desk), Limiter(1 << 10), SITE, Journal(print))) as made:
        yield made


def test_the_page_of_the_portal_names_the_aditivo_by_codes_and_by_file(
    client: TestClient, amended: Amended
) -> None:
    codes = client.get(f"/resultado?codigo={amended.code}&crc={amended.crc}")
    file = client.post("/resultado", files={"arquivo": ("a.pdf", amended.file)})

    for page in (codes.text, file.text):
        assert f"<dt>Alterado por</dt><dd><ul><li>{amended.aditivo}</li></ul></dd>" in page
        assert amended.explanation in page
        assert READ_TOGETHER in page


def test_programs_read_the_aditivo_also_when_the_answer_was_ready(
    client: TestClient, amended: Amended
) -> None:
    address = f"/api/v1/conferir?codigo={amended.code}&crc={amended.crc}"
    answers = [json.loads(client.get(address).content) for _ in range(2)]

    for answer in answers:
        assert (answer["situacao"], answer["alterado_por"], answer["fim_vigencia"]) == (
            "autentico",
            [amended.aditivo],
            NEW_END.isoformat(),
        )
