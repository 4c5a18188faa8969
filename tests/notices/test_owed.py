"""What is owed: the latest rung that has come, to those who have not been sent it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from faults.errors import UsageError
from notices.due import Closed, Due, Recipient
from notices.log import Log, entry, taken_over
from notices.owed import Owed, judge, owed
from tests.notices.samples import (
    ANA,
    BIA,
    CHIEF,
    EXPIRY,
    PEOPLE,
    day,
    log_of,
    noon,
    notices,
    rules,
    sent,
)

NOBODY = Recipient("Setor de Acordos", "")


def rung_owed(due: Due, on: str, log: Log | None = None) -> str | None:
    found = owed(due, day(on), log or Log(), rules())
    return found[0].rung if found else None


def only(due: Due, on: str, log: Log) -> Owed:
    (found,) = owed(due, day(on), log, rules())
    return found


def reasons(due: Due, on: str, log: Log | None = None) -> list[tuple[str, str, str]]:
    judged = judge(due, day(on), log or Log(), rules())
    return [(one.notice.rung.name, one.reason, one.detail) for one in judged.not_sent]


def test_nothing_is_owed_before_the_first_rung() -> None:
    assert rung_owed(EXPIRY, "02/08/2026") is None


def test_a_rung_is_owed_from_its_day_on_until_it_has_been_sent() -> None:
    assert rung_owed(EXPIRY, "03/08/2026") == "D-180"
    assert rung_owed(EXPIRY, "01/10/2026") == "D-180"
    assert rung_owed(EXPIRY, "01/10/2026", log_of(sent(EXPIRY, "D-180"))) is None


def test_after_an_outage_only_the_latest_rung_is_owed_and_the_earlier_are_superseded() -> None:
    found = only(EXPIRY, "16/12/2026", log_of(sent(EXPIRY, "D-180")))

    assert found.rung == "D-45"
    assert [one.rung.name for one in found.superseded] == ["D-120", "D-90", "D-60"]
    assert reasons(EXPIRY, "16/12/2026", log_of(sent(EXPIRY, "D-180"))) == [
        ("D-120", "superado", "Veio depois o degrau D-45."),
        ("D-90", "superado", "Veio depois o degrau D-45."),
        ("D-60", "superado", "Veio depois o degrau D-45."),
    ]


def test_a_notice_that_is_recorded_as_superseded_is_owed_again_when_the_clock_goes_back() -> None:
    early = entry(notices(EXPIRY)["D-60"], "superado", noon(date(2027, 5, 1)), reason="superado")

    assert rung_owed(EXPIRY, "01/12/2026", log_of(early)) == "D-60"


def test_what_was_sent_by_a_clock_running_ahead_is_annulled_and_owed_when_its_day_comes() -> None:
    ahead = sent(EXPIRY, "D-30", on=date(2027, 6, 1))

    assert reasons(EXPIRY, "20/12/2026", log_of(ahead))[-1] != ("D-30", "relogio_adiantado", "")
    assert (
        "D-30",
        "relogio_adiantado",
        "Saiu com o relógio adiantado; o degrau é de 30/12/2026.",
    ) in reasons(EXPIRY, "20/12/2026", log_of(ahead))
    undone = entry(notices(EXPIRY)["D-30"], "anulado", noon(date(2026, 12, 20)))
    assert rung_owed(EXPIRY, "30/12/2026", log_of(ahead, undone)) == "D-30"
    assert reasons(EXPIRY, "20/12/2026", log_of(ahead, undone))[-1][0] != "D-30"


def test_a_clock_that_runs_ahead_a_second_time_is_found_out_again() -> None:
    ahead = sent(EXPIRY, "D-30", on=date(2027, 6, 1))
    undone = entry(notices(EXPIRY)["D-30"], "anulado", noon(date(2026, 10, 5)))
    log = log_of(ahead, undone, ahead)

    assert "relogio_adiantado" in [reason for _, reason, _ in reasons(EXPIRY, "20/12/2026", log)]
    assert not log.of(undone.notice_id).knows("anulado", "relogio_adiantado", "")


def test_a_notice_whose_day_has_come_stays_sent_though_the_clock_went_back() -> None:
    a_little_ahead = sent(EXPIRY, "D-60", on=date(2026, 12, 9))

    assert rung_owed(EXPIRY, "02/12/2026", log_of(a_little_ahead)) is None


def test_a_moved_wall_is_not_taken_for_a_clock_that_ran_ahead() -> None:
    told = sent(EXPIRY, "D-30", on=date(2026, 12, 29))

    assert "relogio_adiantado" not in [
        reason for _, reason, _ in reasons(EXPIRY, "29/12/2026", log_of(told))
    ]


# --- closed, taken over ---


@pytest.mark.parametrize(
    "closed",
    [
        Closed("resolvido", "A prorrogação foi pedida em 10/09/2026."),
        Closed("encerrado", "O instrumento foi rescindido em 10/09/2026."),
    ],
)
def test_what_is_closed_is_not_owed_and_the_reason_is_told(closed: Closed) -> None:
    due = replace(EXPIRY, closed=closed)
    log = log_of(sent(EXPIRY, "D-180"))

    assert rung_owed(due, "02/10/2026", log) is None
    assert reasons(due, "02/10/2026", log) == [("D-120", closed.reason, closed.text)]


def test_what_is_opened_again_is_owed_though_it_was_recorded_as_dispensed() -> None:
    line = entry(
        notices(EXPIRY)["D-120"], "dispensado", noon(date(2026, 10, 2)), reason="resolvido"
    )

    assert rung_owed(EXPIRY, "03/10/2026", log_of(line)) == "D-120"


def test_a_notice_taken_over_before_it_was_sent_is_not_sent() -> None:
    taken = taken_over(notices(EXPIRY)["D-120"], "Ana Souza", noon(date(2026, 10, 2)))

    assert rung_owed(EXPIRY, "02/10/2026", log_of(taken)) is None
    assert reasons(EXPIRY, "02/10/2026", log_of(taken, sent(EXPIRY, "D-180"))) == [
        ("D-120", "assumido", "Assumido por Ana Souza.")
    ]


def test_the_wall_is_sent_though_somebody_took_it_over() -> None:
    taken = taken_over(notices(EXPIRY)["D-30"], "Ana Souza", noon(date(2026, 12, 30)))

    assert rung_owed(EXPIRY, "30/12/2026", log_of(taken)) == "D-30"


# --- recipients ---


def test_it_goes_to_the_roles_and_to_the_instruments_own_people_each_address_once() -> None:
    double = Recipient("A. Souza", " ANA.SOUZA@mj.gov.br")

    found = only(replace(EXPIRY, extra=(BIA, double)), "03/08/2026", Log())

    assert (found.recipients, found.escalated) == ((ANA, BIA), False)


def test_it_is_owed_to_whoever_has_not_been_sent_it() -> None:
    due = replace(EXPIRY, extra=(BIA,))

    assert only(due, "03/08/2026", log_of(sent(EXPIRY, "D-180"))).recipients == (BIA,)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("", "falta o e-mail."),
        ("ana.souza", "“ana.souza” não é um e-mail."),
        ("ana@mj.gov.br\nBcc: todos@mj.gov.br", "não é um e-mail"),
        ("joão@mj.gov.br", "“joão@mj.gov.br” tem acento antes do @."),
    ],
)
def test_a_person_who_cannot_be_written_to_is_told_of_and_the_superior_gets_it(
    address: str, problem: str
) -> None:
    people = {**PEOPLE, "coordenador": (Recipient("Setor", address),)}

    judged = judge(EXPIRY, date(2026, 8, 3), Log(), rules(people=people))

    assert judged.owed is not None
    assert (judged.owed.recipients, judged.owed.escalated) == ((CHIEF,), True)
    (missing,) = judged.not_sent
    assert missing.reason == "sem_destinatario"
    assert missing.detail.startswith("Setor: ")
    assert problem in missing.detail


def test_a_notice_without_anybody_to_tell_is_held_with_its_reason() -> None:
    people = {"coordenador": (NOBODY,)}
    due = replace(EXPIRY, roles=("coordenador", "juridico"))

    judged = judge(due, date(2026, 8, 3), Log(), rules(people=people))

    assert judged.owed is None
    assert [(one.reason, one.detail, one.state) for one in judged.not_sent] == [
        ("sem_destinatario", "Setor de Acordos: falta o e-mail.", "adiado"),
        ("sem_destinatario", "Ninguém com e-mail em: coordenador, juridico.", "adiado"),
    ]


def test_when_every_address_refused_it_the_superior_gets_it_too() -> None:
    refused = entry(
        notices(EXPIRY)["D-180"],
        "falhou",
        noon(date(2026, 8, 3)),
        reason="recusado",
        recipient=ANA.key,
    )

    found = only(EXPIRY, "04/08/2026", log_of(refused))

    assert (found.recipients, found.escalated) == ((ANA, CHIEF), True)


def test_rules_without_a_senders_address_are_refused() -> None:
    with pytest.raises(UsageError) as refused:
        rules(sender=NOBODY)

    assert (refused.value.message, refused.value.remedy) == (
        "remetente dos avisos: falta o e-mail.",
        "Escreva o e-mail de quem envia os avisos.",
    )


# --- escalation ---


def recipients(on: str, *rungs: str, taken: str = "") -> tuple[Recipient, ...]:
    """Who is owed the current rung when these were sent and one of them was taken over."""
    lines = [sent(EXPIRY, rung) for rung in rungs]
    if taken:
        notice = notices(EXPIRY)[taken]
        lines.append(taken_over(notice, "Ana", noon(notice.day + timedelta(days=1))))
    return only(EXPIRY, on, log_of(*lines)).recipients


def test_the_superior_is_told_when_nobody_took_over_as_many_notices_as_the_ladder_says() -> None:
    assert recipients("01/11/2026", "D-180", "D-120") == (ANA,)
    assert recipients("01/12/2026", "D-180", "D-120", "D-90") == (ANA, CHIEF)


def test_taking_over_keeps_the_superior_out_for_as_many_notices() -> None:
    sent_so_far = ("D-120", "D-90", "D-60")

    assert recipients("16/12/2026", *sent_so_far, taken="D-120") == (ANA,)
    assert recipients("30/12/2026", *sent_so_far, "D-45", taken="D-120") == (ANA, CHIEF)


def test_taking_over_the_notice_itself_keeps_the_superior_out() -> None:
    assert recipients("30/12/2026", "D-90", "D-60", "D-45", taken="D-30") == (ANA,)


def test_at_the_wall_one_unanswered_notice_is_enough() -> None:
    assert recipients("30/12/2026", "D-45") == (ANA, CHIEF)
    assert recipients("30/12/2026", "D-45", taken="D-45") == (ANA,)


def test_a_first_notice_is_never_escalated_even_when_it_is_overdue() -> None:
    assert recipients("01/02/2027") == (ANA,)


def test_notices_that_could_not_be_delivered_count_as_unanswered() -> None:
    lines = [
        entry(notices(EXPIRY)[rung], "falhou", noon(day(on)), reason="correio_indisponivel")
        for rung, on in (("D-180", "03/08/2026"), ("D-120", "02/10/2026"), ("D-90", "03/11/2026"))
    ]

    assert only(EXPIRY, "01/12/2026", log_of(*lines)).recipients == (ANA, CHIEF)


def test_without_a_superior_escalation_changes_nothing() -> None:
    log = log_of(*(sent(EXPIRY, rung) for rung in ("D-180", "D-120", "D-90")))

    (found,) = owed(EXPIRY, date(2026, 12, 1), log, rules(people={"coordenador": (ANA,)}))

    assert (found.recipients, found.escalated) == ((ANA,), False)
