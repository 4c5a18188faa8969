"""A redline: what stayed, what went out, what came in; both wordings can be read off it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.redline import Piece, compared, redline, word_pieces

WORDS = st.lists(st.sampled_from(["o", "prazo", "é", "de", "36", "60", "meses,", "e", "."]))
LINES = st.lists(WORDS.map(" ".join), max_size=6)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_both_wordings_can_be_read_off_a_line(old: str, new: str) -> None:
    pieces = word_pieces(old, new)
    assert "".join(p.text for p in pieces if p.kind != "incluido").split() == old.split()
    assert "".join(p.text for p in pieces if p.kind != "excluido") == new


@given(LINES, LINES)
def test_both_wordings_can_be_read_off_a_part(old: list[str], new: list[str]) -> None:
    part = compared("x", "X", old, new)
    before = [line.before for line in part.lines if any(p.kind != "incluido" for p in line.pieces)]
    after = [line.after for line in part.lines if any(p.kind != "excluido" for p in line.pieces)]
    assert [line.split() for line in before if line.split()] == [
        line.split() for line in old if line.split()
    ]
    assert [line for line in after if line.strip()] == [line for line in new if line.strip()]


@given(LINES)
def test_a_part_beside_itself_did_not_change(lines: list[str]) -> None:
    assert not any(line.changed for line in compared("x", "X", lines, lines).lines)


def test_what_changed_is_told_word_by_word() -> None:
    assert word_pieces("será de 36 (trinta e seis) meses", "será de 60 (sessenta) meses") == (
        Piece("igual", "será de "),
        Piece("excluido", "36"),
        Piece("incluido", "60"),
        Piece("igual", " ("),
        Piece("excluido", "trinta e seis"),
        Piece("incluido", "sessenta"),
        Piece("igual", ") meses"),
    )


def test_a_line_cut_down_to_its_label_is_that_line_cut_short() -> None:
    old = ["Subcláusula primeira. A prorrogação será solicitada por escrito."]
    (line,) = compared("x", "X", old, ["Subcláusula primeira."]).lines
    assert line.pieces == (
        Piece("igual", "Subcláusula primeira."),
        Piece("excluido", " A prorrogação será solicitada por escrito."),
    )


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        (["a"], ["a"], "igual"),
        (["o prazo de 12 meses"], ["o prazo de 24 meses"], "alterada"),
        ([], ["a"], "incluida"),
        (["a"], [], "excluida"),
    ],
)
def test_the_state_of_a_part(old: list[str], new: list[str], state: str) -> None:
    assert compared("x", "X", old, new).state == state


def test_parts_stand_in_the_order_of_the_new_and_removed_ones_last() -> None:
    made = redline("t", ("a", "b"), {"x": ["1"], "y": ["2"]}, {"z": ["3"], "x": ["1"]}, {"z": "Z"})
    assert [(part.id, part.title, part.state) for part in made.parts] == [
        ("z", "Z", "incluida"), ("x", "x", "igual"), ("y", "y", "excluida"),
    ]  # fmt: skip
    assert [part.id for part in made.changed] == ["z", "y"]
