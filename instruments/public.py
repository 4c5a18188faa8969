"""What anyone may know of an instrument: the data that travel with its files.

CPF is masked and RG left out (Parecer AGU nº 1/2021/CONJUR-CGU); everything else is what the text
itself shows.
"""

import json
from typing import Any

from instruments.identifiers import mask_cpf
from instruments.instrument import KIND_NAMES, Instrument


def public_data(instrument: Instrument, text_sha256: str) -> dict[str, Any]:
    """The public record under Portuguese keys."""
    request = instrument.request
    body = request.body.as_data()
    del body["representantes"]
    return {
        "formato": "pactua-instrumento/1",
        "numero": str(instrument.number),
        "versao": instrument.version,
        "codigo_verificador": instrument.code,
        "situacao": "minuta",
        "especie": KIND_NAMES[request.kind],
        "conjunto": f"{request.clause_set.id}@{request.clause_set.version}",
        "processo": request.process,
        "meses": request.months,
        "minutado_em": instrument.drafted_on.isoformat(),
        "orgao": {**body, "representante": masked(request.signer.as_data())},
        "participes": [
            {
                **partner.as_data(),
                "representante": masked(partner.representative.as_data()),
            }
            for partner in request.partners
        ],
        "plano": request.plan.as_data(),
        "textos": [text.as_data() for text in request.texts],
        "texto_sha256": text_sha256,
    }


def public_json(instrument: Instrument, text_sha256: str) -> bytes:
    """The public record as indented UTF-8 JSON."""
    data = public_data(instrument, text_sha256)
    return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"


def masked(person: dict[str, Any]) -> dict[str, Any]:
    """A representative without what must not be published."""
    public = {key: value for key, value in person.items() if key != "rg"}
    if "cpf" in public:
        public["cpf"] = mask_cpf(public["cpf"])
    return public
