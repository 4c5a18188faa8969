"""A verdict as the public reads it: one JSON object under the keys of the interface contract.

`nao_confere` stands for an unknown code and for a wrong CRC alike, so that nobody who guesses
learns which of the two it was.
"""

import json
from datetime import datetime
from typing import Any

from services.settings import BRASILIA
from signatures.verdict import Situation, Verdict

NOT_MATCHING = "nao_confere"
NOT_MATCHING_EXPLANATION = "Não há documento com este código verificador e este código CRC."
NOT_MATCHING_NEXT = (
    "Confira os dois códigos, que estão no fim do documento, e tente de novo. "
    "Se continuar assim, não use o documento e procure o órgão que aparece nele."
)

UNTOLD = frozenset({Situation.UNKNOWN, Situation.WRONG_CRC})
"""The situations that a question by codes answers with `nao_confere`."""


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """The verdict under Portuguese keys; moments carry the offset of Brasília."""
    return {
        "situacao": verdict.situation.value,
        "explicacao": verdict.explanation,
        "proximo_passo": verdict.next_step,
        "numero": verdict.number,
        "codigo_verificador": verdict.code,
        "crc": verdict.crc,
        "especie": verdict.kind,
        "partes": list(verdict.parties),
        "destinatarios": list(verdict.addressees),
        "assinaturas": [
            {
                "nome": one.name,
                "cargo": one.role,
                "nivel": one.level,
                "em": local(one.signed_at),
                "texto": one.wording,
                "conferido": one.checked,
            }
            for one in verdict.signatures
        ],
        "vigencia": verdict.term,
        "fim_vigencia": verdict.term_end.isoformat() if verdict.term_end else None,
        "encerrado_em": verdict.ended_on.isoformat() if verdict.ended_on else None,
        "alterado_por": list(verdict.amended_by),
        "diferencas": [
            {"onde": change.where, "original": change.original, "encontrado": change.found}
            for change in verdict.changes
        ],
        "arquivo_sha256": verdict.file_sha256,
        "texto_sha256": verdict.text_sha256,
        "arquivo_assinado_sha256": verdict.signed_file_sha256,
        "achados": [finding.as_dict() for finding in verdict.findings],
        "observacoes": list(verdict.notes),
    }


def not_matching_data() -> dict[str, Any]:
    """What is said of codes that lead to no document, whatever the reason."""
    return {
        "situacao": NOT_MATCHING,
        "explicacao": NOT_MATCHING_EXPLANATION,
        "proximo_passo": NOT_MATCHING_NEXT,
    }


def as_json(data: Any) -> bytes:
    """The bytes of an answer."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def local(moment: datetime) -> str:
    """A moment in Brasília's time with its offset: `2024-01-30T15:13:00-03:00`."""
    return moment.astimezone(BRASILIA).isoformat(timespec="seconds")
