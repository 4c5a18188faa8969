"""The folha de autenticidade: what it says, the proof it carries, and that it is archival."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from services.keys import revoke_key, rotate_key
from services.sheets import authenticity_sheet, event_words, gather
from services.statements import qr_note
from services.transparency import known_keys
from signatures.statement import open_statement
from tests.log_office import CRC, LogOffice, log_office, pdf, sha256
from tests.tools.verapdf import validate


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> LogOffice:
    """A signed and published agreement under a checkpoint."""
    mine = log_office(tmp_path_factory.mktemp("folha"))
    mine.key()
    mine.signed()
    mine.publish()
    mine.checkpoint()
    return mine


@pytest.fixture(scope="module")
def sheet(mine: LogOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folha, as a file."""
    path = tmp_path_factory.mktemp("pdf") / "folha.pdf"
    path.write_bytes(authenticity_sheet(mine.office, "1/2024"))
    return path


def words(path: Path) -> str:
    """The text of a PDF with every run of white space folded."""
    reader = PdfReader(path)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_says_which_document_who_signed_and_which_bytes(sheet: Path) -> None:
    text = words(sheet)
    signed = sha256(pdf("assinado 1 1"))

    for part in (
        "FOLHA DE AUTENTICIDADE",
        "Acordo de Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON",
        "10000001",
        CRC,
        " ".join(signed[place : place + 8] for place in range(0, 64, 8)),
        "Claire Vogel Dutra",
        "avançada",
        "publicado no DOU",
    ):
        assert part in text


def test_it_says_when_it_was_made_and_another_moment_changes_nothing_else(
    mine: LogOffice, sheet: Path
) -> None:
    now = gather(mine.office, "1/2024")
    at = datetime(2026, 12, 1, 15, 30, tzinfo=UTC)
    later = gather(replace(mine.office, now=at), "1/2024")

    assert now.issued in words(sheet)
    assert later.issued == "Emitida em 01/12/2026 às 12:30 (horário de Brasília)."
    assert replace(later, issued=now.issued, when=now.when) == now


def test_it_says_which_leaves_of_the_log_it_leaves_out(mine: LogOffice, sheet: Path) -> None:
    found = gather(mine.office, "1/2024")

    assert "a outra é de outro documento ou das chaves do órgão." in found.rest
    assert found.rest in words(sheet)
    shown = len(found.events)
    assert found.rest.startswith(f"Das {shown + 1} folhas do registro público, contadas a partir")


def test_the_text_of_the_checkpoint_stands_on_the_page_of_its_heading(sheet: Path) -> None:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(sheet).pages]

    (page,) = (text for text in pages if "Ponto assinado" in text)
    assert "O texto do ponto, linha por linha, com a assinatura no fim:" in page
    assert "\u2014 " in page.partition("linha por linha")[2]


def test_the_proof_travels_inside_as_it_is(mine: LogOffice, sheet: Path) -> None:
    attached = PdfReader(sheet).attachments

    assert (
        json.loads(attached["prova.json"][0])["eventos"]
        == json.loads(gather(mine.office, "1/2024").proof)["eventos"]
    )


@pytest.mark.requires("java", "javac")
def test_it_keeps_pdf_a_3a_and_pdf_ua_1(sheet: Path) -> None:
    results = validate("3a,ua1", [sheet])

    assert [str(result) for result in results if not result.compliant] == []
    assert len(results) == 2


@pytest.mark.requires("pdftoppm")
def test_the_qr_on_it_is_read_back_from_paper(mine: LogOffice, sheet: Path) -> None:
    picture = subprocess.run(
        [str(shutil.which("pdftoppm")), "-r", "200", "-png", "-f", "1", "-l", "1", str(sheet)],
        capture_output=True,
        check=True,
    ).stdout
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))

    assert found.text == mine.qr().text
    assert open_statement(found.text, known_keys(mine.office))[0].crc == CRC


def test_the_same_state_gives_the_same_bytes(mine: LogOffice, sheet: Path) -> None:
    assert authenticity_sheet(mine.office, "1/2024") == sheet.read_bytes()


def test_without_a_key_it_says_what_it_lacks(tmp_path: Path) -> None:
    keyless = log_office(tmp_path)
    keyless.signed()
    path = tmp_path / "folha.pdf"
    path.write_bytes(authenticity_sheet(keyless.office, "1/2024"))
    text = words(path)

    assert "esta prova ainda não obriga o órgão a nada" in text
    assert "O QR só leva à página de conferência" in text
    assert "pactua " not in text
    assert "Ponto assinado" not in text


def note_after(mine: LogOffice) -> str:
    """The one note of the folha once a new checkpoint is signed."""
    mine.checkpoint()
    (note,) = gather(mine.office, "1/2024").notes
    return note


@pytest.fixture
def kept(tmp_path: Path) -> tuple[LogOffice, str]:
    """A signed agreement whose QR is kept, and the id of the key that signed it."""
    mine = log_office(tmp_path)
    key = mine.key()
    mine.signed()
    return mine, key.key.id


def test_the_qr_stays_that_of_the_document_when_the_key_is_replaced(
    kept: tuple[LogOffice, str],
) -> None:
    mine, old = kept
    before = gather_qr(mine)
    rotate_key(mine.office)

    assert note_after(mine) == (
        f"A chave {old}, que assinou a declaração do QR, foi trocada em 23/11/2026; o que ela "
        "assinou antes continua a valer."
    )
    assert gather_qr(mine) == before


def test_of_a_revoked_key_it_is_told_what_still_proves_the_document(
    kept: tuple[LogOffice, str],
) -> None:
    mine, old = kept
    before = gather_qr(mine)
    revoke_key(mine.office, old, "perdida", date(2026, 11, 20))
    mine.key()

    assert note_after(mine) == (
        f"A chave {old}, que assinou a declaração do QR, foi revogada com efeito desde 20/11/2026 "
        "(perdida), e o registro público mostra que este texto é anterior à revogação. O "
        "conferidor avulso não confia em chave revogada e recusa o QR: confira o documento pela "
        "prova em anexo ou na página do órgão."
    )
    assert gather_qr(mine) == before


def test_a_qr_that_the_log_does_not_date_before_the_revocation_is_not_to_be_trusted(
    kept: tuple[LogOffice, str],
) -> None:
    mine, old = kept
    later = mine.qr(2).text
    revoke_key(mine.office, old, "comprometida", date(2026, 11, 20))
    mine.open(2)

    assert qr_note(mine.office, later) == (
        f"A chave {old}, que assinou a declaração do QR, foi revogada com efeito desde 20/11/2026 "
        "(comprometida), e o registro público não mostra que este texto é anterior: não confie "
        "no QR, e confira o documento na página do órgão."
    )


def gather_qr(mine: LogOffice) -> bytes:
    """The picture of the QR on the folha."""
    picture = gather(mine.office, "1/2024").qr
    assert picture is not None
    return picture.data


def test_what_came_after_the_checkpoint_is_noted(tmp_path: Path) -> None:
    mine = log_office(tmp_path)
    mine.key()
    mine.signed()
    mine.checkpoint()
    mine.publish()

    assert gather(mine.office, "1/2024").notes == (
        "Depois do ponto assinado houve ainda: publicado no DOU. Peça uma folha mais nova.",
    )


def test_an_event_is_told_in_one_line() -> None:
    leaf = {
        "evento": "publicado",
        "data": "2024-02-07",
        "edicao": "27",
        "secao": 3,
        "pagina": 115,
    }

    assert event_words(leaf) == "data 07/02/2024, edição 27, seção 3, página 115"
