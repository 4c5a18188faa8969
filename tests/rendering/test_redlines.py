"""Redlines as files: a page that needs no colour, and Word's own tracked changes."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from document.redline import Redline, compared
from reading.docx import read_docx
from rendering.redline_docx import redline_docx
from rendering.redline_html import redline_html
from tests.importing.variants import converted

NOON = datetime(2026, 12, 1, 15, tzinfo=UTC)
OLD = ["CLÁUSULA NONA – DO PRAZO", "O prazo é de 36 meses.", "a) um <a&b>;", "Fim."]
NEW = ["CLÁUSULA NONA – DO PRAZO", "O prazo é de 60 meses.", "Novo parágrafo inteiro.", "Fim."]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sample() -> Redline:
    return Redline(
        "Comparação <de teste>",
        "versão 1",
        "versão 2",
        (
            compared("prazo", "cláusula nona", OLD, NEW, "Depende de análise jurídica."),
            compared("foro", "cláusula décima", ["Foro."], ["Foro."]),
        ),
    )


def rejected(data: bytes) -> list[str]:
    """The lines of the file as if every change had been rejected."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    lines = []
    for control in root.iter(f"{W}sdtContent"):
        for paragraph in control.iter(f"{W}p"):
            if paragraph.find(f"{W}pPr/{W}rPr/{W}ins") is not None:
                continue
            words = ""
            for child in paragraph:
                if child.tag in (f"{W}r", f"{W}del"):
                    words += "".join(
                        node.text or ""
                        for node in child.iter()
                        if node.tag in (f"{W}t", f"{W}delText")
                    )
            lines.append(words)
    return lines


def test_accepting_gives_the_new_wording_and_rejecting_the_old() -> None:
    data = redline_docx(sample(), "Ana & Lima", NOON)
    accepted = [line.text for line in read_docx("a.docx", data).lines if line.clause_id == "prazo"]
    assert accepted == NEW
    assert rejected(data) == OLD


def test_only_what_changed_is_shown_unless_all_is_wanted() -> None:
    few, all_ = (redline_docx(sample(), "Ana", NOON, whole) for whole in (False, True))
    ids = [{line.clause_id for line in read_docx("a", data).lines} for data in (few, all_)]
    assert ids == [{None, "prazo"}, {None, "prazo", "foro"}]
    assert b"cl\xc3\xa1usula d\xc3\xa9cima" not in redline_html(sample())
    assert b"cl\xc3\xa1usula d\xc3\xa9cima" in redline_html(sample(), whole=True)


def test_the_same_redline_gives_the_same_bytes() -> None:
    assert redline_docx(sample(), "Ana", NOON) == redline_docx(sample(), "Ana", NOON)


@pytest.mark.requires("soffice")
def test_libreoffice_opens_it_and_reads_the_new_wording(tmp_path: Path) -> None:
    text = converted(
        tmp_path, redline_docx(sample(), "Ana", NOON), "docx", "txt:Text (encoded):UTF8"
    )
    assert "Depende de análise jurídica." in text.decode("utf-8-sig")


def test_the_page_says_in_words_what_its_colours_say() -> None:
    page = redline_html(sample()).decode()
    assert "<title>Comparação &lt;de teste&gt;</title>" in page
    assert "Partes alteradas: 1 de 2." in page
    assert (
        '<del><span class="so-ouvido">[excluído: </span>36<span class="so-ouvido">]</span>' in page
    )
    words = re.sub(r"<span class=.so-ouvido.>.*?</span>|<style>.*?</style>", "", page, flags=re.S)
    assert "O prazo é de <del>36</del><ins>60</ins> meses." in words
    assert "a) um &lt;a&amp;b&gt;;" in words
    assert "src=" not in page
    assert "href=" not in page
