"""Canonical text: one string for every format, stable in spacing and normal form, hashed."""

import hashlib
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.canonical import canonical_text, stable, text_hash
from document.labels import number
from document.tree import Cell, Document, Paragraph, Run, SignaturePlace, Table
from tests.document.trees import DOCUMENTS, clause, content, document, items, law, paragraph
from tests.samples import numbered_sample

SAMPLE = numbered_sample()


def told(*parts: str | Run) -> str:
    """The canonical line of a paragraph."""
    whole = document(opening=(Paragraph(content(*parts)),))
    return canonical_text(number(whole)).splitlines()[1]


def test_the_text_is_one_line_for_each_paragraph_and_heading() -> None:
    whole = document(
        clause("c", paragraph("Texto."), items("alinea", "x", "y"), title="Do objeto"),
        opening=(paragraph("Abertura."),),
        closing=(paragraph("Fecho."),),
    )
    assert canonical_text(number(whole)) == (
        "Acordo\nAbertura.\nCLÁUSULA PRIMEIRA – DO OBJETO\nTexto.\na) x; e\nb) y.\nFecho.\n"
    )


def test_a_table_is_its_caption_its_header_and_its_rows_with_tabs() -> None:
    rows = ((Cell(content("a")), Cell(content("b ", Run("c", bold=True)))),)
    table = Table("Ações", rows, (50, 50), ("Eixo", "Ação"))
    whole = document(opening=(table,))
    assert canonical_text(number(whole)).splitlines()[1:] == ["Ações", "Eixo\tAção", "a\tb c"]


def test_a_form_has_no_header_line() -> None:
    table = Table("Dados", ((Cell(content("CNPJ")), Cell(content("1"))),), (30, 70))
    assert canonical_text(number(document(opening=(table,)))).splitlines()[1:] == [
        "Dados",
        "CNPJ\t1",
    ]


def test_a_signature_place_is_name_role_and_party() -> None:
    place = SignaturePlace("a", "ANA LIMA", "Defensora Pública-Geral", "Defensoria Pública")
    whole = replace(document(), signatures=(place,))
    assert canonical_text(number(whole)).splitlines()[1:] == [
        "ANA LIMA\tDefensora Pública-Geral\tDefensoria Pública"
    ]


def test_emphasis_is_no_part_of_the_text() -> None:
    assert told("a ", Run("b", bold=True), Run(" c", italic=True)) == told("a b c")


@pytest.mark.parametrize(
    "spaced", ["a  b", " a b ", "a\nb", "a\tb", "a\u00a0b", "a\u2003b", "a\u202fb", "a \r\n b"]
)
def test_any_run_of_white_space_is_one_space(spaced: str) -> None:
    assert told(spaced) == "a b"


def test_white_space_across_runs_is_one_space_too() -> None:
    assert told("a ", Run(" b", bold=True)) == "a b"


def test_a_tab_inside_a_cell_cannot_pass_for_another_cell() -> None:
    table = Table("t", ((Cell(content("a\tb")), Cell(content("c"))),), (50, 50))
    assert canonical_text(number(document(opening=(table,)))).splitlines()[2] == "a b\tc"


def test_a_line_break_inside_a_text_cannot_pass_for_another_line() -> None:
    assert "a b\n" in canonical_text(number(document(opening=(paragraph("a\nb"),))))


def test_letters_and_accents_are_composed_even_across_runs() -> None:
    assert told("ac", Run("\u0327a\u0303o")) == "ação"


def test_the_hash_is_that_of_the_text_in_utf_8() -> None:
    digest = hashlib.sha256(canonical_text(SAMPLE).encode("utf-8")).hexdigest()
    assert text_hash(SAMPLE) == digest


def test_the_hash_of_a_small_document_never_changes() -> None:
    whole = document(clause("c", paragraph("O objeto é a adesão."), title="Do objeto"))
    assert text_hash(number(whole)) == (
        hashlib.sha256(
            "Acordo\nCLÁUSULA PRIMEIRA – DO OBJETO\nO objeto é a adesão.\n".encode()
        ).hexdigest()
    )


def test_the_text_of_the_sample_holds_no_markup_nor_double_space() -> None:
    for line in canonical_text(SAMPLE).splitlines():
        assert line == line.strip()
        assert "  " not in line
        assert line


@law
@given(st.text())
def test_a_stable_text_stays_as_it_is(text: str) -> None:
    once = stable(text)
    assert stable(once) == once
    assert unicodedata.is_normalized("NFC", once)


@law
@given(DOCUMENTS)
def test_the_text_does_not_depend_on_the_normal_form_typed(tree: Document) -> None:
    apart = replace(tree, title=unicodedata.normalize("NFD", tree.title))
    assert canonical_text(number(apart)) == canonical_text(number(tree))


@law
@given(DOCUMENTS, st.data())
def test_the_hash_changes_with_any_word(tree: Document, data: st.DataObject) -> None:
    lines = canonical_text(number(tree)).count("\n")
    place = data.draw(st.integers(0, len(tree.opening)))
    more = (*tree.opening[:place], paragraph("outra palavra"), *tree.opening[place:])
    changed = number(replace(tree, opening=more))
    assert text_hash(changed) != text_hash(number(tree))
    assert canonical_text(changed).count("\n") == lines + 1


@law
@given(st.lists(st.sampled_from(("da", "União", "é", "ação")), min_size=1), st.data())
def test_one_word_more_or_less_in_a_paragraph_changes_the_hash(
    words: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(words) - 1))
    fewer = [*words[:place], *words[place + 1 :]]
    with_all, with_fewer = (
        number(document(clause("c", paragraph(" ".join(some))))) for some in (words, fewer)
    )
    assert text_hash(with_all) != text_hash(with_fewer)


@law
@given(st.text(max_size=20), st.text(max_size=20))
def test_two_texts_have_one_hash_only_when_they_read_the_same(one: str, other: str) -> None:
    hashes = [text_hash(number(document(opening=(paragraph(text),)))) for text in (one, other)]
    assert (hashes[0] == hashes[1]) == (stable(one) == stable(other))
