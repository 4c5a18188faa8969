"""Parcels: one message for each recipient a day, quiet days, and messages that may have left."""

from dataclasses import replace
from datetime import date, timedelta

from notices.due import Due, Recipient
from notices.log import Log, entry
from notices.parcels import Plan, plan
from tests.notices.samples import (
    ACTION,
    ANA,
    BIA,
    EXPIRY,
    SIGNING,
    day,
    log_of,
    noon,
    notices,
    rules,
    sent,
)

OTHER = replace(EXPIRY, key="vencimento:2/2024", instrument="2/2024", title="Acordo nº 2/2024")
QUIET_SATURDAY = "08/08/2026"


def planned(dues: list[Due], on: str, log: Log | None = None) -> Plan:
    return plan(dues, noon(day(on)), log or Log(), rules())


def contents(plan: Plan) -> list[tuple[str, list[str]]]:
    """(recipient, ["instrument rung"]) of each parcel."""
    return [
        (
            one.recipient.name,
            [f"{item.notice.due.instrument.partition('/')[0]} {item.rung}" for item in one.items],
        )
        for one in plan.parcels
    ]


def held(plan: Plan) -> list[tuple[str, str, str]]:
    return [
        (one.notice.rung.name, one.reason, one.detail)
        for one in plan.not_sent
        if one.reason != "superado"
    ]


def prepared(due: Due, rung: str, message_id: str, to: Recipient = ANA) -> Log:
    notice = notices(due)[rung]
    line = entry(notice, "preparado", noon(notice.day), recipient=to.key, message_id=message_id)
    return log_of(line)


def test_everything_that_one_person_is_owed_goes_in_one_parcel_the_pressing_first() -> None:
    action = replace(ACTION, deadline=date(2026, 8, 18))
    wall = replace(OTHER, deadline=date(2026, 9, 3), wall_day=date(2026, 8, 3), opened=None)

    found = planned([EXPIRY, action, wall], "03/08/2026")

    assert contents(found) == [("Ana Souza", ["2 D-30", "1 D-15", "1 D-180"])]


def test_each_recipient_has_a_parcel_with_a_message_id_of_its_own() -> None:
    found = planned([replace(EXPIRY, extra=(BIA,))], "03/08/2026")

    assert contents(found) == [("Ana Souza", ["1 D-180"]), ("Bia Lima", ["1 D-180"])]
    assert [one.message_id for one in found.parcels] == [
        "<1157055de6d11722aef159062228878b@mj.gov.br>",
        "<36953e5df2de31eb58df012162955a46@mj.gov.br>",
    ]


def test_the_message_id_depends_on_the_day_and_the_notices_and_not_on_their_order() -> None:
    def message_id(dues: list[Due], on: str) -> str:
        (parcel,) = planned(dues, on).parcels
        return parcel.message_id

    both = message_id([EXPIRY, OTHER], "03/08/2026")

    assert message_id([OTHER, EXPIRY], "03/08/2026") == both
    assert message_id([OTHER, EXPIRY], "04/08/2026") != both
    assert message_id([OTHER], "03/08/2026") != both


def test_a_notice_annulled_after_a_wrong_clock_leaves_under_another_message_id() -> None:
    notice = notices(EXPIRY)["D-180"]
    annulled = log_of(sent(EXPIRY, "D-180"), entry(notice, "anulado", noon(notice.day)))

    (first,) = planned([EXPIRY], "04/08/2026").parcels
    (again,) = planned([EXPIRY], "04/08/2026", annulled).parcels

    assert again.message_id != first.message_id


# --- quiet days ---


def test_on_a_quiet_day_nothing_leaves_and_the_reason_is_told() -> None:
    found = planned([EXPIRY], QUIET_SATURDAY)

    assert contents(found) == []
    assert held(found) == [("D-180", "dia_sem_envio", "Hoje não se envia: sábado.")]


def test_the_wall_leaves_on_a_quiet_day_and_leaves_the_rest_behind() -> None:
    wall = replace(OTHER, deadline=date(2026, 9, 6), wall_day=date(2026, 8, 7), opened=None)

    found = planned([EXPIRY, wall], QUIET_SATURDAY)

    assert contents(found) == [("Ana Souza", ["2 D-30"])]
    assert held(found) == [("D-180", "dia_sem_envio", "Hoje não se envia: sábado.")]


def test_the_day_after_the_quiet_days_everything_leaves() -> None:
    assert contents(planned([EXPIRY], "10/08/2026")) == [("Ana Souza", ["1 D-180"])]


def test_a_body_may_have_quiet_days_of_its_own() -> None:
    resting = rules(why_not=lambda day: "recesso do órgão" if day.month == 8 else "")

    found = plan([EXPIRY], noon(date(2026, 8, 4)), Log(), resting)

    assert held(found) == [("D-180", "dia_sem_envio", "Hoje não se envia: recesso do órgão.")]


# --- one digest a day ---


def test_a_recipient_who_has_had_the_digest_of_the_day_waits_for_the_next() -> None:
    log = log_of(sent(EXPIRY, "D-180"))

    same_day = planned([EXPIRY, OTHER], "03/08/2026", log)

    assert contents(same_day) == []
    assert held(same_day) == [
        ("D-180", "resumo_ja_enviado", "O resumo do dia já saiu; vai no próximo.")
    ]
    assert contents(planned([EXPIRY, OTHER], "04/08/2026", log)) == [("Ana Souza", ["2 D-180"])]


def test_a_wall_does_not_wait_for_the_next_digest() -> None:
    wall = replace(OTHER, deadline=date(2026, 9, 2), wall_day=date(2026, 8, 3), opened=None)

    found = planned([EXPIRY, wall], "03/08/2026", log_of(sent(EXPIRY, "D-180")))

    assert contents(found) == [("Ana Souza", ["2 D-30"])]


# --- messages that may have left ---


def test_what_may_have_left_keeps_its_message_id_and_takes_nothing_new_along() -> None:
    found = planned([EXPIRY, OTHER], "04/08/2026", prepared(EXPIRY, "D-180", "<antes@mj.gov.br>"))

    assert contents(found) == [("Ana Souza", ["2 D-180"]), ("Ana Souza", ["1 D-180"])]
    assert [one.again for one in found.parcels] == [False, True]
    assert found.parcels[1].message_id == "<antes@mj.gov.br>"


def test_what_may_have_left_and_is_overtaken_leaves_in_the_words_of_the_new_rung_only() -> None:
    found = planned([EXPIRY], "02/10/2026", prepared(EXPIRY, "D-180", "<antes@mj.gov.br>"))

    assert contents(found) == [("Ana Souza", ["1 D-120"])]
    assert not found.parcels[0].again


def test_on_a_quiet_day_what_may_have_left_waits_whole_unless_a_wall_is_in_it() -> None:
    wall = replace(OTHER, deadline=date(2026, 9, 6), wall_day=date(2026, 8, 7), opened=None)
    log = prepared(EXPIRY, "D-180", "<antes@mj.gov.br>")

    assert contents(planned([EXPIRY], QUIET_SATURDAY, log)) == []
    log.add(
        entry(
            notices(wall)["D-30"],
            "preparado",
            noon(date(2026, 8, 7)),
            recipient=ANA.key,
            message_id="<antes@mj.gov.br>",
        )
    )
    assert contents(planned([EXPIRY, wall], QUIET_SATURDAY, log)) == [
        ("Ana Souza", ["2 D-30", "1 D-180"])
    ]


def test_what_surely_did_not_leave_joins_the_next_digest() -> None:
    log = prepared(EXPIRY, "D-180", "<antes@mj.gov.br>")
    log.add(
        entry(
            notices(EXPIRY)["D-180"],
            "falhou",
            noon(date(2026, 8, 3)),
            reason="correio_indisponivel",
            recipient=ANA.key,
        )
    )

    found = planned([EXPIRY, OTHER], "04/08/2026", log)

    assert contents(found) == [("Ana Souza", ["1 D-180", "2 D-180"])]
    assert not found.parcels[0].again


def test_what_was_refused_goes_without_files_the_next_time() -> None:
    refused = entry(
        notices(EXPIRY)["D-180"],
        "falhou",
        noon(date(2026, 8, 3)),
        reason="recusado",
        recipient=ANA.key,
    )

    found = planned([EXPIRY], "04/08/2026", log_of(refused))

    assert [(one.recipient.name, one.light) for one in found.parcels] == [
        ("Ana Souza", True),
        ("Caio Reis", False),
    ]


# --- what is recorded of reasons ---


def test_each_reason_is_recorded_once_however_often_it_is_met() -> None:
    saturday = planned([EXPIRY], QUIET_SATURDAY)
    at = noon(day(QUIET_SATURDAY))
    lines = saturday.unrecorded(Log(), at)

    sunday = planned([EXPIRY], "09/08/2026", log_of(*lines))

    assert [(line.rung, line.state, line.reason, line.recipient) for line in lines] == [
        ("D-180", "adiado", "dia_sem_envio", ANA.key)
    ]
    assert sunday.unrecorded(log_of(*lines), at + timedelta(days=1)) == ()


def test_a_signature_that_nobody_gives_is_told_of_three_times() -> None:
    log = Log()
    told = []
    for count in range(60):
        today = SIGNING.deadline + timedelta(days=count)
        for parcel in plan([SIGNING], noon(today), log, rules()).parcels:
            told.append((f"{today:%d/%m}", parcel.recipient.name, parcel.items[0].rung))
            for line in (*parcel.prepared(noon(today)), *parcel.sent(noon(today))):
                log.add(line)

    assert told == [
        ("17/01", "Ana Souza", "D+7"),
        ("25/01", "Ana Souza", "D+15"),
        ("09/02", "Ana Souza", "D+30"),
        ("09/02", "Caio Reis", "D+30"),
    ]
