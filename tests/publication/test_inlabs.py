"""The gazette's files with what is irregular in them, and with what is hostile."""

import random
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publication.gazettes import PATH, read, read_file, xml, zipped

BASE = 'id="1" pubName="DO3" artType="Extrato"'


def rules(path: Path) -> list[str]:
    return [finding.rule for finding in read(path)[1]]


def rule_of(folder: Path, data: bytes) -> list[str]:
    """What is reported of one file that gives no article."""
    path = folder / "a.xml"
    path.write_bytes(data)
    articles, findings = read(path)
    assert articles == []
    return [finding.rule for finding in findings]


# --- one regular file ---


def test_an_article_carries_what_its_attributes_say(tmp_path: Path) -> None:
    one = read_file(tmp_path, xml("<p>Um</p><p>Dois &amp; três</p>", "EXTRATO Nº 1"))

    assert (one.id, one.materia, one.section, one.edition) == ("1", "20001", "DO3", "27")
    assert (one.page, one.date, one.dated_by) == (112, date(2024, 2, 7), "pubDate")
    assert (one.art_type, one.category, one.title) == ("Extrato", PATH, "EXTRATO Nº 1")
    assert one.text == "Um\nDois & três"
    assert one.place == "DOU de 07/02/2024, Edição 27, Seção 3, página 112"


def test_a_file_may_hold_several_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    body = "<body><Texto>{}</Texto></body>"
    path.write_text(
        f'<xml><article id="1">{body.format("um")}</article>'
        f'<article id="2">{body.format("dois")}</article></xml>'
    )

    articles, _ = read(path)

    assert [(one.id, one.text) for one in articles] == [("1", "um"), ("2", "dois")]


def test_a_text_marked_up_outside_cdata_keeps_its_paragraphs(tmp_path: Path) -> None:
    one = read_file(
        tmp_path,
        f'<xml><article {BASE}><body><Texto><p class="identifica">EXTRATO</p><p>Um <b>dois</b>'
        "</p></Texto></body><Midias><img/></Midias></article></xml>",
    )

    assert one.html == '<p class="identifica">EXTRATO</p><p>Um <b>dois</b></p>'
    assert (one.heading, one.text) == ("EXTRATO", "EXTRATO\nUm dois")


def test_the_older_files_with_authors_after_the_text_are_read(tmp_path: Path) -> None:
    one = read_file(
        tmp_path,
        f"<xml><article {BASE}><body><Texto>corpo</Texto><Autores><assina>ANA</assina></Autores>"
        "</body></article></xml>",
    )

    assert one.text == "corpo"


# --- irregular, but readable ---


@pytest.mark.parametrize(
    ("attributes", "name", "day", "told_by"),
    [
        (f'{BASE} pubDate="" pdfPage="x?data=08/02/2024&amp;pagina=3"', "a.xml", 8, "pdfPage"),
        (f"{BASE}", "530_20240209_77.xml", 9, "nome do arquivo"),
        (f'{BASE} pubDate="31/02/2024"', "2024-02-10-DO3_1.xml", 10, "nome do arquivo"),
        (f"{BASE}", "ato.xml", None, ""),
    ],
)
def test_a_missing_date_is_looked_for_elsewhere(
    tmp_path: Path, attributes: str, name: str, day: int | None, told_by: str
) -> None:
    one = read_file(tmp_path, xml(attributes=attributes), name)

    assert one.date == (date(2024, 2, day) if day else None)
    assert one.dated_by == told_by


def test_the_date_of_a_nameless_file_comes_from_its_zip(tmp_path: Path) -> None:
    path = tmp_path / "2024-02-07-DO3.zip"
    path.write_bytes(zipped({"a.xml": xml(attributes=BASE)}))

    (one,) = read(path)[0]

    assert one.date == date(2024, 2, 7)


def test_a_missing_page_comes_from_the_link(tmp_path: Path) -> None:
    one = read_file(tmp_path, xml(attributes=f'{BASE} numberPage="" pdfPage="x?pagina=31"'))

    assert one.page == 31


def test_an_extra_edition_says_so_in_its_place(tmp_path: Path) -> None:
    one = read_file(tmp_path, xml(attributes='pubName="do3e" pubDate="07/02/2024"'))

    assert one.place == "DOU de 07/02/2024, Seção 3 (DO3E)"


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ('<p class="identifica">EXTRATO DE <b>ACORDO</b></p><p>Corpo.</p>', "EXTRATO DE ACORDO"),
        ("<p>EXTRATO DE ACORDO</p><p>Corpo.</p>", "EXTRATO DE ACORDO"),
    ],
)
def test_an_empty_identifica_leaves_the_title_to_the_text(
    tmp_path: Path, text: str, heading: str
) -> None:
    assert read_file(tmp_path, xml(text, identifica="")).heading == heading


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            xml("<p>Cooperação</p>").encode("cp1252"),
            "o arquivo não está em UTF-8; foi lido como Windows-1252.",
        ),
        (
            xml("<p>Cooperação\x0b</p>").encode(),
            "o arquivo tinha caracteres que o XML não admite; viraram espaços.",
        ),
        (
            xml("<p>Cooperação</p>").replace("&amp;jornal", "&jornal").encode(),
            "o arquivo tinha “&” soltos ou entidades de HTML; foram lidos como texto.",
        ),
    ],
)
def test_the_usual_faults_are_mended_and_told(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(data)

    (one,), (finding,) = read(path)

    assert one.text == "Cooperação"
    assert (finding.severity, finding.where, finding.message) == ("aviso", "a.xml", message)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + xml("<p>Cooperação</p>").encode(),
        xml("<p>Cooperação</p>", declaration="").encode("utf-16"),
        xml("<p>Cooperação</p>", declaration='<?xml version="1.0" encoding="UTF-16"?>').encode(
            "utf-16"
        ),
        xml(
            "<p>Cooperação</p>", declaration='<?xml version="1.0" encoding="ISO-8859-1"?>'
        ).encode(),
        xml("<p>Coopera&ccedil;&atilde;o</p>").encode(),
        xml("<p>Cooperação</p>".encode().decode("cp1252")).encode(),
    ],
    ids=["com BOM", "UTF-16", "UTF-16 declarado", "declaração falsa", "entidades", "duas vezes"],
)
def test_the_words_are_right_whatever_the_encoding(tmp_path: Path, data: bytes) -> None:
    assert read_file(tmp_path, data).text == "Cooperação"


def test_entities_of_html_outside_cdata_are_characters(tmp_path: Path) -> None:
    one = read_file(tmp_path, xml(attributes=f'{BASE} artCategory="Minist&eacute;rio &amp; X"'))

    assert one.category == "Ministério & X"


# --- hostile or broken ---


def test_an_entity_bomb_is_refused_before_it_opens(tmp_path: Path) -> None:
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{layers}]><xml><article>&a11;</article></xml>'

    start = time.perf_counter()

    assert rule_of(tmp_path, bomb.encode()) == ["xml-com-dtd"]
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "data",
    [
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><article/></xml>',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><article>&e;</article></xml>',
        '<!-- <a> --><!DOCTYPE x SYSTEM "http://exemplo.invalid/x.dtd"><xml><article/></xml>',
    ],
)
def test_outside_entities_are_never_fetched(tmp_path: Path, data: str) -> None:
    assert rule_of(tmp_path, data.encode()) == ["xml-com-dtd"]


def test_a_document_type_hidden_in_another_encoding_is_refused(tmp_path: Path) -> None:
    data = '<!DOCTYPE x [<!ENTITY a "b">]><xml><article/></xml>'.encode("utf-16")

    assert rule_of(tmp_path, data) == ["xml-com-dtd"]


def test_the_word_doctype_in_a_text_is_only_a_word(tmp_path: Path) -> None:
    assert "<!DOCTYPE html>" in read_file(tmp_path, xml("&lt;!DOCTYPE html&gt;")).text


def test_a_huge_attribute_is_refused(tmp_path: Path) -> None:
    assert rule_of(tmp_path, xml(attributes=f'{BASE} artClass="{"0" * 5000}"').encode()) == [
        "atributo-enorme"
    ]


def test_elements_without_end_are_refused(tmp_path: Path) -> None:
    assert rule_of(tmp_path, b"<xml><article>" + b"<a>" * 300_000) == ["xml-excessivo"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "xml-quebrado"),
        (b"\0\0\0\0", "xml-quebrado"),
        (xml()[:200].encode(), "xml-quebrado"),
        (xml().replace("</body>", "").encode(), "xml-quebrado"),
        (xml(attributes=f'{BASE} id="2"').encode(), "xml-quebrado"),
        (b"<html><body>Entrar</body></html>", "pagina-html"),
        (b"<xml><outra/></xml>", "sem-artigo"),
    ],
)
def test_a_broken_file_is_told_by_name(tmp_path: Path, data: bytes, rule: str) -> None:
    assert rule_of(tmp_path, data) == [rule]


def test_one_broken_article_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "dia.zip"
    path.write_bytes(
        zipped({"1.xml": xml("<p>um</p>", materia="1"), "2.xml": "<xml>", "3.xml": xml("três")})
    )

    articles, (finding,) = read(path)

    assert [one.text for one in articles] == ["um", "três"]
    assert finding.line() == (
        "dia.zip: 2.xml: o XML está incompleto ou errado (no element found: line 1, column 5); a "
        "matéria não foi lida. Baixe o arquivo de novo do INLABS e confira a matéria no portal "
        "da Imprensa Nacional."
    )


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("qualquer") / "a.xml"
    path.write_bytes(data)

    assert len(rules(path)) + len(read(path)[0]) >= 1


@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_day_with_bytes_changed_anywhere_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, rng: random.Random, changes: int
) -> None:
    data = bytearray(zipped({f"{n}.xml": xml(f"<p>{n}</p>", materia=f"1{n}") for n in range(4)}))
    for _ in range(changes):
        data[rng.randrange(len(data))] = rng.randrange(256)
    path = tmp_path_factory.mktemp("mexido") / "dia.zip"
    path.write_bytes(data)

    articles, findings = read(path)

    assert {one.text for one in articles} <= {"0", "1", "2", "3"} or findings
