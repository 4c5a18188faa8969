"""Dates in words and in digits: the table, and a law over all dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portuguese.dates import MONTHS, long_date, month_year, ordinal_month, short_date
from tests.portuguese.tables import cases, law, refused


@pytest.mark.parametrize(("day", "texts"), cases("datas", "datas"))
def test_a_date_is_as_in_the_table(day: date, texts: dict[str, str]) -> None:
    written = {"longa": long_date(day), "curta": short_date(day), "mes": month_year(day)}
    assert written == texts


@pytest.mark.parametrize(("n", "text"), cases("datas", "meses_do_plano"))
def test_a_month_of_the_plan_is_as_in_the_table(n: int, text: str) -> None:
    assert ordinal_month(n) == text


@law
@given(st.dates())
def test_a_date_reads_back_from_both_its_forms(day: date) -> None:
    number, month, year = long_date(day).split(" de ")
    assert date(int(year), MONTHS.index(month) + 1, int(number.rstrip("º"))) == day
    number, month, year = short_date(day).split("/")
    assert (len(number), len(month), len(year)) == (2, 2, 4)
    assert date(int(year), int(month), int(number)) == day


def test_only_the_first_day_is_an_ordinal() -> None:
    days = [long_date(date(2026, 5, day)) for day in range(1, 32)]
    assert [text for text in days if "º" in text] == ["1º de maio de 2026"]


def test_a_month_of_the_plan_before_the_first_is_refused() -> None:
    with refused("ordinal: 0 é menor que 1"):
        ordinal_month(0)
