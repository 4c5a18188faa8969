"""HTML for SEI: only what its editor takes, and bytes stable enough to carry a CRC."""

from dataclasses import replace

import pytest

from document.canonical import canonical_text
from rendering.sei import SeiEngine, canonical_bytes, canonical_html
from tests.rendering.html_reading import Page, words
from tests.samples import HOSTILE_NAME, numbered_sample, sample_edition

NUMBERED_BY_SEI = ("Item_", "Paragrafo_Numerado_")


@pytest.mark.parametrize("name", ["Ministério Público do Estado de Mato Grosso", HOSTILE_NAME])
def test_the_words_are_those_of_the_canonical_text(name: str) -> None:
    document = numbered_sample(name)
    page = Page(f"<body>{canonical_html(document)}</body>")

    assert words(page.one("body").text) == words(canonical_text(document))


def test_only_simple_tags_are_used() -> None:
    used = {element.tag for element in Page(canonical_html(numbered_sample())).elements}

    assert used == {
        *("p", "strong", "em"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }


def test_no_class_adds_a_label_of_its_own() -> None:
    classes = {e.attributes["class"] for e in Page(canonical_html(numbered_sample())).all("p")}

    assert classes == {
        "Texto_Centralizado_Maiusculas_Negrito",
        "Texto_Centralizado",
        "Texto_Justificado",
        "Texto_Alinhado_Esquerda",
        "Tabela_Texto_Alinhado_Esquerda",
    }
    assert not [name for name in classes if name.startswith(NUMBERED_BY_SEI)]


def test_an_inner_list_is_indented_further() -> None:
    html = canonical_html(numbered_sample())

    assert 'margin-left:10mm">b) prestar suporte:</p>' in html
    assert 'margin-left:18mm">1. técnico; e</p>' in html


def test_what_iso_8859_1_lacks_becomes_a_decimal_reference() -> None:
    assert canonical_bytes("Ação – “sim”") == b"A\xe7\xe3o &#8211; &#8220;sim&#8221;"


def test_a_decomposed_letter_is_composed_first() -> None:
    assert canonical_html(numbered_sample("Ac\u0327a\u0303o")) == canonical_html(
        numbered_sample("Ação")
    )


def test_the_canonical_html_depends_on_the_document_alone() -> None:
    document = numbered_sample()
    draft = SeiEngine().render(document, sample_edition())
    final = SeiEngine().render(document, replace(sample_edition(), notices=(), letterhead=()))
    canonical = canonical_bytes(canonical_html(document))

    assert canonical in draft
    assert canonical in final
    assert b"MINUTA" in draft
    assert b"MINUTA" not in final
    assert b"MINUTA" not in canonical


def test_the_file_declares_its_encoding_and_language() -> None:
    page = Page(SeiEngine().render(numbered_sample(), sample_edition()).decode("iso-8859-1"))

    assert page.all("meta")[0].attributes == {"charset": "iso-8859-1"}
    assert page.one("html").attributes == {"lang": "pt-BR"}
    assert page.one("title").text == sample_edition().title


def test_a_name_never_becomes_markup() -> None:
    page = Page(canonical_html(numbered_sample("<script src=//x></script><img src=http://x>")))

    assert not page.all("script", "img")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert SeiEngine().render(numbered_sample(), sample_edition()) == SeiEngine().render(
        numbered_sample(), sample_edition()
    )
