"""What the signatures inside a PDF add to a verdict, in words that a partner understands."""

from dataclasses import replace

from services.office import Office
from services.settings import BRASILIA
from services.signature_keeping import trust_of
from signatures.identity import same_name
from signatures.inspection import FoundSignature, Inspection
from signatures.verdict import VerdictSignature

PART_ONLY = "confere com a parte do arquivo que ela cobre, e não com o que veio depois."
JUDGEMENTS = {"valida": "válida", "indeterminada": "não confirmada", "invalida": "inválida"}


def looked_at(office: Office, data: bytes) -> Inspection:
    """A PDF looked at within bounds, trusting whom the body trusts."""
    return office.inspect(data, trust_of(office), office.now)


def told_of(inspection: Inspection) -> tuple[str, ...]:
    """Each signature in a sentence, then what holds of the file as a whole."""
    said = {f"{one.name}: {reason}" for one in inspection.signers for reason in one.reasons}
    of_the_file = (reason for reason in inspection.reasons if reason not in said)
    return (*(_told(one, inspection) for one in inspection.signers), *of_the_file)


def signed_by_all(recorded: tuple[VerdictSignature, ...], inspection: Inspection) -> bool:
    """Whether a file carries, valid, the signatures of all who are recorded, and of nobody else."""
    left = list(inspection.signers)
    missing = [one for one in recorded if _taken(left, one.name) is None]
    return bool(recorded) and inspection.judgement == "valida" and not missing and not left


def checked_signatures(
    recorded: tuple[VerdictSignature, ...], inspection: Inspection
) -> tuple[VerdictSignature, ...]:
    """The recorded signatures, each with what was found of it in the file.

    The one that is left over on both sides is that of a certificate under another name: it was
    known by its CPF, or somebody said whose it is.
    """
    left = list(inspection.signers)
    pairs = [(one, _taken(left, one.name)) for one in recorded]
    without = [one for one, found in pairs if found is None]
    rest = left[0] if len(left) == len(without) == 1 else None
    return tuple(
        replace(one, checked=_told(seen, inspection)) if (seen := found or rest) else one
        for one, found in pairs
    )


def _taken(left: list[FoundSignature], name: str) -> FoundSignature | None:
    """The signature under this name, taken out of those that are left."""
    found = next((one for one in left if same_name(one.name, name)), None)
    if found is not None:
        left.remove(found)
    return found


def _told(one: FoundSignature, of_file: Inspection) -> str:
    moment = one.signed_at
    when = ""
    if moment is not None:
        said = "" if one.trusted_at else ", hora declarada por quem assinou"
        when = f", em {moment.astimezone(BRASILIA):%d/%m/%Y às %H:%M} (horário de Brasília{said})"
    cpf = f" (CPF {one.cpf})" if one.cpf else ""
    reasons = f": {' '.join(one.reasons)}" if one.reasons else "."
    told = JUDGEMENTS[one.judgement]
    if one.judgement == "valida" and of_file.judgement == "invalida" and one.coverage != "arquivo":
        told, reasons = "eletrônica", f": {PART_ONLY}"  # good, of a file that is not good any more
    return f"Assinatura {told} de {one.name}{cpf}{when}{reasons}"
