"""Every field of the sample agreement comes out exactly, from every dress of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from importing.found import certainty_word
from tests.importing.agreements import SAMPLE, fields, recovered, without
from tests.importing.variants import (
    as_html,
    as_pdf,
    converted,
    other_dashes,
    sample,
    unaccented,
    wrapped,
)


def plain(value: Any) -> Any:
    """A value with every text in it unaccented."""
    if isinstance(value, str):
        return unaccented(value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(plain(inner) for inner in value)
    return value


@pytest.mark.parametrize(
    "dress",
    [
        lambda text: text.encode(),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode().decode("latin-1").encode(),
        lambda text: wrapped(text, 72).encode(),
        lambda text: wrapped(text, 95).encode(),
        lambda text: other_dashes(text).encode(),
        lambda text: as_html(text),
        lambda text: as_html(text, "utf-8"),
    ],
    ids=[
        "text", "windows", "utf-16", "mojibake", "broken at 72", "broken at 95", "wrong dashes",
        "sei html", "html in utf-8",
    ],
)  # fmt: skip
def test_from_text_and_html(dress: Callable[[str], bytes]) -> None:
    assert fields(recovered(dress(sample()))) == SAMPLE


def test_from_a_text_without_accents() -> None:
    found = plain(fields(recovered(unaccented(sample()).encode())))
    assert found == plain(SAMPLE)


@pytest.mark.requires("pdftotext")
def test_from_a_pdf() -> None:
    assert fields(recovered(as_pdf(sample()))) == SAMPLE


@pytest.mark.requires("pdftotext")
def test_from_a_pdf_in_two_columns() -> None:
    # In half a page the words of the plan's tables overflow their cells: no one could tell them.
    loose = ("actions", "contacts")
    found = fields(recovered(as_pdf(sample(), columns=2)))
    assert without(found, *loose) == without(SAMPLE, *loose)


@pytest.mark.requires("pdftotext", "soffice")
def test_from_the_docx_and_the_pdf_that_libreoffice_makes(tmp_path: Path) -> None:
    page = as_html(sample(), "utf-8")
    word = converted(tmp_path, page, "html", "docx:MS Word 2007 XML")
    paged = converted(tmp_path, word, "docx", "pdf:writer_pdf_Export")
    assert fields(recovered(word)) == fields(recovered(paged)) == SAMPLE


@pytest.mark.requires("pdftotext", "soffice")
def test_from_what_libreoffice_makes_of_the_text_as_it_stands(tmp_path: Path) -> None:
    """With the marks of bold and the tabulators of the text, and no table of its own."""
    # In a DOCX each line is a paragraph, so a heading on two lines would be two.
    text = sample().replace("COOPERAÇÃO\nTÉCNICA\n", "COOPERAÇÃO TÉCNICA\n").encode()
    word = converted(tmp_path, text, "txt", "docx:MS Word 2007 XML")
    paged = converted(tmp_path, word, "docx", "pdf:writer_pdf_Export")
    page = converted(tmp_path, text, "txt", "html")
    assert fields(recovered(word)) == fields(recovered(page)) == SAMPLE
    # Tabulators are no table: on a page their cells run into one another.
    loose = ("actions", "contacts")
    assert without(fields(recovered(paged)), *loose) == without(SAMPLE, *loose)


def test_rows_that_ran_together_are_told_apart_by_their_numbers() -> None:
    head, _, foot = sample().partition("EIXOS\t")
    run_on = (
        "EIXOS AÇÃO PRAZO INICIAL PRAZO FINAL RESPONSÁVEL\n\n1 Celebração do Acordo abril/2024 "
        "maio/2024 SENACON\n\n2 Divulgação do endereço da plataforma MÊS/2024 MÊS/2026 DPEPA\n\n"
    )
    foot = foot[foot.index("Referência") :]
    assert fields(recovered((head + run_on + foot).encode())) == SAMPLE


def test_each_field_says_how_sure_it_is_and_where_it_stood() -> None:
    told = {one["campo"]: one for one in recovered(sample().encode()).fields()}
    assert told["numero"] == {
        "campo": "numero",
        "valor": "7/2024/CIHP/CGSINDEC/DPDC/SENACON",
        "certeza": "alta",
        "onde": "linha 12, coluna 33",
        "trecho": "7/2024/CIHP/CGSINDEC/DPDC/SENACON",
    }
    assert told["partes.2.sigla"]["certeza"] == "media"
    assert told["meses"]["trecho"] == "24 (vinte e quatro) meses"


@pytest.mark.parametrize(("certainty", "word"), [(0.95, "alta"), (0.75, "media"), (0.4, "baixa")])
def test_certainty_in_words(certainty: float, word: str) -> None:
    assert certainty_word(certainty) == word
