"""Every day from 2020 to 2040, against the slow way of naive.py."""

from datetime import date, timedelta

from law.calendar import federal_calendar
from law.deadlines import compute
from law.explanation import explain
from tests.law import naive

DAYS = [
    date(2020, 1, 1) + timedelta(days=n) for n in range((date(2041, 1, 1) - date(2020, 1, 1)).days)
]
MONTHS = (1, 12, 36, 60)


def test_the_calendar_agrees_on_every_day() -> None:
    calendar = federal_calendar()

    assert [
        day
        for day in DAYS
        if calendar.is_business_day(day) != naive.opens(day)
        or calendar.is_business_day(day, prudent=True) != naive.opens(day, prudent=True)
        or calendar.is_full_day(day) != naive.whole(day)
        or calendar.last_full_day(day) != naive.last_whole(day)
    ] == []


def test_every_deadline_agrees_for_a_signature_on_every_day() -> None:
    found, expected = [], []
    for place, signature in enumerate(DAYS):
        months = MONTHS[place % len(MONTHS)]
        dates = compute(signature, months)
        end, other = naive.ends(signature, months)
        published = naive.fifth_business_day(signature, prudent=False)
        prudent = naive.fifth_business_day(signature, prudent=True)
        renewal = naive.days_before(end, 30)
        report = end + timedelta(days=60)
        found.append(
            (
                dates.publication, dates.publication_prudent, dates.send_to_dou_by,
                dates.end, dates.end_alternative or dates.end,
                dates.renewal_by, dates.renewal_prudent,
                dates.final_report_by, dates.final_report_prudent,
            )
        )  # fmt: skip
        expected.append(
            (
                published, prudent, naive.day_before(prudent),
                end, other,
                renewal, naive.last_whole(renewal),
                naive.first_due(report), naive.last_whole(report),
            )
        )  # fmt: skip

    assert found == expected


def test_the_end_agrees_for_the_last_days_of_every_month_and_every_number_of_months() -> None:
    late = [day for day in DAYS if day.day >= 28 and day.year <= 2024]
    different = [
        (signature, months)
        for signature in late
        for months in range(1, 37, 5)
        if (
            (dates := compute(signature, months)).end,
            dates.end_alternative or dates.end,
        )
        != naive.ends(signature, months)
    ]

    assert different == []


def test_the_explanations_end_on_the_dates_that_they_explain() -> None:
    for signature in DAYS[::3]:
        dates = compute(signature, 36)
        told = {one.key: (one.date, one.prudent) for one in explain(dates)}
        assert told["publicacao"] == (dates.publication, dates.publication_prudent)
        assert told["envio_dou"][0] == dates.send_to_dou_by
        assert told["fim_vigencia"][0] == dates.end
        assert told["renovacao"] == (dates.renewal_by, dates.renewal_prudent)
        assert told["relatorio_final"] == (dates.final_report_by, dates.final_report_prudent)
        for one in explain(dates):
            assert one.steps[-1].day == one.date
            assert (one.prudent_steps[-1].day if one.prudent_steps else one.date) == one.prudent
