"""The whole way: from what is due, through the words and a real mail server, into the log."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default

from notices.digest import Composer
from notices.message import Attachment
from notices.outbox import Report, deliver
from notices.smtp import SmtpMailer
from tests.notices.fakes import MemoryLedger
from tests.notices.samples import ANA, BIA, EXPIRY, noon, notices, rules
from tests.notices.servers import HOST, Mailbox, mail_server

DAY = date(2026, 12, 1)
DRAFT = Attachment("minuta-aditivo.docx", "application/msword", b"PK\x03\x04")
TO_TWO = replace(EXPIRY, extra=(BIA,))


def run(mailbox: Mailbox, ledger: MemoryLedger) -> Report:
    """One run through a real server on this machine."""
    with mail_server(mailbox) as port:
        return deliver(
            [TO_TWO],
            noon(DAY),
            rules(),
            ledger,
            SmtpMailer(f"smtp://{HOST}:{port}?timeout=10"),
            Composer(rules(), lambda _: [DRAFT]),
        )


def recorded(ledger: MemoryLedger, *states: str) -> list[tuple[str, str]]:
    return [(line.state, line.recipient) for line in ledger.lines if line.state in states]


def test_a_notice_arrives_with_its_draft_and_is_recorded() -> None:
    mailbox, ledger = Mailbox(), MemoryLedger()

    run(mailbox, ledger)

    assert [to for _, to, _ in mailbox.taken] == [[ANA.email], [BIA.email]]
    mail = message_from_bytes(mailbox.taken[0][2], policy=default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert f"pactua aviso assumir {notices(EXPIRY)['D-60'].id}" in body.get_content()
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (DRAFT.name, DRAFT.data)
    assert recorded(ledger, "enviado") == [("enviado", ANA.key), ("enviado", BIA.key)]


def test_a_recipient_who_is_refused_leaves_the_others_theirs() -> None:
    mailbox, ledger = Mailbox({ANA.email: "550 nao existe"}), MemoryLedger()

    report = run(mailbox, ledger)

    assert [to for _, to, _ in mailbox.taken] == [[BIA.email]]
    assert [(one.reason, one.detail) for one in report.failures] == [("recusado", "550 nao existe")]
    assert recorded(ledger, "enviado", "falhou") == [("falhou", ANA.key), ("enviado", BIA.key)]


def test_a_connection_lost_before_the_answer_brings_the_same_message_id_again() -> None:
    lost, sound, ledger = Mailbox({"DATA": "desliga"}), Mailbox(), MemoryLedger()

    run(lost, ledger)
    run(sound, ledger)

    assert [content for *_, content in sound.taken] == [content for *_, content in lost.taken]
    assert recorded(ledger, "falhou", "enviado") == [
        ("falhou", ANA.key),
        ("falhou", BIA.key),
        ("enviado", ANA.key),
        ("enviado", BIA.key),
    ]
