"""What will be sent in the days ahead: the same that daily runs then send."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from law.deadlines import compute
from notices.due import Closed, Due
from notices.log import Log, taken_over
from notices.outbox import deliver
from notices.projection import project
from tests.notices.fakes import MemoryLedger, MemoryMailer, PlainComposer
from tests.notices.samples import (
    ACTION,
    ANA,
    EXPIRY,
    PEOPLE,
    PUBLICATION,
    SIGNING,
    log_of,
    noon,
    notices,
    rules,
    sent,
)

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)


def projected(*dues: Due, first: date = FIRST, log: Log | None = None) -> list[tuple[str, str]]:
    found = project(dues, first, LAST, rules(), log)
    return [(f"{one.day:%d/%m/%Y}", one.notice.rung.name) for one in found]


def test_the_notices_of_the_seeds_agreement_in_the_years_ahead() -> None:
    assert projected(EXPIRY, PUBLICATION, SIGNING) == [
        ("17/01/2024", "D+7"),
        ("25/01/2024", "D+15"),
        ("02/02/2024", "D-2"),
        ("06/02/2024", "D-0"),
        ("08/02/2024", "vencido"),
        ("09/02/2024", "D+30"),
        ("03/08/2026", "D-180"),
        ("02/10/2026", "D-120"),
        ("03/11/2026", "D-90"),  # 1 November is a Sunday and the 2nd a holiday
        ("01/12/2026", "D-60"),
        ("16/12/2026", "D-45"),
        ("30/12/2026", "D-30"),
        ("01/02/2027", "vencido"),  # 31 January is a Sunday
    ]


def test_what_is_late_already_leaves_at_once_and_only_the_latest_of_it() -> None:
    assert projected(EXPIRY, first=date(2026, 12, 19)) == [
        ("21/12/2026", "D-45"),
        ("30/12/2026", "D-30"),
        ("01/02/2027", "vencido"),
    ]


def test_what_was_sent_or_taken_over_is_left_out_but_for_a_wall_taken_over() -> None:
    walls = [
        taken_over(notices(EXPIRY)[rung], "Ana", noon(date(2026, 12, 1)))
        for rung in ("D-45", "D-30")
    ]

    assert projected(EXPIRY, first=date(2026, 12, 1), log=log_of(sent(EXPIRY, "D-60"), *walls)) == [
        ("30/12/2026", "D-30"),
        ("01/02/2027", "vencido"),
    ]


def test_what_is_closed_has_no_notices_ahead() -> None:
    assert projected(replace(EXPIRY, closed=Closed("encerrado", "Rescindido."))) == []


def dues() -> st.SearchStrategy[Due]:
    """Things that are due in 2026 and 2027, of every subject."""
    days = st.dates(date(2026, 1, 1), date(2027, 6, 30))
    return st.one_of(
        days.map(lambda day: replace(SIGNING, deadline=day)),
        days.map(lambda day: replace(ACTION, deadline=day)),
        days.map(lambda day: replace(EXPIRY, deadline=day, opened=None, wall_day=None)),
        st.dates(date(2026, 1, 1), date(2027, 4, 30)).map(publication_of),
    )


def publication_of(signature: date) -> Due:
    found = compute(signature, 12)
    return replace(
        PUBLICATION,
        deadline=found.publication_prudent,
        count_to=found.send_to_dou_by,
        opened=signature,
    )


@settings(max_examples=60, deadline=None)
@given(due=dues(), start=st.dates(date(2026, 1, 1), date(2027, 6, 30)))
def test_daily_runs_send_on_the_days_foretold_and_on_no_other(due: Due, start: date) -> None:
    end = date(2027, 9, 1)
    alone = rules(people={"coordenador": PEOPLE["coordenador"]})
    ledger, mailer = MemoryLedger(), MemoryMailer()

    for count in range((end - start).days + 1):
        moment = noon(start + timedelta(days=count))
        deliver([due], moment, alone, ledger, mailer, PlainComposer())

    told = [
        (line.day, line.rung)
        for line in ledger.lines
        if line.state == "enviado" and line.recipient == ANA.key
    ]
    foretold = project([due], start, end, alone)
    assert told == [(one.day, one.notice.rung.name) for one in foretold]
