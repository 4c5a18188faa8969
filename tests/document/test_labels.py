"""Labels: ordinals of clauses, articles, subclauses, incisos, alíneas, itens, sections, annexes."""

from dataclasses import replace

import pytest

from document.labels import article_number, clause_label, item_label, number, subclause_label
from document.tree import ListKind
from tests.document.trees import (
    annex,
    clause,
    document,
    items,
    lines,
    paragraph,
    section,
    subclause,
)

FIRST_TEN = (
    "PRIMEIRA", "SEGUNDA", "TERCEIRA", "QUARTA", "QUINTA", "SEXTA", "SÉTIMA", "OITAVA", "NONA",
    "DÉCIMA",
)  # fmt: skip


def test_the_first_twenty_clauses_have_feminine_ordinals_in_full() -> None:
    teens = [f"DÉCIMA {ordinal}" for ordinal in FIRST_TEN[:-1]]
    labels = [clause_label(place) for place in range(1, 21)]
    assert labels == [f"CLÁUSULA {ordinal}" for ordinal in (*FIRST_TEN, *teens, "VIGÉSIMA")]


@pytest.mark.parametrize(
    ("place", "ordinal"),
    [
        (21, "VIGÉSIMA PRIMEIRA"),
        (37, "TRIGÉSIMA SÉTIMA"),
        (99, "NONAGÉSIMA NONA"),
        (100, "CENTÉSIMA"),
        (101, "CENTÉSIMA PRIMEIRA"),
        (117, "CENTÉSIMA DÉCIMA SÉTIMA"),
    ],
)
def test_a_later_clause_has_its_ordinal_in_full(place: int, ordinal: str) -> None:
    assert clause_label(place) == f"CLÁUSULA {ordinal}"


def test_a_hundred_clauses_of_a_document_end_with_the_hundredth() -> None:
    whole = document(*(clause(f"c{n}", paragraph("x")) for n in range(100)))
    assert number(whole).clauses[-1].heading == "CLÁUSULA CENTÉSIMA – DO TESTE"


@pytest.mark.parametrize(("place", "label"), [(1, "1º"), (9, "9º"), (10, "10"), (1000, "1000")])
def test_articles_are_ordinal_to_the_ninth_and_cardinal_after(place: int, label: str) -> None:
    assert article_number(place) == label
    assert clause_label(place, "artigo") == f"Art. {label}"


@pytest.mark.parametrize(
    ("kind", "place", "label"),
    [
        ("inciso", 1, "I –"),
        ("inciso", 4, "IV –"),
        ("inciso", 49, "XLIX –"),
        ("alinea", 1, "a)"),
        ("alinea", 26, "z)"),
        ("alinea", 27, "aa)"),
        ("alinea", 52, "az)"),
        ("alinea", 53, "ba)"),
        ("alinea", 703, "aaa)"),
        ("item", 1, "1."),
        ("item", 12, "12."),
        ("marcador", 7, "•"),
    ],
)
def test_an_item_has_the_mark_of_its_kind(kind: ListKind, place: int, label: str) -> None:
    assert item_label(place, kind) == label


def test_the_letters_of_a_long_list_go_on_after_z_without_a_gap() -> None:
    numbered = lines(clause("c", items("alinea", *["x"] * 28)))
    assert [line.split()[0] for line in numbered[1:]] == [
        *(f"{letter})" for letter in "abcdefghijklmnopqrstuvwxyz"),
        "aa)",
        "ab)",
    ]


@pytest.mark.parametrize(
    ("place", "alone", "kind", "under", "label"),
    [
        (1, True, "subclausula", "clausula", "Subcláusula única."),
        (1, False, "subclausula", "clausula", "Subcláusula primeira."),
        (17, False, "subclausula", "clausula", "Subcláusula décima sétima."),
        (1, True, "paragrafo", "clausula", "Parágrafo único."),
        (2, False, "paragrafo", "clausula", "Parágrafo segundo."),
        (1, True, "paragrafo", "artigo", "Parágrafo único."),
        (1, False, "paragrafo", "artigo", "§ 1º"),
        (9, False, "paragrafo", "artigo", "§ 9º"),
        (10, False, "paragrafo", "artigo", "§ 10"),
    ],
)
def test_a_subclause_is_unica_only_when_alone(
    place: int, alone: bool, kind: str, under: str, label: str
) -> None:
    assert subclause_label(place, alone, kind, under) == label


def test_the_only_subclause_of_a_clause_is_unica() -> None:
    assert lines(clause("c", paragraph("a."), subclause("s", paragraph("b.")))) == [
        "CLÁUSULA PRIMEIRA – DO TESTE",
        "a.",
        "Subcláusula única. b.",
    ]


def test_two_subclauses_of_a_clause_are_numbered() -> None:
    two = clause("c", subclause("s", paragraph("a.")), subclause("t", paragraph("b.")))
    assert lines(two)[1:] == ["Subcláusula primeira. a.", "Subcláusula segunda. b."]


def test_subclauses_and_paragrafos_of_one_clause_are_counted_apart() -> None:
    mixed = clause(
        "c",
        subclause("s", paragraph("a.")),
        subclause("p", paragraph("b."), kind="paragrafo"),
        subclause("q", paragraph("c."), kind="paragrafo"),
    )
    assert lines(mixed)[1:] == [
        "Subcláusula única. a.",
        "Parágrafo primeiro. b.",
        "Parágrafo segundo. c.",
    ]


def test_subclauses_are_counted_anew_in_each_clause() -> None:
    two = [clause(c, subclause(f"{c}s", paragraph("a.")), title="") for c in "ab"]
    assert lines(*two) == [
        "CLÁUSULA PRIMEIRA",
        "Subcláusula única. a.",
        "CLÁUSULA SEGUNDA",
        "Subcláusula única. a.",
    ]


def test_the_paragraphs_of_an_article_carry_the_section_sign() -> None:
    article = clause(
        "a",
        paragraph("Texto."),
        subclause("p", paragraph("Um."), kind="paragrafo"),
        subclause("q", paragraph("Dois."), kind="paragrafo"),
        kind="artigo",
        title="",
    )
    assert lines(article) == ["Art. 1º", "Texto.", "§ 1º Um.", "§ 2º Dois."]


def test_a_subclause_that_opens_with_a_list_has_its_label_on_a_line_of_its_own() -> None:
    assert lines(clause("c", subclause("s", items("alinea", "x", "y"))))[1:] == [
        "Subcláusula única.",
        "a) x; e",
        "b) y.",
    ]


def test_each_list_starts_at_its_first_label() -> None:
    assert lines(clause("c", items("inciso", "x"), items("alinea", "y")))[1:] == ["I – x.", "a) y."]


def test_the_only_annex_has_no_number_and_its_sections_are_counted() -> None:
    plan = annex("plano", section("um", paragraph("x")), section("dois", paragraph("y")))
    numbered = number(document(annexes=(plan,)))
    assert numbered.annexes[0].heading == "ANEXO – PLANO"
    assert [part.heading for part in numbered.annexes[0].sections] == ["1. DA SEÇÃO", "2. DA SEÇÃO"]


def test_two_annexes_carry_roman_numbers_and_count_sections_apart() -> None:
    annexes = (annex("a", section("um")), annex("b", section("dois")))
    numbered = number(document(annexes=annexes))
    assert [part.heading for part in numbered.annexes] == ["ANEXO I – PLANO", "ANEXO II – PLANO"]
    assert [part.sections[0].label for part in numbered.annexes] == ["1.", "1."]


def test_labels_that_a_text_came_with_stay_wrong_ones_too() -> None:
    typed = [
        replace(clause("a", paragraph("Um.")), label="CLÁUSULA TERCEIRA"),
        replace(clause("b", paragraph("Dois.")), label="Cláusula 3ª"),
    ]
    made = number(document(*typed))
    assert [one.label for one in made.clauses] == ["CLÁUSULA TERCEIRA", "Cláusula 3ª"]
