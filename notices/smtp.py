"""Delivery through a mail server (RFC 5321).

    smtp://user:password@host:587?starttls      the usual one: TLS after the greeting
    smtps://user:password@host                  TLS from the first byte (465)
    smtp://localhost:25                         no TLS: for a server on this machine

User and password are percent-encoded. `?ca=FILE` names the authority of a server of one's own,
`?timeout=SECONDS` how long it may stay silent (30). A connection serves one message: what goes
wrong in it concerns that message alone, and no recipient that a server chokes on holds up others.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from faults.errors import OutsideError, UsageError
from faults.system_words import system_reason
from notices.message import Message, ascii_address
from notices.outbox import Receipt

PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
OPTIONS = frozenset({"starttls", "ca", "timeout"})
REMEDY = (
    "Escreva como smtp://usuario:senha@servidor:587?starttls ou smtps://usuario:senha@servidor."
)
LONGEST_TIMEOUT = 600
ACCEPTED, WILL_FORWARD, FOR_GOOD = 250, 251, 500


@dataclass(frozen=True, slots=True)
class Server:
    """Where and how to connect; the password stays out of its text."""

    host: str
    port: int
    security: str
    user: str
    password: str
    authority: str | None
    timeout: float

    def __repr__(self) -> str:
        return f"{self.security}://{self.host}:{self.port}"


def read_url(url: str) -> Server:
    """The server that a URL names. Raises UsageError, which never repeats the password."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise UsageError("o endereço do servidor de e-mail não pode ser lido.", REMEDY) from error
    if parts.scheme not in ("smtp", "smtps") or not host or parts.path not in ("", "/"):
        raise UsageError("o endereço do servidor de e-mail não tem a forma esperada.", REMEDY)
    options = parse_qs(parts.query, keep_blank_values=True)
    unknown = sorted(options.keys() - OPTIONS)
    if unknown:
        raise UsageError(
            f"servidor de e-mail: não existe a opção {', '.join(unknown)}.",
            "As opções são starttls, ca e timeout.",
        )
    security = "starttls" if parts.scheme == "smtp" and "starttls" in options else parts.scheme
    server = Server(
        host=host,
        port=port or PORTS[security],
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        authority=options.get("ca", [None])[-1],
        timeout=_timeout(options.get("timeout", ["30"])[-1]),
    )
    _refuse_bare_password(parts, server)
    return server


def _timeout(text: str) -> float:
    seconds = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
    if not 1 <= seconds <= LONGEST_TIMEOUT:
        raise UsageError(
            "servidor de e-mail: timeout é um número de segundos.",
            f"Use de 1 a {LONGEST_TIMEOUT}.",
        )
    return float(seconds)


def _refuse_bare_password(parts: SplitResult, server: Server) -> None:
    if server.user and server.security == "smtp" and server.host not in HERE:
        raise UsageError(
            "servidor de e-mail: a senha iria sem proteção pela rede.",
            "Acrescente ?starttls ao endereço ou use smtps://.",
        )


class SmtpMailer:
    """Hands messages to the server of a URL. Raises UsageError for a URL that cannot be used."""

    def __init__(self, url: str) -> None:
        self._server = read_url(url)
        self._tls = _tls(self._server)

    def send(self, message: Message) -> Receipt:
        """Hand over one message. Raises OutsideError when the server cannot be used."""
        connection = self._connect()
        try:
            return self._hand_over(connection, message)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()  # the answer has been given: a failing farewell changes nothing
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        """A connection that is ready for a message."""
        server = self._server
        connection: smtplib.SMTP | None = None
        try:
            if server.security == "smtps":
                connection = smtplib.SMTP_SSL(
                    server.host, server.port, timeout=server.timeout, context=self._tls
                )
            else:
                connection = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
            if server.security == "starttls":
                connection.starttls(context=self._tls)
            if server.user:
                connection.login(server.user, server.password)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            if connection is not None:
                connection.close()
            raise _unusable(server, error) from error
        return connection

    def _hand_over(self, connection: smtplib.SMTP, message: Message) -> Receipt:
        """The envelope and the content. What fails before the content was surely not sent."""
        content = message.as_bytes()
        try:
            connection.ehlo_or_helo_if_needed()
            code, reply = connection.mail(ascii_address(message.sender.email))
            if code != ACCEPTED:
                raise smtplib.SMTPSenderRefused(code, reply, message.sender.email)
        except (OSError, smtplib.SMTPException) as error:
            raise _unusable(self._server, error) from error
        try:
            code, reply = connection.rcpt(ascii_address(message.recipient.email))
        except (OSError, smtplib.SMTPException) as error:
            return Receipt("adiada", _words(self._server, error))
        if code not in (ACCEPTED, WILL_FORWARD):
            return _answer(code, reply)
        try:
            return _answer(*connection.data(content))
        except smtplib.SMTPDataError as error:
            return _answer(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            return Receipt("incerta", _words(self._server, error))


def _answer(code: int, reply: bytes | str) -> Receipt:
    """The server's judgement: 4xx is for now, 5xx for good."""
    if code == ACCEPTED:
        return Receipt("aceita")
    return Receipt("adiada" if code < FOR_GOOD else "recusada", _said(code, reply))


def _tls(server: Server) -> ssl.SSLContext | None:
    if server.security == "smtp":
        return None
    try:
        return ssl.create_default_context(cafile=server.authority)
    except (OSError, ssl.SSLError) as error:
        raise UsageError(
            f"servidor de e-mail: o certificado de {server.authority} não pode ser lido.",
            "Confira o caminho escrito em ?ca=.",
        ) from error


def _unusable(server: Server, error: Exception) -> OutsideError:
    where = f"{server.host}:{server.port}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return OutsideError(
            f"o servidor de e-mail {where} não aceitou usuário e senha.", "Confira-os no endereço."
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return OutsideError(
            f"o certificado do servidor de e-mail {where} não é de confiança "
            f"({error.verify_message}).",
            "Indique a autoridade que o emitiu com ?ca=ARQUIVO.",
        )
    return OutsideError(
        f"o servidor de e-mail {where} não pode ser usado: {_words(server, error)}.",
        "Confira o endereço, a porta e a rede; o que não saiu continua na fila.",
    )


def _words(server: Server, error: Exception) -> str:
    """What went wrong, as people say it."""
    match error:
        case smtplib.SMTPResponseException():
            return _said(error.smtp_code, error.smtp_error)
        case UnicodeError():
            return "usuário ou senha têm caracteres que não são ASCII"
        case _ if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            seconds = "1 segundo" if server.timeout == 1 else f"{server.timeout:.0f} segundos"
            return f"ficou {seconds} sem responder"
        case smtplib.SMTPServerDisconnected() | ConnectionResetError() | BrokenPipeError():
            return "fechou a conexão"
        case ConnectionRefusedError():
            return "recusou a conexão"
        case smtplib.SMTPNotSupportedError():
            lacking = (name for name in ("STARTTLS", "SMTPUTF8", "AUTH") if name in str(error))
            return f"não oferece o que se pediu ({next(lacking, 'uma extensão')})"
        case OSError():
            return system_reason(error)
        case _:
            return f"erro não previsto ({type(error).__name__})"


def _said(code: int, reply: bytes | str) -> str:
    """The server's words on one line."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:400]
