"""The statement in the QR: what goes in comes back, and no bit of it can be turned over."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signatures.qr import qr_code
from signatures.statement import (
    BadStatement,
    Statement,
    open_statement,
    parse_statement,
    sign_statement,
)
from tests.signatures.keys_made import signing

KEY = signing()
SEED = Statement(
    address="https://pactua.exemplo.gov.br/conferir",
    code="26718933",
    crc="059A70AD",
    number="1/2024/CIHP/CGSINDEC/DPDC/SENACON",
    cnpjs=("00.394.494/0100-18", "14.921.092/0001-57"),
    text_sha256="5d" * 32,
)
TEXT = sign_statement(SEED, KEY)

letters = st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
cnpjs = st.tuples(
    st.text(letters, min_size=12, max_size=12), st.integers(0, 99).map("{:02d}".format)
).map(lambda two: f"{two[0][:2]}.{two[0][2:5]}.{two[0][5:8]}/{two[0][8:]}-{two[1]}")
statements = st.builds(
    Statement,
    address=st.sampled_from(["https://a.gov.br/c", "https://a.gov.br/?p=1", "http://x/conferir"]),
    code=st.from_regex(r"[0-9]{7,10}", fullmatch=True).filter(lambda code: int(code) < 2**40),
    crc=st.from_regex(r"[0-9A-F]{8}", fullmatch=True),
    number=st.text(st.characters(codec="utf-8"), max_size=60),
    cnpjs=st.lists(cnpjs, max_size=6).map(tuple),
    text_sha256=st.binary(min_size=32, max_size=32).map(bytes.hex),
)


def refusal(text: str) -> str:
    """Why a text is refused."""
    with pytest.raises(BadStatement) as told:
        open_statement(text, [KEY.public])
    return str(told.value)


def test_the_text_is_a_link_to_the_check_page_and_digits() -> None:
    link, _, digits = TEXT.partition("#")

    assert link == "https://pactua.exemplo.gov.br/conferir?codigo=26718933&crc=059A70AD"
    assert digits.isdecimal()


@settings(deadline=None, derandomize=True)
@given(statements)
def test_what_was_signed_comes_back(statement: Statement) -> None:
    text = sign_statement(statement, KEY)

    assert open_statement(text, [signing("outra").public, KEY.public]) == (statement, KEY.public)
    assert open_statement(f" {text}\n", [KEY.public])[0] == statement


def test_no_bit_of_the_text_can_be_turned_over() -> None:
    data = TEXT.encode()
    for bit in range(len(data) * 8):
        changed = (int.from_bytes(data) ^ 1 << bit).to_bytes(len(data)).decode("latin-1")
        with pytest.raises(BadStatement):
            open_statement(changed, [KEY.public])


def test_no_bit_of_the_packed_bytes_can_be_turned_over() -> None:
    link, _, digits = TEXT.partition("#")
    for bit in range(int(digits).bit_length()):
        with pytest.raises(BadStatement):
            open_statement(f"{link}#{int(digits) ^ 1 << bit}", [KEY.public])


@pytest.mark.parametrize(
    "change",
    [
        {"address": "https://pactua.exemplo.com.br/conferir"},
        {"code": "26718934"},
        {"crc": "059A70AE"},
    ],
)
def test_the_number_is_worth_nothing_behind_another_link(change: dict[str, Any]) -> None:
    other = replace(SEED, **change).link

    assert refusal(other + TEXT.partition("#")[2])


def test_a_key_that_nobody_knows_is_named() -> None:
    text = sign_statement(SEED, signing("outra"))

    assert refusal(text) == (
        f"a declaração diz ser da chave {signing('outra').public.id}, que não é conhecida"
    )


def test_a_signature_of_another_key_under_this_one_s_id_is_false() -> None:
    forged = replace(signing("outra"), public=KEY.public)

    assert refusal(sign_statement(SEED, forged)) == "a assinatura da declaração não confere"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://pactua.exemplo.gov.br/conferir",
        SEED.link,
        f"{SEED.link}12345",
        f"{SEED.link}0{TEXT.partition('#')[2]}",
        f"{SEED.link}+{TEXT.partition('#')[2]}",
        f"{SEED.link}{'9' * 2000}",
        f"{SEED.link}{int.from_bytes(bytes([2]) + bytes(200))}",
        f"{SEED.link}{int.from_bytes(bytes([1]) + bytes(64))}",
        f"{SEED.link}{int.from_bytes(bytes([1]) + bytes(109))}",
        TEXT.replace("https", "ht tps"),
        TEXT + "\u0660",
    ],
)
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(BadStatement):
        parse_statement(text)


@pytest.mark.parametrize(
    "change",
    [
        {"address": "https://exemplo/ação"},
        {"address": "https://exemplo/#x"},
        {"code": "123"},
        {"crc": "059a70ad"},
        {"cnpjs": ("00.394.494",)},
    ],
)
def test_what_would_not_come_back_is_not_signed(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # each has its own words
        sign_statement(replace(SEED, **change), KEY)


def test_a_long_number_and_three_parties_fit_a_qr_of_35_millimetres() -> None:
    long = replace(
        SEED, number="1000/2026/CIHP/CGSINDEC/DPDC/SENACON/MJSP", cnpjs=(*SEED.cnpjs, *SEED.cnpjs)
    )

    assert qr_code(sign_statement(long, KEY)).version <= 15
    assert qr_code(TEXT).version == 11
