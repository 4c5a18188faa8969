"""The OpenAPI description of the API, made from the models of its answers."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from portal import models
from portal.site import Site
from portal.uploads import ACCEPTED
from services.public_records import MOST_PAGES

SCHEMAS = "#/components/schemas/"
ANSWERS: tuple[type[BaseModel], ...] = (
    models.VerdictAnswer,
    models.NotMatchingAnswer,
    models.RegisterAnswer,
    models.AgreementAnswer,
    models.CheckpointAnswer,
    models.KeysAnswer,
    models.RefusalAnswer,
    models.HealthAnswer,
)
WORDS = {
    400: "O pedido não pode ser entendido.",
    404: "Não há nada com este nome.",
    413: "O arquivo é grande demais.",
    415: "O tipo de arquivo não é aceito.",
    422: "O arquivo não pode ser examinado.",
    429: "Perguntas demais; o cabeçalho Retry-After diz quando voltar.",
    503: "O registro não responde agora.",
}


def document(site: Site) -> dict[str, Any]:
    """The whole description."""
    _, definitions = models_json_schema(
        [(model, "serialization") for model in ANSWERS], ref_template=SCHEMAS + "{model}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Conferência e registro público: {site.acronym}",
            "version": "1",
            "description": (
                "As mesmas respostas das páginas do portal. Sem cadastro, sem chave de acesso. "
                "Código desconhecido e CRC errado recebem a mesma resposta, nao_confere, no mesmo "
                "tempo. Dias e horas são os de Brasília."
            ),
        },
        "paths": _paths(site),
        "components": {"schemas": definitions["$defs"]},
    }


def _paths(site: Site) -> dict[str, Any]:
    codes = [_query("codigo", _code(), True), _query("crc", _crc(), True)]
    verdicts: list[type[BaseModel]] = [models.VerdictAnswer, models.NotMatchingAnswer]
    megabytes = site.most_upload // (1024 * 1024)
    page = {"type": "integer", "minimum": 1, "maximum": MOST_PAGES, "default": 1}
    return {
        "/api/v1/conferir": {
            "get": _operation(
                "conferirCodigos", "Confere um documento pelos códigos.", verdicts, codes
            ),
            "post": {
                **_operation(
                    "conferirArquivo",
                    f"Confere um arquivo ({ACCEPTED}) de até {megabytes} MB.",
                    [models.VerdictAnswer],
                    more=(413, 415, 422),
                ),
                "requestBody": _file_body(),
            },
        },
        "/api/v1/acordos": {
            "get": _operation(
                "listarAcordos",
                "Acordos publicados, os mais recentes primeiro.",
                [models.RegisterAnswer],
                [
                    _query("busca", {"type": "string", "maxLength": 100}),
                    _query("pagina", page),
                ],
                more=(404,),
            )
        },
        "/api/v1/acordos/{numero}": {
            "get": _operation(
                "mostrarAcordo",
                "Um acordo publicado; as barras do número ficam como estão.",
                [models.AgreementAnswer],
                [{"name": "numero", "in": "path", "required": True, "schema": {"type": "string"}}],
                more=(404,),
            )
        },
        "/api/v1/ponto": {
            "get": _operation(
                "pontoDeControle",
                "O ponto de controle mais novo do registro público.",
                [models.CheckpointAnswer],
                more=(404,),
            )
        },
        "/api/v1/chaves": {
            "get": _operation("chaves", "As chaves públicas do órgão.", [models.KeysAnswer])
        },
        "/api/v1/prova": {
            "get": _operation(
                "prova",
                "A prova de que um documento está no registro público.",
                [],
                codes,
                more=(404,),
            )
        },
        "/saude": {"get": _operation("saude", "Se o portal está de pé.", [models.HealthAnswer])},
    }


def _operation(
    name: str,
    summary: str,
    answers: Sequence[type[BaseModel]],
    parameters: Sequence[dict[str, Any]] = (),
    more: Sequence[int] = (),
) -> dict[str, Any]:
    refusals = sorted({429, 503, *more, *((400,) if parameters else ())})
    return {
        "operationId": name,
        "summary": summary,
        **({"parameters": list(parameters)} if parameters else {}),
        "responses": {
            "200": _response("A resposta.", answers),
            **{
                str(status): _response(WORDS[status], [models.RefusalAnswer]) for status in refusals
            },
        },
    }


def _response(words: str, answers: Sequence[type[BaseModel]]) -> dict[str, Any]:
    schemas = [{"$ref": f"{SCHEMAS}{model.__name__}"} for model in answers] or [{"type": "object"}]
    schema = schemas[0] if len(schemas) == 1 else {"oneOf": schemas}
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _file_body() -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["arquivo"],
        "properties": {"arquivo": {"type": "string", "format": "binary"}},
    }
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def _query(name: str, schema: dict[str, Any], required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema}


def _code() -> dict[str, Any]:
    return {"type": "string", "pattern": "^[0-9]{7,10}$", "examples": ["10000001"]}


def _crc() -> dict[str, Any]:
    return {"type": "string", "pattern": "^[0-9A-Fa-f]{8}$", "examples": ["059A70AD"]}
