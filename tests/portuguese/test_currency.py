"""Sums in reais: the table, and the refusal of what could only be guessed."""

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portuguese.currency import reais, reais_with_words
from tests.portuguese.tables import cases, law, refused


@pytest.mark.parametrize(("amount", "text"), cases("extenso", "reais"))
def test_a_sum_in_words_is_as_in_the_table(amount: str, text: str) -> None:
    assert reais_with_words(Decimal(amount)) == text


@pytest.mark.parametrize(("amount", "text"), cases("extenso", "reais"))
def test_a_sum_in_figures_is_what_stands_before_its_words(amount: str, text: str) -> None:
    assert reais(Decimal(amount)) == text.partition(" (")[0]


@law
@given(st.integers(0, 10**14 - 1))
def test_a_sum_in_figures_reads_back_to_the_centavo(centavos: int) -> None:
    figures = reais(Decimal(centavos).scaleb(-2))
    assert figures.startswith("R$ ")
    assert int("".join(filter(str.isdigit, figures))) == centavos


def test_zeros_after_the_centavos_are_no_fraction() -> None:
    assert reais(Decimal("1.5000")) == "R$ 1,50"
    assert reais(Decimal("-0.00")) == "R$ 0,00"


def test_the_precision_of_the_caller_changes_nothing() -> None:
    with localcontext(prec=3):
        assert reais(Decimal("123456.78")) == "R$ 123.456,78"


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("-0.01", "-0.01 é negativo"),
        ("0.001", "0.001 tem fração de centavo"),
        (
            "1.000000000000000000000000000000000001",
            "1.000000000000000000000000000000000001 tem fração de centavo",
        ),
        ("1000000000000", "1000000000000 passa de R$ 999.999.999.999,99"),
        ("999999999999.999", "999999999999.999 tem fração de centavo"),
        ("NaN", "“NaN” não é um valor decimal"),
        ("sNaN", "“sNaN” não é um valor decimal"),
        ("Infinity", "“Infinity” não é um valor decimal"),
    ],
)
def test_a_sum_that_cannot_be_written_exactly_is_refused(amount: str, reason: str) -> None:
    for write in (reais, reais_with_words):
        with refused(f"valor em reais: {reason}"):
            write(Decimal(amount))


@pytest.mark.parametrize("amount", [1.5, 10, "10.00", None])
def test_a_sum_that_is_not_decimal_is_refused(amount: Any) -> None:
    with refused(f"valor em reais: “{amount}” não é um valor decimal"):
        reais(amount)
