"""A message as an e-mail: what a reader parses is what went in, whatever the names hold."""

import doctest
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import words
from notices.due import Recipient
from notices.message import Attachment, Message, one_line
from tests.notices.samples import ANA, SENDER

WHEN = datetime(2026, 12, 1, 11, 30, tzinfo=UTC)
PLAIN = Message(
    "<4d7a54d2@mj.gov.br>",
    WHEN,
    SENDER,
    ANA,
    "[Pactua] Ação até 30/12",
    "Olá, Ana.\n\n.\nAté já.\n",
    "<p>Olá, <b>Ana</b>.</p>\n",
    (
        Attachment("minuta.docx", "application/msword", b"\x00\xff\r\n.\r\n"),
        Attachment("Relatório de execução nº 1/2024.pdf", "application/pdf", b"%PDF"),
    ),
)
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]


def read(message: Message) -> EmailMessage:
    return message_from_bytes(message.as_bytes(), policy=default)


def shown_name(message: Message) -> str:
    """The name of the recipient as a mail reader shows it.

    By Python's older parser: its newer one keeps the blank where an encoded name was folded, which
    RFC 2047 (6.2) tells readers to drop.
    """
    name, _ = parseaddr(message_from_bytes(message.as_bytes())["To"])
    return str(make_header(decode_header(name)))


def test_the_parts_are_text_html_and_files() -> None:
    mail = read(PLAIN)

    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/msword",
        "application/pdf",
    ]
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().splitlines() == PLAIN.text.splitlines()
    assert html.get_content().splitlines() == PLAIN.html.splitlines()
    assert [
        (part.get_filename(), part.get_content_disposition(), part.get_content())
        for part in mail.iter_attachments()
    ] == [
        ("minuta.docx", "attachment", b"\x00\xff\r\n.\r\n"),
        ("Relatório de execução nº 1-2024.pdf", "attachment", b"%PDF"),
    ]


def test_the_headers_say_who_when_and_that_no_reply_is_wanted() -> None:
    mail = read(PLAIN)

    assert list(mail.keys()) == HEADERS
    assert {name: str(mail[name]) for name in HEADERS if name != "Content-Type"} == {
        "From": "Acordos da Senacon <acordos@mj.gov.br>",
        "To": "Ana Souza <ana.souza@mj.gov.br>",
        "Subject": "[Pactua] Ação até 30/12",
        "Date": "Tue, 01 Dec 2026 08:30:00 -0300",
        "Message-ID": "<4d7a54d2@mj.gov.br>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Language": "pt-BR",
    }


def test_the_bytes_are_ascii_in_lines_that_every_server_takes() -> None:
    long = replace(PLAIN, text="á" * 5000, subject="ç" * 300)

    lines = long.as_bytes().split(b"\r\n")

    assert long.as_bytes().isascii()
    assert max(map(len, lines)) <= 78
    assert not any(b"\r" in line or b"\n" in line for line in lines)


def test_the_same_message_gives_the_same_bytes() -> None:
    assert PLAIN.as_bytes() == replace(PLAIN).as_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "Ana\r\nBcc: todos@mj.gov.br",
        "Ana\nSubject: outro",
        "Ana\x00Souza",
        "Ana\u2028Souza",
        "\u202eanA",
        'Souza, Ana "a chefe" <ana@x.br>; (sub)',
        'São João d\'El-Rei, Coordenação-Geral; Setor "Acordos" \\ nº 1',
        "Conceição " * 11,
    ],
)
def test_a_name_cannot_add_a_header_or_a_recipient(name: str) -> None:
    message = replace(PLAIN, recipient=Recipient(name, ANA.email), subject=name)

    mail = read(message)

    assert list(mail.keys()) == HEADERS
    assert [address.addr_spec for address in mail["To"].addresses] == [ANA.email]
    assert shown_name(message) == one_line(name, 120)
    assert mail["Subject"] == one_line(name)


@given(name=st.text(max_size=200), subject=st.text(max_size=300), file=st.text(max_size=150))
def test_whatever_the_texts_hold_the_same_headers_come_out_and_one_recipient(
    name: str, subject: str, file: str
) -> None:
    attachment = Attachment(file, "application/pdf", b"%PDF")
    message = replace(
        PLAIN, recipient=Recipient(name, ANA.email), subject=subject, attachments=(attachment,)
    )

    mail = read(message)

    assert list(mail.keys()) == HEADERS
    assert [address.addr_spec for address in mail["To"].addresses] == [ANA.email]
    # Python loses a space where it breaks a long line of letters beyond the basic plane.
    assert "".join(mail["Subject"].split()) == "".join(one_line(subject).split())
    assert len(list(mail.iter_attachments())) == 1


@given(st.text())
def test_one_line_is_one_line_and_stays_as_it_is_the_second_time(text: str) -> None:
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    assert len(line) <= 400


def test_an_address_under_a_name_with_accents_is_written_for_the_name_system() -> None:
    mail = read(replace(PLAIN, recipient=Recipient("Ana", "ana@órgão.gov.br")))

    assert mail["To"].addresses[0].addr_spec == "ana@xn--rgo-nla1f.gov.br"


def test_the_examples_of_the_words_are_true() -> None:
    assert doctest.testmod(words).failed == 0
