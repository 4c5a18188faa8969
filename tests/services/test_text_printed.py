"""What editions print into a text: taken out as whole phrases, never a word that was slipped in."""

from hypothesis import given
from hypothesis import strategies as st

from services.text_printed import printed_places

STAMP = ["assinado", "por", "ana", "lima", "em", "30", "01", "2024"]
FOOT = ["act", "nº", "1", "2024", "senacon"]


def left(ours: str, theirs: str, *phrases: list[str]) -> str:
    """The words of a found text that are not taken for printed ones."""
    words = theirs.split()
    dropped = printed_places([ours.split()], [words], phrases)
    return " ".join(word for place, word in enumerate(words) if place not in dropped)


def test_a_stamp_in_the_middle_of_a_sentence_is_left_aside() -> None:
    assert left("o acordo vige", f"o acordo {' '.join(STAMP)} vige", STAMP) == "o acordo vige"


def test_a_part_of_a_stamp_stays() -> None:
    theirs = "o acordo em 30 01 2024 vige"
    assert left("o acordo vige", theirs, STAMP) == theirs


def test_a_page_number_is_left_aside_and_another_number_stays() -> None:
    assert left("a b", "a página 3 de 14 b página 3") == "a b página 3"


def test_a_foot_inside_a_stamp_does_not_hide_it() -> None:
    theirs = " ".join([*STAMP[:4], *FOOT, "página", "1", "de", "2", *STAMP[4:]])
    assert left("", theirs, FOOT, STAMP) == ""


def test_a_phrase_that_the_text_has_itself_is_left_aside_only_where_it_is_one_too_many() -> None:
    foot = " ".join(FOOT)
    assert left(f"{foot} x", f"{foot} x {foot}", FOOT) == f"{foot} x"


def test_a_word_broken_over_two_lines_is_known_all_the_same() -> None:
    assert left("", "assi- nado por ana lima em 30 01 2024", STAMP) == ""


def test_a_phrase_of_one_or_two_words_is_never_taken_out() -> None:
    assert left("a", "a autenticidade", ["autenticidade"]) == "a autenticidade"


@given(st.lists(st.sampled_from(["não", "poderá", "x", "assinado"]), max_size=12))
def test_words_that_make_no_whole_phrase_all_stay(words: list[str]) -> None:
    assert left("", " ".join(words), STAMP, FOOT) == " ".join(words)
