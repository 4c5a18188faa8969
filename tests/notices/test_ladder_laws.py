"""Laws of ladders, for any ladder, any deadline and any calendar."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from notices.due import Due
from notices.ladder import Ladder, schedule
from notices.log import Log, entry
from notices.owed import Rules, judge, owed
from tests.notices.samples import ANA, EXPIRY, PEOPLE, SENDER, ladders, noon


def why_weekend(day: date) -> str:
    return "fim de semana" if day.weekday() >= 5 else ""


DISTANCES = st.lists(st.integers(0, 400), max_size=8, unique=True)
LADDERS = st.builds(
    lambda unit, before, after, wall, limit: Ladder(
        count_in=unit, before=tuple(before), after=tuple(after), wall=wall, escalate_after=limit
    ),
    st.sampled_from(["dias", "dias_uteis"]),
    DISTANCES,
    st.lists(st.integers(1, 90), max_size=3, unique=True),
    st.integers(0, 90),
    st.integers(1, 4),
)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
DUES = st.builds(
    lambda deadline, opened: replace(EXPIRY, deadline=deadline, opened=opened, wall_day=None),
    DAYS,
    st.none() | DAYS,
)


def rules_of(ladder: Ladder) -> Rules:
    own = ladders().model_copy(update={"vencimento": ladder})
    return Rules(PEOPLE, SENDER, why_weekend, own)


@given(ladder=LADDERS, due=DUES)
def test_notices_come_in_the_order_of_their_days_each_rung_once(ladder: Ladder, due: Due) -> None:
    found = schedule(due, ladder, why_weekend)

    assert [one.day for one in found] == sorted(one.day for one in found)
    assert len({one.rung.name for one in found}) == len({one.id for one in found}) == len(found)


@given(ladder=LADDERS, due=DUES)
def test_the_wall_is_always_there_once_on_an_open_day_and_never_late(
    ladder: Ladder, due: Due
) -> None:
    (wall,) = [one for one in schedule(due, ladder, why_weekend) if one.rung.wall]

    assert ladder.wall is not None
    assert wall.rung.name == f"D-{ladder.wall}"
    assert why_weekend(wall.day) == ""
    assert wall.day <= due.deadline - timedelta(days=ladder.wall)


@given(ladder=LADDERS, due=DUES)
def test_no_rung_but_the_wall_comes_before_the_thing_was_open(ladder: Ladder, due: Due) -> None:
    for one in schedule(due, ladder, why_weekend):
        if not one.rung.pressing and due.opened is not None:
            assert one.day > due.opened


@given(ladder=LADDERS, due=DUES)
def test_whatever_is_overdue_comes_after_the_deadline(ladder: Ladder, due: Due) -> None:
    for one in schedule(due, ladder, why_weekend):
        assert one.rung.overdue == (one.day > due.deadline)


@given(ladder=LADDERS, due=DUES, today=DAYS)
def test_at_most_one_notice_is_owed_it_has_come_and_no_later_one_has(
    ladder: Ladder, due: Due, today: date
) -> None:
    rules = rules_of(ladder)

    found = owed(due, today, Log(), rules)

    come = [one for one in rules.notices(due) if one.day <= today]
    assert [one.notice for one in found] == come[-1:]
    assert [list(one.superseded) for one in found] == ([come[:-1]] if come else [])


@given(ladder=LADDERS, due=DUES, today=DAYS)
def test_once_it_is_sent_nothing_is_owed_until_the_next_rung(
    ladder: Ladder, due: Due, today: date
) -> None:
    rules, log = rules_of(ladder), Log()
    for found in owed(due, today, log, rules):
        for person in found.recipients:
            log.add(entry(found.notice, "enviado", noon(today), recipient=person.key))

    later = [one.day for one in rules.notices(due) if one.day > today]
    last = min(later) - timedelta(days=1) if later else today + timedelta(days=400)

    assert owed(due, today, log, rules) == owed(due, last, log, rules) == []


@settings(max_examples=60)
@given(ladder=LADDERS, due=DUES, days=st.lists(DAYS, min_size=1, max_size=12))
def test_however_the_clock_jumps_nothing_is_sent_before_its_day_nor_twice_between_annulments(
    ladder: Ladder, due: Due, days: list[date]
) -> None:
    rules, log = rules_of(ladder), Log()
    standing: set[str] = set()
    for today in days:
        judged = judge(due, today, log, rules)
        for one in judged.not_sent:
            log.add(entry(one.notice, one.state, noon(today), reason=one.reason))
            if one.state == "anulado":
                standing.discard(one.notice.id)
        if judged.owed is not None:
            notice = judged.owed.notice
            assert notice.day <= today
            assert notice.id not in standing or ANA not in judged.owed.recipients
            standing.add(notice.id)
            for person in judged.owed.recipients:
                log.add(entry(notice, "enviado", noon(today), recipient=person.key))
