"""The outermost layer: limits, headers, the short way for answers that are ready, and the last net.

Everything passes here before Starlette sees it. A check by codes whose answer is ready is answered
at once: two cells of the limiter, one lookup, one write. Nothing of who asks or what was asked is
written anywhere.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from portal.addresses import Addresses
from portal.checking import Checker
from portal.headers import NOT_KEPT, OF_API, OF_PAGES, OF_READY_ANSWERS, OVER_TLS, Header
from portal.journal import Journal
from portal.limits import CALENDAR, CHECKING, GUESSING, READING, SEARCHING, UPLOADING, Limit
from portal.refusals import Refusal, too_often

Scope = Any
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Refuse = Callable[[Scope, Refusal], tuple[int, list[Header], bytes]]
"""Makes of a refusal the answer that this question wants: a page, or JSON."""

API = "/api/"
CHECK = "/api/v1/conferir"
PLAIN_CODES = re.compile(rb"codigo=([0-9]{7,10})&crc=([0-9A-F]{8})")
"""The question as programs ask it; anything else takes the long way."""

COUNTED: Mapping[tuple[str, str], Limit] = {
    ("GET", CHECK): CHECKING,
    ("POST", CHECK): UPLOADING,
    ("GET", "/api/v1/prova"): CHECKING,
    ("GET", "/resultado"): CHECKING,
    ("POST", "/resultado"): UPLOADING,
    ("GET", "/documento"): CHECKING,
    ("GET", "/folha"): CHECKING,
}
"""Which limit a question counts against, where it is not that of reading."""


class Gate:
    """Wraps the application."""

    def __init__(
        self,
        app: App,
        checker: Checker,
        addresses: Addresses,
        journal: Journal,
        refuse: Refuse,
        checking: Limit = CHECKING,
    ) -> None:
        self._app = app
        self._checker = checker
        self._ready = checker.desk.ready_answer
        self._limiter = checker.limiter
        self._addresses = addresses
        self._journal = journal
        self._refuse = refuse
        self._checking = checking

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        who = self._addresses.of(scope)
        limit = self._limit(scope, path)
        wait = self._limiter.take(limit, who)
        if wait:
            await self._say_no(scope, send, too_often(wait))
            return
        if path == CHECK and scope["method"] == "GET":
            asked = PLAIN_CODES.fullmatch(scope["query_string"])
            if asked is not None:
                code, crc = asked[1], asked[2]
                if not self._limiter.wait(GUESSING, code):
                    body = self._ready(code.decode(), crc.decode())
                    if body is not None:
                        self._journal.count(200)
                        await send(self._start(scope, body))
                        await send({"type": "http.response.body", "body": body})
                        return
        await self._whole(scope, receive, send)

    def _limit(self, scope: Scope, path: str) -> Limit:
        if path == CHECK and scope["method"] == "GET":
            return self._checking
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        limit = COUNTED.get((method, path))
        if limit is CHECKING:
            return self._checking
        if limit is not None:
            return limit
        if path.startswith("/agenda/"):
            return CALENDAR
        if b"busca=" in scope["query_string"]:
            return SEARCHING
        return READING

    def _start(self, scope: Scope, body: bytes) -> dict[str, Any]:
        headers = [*OF_READY_ANSWERS, (b"content-length", b"%d" % len(body))]
        if self._addresses.secure(scope):
            headers.append(OVER_TLS)
        return {"type": "http.response.start", "status": 200, "headers": headers}

    async def _whole(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The way through Starlette; what comes out gets our headers."""
        common = self._common(scope)
        started = False

        async def sending(message: Any) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._journal.count(message["status"])
                headers = [h for h in message.get("headers", ()) if h[0] != b"server"]
                names = {name for name, _ in headers}
                if b"cache-control" not in names:
                    headers.append(NOT_KEPT)
                headers += [header for header in common if header[0] not in names]
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # the last net: nobody is left without an answer
            occurrence = self._journal.failed(scope, error)
            if not started:
                refusal = Refusal(
                    500,
                    "O portal falhou ao responder.",
                    f"Tente de novo; se persistir, informe ao órgão a ocorrência {occurrence}.",
                )
                await self._say_no(scope, send, refusal)

    async def _say_no(self, scope: Scope, send: Send, refusal: Refusal) -> None:
        status, headers, body = self._refuse(scope, refusal)
        names = {name for name, _ in headers}
        headers += [header for header in self._common(scope) if header[0] not in names]
        if scope["method"] == "HEAD":
            body = b""
        self._journal.count(status)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _common(self, scope: Scope) -> tuple[Header, ...]:
        common = OF_API if scope["path"].startswith(API) else OF_PAGES
        return (*common, OVER_TLS) if self._addresses.secure(scope) else common
