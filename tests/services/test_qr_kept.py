"""The QR of a document is made once. The folha that the portal draws, without any private key,
carries the text that stands in the document itself, and the stand-alone verifier accepts it."""

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from services.envelopes import Opened, open_envelope
from services.keys import create_key
from services.lifecycle import read_life
from services.office import Office
from services.public_desk import OfficeDesk, open_desk
from services.settings import Settings
from services.statements import LINK_ALONE, LINK_WORDS, SIGNED_WORDS, qr_picture
from services.transparency import sign_checkpoint
from signatures.keys import KeyRing
from tests.log_office import PASSPHRASE
from tests.services.signing_offices import FULL, NOON, NUMBER, TYPST, approved, out

pytestmark = pytest.mark.requires("pdftoppm")


def with_key(folder: Path) -> Office:
    """An approved agreement, and a key whose passphrase is at hand."""
    office = approved(folder)
    assert office.keys is not None
    office = replace(office, keys=KeyRing(office.keys.folder, PASSPHRASE))
    create_key(office)
    return office


def portal_desk(folder: Path) -> OfficeDesk:
    """The desk as a process of the portal opens it: read only, no key, no passphrase."""
    return open_desk(Settings(folder, f"sqlite:///{folder / 'pactua.db'}", NOON, "portal"))


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Office, Opened]]:
    """A data folder with an agreement out for signature under a checkpoint."""
    folder = tmp_path_factory.mktemp("dados")
    office = with_key(folder)
    opened = open_envelope(office, NUMBER, TYPST)
    sign_checkpoint(office)
    yield folder, office, opened
    office.store.close()


def qr_in(pdf: bytes) -> str:
    """The text of the only QR in a PDF, read from its pages as from paper."""
    words = [str(shutil.which("pdftoppm")), "-r", "200", "-gray", "-"]
    pages = subprocess.run(words, input=pdf, capture_output=True, check=True).stdout
    found = [code.text for page in _pictures(pages) for code in zxingcpp.read_barcodes(page)]
    (text,) = found
    return text


def _pictures(pages: bytes) -> Iterator[Image.Image]:
    """The pictures of a stream of PGM files, one behind the other."""
    rest = pages
    while rest:
        head = rest.split(b"\n", 3)
        width, height = map(int, head[1].split())
        size = len(rest) - len(head[3]) + width * height
        yield Image.open(io.BytesIO(rest[:size]))
        rest = rest[size:]


def test_the_folha_of_the_portal_carries_the_qr_of_the_document(
    issued: tuple[Path, Office, Opened],
) -> None:
    folder, office, opened = issued
    document = qr_in(office.files.read(opened.files[0].sha256))
    desk = portal_desk(folder)
    envelope = read_life(office, FULL).envelope

    sheet = desk.sheet(opened.code, opened.envelope.crc or "")

    assert "#" in document
    assert envelope is not None
    assert envelope.qr == document
    assert qr_in(sheet or b"") == document


def test_the_verifier_of_the_portal_accepts_the_qr_of_its_folha(
    issued: tuple[Path, Office, Opened], tmp_path: Path
) -> None:
    folder, _, opened = issued
    desk = portal_desk(folder)
    codes = (opened.code, opened.envelope.crc or "")
    (script,) = (one for one in desk.verifiers() if one.name == "conferir.py")
    (tmp_path / "conferir.py").write_bytes(script.data)
    (tmp_path / "prova.json").write_bytes(desk.proof(*codes) or b"")
    text = qr_in(desk.sheet(*codes) or b"")

    words = [sys.executable, "-I", "conferir.py", "--prova", "prova.json", "--qr", text]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=60)

    assert "[certo]   a declaração do QR é assinada pela chave" in done.stdout
    assert "[certo]   o QR e o registro público falam do mesmo texto" in done.stdout
    assert done.stdout.endswith("Tudo o que foi dado confere.\n")
    assert done.returncode == 0


def test_a_document_whose_qr_was_not_signed_keeps_that_qr_though_a_key_came_later(
    tmp_path: Path,
) -> None:
    office, opened = out(tmp_path)
    assert office.keys is not None
    office = replace(office, keys=KeyRing(office.keys.folder, PASSPHRASE))
    create_key(office)
    desk = portal_desk(tmp_path)

    sheet = qr_in(desk.sheet(opened.code, opened.envelope.crc or "") or b"")

    assert "#" not in sheet
    assert sheet == qr_in(office.files.read(opened.files[0].sha256))


def test_who_does_not_see_the_qr_is_told_whether_it_carries_a_statement() -> None:
    link = "https://pactua.exemplo.gov.br/conferir?codigo=10000001&crc=059A70AD"

    assert qr_picture(link).words == LINK_WORDS
    assert qr_picture(f"{link}#123456789012").words == SIGNED_WORDS
    assert LINK_ALONE == "O QR só leva à página de conferência; não traz declaração assinada."
