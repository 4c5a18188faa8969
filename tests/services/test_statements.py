"""The QR of a document: signed when its envelope opens, judged when somebody shows one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from faults.errors import UsageError
from services.keys import revoke_key, rotate_key
from services.statements import QrState, can_sign, qr_text, read_qr
from signatures.keys import KeyRing
from signatures.statement import parse_statement
from tests.facts import drafted
from tests.log_office import CRC, LogOffice, log_office
from tests.records import body


@pytest.fixture
def mine(tmp_path: Path) -> LogOffice:
    """An office with a key and an agreement that went out for signature."""
    mine = log_office(tmp_path)
    mine.key()
    mine.open()
    return mine


def test_the_statement_says_which_document_it_is(mine: LogOffice) -> None:
    said = parse_statement(mine.qr().text).statement
    made = drafted()

    assert said.number == str(made.instrument.number)
    assert (said.code, said.crc, said.text_sha256) == ("10000001", CRC, made.text_sha256)
    assert said.cnpjs == (body().cnpj, "14.921.092/0001-57")
    assert said.address == "https://pactua.exemplo.gov.br/conferir"


def test_an_honest_qr_is_valid(mine: LogOffice) -> None:
    read = read_qr(mine.office, mine.qr().text)

    assert read.state is QrState.VALID
    assert read.explanation == "A declaração é do órgão e está inteira."
    assert read.key is not None
    assert read.key.state == "ativa"


def test_a_changed_qr_is_forged(mine: LogOffice) -> None:
    text = mine.qr().text.replace("exemplo.gov.br", "exemplo.com.br")

    assert read_qr(mine.office, text).state is QrState.FORGED


def test_a_qr_of_a_stranger_is_of_a_key_that_the_body_has_not(
    mine: LogOffice, tmp_path: Path
) -> None:
    stranger = log_office(tmp_path / "outro")
    stranger.key()
    read = read_qr(mine.office, stranger.qr().text)

    assert read.state is QrState.UNKNOWN_KEY
    assert read.statement is not None


@pytest.mark.parametrize("text", ["", "https://exemplo.gov.br/#123", "x" * 5000])
def test_a_text_without_a_statement_is_unreadable(mine: LogOffice, text: str) -> None:
    read = read_qr(mine.office, text)

    assert (read.state, read.statement) == (QrState.UNREADABLE, None)


def test_a_qr_outlives_the_replacement_of_its_key(mine: LogOffice) -> None:
    text = mine.qr().text
    rotate_key(mine.office)

    assert read_qr(mine.office, text).state is QrState.VALID


def test_after_a_revocation_only_what_the_log_told_before_is_valid(mine: LogOffice) -> None:
    told, forged_later = mine.qr(1).text, mine.qr(2).text
    key_id = parse_statement(told).key_id
    revoke_key(mine.office, key_id, "comprometida", date(2026, 11, 20))
    mine.open(2)
    later = read_qr(mine.office, forged_later)

    assert read_qr(mine.office, told).state is QrState.VALID
    assert later.state is QrState.REVOKED_KEY
    assert later.explanation == (
        f"A chave {key_id} foi revogada em 2026-11-20 e o registro público não mostra que este "
        "documento é anterior."
    )


def test_without_a_key_the_qr_carries_the_link_alone_and_says_why(tmp_path: Path) -> None:
    keyless = log_office(tmp_path)
    made = keyless.qr()

    assert not can_sign(keyless.office)
    assert not made.signed
    assert made.text == ("https://pactua.exemplo.gov.br/conferir?codigo=10000001&crc=059A70AD")
    assert made.note == (
        "O QR saiu sem assinatura: nenhuma chave está ativa. Crie uma com: pactua chave criar"
    )


def test_with_a_key_that_nobody_opened_it_is_the_same(mine: LogOffice) -> None:
    assert mine.office.keys is not None
    mine.office = replace(mine.office, keys=KeyRing(mine.office.keys.folder))

    assert can_sign(mine.office)
    assert not mine.qr().signed


def addressed(mine: LogOffice, address: str | None) -> LogOffice:
    """The same office with another check page."""
    checking = mine.office.arrangements.checking.model_copy(update={"address": address})
    arrangements = mine.office.arrangements.model_copy(update={"checking": checking})
    return LogOffice(replace(mine.office, arrangements=arrangements))


def test_a_body_without_a_check_page_has_no_qr(mine: LogOffice) -> None:
    made = drafted()
    office = addressed(mine, None).office

    assert qr_text(office, made.instrument, CRC, made.text_sha256) is None


def test_an_address_that_no_qr_can_carry_is_refused_with_its_remedy(mine: LogOffice) -> None:
    with pytest.raises(UsageError) as told:
        addressed(mine, "https://órgão.gov.br/").qr()

    assert told.value.message == (
        "o endereço de conferência “https://órgão.gov.br/” não serve para um QR."
    )
