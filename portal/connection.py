"""A connection that cannot be used to wear the server out: bounds on how many there are, and on
what and how slowly each may send.

uvicorn bounds neither the size of a head nor the time that a head or a body takes to arrive, once
the question is answered; here all are, and so is a whole message, with what stands between its
chunks and after them. A body is bounded more closely where it is read (uploads.py). What is refused
here never reaches the portal, and carries the same headers as what does.
"""

import asyncio
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from portal.headers import NOT_KEPT, OF_PAGES

MOST_HEAD = 32 * 1024
MOST_MESSAGE = 64 * 1024 * 1024
MOST_STRAY = 8
"""So often bytes may come that belong to no question, such as the empty line after a form."""


def _plain(status: bytes, words: bytes, *more: bytes) -> bytes:
    """A whole answer in a few words, after which the connection is closed."""
    headers = [b"%b: %b" % header for header in (*OF_PAGES, NOT_KEPT)]
    head = (
        b"HTTP/1.1 " + status,
        b"connection: close",
        b"content-type: text/plain; charset=utf-8",
        b"content-length: %d" % len(words),
        *headers,
        *more,
    )
    return b"\r\n".join(head) + b"\r\n\r\n" + words


TOO_LARGE = _plain(b"431 Request Header Fields Too Large", b"Pedido grande demais.")
NO_QUESTION = _plain(b"400 Bad Request", "O pedido não é HTTP.".encode())
TOO_MANY = _plain(
    b"503 Service Unavailable", "Há conexões demais agora.".encode(), b"retry-after: 5"
)


class BoundedConnection(HttpToolsProtocol):
    """uvicorn's connection over httptools, with those bounds."""

    most = 512
    """Connections at once, to each process."""
    head_seconds = 10.0
    body_seconds = 75.0
    """More than uploads.py gives, which says no in words."""

    parser: httptools.HttpRequestParser
    _received = 0
    _stray = 0
    _in_head = True
    _in_body = False
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.write(TOO_MANY)
            transport.close()
            return
        self._start_clock(self.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if not (self._in_head or self._in_body):
            self._stray += 1  # unless a question begins with it
        super().data_received(data)
        self._received += len(data)
        if self.transport.is_closing():
            return
        if self._in_head and self._received > MOST_HEAD:
            self.transport.write(TOO_LARGE)
            self.transport.close()
        elif self._received > MOST_MESSAGE or self._stray > MOST_STRAY:
            self.transport.abort()
        elif self._in_head:
            self._start_clock(self.head_seconds)
        elif self._in_body:
            self._start_clock(self.body_seconds)

    def send_400_response(self, msg: str) -> None:
        """Say no to what is no question; which it was not is nobody's business."""
        self.transport.write(NO_QUESTION)
        self.transport.close()

    def on_message_begin(self) -> None:
        self._received, self._stray, self._in_head = 0, 0, True
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:  # what comes after the last chunk is nothing that anybody reads
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head, self._in_body = False, True
        self._stop_clock()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_body = False
        self._stop_clock()
        super().on_message_complete()

    def _too_slow(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.abort()

    def _start_clock(self, seconds: float) -> None:
        """So long the head, or the body, may take from now on, unless it is counted already."""
        if self._deadline is None:
            self._deadline = self.loop.call_later(seconds, self._too_slow)

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
