"""Ordinals, roman numerals and letters: the table, and laws over the whole range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portuguese.gender import Gender
from portuguese.ordinals import letters, ordinal_number, ordinal_words, roman
from tests.portuguese.tables import cases, law, refused

ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@pytest.mark.parametrize(("n", "words"), cases("ordinais", "ordinais"))
def test_an_ordinal_in_words_is_as_in_the_table(n: int, words: dict[Gender, str]) -> None:
    assert {gender: ordinal_words(n, gender) for gender in words} == words


@pytest.mark.parametrize(("n", "numeral"), cases("ordinais", "romanos"))
def test_a_roman_numeral_is_as_in_the_table(n: int, numeral: str) -> None:
    assert roman(n) == numeral


@pytest.mark.parametrize(("n", "letter"), cases("ordinais", "letras"))
def test_the_letter_of_an_item_is_as_in_the_table(n: int, letter: str) -> None:
    assert letters(n) == letter


@pytest.mark.parametrize(("n", "digits"), cases("ordinais", "algarismos"))
def test_an_ordinal_in_digits_is_as_in_the_table(n: int, digits: dict[Gender, str]) -> None:
    assert {gender: ordinal_number(n, gender) for gender in digits} == digits


def test_clauses_are_feminine_unless_told_and_articles_masculine() -> None:
    assert ordinal_words(17) == "décima sétima"
    assert ordinal_number(9) == "9º"


def test_no_two_ordinals_share_their_words() -> None:
    for gender in ("f", "m"):
        assert len({ordinal_words(n, gender) for n in range(1, 1000)}) == 999


def test_masculine_and_feminine_ordinals_differ_only_in_their_endings() -> None:
    for n in range(1, 1000):
        masculine, feminine = ordinal_words(n, "m").split(), ordinal_words(n, "f").split()
        assert [word[:-1] + "a" for word in masculine] == feminine
        assert all(word.endswith("o") for word in masculine)


@law
@given(st.integers(1, 3999))
def test_a_roman_numeral_reads_back(n: int) -> None:
    assert read_roman(roman(n)) == n


@law
@given(st.integers(1, 10**9))
def test_letters_read_back(n: int) -> None:
    assert read_letters(letters(n)) == n


@law
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_letters_stand_in_the_order_of_their_items(n: int, other: int) -> None:
    def place(text: str) -> tuple[int, str]:
        return len(text), text

    assert (place(letters(n)) < place(letters(other))) == (n < other)


def read_roman(text: str) -> int:
    values = [ROMAN_VALUES[symbol] for symbol in text]
    following = [*values[1:], 0]
    pairs = zip(values, following, strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def read_letters(text: str) -> int:
    n = 0
    for letter in text:
        n = n * 26 + "abcdefghijklmnopqrstuvwxyz".index(letter) + 1
    return n


def test_an_ordinal_out_of_range_is_refused() -> None:
    for n in (0, 1000, -1):
        with refused(f"ordinal por extenso: {n} está fora do intervalo de 1 a 999"):
            ordinal_words(n)


def test_a_roman_numeral_out_of_range_is_refused() -> None:
    for n in (0, 4000):
        with refused(f"algarismo romano: {n} está fora do intervalo de 1 a 3999"):
            roman(n)


def test_a_letter_or_a_number_below_the_first_is_refused() -> None:
    with refused("letra de alínea: 0 é menor que 1"):
        letters(0)
    with refused("ordinal: 0 é menor que 1"):
        ordinal_number(0)


def test_an_unknown_gender_is_refused_before_it_is_taken_for_feminine() -> None:
    unknown: Gender = "x"  # type: ignore[assignment]  # as a file might bring it
    for write in (ordinal_words, ordinal_number):
        with refused("gênero “x” desconhecido: use “m” (masculino) ou “f” (feminino)"):
            write(1, unknown)
