"""Cardinal numbers: the table, and words that an independent reader turns back into the number."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portuguese.gender import Gender
from portuguese.numerals import LARGEST, cardinal_words, grouped, with_words
from tests.portuguese.tables import cases, law, refused

# The reader's own vocabulary, by value; it shares nothing with the code under test.
VALUES = {
    "um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6,
    "sete": 7, "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13,
    "quatorze": 14, "quinze": 15, "dezesseis": 16, "dezessete": 17, "dezoito": 18,
    "dezenove": 19, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60,
    "setenta": 70, "oitenta": 80, "noventa": 90, "cem": 100, "cento": 100,
    "duzentos": 200, "trezentos": 300, "quatrocentos": 400, "quinhentos": 500,
    "seiscentos": 600, "setecentos": 700, "oitocentos": 800, "novecentos": 900,
    "duzentas": 200, "trezentas": 300, "quatrocentas": 400, "quinhentas": 500,
    "seiscentas": 600, "setecentas": 700, "oitocentas": 800, "novecentas": 900,
}  # fmt: skip
SCALES = {
    "mil": 10**3, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "bilhões": 10**9,
}  # fmt: skip

genders = st.sampled_from(["m", "f"])


@pytest.mark.parametrize(("n", "words"), cases("extenso", "cardinais"))
def test_a_number_in_words_is_as_in_the_table(n: int, words: dict[Gender, str]) -> None:
    assert {gender: cardinal_words(n, gender) for gender in words} == words


@pytest.mark.parametrize(("n", "texts"), cases("extenso", "com_algarismos"))
def test_a_number_with_its_words_is_as_in_the_table(n: int, texts: dict[Gender, str]) -> None:
    assert {gender: with_words(n, gender) for gender in texts} == texts


def test_numbers_are_masculine_unless_told() -> None:
    assert cardinal_words(2) == "dois"
    assert with_words(2) == "2 (dois)"


def test_every_number_below_ten_thousand_reads_back() -> None:
    for n in range(10_000):
        assert read(cardinal_words(n)) == n


@law
@given(st.integers(0, 10**9), genders)
@example(10**9, "m")
def test_a_number_in_words_reads_back(n: int, gender: Gender) -> None:
    assert read(cardinal_words(n, gender)) == n


@law
@given(st.integers(0, LARGEST), genders)
def test_no_number_has_a_stray_space_comma_or_conjunction(n: int, gender: Gender) -> None:
    words = cardinal_words(n, gender)
    assert re.fullmatch(r"[a-zãéêõ]+(,? [a-zãéêõ]+)*", words)
    assert "mil," not in words
    assert ("e", "e") not in pairwise(words.split())
    assert ", e " not in words


@law
@given(st.integers(0, LARGEST))
def test_gender_never_shows_in_the_millions(n: int) -> None:
    feminine = cardinal_words(n, "f")
    assert not re.search(r"\b(uma|duas|\w+entas)\b(?=[^,]* (milh|bilh))", feminine)


@law
@given(st.integers(0, LARGEST))
def test_digits_are_grouped_by_three_and_read_back(n: int) -> None:
    assert re.fullmatch(r"\d{1,3}(\.\d{3})*", grouped(n))
    assert int(grouped(n).replace(".", "")) == n


def read(words: str) -> int:
    """Read a number in words, knowing only that a scale multiplies what stands before it."""
    if words == "zero":
        return 0
    total = group = 0
    for word in words.replace(",", "").split():
        if word in SCALES:
            total += (group or 1) * SCALES[word]
            group = 0
        elif word != "e":
            group += VALUES[word]
    return total + group


@pytest.mark.parametrize("n", [-1, LARGEST + 1])
def test_a_number_out_of_range_is_refused(n: int) -> None:
    message = f"número por extenso: {n} está fora do intervalo de 0 a 999999999999"
    for write in (cardinal_words, with_words):
        with refused(message):
            write(n)


@pytest.mark.parametrize("value", [36.0, "36", True, None])
def test_what_is_not_a_whole_number_is_refused(value: Any) -> None:
    with refused(f"número por extenso: “{value}” não é um número inteiro"):
        cardinal_words(value)


def test_digits_of_a_negative_number_are_refused() -> None:
    with refused("número: -1 é menor que 0"):
        grouped(-1)


def test_an_unknown_gender_is_refused_before_it_is_taken_for_feminine() -> None:
    unknown: Gender = "x"  # type: ignore[assignment]  # as a file might bring it
    with refused("gênero “x” desconhecido: use “m” (masculino) ou “f” (feminino)"):
        cardinal_words(1, unknown)
