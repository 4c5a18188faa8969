"""The term as clauses word it: months, years and months, a first day, a last day, and notice."""

from datetime import date

import pytest

from importing.durations import durations
from importing.found import DOUBTFUL, LIKELY, SURE
from importing.term import FoundTerm, term_of
from reading.outline import outline
from reading.plain import read_plain


def term(sentence: str) -> FoundTerm:
    text = f"CLÁUSULA PRIMEIRA – DA VIGÊNCIA\n\n{sentence}\n\nCLÁUSULA SEGUNDA – DO FORO\n\nX."
    return term_of(outline(read_plain("a.txt", text.encode())))


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("um ano e seis meses", 18),
        ("1 (um) ano e 6 (seis) meses", 18),
        ("um ano e 6 meses", 18),
        ("dois anos e meio", 30),
        ("vinte e quatro meses", 24),
        ("vinte e quatro (24) meses", 24),
        ("5 (cinco) anos", 60),
    ],
)
def test_years_and_months_that_one_conjunction_joins_are_one_number(
    words: str, months: int
) -> None:
    assert [one.months for one in durations(f"vigencia de {words}, contados")] == [months]


def test_years_and_the_months_of_another_clause_are_two_numbers() -> None:
    words = "vigencia de um ano, prorrogavel por seis meses"
    assert sorted(one.months for one in durations(words)) == [6, 12]


@pytest.mark.parametrize(
    "sentence",
    [
        "O acordo terá vigência de 36 meses, de 01/07/2024 a 30/06/2027.",
        "Vigorará por 36 (trinta e seis) meses, com início em 1º de julho de 2024 e término em "
        "30 de junho de 2027.",
        "A vigência será de 36 meses, a partir de 01/07/2024, encerrando-se em 30/06/2027.",
    ],
)
def test_first_and_last_day_stand_beside_the_months(sentence: str) -> None:
    found = term(sentence)
    assert (found.months and found.months.value) == 36
    assert (found.begins and found.begins.value) == date(2024, 7, 1)
    assert (found.end and found.end.value) == date(2027, 6, 30)


def test_a_first_day_without_a_last_one_makes_the_months_less_than_sure() -> None:
    found = term("A vigência deste Acordo inicia-se em 1º de setembro de 2024, por 12 meses.")
    assert (found.begins and found.begins.value) == date(2024, 9, 1)
    assert (found.months and found.months.certainty) == LIKELY


def test_the_last_day_of_a_renewal_is_no_last_day() -> None:
    found = term("A vigência é de 12 meses, podendo ser prorrogado até 31/12/2030.")
    assert (found.months and found.months.value, found.end) == (12, None)


@pytest.mark.parametrize(
    "other",
    [
        "O relatório será entregue até 31/12/2024.",
        "Os dados serão enviados a partir de 01/01/2025.",
        "Os prazos do plano são contados a partir da sua aprovação.",
        "Aplicam-se as portarias de 01/02/2023 e 03/04/2024.",
    ],
)
def test_the_days_of_another_sentence_are_none_of_the_term(other: str) -> None:
    found = term(f"A vigência é de 24 meses. {other}")
    assert (found.begins, found.end, found.other_start) == (None, None, None)


def test_a_start_that_nobody_can_count_from_is_told_in_its_words() -> None:
    found = term("A vigência é de 12 meses, a partir da homologação pelo Conselho, se houver.")
    assert found.other_start is not None
    assert found.other_start.excerpt == "a partir da homologação pelo Conselho"
    assert (found.months and found.months.certainty) == LIKELY


def test_two_numbers_for_one_term_are_never_sure() -> None:
    found = term("A vigência é de 12 meses, sendo a vigência do plano de 24 meses.")
    assert (found.months and (found.months.value, found.months.certainty)) == (12, DOUBTFUL)


@pytest.mark.parametrize(
    "sentence",
    [
        "A vigência é de 60 meses, contados da assinatura.",
        "A vigência é de 5 anos, contados da assinatura, renovável se nada se disser com 6 (seis) "
        "meses de antecedência.",
        "A vigência é de 60 meses, contados da assinatura, prorrogáveis por 12 meses.",
    ],
)
def test_what_only_the_renewal_counts_leaves_the_term_sure(sentence: str) -> None:
    found = term(sentence)
    assert (found.months and (found.months.value, found.months.certainty)) == (60, SURE)


@pytest.mark.parametrize(
    "notice",
    [
        "desde que solicitado com antecedência mínima de 90 (noventa) dias",
        "mediante solicitação com 90 dias de antecedência",
        "mediante pedido formulado até 90 (noventa) dias antes do término",
        "mediante pedido com noventa dias de antecedência",
    ],
)
def test_the_notice_for_a_renewal_is_read_on_either_side_of_its_word(notice: str) -> None:
    found = term(f"A vigência é de 24 meses, contados da assinatura, prorrogável {notice}.")
    assert (found.renewal_days and found.renewal_days.value, found.unread_notice) == (90, None)


def test_a_notice_in_other_words_is_told_and_not_guessed() -> None:
    found = term("A vigência é de 24 meses, prorrogável a pedido feito um semestre antes do fim.")
    assert found.renewal_days is None
    assert found.unread_notice is not None
    assert found.unread_notice.excerpt == "prorrogável a pedido feito um semestre antes do"


def test_the_notice_of_a_withdrawal_is_not_that_of_a_renewal() -> None:
    found = term(
        "A vigência é de 24 meses, prorrogável, e cabe denúncia com 60 dias de antecedência."
    )
    assert found.renewal_days is None
