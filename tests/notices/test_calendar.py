"""The calendar file: what RFC 5545 asks for, read back by another implementation."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.calendar import calendar, escaped, folded
from notices.due import Closed, Due
from tests.notices.samples import ACTION, EXPIRY, PUBLICATION, SIGNING, rules

STAMP = datetime(2026, 7, 1, 12, tzinfo=UTC)


def file_of(*dues: Due) -> bytes:
    return calendar(dues, STAMP, rules(), "Prazos; acordos, SENACON")


def events(*dues: Due) -> list[Any]:
    return list(icalendar.Calendar.from_ical(file_of(*dues)).walk("VEVENT"))


def test_the_file_reads_like_this() -> None:
    due = replace(
        SIGNING, title="Acordo nº 1/2024", details=(("Falta", "MPMT; SENACON"),), revision=2
    )

    assert file_of(due).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pactua//Prazos//PT",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Prazos\\; acordos\\, SENACON",
        "X-WR-TIMEZONE:America/Sao_Paulo",
        "BEGIN:VEVENT",
        "UID:dcc3fe0814caba01aa37434ab3286f50@mj.gov.br",
        "DTSTAMP:20260701T120000Z",
        "SEQUENCE:4",
        "DTSTART;VALUE=DATE:20240110",
        "DTEND;VALUE=DATE:20240111",
        "SUMMARY:Aberto para assinatura: Acordo nº 1/2024",
        "DESCRIPTION:Instrumento nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON\\nFalta: MPMT\\",
        " ; SENACON",
        "CATEGORIES:Assinatura",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        *alarm("P7DT9H"),
        *alarm("P15DT9H"),
        *alarm("P30DT9H"),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def alarm(trigger: str) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:{trigger}",
        "DESCRIPTION:Aberto para assinatura: Acordo nº 1/2024",
        "END:VALARM",
    ]


def test_an_expiry_gives_the_last_day_to_ask_and_the_end() -> None:
    found = [
        (str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt, str(one["STATUS"]))
        for one in events(EXPIRY)
    ]

    assert found == [
        (
            "Último dia seguro para pedir a prorrogação: Acordo nº 1/2024 com o MPMT",
            date(2026, 12, 30),
            date(2026, 12, 31),
            "CONFIRMED",
        ),
        (
            "Fim da vigência: Acordo nº 1/2024 com o MPMT",
            date(2027, 1, 30),
            date(2027, 1, 31),
            "CONFIRMED",
        ),
    ]


@pytest.mark.parametrize(
    ("due", "days"),
    [
        (EXPIRY, ["30/12/2026", "30/01/2027"]),
        (PUBLICATION, ["06/02/2024", "07/02/2024"]),
        (SIGNING, ["10/01/2024"]),
        (ACTION, ["30/01/2026", "31/01/2026"]),
        (replace(ACTION, deadline=date(2026, 3, 31)), ["31/03/2026"]),
    ],
)
def test_each_subject_gives_its_days(due: Due, days: list[str]) -> None:
    assert [f"{one['DTSTART'].dt:%d/%m/%Y}" for one in events(due)] == days


def test_alarms_ring_at_nine_on_the_days_of_the_notices() -> None:
    rung = [
        datetime.combine(one["DTSTART"].dt, datetime.min.time()) + alarm["TRIGGER"].dt
        for one in events(EXPIRY)
        for alarm in one.walk("VALARM")
    ]

    assert rung == [
        datetime.combine(notice.day, datetime.min.time()) + timedelta(hours=9)
        for notice in rules().notices(EXPIRY)
    ]


def test_an_event_keeps_its_uid_when_its_deadline_moves_and_counts_its_sequence_up() -> None:
    moved = replace(EXPIRY, deadline=date(2030, 1, 30), wall_day=None, revision=1)
    closed = replace(moved, closed=Closed("encerrado", "Rescindido em 01/03/2028."))

    histories = [
        [(str(one["UID"]), one["SEQUENCE"], str(one["STATUS"])) for one in events(due)]
        for due in (EXPIRY, moved, closed)
    ]

    uids = [uid for uid, _, _ in histories[0]]
    assert [[uid for uid, _, _ in history] for history in histories] == [uids] * 3
    assert len({*uids, *(str(one["UID"]) for one in events(PUBLICATION, ACTION))}) == 6
    assert [history[0][1:] for history in histories] == [
        (0, "CONFIRMED"),
        (2, "CONFIRMED"),
        (3, "CANCELLED"),
    ]


def test_what_is_closed_says_why_and_rings_no_more() -> None:
    due = replace(EXPIRY, closed=Closed("resolvido", "A prorrogação foi pedida em 12/10/2026."))

    for one in events(due):
        assert str(one["DESCRIPTION"]).endswith("\nA prorrogação foi pedida em 12/10/2026.")
        assert one.walk("VALARM") == []


def test_the_same_values_and_moment_give_the_same_bytes() -> None:
    assert file_of(EXPIRY, ACTION) == file_of(EXPIRY, ACTION)


# --- laws ---


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_a_folded_line_has_at_most_75_octets_and_unfolds_to_itself(text: str) -> None:
    line = f"SUMMARY:{text}".replace("\r", "").replace("\n", "")

    pieces = folded(line).encode().split(b"\r\n")

    assert all(len(piece) <= 75 for piece in pieces)
    assert [piece.decode() for piece in pieces]  # no character is cut in two
    assert b"\r\n".join(pieces).replace(b"\r\n ", b"").decode() == line


PRINTED = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")), max_size=200
)


@given(title=PRINTED, label=PRINTED, value=PRINTED)
def test_whatever_the_texts_hold_the_calendar_reads_back_as_they_are(
    title: str, label: str, value: str
) -> None:
    due = replace(SIGNING, title=title, details=((label, value),))

    (event,) = events(due)

    shown = " ".join(f"Aberto para assinatura: {' '.join(title.split())}".split())
    assert " ".join(str(event["SUMMARY"]).split()) == shown
    assert str(event["DESCRIPTION"]).splitlines()[0] == f"Instrumento nº {SIGNING.instrument}"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_an_escaped_text_is_one_line_without_bare_separators(text: str) -> None:
    line = escaped(text)

    assert not re.search(r"[\x00-\x1f\x7f]", line)
    assert not re.search(r"(?<!\\)(\\\\)*[,;]", line)
