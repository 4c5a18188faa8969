"""The term in months: both readings, extensions, and the laws that hold for every date."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.months import lacks_day
from law.term import term

law = settings(deadline=None, max_examples=300)
signatures = st.dates(date(2000, 1, 1), date(2089, 12, 31))
lengths = st.integers(1, 120)


@law
@given(signatures, lengths)
def test_the_two_readings_differ_only_when_the_month_has_no_such_day(
    signature: date, months: int
) -> None:
    assert (term(signature, months).alternative is not None) == lacks_day(signature, months)


@law
@given(signatures, lengths)
def test_where_they_differ_the_civil_code_gives_the_day_after(signature: date, months: int) -> None:
    found = term(signature, months)

    if found.alternative:
        assert found.alternative == found.end + timedelta(days=1)
        assert found.alternative.day == 1


@law
@given(signatures, lengths)
def test_the_end_has_the_number_of_the_signature_or_ends_its_month(
    signature: date, months: int
) -> None:
    end = term(signature, months).end

    assert end.day == signature.day or (end + timedelta(days=1)).day == 1
    assert (end.year - signature.year) * 12 + end.month - signature.month == months


@law
@given(signatures, st.integers(0, 40), lengths)
def test_who_signs_later_ends_no_sooner(signature: date, later: int, months: int) -> None:
    sooner, after = term(signature, months), term(signature + timedelta(days=later), months)

    assert sooner.end <= after.end
    assert (sooner.alternative or sooner.end) <= (after.alternative or after.end)


@law
@given(signatures, lengths)
def test_one_month_more_ends_later(signature: date, months: int) -> None:
    assert term(signature, months).end < term(signature, months + 1).end


def test_an_extension_counts_from_the_old_end() -> None:
    extended = term(date(2024, 1, 30), 36).extended(24)

    assert (extended.end, extended.months, extended.alternative) == (date(2029, 1, 30), 60, None)
    assert extended.previous == term(date(2024, 1, 30), 36)


def test_an_extension_carries_each_reading_on_from_its_own_end() -> None:
    extended = term(date(2024, 2, 29), 36).extended(12)

    assert (extended.end, extended.alternative) == (date(2028, 2, 28), date(2028, 3, 1))


@pytest.mark.parametrize(
    ("signature", "norm"),
    [
        (date(2021, 3, 31), "Lei nº 9.784/1999, art. 66, § 3º"),
        (date(2021, 4, 1), "Lei nº 14.133/2021, art. 183, § 3º"),
    ],
)
def test_a_term_cites_the_norm_in_force_at_its_signature(signature: date, norm: str) -> None:
    assert term(signature, 36).citation.text == norm
