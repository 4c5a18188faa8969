"""Connections meant to wear the server out: slow, endless, stray or too many, each is cut off."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest
import uvicorn

from portal.connection import BoundedConnection
from portal.limits import Limiter
from portal.server import configuration, listen
from tests.portal.desk import FakeDesk
from tests.portal.house import House

HOST = "127.0.0.1"
ASK = b"GET /saude HTTP/1.1\r\nhost: x\r\n\r\n"
FORM = b"POST /nada HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n"
NEEDED = (
    b"x-content-type-options: nosniff",
    b"content-security-policy: default-src 'none'",
    b"referrer-policy: no-referrer",
    b"x-frame-options: DENY",
    b"cache-control: no-store",
)

Talk = Callable[[int], Coroutine[Any, Any, None]]


class Hasty(BoundedConnection):
    """The connection of the portal, which waits for nobody as long."""

    most = 3
    head_seconds = 0.4
    body_seconds = 0.8


def talk(words: Talk) -> None:
    """Talk to a server in this process over that connection."""

    async def both() -> None:
        settings = configuration(House(FakeDesk(), Limiter(slots=1 << 10)).app())
        settings.http = Hasty
        server = uvicorn.Server(settings)
        listening = listen(HOST, 0)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            await words(listening.getsockname()[1])
        finally:
            server.should_exit = server.force_exit = True
            await serving

    asyncio.run(both())


async def held(port: int, first: bytes, drop: bytes, every: float = 0.1) -> tuple[float, bytes]:
    """Seconds until a connection that goes on dripping is cut off, and what it was told; at most
    four seconds."""
    reader, writer = await asyncio.open_connection(HOST, port)
    start = time.monotonic()
    told = b""
    writer.write(first)
    with suppress(OSError):
        while time.monotonic() - start < 4:
            with suppress(TimeoutError):
                piece = await asyncio.wait_for(reader.read(65536), every)
                if not piece:
                    break
                told += piece
            writer.write(drop)
            await writer.drain()
    writer.close()
    return time.monotonic() - start, told


@pytest.mark.parametrize(
    ("first", "drop", "least", "answered"),
    [
        (b"GET /a", b"a", 0.3, False),
        (b"GET / HTTP/1.1\r\nhost: x\r\n", b"x: y\r\n", 0.3, False),
        (FORM, b"x", 0.6, True),
        (ASK, b"\r\n", 0.0, True),
        (ASK, b"GE", 0.0, True),
    ],
    ids=["line", "head", "body", "empty lines", "next head"],
)
def test_who_drips_is_cut_off_also_after_the_answer(
    first: bytes, drop: bytes, least: float, answered: bool
) -> None:
    async def words(port: int) -> None:
        spent, told = await held(port, first, drop)

        assert least <= spent < 3
        assert told.startswith(b"HTTP/1.1 ") is answered

    talk(words)


def test_who_sends_a_whole_form_slowly_but_in_time_is_answered() -> None:
    body = b"x" * 40
    head = b"POST /nada HTTP/1.1\r\nhost: x\r\ncontent-length: 40\r\n\r\n"

    async def words(port: int) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        for piece in (head, body[:20], body[20:]):
            writer.write(piece)
            await asyncio.sleep(0.1)
        writer.write(b"\r\n" + ASK.replace(b"\r\n\r\n", b"\r\nconnection: close\r\n\r\n"))
        told = await reader.read()
        writer.close()

        assert told.startswith(b"HTTP/1.1 404")
        assert b"HTTP/1.1 200" in told

    talk(words)


def test_one_connection_too_many_is_told_so_and_the_others_are_served() -> None:
    async def words(port: int) -> None:
        taken = [await asyncio.open_connection(HOST, port) for _ in range(Hasty.most)]
        await asyncio.sleep(0.05)
        reader, writer = await asyncio.open_connection(HOST, port)
        refused = await reader.read()
        writer.close()
        first, asking = taken[0]
        asking.write(ASK)
        answer = await first.read(65536)
        for _, one in taken:
            one.close()

        assert refused.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert refused.endswith("Há conexões demais agora.".encode())
        assert b"retry-after: 5" in refused
        assert answer.startswith(b"HTTP/1.1 200")

    talk(words)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (b"GET / HTTP/9.9\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00", b"400"),
        (b"POST / HTTP/1.1\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nhost: x\r\n" + b"x: y\r\n" * 8000, b"431"),
        (b"OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", b"404"),
        (b"TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", b"405"),
        (b"GET /%00%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", b"404"),
    ],
)
def test_every_no_carries_the_headers_also_where_it_never_reached_the_portal(
    question: bytes, status: bytes
) -> None:
    async def words(port: int) -> None:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(question)
        told = await reader.read()
        writer.close()

        head = told.partition(b"\r\n\r\n")[0]
        assert head.startswith(b"HTTP/1.1 " + status)
        assert [one for one in NEEDED if one not in head] == []
        assert b"set-cookie" not in head.lower()
        assert b"Invalid HTTP" not in told

    talk(words)
