"""What the signatures inside a PDF add to a verdict, in words that a partner understands."""

from dataclasses import replace

from services.office import Office
from services.settings import BRASILIA
from services.signature_keeping import trust_of
from signatures.bounded import inspect_bounded
from signatures.inspection import FoundSignature, Inspection
from signatures.verdict import VerdictSignature
from signatures.wording import same_name

JUDGEMENTS = {"valida": "válida", "indeterminada": "não confirmada", "invalida": "inválida"}


def looked_at(office: Office, data: bytes) -> Inspection:
    """A PDF looked at within bounds, trusting whom the body trusts."""
    return inspect_bounded(data, trust_of(office), office.now)


def told_of(inspection: Inspection) -> tuple[str, ...]:
    """Each signature in a sentence, then what holds of the file as a whole."""
    return (*(_told(one) for one in inspection.signers), *inspection.reasons)


def checked_signatures(
    recorded: tuple[VerdictSignature, ...], inspection: Inspection
) -> tuple[VerdictSignature, ...]:
    """The recorded signatures, each with what was found of it in the file."""
    left = list(inspection.signers)
    checked = []
    for one in recorded:
        found = next((seen for seen in left if same_name(seen.name, one.name)), None)
        if found is not None:
            left.remove(found)
            one = replace(one, checked=_told(found))
        checked.append(one)
    return tuple(checked)


def _told(one: FoundSignature) -> str:
    moment = one.signed_at
    when = ""
    if moment is not None:
        said = "" if one.trusted_at else ", hora declarada por quem assinou"
        when = f", em {moment.astimezone(BRASILIA):%d/%m/%Y às %H:%M} (horário de Brasília{said})"
    cpf = f" (CPF {one.cpf})" if one.cpf else ""
    reasons = f": {' '.join(one.reasons)}" if one.reasons else "."
    return f"Assinatura {JUDGEMENTS[one.judgement]} de {one.name}{cpf}{when}{reasons}"
