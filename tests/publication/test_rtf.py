"""The file of the submission: what the gazette asks of it, and that nothing is lost in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults.errors import UnreadableFile
from publication.extract import Extract, ExtractData, compose, tidied
from publication.reread import reread
from publication.rtf import from_rtf, to_rtf
from tests.publication.gazettes import AMENDMENT, SAMPLE, TERMINATION, WITHDRAWAL
from tests.publication.test_extract import extracts

TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), max_size=80)


def twips(word: str, text: str) -> int:
    found = re.search(rf"\\{word}(\d+)", text)
    assert found
    return int(found[1])


def test_the_file_has_the_three_marks_in_order() -> None:
    text = to_rtf(compose(SAMPLE)).decode("ascii")

    assert re.findall("##[A-Z]+", text) == ["##ATO", "##TEX", "##ASS"]


def test_the_column_is_eight_centimetres_wide() -> None:
    text = to_rtf(compose(SAMPLE)).decode("ascii")

    width = twips("paperw", text) - twips("margl", text) - twips("margr", text)
    assert width / 567 == 8


def test_the_letter_is_calibri_nine_single_spaced_without_header_footer_or_field() -> None:
    text = to_rtf(compose(SAMPLE)).decode("ascii")

    assert r"\fcharset0 Calibri;" in text
    assert set(re.findall(r"\\fs(\d+)", text)) == {"18"}
    assert set(re.findall(r"\\sl(\d+)\\slmult(\d)", text)) == {("240", "1")}
    assert re.findall(r"\\(?:header|footer|field|pict|object)", text) == []


def test_the_same_extract_gives_the_same_bytes() -> None:
    assert to_rtf(compose(SAMPLE)) == to_rtf(compose(SAMPLE))


@pytest.mark.parametrize(
    "data", [SAMPLE, AMENDMENT, TERMINATION, WITHDRAWAL], ids=lambda data: data.kind
)
def test_each_kind_comes_back_whole(data: ExtractData) -> None:
    extract = compose(data)

    assert from_rtf(to_rtf(extract)) == extract


@given(extracts())
def test_every_extract_parses_back_from_its_file_to_the_same_data(data: ExtractData) -> None:
    assert reread(from_rtf(to_rtf(compose(data)))) == tidied(data)


@given(TEXTS, TEXTS)
def test_any_characters_survive_the_file(paragraph: str, signature: str) -> None:
    extract = Extract("retificacao", "RETIFICAÇÃO", f"x{paragraph}", signature)

    assert from_rtf(to_rtf(extract)) == extract


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "o arquivo não é RTF."),
        (rb"{\rtf1 ##ATO EXTRATO\par}", "o RTF não tem as marcas ##ATO e ##TEX."),
        (rb"{\rtf1 outro\par}", "o RTF tem um parágrafo sem marca: “outro”."),
        (
            rb"{\rtf1 ##ATO EXTRATO\par ##TEX a\par}",
            "o título do RTF não diz a espécie do extrato.",
        ),
        (rb"{\rtf1 \*\x", "o RTF tem um código desconhecido na posição 7."),
    ],
)
def test_a_file_that_is_not_ours_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as told:
        from_rtf(data)

    assert told.value.message == message
