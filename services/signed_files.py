"""A PDF that was signed elsewhere (gov.br, ICP-Brasil) comes in: checked, and its signers found.

It must be the very file that went out, with nothing but signatures appended; who signed, at which
level and when is read from the file, not told by anyone.
"""

from collections.abc import Sequence

from faults.errors import InvalidData, StateError, UnreadableFile, UsageError
from faults.finding import Finding
from instruments.instrument import Instrument
from instruments.lifecycle_facts import SignatureRecorded
from services.envelopes import cpf_of, newest_file, open_one
from services.lifecycle import instrument_of, number_of
from services.office import Office
from services.settings import BRASILIA
from services.signature_keeping import (
    FileGiven,
    Signed,
    signed_name,
    some_trust,
    time_kind,
    to_keep,
    write_signatures,
)
from signatures.bounded import inspect_bounded
from signatures.envelope import Envelope, Place
from signatures.inspection import FoundSignature, Inspection
from signatures.wording import certificate_phrase, same_name

SECONDS = 60.0
"""A file that one of ours hands in may take longer than one of a stranger on the web."""


def receive(office: Office, text: str, given: FileGiven, waiver: str | None = None) -> Signed:
    """Take in a PDF that was signed elsewhere, and record the signatures that are new in it.

    It must be the file that went out, with nothing but signatures appended. Raises InvalidData
    with everything that speaks against it.
    """
    number = number_of(office, text)
    instrument = instrument_of(office, number)
    envelope = open_one(office, str(number))
    trust = some_trust(office)
    inspection = inspect_bounded(given.data, trust, office.now, seconds=SECONDS)
    if inspection.refusal:
        raise UnreadableFile(f"{given.name}: {inspection.refusal}", "Peça o arquivo de novo.")
    base = office.files.read(newest_file(office, text).sha256)
    _check_same_document(office, envelope, given, base)
    known = sum(
        place.signature is not None and place.signature.way != "registrada"
        for place in envelope.places
    )
    found = inspection.signers[known:]
    if not found:
        raise StateError(
            f"{given.name} não traz assinatura nova.",
            "Assine o PDF de: pactua assinatura arquivo NUM --saida PASTA",
        )
    pairs = _matched(instrument, envelope, found, given.name, inspection)
    kept = to_keep("pdf", *signed_name(instrument, known + len(found)), given.data)
    facts = [
        _fact_of(office, instrument, place, one, waiver, kept.file.sha256) for place, one in pairs
    ]
    life = write_signatures(office, instrument, facts, kept, envelope.newest_file)
    return Signed(life, kept.file, inspection)


def _check_same_document(office: Office, envelope: Envelope, given: FileGiven, base: bytes) -> None:
    """Only signatures may have been appended; a file that was saved anew is another one."""
    if given.data.startswith(base):
        return
    first = office.files.read(envelope.file_sha256) if envelope.file_sha256 else b""
    if first and given.data.startswith(first):
        raise StateError(
            f"{given.name} foi assinado a partir de uma cópia sem as assinaturas que já entraram.",
            "Mande assinar o arquivo atual: pactua assinatura arquivo NUM --saida PASTA",
        )
    raise StateError(
        f"{given.name} não é o PDF que saiu para assinatura, ou foi salvo de novo antes disso.",
        "Mande assinar, sem abrir e salvar, o arquivo de: pactua assinatura arquivo NUM. O que foi "
        "assinado em outro documento se registra: pactua assinatura registrar NUM --arquivo PDF",
    )


def _matched(
    instrument: Instrument,
    envelope: Envelope,
    found: Sequence[FoundSignature],
    name: str,
    inspection: Inspection,
) -> list[tuple[Place, FoundSignature]]:
    """Each new signature with the place of its signer, or every reason why not."""
    faults: list[Finding] = []
    pairs: list[tuple[Place, FoundSignature]] = []
    if inspection.judgement == "invalida":
        faults += [
            Finding("arquivo-alterado", "erro", name, reason, "Peça o arquivo sem alterações.")
            for reason in inspection.reasons
        ]
    for one in found:
        if one.judgement == "indeterminada":
            faults += [
                Finding(
                    "assinatura-sem-confianca",
                    "erro",
                    f"{name}: {one.name}",
                    reason,
                    "Confira com quem assinou; se a cadeia é boa, ponha a raiz na pasta de "
                    "confiança.",
                )
                for reason in one.reasons
            ]
        place = _place_of(instrument, envelope, one)
        if place is None:
            expected = ", ".join(p.name for p in envelope.places if p.signature is None)
            faults.append(
                Finding(
                    "signatario-desconhecido",
                    "erro",
                    f"{name}: {one.name}",
                    "não é signatário deste instrumento, ou já assinou.",
                    f"Falta assinar: {expected}.",
                )
            )
        else:
            pairs.append((place, one))
    if faults:
        raise InvalidData(f"{name}: as assinaturas não podem ser aceitas.", faults)
    return pairs


def _place_of(instrument: Instrument, envelope: Envelope, one: FoundSignature) -> Place | None:
    """The place of a signer, by name, or by the CPF on record."""
    waiting = [place for place in envelope.places if place.signature is None]
    for place in waiting:
        if same_name(place.name, one.name):
            return place
    for place in waiting:
        if one.cpf and one.cpf == cpf_of(instrument, place.id):
            return place
    return None


def _fact_of(
    office: Office,
    instrument: Instrument,
    place: Place,
    one: FoundSignature,
    waiver: str | None,
    sha256: str,
) -> SignatureRecorded:
    """A signature found in a file, as a fact. Raises UsageError for a time that cannot be."""
    assert one.level is not None  # a valid signature has a level,
    assert one.authority is not None  # and a chain
    signed_at = one.signed_at or office.now
    if signed_at > office.now:
        local = signed_at.astimezone(BRASILIA)
        raise UsageError(
            f"a assinatura de {one.name} diz ser de {local:%d/%m/%Y %H:%M}, que ainda não chegou.",
            "Confira o relógio deste computador e o de quem assinou.",
        )
    return SignatureRecorded(
        number=instrument.number,
        version=instrument.version,
        signatory=place.id,
        name=place.name,
        role=place.role,
        signed_at=signed_at,
        level=one.level,
        waiver=waiver,
        way="recebida",
        file_sha256=sha256,
        time=time_kind(one),
        issuer=one.issuer,
        serial=one.serial,
        wording=certificate_phrase(
            office.arrangements.checking,
            place.name,
            one.cpf,
            place.role,
            signed_at,
            one.authority,
            one.issuer,
            one.serial,
        ),
    )
