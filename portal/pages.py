"""The pages that people read, one function each."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from faults.errors import PactuaError
from portal.context import MOST_NUMBER, Portal, asked_codes, asked_page, asked_query
from portal.refusals import Refusal, refusal_of
from portal.site import OPEN_DATA, open_files
from portal.wording import NOT_MATCHING_EXPLANATION, NOT_MATCHING_WORDS, WORDS, term_words
from signatures.verdict import Verdict

HTML = "text/html; charset=utf-8"
FOREVER = {"cache-control": "public, max-age=31536000, immutable"}
A_DAY = {"cache-control": "public, max-age=86400"}
ROBOTS = b"""User-agent: *
Disallow: /resultado
Disallow: /documento
Disallow: /folha
Disallow: /agenda/
Disallow: /api/v1/conferir
"""


class Pages:
    """The routes of people."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal

    def routes(self) -> list[Route]:
        """Every page and file, in the order in which they are met."""
        return [
            Route("/", self.check),
            Route("/conferir", self.check),
            Route("/resultado", self.result_of_codes, methods=["GET"]),
            Route("/resultado", self.result_of_file, methods=["POST"]),
            Route("/documento", self.document),
            Route("/folha", self.sheet),
            Route("/acordos", self.register),
            Route("/acordos/{number:path}", self.agreement),
            Route("/dados-abertos/{name}", self.open_data),
            Route("/chave", self.keys),
            Route("/chave/ponto.txt", self.checkpoint),
            Route("/chave/{name}", self.verifier),
            Route("/agenda/{secret}.ics", self.feed),
            Route("/acessibilidade", partial(self.plain, "acessibilidade")),
            Route("/privacidade", partial(self.plain, "privacidade")),
            Route("/api", partial(self.plain, "api")),
            Route("/estatico/{name}", self.asset),
            Route("/favicon.ico", self.favicon),
            Route("/robots.txt", self.robots),
        ]

    async def check(self, request: Request) -> Response:
        """The form, with the codes of a QR link filled in."""
        values = request.query_params
        filled = {
            "codigo": _short(values.get("codigo", "")),
            "crc": _short(values.get("crc", "")),
        }
        return self._page("conferir", "/", {**filled, "refusal": None, "of_file": False})

    async def result_of_codes(self, request: Request) -> Response:
        """The verdict on codes; the form again when they are no codes."""
        try:
            code, crc, verdict = await self._portal.codes(request)
        except Refusal as refusal:
            if refusal.status != 400:
                raise
            values = request.query_params
            filled = {
                "codigo": _short(values.get("codigo", "")),
                "crc": _short(values.get("crc", "")),
            }
            shown = {**filled, "refusal": refusal, "of_file": False}
            return self._page("conferir", "/", shown, status=400)
        return self._result(verdict, code, crc)

    async def result_of_file(self, request: Request) -> Response:
        """The verdict on a file; the form again when it cannot be judged."""
        try:
            verdict = await self._portal.file(request)
        except Refusal as refusal:
            if refusal.status not in (400, 413, 415, 422):
                raise
            shown = {"codigo": "", "crc": "", "refusal": refusal, "of_file": True}
            return self._page("conferir", "/", shown, status=refusal.status)
        return self._result(verdict, verdict.code or "", verdict.crc or "", by_file=True)

    async def document(self, request: Request) -> Response:
        """The signed file."""
        code, crc = asked_codes(request)
        try:
            data = await self._portal.checker.file(self._portal.desk.signed_file, code, crc)
        except PactuaError as error:
            raise refusal_of(error) from error
        return _document(data, f"documento-{code}.pdf")

    async def sheet(self, request: Request) -> Response:
        """The folha de autenticidade."""
        code, crc, verdict = await self._portal.codes(request)
        data = await self._portal.judge.sheet(code, crc) if verdict else None
        return _document(data, f"folha-de-autenticidade-{code}.pdf")

    async def register(self, request: Request) -> Response:
        """The agreements published, searched through when words are given."""
        query, page = asked_query(request), asked_page(request)
        found = await self._ask(partial(self._portal.desk.published, query, page))
        if page > 1 and not found.rows:
            raise Refusal(404, "Não há esta página.", "Volte à primeira página da lista.")

        def address(number: int) -> str:
            asked = {"busca": query} if query else {}
            return "/acordos?" + urlencode({**asked, "pagina": str(number)})

        values = {"found": found, "query": query, "address": address}
        files = open_files(self._portal.site)
        return self._page("acordos", "/acordos", {**values, "files": files})

    async def agreement(self, request: Request) -> Response:
        """One agreement."""
        number = request.path_params["number"]
        found = None
        if len(number) <= MOST_NUMBER:
            found = await self._ask(partial(self._portal.desk.agreement, number))
        if found is None:
            raise Refusal(
                404,
                "Não há acordo publicado com este número.",
                "Procure-o na lista dos acordos publicados.",
            )
        return self._page("acordo", "/acordos", {"found": found})

    async def open_data(self, request: Request) -> Response:
        """A file of the open data."""
        name = request.path_params["name"]
        if name not in {file.name for file in open_files(self._portal.site)}:
            raise _nothing_here()
        folder = self._portal.site.open_data
        assert folder is not None  # there would be no files
        path = folder / name
        return FileResponse(path, media_type=OPEN_DATA[path.suffix], filename=name, headers=A_DAY)

    async def keys(self, request: Request) -> Response:
        """The public keys, the state of the log, and how to check without us."""
        desk = self._portal.desk
        keys = await self._ask(desk.public_keys)
        checkpoint = await self._ask(desk.checkpoint)
        verifiers = await self._ask(desk.verifiers)
        values = {"keys": keys, "checkpoint": checkpoint, "verifiers": verifiers}
        return self._page("chave", "/chave", values)

    async def checkpoint(self, request: Request) -> Response:
        """The signed note of the newest checkpoint, as it is."""
        found = await self._ask(self._portal.desk.checkpoint)
        if found is None:
            raise Refusal(404, "Ainda não há ponto de controle do registro público.")
        return Response(found.text, media_type="text/plain")

    async def verifier(self, request: Request) -> Response:
        """A file of the stand-alone verifier, always to be saved, never shown here."""
        name = request.path_params["name"]
        for file in await self._ask(self._portal.desk.verifiers):
            if file.name == name:
                return Response(
                    file.data, media_type=file.media_type, headers={**A_DAY, **_saved(name)}
                )
        raise _nothing_here()

    async def feed(self, request: Request) -> Response:
        """The calendar behind a secret address."""
        secret = request.path_params["secret"]
        data = None
        if len(secret) <= 100:
            data = await self._ask(partial(self._portal.desk.feed, secret))
        if data is None:
            raise Refusal(
                404,
                "Não há agenda neste endereço.",
                "O endereço pode ter sido revogado; peça outro ao administrador do Pactua.",
            )
        return Response(data, media_type="text/calendar", headers=_saved("prazos.ics"))

    async def plain(self, name: str, request: Request) -> Response:
        """A page that only says something."""
        return self._page(name, f"/{name}", {})

    async def asset(self, request: Request) -> Response:
        """A style, font or image."""
        found = self._portal.views.assets.get(request.path_params["name"])
        if found is None:
            raise _nothing_here()
        data, digest, media_type = found
        current = request.query_params.get("v") == digest
        return Response(data, media_type=media_type, headers=FOREVER if current else A_DAY)

    async def favicon(self, request: Request) -> Response:
        """Where browsers look for an icon by themselves."""
        return RedirectResponse(self._portal.views.asset("icone.svg"), 301, A_DAY)

    async def robots(self, request: Request) -> Response:
        """What search engines leave alone."""
        return Response(ROBOTS, media_type="text/plain", headers=A_DAY)

    def refused(self, refusal: Refusal) -> Response:
        """The page of a refusal."""
        headers = {"retry-after": str(round(refusal.wait))} if refusal.wait else {}
        response = self._page("erro", "", {"refusal": refusal}, status=refusal.status)
        response.headers.update(headers)
        return response

    def _result(
        self, verdict: Verdict | None, code: str, crc: str, by_file: bool = False
    ) -> Response:
        words = WORDS[verdict.situation] if verdict else NOT_MATCHING_WORDS
        values = {
            "verdict": verdict,
            "words": words,
            "explanation": verdict.explanation if verdict else NOT_MATCHING_EXPLANATION,
            "next_step": (verdict.next_step if verdict else "") or words.next_step,
            "term": term_words(verdict) if verdict and words.tone == "success" else "",
            "other_file": by_file and words.tone != "success",
            "codes": urlencode({"codigo": code, "crc": crc}) if code and crc else "",
            "code": code,
            "crc": crc,
        }
        return self._page("resultado", "/", values)

    async def _ask(self, question: Any) -> Any:
        try:
            return await self._portal.checker.ask(question)
        except PactuaError as error:
            raise refusal_of(error) from error

    def _page(self, name: str, here: str, values: Mapping[str, Any], status: int = 200) -> Response:
        body = self._portal.views.page(name, here, values)
        return Response(body, status, media_type=HTML)


def _short(text: str) -> str:
    """What was typed, as far as it goes back into its field."""
    return text[:40]


def _document(data: bytes | None, name: str) -> Response:
    if data is None:
        raise Refusal(
            404,
            "Não há este arquivo para estes códigos.",
            "Confira os dois códigos, que estão no fim do documento.",
        )
    return Response(data, media_type="application/pdf", headers=_saved(name))


def _saved(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def _nothing_here() -> Refusal:
    return Refusal(404, "Não há nada neste endereço.", "Confira o endereço, ou volte ao início.")
