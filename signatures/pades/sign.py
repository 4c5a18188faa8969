"""Signing here: a PKCS#12 certificate puts its signature into a field that waits for it.

    b-b    the signature alone; its time is what the signer's clock says
    b-t    and a time stamp, so that somebody else vouches for the time
    b-lta  and all that is needed to check it in many years, sealed by a time stamp of the archive

The first signature certifies the document: from then on forms may be filled in and signed, and
nothing else may change (DocMDP). The key is parsed once. A signature takes 20 to 35 ms.
"""

import asyncio
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import unquote, urlsplit, urlunsplit

from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from faults.errors import OutsideError, PactuaError, StateError, UnreadableFile, UsageError
from signatures.pades.certificate import (
    Holder,
    Roots,
    fingerprint,
    holder,
    issuer,
    read_roots,
    serial,
)
from signatures.pades.chain import Evidence, chain_of
from signatures.pades.fields import TIME_STAMP, field_name
from signatures.pades.policy import Policy, attributes_of
from signatures.pades.stamp import PhraseStyle
from signatures.trust import Chain, Trust

Profile = Literal["b-b", "b-t", "b-lta"]
DIGEST = "sha256"
ROOM, ROOM_FOR_TIME_STAMP = 4096, 16_384
"""Bytes kept free for a signature beside its certificates, and for a time stamp with its own."""

TIME_STAMP_SECONDS = 20
EXPORTED_DER = (serialization.Encoding.DER,)


class KeySigner(Signer):
    """pyHanko's signer with the key parsed once, not anew for every signature."""

    def __init__(
        self,
        key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        others: SimpleCertificateStore,
    ) -> None:
        super().__init__(signing_cert=certificate, cert_registry=others, embed_roots=False)
        self._key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The bare signature over the signed attributes."""
        digest = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[
            digest_algorithm
        ]
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), digest)
        return self._key.sign(data, ec.ECDSA(digest))


@dataclass(frozen=True)
class Credential:
    """A certificate with its key, ready to sign, and what it says of its holder."""

    signer: KeySigner
    certificate: x509.Certificate
    holder: Holder
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate."""
        return fingerprint(self.certificate)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be signed: the field's place, the phrase of its stamp, the moment, the profile,
    the policy that the signature names."""

    place: str
    phrase: str
    when: datetime
    profile: Profile = "b-b"
    reason: str | None = None
    policy: Policy | None = None


def open_credential(data: bytes, password: bytes | None) -> Credential:
    """The certificate in a PKCS#12 file. Raises UsageError or UnreadableFile, saying which."""
    try:
        bag = pkcs12.load_pkcs12(data, password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _not_opened(data, password) from error
    key, main = bag.key, bag.cert
    if key is None or main is None:
        raise UnreadableFile(
            "o arquivo não traz um certificado com a sua chave.",
            "Exporte o certificado de novo, com a chave privada (arquivo .p12 ou .pfx).",
        )
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise UnreadableFile(
            "o tipo da chave do certificado não serve para assinar PDF.",
            "Use um certificado com chave RSA ou de curva elíptica.",
        )
    certificate = _certificate(main.certificate)
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko's
    others.register_multiple([_certificate(one.certificate) for one in bag.additional_certs])
    usage = certificate.key_usage_value
    if usage is not None and not usage.native & {"digital_signature", "non_repudiation"}:
        raise UsageError(
            "o certificado não é de assinatura.", "Use o certificado com que a pessoa assina."
        )
    return Credential(
        KeySigner(key, certificate, others),
        certificate,
        holder(certificate),
        issuer(certificate),
        serial(certificate),
        certificate.not_valid_before,
        certificate.not_valid_after,
    )


def chain_of_credential(
    credential: Credential, trust: Trust, at: datetime
) -> tuple[Chain | None, str]:
    """The trusted chain that a certificate belongs to; without one, a sentence that says why."""
    evidence = Evidence.of_folder(read_roots(trust), at)
    others = list(credential.signer.cert_registry)
    return asyncio.run(chain_of(credential.certificate, others, evidence))


def sign(
    pdf: bytes,
    order: Order,
    credential: Credential,
    stamper: TimeStamper | None = None,
    trust: Trust | None = None,
) -> bytes:
    """The PDF with one more signature, appended to it.

    Raises StateError when the field cannot be signed, UsageError when the profile needs what is
    not there, and OutsideError when the time-stamp server or a revocation list cannot be had.
    """
    _check(order, credential, stamper)
    try:
        return asyncio.run(_signed(pdf, order, credential, stamper, trust))
    except TimestampRequestError as error:
        raise OutsideError(
            f"o servidor de carimbo do tempo não respondeu como devia ({_words(error)}).",
            "Tente de novo, ou assine sem carimbo: --perfil b-b",
        ) from error
    except SigningError as error:
        raise _refused(order, error) from error
    except PdfError as error:
        raise StateError(
            f"o PDF a assinar não pode ser lido ({_words(error)}).",
            "Abra a assinatura de novo: pactua instrumento devolver NUM",
        ) from error


def time_stamper(address: str) -> TimeStamper:
    """The time-stamp server at an address, which may carry a name and a password."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            "o endereço do carimbo do tempo não é http nem https.",
            "Confira assinatura.carimbo_do_tempo em orgao.yaml ou PACTUA_CARIMBO.",
        )
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return HTTPTimeStamper(bare, timeout=TIME_STAMP_SECONDS, auth=auth)


async def _signed(
    pdf: bytes,
    order: Order,
    credential: Credential,
    stamper: TimeStamper | None,
    trust: Trust | None,
) -> bytes:
    writer = _Appender(io.BytesIO(pdf))
    lasting = order.profile == "b-lta"
    context = _context(read_roots(trust or Trust()), credential, order.when) if lasting else None
    meta = PdfSignatureMetadata(
        field_name=field_name(order.place),
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=order.reason,
        name=credential.holder.name,
        certify=not _has_signatures(writer.prev),
        docmdp_permissions=MDPPerm.FILL_FORMS,
        embed_validation_info=lasting,
        use_pades_lta=lasting,
        timestamp_field_name=_free_time_stamp(writer.prev) if lasting else None,
        validation_context=context,
    )
    signer = PdfSigner(
        meta,
        credential.signer,
        timestamper=None if order.profile == "b-b" else stamper,
        stamp_style=PhraseStyle(phrase=order.phrase),
    )
    try:
        session = signer.init_signing_session(writer, existing_fields_only=True)
        session.system_time = order.when.astimezone(UTC)
        info = await session.perform_presign_validation(writer)
        prepared = session.prepare_tbs_document(info, bytes_reserved=_room(order, credential))
        digest, output = prepared.digest_tbs_document()
        done = await prepared.perform_signature(
            document_digest=digest.document_digest,
            pdf_cms_signed_attrs=PdfCMSSignedAttributes(
                signing_time=session.system_time,
                cades_signed_attrs=attributes_of(order.policy) if order.policy else None,
            ),
        )
        await done.post_signature_processing(output)
    finally:
        if context is not None:
            await context.aclose()  # type: ignore[no-untyped-call]  # pyHanko's
    output.seek(0)
    data: bytes = output.read()
    return data


class _Appender(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: PDF/A wants the two kinds of them to say the same."""

    def _update_meta(self) -> None:
        return


def _check(order: Order, credential: Credential, stamper: TimeStamper | None) -> None:
    if order.profile != "b-b" and stamper is None:
        raise UsageError(
            f"o perfil {order.profile} precisa de um servidor de carimbo do tempo.",
            "Informe-o em orgao.yaml (assinatura.carimbo_do_tempo) ou em PACTUA_CARIMBO.",
        )
    if not credential.valid_from <= order.when <= credential.valid_until:
        raise StateError(
            f"o certificado de {credential.holder.name} vale de "
            f"{credential.valid_from:%d/%m/%Y} a {credential.valid_until:%d/%m/%Y}.",
            "Use um certificado que esteja valendo.",
        )


def _room(order: Order, credential: Credential) -> int:
    """Hex digits kept free for the signature."""
    certificates = [credential.certificate, *credential.signer.cert_registry]
    size = ROOM + sum(len(one.dump()) for one in certificates)
    return 2 * (size + (ROOM_FOR_TIME_STAMP if order.profile != "b-b" else 0))


def _context(roots: Roots, credential: Credential, when: datetime) -> ValidationContext:
    """What the seal for the archive collects; what certificates name is fetched."""
    return ValidationContext(
        moment=when,
        retroactive_revinfo=True,
        trust_roots=list(roots.roots),
        other_certs=[*roots.helpers, *credential.signer.cert_registry],
        crls=[one.dump() for one in roots.lists],
        allow_fetching=True,
    )


def _has_signatures(reader: PdfFileReader) -> bool:
    return any(True for _ in enumerate_sig_fields(reader, filled_status=True))


def _free_time_stamp(reader: PdfFileReader) -> str | None:
    names = [name for name, _, _ in enumerate_sig_fields(reader, filled_status=False)]
    return next((name for name in names if name.startswith(TIME_STAMP)), None)


def _certificate(certificate: Any) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(*EXPORTED_DER))


def _not_opened(data: bytes, password: bytes | None) -> PactuaError:
    """Whether the password is wrong, or the file is something else."""
    try:
        _ = asn1_pkcs12.Pfx.load(data, strict=True)["auth_safe"]["content_type"].native
    except (ValueError, TypeError):
        return UnreadableFile(
            "o arquivo não é um certificado PKCS#12.", "Use o arquivo .p12 ou .pfx do certificado."
        )
    if not password:
        return UsageError("o certificado pede uma senha.", "Informe a senha do arquivo.")
    return UsageError("a senha não abre o certificado.", "Confira a senha do arquivo.")


def _refused(order: Order, error: SigningError) -> PactuaError:
    words = _words(error)
    if "validate" in words:
        return StateError(
            "a cadeia do certificado, ou a do carimbo do tempo, não pôde ser conferida.",
            "Ponha as raízes na pasta de confiança; o perfil b-lta também busca as listas de "
            "revogação na rede.",
        )
    return StateError(
        f"o lugar “{order.place}” não pode receber a assinatura ({words}).",
        "Confira quem já assinou: pactua assinatura listar NUM",
    )


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
