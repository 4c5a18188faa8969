"""Documents tied to an original for tests: the seed's agreement, and what is done to it.

`..._data` are what a service would give, ready to be spoiled; the others give records or texts.
"""

from datetime import date
from typing import Any

from document.tree import Document, NumberedDocument
from faults.validation import validate
from instruments.assemble import assemble, composed, used_texts
from instruments.instrument import Instrument, Request
from instruments.number import InstrumentNumber
from instruments.partner import Partner
from instruments.quotation import settled
from instruments.tied import Tied
from tests.records import LIBRARY, SEED_PROCESS, SUFFIX, TEXTS, changed, instrument, request

SEED_NUMBER = f"1/2024/{SUFFIX}"
ORIGINAL: dict[str, Any] = {
    "numero": SEED_NUMBER,
    "especie": "acordo_cooperacao_tecnica",
    "processo": SEED_PROCESS,
    "assinado_em": "2024-01-30",
    "publicado_em": "2024-02-07",
    "inicio": "2024-01-30",
    "fim": "2027-01-30",
}
EXTENSION: dict[str, Any] = {"ordem": 1, "meses": 12, "fim_novo": "2028-01-30"}
ACT: dict[str, Any] = {"data": "2026-10-15", "efeito_em": "2026-11-16", "autor": "mpmt"}
MANAGERS: dict[str, Any] = {
    "anterior": {"nome": "Caio Prado Nunes", "genero": "m", "cargo": "Promotor de Justiça"},
    "novo": {
        "nome": "Ana Lima Reis",
        "genero": "f",
        "cargo": "Promotora de Justiça",
        "email": "ana@exemplo.mt.gov.br",
    },
    "ocorrencia_em": "2026-10-01",
}
REPORT: dict[str, Any] = {
    "extinto_em": "2027-01-30",
    "forma_extincao": "termo",
    "cumprimento": "integral",
    "resultados": "A plataforma foi divulgada em todas as comarcas.",
    "acoes": [
        {"eixo": "Adesão", "acao": "Divulgar", "prazo": "3º mês", "situacao": "concluida"},
        {"eixo": "Adesão", "acao": "Capacitar", "prazo": "9º mês", "situacao": "concluida"},
    ],
}


def wording(clause: str, text: str, **more: Any) -> dict[str, Any]:
    """A new wording of a clause."""
    return {"tipo": "redacao", "clausula": clause, "texto": text, **more}


def addition(clause: str, after: str, text: str, title: str = "Do acréscimo") -> dict[str, Any]:
    """A new clause after another."""
    return {
        "tipo": "acrescimo",
        "clausula": clause,
        "depois_de": after,
        "titulo": title,
        "texto": text,
    }


def revocation(clause: str) -> dict[str, Any]:
    """A clause revoked."""
    return {"tipo": "revogacao", "clausula": clause}


def tied(**parts: Any) -> Tied:
    """The seed's agreement as original, and these parts; `original__fim` reaches inside."""
    own = {key: value for key, value in parts.items() if "__" not in key}
    inside = {key: value for key, value in parts.items() if "__" in key}
    return validate(Tied, changed({"original": ORIGINAL, **own}, **inside), "")


def tied_request(set_id: str, *partners: Partner, **parts: Any) -> Request:
    """A request for a document that follows the seed's agreement."""
    asked = request(
        *partners,
        clause_set=LIBRARY.clause_set(set_id),
        process=SEED_PROCESS,
        tied=tied(**parts),
    )
    return asked.model_copy(update={"texts": used_texts(asked, TEXTS)})


def tied_instrument(asked: Request) -> Instrument:
    """Version 1 of a request, as number 7/2026."""
    return Instrument(
        number=InstrumentNumber(7, 2026, SUFFIX),
        version=1,
        code="10000007",
        drafted_on=date(2026, 10, 15),
        request=asked,
    )


def tied_document(set_id: str, *partners: Partner, **parts: Any) -> NumberedDocument:
    """The text of a document that follows the seed's agreement."""
    return assemble(tied_instrument(tied_request(set_id, *partners, **parts)), TEXTS)


def seed_text(*partners: Partner) -> Document:
    """The seed's agreement, not numbered."""
    return composed(instrument(*partners), TEXTS)


def amending(
    *changes: dict[str, Any],
    base: Document | None = None,
    partners: tuple[Partner, ...] = (),
    **facts: Any,
) -> Instrument:
    """An amendment of the text in force (the seed's without any), settled in it."""
    amendment = {"ordem": 1, "alteracoes": list(changes), **facts}
    asked = tied_request("termo-aditivo", *partners, aditivo=amendment)
    return tied_instrument(settled(asked, base or seed_text(*partners)))
