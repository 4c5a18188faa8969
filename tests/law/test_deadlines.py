"""All dates of an instrument: the seed's agreement, the ladder of notices, and general laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.calendar import FederalCalendar, Year
from law.clausulas import PUBLICATION_RULES, action_window
from law.deadlines import Deadlines, Rung, TermRules, compute, of_term
from law.term import term

law = settings(deadline=None, max_examples=200)
signatures = st.dates(date(2000, 1, 1), date(2089, 12, 31))
lengths = st.integers(1, 120)
SEED = date(2024, 1, 30)


def dates(found: Deadlines) -> tuple[date, ...]:
    """Every single date."""
    return (
        found.publication, found.publication_prudent, found.send_to_dou_by, found.end,
        found.renewal_by, found.renewal_prudent, found.final_report_by,
        found.final_report_prudent,
    )  # fmt: skip


def test_the_dates_of_the_seed_agreement() -> None:
    found = compute(SEED, 36)

    assert (found.publication, found.publication_prudent) == (date(2024, 2, 7), date(2024, 2, 7))
    assert (found.send_to_dou_by, found.send_to_dou_hour) == (date(2024, 2, 6), "19:00")
    assert (found.end, found.end_alternative) == (date(2027, 1, 30), None)
    assert (found.renewal_by, found.renewal_prudent) == (date(2026, 12, 31), date(2026, 12, 30))
    assert (found.final_report_by, found.final_report_prudent) == (date(2027, 3, 31),) * 2


def test_the_ladder_of_the_seed_agreement_ends_on_the_prudent_day() -> None:
    assert compute(SEED, 36).notices == (
        Rung(180, date(2026, 8, 3)),
        Rung(120, date(2026, 10, 2)),
        Rung(90, date(2026, 11, 1)),
        Rung(60, date(2026, 12, 1)),
        Rung(45, date(2026, 12, 16)),
        Rung(30, date(2026, 12, 30)),
    )


def test_a_set_with_more_notice_moves_the_wall_and_keeps_the_rung_of_30_days() -> None:
    found = compute(SEED, 36, TermRules(renewal_notice_days=100))

    assert [rung.days for rung in found.notices] == [180, 120, 100, 90, 60, 45, 30]
    assert found.renewal_by == date(2026, 10, 22)
    assert found.notices[-1] == Rung(30, date(2026, 12, 31))


def test_a_short_term_has_only_the_rungs_after_its_signature_and_always_the_wall() -> None:
    assert [rung.days for rung in compute(SEED, 2).notices] == [45, 30]
    assert compute(date(2025, 1, 31), 1).notices == (Rung(30, date(2025, 1, 29)),)


def test_notices_and_requests_follow_the_end_that_comes_before() -> None:
    found = compute(date(2024, 2, 29), 36)

    assert (found.end, found.end_alternative) == (date(2027, 2, 28), date(2027, 3, 1))
    assert found.renewal_by == date(2027, 1, 29)


def test_an_extended_term_keeps_its_publication_and_moves_the_rest() -> None:
    found = of_term(term(SEED, 36).extended(12))

    assert (found.publication, found.end) == (date(2024, 2, 7), date(2028, 1, 30))
    assert found.renewal_by == date(2027, 12, 31)


def test_the_calendar_is_passed_in() -> None:
    always_open = FederalCalendar(lambda number: Year({}, {}, {}))

    assert compute(date(2026, 5, 15), 36, calendar=always_open).publication == date(2026, 6, 5)


@law
@given(signatures, lengths)
def test_the_prudent_date_never_comes_after_the_literal_one(signature: date, months: int) -> None:
    found = compute(signature, months)

    assert found.send_to_dou_by < found.publication_prudent <= found.publication
    assert found.renewal_prudent <= found.renewal_by < found.end
    assert found.end < found.final_report_prudent <= found.final_report_by


@law
@given(signatures, lengths, st.integers(1, 400))
def test_who_signs_later_is_due_no_sooner(signature: date, months: int, later: int) -> None:
    after = min(signature + timedelta(days=later), date(2089, 12, 31))

    pairs = zip(dates(compute(signature, months)), dates(compute(after, months)), strict=True)
    assert [pair for pair in pairs if pair[0] > pair[1]] == []


@law
@given(signatures, lengths, st.integers(1, 200))
def test_the_ladder_climbs_towards_the_end_and_holds_the_last_rung(
    signature: date, months: int, wall: int
) -> None:
    notices = compute(signature, months, TermRules(renewal_notice_days=wall)).notices

    assert [rung.days for rung in notices] == sorted({rung.days for rung in notices}, reverse=True)
    assert wall in {rung.days for rung in notices}


@pytest.mark.parametrize(
    ("signature", "months", "message"),
    [
        (
            date(1999, 12, 31), 36,
            "a assinatura vai de 01/01/2000 a 31/12/2089; 31/12/1999 está fora",
        ),
        (
            date(2090, 1, 1), 36,
            "a assinatura vai de 01/01/2000 a 31/12/2089; 01/01/2090 está fora",
        ),
        (SEED, 0, "a vigência vai de 1 a 120 meses; 0 está fora"),
        (SEED, 121, "a vigência vai de 1 a 120 meses; 121 está fora"),
    ],
)  # fmt: skip
def test_what_the_calendar_cannot_reach_is_refused(
    signature: date, months: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        compute(signature, months)


@pytest.mark.parametrize("days", [0, 3651])
def test_a_number_of_days_that_no_clause_has_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match=f"^um prazo vai de 1 a 3650 dias; {days} está fora$"):
        TermRules(renewal_notice_days=days)


def test_a_rule_of_publication_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(
        ValueError,
        match=r"^regra de publicação desconhecida: “amanhã”; use quinto_dia_util_do_mes_seguinte$",
    ):
        compute(SEED, 36, TermRules(publication="amanhã"))


def test_the_last_instrument_that_is_accepted_has_all_its_dates() -> None:
    assert compute(date(2089, 12, 31), 120).final_report_by == date(2100, 3, 1)


def test_the_default_rule_of_publication_is_known() -> None:
    assert TermRules().publication in PUBLICATION_RULES


@pytest.mark.parametrize("month", ["M0", "M", "M1000", "Mx", "2024-13", "0000-01", "janeiro"])
def test_a_month_of_the_plan_written_otherwise_is_refused(month: str) -> None:
    with pytest.raises(ValueError, match=f"^mês do plano: “{month}” não é M1, M2... nem AAAA-MM$"):
        action_window(month, month, SEED, date(2027, 1, 30))


@law
@given(signatures, st.integers(1, 120), st.integers(0, 119))
def test_the_months_of_a_plan_follow_each_other_without_gaps(
    signature: date, last: int, back: int
) -> None:
    first = max(1, last - back)
    end = term(signature, 120).end
    window = action_window(f"M{first}", f"M{last}", signature, end)
    following = action_window(f"M{last + 1}", f"M{last + 1}", signature, end)

    assert signature <= window.start < window.end == following.start
