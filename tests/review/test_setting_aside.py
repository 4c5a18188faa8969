"""What is set aside: suppressions with their reasons, and the baseline of an old document."""

from typing import Any

import pytest

from faults.errors import InvalidData, UnreadableFile
from review.reviewer import Report, review
from review.setting_aside import (
    baseline_text,
    comments,
    known_before,
    read_baseline,
    suppressed,
    suppressions,
)
from tests.review.texts import typed

TEXT = (
    "CLÁUSULA PRIMEIRA – DA VIGÊNCIA\n\n"
    "{}A vigência é de 36 (trinta e dois) meses..\n\n"
    "O aviso é de 10 (vinte) dias."
)


def report(text: str) -> Report:
    return review(typed(text))


def kept(result: Report) -> list[tuple[str, str, str]]:
    return [(one.rule.id, one.status, one.reason) for one in result.remarks]


def test_a_comment_sets_aside_what_its_rule_finds_in_the_paragraph_under_it() -> None:
    comment = "<!-- revisao: numeral-e-extenso: número do original -->\n"
    found, text = comments(TEXT.format(comment), "acordo.txt")

    assert kept(suppressed(report(text), found)) == [
        ("numeral-e-extenso", "dispensado", "número do original"),
        ("pontuacao-dobrada", "novo", ""),
        ("numeral-e-extenso", "novo", ""),
    ]


MARK = "<!-- revisao: lacuna: depende da assinatura -->\n"


@pytest.mark.parametrize(
    ("first", "second", "status", "also"),
    [(MARK, MARK, "dispensado", 1), ("", MARK, "novo", 0), (MARK, "", "novo", 1)],
)
def test_a_finding_of_two_places_is_set_aside_when_a_comment_stands_over_each(
    first: str, second: str, status: str, also: int
) -> None:
    found, text = comments(f"{first}De XX/2026 em diante.\n\n{second}Até XX/2026.\n", "a.txt")

    result = suppressed(report(text), found)

    (remark,) = result.remarks
    assert (remark.status, len(remark.also)) == (status, also)
    assert result.notes == ()


def test_a_comment_may_speak_for_the_whole_text() -> None:
    comment = "<!-- revisão: numeral-e-extenso em todo o texto: números do original -->\n"
    found, text = comments(TEXT.format(comment), "acordo.txt")

    assert [one.rule.id for one in suppressed(report(text), found).open] == ["pontuacao-dobrada"]


def test_a_comment_leaves_every_other_letter_where_it_was() -> None:
    text = TEXT.format("<!-- revisao: lacuna: é assim\nmesmo -->")

    _, without = comments(text, "acordo.txt")

    assert len(without) == len(text)
    assert without.count("\n") == text.count("\n")
    assert without.replace(" ", "") == TEXT.format("\n").replace(" ", "")


def test_a_suppression_without_a_reason_or_of_no_rule_is_refused_with_its_place() -> None:
    text = "<!-- revisao: lacuna -->\n\n<!-- revisao: virgulas: sem importância -->\nTexto."

    with pytest.raises(InvalidData) as caught:
        comments(text, "acordo.txt")

    assert [finding.line() for finding in caught.value.findings] == [
        "acordo.txt, linha 1: a dispensa de “lacuna” não diz o motivo. Escreva por que o achado "
        "não procede neste texto.",
        "acordo.txt, linha 3: não há regra “virgulas”. Veja os nomes com: pactua revisar --regras",
    ]


def test_a_suppression_that_finds_nothing_to_set_aside_is_noted() -> None:
    found, text = comments("<!-- revisao: lacuna: é modelo -->\nTexto completo.", "acordo.txt")

    assert suppressed(report(text), found).notes == (
        "dispensa sem uso em acordo.txt, linha 1: a regra lacuna nada acha ali",
    )


def test_a_file_beside_the_text_sets_aside_by_rule_by_words_and_by_name() -> None:
    data: dict[str, Any] = {
        "dispensas": [
            {"regra": "numeral-e-extenso", "motivo": "do original", "trecho": "10 (vinte)"},
            {"regra": "pontuacao-dobrada", "motivo": "de outro", "arquivo": "outro.txt"},
        ]
    }

    found = suppressions(data, "revisao.yaml", "acordo.txt")

    assert kept(suppressed(report(TEXT.format("")), found)) == [
        ("numeral-e-extenso", "novo", ""),
        ("pontuacao-dobrada", "novo", ""),
        ("numeral-e-extenso", "dispensado", "do original"),
    ]


def test_a_file_of_suppressions_without_its_list_says_what_to_write() -> None:
    with pytest.raises(InvalidData) as caught:
        suppressions({"regras": "lacuna"}, "revisao.yaml", "acordo.txt")

    assert caught.value.message == "revisao.yaml: falta a lista “dispensas”."


def test_what_stands_in_a_baseline_is_known_even_when_lines_have_moved() -> None:
    baseline = read_baseline(baseline_text(report(TEXT.format(""))), "base.json")
    moved = report("ACORDO DE COOPERAÇÃO\n\n" + TEXT.format("") + "\n\nFalta [...].")

    assert [one.rule.id for one in known_before(moved, baseline).open] == ["lacuna"]


def test_a_second_defect_like_one_of_the_baseline_is_new() -> None:
    text = "CLÁUSULA PRIMEIRA – DO AVISO\n\nO aviso é de 10 (vinte) dias."
    baseline = read_baseline(baseline_text(report(text)), "base.json")
    twice = report(f"{text}\n\nO aviso é de 10 (vinte) dias.")

    assert [one.place and one.place.line for one in known_before(twice, baseline).open] == [5]


def test_a_mark_of_the_baseline_that_stands_in_one_place_more_is_new() -> None:
    text = "De XX/2026 em diante."
    baseline = read_baseline(baseline_text(report(text)), "base.json")

    assert known_before(report(text), baseline).open == ()
    (again,) = known_before(report(f"{text}\n\nAté XX/2026."), baseline).open
    assert [place.line for place in again.also] == [3]


@pytest.mark.parametrize("text", ["", "[]", '{"achados": [1]}', "não é"])
def test_another_file_is_no_baseline(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"base\.json: não é uma linha de base"):
        read_baseline(text, "base.json")
