"""Signatures given elsewhere and recorded, and signatures given here with a certificate.

What came in as a signed PDF is services/signed_files.py.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from faults.errors import StateError, UsageError
from instruments.facts import FileFormat
from instruments.instrument import Instrument
from instruments.lifecycle import Life
from instruments.lifecycle_facts import SignatureRecorded
from instruments.number import InstrumentNumber
from instruments.signature_level import SignatureLevel
from instruments.transitions import check
from services.envelopes import ELSEWHERE, cpf_of, find_place, newest_file, open_one
from services.lifecycle import instrument_of, number_of
from services.office import Office
from services.settings import BRASILIA
from services.signature_keeping import FileGiven as FileGiven  # a Recording takes one
from services.signature_keeping import (
    Signed,
    ToKeep,
    check_in_time,
    signed_name,
    some_trust,
    time_kind,
    to_keep,
    write_signatures,
)
from services.tied_effects import check_signing
from services.ties import read_life
from signatures.envelope import Place
from signatures.identity import Whose, whose
from signatures.levels import levels
from signatures.trust import CHAIN_LEVELS, Chain, Trust
from signatures.verification_code import parse_code, parse_crc
from signatures.wording import certificate_phrase, signature_phrase

if TYPE_CHECKING:
    from signatures.pades.sign import Credential, Profile

FORMATS_ELSEWHERE: dict[str, FileFormat] = {
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".txt": "txt",
}


@dataclass(frozen=True, slots=True)
class Recording:
    """A signature given elsewhere, as a person records it; `code` and `crc` are those of there."""

    signatory: str
    signed_at: datetime
    level: SignatureLevel
    role: str | None = None
    basis: str | None = None
    waiver: str | None = None
    code: str | None = None
    crc: str | None = None
    file: FileGiven | None = None


@dataclass(frozen=True, slots=True)
class SigningHere:
    """A signature to be given here: by whom, with which certificate, to which profile.

    `time_stamps` is the address of the time-stamp server, with name and password where it asks for
    them; it never enters the journal.
    """

    signatory: str
    certificate: bytes
    password: bytes | None = None
    profile: "Profile | None" = None
    time_stamps: str | None = None
    waiver: str | None = None


def record(office: Office, text: str, recording: Recording) -> Life:
    """Record a signature that was given elsewhere; its file, if there is one, stays untouched."""
    number = number_of(office, text)
    instrument = instrument_of(office, number)
    place = find_place(open_one(office, str(number)), instrument, recording.signatory)
    if recording.signed_at > office.now:
        local = recording.signed_at.astimezone(BRASILIA)
        raise UsageError(
            f"a assinatura de {local:%d/%m/%Y %H:%M} está no futuro.",
            "Confira a data e a hora (horário de Brasília).",
        )
    if (recording.code is None) != (recording.crc is None):
        raise UsageError(
            "o código verificador e o CRC vão juntos.", "Informe --codigo e --crc, ou nenhum."
        )
    kept = _file_elsewhere(place, recording.file) if recording.file else None
    role = recording.role or place.role
    basis = recording.basis or levels()[recording.level].phrase
    fact = SignatureRecorded(
        number=number,
        version=instrument.version,
        signatory=place.id,
        name=place.name,
        role=role,
        signed_at=recording.signed_at,
        level=recording.level,
        basis=recording.basis,
        waiver=recording.waiver,
        code=parse_code(recording.code) if recording.code else None,
        crc=parse_crc(recording.crc) if recording.crc else None,
        file_sha256=kept.file.sha256 if kept else None,
        wording=signature_phrase(
            office.arrangements.checking, place.name, role, recording.signed_at, basis
        ),
    )
    return write_signatures(office, instrument, [fact], kept)


def sign_here(office: Office, text: str, order: SigningHere) -> Signed:
    """Sign with a PKCS#12 certificate, in the field that waits for its holder."""
    from signatures.pades.policy import Policy
    from signatures.pades.sign import Order, sign, time_stamper
    from signatures.pades.validate import inspect

    number = number_of(office, text)
    instrument = instrument_of(office, number)
    envelope = open_one(office, str(number))
    place = find_place(envelope, instrument, order.signatory)
    base = newest_file(office, text)
    trust = some_trust(office)
    credential = _credential(order)
    chain = _chain(office, instrument, place, credential, trust)
    address = order.time_stamps or office.arrangements.signing.time_stamps
    stamper = time_stamper(address) if address else None
    profile: Profile = order.profile or ("b-t" if stamper else "b-b")
    phrase = _phrase(office, place, credential, chain)
    planned = _planned(office, number, instrument, place, chain, order.waiver)
    check(read_life(office, str(number)), planned)  # before anything is signed
    check_in_time(envelope.until, planned)
    check_signing(office, instrument, office.today)
    named = office.arrangements.signing.policy
    policy = Policy(named.oid, named.sha256, named.address) if named else None
    data = sign(
        office.files.read(base.sha256),
        Order(place.id, phrase, office.now, profile, policy=policy),
        credential,
        stamper,
        trust,
    )
    inspection = inspect(data, trust, office.now)
    done = inspection.signers[-1]
    if inspection.judgement == "invalida" or done.certificate_sha256 != credential.fingerprint:
        raise StateError(
            "a assinatura foi feita, mas o arquivo não passou na conferência; nada foi registrado.",
            " ".join(inspection.reasons) or "Tente de novo.",
        )
    kept = to_keep("pdf", *signed_name(instrument, len(inspection.signers)), data)
    fact = planned.model_copy(
        update={
            "signed_at": done.signed_at or office.now,
            "time": time_kind(done),
            "file_sha256": kept.file.sha256,
            "wording": phrase,
            "issuer": done.issuer,
            "serial": done.serial,
        }
    )
    life = write_signatures(office, instrument, [fact], kept, envelope.newest_file)
    return Signed(life, kept.file, inspection)


def _file_elsewhere(place: Place, given: FileGiven) -> ToKeep:
    ending = PurePath(given.name).suffix.lower()
    kind = FORMATS_ELSEWHERE.get(ending)
    if kind is None:
        raise UsageError(
            f"{given.name}: arquivos {ending or 'sem extensão'} não são guardados.",
            f"Use {', '.join(FORMATS_ELSEWHERE)}.",
        )
    name = PurePath(given.name).name[-120:]
    return to_keep(kind, f"{ELSEWHERE}-{place.id}", name, given.data)


def _credential(order: SigningHere) -> "Credential":
    from signatures.pades.sign import open_credential

    try:
        return open_credential(order.certificate, order.password)
    except UsageError as error:
        if order.password:
            raise
        raise UsageError(
            error.message,
            "Ponha a senha num arquivo e use --senha-arquivo ARQ, ou na variável "
            "PACTUA_CERTIFICADO_SENHA; num terminal, ela é pedida.",
        ) from error


def _chain(
    office: Office, instrument: Instrument, place: Place, credential: "Credential", trust: Trust
) -> Chain:
    """The chain of the certificate, once it is sure that it is the signatory's own."""
    from signatures.pades.sign import chain_of_credential

    holder = credential.holder
    cpf = cpf_of(office, instrument, place.id)
    judged = whose(holder.name, holder.cpf, place.name, cpf)
    if judged is Whose.OTHERS:
        raise UsageError(
            f"o certificado é de {holder.name} (CPF {holder.cpf}), e o cadastro de {place.name} "
            f"tem o CPF {cpf}.",
            "Use o certificado de quem assina; se o CPF do cadastro está errado, corrija-o.",
        )
    if judged is Whose.UNKNOWN:
        raise UsageError(
            f"o certificado é de {holder.name}, e quem assina por “{place.id}” é {place.name}.",
            "Use o certificado de quem assina; se é a mesma pessoa com outro nome, registre o CPF "
            "dela no cadastro.",
        )
    chain, reason = chain_of_credential(credential, trust, office.now)
    if chain is None:
        raise StateError(
            reason, "Confira o certificado e as raízes da pasta de confiança (capítulo 14)."
        )
    return chain


def _phrase(office: Office, place: Place, credential: "Credential", chain: Chain) -> str:
    return certificate_phrase(
        office.arrangements.checking,
        place.name,
        credential.holder.cpf,
        place.role,
        office.now,
        chain,
        credential.issuer,
        credential.serial,
    )


def _planned(
    office: Office,
    number: InstrumentNumber,
    instrument: Instrument,
    place: Place,
    chain: Chain,
    waiver: str | None,
) -> SignatureRecorded:
    return SignatureRecorded(
        number=number,
        version=instrument.version,
        signatory=place.id,
        name=place.name,
        role=place.role,
        signed_at=office.now,
        level=CHAIN_LEVELS[chain],
        waiver=waiver,
        way="aqui",
    )
