"""Files of strangers all the way: posted to the portal, judged by the real services within bounds.

What a process takes is asked of the kernel when the file has been judged; a process that was ended
before it could tell met the wall that these bounds are.
"""

import os
import resource
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from portal.app import build
from portal.journal import Journal
from portal.judging import Bounds, ProcessJudge
from portal.limits import Limiter
from services import verifying
from services.office import open_office
from services.public_desk import OfficeDesk
from services.settings import Settings, clock
from signatures.verdict import Situation, Verdict
from tests.offices import NOON
from tests.portal.house import SITE
from tests.signed import signed_twice

CORPORA = os.environ.get("PACTUA_CORPORA", "")
FILES = sorted(Path(CORPORA).rglob("*.pdf")) if CORPORA else []
SECONDS, MEBIBYTES = 5.0, 300
"""Asked of every file of the corpora."""

SITUATIONS = {situation.value for situation in Situation}

pytestmark = pytest.mark.requires("pdftotext")


class MeasuredDesk(OfficeDesk):
    """The real desk, which writes down what judging a file took of its process."""

    told: Path

    def verify_file(self, name: str, data: bytes) -> Verdict:
        start = time.monotonic()
        try:
            return super().verify_file(name, data)
        finally:
            taken = (
                time.monotonic() - start,
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
            )
            with self.told.open("a", encoding="ascii") as lines:
                lines.write(" ".join(map(str, taken)) + "\n")


def open_measured(settings: Settings, told: Path) -> MeasuredDesk:
    """That desk in a process of its own."""
    desk = MeasuredDesk(open_office(settings, read_only=True), verifying, clock)
    desk.told = told
    return desk


@dataclass
class Strangers:
    """Who sends files, one a minute, and what judging them took."""

    client: TestClient
    told: Path
    now: float = 0.0

    def send(self, data: bytes) -> tuple[int, str, float]:
        """Status, the situation or the refusal, and the seconds until the answer."""
        self.now += 60.0
        start = time.monotonic()
        answer = self.client.post(
            "/api/v1/conferir", files={"arquivo": ("documento.pdf", data, "application/pdf")}
        )
        said = answer.json()
        words = said["situacao"] if answer.status_code == 200 else said["mensagem"]
        return answer.status_code, words, time.monotonic() - start

    @property
    def taken(self) -> list[tuple[float, float]]:
        """(seconds, MiB) of each file whose process lived to tell; MiB of its largest process."""
        if not self.told.exists():
            return []
        rows = [list(map(float, line.split())) for line in self.told.read_text().splitlines()]
        return [(seconds, max(own, begun)) for seconds, own, begun in rows]


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Strangers]:
    """A portal over an empty registry; nobody is told to wait."""
    folder = tmp_path_factory.mktemp("dados")
    settings = Settings(folder, f"sqlite:///{folder / 'pactua.db'}", NOON, "portal")
    open_office(settings).store.close()
    told = folder / "medidas.txt"
    judge = ProcessJudge(partial(open_measured, settings, told))
    desk = open_measured(settings, told)
    limiter = Limiter(slots=1 << 10)
    client = TestClient(build(desk, judge, limiter, SITE, Journal(print)))
    senders = Strangers(client, told)
    limiter.clock = lambda: senders.now
    senders.send(b"%PDF-")  # the process that all others spring from reads the program
    yield senders
    judge.close()
    desk.close()


def assert_judged_or_refused(strangers: Strangers, files: list[Path]) -> None:
    """Every file gets a verdict or a clear refusal within the bounds."""
    before = len(strangers.taken)
    for path in files:
        status, said, spent = strangers.send(path.read_bytes())
        assert (status == 200 and said in SITUATIONS) or status in (415, 422), (path.name, said)
        assert said.endswith(".") or status == 200, path.name
        assert spent < SECONDS + 5.0, path.name  # the start of its process counts for no file
    taken = strangers.taken[before:]

    assert len(taken) >= len(files) * 0.9  # nearly all lived to tell
    assert [one for one in taken if one[0] > SECONDS or one[1] > MEBIBYTES] == []


def test_the_bounds_are_those_that_are_asked_of_every_file() -> None:
    assert (Bounds().seconds, Bounds().mebibytes) == (SECONDS, MEBIBYTES)


@pytest.mark.skipif(not FILES, reason="PACTUA_CORPORA names no folder of foreign files")
def test_a_sample_of_foreign_pdfs_is_judged_or_refused_within_the_bounds(
    strangers: Strangers,
) -> None:
    assert_judged_or_refused(strangers, FILES[::14])


@pytest.mark.soak
@pytest.mark.skipif(not FILES, reason="PACTUA_CORPORA names no folder of foreign files")
def test_every_foreign_pdf_is_judged_or_refused_within_the_bounds(strangers: Strangers) -> None:
    assert len(FILES) > 100
    assert_judged_or_refused(strangers, FILES)


def test_a_signed_file_of_others_is_judged(strangers: Strangers) -> None:
    status, said, _ = strangers.send(signed_twice())

    assert (status, said) == (200, "nao_encontrado")
    assert strangers.taken[-1][1] < MEBIBYTES


def deep() -> bytes:
    """Lists within lists, as far as an upload goes."""
    return b"%PDF-1.7\n" + b"[" * 19_000_000


def flood() -> bytes:
    """A table of objects of a gigabyte and a half, packed into less than two megabytes."""
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(1 << 24)) for _ in range(96)) + packer.flush()
    head = (
        b"%%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 400000000/W[1 2 1]/Root 2 0 R"
        b"/Filter/FlateDecode/Length %d>>\nstream\n" % len(body)
    )
    place = head.index(b"1 0 obj")
    return head + body + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % place


@pytest.mark.parametrize("bomb", [deep, flood], ids=["deep", "flood"])
def test_a_bomb_is_refused_or_judged_within_the_bounds_and_the_next_file_is_judged(
    strangers: Strangers, bomb: Callable[[], bytes]
) -> None:
    before = len(strangers.taken)
    status, said, spent = strangers.send(bomb())

    assert (status, said) in (
        (422, "Este arquivo é complexo demais para ser examinado aqui."),
        (422, "Arquivo.pdf: o PDF está danificado e não pôde ser lido."),
        (422, "Arquivo.pdf: não pôde ser lido em 4 segundos."),
    )
    assert spent < SECONDS + 5.0
    assert [one for one in strangers.taken[before:] if one[1] > MEBIBYTES] == []
    assert strangers.send(signed_twice())[0] == 200
