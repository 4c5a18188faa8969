"""The outbox: prepare, send, record; what a kill, a refusal or a second run leaves behind."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from faults.errors import BadTemplate
from notices.due import Due
from notices.log import LogEntry, taken_over
from notices.message import Message
from notices.outbox import Decide, Mailer, Receipt, Report, deliver
from notices.owed import NotSent
from notices.parcels import Parcel
from tests.notices.fakes import DOWN, MemoryLedger, MemoryMailer, PlainComposer
from tests.notices.samples import ANA, BIA, CHIEF, EXPIRY, noon, notices, rules, sent

FIRST_DAY = date(2026, 8, 3)
OTHER = replace(EXPIRY, key="vencimento:2/2024", instrument="2/2024", title="Acordo nº 2/2024")
TO_TWO = replace(EXPIRY, extra=(BIA,))


class Killed(BaseException):
    """kill -9: nothing after it runs."""


class DyingMailer(MemoryMailer):
    """Takes the message and dies before it can say so."""

    def send(self, message: Message) -> Receipt:
        super().send(message)
        raise Killed


class DyingLedger(MemoryLedger):
    """Dies instead of writing for the n-th time."""

    def __init__(self, nth: int) -> None:
        super().__init__()
        self._left = nth

    def write(self, due_keys: Collection[str], decide: Decide) -> Sequence[LogEntry]:
        self._left -= 1
        if self._left == 0:
            raise Killed
        return super().write(due_keys, decide)


def run(
    ledger: MemoryLedger, mailer: Mailer, *dues: Due, on: date = FIRST_DAY, later: int = 0
) -> Report:
    return deliver(
        dues or (EXPIRY,),
        noon(on + timedelta(days=later)),
        rules(),
        ledger,
        mailer,
        PlainComposer(),
    )


def ids(mailer: MemoryMailer) -> list[str]:
    return [message.message_id for message in mailer.messages]


def test_a_notice_is_prepared_before_it_leaves_and_recorded_after() -> None:
    ledger, mailer = MemoryLedger(), MemoryMailer()

    report = run(ledger, mailer)

    (message,) = mailer.messages
    assert [(one.recipient, one.message_id) for one in report.sent] == [(ANA, message.message_id)]
    assert [
        (line.rung, line.state, line.recipient, line.message_id, line.due_key, line.instrument)
        for line in ledger.lines
    ] == [
        ("D-180", state, ANA.key, message.message_id, EXPIRY.key, EXPIRY.instrument)
        for state in ("preparado", "enviado")
    ]
    assert {line.at for line in ledger.lines} == {noon(FIRST_DAY)}


@pytest.mark.parametrize("later", [0, 1, 30])
def test_a_second_run_sends_nothing(later: int) -> None:
    ledger, mailer = MemoryLedger(), MemoryMailer()
    run(ledger, mailer)

    report = run(ledger, mailer, later=later)

    assert report == Report()
    assert len(mailer.messages) == 1


def test_superseded_rungs_are_recorded_with_the_one_that_is_sent() -> None:
    ledger = MemoryLedger()

    run(ledger, MemoryMailer(), on=date(2026, 11, 3))

    assert ledger.states() == [
        ("D-180", "superado"),
        ("D-120", "superado"),
        ("D-90", "preparado"),
        ("D-90", "enviado"),
    ]


# --- kills ---


def test_killed_before_it_was_prepared_the_next_run_sends_it() -> None:
    ledger, mailer = DyingLedger(1), MemoryMailer()
    with pytest.raises(Killed):
        run(ledger, mailer)

    run(ledger, mailer)

    assert (len(mailer.messages), ledger.states()[-1]) == (1, ("D-180", "enviado"))


@pytest.mark.parametrize("later", [0, 1, 8])
def test_killed_between_sending_and_recording_the_same_message_id_leaves_again(later: int) -> None:
    ledger, dying, mailer = MemoryLedger(), DyingMailer(), MemoryMailer()
    with pytest.raises(Killed):
        run(ledger, dying)
    assert ledger.states() == [("D-180", "preparado")]

    run(ledger, mailer, later=later)
    run(ledger, mailer, later=later + 1)

    assert ids(mailer) == ids(dying)
    assert ledger.states()[-1] == ("D-180", "enviado")


def test_killed_between_two_recipients_only_the_second_is_left() -> None:
    ledger, mailer = DyingLedger(4), MemoryMailer()
    with pytest.raises(Killed):
        run(ledger, mailer, TO_TWO)
    first = ids(mailer)

    run(ledger, mailer, TO_TWO)

    assert [message.recipient for message in mailer.messages] == [ANA, BIA, BIA]
    assert ids(mailer)[1:] == [first[1], first[1]]


def test_a_template_that_cannot_be_used_leaves_nothing_prepared() -> None:
    class Broken(PlainComposer):
        def compose(self, parcel: Parcel, now: datetime) -> Message:
            raise BadTemplate("o modelo não pode ser usado.")

    ledger = MemoryLedger()

    with pytest.raises(BadTemplate):
        deliver((EXPIRY,), noon(FIRST_DAY), rules(), ledger, MemoryMailer(), Broken())

    assert (ledger.lines, ledger.held) == ([], False)


# --- the mail server says no ---


def test_a_server_that_is_down_ends_the_run_and_everything_stays_owed() -> None:
    ledger = MemoryLedger()

    report = run(ledger, MemoryMailer(DOWN), TO_TWO)

    assert report.stopped is DOWN
    assert [(one.parcel.recipient, one.reason, one.detail) for one in report.failures] == [
        (ANA, "correio_indisponivel", "o servidor de e-mail não responde.")
    ]
    assert ledger.states() == [("D-180", "preparado"), ("D-180", "falhou")]
    later = MemoryMailer()
    run(ledger, later, TO_TWO, OTHER, later=1)
    assert [len(message.text.split()) for message in later.messages] == [2, 1]


def test_one_who_is_refused_does_not_keep_the_others_waiting() -> None:
    ledger, mailer = MemoryLedger(), MemoryMailer(Receipt("recusada", "550 não existe"))

    report = run(ledger, mailer, TO_TWO)

    assert [one.recipient for one in report.sent] == [BIA]
    assert [(one.reason, one.detail) for one in report.failures] == [("recusado", "550 não existe")]
    assert report.stopped is None


def test_a_refused_notice_is_tried_again_and_goes_to_the_superior_as_well() -> None:
    ledger, mailer = MemoryLedger(), MemoryMailer(Receipt("recusada", "550 não existe"))
    run(ledger, mailer)

    run(ledger, mailer, later=1)

    assert {message.recipient for message in mailer.messages} == {ANA, CHIEF}


def test_a_temporary_refusal_is_tried_again_without_the_superior() -> None:
    ledger, mailer = MemoryLedger(), MemoryMailer(Receipt("adiada", "450 tente mais tarde"))
    run(ledger, mailer)

    run(ledger, mailer)

    assert [message.recipient for message in mailer.messages] == [ANA]


def test_when_nobody_knows_whether_it_arrived_the_same_message_id_leaves_again() -> None:
    ledger, mailer = MemoryLedger(), MemoryMailer(Receipt("incerta", "a conexão caiu"))
    run(ledger, mailer)

    run(ledger, mailer, EXPIRY, OTHER, later=1)

    uncertain, *after = mailer.messages
    by_id = {message.message_id: message.text for message in after}
    assert len(after) == 2
    assert by_id[uncertain.message_id] == notices(EXPIRY)["D-180"].id
    assert notices(OTHER)["D-180"].id in by_id.values()


# --- two runs at once ---


def test_a_second_run_at_the_same_time_does_nothing_and_says_so() -> None:
    ledger, mailer = MemoryLedger(), MemoryMailer()
    ledger.held = True

    assert run(ledger, mailer) == Report(busy=True)
    assert (ledger.lines, mailer.messages) == ([], [])


class RacingLedger(MemoryLedger):
    """A ledger whose lock fails: another run passes whole before the first line is written."""

    def __init__(self, mailer: Mailer) -> None:
        super().__init__()
        self._mailer = mailer
        self._raced = False

    def write(self, due_keys: Collection[str], decide: Decide) -> Sequence[LogEntry]:
        if not self._raced:
            self._raced = True
            self.held = False
            run(self, self._mailer)
        return super().write(due_keys, decide)


def test_should_the_lock_fail_the_look_at_the_log_still_keeps_a_notice_from_leaving_twice() -> None:
    mailer = MemoryMailer()
    ledger = RacingLedger(mailer)

    report = run(ledger, mailer)

    assert (len(mailer.messages), report.sent) == (1, ())


def test_a_notice_taken_over_while_a_run_is_on_does_not_leave() -> None:
    class TakenMeanwhile(MemoryLedger):
        def write(self, due_keys: Collection[str], decide: Decide) -> Sequence[LogEntry]:
            self.lines.append(taken_over(notices(EXPIRY)["D-180"], "Ana", noon(FIRST_DAY)))
            return super().write(due_keys, decide)

    mailer = MemoryMailer()

    run(TakenMeanwhile(), mailer)

    assert mailer.messages == []


# --- what is told ---


def test_the_report_says_what_was_not_sent_and_why() -> None:
    report = run(MemoryLedger(), MemoryMailer(), on=date(2026, 8, 8))

    assert report.not_sent == (
        NotSent(notices(EXPIRY)["D-180"], "dia_sem_envio", "Hoje não se envia: sábado.", ANA.key),
    )


def test_a_wrong_clock_costs_one_early_message_and_never_the_one_in_time() -> None:
    ledger, mailer = MemoryLedger([sent(EXPIRY, "D-120")]), MemoryMailer()
    run(ledger, mailer, on=date(2026, 12, 30))  # two months ahead

    for later in range(92):
        run(ledger, mailer, on=date(2026, 10, 5), later=later)

    assert ("D-30", "anulado") in ledger.states()
    told = [line for line in ledger.lines if line.state == "enviado" and line.recipient == ANA.key]
    assert [(line.rung, f"{line.day:%d/%m}") for line in told] == [
        ("D-120", "02/10"),
        ("D-30", "30/12"),
        ("D-90", "03/11"),
        ("D-60", "01/12"),
        ("D-45", "16/12"),
        ("D-30", "30/12"),
    ]
