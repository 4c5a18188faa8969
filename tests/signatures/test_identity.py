"""Whose certificate it is: the CPF decides; without it, the whole name as far as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signatures.identity import Whose, same_name, whose

ONE, OTHER = "***.982.247-**", "***.533.447-**"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CLAIRE VOGEL DUTRA", "Claire Vogel Dutra"),
        ("JOSE D'AVILA", "José d’Ávila"),
        ("  Ana   Lima ", "ANA LIMA"),
        ("MARIA DA CONCEICAO SOUZA E SILVA", "Maria Conceição Souza Silva"),
        ("JOAO DOS SANTOS", "João de Santos"),
        ("CLAIRE VOGEL DUTRA:52998224725", "Claire Vogel Dutra"),
        ("Ana-Maria Lima", "ANA MARIA LIMA"),
    ],
)
def test_names_are_the_same_but_for_how_they_are_written(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Lima", "Ana Lima Souza"),
        ("Maria A. Silva", "Maria Aparecida Silva"),
        ("Maria Silva", "Maria Aparecida Silva"),
        ("João Souza", "João Souza Filho"),
        ("João Souza Neto", "João Souza Filho"),
        ("Ana Lima", "Lima Ana"),
        ("Joana Lima", "Ana Lima"),
        ("Fulano de Tal 52998224725", "Fulano de Tal"),
    ],
)
def test_what_is_abbreviated_left_out_or_another_part_makes_another_name(
    one: str, other: str
) -> None:
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("cpf", "expected", "same", "different"),
    [
        (ONE, ONE, Whose.OWN, Whose.OWN),
        (ONE, OTHER, Whose.OTHERS, Whose.OTHERS),
        ("", ONE, Whose.OWN, Whose.UNKNOWN),
        (ONE, "", Whose.OWN, Whose.UNKNOWN),
        ("", "", Whose.OWN, Whose.UNKNOWN),
    ],
)
def test_a_cpf_on_both_sides_decides_and_otherwise_the_name(
    cpf: str, expected: str, same: Whose, different: Whose
) -> None:
    assert whose("ANA LIMA", cpf, "Ana Lima", expected) is same
    assert whose("Rui Lima", cpf, "Ana Lima", expected) is different


WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzáéíóúãõçABC", min_size=3, max_size=12),
    min_size=2,
    max_size=6,
)


@given(WORDS, st.data())
def test_no_name_is_the_same_as_one_with_a_part_more_or_less(
    parts: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(parts) - 1))
    without = parts[:place] + parts[place + 1 :]
    dropped = parts[place].casefold() not in {"das", "dos"}

    assert same_name(" ".join(parts), " e ".join(parts).upper())
    assert same_name(" ".join(parts), " ".join(without)) is not dropped
