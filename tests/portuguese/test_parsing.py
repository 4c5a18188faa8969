"""Numbers and dates read back from words, forgiving accents, capitals and a misread letter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portuguese.dates import long_date, short_date
from portuguese.numerals import cardinal_words
from portuguese.ordinals import letters, ordinal_words, roman
from portuguese.parsing import (
    bare,
    cardinal_value,
    date_value,
    letters_value,
    month_value,
    ordinal_value,
    roman_value,
)


@given(st.integers(1, 199), st.sampled_from(["m", "f"]))
def test_every_ordinal_is_read_back(n: int, gender: str) -> None:
    assert ordinal_value(ordinal_words(n, gender).upper()) == n  # type: ignore[arg-type]  # Literal


@given(st.integers(1, 9999))
def test_every_cardinal_is_read_back(n: int) -> None:
    assert cardinal_value(cardinal_words(n)) == n


@given(st.integers(1, 3999))
def test_every_roman_numeral_is_read_back(n: int) -> None:
    assert roman_value(roman(n)) == n


@given(st.integers(1, 2000))
def test_every_letter_of_an_item_is_read_back(n: int) -> None:
    assert letters_value(letters(n)) == n


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_is_read_back_in_words_and_figures(day: date) -> None:
    assert date_value(long_date(day)) == date_value(short_date(day)) == day


@given(st.text())
def test_bare_letters_keep_their_places(text: str) -> None:
    assert len(bare(text)) == len(text)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("DECIMA SETIMA", 17),
        ("décima-primeira", 11),
        ("PRIMElRA", 1),
        ("única", 1),
        ("vigésima quinta", 25),
        ("objeto", None),
        ("segunda primeira", None),
        ("", None),
    ],
)
def test_an_ordinal_as_people_and_scanners_write_it(words: str, value: int | None) -> None:
    assert ordinal_value(words) == value


@pytest.mark.parametrize("text", ["31/02/2024", "dia 40 de maio de 2024", "sem data"])
def test_a_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert date_value(text) is None


@pytest.mark.parametrize(
    ("name", "month"), [("MARÇO", 3), ("fev", 2), ("setenbro", 9), ("mês", None)]
)
def test_a_month_by_its_name(name: str, month: int | None) -> None:
    assert month_value(name) == month
