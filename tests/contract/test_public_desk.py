"""What the portal asks of the registry, on both databases: over a connection that cannot write."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from instruments.lifecycle_facts import Cancelled
from services.public_desk import OfficeDesk, open_desk
from services.settings import Settings
from signatures.verdict import Situation
from tests.facts import append_drafted, counted, drafted, numbered, published
from tests.log_office import CRC, LogOffice, log_office, pdf
from tests.offices import NOON

CODE = "10000001"
NUMBER = str(numbered(1))
FAR = date(2099, 1, 30)


@pytest.fixture
def mine(url: str, tmp_path: Path) -> Iterator[LogOffice]:
    """A published agreement with every signature, under a checkpoint."""
    mine = log_office(tmp_path, url=url)
    mine.key()
    mine.signed()
    mine.office.files.keep(pdf("assinado por todos"))
    mine.sign(1, "joao-da-silva", pdf("assinado por todos"))
    mine.append(counted(1, FAR), published(1))
    mine.checkpoint()
    yield mine
    mine.office.store.close()


@pytest.fixture
def desk(url: str, tmp_path: Path, mine: LogOffice) -> Iterator[OfficeDesk]:
    """The desk as a process of the portal opens it, after the search was brought up to date."""
    mine.office.search.catch_up()
    desk = open_desk(Settings(tmp_path, url, NOON, "portal"))
    yield desk
    desk.close()


def test_codes_are_judged_and_the_answer_is_kept_ready(desk: OfficeDesk) -> None:
    verdict = desk.verify_codes(CODE, CRC)

    answer = json.loads(desk.ready_answer(CODE, CRC) or b"{}")
    assert (verdict.situation, verdict.term) == (Situation.AUTHENTIC, "vigente")
    assert (answer["situacao"], answer["numero"]) == ("autentico", NUMBER)
    assert desk.verify_codes(CODE, "00000000").situation is Situation.WRONG_CRC
    assert desk.verify_codes("99999999", CRC).situation is Situation.UNKNOWN


def test_what_happens_meanwhile_is_told_though_an_answer_was_ready(
    desk: OfficeDesk, mine: LogOffice
) -> None:
    desk.verify_codes(CODE, CRC)

    mine.append(Cancelled(number=numbered(1), reason="Não vale."))
    desk.rest()

    assert desk.verify_codes(CODE, CRC).situation is Situation.CANCELLED
    assert json.loads(desk.ready_answer(CODE, CRC) or b"{}")["situacao"] == "cancelado"


def test_answers_are_made_ready_before_anybody_asks(desk: OfficeDesk, mine: LogOffice) -> None:
    mine.signed(2)

    assert desk.prepare(("", ""), 1) == (CODE, CRC)
    assert desk.prepare((CODE, CRC), 5) == ("10000002", CRC)
    assert desk.prepare(("10000002", CRC), 5) is None
    assert desk.ready_answer(CODE, CRC) is not None


def test_the_codes_open_file_proof_and_sheet(desk: OfficeDesk) -> None:
    assert desk.signed_file(CODE, CRC) == pdf("assinado por todos")
    assert json.loads(desk.proof(CODE, CRC) or b"{}")["numero"] == NUMBER
    assert (desk.sheet(CODE, CRC) or b"").startswith(b"%PDF-")
    assert desk.signed_file(CODE, "00000000") is None


def test_a_file_is_judged_by_its_exact_bytes(desk: OfficeDesk) -> None:
    found = desk.verify_file("acordo.pdf", pdf("aberto 1 1"))

    assert found.number == NUMBER


def test_the_register_is_paged_and_searched(desk: OfficeDesk, mine: LogOffice) -> None:
    with mine.office.store.writing(mine.office.now, "Ana") as writing:
        append_drafted(writing, drafted("defensoria", sequence=2))
    mine.append(counted(2, FAR), published(2))
    mine.office.search.catch_up()

    page = desk.published("", 1)

    assert {row.number for row in page.rows} == {NUMBER, str(numbered(2))}
    for words, sequences in (
        ("mato grosso", [1]),
        ("DEFENSORIA publica", [2]),
        (NUMBER, [1]),
        ("2/2024", [2]),
        ("nada disso", []),
        ("\0", []),
        ('"; DROP TABLE', []),
    ):
        found = desk.published(words, 1)
        assert [row.number for row in found.rows] == [str(numbered(one)) for one in sequences]


def test_an_agreement_the_keys_and_the_log_are_shown(desk: OfficeDesk) -> None:
    found = desk.agreement(NUMBER)
    (key,) = desk.public_keys()
    checkpoint = desk.checkpoint()

    assert found is not None
    assert (found.code, found.gazette.page) == (CODE, 91)
    assert desk.agreement("1/1999") is None
    assert desk.agreement("\0") is None
    assert checkpoint is not None
    assert checkpoint.key_id == key.id
    assert desk.feed("x" * 43) is None
    assert desk.feed("\0") is None
    assert desk.healthy()
