"""The código verificador as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults.errors import UsageError
from signatures.verification_code import ACCEPTED, OURS, crc, parse_code, parse_crc

CODES = st.text("0123456789", min_size=min(ACCEPTED), max_size=max(ACCEPTED))


@pytest.mark.parametrize(
    "typed",
    [
        "26718933",
        " 26718933 ",
        "2671 8933",
        "26.718.933",
        "SEI 26718933",
        " sei 26718933",
        "SEI26718933",
    ],
)
def test_spaces_points_and_the_name_of_the_sei_do_not_matter(typed: str) -> None:
    assert parse_code(typed) == "26718933"


@given(CODES)
def test_seven_to_ten_digits_are_a_code_and_zeros_in_front_stay(code: str) -> None:
    assert parse_code(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        "SEI",
        "123456",
        "12345678901",
        "2671893A",
        "-2671893",
        "26718933/1",
        "\u0662671893",
        "²6718933",
        "267189,33",
    ],
)
def test_what_is_no_code_is_refused_with_where_to_find_one(typed: str) -> None:
    with pytest.raises(UsageError) as told:
        parse_code(typed)
    assert (told.value.message, told.value.remedy) == (
        f"“{typed}” não é um código verificador.",
        "O código tem de 7 a 10 algarismos e está no fim do documento.",
    )


def test_our_own_codes_have_a_length_that_is_accepted() -> None:
    assert OURS in ACCEPTED


def test_the_crc_is_taken_over_bytes_in_iso_8859_1() -> None:
    assert crc("Ação".encode("iso-8859-1")) == "061FFA87"


@pytest.mark.parametrize(("data", "digits"), [(b"", "00000000"), (b"a", "E8B7BE43")])
def test_the_crc_keeps_its_leading_zeros(data: bytes, digits: str) -> None:
    assert crc(data) == digits


@pytest.mark.parametrize(
    ("typed", "crc_of"),
    [
        ("059a70ad", "059A70AD"),
        (" 059A 70AD ", "059A70AD"),
        ("059a-70ad", "059A70AD"),
        ("05.9A\u2013 70AD", "059A70AD"),
        ("59A70AD", "059A70AD"),
    ],
)
def test_a_crc_is_read_as_people_type_it(typed: str, crc_of: str) -> None:
    assert parse_crc(typed) == crc_of


@pytest.mark.parametrize(
    "typed", ["-", "12345", "059A70AG", "059A70AD0", "\u0660\u0665\u0669A7000"]
)
def test_what_is_no_crc_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="não é um código CRC"):
        parse_crc(typed)


@pytest.mark.parametrize("typed", ["", "  "])
def test_a_code_that_was_not_typed_is_told_to_be_missing(typed: str) -> None:
    with pytest.raises(UsageError) as code:
        parse_code(typed)
    with pytest.raises(UsageError) as letters:
        parse_crc(typed)
    assert (code.value.message, letters.value.message) == (
        "falta o código verificador.",
        "falta o código CRC.",
    )
