"""Agreement: every word of the table in its four forms, refusals, and what holds for all words."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portuguese import irregular
from portuguese.agreement import agree, honorific, possessive
from portuguese.gender import Noun
from tests.portuguese.tables import cases, law, noun, refused

# o, a, os, as
NOUNS = (
    Noun("Ministério Público", "m"),
    Noun("Defensoria Pública", "f"),
    Noun("partícipes", "m", plural=True),
    Noun("Defensorias Públicas", "f", plural=True),
)
REMEDY = "Reescreva a frase ou acrescente a palavra à tabela de concordância."


@pytest.mark.parametrize(("word", "forms"), cases("concordancia", "palavras"))
def test_a_word_agrees_as_in_the_table(word: str, forms: list[str]) -> None:
    assert [agree(word, any_noun) for any_noun in NOUNS] == forms


@pytest.mark.parametrize(("word", "reason"), cases("concordancia", "recusadas"))
def test_a_word_that_is_not_safe_is_refused_with_its_reason(word: str, reason: str) -> None:
    message = f"concordância: não flexiono “{word}” com segurança: {reason}. {REMEDY}"
    for any_noun in NOUNS:
        with refused(message):
            agree(word, any_noun)


@pytest.mark.parametrize(("entrada", "saida"), cases("concordancia", "tratamento"))
def test_the_form_of_address_and_the_possessive_are_as_in_the_table(
    entrada: dict[str, str], saida: list[str]
) -> None:
    assert [honorific(noun(entrada)), possessive(noun(entrada))] == saida


def test_accents_apart_from_their_letters_are_understood() -> None:
    apart = unicodedata.normalize("NFD", "responsável")
    assert agree(apart, NOUNS[2]) == "responsáveis"


@law
@given(st.text(max_size=20), st.sampled_from(NOUNS))
def test_any_text_is_inflected_or_refused_with_a_value_error(text: str, any_noun: Noun) -> None:
    with suppress(ValueError):  # anything else that is raised fails the test
        assert agree(text, any_noun)


def test_the_masculine_singular_is_the_word_itself() -> None:
    for word in irregular.FORMS | dict.fromkeys(irregular.COMMON_GENDER):
        assert agree(word, NOUNS[0]) == word


def test_a_word_of_common_gender_is_the_same_for_both() -> None:
    for word in irregular.COMMON_GENDER:
        assert agree(word, NOUNS[1]) == word
        assert agree(word, NOUNS[3]) == agree(word, NOUNS[2])
        assert agree(word, NOUNS[2]).endswith("s")


def test_no_word_stands_in_two_tables() -> None:
    tables = [
        set(irregular.FORMS),
        irregular.COMMON_GENDER,
        irregular.ADJECTIVES_IN_NDO,
        irregular.NEVER_AGREES,
    ]
    assert len(set[str]().union(*tables)) == sum(map(len, tables))


def test_every_word_that_never_agrees_is_refused() -> None:
    for word in irregular.NEVER_AGREES:
        with pytest.raises(ValueError, match=f"“{word}”"):
            agree(word, NOUNS[3])


def test_an_adjective_that_only_looks_like_a_gerund_agrees() -> None:
    for word in irregular.ADJECTIVES_IN_NDO:
        assert agree(word, NOUNS[3]) == word[:-1] + "as"
