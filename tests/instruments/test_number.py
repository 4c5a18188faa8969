"""Numbers of instruments: how they are written, and how people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments.number import InstrumentNumber, parse_number

SUFFIXES = st.from_regex(r"\A[A-Z0-9][A-Z0-9./-]{0,20}\Z")
NUMBERS = st.builds(
    InstrumentNumber, st.integers(1, 999_999_999), st.integers(1000, 9999), SUFFIXES
)


def test_a_number_is_sequence_year_and_unit() -> None:
    number = InstrumentNumber(1, 2026, "CIHP/CGSINDEC/DPDC/SENACON")
    assert (str(number), number.short) == ("1/2026/CIHP/CGSINDEC/DPDC/SENACON", "1/2026")


@given(NUMBERS)
def test_a_number_is_read_back_from_what_was_written(number: InstrumentNumber) -> None:
    assert parse_number(str(number)) == number


@given(NUMBERS, st.sampled_from(["{}", "Nº {}", "nº{}", " N° {} ", "n° {}"]))
def test_a_number_may_be_typed_short_and_with_its_sign(number: InstrumentNumber, form: str) -> None:
    assert parse_number(form.format(number.short)) == number._replace(suffix="")


def test_the_unit_may_be_typed_in_small_letters_and_the_sequence_with_zeros() -> None:
    assert parse_number("001/2026/cihp/senacon") == InstrumentNumber(1, 2026, "CIHP/SENACON")


@pytest.mark.parametrize(
    "text",
    ["", "1", "/", "1/", "/2026", "0/2026", "1/26", "1/20266", "-1/2026", "1,2/2026", "a/2026",
     "1/ano", "1 /2026", "\u0661/2026", "1/202\uff16", "9999999999/2026", "10000001", "Nº",
     "1-2026", "1/2026\0"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_number_or_none(text: str) -> None:
    number = parse_number(text)
    assert number is None or parse_number(str(number)) == number
