"""Delivery through real mail servers on this machine, and through some that misbehave."""

from collections.abc import Sequence
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from faults.errors import OutsideError, UsageError
from notices.due import Recipient
from notices.outbox import Receipt
from notices.smtp import SmtpMailer, read_url
from tests.notices.samples import ANA, BIA
from tests.notices.servers import (
    HOST,
    Mailbox,
    free_port,
    mail_server,
    script,
    self_signed,
    silent,
)
from tests.notices.test_message import PLAIN

needs_openssl = pytest.mark.requires("openssl")
HELLO = ["220 pronto", "250 ola"]
LOGIN = "ana%40mj.gov.br:s%23nha%2F1"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return self_signed(tmp_path_factory.mktemp("tls"))


def send(url: str) -> Receipt:
    return SmtpMailer(url).send(PLAIN)


def test_a_message_arrives_as_it_left_from_the_sender_to_its_one_recipient() -> None:
    mailbox = Mailbox()

    with mail_server(mailbox) as port:
        receipt = send(f"smtp://{HOST}:{port}")

    assert receipt == Receipt("aceita")
    assert mailbox.taken == [("acordos@mj.gov.br", ["ana.souza@mj.gov.br"], PLAIN.as_bytes())]


def test_several_messages_each_have_a_connection_of_their_own() -> None:
    mailbox = Mailbox()

    with mail_server(mailbox) as port:
        mailer = SmtpMailer(f"smtp://{HOST}:{port}")
        receipts = [mailer.send(replace(PLAIN, recipient=one)) for one in (ANA, BIA, ANA)]

    assert {receipt.outcome for receipt in receipts} == {"aceita"}
    assert [to for _, (to,), _ in mailbox.taken] == [ANA.email, BIA.email, ANA.email]


def test_lines_that_begin_with_a_full_stop_arrive_whole() -> None:
    mailbox = Mailbox()
    text = ".\n..\n.fim\n"

    with mail_server(mailbox) as port:
        SmtpMailer(f"smtp://{HOST}:{port}").send(replace(PLAIN, text=text))

    mail = message_from_bytes(mailbox.taken[0][2], policy=default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == text.splitlines()


def test_an_address_under_an_accented_domain_is_handed_over_as_the_name_system_writes_it() -> None:
    mailbox = Mailbox()

    with mail_server(mailbox) as port:
        SmtpMailer(f"smtp://{HOST}:{port}").send(
            replace(PLAIN, recipient=Recipient("Ana", "ana@órgão.gov.br"))
        )

    assert mailbox.taken[0][1] == ["ana@xn--rgo-nla1f.gov.br"]


# --- refusals ---


@pytest.mark.parametrize(
    ("answers", "receipt"),
    [
        (
            {ANA.email: "550 5.1.1 não existe"},
            Receipt("recusada", "550 5.1.1 não existe"),
        ),
        ({ANA.email: "450 4.2.0 tente depois"}, Receipt("adiada", "450 4.2.0 tente depois")),
        ({"DATA": "552 5.3.4 grande demais"}, Receipt("recusada", "552 5.3.4 grande demais")),
        ({"DATA": "451 4.3.0 sem espaço"}, Receipt("adiada", "451 4.3.0 sem espaço")),
        ({ANA.email: "desliga"}, Receipt("adiada", "fechou a conexão")),
        ({"DATA": "desliga"}, Receipt("incerta", "fechou a conexão")),
    ],
)
def test_what_the_server_says_is_told_and_how_sure_it_is(
    answers: dict[str, str], receipt: Receipt
) -> None:
    with mail_server(Mailbox(answers), enable_SMTPUTF8=True) as port:
        found = send(f"smtp://{HOST}:{port}")

    assert found.outcome == receipt.outcome
    assert found.why == receipt.why


def test_a_recipient_that_is_refused_leaves_the_next_message_alone() -> None:
    mailbox = Mailbox({ANA.email: "550 nao existe"})

    with mail_server(mailbox) as port:
        mailer = SmtpMailer(f"smtp://{HOST}:{port}")
        outcomes = [mailer.send(replace(PLAIN, recipient=one)).outcome for one in (ANA, BIA)]

    assert outcomes == ["recusada", "aceita"]


ACCEPTED = [*HELLO, "250 ok", "250 ok", "354 manda"]


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        ([*HELLO, "250 ok", None], "adiada"),
        ([*HELLO, "250 ok", "250 ok", "554 nao quero"], "recusada"),
        ([*HELLO, "250 ok", "250 ok", "421 vou fechar"], "adiada"),
        ([*ACCEPTED, None], "incerta"),
    ],
)
def test_a_connection_lost_on_the_way_is_uncertain_only_once_the_content_is_under_way(
    lines: Sequence[str | None], outcome: str
) -> None:
    with script(lines) as port:
        assert send(f"smtp://{HOST}:{port}?timeout=5").outcome == outcome


def test_a_server_that_hangs_up_after_taking_the_message_has_taken_it() -> None:
    mailbox = Mailbox({"QUIT": "desliga"})

    with mail_server(mailbox) as port:
        assert send(f"smtp://{HOST}:{port}") == Receipt("aceita")

    assert len(mailbox.taken) == 1


# --- a server that cannot be used ---


def why_not(url: str) -> tuple[str, str]:
    """What is said of a server that cannot be used; its port becomes PORT."""
    with pytest.raises(OutsideError) as refused:
        send(url)
    port = str(read_url(url).port)
    return refused.value.message.replace(port, "PORT"), refused.value.remedy


CHECK = "Confira o endereço, a porta e a rede; o que não saiu continua na fila."


def test_a_server_that_is_not_there_is_told() -> None:
    assert why_not(f"smtp://{HOST}:{free_port()}") == (
        "o servidor de e-mail 127.0.0.1:PORT não pode ser usado: recusou a conexão.",
        CHECK,
    )


def test_a_server_that_stays_silent_is_left_after_the_time_given() -> None:
    def hear_nothing(port: int) -> None:
        assert why_not(f"smtp://{HOST}:{port}?timeout=1") == (
            "o servidor de e-mail 127.0.0.1:PORT não pode ser usado: "
            "ficou 1 segundo sem responder.",
            CHECK,
        )

    silent(hear_nothing)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["554 fora do ar"], "554 fora do ar"),
        ([*HELLO, "550 remetente recusado"], "550 remetente recusado"),
        (["220 pronto", None], "fechou a conexão"),
        ([None], "fechou a conexão"),
    ],
)
def test_a_server_that_will_not_serve_anybody_is_told(
    lines: Sequence[str | None], words: str
) -> None:
    with script(lines) as port:
        assert why_not(f"smtp://{HOST}:{port}?timeout=5") == (
            f"o servidor de e-mail 127.0.0.1:PORT não pode ser usado: {words}.",
            CHECK,
        )


def test_a_server_without_tls_is_not_used_when_tls_was_asked_for() -> None:
    with mail_server(Mailbox()) as port:
        message, _ = why_not(f"smtp://{HOST}:{port}?starttls")

    assert message == (
        "o servidor de e-mail 127.0.0.1:PORT não pode ser usado: não oferece o que se pediu "
        "(STARTTLS)."
    )


# --- TLS and passwords ---


@needs_openssl
@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "smtps"])
def test_with_tls_the_message_and_the_password_travel_encrypted(
    certificate: tuple[Path, Path], implicit: bool
) -> None:
    mailbox = Mailbox()
    scheme, option = ("smtps", "") if implicit else ("smtp", "starttls&")

    with mail_server(
        mailbox,
        certificate,
        implicit_tls=implicit,
        authenticator=mailbox.authenticate,
        auth_require_tls=not implicit,  # aiosmtpd counts only STARTTLS as TLS
        auth_required=not implicit,
    ) as port:
        receipt = send(f"{scheme}://{LOGIN}@{HOST}:{port}?{option}ca={certificate[0]}")

    assert receipt == Receipt("aceita")
    assert (mailbox.encrypted, mailbox.users) == ([True], ["ana@mj.gov.br"])


@needs_openssl
def test_a_wrong_password_is_told_without_repeating_it(certificate: tuple[Path, Path]) -> None:
    mailbox = Mailbox()

    with mail_server(mailbox, certificate, authenticator=mailbox.authenticate) as port:
        told = why_not(f"smtp://ana:errada@{HOST}:{port}?starttls&ca={certificate[0]}")

    assert told == (
        "o servidor de e-mail 127.0.0.1:PORT não aceitou usuário e senha.",
        "Confira-os no endereço.",
    )
    assert mailbox.taken == []


def test_a_password_that_the_protocol_cannot_carry_is_told_without_repeating_it() -> None:
    mailbox = Mailbox()

    with mail_server(mailbox, authenticator=mailbox.authenticate, auth_require_tls=False) as port:
        message, _ = why_not(f"smtp://ana:s%C3%A9nha@{HOST}:{port}")

    assert message == (
        "o servidor de e-mail 127.0.0.1:PORT não pode ser usado: usuário ou senha têm caracteres "
        "que não são ASCII."
    )


@needs_openssl
def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: tuple[Path, Path]) -> None:
    with mail_server(Mailbox(), certificate) as port:
        message, remedy = why_not(f"smtp://{HOST}:{port}?starttls")

    assert message == (
        "o certificado do servidor de e-mail 127.0.0.1:PORT não é de confiança "
        "(self-signed certificate)."
    )
    assert remedy == "Indique a autoridade que o emitiu com ?ca=ARQUIVO."


# --- the address of the server ---


@pytest.mark.parametrize(
    ("url", "shown", "user"),
    [
        ("smtp://correio.gov.br", "smtp://correio.gov.br:25", ""),
        ("smtp://correio.gov.br?starttls", "starttls://correio.gov.br:587", ""),
        ("smtps://a%40b:c%3Ad@correio.gov.br/", "smtps://correio.gov.br:465", "a@b"),
        ("smtp://eu:x@localhost:2525", "smtp://localhost:2525", "eu"),
        ("smtp://[::1]:2525?timeout=5", "smtp://::1:2525", ""),
    ],
)
def test_an_address_says_where_and_how(url: str, shown: str, user: str) -> None:
    server = read_url(url)

    assert (repr(server), server.user) == (shown, user)


def test_the_password_is_decoded_and_never_shown() -> None:
    server = read_url("smtps://eu:s%C3%A9nha%2F1@correio.gov.br")

    assert server.password == "sénha/1"
    assert "nha" not in repr(server)


FORM = "Escreva como smtp://usuario:senha@servidor:587?starttls ou smtps://usuario:senha@servidor."


@pytest.mark.parametrize(
    ("url", "message", "remedy"),
    [
        (
            "http://segredo@correio.gov.br",
            "o endereço do servidor de e-mail não tem a forma esperada.",
            FORM,
        ),
        ("correio.gov.br:25", "o endereço do servidor de e-mail não tem a forma esperada.", FORM),
        ("smtp://", "o endereço do servidor de e-mail não tem a forma esperada.", FORM),
        ("smtp://x:segredo@h:porta", "o endereço do servidor de e-mail não pode ser lido.", FORM),
        (
            "smtp://h?tls&x=1",
            "servidor de e-mail: não existe a opção tls, x.",
            "As opções são starttls, ca e timeout.",
        ),
        (
            "smtp://h?timeout=0",
            "servidor de e-mail: timeout é um número de segundos.",
            "Use de 1 a 600.",
        ),
        (
            "smtp://eu:segredo@correio.gov.br",
            "servidor de e-mail: a senha iria sem proteção pela rede.",
            "Acrescente ?starttls ao endereço ou use smtps://.",
        ),
        (
            "smtps://h?ca=nao-existe.pem",
            "servidor de e-mail: o certificado de nao-existe.pem não pode ser lido.",
            "Confira o caminho escrito em ?ca=.",
        ),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_the_password(
    url: str, message: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as refused:
        SmtpMailer(url)

    assert (refused.value.message, refused.value.remedy) == (message, remedy)
    assert "segredo" not in f"{refused.value.message} {refused.value.remedy}"
