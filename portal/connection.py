"""A connection that cannot be used to wear the server out: bounds on the head of a question.

uvicorn bounds neither the size of a head nor the time it takes to arrive; here both are, and so is
a whole message, with what stands between its chunks and after them. A body is bounded more closely
where it is read (uploads.py), the number of connections by uvicorn itself.
"""

import asyncio
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 32 * 1024
MOST_MESSAGE = 64 * 1024 * 1024
HEAD_SECONDS = 10.0
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"connection: close\r\ncontent-length: 0\r\n\r\n"
)


class BoundedConnection(HttpToolsProtocol):
    """uvicorn's connection over httptools, with those bounds."""

    parser: httptools.HttpRequestParser
    _received = 0
    _in_head = True
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._received += len(data)
        if self._in_head and not self.transport.is_closing():
            if self._received > MOST_HEAD:
                self.transport.write(TOO_LARGE)
                self.transport.close()
            elif self._deadline is None:
                self._deadline = self.loop.call_later(HEAD_SECONDS, self._too_slow)
        elif self._received > MOST_MESSAGE:
            self.transport.abort()

    def on_message_begin(self) -> None:
        self._received, self._in_head = 0, True
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._in_head:  # what comes after the last chunk is nothing that anybody reads
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._in_head = False
        if self._deadline is not None:
            self._stop_clock()
        super().on_headers_complete()

    def _too_slow(self) -> None:
        self._deadline = None
        if self._in_head and not self.transport.is_closing():
            self.transport.abort()

    def _stop_clock(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
