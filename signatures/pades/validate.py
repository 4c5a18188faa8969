"""Looking at a signed PDF, ours or anyone's: each signature, and what the file as a whole is worth.

The order of the judgement follows ETSI EN 319 102-1: first what the signature covers, then since
when it is known to exist (time stamps from the newest to the oldest, each vouching for those
before it), then the chain of certificates at that moment. Nothing is fetched: what is not in the
file or in the trust folder is not known. Whatever the file holds, the answer is an Inspection and
no exception.

Files of strangers are to be looked at in a process with bounds (signatures/bounded.py).
"""

import asyncio
import hashlib
import io
import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature

from signatures.inspection import FoundSignature, Inspection, Judgement, SignatureKind, refused
from signatures.pades.certificate import (
    Roots,
    fingerprint,
    holder,
    issuer,
    plain_line,
    policies,
    read_roots,
    serial,
)
from signatures.pades.chain import Chained, Evidence, judged_chain, level_of, time_of, time_stamp
from signatures.pades.coverage import bytes_behind, changes_after, coverage_of
from signatures.trust import Trust

LARGEST = 50 * 1024 * 1024
MOST_SIGNATURES = 60
HEADER = b"%PDF-"
HEADER_WITHIN = 1024
TIME_STAMP = "/DocTimeStamp"

NOT_PDF = "O arquivo não é um PDF."
TOO_LARGE = f"O arquivo passa de {LARGEST // 1024 // 1024} MiB."
ENCRYPTED = "O PDF está cifrado e não pode ser conferido. Peça uma cópia sem senha."
BROKEN = "O PDF está malformado e não pode ser conferido com segurança."
TOO_MANY = f"O PDF tem mais de {MOST_SIGNATURES} assinaturas."
TOO_MUCH = "O PDF pede mais memória do que o limite para ser conferido."
UNSIGNED = "O PDF não tem assinatura eletrônica."
JUNK = "Há algo depois do fim do documento ({}), que nenhuma assinatura cobre."
ALTERED = "O que foi assinado foi alterado depois da assinatura."
FORGED = "A assinatura não corresponde ao certificado que a acompanha."

for _noisy in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_noisy).addHandler(logging.NullHandler())
    logging.getLogger(_noisy).propagate = False


@dataclass(frozen=True, slots=True)
class _View:
    """What all signatures of a file are looked at with."""

    data: bytes
    reader: PdfFileReader
    roots: Roots
    at: datetime
    evidence: Evidence


def inspect(data: bytes, trust: Trust, at: datetime, seen_at: datetime | None = None) -> Inspection:
    """What this file is, at a moment. `seen_at` is when these very bytes are known to have been
    there already: it vouches for their signatures as a time stamp would."""
    sha256 = hashlib.sha256(data).hexdigest()
    if HEADER not in data[:HEADER_WITHIN]:
        return refused(sha256, len(data), NOT_PDF)
    if len(data) > LARGEST:
        return refused(sha256, len(data), TOO_LARGE)
    roots = read_roots(trust)
    try:
        return asyncio.run(_inspected(data, sha256, roots, at.astimezone(UTC), seen_at))
    except (PdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return refused(sha256, len(data), BROKEN)
    except (RecursionError, NotImplementedError, AssertionError, OSError):
        return refused(sha256, len(data), BROKEN)
    except MemoryError:
        return refused(sha256, len(data), TOO_MUCH)


async def _inspected(
    data: bytes, sha256: str, roots: Roots, at: datetime, seen_at: datetime | None
) -> Inspection:
    reader = PdfFileReader(io.BytesIO(data))
    if reader.encrypted:
        return refused(sha256, len(data), ENCRYPTED)
    pages = int(reader.root["/Pages"]["/Count"])
    signatures = list(reader.embedded_signatures)
    if len(signatures) > MOST_SIGNATURES:
        return refused(sha256, len(data), TOO_MANY)
    if not signatures:
        return Inspection(sha256, len(data), "sem_assinatura", (UNSIGNED,), pages=pages)
    view = _View(data, reader, roots, at, Evidence.of_file(reader, roots, at, seen_at))
    found = [await _found(view, signature) for signature in reversed(signatures)]
    found.reverse()
    reasons: list[str] = []
    # Of a file whose signed bytes were changed, its end tells nothing: another program wrote it.
    behind = bytes_behind(reader, data) if any(one.intact for one in found) else 0
    if behind:
        reasons.append(JUNK.format("1 byte" if behind == 1 else f"{behind} bytes"))
    judgement = _worst([one.judgement for one in found], spoiled=bool(reasons))
    reasons += [f"{one.name}: {reason}" for one in found for reason in one.reasons]
    return Inspection(sha256, len(data), judgement, tuple(reasons), tuple(found), pages)


async def _found(view: _View, signature: EmbeddedPdfSignature) -> FoundSignature:
    """One signature; those after it have been looked at before."""
    coverage = coverage_of(signature, view.data)
    changes, objection = changes_after(signature, coverage, view.reader)
    of_time = signature.sig_object_type == TIME_STAMP
    if of_time:
        chained, stamped = await time_stamp(signature, view.evidence)
        level, why = None, ""
    else:
        stamped = await time_of(signature, view.evidence)
        chained = await judged_chain(signature, view.evidence, stamped)
        level, why = level_of(chained)
    whole = chained.intact and coverage != "parcial" and changes != "proibida"
    if of_time and whole and chained.valid and chained.state == "confiavel" and stamped:
        view.evidence.narrow(stamped)
    reasons = [objection] if objection else []
    if not chained.intact:
        reasons = [ALTERED]  # of bytes that were changed nothing else can be told
    else:
        reasons = [*([] if chained.valid else [FORGED]), *reasons, *chained.reasons]
    certificate = signature.signer_cert
    who = holder(certificate)
    return FoundSignature(
        field=plain_line(signature.field_name),
        kind="carimbo" if of_time else _kind(signature),
        name=who.name,
        cpf=who.cpf,
        judgement=_judged(whole, chained),
        reasons=tuple(reasons),
        level=level if whole and chained.valid else None,
        level_reason=why,
        declared_at=_utc(signature.self_reported_timestamp),
        trusted_at=stamped,
        checked_at=chained.at,
        chain=chained.state,
        authority=chained.chain,
        revocation=chained.revocation,
        coverage=coverage,
        changes=changes,
        intact=chained.intact,
        issuer=issuer(certificate),
        serial=serial(certificate),
        policies=policies(certificate),
        certificate_sha256=fingerprint(certificate),
    )


def _judged(whole: bool, chained: Chained) -> Judgement:
    if not whole or not chained.valid or chained.state == "revogada":
        return "invalida"
    return "valida" if chained.state == "confiavel" else "indeterminada"


def _worst(judgements: list[Judgement], spoiled: bool) -> Judgement:
    if spoiled or "invalida" in judgements:
        return "invalida"
    return "indeterminada" if "indeterminada" in judgements else "valida"


def _kind(signature: EmbeddedPdfSignature) -> SignatureKind:
    return "certificacao" if _certifies(signature) else "assinatura"


def _certifies(signature: EmbeddedPdfSignature) -> bool:
    references = signature.sig_object.get("/Reference", [])
    return any(row.get_object().get("/TransformMethod") == "/DocMDP" for row in references)


def _utc(moment: datetime | None) -> datetime | None:
    """A declared moment in UTC; one without an offset is taken as UTC, as poppler does."""
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
