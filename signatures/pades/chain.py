"""Who signed, and since when that is known: time stamps, chains of certificates, revocation.

A chain is judged at the earliest moment that somebody vouches for: the signature's own time stamp,
a later time stamp of the whole document, or our own record of the file. Without any, it is judged
now; what the signer's clock says proves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.general import SigningError, UnacceptableSignerError
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.generic_cms import (
    extract_tst_data_iter,
    message_imprint_checker,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, RevokedError, ValidationError
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from instruments.signature_level import SignatureLevel
from signatures.inspection import ChainState, Revocation
from signatures.pades.certificate import ICP_POLICIES, Roots, policies
from signatures.trust import CHAIN_LEVELS, CHAIN_NAMES, Chain

USES = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)

UNKNOWN = "O certificado não é de uma cadeia em que este órgão confia."
ALONE = "O certificado é autoassinado: qualquer pessoa pode fazer um igual, com qualquer nome."
EXPIRED = "O certificado venceu em {:%d/%m/%Y}, e nenhum carimbo do tempo prova que a assinatura é "
EXPIRED += "anterior."
NOT_YET = "O certificado só passou a valer em {:%d/%m/%Y}."
REVOKED = "O certificado estava revogado desde {:%d/%m/%Y}."
REVOKED_SINCE = "O certificado foi revogado em {:%d/%m/%Y}, e nenhum carimbo do tempo prova que a "
REVOKED_SINCE += "assinatura é anterior."
WEAK = "A assinatura usa um algoritmo que já não é seguro."
UNFIT = "O certificado não é de assinatura de documentos, ou a sua cadeia tem um defeito."
BAD_STAMP = "O carimbo do tempo da assinatura não pode ser confirmado; vale a hora declarada."


IF_TOLD = RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
REQUIRED = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED

# Lists of a later day are accepted throughout: they tell since when a certificate is revoked.
LENIENT = CertRevTrustPolicy(RevocationCheckingPolicy(IF_TOLD, IF_TOLD), retroactive_revinfo=True)
FRESH = CertRevTrustPolicy(RevocationCheckingPolicy(REQUIRED, IF_TOLD), retroactive_revinfo=True)
"""Wants to know of the signer's certificate, from a list or an answer that is still current."""

ANY_AGE = timedelta(days=36_500)
OLD_LEAF = replace(
    FRESH, freshness=ANY_AGE, freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION
)
OLD_ALL = replace(OLD_LEAF, revocation_checking_policy=RevocationCheckingPolicy(REQUIRED, REQUIRED))
"""What was revoked once stays so, however old the list that says it."""


@dataclass
class Evidence:
    """What the file and the trust folder bring along, and the earliest moment proven so far.

    `proven` is None while nobody vouches for anything, and narrows as time stamps are confirmed,
    from the newest to the oldest.
    """

    roots: Roots
    at: datetime
    proven: datetime | None
    certificates: list[x509.Certificate] = field(default_factory=list)
    lists: list[bytes] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)

    @classmethod
    def of_folder(cls, roots: Roots, at: datetime) -> "Evidence":
        """The trust folder alone."""
        evidence = cls(roots, at, None)
        evidence.certificates += roots.helpers
        evidence.lists += [one.dump() for one in roots.lists]
        return evidence

    @classmethod
    def of_file(
        cls, reader: PdfFileReader, roots: Roots, at: datetime, seen_at: datetime | None
    ) -> "Evidence":
        """What a file carries for the archive (DSS), beside the trust folder."""
        evidence = cls.of_folder(roots, at)
        evidence.proven = seen_at.astimezone(UTC) if seen_at else None
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except NoDSSFoundError:
            return evidence
        evidence.certificates += store.load_certs()
        evidence.lists += [row.get_object().data for row in store.crls]
        evidence.answers += [row.get_object().data for row in store.ocsps]
        return evidence

    @property
    def moment(self) -> datetime:
        """The moment at which chains are judged as far as is known now."""
        return min(self.proven, self.at) if self.proven else self.at

    def narrow(self, moment: datetime) -> None:
        """All that was there before this moment is at least as old."""
        self.proven = min(self.proven, moment) if self.proven else moment

    def context(self, moment: datetime, policy: CertRevTrustPolicy = LENIENT) -> ValidationContext:
        """What pyHanko judges a chain with."""
        return ValidationContext(
            trust_roots=list(self.roots.roots),
            other_certs=self.certificates,
            crls=self.lists,
            ocsps=self.answers,
            moment=moment,
            allow_fetching=False,
            revinfo_policy=policy,
        )


@dataclass(frozen=True, slots=True)
class Chained:
    """What was found of a signature's mathematics and of its chain, at a moment."""

    intact: bool
    valid: bool
    state: ChainState
    revocation: Revocation
    at: datetime
    reasons: tuple[str, ...]
    certificate: x509.Certificate | None = None
    chain: Chain | None = None


async def time_of(signature: EmbeddedPdfSignature, evidence: Evidence) -> datetime | None:
    """The moment by which the signature was there, as others vouch for it; None when none does."""
    moments = [evidence.proven] if evidence.proven else []
    signer = signature.signer_info
    for stamp in extract_tst_data_iter(signer, signed=False):
        try:
            row = await validate_tst_signed_data(
                stamp, evidence.context(evidence.moment), message_imprint_checker(signer)
            )
        except (SignatureValidationError, SigningError, ValueError, TypeError):
            continue
        status = TimestampSignatureStatus(**row)
        if status.intact and status.valid and status.trusted:
            moments.append(_utc(status.timestamp))
    return min(moments, default=None)


async def time_stamp(
    signature: EmbeddedPdfSignature, evidence: Evidence
) -> tuple[Chained, datetime | None]:
    """A time stamp of the whole document, and its moment when it can be trusted."""
    moment = evidence.moment
    status = await async_validate_pdf_timestamp(signature, evidence.context(moment), skip_diff=True)
    chained = await _chained(signature, status, evidence, moment)
    trusted = chained.intact and chained.valid and chained.state == "confiavel"
    return chained, _utc(status.timestamp) if trusted else None


async def judged_chain(
    signature: EmbeddedPdfSignature, evidence: Evidence, stamped: datetime | None
) -> Chained:
    """The signature of a person, its chain judged at the moment that is vouched for."""
    moment = min(stamped, evidence.at) if stamped else evidence.at
    status = await async_validate_pdf_signature(
        signature,
        evidence.context(moment),
        evidence.context(evidence.moment),
        key_usage_settings=USES,
        skip_diff=True,
    )
    return await _chained(signature, status, evidence, moment, stamped)


async def _chained(
    signature: EmbeddedPdfSignature,
    status: Any,
    evidence: Evidence,
    moment: datetime,
    stamped: datetime | None = None,
) -> Chained:
    certificate = signature.signer_cert
    state, words = _state(certificate, status, moment, stamped)
    reasons = [words] if words else []
    has_stamp = getattr(status, "timestamp_validity", None) is not None
    own_stamp = has_stamp and status.timestamp_validity.trusted and status.timestamp_validity.intact
    if has_stamp and not own_stamp:
        reasons.append(BAD_STAMP)
    path = status.validation_path
    others = list(signature.other_embedded_certs)
    if state == "confiavel":
        gone = await _revoked_on(certificate, others, evidence, moment)
        if gone is not None:
            state = "revogada"
            reasons.insert(
                0, (REVOKED if gone <= moment and stamped else REVOKED_SINCE).format(gone)
            )
    root = path.first if path is not None and state == "confiavel" else None
    revocation: Revocation = "revogado" if state == "revogada" else "sem_informacao"
    if root is not None and await _known_good(certificate, others, evidence, moment):
        revocation = "nao_revogado"
    return Chained(
        intact=bool(status.intact),
        valid=bool(status.valid),
        state=state,
        revocation=revocation,
        at=moment,
        reasons=tuple(reasons),
        certificate=certificate,
        chain=evidence.roots.chain_of(root) if root is not None else None,
    )


def _state(
    certificate: x509.Certificate, status: Any, moment: datetime, stamped: datetime | None
) -> tuple[ChainState, str]:
    if status.trusted:
        return "confiavel", ""
    problem = status.trust_problem_indic
    if status.revocation_details is not None:
        day = _utc(status.revocation_details.revocation_date)
        return "revogada", (REVOKED if stamped else REVOKED_SINCE).format(day)
    if certificate.self_issued:
        return "autoassinada", ALONE
    if problem == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return "desconhecida", UNKNOWN
    if moment > certificate.not_valid_after:
        return "vencida", EXPIRED.format(certificate.not_valid_after)
    if moment < certificate.not_valid_before:
        return "vencida", NOT_YET.format(certificate.not_valid_before)
    if "CRYPTO" in getattr(problem, "name", ""):
        return "invalida", WEAK
    return "invalida", UNFIT


async def _revoked_on(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    evidence: Evidence,
    moment: datetime,
) -> datetime | None:
    """Since when a certificate, or one above it, was revoked by a moment; None as far as known."""
    for policy in (OLD_LEAF, OLD_ALL) if evidence.lists or evidence.answers else ():
        try:
            await _path(certificate, others, evidence.context(moment, policy))
        except RevokedError as error:
            return _utc(error.revocation_dt)
        except (ValidationError, UnacceptableSignerError, ValueError):
            continue
    return None


async def _known_good(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    evidence: Evidence,
    moment: datetime,
) -> bool:
    """Whether a current list or answer says that the certificate was not revoked by then."""
    if not (evidence.lists or evidence.answers):
        return False
    try:
        await _path(certificate, others, evidence.context(moment, FRESH))
    except (ValidationError, UnacceptableSignerError, ValueError):
        return False
    return True


async def _path(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], context: ValidationContext
) -> Any:
    validator = CertificateValidator(
        certificate, intermediate_certs=list(others), validation_context=context
    )
    return await validator.async_validate_usage(set())  # type: ignore[no-untyped-call]  # its own


def level_of(chained: Chained) -> tuple[SignatureLevel | None, str]:
    """The level of a signature by its chain, and why."""
    if chained.chain is None or chained.certificate is None:
        return None, "O nível não pode ser determinado: a cadeia do certificado não é de confiança."
    named = [one for one in policies(chained.certificate) if one.startswith(ICP_POLICIES)]
    policy = f", política {named[0]}" if named else ""
    words = f"Certificado da cadeia: {CHAIN_NAMES[chained.chain]}{policy}."
    return CHAIN_LEVELS[chained.chain], words


async def chain_of(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], evidence: Evidence
) -> tuple[Chain | None, str]:
    """The chain of a certificate that is about to sign; without one, a sentence that says why."""
    try:
        path = await _path(certificate, others, evidence.context(evidence.at))
    except PathBuildingError:
        return None, ALONE if certificate.self_issued else UNKNOWN
    except (ValidationError, UnacceptableSignerError, ValueError):
        return None, ALONE if certificate.self_issued else UNFIT
    gone = await _revoked_on(certificate, others, evidence, evidence.at)
    if gone is not None:
        return None, REVOKED.format(gone)
    return evidence.roots.chain_of(path.first), ""


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
