"""Enumerations inside a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portuguese.lists import join_and
from tests.portuguese.tables import law, refused

words = st.text("abcdf", min_size=1)  # no "e", which joins


def test_one_part_stands_alone() -> None:
    assert join_and(["a"]) == "a"


def test_two_parts_are_joined_by_e_alone() -> None:
    assert join_and(["a", "b"]) == "a e b"


def test_more_parts_have_commas_and_none_before_the_e() -> None:
    assert join_and(("a", "b", "c", "d")) == "a, b, c e d"


@law
@given(st.lists(words, min_size=1))
def test_no_part_is_lost(parts: list[str]) -> None:
    assert join_and(parts).replace(" e ", ", ").split(", ") == parts


@pytest.mark.parametrize("parts", [[], [""], ["a", " "]])
def test_a_list_with_a_hole_is_refused(parts: list[str]) -> None:
    with refused("enumeração: lista vazia ou com item em branco"):
        join_and(parts)


def test_a_text_is_not_taken_for_a_list_of_letters() -> None:
    with refused("enumeração: esperava uma lista de textos, veio um texto só"):
        join_and("abc")
