"""What anyone may know of an instrument: the data that travel with its files.

Personal values are masked or left out (instruments/personal.py); everything else is what the text
itself shows.
"""

from typing import Any

from pydantic_core import to_json

from instruments.instrument import KIND_NAMES, Instrument
from instruments.personal import masked

__all__ = ["masked", "public_data", "public_json"]


def public_data(
    instrument: Instrument, text_sha256: str, situation: str = "minuta", crc: str | None = None
) -> dict[str, Any]:
    """The public record under Portuguese keys; only what goes out for signature has a CRC."""
    request = instrument.request
    body = request.body.as_data()
    del body["representantes"]
    followed = {"original": request.tied.original.as_data()} if request.tied else {}
    public: dict[str, Any] = masked(
        {
            "formato": "pactua-instrumento/1",
            "numero": str(instrument.number),
            "versao": instrument.version,
            "codigo_verificador": instrument.code,
            **({"crc": crc} if crc else {}),
            "situacao": situation,
            "especie": KIND_NAMES[request.kind],
            "conjunto": f"{request.clause_set.id}@{request.clause_set.version}",
            **followed,
            "processo": request.process,
            "meses": request.months,
            "minutado_em": instrument.drafted_on.isoformat(),
            "orgao": {**body, "representante": request.signer.as_data()},
            "participes": [partner.as_data() for partner in request.partners],
            "plano": request.plan.as_data(),
            "textos": [text.as_data() for text in request.texts],
            "texto_sha256": text_sha256,
        }
    )
    return public


def public_json(
    instrument: Instrument, text_sha256: str, situation: str = "minuta", crc: str | None = None
) -> bytes:
    """The public record as indented UTF-8 JSON."""
    data = public_data(instrument, text_sha256, situation, crc)
    return to_json(data, indent=2) + b"\n"
