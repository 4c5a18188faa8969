"""Notices as use cases: what is owed is listed, sent once, taken over; the journal tells of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from faults.errors import NotFound, StateError, UsageError
from instruments.action_facts import ActionDone
from instruments.lifecycle_facts import (
    Cancelled,
    Ended,
    EnvelopeExtended,
    EnvelopeOpened,
    ExtensionRequested,
    Published,
    Returned,
    SignatureRefused,
)
from notices.log import LogEntry
from notices.message import Attachment
from notices.outbox import Receipt
from services.notifying import list_owed, send_notices, simulate, take_over, told
from services.notifying_people import add_recipient, parse_recipient, recipients, remove_recipient
from services.office import Office
from tests.notices.fakes import DOWN, MemoryMailer
from tests.notices.samples import ANA, BIA, CHIEF
from tests.offices import on
from tests.services.notice_offices import (
    TODAY,
    agree,
    draft,
    notice_office,
    number,
    open_for_signature,
)

END = TODAY + timedelta(days=60)
NEXT = TODAY + timedelta(days=1)
DOCUMENT = Attachment("minuta.docx", "application/msword", b"PK")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with nothing in it, on 1 December 2026."""
    return notice_office(tmp_path)


def owed(office: Office) -> list[tuple[str, str]]:
    """(subject, rung) of everything that is owed."""
    return [
        (one.owed.notice.due.subject, one.owed.notice.rung.name)
        for one in list_owed(office).pending
    ]


def states(office: Office, sequence: int = 1) -> list[tuple[str, str, str | None]]:
    """(rung, state, reason) of every line about an agreement."""
    return [(one.rung, one.state, one.reason) for one in lines(office, sequence)]


def lines(office: Office, sequence: int = 1) -> list[LogEntry]:
    return told(office, f"{sequence}/2024")


def record(office: Office, *facts: object) -> None:
    with office.store.writing(office.now, office.actor) as writing:
        for fact in facts:
            writing.append(fact)  # type: ignore[arg-type]  # facts of several kinds


def test_a_term_that_ends_in_60_days_is_owed_its_notice(office: Office) -> None:
    agree(office, 1, END)

    (one,) = list_owed(office).pending

    assert (one.owed.notice.rung.name, one.owed.recipients) == ("D-60", (ANA,))
    assert one.owed.notice.due.title == "ACT nº 1/2024 (MPMT)"
    assert one.owed.notice.due.details == (
        ("Instrumento", "Acordo de Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON"),
        ("Partícipe", "Ministério Público do Estado de Mato Grosso"),
        ("Último dia do pedido, na letra da cláusula", "31/12/2026"),
    )


def test_each_subject_is_owed_from_its_own_days(office: Office) -> None:
    agree(office, 1, END)
    agree(office, 2, END + timedelta(days=900), publish_by=date(2026, 12, 4))
    agree(office, 3, END + timedelta(days=900), actions=(date(2026, 12, 10), date(2027, 6, 1)))
    draft(on(office, date(2026, 11, 20)), 4)
    open_for_signature(on(office, date(2026, 11, 20)), 4)
    draft(office, 5)

    assert owed(office) == [
        ("assinatura", "D+7"),
        ("publicacao", "D-2"),
        ("acao", "D-15"),
        ("vencimento", "D-60"),
    ]


def test_a_list_may_be_cut_and_says_so(office: Office) -> None:
    for sequence in range(1, 5):
        agree(office, sequence, END - timedelta(days=sequence))

    found = list_owed(office, 2)

    assert [one.owed.notice.due.instrument for one in found.pending] == [
        str(number(4)),
        str(number(3)),
    ]
    assert found.more
    assert not list_owed(office, 4).more


def test_what_is_sent_is_owed_no_more_and_stands_in_the_journal(office: Office) -> None:
    agree(office, 1, END)
    mailer = MemoryMailer()

    send_notices(office, mailer)

    (message,) = mailer.messages
    assert message.recipient == ANA
    assert states(office) == [
        ("D-180", "superado", "superado"),
        ("D-120", "superado", "superado"),
        ("D-90", "superado", "superado"),
        ("D-60", "preparado", None),
        ("D-60", "enviado", None),
    ]
    assert {line.message_id for line in lines(office)[3:]} == {message.message_id}
    assert owed(office) == []


@pytest.mark.parametrize("later", [0, 1, 14])
def test_a_second_run_sends_nothing(office: Office, later: int) -> None:
    agree(office, 1, END)
    send_notices(office, MemoryMailer())
    again = MemoryMailer()

    send_notices(on(office, TODAY + timedelta(days=later)), again)

    assert again.messages == []


def test_the_next_rung_is_owed_on_its_day_and_not_before(office: Office) -> None:
    agree(office, 1, END)
    send_notices(office, MemoryMailer())

    assert owed(on(office, date(2026, 12, 15))) == []
    assert owed(on(office, date(2026, 12, 16))) == [("vencimento", "D-45")]


def test_only_one_digest_a_day_leaves_even_when_the_first_is_about_something_else(
    office: Office,
) -> None:
    agree(office, 1, END)
    send_notices(office, MemoryMailer())
    agree(office, 2, END)
    later = MemoryMailer()

    send_notices(office, later)

    assert later.messages == []
    assert states(office, 2)[-1] == ("D-60", "adiado", "resumo_ja_enviado")
    send_notices(on(office, NEXT), later)
    assert len(later.messages) == 1


def test_a_mail_server_that_is_down_loses_nothing_and_leaves_no_mark(office: Office) -> None:
    agree(office, 1, END)

    report = send_notices(office, MemoryMailer(DOWN))

    assert report.stopped is DOWN
    assert owed(office) == [("vencimento", "D-60")]
    assert list_owed(office).last_run is None


def test_a_run_that_comes_to_its_end_leaves_its_mark_once_a_day(office: Office) -> None:
    send_notices(office, MemoryMailer())
    entries = office.store.last_seq()
    send_notices(office, MemoryMailer())

    assert list_owed(office).last_run == TODAY
    assert office.store.last_seq() == entries


def test_while_another_run_is_at_work_nothing_is_done(office: Office) -> None:
    agree(office, 1, END)
    mailer = MemoryMailer()

    with office.store.alone("avisos") as alone:
        report = send_notices(office, mailer)

    assert alone
    assert report.busy
    assert mailer.messages == []
    assert states(office) == []


def test_a_refused_recipient_is_told_in_the_journal(office: Office) -> None:
    agree(office, 1, END)

    send_notices(office, MemoryMailer(Receipt("recusada", "550 nao existe")))

    last = lines(office)[-1]
    assert (last.state, last.reason, last.detail) == ("falhou", "recusado", "550 nao existe")


def test_nothing_is_recorded_by_a_simulation(office: Office) -> None:
    agree(office, 1, END)
    entries = office.store.last_seq()

    (message,) = simulate(office)

    assert "a vigência termina em 30/01/2027" in message.subject
    assert office.store.last_seq() == entries


@pytest.mark.parametrize(
    ("settled", "reason"),
    [
        (ExtensionRequested(number=number(1), requested_on=TODAY), "resolvido"),
        (
            Ended(
                number=number(1),
                form="denuncia",
                notified_on=TODAY,
                effective_on=TODAY,
                reason="Fim.",
            ),
            "encerrado",
        ),
    ],
)
def test_a_settled_matter_is_owed_no_more_and_the_run_says_why(
    office: Office, settled: object, reason: str
) -> None:
    agree(office, 1, END)
    send_notices(office, MemoryMailer(Receipt("adiada", "451 depois")))
    record(office, settled)

    assert owed(office) == []
    send_notices(on(office, NEXT), MemoryMailer())

    last = lines(office)[-1]
    assert (last.rung, last.state, last.reason) == ("D-60", "dispensado", reason)


def test_what_was_settled_before_anybody_was_told_leaves_no_line(office: Office) -> None:
    send_notices(on(office, TODAY - timedelta(days=1)), MemoryMailer())
    agree(office, 1, date(2029, 1, 1))

    send_notices(office, MemoryMailer())

    assert states(office) == []


def test_what_came_and_was_settled_while_no_run_took_place_is_explained(office: Office) -> None:
    send_notices(office, MemoryMailer())
    by = date(2026, 12, 10)
    agree(office, 1, date(2029, 12, 1), publish_by=by)
    published = Published(number=number(1), published_on=by, edition="1", section=3, page=1)
    after = on(office, date(2026, 12, 11))
    record(after, published)

    send_notices(after, MemoryMailer())

    assert states(office)[-1] == ("vencido", "dispensado", "resolvido")


def test_an_instrument_sent_back_is_no_longer_to_be_signed(office: Office) -> None:
    early = on(office, TODAY - timedelta(days=8))
    draft(early, 1)
    open_for_signature(early, 1)
    assert owed(office) == [("assinatura", "D+7")]

    record(office, Returned(number=number(1), reason="Mudou o nome."))
    assert owed(office) == []
    open_for_signature(office, 1)
    assert owed(on(office, TODAY + timedelta(days=7))) == [("assinatura", "D+7")]
    record(office, Cancelled(number=number(1), reason="Desistência."))
    assert owed(on(office, TODAY + timedelta(days=7))) == []


def test_an_extension_asked_for_and_not_signed_is_told_of_until_the_end(office: Office) -> None:
    agree(office, 1, END)
    record(office, ExtensionRequested(number=number(1), requested_on=TODAY))

    def at(days: int) -> list[tuple[str, str]]:
        return owed(on(office, END + timedelta(days=days)))

    assert at(-31) == []
    assert at(-30) == [("prorrogacao", "D-30")]
    assert at(-5) == [("prorrogacao", "D-5")]
    assert at(1) == [("prorrogacao", "vencido")]


def test_who_reads_of_an_extension_sees_how_far_its_aditivo_is(office: Office) -> None:
    agree(office, 1, END)
    record(office, ExtensionRequested(number=number(1), requested_on=TODAY))

    (one,) = list_owed(on(office, END - timedelta(days=15))).pending

    assert one.owed.notice.due.details[-1] == ("Prorrogação pedida em", "01/12/2026")
    (message,) = simulate(on(office, END - timedelta(days=15)))
    assert message.subject == (
        "[Pactua] ACT nº 1/2024 (MPMT): falta assinar o termo aditivo; a vigência termina em "
        "30/01/2027 (sábado), daqui a 15 dias"
    )


def test_an_extension_that_was_asked_for_is_told_of_no_more_once_the_agreement_ended(
    office: Office,
) -> None:
    agree(office, 1, END)
    record(
        office,
        ExtensionRequested(number=number(1), requested_on=TODAY),
        Ended(
            number=number(1), form="denuncia", notified_on=TODAY, effective_on=TODAY, reason="Fim."
        ),
    )

    assert owed(on(office, END - timedelta(days=5))) == []


def test_a_refusal_is_told_on_its_day_with_its_reason(office: Office) -> None:
    draft(office, 1)
    open_for_signature(office, 1)
    refused = SignatureRefused(
        number=number(1), version=1, signatory="mpmt", reason="Falta a cláusula X.",
        refused_on=TODAY,
    )  # fmt: skip
    record(office, refused)

    (one,) = list_owed(office).pending

    assert one.owed.notice.rung.name == "recusa mpmt"
    assert one.owed.notice.due.details[-1] == ("Recusou", "mpmt: Falta a cláusula X.")
    (message,) = simulate(office)
    assert message.subject == "[Pactua] ACT nº 1/2024 (MPMT): houve recusa de assinatura"


def test_a_last_day_to_sign_is_told_before_and_after_it_and_anew_when_it_moves(
    office: Office,
) -> None:
    draft(office, 1)
    until = TODAY + timedelta(days=4)
    opened = EnvelopeOpened(
        number=number(1), version=1, signatories=("senacon", "mpmt"), until=until
    )
    record(office, opened)
    assert owed(on(office, until - timedelta(days=3))) == []
    assert owed(on(office, until - timedelta(days=2))) == [("assinatura", "D-2")]
    assert owed(on(office, until + timedelta(days=1))) == [("assinatura", "fim 05/12/2026")]

    later = until + timedelta(days=5)
    record(office, EnvelopeExtended(number=number(1), version=1, until=later))

    assert owed(on(office, later + timedelta(days=1))) == [("assinatura", "fim 10/12/2026")]


def test_a_concluded_action_is_owed_no_more(office: Office) -> None:
    agree(office, 1, END + timedelta(days=900), actions=(TODAY, TODAY))
    assert owed(office) == [("acao", "D-0"), ("acao", "D-0")]

    record(office, ActionDone(number=number(1), place=2, done_on=TODAY, evidence="Ofício nº 1."))

    (one,) = list_owed(office).pending
    assert one.owed.notice.due.title == "ACT nº 1/2024 (MPMT), ação 1"
    assert dict(one.owed.notice.due.details)["Responsável"] == "SENACON"


def test_an_agreement_taken_in_years_after_its_end_warns_of_nothing(office: Office) -> None:
    agree(office, 1, TODAY - timedelta(days=367))
    agree(office, 2, TODAY - timedelta(days=300))

    assert [one.owed.notice.due.instrument for one in list_owed(office).pending] == [str(number(2))]


# --- the draft that goes along ---


def test_the_draft_of_the_aditivo_goes_with_a_notice_of_expiry(office: Office) -> None:
    agree(office, 1, END)
    agree(office, 2, END, actions=(TODAY,))
    asked: list[str] = []

    def draft_of(instrument: str) -> Attachment | None:
        asked.append(instrument)
        return DOCUMENT if instrument == str(number(1)) else None

    mailer = MemoryMailer()
    add_recipient(office, "1/2024", BIA.name, BIA.email)
    send_notices(office, mailer, draft_of)

    assert [message.attachments for message in mailer.messages] == [(DOCUMENT,), (DOCUMENT,)]
    assert sorted(asked) == [str(number(1)), str(number(2))]


def test_a_draft_that_cannot_be_made_holds_nothing_back(office: Office) -> None:
    agree(office, 1, END)

    def draft_of(instrument: str) -> Attachment | None:
        raise StateError("o partícipe não está no cadastro.")

    mailer = MemoryMailer()
    send_notices(office, mailer, draft_of)

    (message,) = mailer.messages
    assert "A minuta não pôde ser preparada: o partícipe não está no cadastro." in message.text


def test_no_draft_is_made_once_the_term_has_ended(office: Office) -> None:
    agree(office, 1, TODAY - timedelta(days=5))
    mailer = MemoryMailer()

    send_notices(office, mailer, lambda instrument: DOCUMENT)

    assert [message.attachments for message in mailer.messages] == [()]


# --- taking over ---


def test_who_takes_a_notice_over_is_recorded_and_it_is_owed_no_more(office: Office) -> None:
    agree(office, 1, END)
    (one,) = list_owed(office).pending

    taken = take_over(office.acting_as("Bia Lima"), one.owed.notice.id[:6])

    assert (taken.line.notice_id, taken.line.by, taken.before) == (
        one.owed.notice.id,
        "Bia Lima",
        "",
    )
    assert owed(office) == []
    assert states(office) == [("D-60", "assumido", "assumido")]


def test_a_notice_that_was_sent_can_be_taken_over_and_given_on(office: Office) -> None:
    agree(office, 1, END)
    send_notices(office, MemoryMailer())
    notice_id = lines(office)[-1].notice_id
    take_over(office, notice_id)
    entries = office.store.last_seq()

    assert take_over(office, notice_id).before == "Ana Lima"
    assert office.store.last_seq() == entries
    assert take_over(office.acting_as("Bia Lima"), notice_id.upper()).before == "Ana Lima"
    assert lines(office)[-1].by == "Bia Lima"


def test_nobody_answers_for_a_matter_that_is_settled(office: Office) -> None:
    agree(office, 1, END)
    send_notices(office, MemoryMailer())
    record(office, ExtensionRequested(number=number(1), requested_on=TODAY))

    with pytest.raises(StateError) as told_why:
        take_over(office, lines(office)[-1].notice_id)

    assert told_why.value.message == (
        "não há mais o que assumir: A prorrogação foi pedida em 01/12/2026."
    )


@pytest.mark.parametrize("wrong", ["", "abc", "xyz12345", "0" * 17])
def test_what_is_no_notice_id_is_refused(office: Office, wrong: str) -> None:
    with pytest.raises(UsageError, match="não é o número de um aviso"):
        take_over(office, wrong)


def test_an_unknown_notice_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound, match="não há aviso 0000"):
        take_over(office, "0000")


def test_nobody_takes_over_and_the_superior_is_told(office: Office) -> None:
    agree(office, 1, TODAY + timedelta(days=180))
    mailer = MemoryMailer()
    for days in (3, 63, 93, 125):
        send_notices(on(office, TODAY + timedelta(days=days)), mailer)

    assert [message.recipient for message in mailer.messages].count(CHIEF) == 1
    assert "Vai também à chefia" in mailer.messages[-1].text


# --- who is told ---


def test_a_recipient_of_one_instrument_is_told_of_it_alone(office: Office) -> None:
    agree(office, 1, END)
    agree(office, 2, END)

    assert add_recipient(office, "1/2024", BIA.name, BIA.email) == [BIA]
    mailer = MemoryMailer()
    send_notices(office, mailer)

    (to_bia,) = [message for message in mailer.messages if message.recipient == BIA]
    assert "nº 1/2024" in to_bia.text
    assert "nº 2/2024" not in to_bia.text


def test_a_recipient_is_recorded_once_and_can_be_removed(office: Office) -> None:
    draft(office, 1)
    add_recipient(office, "1/2024", BIA.name, BIA.email)
    entries = office.store.last_seq()
    add_recipient(office, "1/2024", BIA.name, BIA.email)

    assert office.store.last_seq() == entries
    assert remove_recipient(office, "1/2024", BIA.email.upper()) == []
    assert recipients(office, "1/2024") == []
    with pytest.raises(NotFound):
        remove_recipient(office, "1/2024", BIA.email)


def test_a_recipient_is_written_as_name_and_address() -> None:
    assert parse_recipient(" Bia Lima  <bia@mj.gov.br> ") == ("Bia Lima", "bia@mj.gov.br")
    for wrong in ("bia@mj.gov.br", "Bia <bia@mj.gov.br", "<bia@mj.gov.br>", "Bia <> x"):
        with pytest.raises(UsageError):
            parse_recipient(wrong)


def test_a_new_coordinator_is_told_what_the_last_one_knew(tmp_path: Path) -> None:
    office = notice_office(tmp_path)
    agree(office, 1, END)
    send_notices(office, MemoryMailer())
    people = {"coordenador": {"nome": BIA.name, "email": BIA.email}}
    changed = replace(notice_office(tmp_path, papeis=people), now=on(office, NEXT).now)

    assert [one.owed.recipients for one in list_owed(changed).pending] == [(BIA,)]
