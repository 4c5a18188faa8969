"""The answers for programs, held against the models that describe them."""

import json
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter
from starlette.testclient import TestClient

from faults.errors import OutsideError
from portal import models
from tests.portal.desk import CRC, SUFFIX, VERDICTS, FakeDesk

CHECKED: TypeAdapter[Any] = TypeAdapter(models.VerdictAnswer | models.NotMatchingAnswer)


def asked(client: TestClient, path: str, model: type[BaseModel]) -> dict[str, Any]:
    """An answer, which fits its model."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    model.model_validate_json(answer.content)
    data: dict[str, Any] = answer.json()
    return data


@pytest.mark.parametrize("ready", [True, False])
@pytest.mark.parametrize("code", VERDICTS)
def test_a_check_by_codes_answers_the_same_whether_it_was_ready_or_not(
    client: TestClient, desk: FakeDesk, code: str, ready: bool
) -> None:
    desk.ready = ready

    answer = client.get(f"/api/v1/conferir?codigo={code}&crc={CRC}")

    CHECKED.validate_json(answer.content)
    assert answer.json()["situacao"] == VERDICTS[code].situation.value
    assert answer.headers["cache-control"] == "no-store"
    assert desk.asked == ([] if ready else ["codes"])


def test_a_check_tells_who_signed_in_the_time_of_brasilia(client: TestClient) -> None:
    data = client.get(f"/api/v1/conferir?codigo=10000001&crc={CRC}").json()

    assert data["numero"] == f"1/2024/{SUFFIX}"
    assert data["vigencia"] == "vigente"
    assert data["fim_vigencia"] == "2027-01-30"
    assert data["assinaturas"][0]["em"] == "2024-01-25T17:16:00-03:00"


@pytest.mark.parametrize(
    "query",
    [
        f"crc={CRC}&codigo=10000001",
        f"codigo=10000001&crc={CRC.lower()}",
        f"codigo=10.000.001&crc={CRC}",
        f"codigo=SEI+10000001&crc={CRC}&outro=1",
        f"codigo=%31%30000001&crc={CRC}",
    ],
)
def test_codes_may_be_written_as_people_write_them(client: TestClient, query: str) -> None:
    assert client.get(f"/api/v1/conferir?{query}").json()["situacao"] == "autentico"


def test_a_file_is_judged(client: TestClient) -> None:
    answer = client.post("/api/v1/conferir", files={"arquivo": ("a.pdf", b"%PDF-1.7 10000005")})

    models.VerdictAnswer.model_validate_json(answer.content)
    assert answer.json()["situacao"] == "adulterado"
    assert answer.json()["diferencas"][0] == {
        "onde": "cláusula décima",
        "original": "36 (trinta e seis) meses",
        "encontrado": "60 (sessenta) meses",
    }


def test_a_file_that_is_not_known_is_nao_encontrado(client: TestClient) -> None:
    answer = client.post("/api/v1/conferir", files={"arquivo": ("a.txt", b"nada")})

    assert answer.json()["situacao"] == "nao_encontrado"


def test_the_register_its_agreements_the_keys_and_the_checkpoint(client: TestClient) -> None:
    register = asked(client, "/api/v1/acordos?busca=mpmt&pagina=2", models.RegisterAnswer)
    agreement = asked(client, f"/api/v1/acordos/1/2024/{SUFFIX}", models.AgreementAnswer)
    keys = asked(client, "/api/v1/chaves", models.KeysAnswer)
    checkpoint = asked(client, "/api/v1/ponto", models.CheckpointAnswer)

    assert (register["pagina"], register["tem_mais"], register["total"]) == (2, True, 45)
    assert agreement["publicacao"] == {
        "data": "2024-02-07",
        "edicao": "27",
        "secao": 3,
        "pagina": 90,
    }
    assert [key["estado"] for key in keys["chaves"]] == ["ativa", "revogada"]
    assert checkpoint["em"] == "2026-11-30T09:00:00-03:00"
    assert client.get(f"/api/v1/prova?codigo=10000001&crc={CRC}").json() == {"prova": []}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/conferir", 400, "pedido_invalido"),
        ("/api/v1/conferir?codigo=1&crc=2", 400, "pedido_invalido"),
        ("/api/v1/acordos?pagina=0", 404, "nao_encontrado"),
        ("/api/v1/acordos/9/2024", 404, "nao_encontrado"),
        ("/api/v1/prova?codigo=10000001&crc=00000000", 404, "nao_encontrado"),
        ("/api/v2", 404, "nao_encontrado"),
    ],
)
def test_a_refusal_is_json_with_its_code_and_remedy(
    client: TestClient, path: str, status: int, code: str
) -> None:
    answer = client.get(path)

    models.RefusalAnswer.model_validate_json(answer.content)
    assert answer.status_code == status
    assert answer.json()["erro"] == code


def test_a_wrong_method_is_refused_in_json_with_what_is_accepted(client: TestClient) -> None:
    answer = client.delete("/api/v1/ponto")

    assert answer.status_code == 405
    assert answer.json()["erro"] == "metodo_nao_aceito"
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_any_page_may_read_the_api_and_none_the_pages(client: TestClient) -> None:
    api = client.get("/api/v1/chaves").headers
    ready = client.get(f"/api/v1/conferir?codigo=10000001&crc={CRC}").headers

    assert api["access-control-allow-origin"] == "*"
    assert ready["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in client.get("/acordos").headers


def test_health_tells_whether_the_registry_answers_and_nothing_else(
    client: TestClient, desk: FakeDesk
) -> None:
    assert client.get("/saude").json() == {"situacao": "ok"}

    desk.down = OutsideError("o banco de dados falhou.")
    down = client.get("/saude")

    assert down.status_code == 503
    assert down.json() == {"situacao": "indisponivel"}


def test_the_description_names_every_route_and_every_answer(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()

    paths = set(described["paths"])
    references = set(_references(described))
    schemas = described["components"]["schemas"]
    assert described["openapi"] == "3.1.0"
    assert paths == {
        "/api/v1/conferir",
        "/api/v1/acordos",
        "/api/v1/acordos/{numero}",
        "/api/v1/ponto",
        "/api/v1/chaves",
        "/api/v1/prova",
        "/saude",
    }
    assert references == {f"#/components/schemas/{name}" for name in schemas}
    assert "post" in described["paths"]["/api/v1/conferir"]


def _references(data: Any) -> list[str]:
    if isinstance(data, dict):
        own = [data["$ref"]] if "$ref" in data else []
        return own + [one for value in data.values() for one in _references(value)]
    if isinstance(data, list):
        return [one for value in data for one in _references(value)]
    return []


def test_answers_are_utf_8_and_not_escaped(client: TestClient) -> None:
    raw = client.get(f"/api/v1/conferir?codigo=10000001&crc={CRC}").content

    assert "Cooperação Técnica".encode() in raw
    assert json.loads(raw)["especie"] == "Acordo de Cooperação Técnica"
