"""Invented parties as the fields of the clause language, and library texts written on the spot."""

from datetime import date
from types import MappingProxyType

from clauses.clause_text import ClauseText, parse_clause
from clauses.values import Record, Value
from portuguese.gender import Gender, Noun

DAY = date(2024, 1, 30)


def record(noun: Noun | None = None, **fields: Value) -> Record:
    return Record(MappingProxyType(fields), noun)


def person(name: str, gender: Gender, role: str, plural: bool = False) -> Record:
    noun = Noun(name, gender, plural)
    return record(noun, nome=name, cargo=role, cpf_mascarado="", designacao="")


def party(
    name: str,
    gender: Gender,
    acronym: str,
    treatment: str,
    representative: Record,
    plural: bool = False,
    kind: str = "ministerio_publico",
) -> Record:
    return record(
        Noun(name, gender, plural),
        nome=name,
        sigla=record(Noun(acronym, gender, plural)),
        tratamento=record(Noun(treatment, gender, plural)),
        tipo=kind,
        esfera="estadual",
        municipio="Cuiabá",
        ultimo=True,
        representante=representative,
    )


PROSECUTORS = party(
    "Ministério Público do Estado de Mato Grosso",
    "m",
    "MPMT",
    "Ministério Público",
    person("Caio Prado Nunes", "m", "Procurador-Geral de Justiça"),
)
DEFENDERS = party(
    "Defensoria Pública do Estado da Bahia",
    "f",
    "DPE/BA",
    "Defensoria Pública",
    person("Ana Lima Reis", "f", "Defensora Pública-Geral"),
    kind="defensoria_publica",
)
SEVERAL = party(
    "Procons Municipais de Londrina e Maringá",
    "m",
    "PROCONS",
    "Procons",
    person("Rui Sá e Ivo Paz", "m", "Coordenadores", plural=True),
    plural=True,
    kind="procon_municipal",
)
SEVERAL_F = party(
    "Defensorias Públicas da Bahia e do Ceará",
    "f",
    "DEFENSORIAS",
    "Defensorias Públicas",
    person("Ana Lima e Eva Paz", "f", "Defensoras Públicas-Gerais", plural=True),
    plural=True,
    kind="defensoria_publica",
)
BODY = party(
    "Secretaria Nacional do Consumidor",
    "f",
    "SENACON",
    "SENACON",
    person("Davi Melo Souza", "m", "Secretário Nacional do Consumidor"),
    kind="uniao",
)


def fields(partner: Record = PROSECUTORS, **more: Value) -> dict[str, Value]:
    """The fields of an instrument with this partner; `more` replaces whole roots."""
    given: dict[str, Value] = {
        "participe": partner,
        "participes": Record(MappingProxyType({"quantidade": 1}), Noun("partícipe"), (partner,)),
        "orgao": BODY,
        "instrumento": record(numero="1/2024", especie="Acordo", processo=""),
        "prazo": record(meses=36, rescisao=30),
        "plano": record(titulo="Adesão"),
    }
    return given | more


def holding(value: str) -> dict[str, Value]:
    """Fields whose `instrumento.numero` is this value."""
    return fields(instrumento=record(numero=value))


def library_text(body: str, id: str = "objeto", title: str = "Do objeto") -> ClauseText:
    """A clause text of version 1 with this body, as if it came from `objeto/1.md`."""
    return parse_clause(clause_file(body, id=id, titulo=title).encode(), f"{id}/1.md")


def clause_file(body: str, **head: str) -> str:
    """The content of a clause file; `head` replaces lines of its front matter."""
    given = {
        "id": "objeto",
        "titulo": "Do objeto",
        "versao": "1",
        "desde": "2024-01-01",
        "fundamento": "[]",
        "quando": "null",
        "aprovacao": "null",
    }
    lines = [f"{key}: {value}" for key, value in (given | head).items()]
    return "\n".join(["---", *lines, "---", body])
