"""Text files: the encoding is found out, broken letters are mended, lines stay lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults.errors import UnreadableFile
from reading.plain import mend, read_plain

TEXT = "Ação nº 1 – cooperação\nsegunda linha"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("cp1252", ("O texto está na codificação do Windows (1252), e não em UTF-8.",)),
        ("utf-16", ("O texto está em UTF-16.",)),
        ("utf-16-le", ("O texto está em UTF-16, sem dizê-lo.",)),
        ("utf-16-be", ("O texto está em UTF-16, sem dizê-lo.",)),
    ],
)
def test_the_encoding_is_told_by_the_bytes(encoding: str, note: tuple[str, ...]) -> None:
    source = read_plain("a.txt", TEXT.encode(encoding))
    assert (source.text, source.notes) == (TEXT, note)


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_letters_decoded_wrongly_once_are_mended(wrong: str) -> None:
    broken = "Ação e coração".encode().decode(wrong)
    assert mend(broken) == "Ação e coração"


def test_letters_decoded_wrongly_twice_are_mended_and_told() -> None:
    broken = "Ação".encode().decode("latin-1").encode().decode("latin-1")
    source = read_plain("a.txt", broken.encode())
    assert source.text == "Ação"
    assert source.notes == (
        "Havia letras trocadas por uma codificação errada (como “Ã§”); foram refeitas.",
    )


@given(st.text(st.characters(codec="cp1252"), max_size=60))
def test_a_mended_text_has_nothing_left_to_mend(text: str) -> None:
    once = mend(mend(text))
    assert mend(once) == once


def test_marks_of_bold_are_no_words() -> None:
    source = read_plain("a.md", b"A **UNI\xc3\x83O** e o **ESTADO**")
    assert source.text == "A UNIÃO e o ESTADO"
    assert len(source.notes) == 1


def test_a_masked_cpf_is_no_mark_of_bold() -> None:
    source = read_plain("a.md", "A **UNIÃO**, CPF ***.456.789-**, e ***.982.247-**.".encode())
    assert source.text == "A UNIÃO, CPF ***.456.789-**, e ***.982.247-**."


def test_a_form_feed_begins_a_page() -> None:
    source = read_plain("a.txt", b"um\n\x0cdois")
    assert [(line.text, line.page) for line in source.lines] == [("um", 1), ("", 1), ("dois", 2)]


def test_a_place_is_that_of_the_file() -> None:
    source = read_plain("a.txt", TEXT.encode())
    assert str(source.place(source.text.index("linha"))) == "linha 2, coluna 9"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.txt: não é um texto\.$"):
        read_plain("a.txt", bytes(range(1, 9)) * 50)
