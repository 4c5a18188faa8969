"""Real mail servers on this machine, well behaved (aiosmtpd) and ill, for tests of smtp.py."""

import asyncio
import contextlib
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"


@dataclass
class Mailbox:
    """An aiosmtpd handler: keeps what it accepts, and answers otherwise where it is told to."""

    answers: dict[str, str] = field(default_factory=dict)
    """What RCPT is answered, by recipient, and DATA and QUIT; `desliga` hangs up."""
    taken: list[tuple[str | None, list[str], bytes]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (the names are aiosmtpd's)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer == "desliga":
            hang_up(server)
        elif answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.get("DATA", "250 OK")
        assert isinstance(envelope.content, bytes)
        if answer[0] in "2d":
            self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
            assert server.transport is not None
            self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        if answer == "desliga":
            hang_up(server)
        return answer

    async def handle_QUIT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.answers.get("QUIT", "221 adeus")
        if answer == "desliga":
            hang_up(server)
        return answer

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        good = isinstance(data, LoginPassword) and data.password == b"s#nha/1"
        if isinstance(data, LoginPassword):
            self.users.append(data.login.decode())
        return AuthResult(success=good, handled=good)


def hang_up(server: SMTP) -> None:
    """Cut the connection without a word."""
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


@contextmanager
def mail_server(
    mailbox: Mailbox, certificate: tuple[Path, Path] | None = None, **options: Any
) -> Iterator[int]:
    """The port of a server that puts mail into the mailbox; `implicit_tls` for smtps."""
    tls = None
    if certificate is not None:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(*map(str, certificate))
    implicit = bool(options.pop("implicit_tls", False))
    controller = Controller(
        mailbox,
        hostname=HOST,
        port=free_port(),
        ssl_context=tls if implicit else None,
        tls_context=None if implicit else tls,
        **options,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def script(lines: Sequence[str | None]) -> Iterator[int]:
    """The port of a server that answers each line it gets with the next of these; None hangs up.

    The first line is the greeting. It serves one connection.
    """
    listener = socket.create_server((HOST, 0))
    port: int = listener.getsockname()[1]

    def serve() -> None:
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with connection, connection.makefile("rwb") as stream:
                for line in lines:
                    if line is None:
                        return
                    stream.write(f"{line}\r\n".encode())
                    stream.flush()
                    stream.readline()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield port
    finally:
        listener.close()
        thread.join(5)


def silent(port_used: Callable[[int], None]) -> None:
    """Run something against a server that accepts connections and never says a word."""
    with socket.create_server((HOST, 0)) as listener:
        port_used(listener.getsockname()[1])


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine and its key, made by openssl."""
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", f"subjectAltName=DNS:localhost,IP:{HOST}"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key
