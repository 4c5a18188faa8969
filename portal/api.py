"""The same answers for programs, as JSON. Their form is described by models.py."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from faults.errors import PactuaError
from portal.context import MOST_NUMBER, Portal, asked_codes, asked_page, asked_query
from portal.openapi import document
from portal.refusals import Refusal, refusal_of
from services.public_answers import as_json, local, not_matching_data, verdict_data
from services.public_records import PublicAgreement, PublicKey, PublishedRow

JSON = "application/json"
Answer = TypeVar("Answer")


class Api:
    """The routes of programs."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._document = as_json(document(portal.site))

    def routes(self) -> list[Route]:
        """Every route, under /api/v1."""
        return [
            Route("/api/v1/conferir", self.check_codes, methods=["GET"]),
            Route("/api/v1/conferir", self.check_file, methods=["POST"]),
            Route("/api/v1/acordos", self.register),
            Route("/api/v1/acordos/{number:path}", self.agreement),
            Route("/api/v1/ponto", self.checkpoint),
            Route("/api/v1/chaves", self.keys),
            Route("/api/v1/prova", self.proof),
            Route("/api/v1/openapi.json", self.openapi),
        ]

    async def check_codes(self, request: Request) -> Response:
        """The verdict on codes."""
        _, _, verdict = await self._portal.codes(request)
        return _json(verdict_data(verdict) if verdict else not_matching_data())

    async def check_file(self, request: Request) -> Response:
        """The verdict on a file."""
        return _json(verdict_data(await self._portal.file(request)))

    async def register(self, request: Request) -> Response:
        """A page of the agreements published."""
        query, page = asked_query(request), asked_page(request)
        found = await self._ask(partial(self._portal.desk.published, query, page))
        return _json(
            {
                "pagina": found.page,
                "tem_mais": found.has_next,
                "total": found.total,
                "acordos": [row_data(row) for row in found.rows],
            }
        )

    async def agreement(self, request: Request) -> Response:
        """One agreement published."""
        number = request.path_params["number"]
        found = None
        if len(number) <= MOST_NUMBER:
            found = await self._ask(partial(self._portal.desk.agreement, number))
        if found is None:
            raise Refusal(
                404,
                "Não há acordo publicado com este número.",
                "Veja os que há em /api/v1/acordos.",
            )
        return _json(agreement_data(found))

    async def checkpoint(self, request: Request) -> Response:
        """The newest signed state of the public log."""
        found = await self._ask(self._portal.desk.checkpoint)
        if found is None:
            raise Refusal(404, "Ainda não há ponto de controle do registro público.")
        return _json(
            {
                "tamanho": found.size,
                "raiz": found.root,
                "em": local(found.at),
                "chave": found.key_id,
                "nota": found.text,
            }
        )

    async def keys(self, request: Request) -> Response:
        """The public keys."""
        found = await self._ask(self._portal.desk.public_keys)
        return _json({"chaves": [key_data(key) for key in found]})

    async def proof(self, request: Request) -> Response:
        """The proof that a document stands in the public log."""
        code, crc = asked_codes(request)
        try:
            data = await self._portal.checker.file(self._portal.desk.proof, code, crc)
        except PactuaError as error:
            raise refusal_of(error) from error
        if data is None:
            raise Refusal(404, "Não há prova para estes códigos.", "Confira os dois códigos.")
        return Response(data, media_type=JSON)

    async def openapi(self, request: Request) -> Response:
        """The description of all this."""
        return Response(self._document, media_type=JSON)

    async def _ask(self, question: Callable[[], Answer]) -> Answer:
        try:
            return await self._portal.checker.ask(question)
        except PactuaError as error:
            raise refusal_of(error) from error


def refused(refusal: Refusal) -> Response:
    """A refusal as JSON."""
    headers = {"retry-after": str(round(refusal.wait))} if refusal.wait else {}
    data = {"erro": refusal.code, "mensagem": refusal.message, "remedio": refusal.remedy}
    return Response(as_json(data), refusal.status, headers, JSON)


def row_data(row: PublishedRow) -> dict[str, Any]:
    """An agreement of a list under Portuguese keys."""
    return {
        "numero": row.number,
        "especie": row.kind,
        "partes": list(row.parties),
        "uf": row.state,
        "assinado_em": row.signed_on.isoformat(),
        "publicado_em": row.published_on.isoformat(),
        "fim_vigencia": row.end.isoformat(),
        "vigencia": row.term,
    }


def agreement_data(found: PublicAgreement) -> dict[str, Any]:
    """An agreement under Portuguese keys."""
    return {
        **row_data(found.row),
        "titulo": found.title,
        "objeto": found.subject,
        "processo": found.process,
        "codigo_verificador": found.code,
        "participes": [
            {
                "nome": party.name,
                "sigla": party.acronym,
                "lugar": party.place,
                "identificador": party.identifier,
                "representante": party.represented_by,
            }
            for party in found.parties
        ],
        "publicacao": {
            "data": found.gazette.day.isoformat(),
            "edicao": found.gazette.edition,
            "secao": found.gazette.section,
            "pagina": found.gazette.page,
        },
        "meses": found.months,
        "texto_sha256": found.text_sha256,
        "encerrado_em": found.ended_on.isoformat() if found.ended_on else None,
        "forma_encerramento": found.ended_by or None,
        "prorrogacao_pedida_em": (
            found.extension_requested_on.isoformat() if found.extension_requested_on else None
        ),
        "alterado_por": list(found.amended_by),
    }


def key_data(key: PublicKey) -> dict[str, Any]:
    """A public key under Portuguese keys."""
    return {
        "id": key.id,
        "algoritmo": key.algorithm,
        "chave": key.public,
        "estado": key.state,
        "desde": key.since.isoformat(),
        "ate": key.until.isoformat() if key.until else None,
        "motivo": key.reason or None,
    }


def _json(data: Any) -> Response:
    return Response(as_json(data), media_type=JSON)
