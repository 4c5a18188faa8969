"""What lies ahead: the notices of years, a month at a time, and the calendar file."""

from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar, Component

from instruments.lifecycle_facts import ExtensionRequested
from notices.projection import project
from services.notifying import send_notices
from services.notifying_ahead import agenda, foresee
from services.notifying_dues import matters_of
from services.notifying_ledger import JournalLedger
from services.notifying_rules import rules_of
from services.office import Office
from tests.notices.fakes import MemoryMailer
from tests.offices import on
from tests.services.notice_offices import TODAY, agree, notice_office, number


def filled(folder: Path) -> Office:
    """Agreements of several ages, with actions, one of them still to be published."""
    office = notice_office(folder)
    agree(office, 1, TODAY + timedelta(days=60), actions=(TODAY, TODAY + timedelta(days=40)))
    agree(office, 2, TODAY + timedelta(days=900))
    agree(office, 3, TODAY + timedelta(days=500), publish_by=TODAY + timedelta(days=20))
    agree(office, 4, TODAY - timedelta(days=30))
    return office


def test_month_by_month_gives_what_all_at_once_gives(tmp_path: Path) -> None:
    office = filled(tmp_path)
    rules = rules_of(office)
    numbers = [str(number(place)) for place in range(1, 5)]
    dues = [matter.due for matter in matters_of(office, rules, numbers)]
    log = JournalLedger(office).about([due.key for due in dues])
    whole = project(dues, TODAY, date(2029, 12, 1), rules, log)

    found = list(foresee(office, 3))

    assert [one.day for one in found] == sorted(one.day for one in found)
    assert {(one.day, one.notice.id) for one in found} == {
        (one.day, one.notice.id) for one in whole
    }
    assert len(found) == len(whole) > 15


def test_what_was_sent_is_not_foreseen(tmp_path: Path) -> None:
    office = filled(tmp_path)
    before = {one.notice.id for one in foresee(office, 1) if one.day == TODAY}
    send_notices(office, MemoryMailer())

    after = {one.notice.id for one in foresee(office, 1)}

    assert len(before) == 3
    assert before & after == set()


def test_the_foreseen_is_what_a_run_on_each_day_sends(tmp_path: Path) -> None:
    office = filled(tmp_path)
    expected = {(one.day, one.notice.id) for one in foresee(office, 1)}
    sent = set()
    for days in range(75):
        today = on(office, TODAY + timedelta(days=days))
        report = send_notices(today, MemoryMailer())
        sent |= {(today.today, item.notice_id) for parcel in report.sent for item in parcel.items}

    last = TODAY + timedelta(days=74)
    assert sent == {pair for pair in expected if pair[0] <= last}


def test_a_leap_day_has_its_years_too(tmp_path: Path) -> None:
    office = notice_office(tmp_path, date(2028, 2, 29))

    assert list(foresee(office, 1)) == []


def test_the_calendar_has_every_deadline_and_the_wall_before_it(tmp_path: Path) -> None:
    office = notice_office(tmp_path)
    agree(office, 1, date(2027, 1, 30), actions=(date(2027, 3, 5),))

    events = Calendar.from_ical(agenda(office)).walk("VEVENT")

    assert [(str(event["SUMMARY"]), event.decoded("DTSTART")) for event in events] == [
        ("Último dia seguro para pedir a prorrogação: ACT nº 1/2024 (MPMT)", date(2026, 12, 30)),
        ("Fim da vigência: ACT nº 1/2024 (MPMT)", date(2027, 1, 30)),
        ("Fim do prazo da ação: ACT nº 1/2024 (MPMT), ação 1", date(2027, 3, 5)),
    ]
    assert {str(event["STATUS"]) for event in events} == {"CONFIRMED"}


def sequence(event: Component) -> int:
    return int(str(event["SEQUENCE"]))


def test_what_was_settled_of_late_is_cancelled_with_the_same_name(tmp_path: Path) -> None:
    office = notice_office(tmp_path)
    agree(office, 1, date(2027, 1, 30))
    before = Calendar.from_ical(agenda(office)).walk("VEVENT")
    with office.store.writing(office.now, office.actor) as writing:
        writing.append(ExtensionRequested(number=number(1), requested_on=TODAY))

    after = Calendar.from_ical(agenda(office)).walk("VEVENT")
    much_later = Calendar.from_ical(agenda(on(office, TODAY + timedelta(days=91)))).walk("VEVENT")

    cancelled = [event for event in after if event["STATUS"] == "CANCELLED"]
    assert [event["UID"] for event in cancelled] == [event["UID"] for event in before]
    assert [sequence(new) > sequence(old) for new, old in zip(cancelled, before, strict=True)] == [
        True,
        True,
    ]
    assert {str(event["SUMMARY"]).partition(":")[0] for event in much_later} == {
        "Último dia com expediente para assinar o termo aditivo",
        "Fim da vigência, com prorrogação pedida",
    }


def test_once_an_extension_is_asked_for_the_calendar_tells_to_sign_the_aditivo(
    tmp_path: Path,
) -> None:
    office = notice_office(tmp_path)
    agree(office, 1, date(2027, 1, 30))
    with office.store.writing(office.now, office.actor) as writing:
        writing.append(ExtensionRequested(number=number(1), requested_on=TODAY))

    events = Calendar.from_ical(agenda(office)).walk("VEVENT")

    told = [
        (event.decoded("DTSTART"), str(event["SUMMARY"]))
        for event in events
        if event["STATUS"] == "CONFIRMED"
    ]
    assert told == [
        (
            date(2027, 1, 29),
            "Último dia com expediente para assinar o termo aditivo: ACT nº 1/2024 (MPMT)",
        ),
        (date(2027, 1, 30), "Fim da vigência, com prorrogação pedida: ACT nº 1/2024 (MPMT)"),
    ]
