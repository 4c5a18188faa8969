"""Plain text: the words in order, and a shape that is easy on the eye."""

from dataclasses import replace

import pytest

from document.canonical import canonical_text
from document.labels import number
from document.tree import Annex, Cell, Run, Section, Table
from rendering.text import TextEngine
from tests.samples import HOSTILE_NAME, numbered_sample, sample_document, sample_edition


def cell(text: str) -> Cell:
    return Cell((Run(text),))


def text_of(name: str = "Procon de Cuiabá") -> str:
    return TextEngine().render(numbered_sample(name), sample_edition()).decode()


@pytest.mark.parametrize("name", ["Ministério Público do Estado de Mato Grosso", HOSTILE_NAME])
def test_the_words_are_those_of_the_canonical_text_but_for_what_separates_cells(name: str) -> None:
    edition = replace(sample_edition(), letterhead=(), notices=())
    document = numbered_sample(name)
    text = TextEngine().render(document, edition).decode()
    text = text.replace(" | ", " ").replace("\nNome: ", "\nNome ").replace("\nCNPJ: ", "\nCNPJ ")

    assert text.split() == canonical_text(document).split()


def test_letterhead_and_notices_come_first() -> None:
    assert text_of().startswith(
        "Ministério da Justiça e Segurança Pública\n"
        "Secretaria Nacional do Consumidor\n"
        "\n"
        "MINUTA – sem validade · Texto-base sem ato de aprovação\n"
        "\n"
        "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON\n"
        "\n"
        "Processo nº 08012.002734/2023-09\n"
    )


def test_items_stand_together_and_inner_ones_further_in() -> None:
    assert (
        "\n\n   a) executar as ações;\n"
        "   b) prestar suporte:\n"
        "      1. técnico; e\n"
        "      2. jurídico; e\n"
        "   c) cumprir a alínea “a” "
    ) in text_of()


def test_the_values_of_a_form_are_aligned() -> None:
    rows = ((cell("CEP"), cell("78049-921")), (cell("Município"), cell("Cuiabá")))
    section = Section("dados", "Dados", (Table("Endereço", rows, (30, 70)),))
    document = number(replace(sample_document(), annexes=(Annex("a", "Plano", (section,)),)))
    text = TextEngine().render(document, sample_edition()).decode()

    assert text.endswith("\n\nEndereço\nCEP:       78049-921\nMunicípio: Cuiabá\n")


def test_a_table_has_bars_between_its_cells() -> None:
    assert "Ações\nEixo | Ação | Início | Fim | Responsável | Evidência\nEixo 1 | " in text_of()


def test_a_place_of_signature_is_three_lines() -> None:
    assert (
        "\n\nWADIH NEMER DAMOUS FILHO\nSecretário Nacional do Consumidor\nSENACON\n\n"
    ) in text_of()


def test_it_ends_in_one_line_break_and_has_no_empty_paragraphs() -> None:
    assert text_of().endswith("Relatório\n")
    assert "\n\n\n" not in text_of()
