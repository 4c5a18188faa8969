"""Lines and prose of a record: what is folded, what is kept as it is, and what is refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.charset import drawable
from instruments.identifiers import Line, OptionalLine, Prose
from tests.instruments.values import printed, refusal
from tests.samples import HOSTILE_NAME

DRAWABLE = st.characters(codec="utf-8").filter(lambda c: ord(c) in drawable())


@pytest.mark.parametrize(
    "name",
    [
        HOSTILE_NAME,
        "{% raw %}{{ cycler.__init__ }}{% endraw %}",
        "<script>alert('1')</script> & </w:t>",
        "**negrito** [x](http://exemplo.gov.br) # título",
        "#set page(width: 1pt) $x$ `código` \\cite{a}",
        "Ministério “Público” – 1º & 2ª § 3º",
        "=HYPERLINK(1;2)",
    ],
)
def test_a_name_with_marks_of_other_languages_is_kept_unchanged(name: str) -> None:
    assert printed(Line, name) == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Procon 😀", "o caractere U+1F600 (GRINNING FACE), na posição 8"),
        ("Pro\u202econ", "o caractere U+202E (RIGHT-TO-LEFT OVERRIDE), na posição 4"),
        ("\u2066Procon", "o caractere U+2066 (LEFT-TO-RIGHT ISOLATE), na posição 1"),
        ("Procon\0", "o caractere U+0000 (caractere de controle), na posição 7"),
        ("Pro\x1bcon", "o caractere U+001B (caractere de controle), na posição 4"),
        ("Pro\x1econ", "o caractere U+001E (caractere de controle), na posição 4"),
        ("Pro\x85con", "o caractere U+0085 (caractere de controle), na posição 4"),
        ("Pro\u2028con", "o caractere U+2028 (LINE SEPARATOR), na posição 4"),
        ("Pro\u200bcon", "o caractere U+200B (ZERO WIDTH SPACE), na posição 4"),
        ("Pro\u00adcon", "o caractere U+00AD (SOFT HYPHEN), na posição 4"),
        ("Pro\ufeffcon", "o caractere U+FEFF (ZERO WIDTH NO-BREAK SPACE), na posição 4"),
        ("Procon שלום", "o caractere U+05E9 (HEBREW LETTER SHIN), na posição 8 e mais 3"),
    ],
)
def test_a_character_that_no_document_can_show_is_refused_by_code_point_and_position(
    text: str, told: str
) -> None:
    assert refusal(Line, text) == (
        f"{told}, não pode constar de um documento. Apague-o ou troque-o por uma letra comum."
    )


@pytest.mark.parametrize("sentinel", ["\ue000", "\uf001", "\uf8ff", "\U000f0000"])
def test_a_private_use_character_is_refused_so_none_can_pass_for_a_field(sentinel: str) -> None:
    assert f"U+{ord(sentinel):04X}" in refusal(Line, f"Procon {sentinel}")


def test_half_of_a_surrogate_pair_is_refused() -> None:
    assert refusal(Line, "Procon \ud800") != ""


def test_the_place_of_a_bad_character_in_prose_is_told_by_line() -> None:
    assert refusal(Prose, "Primeira linha.\n\nTerceira 😀 linha.").startswith(
        "o caractere U+1F600 (GRINNING FACE), na linha 3, posição 10, não pode"
    )


def test_white_space_folds_into_one_space() -> None:
    assert printed(Line, "\t Ministério \r\n Público\u00a0\u2003do  Estado ") == (
        "Ministério Público do Estado"
    )


def test_letters_are_composed() -> None:
    assert printed(Line, unicodedata.normalize("NFD", "Ação")) == "Ação"


def test_prose_keeps_its_paragraphs() -> None:
    assert printed(Prose, "\r\nUm.\r\n\r\nDois.\r\n") == "Um.\n\nDois."


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u00a0"])
def test_a_required_text_of_white_space_is_empty(text: str) -> None:
    assert refusal(Line, text) == "está vazio. Preencha-o."


@pytest.mark.parametrize("text", ["", "   ", None])
def test_an_optional_text_of_white_space_is_absent(text: str | None) -> None:
    assert printed(OptionalLine, text) is None


def test_a_line_may_have_400_characters_after_folding() -> None:
    assert printed(Line, f"  {'á' * 400}  ") == "á" * 400


def test_a_line_of_401_characters_is_refused() -> None:
    assert refusal(Line, "á" * 401) == "passa de 400 caracteres. Encurte o texto."


def test_prose_may_have_20_000_characters_and_no_more() -> None:
    assert (refusal(Prose, "a" * 20_000), refusal(Prose, "a" * 20_001)) == (
        "",
        "passa de 20000 caracteres. Encurte o texto.",
    )


@given(st.text(DRAWABLE, max_size=60))
def test_folding_a_line_again_changes_nothing(text: str) -> None:
    once = printed(OptionalLine, text)
    assert printed(OptionalLine, once) == once


@given(st.text(max_size=30))
def test_any_text_is_either_accepted_or_refused_by_name(text: str) -> None:
    told = refusal(Line, text)
    assert told in {"", "está vazio. Preencha-o."} or "U+" in told
