"""The standalone HTML: its words, its structure for a screen reader, and that it stands alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from document.canonical import canonical_text
from document.labels import number
from document.tree import NumberedDocument, Paragraph, Run
from faults.errors import BadTemplate
from rendering.html import FOLDER, HtmlEngine
from rendering.port import Edition
from tests.rendering.html_reading import Page, words
from tests.samples import HOSTILE_NAME, numbered_sample, sample_document, sample_edition

NAMES = ["Ministério Público do Estado de Mato Grosso", HOSTILE_NAME]


def page_of(document: NumberedDocument, edition: Edition | None = None) -> Page:
    return Page(HtmlEngine().render(document, edition or sample_edition()).decode())


@pytest.fixture(scope="module")
def page() -> Page:
    return page_of(numbered_sample())


@pytest.mark.parametrize("name", NAMES)
def test_main_holds_the_canonical_text_and_nothing_else(name: str) -> None:
    document = numbered_sample(name)

    assert words(page_of(document).one("main").text) == words(canonical_text(document))


def test_letterhead_and_notices_stand_outside_the_text(page: Page) -> None:
    assert "MINUTA – sem validade · Texto-base sem ato de aprovação" in page.one("header").text
    assert "MINUTA" not in page.one("main").text


def test_an_edition_without_notices_shows_none() -> None:
    edition = replace(sample_edition(), notices=())

    classes = [e.attributes.get("class") for e in page_of(numbered_sample(), edition).all("p")]

    assert "avisos" not in classes


def test_one_first_heading_and_no_level_skipped(page: Page) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels == [1, 2, 2, 2, 3, 3, 3]
    assert page.one("h1").text == sample_document().title


def test_every_clause_and_section_is_headed_by_its_label_and_title(page: Page) -> None:
    assert [heading.text for heading in page.all("h2", "h3")] == [
        "CLÁUSULA PRIMEIRA – DO OBJETO",
        "CLÁUSULA SEGUNDA – DO PRAZO",
        "ANEXO – PLANO DE TRABALHO",
        "1. DADOS CADASTRAIS",
        "2. OBJETIVOS",
        "3. PLANO DE AÇÃO",
    ]


def test_language_title_and_authorship_are_told(page: Page) -> None:
    told = {element.attributes.get("name"): element.attributes for element in page.all("meta")}

    assert page.one("html").attributes["lang"] == "pt-BR"
    assert page.one("title").text == sample_edition().title
    assert told["author"]["content"] == "Secretaria Nacional do Consumidor"
    assert told["dcterms.created"]["content"] == "2024-01-10T12:00:00Z"


def test_lists_are_lists_and_their_labels_are_text(page: Page) -> None:
    items = page.all("li")

    assert {element.attributes["class"] for element in page.all("ol", "ul")} == {
        "alinea",
        "item",
        "inciso",
        "marcador",
    }
    assert words(items[0].text) == "a) executar as ações;"
    assert items[0].parents.count("ol") == 1
    assert items[2].parents.count("ol") == 2


def test_tables_have_a_caption_and_say_what_each_header_is_for(page: Page) -> None:
    scopes = [header.attributes["scope"] for header in page.all("th")]

    assert [caption.text for caption in page.all("caption")] == ["Partícipe 2", "Ações"]
    assert scopes == ["row", "row", "col", "col", "col", "col", "col", "col"]
    assert all("thead" in header.parents for header in page.all("th")[2:])


def test_clauses_and_items_can_be_pointed_at(page: Page) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]

    assert len(ids) == len(set(ids))
    assert {"objeto", "executar", "unica", "dados", "assinatura-orgao"} <= set(ids)


def test_a_name_never_becomes_markup() -> None:
    page = page_of(numbered_sample('<img src="http://127.0.0.1/x"><script>alert(1)</script>'))

    assert not page.all("img", "script")
    assert '<img src="http://127.0.0.1/x"><script>alert(1)</script>' in page.one("main").text


def test_a_combining_character_cannot_join_a_mark() -> None:
    document = replace(sample_document(), closing=(Paragraph((Run("\u0338fim"),)),))

    assert "\u0338fim" in page_of(number(document)).one("main").text


def test_nothing_outside_the_file_is_asked_for(page: Page) -> None:
    policy = "default-src 'none'; style-src 'unsafe-inline'"

    assert not [e for e in page.elements if {"src", "href", "srcset"} & set(e.attributes)]
    assert policy in [element.attributes.get("content") for element in page.all("meta")]
    assert "url(" not in page.one("style").text
    assert "@import" not in page.one("style").text


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert HtmlEngine().render(numbered_sample(), sample_edition()) == HtmlEngine().render(
        numbered_sample(), sample_edition()
    )


def test_a_file_of_the_users_own_replaces_ours_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "texto.css").write_text("p { color: navy }")

    page = Page(HtmlEngine([tmp_path]).render(numbered_sample(), sample_edition()).decode())

    assert page.one("style").text.strip().startswith("p { color: navy }")
    assert (FOLDER / "tela.css").read_text().strip() in page.one("style").text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "{{ document.__class__.__mro__ }}",
            " não pode ser usado (o campo “__class__” não pode ser usado).",
        ),
        ("{{ document.titulo }}", " não pode ser usado (o campo “titulo” não existe)."),
        ("{{ titulo }}", " não pode ser usado (o campo “titulo” não existe)."),
        (
            "{{ document|maiusculas }}",
            ", linha 1, não pode ser usado (o filtro “maiusculas” não existe).",
        ),
        ("a\n{% if %}", ", linha 2, não pode ser usado (falta algo antes de “%}”)."),
        ("a\n{% if document %}", ", linha 2, não pode ser usado (falta fechar “{% if %}”)."),
        ("{{ document }", ", linha 1, não pode ser usado (“}” não cabe aqui)."),
        ("{{ (document }}", ", linha 1, não pode ser usado (encontrou “}” onde devia estar “)”)."),
        ('{% include "rodape.html" %}', " não pode ser usado (o modelo “rodape.html” não existe)."),
        ("{{ 1 / 0 }}", " não pode ser usado."),
    ],
)
def test_a_faulty_template_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "documento.html").write_text(text)

    with pytest.raises(BadTemplate) as raised:
        HtmlEngine([tmp_path]).render(numbered_sample(), sample_edition())

    assert raised.value.message == f"o modelo documento.html{told}"
    assert raised.value.remedy == "Corrija o modelo ou apague-o para voltar ao modelo do sistema."


def test_a_style_sheet_cannot_close_its_own_block(tmp_path: Path) -> None:
    (tmp_path / "tela.css").write_text("</style><script>alert(1)</script>")

    with pytest.raises(BadTemplate, match="encerraria o bloco de estilo"):
        HtmlEngine([tmp_path]).render(numbered_sample(), sample_edition())
