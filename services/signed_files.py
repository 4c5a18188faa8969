"""A PDF that was signed elsewhere (gov.br, ICP-Brasil) comes in: checked, and its signers found.

It must be the very file that went out, with nothing but signatures appended; who signed, at which
level and when is read from the file, not told by anyone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from faults.errors import InvalidData, StateError, UnreadableFile, UsageError
from faults.finding import Finding
from instruments.instrument import Instrument
from instruments.lifecycle_facts import SignatureRecorded
from services.envelopes import cpf_of, find_place, newest_file, open_one
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
from signatures.identity import Whose, same_name, whose
from signatures.inspection import FoundSignature, Inspection
from signatures.wording import certificate_phrase

SECONDS = 60.0
"""A file that one of ours hands in may take longer than one of a stranger on the web."""


@dataclass(frozen=True, slots=True)
class TakenFor:
    """Whose signature it is that stands under a name not on record, and how that is known."""

    signatory: str
    reason: str


def receive(
    office: Office,
    text: str,
    given: FileGiven,
    waiver: str | None = None,
    taken_for: TakenFor | None = None,
) -> Signed:
    """Take in a PDF that was signed elsewhere, and record the signatures that are new in it.

    It must be the file that went out, with nothing but signatures appended. A certificate under a
    name not on record needs its CPF there, or somebody who says whose it is. Raises InvalidData
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
    matched = _matched(office, instrument, envelope, found, given.name, inspection, taken_for)
    kept = to_keep("pdf", *signed_name(instrument, known + len(found)), given.data)
    facts = [
        _fact_of(office, instrument, place, one, kept.file.sha256, waiver, identity)
        for place, one, identity in matched
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
    office: Office,
    instrument: Instrument,
    envelope: Envelope,
    found: Sequence[FoundSignature],
    name: str,
    inspection: Inspection,
    taken_for: TakenFor | None,
) -> list[tuple[Place, FoundSignature, str | None]]:
    """Each new signature with the place of its signer, or every reason why not."""
    waiting = [place for place in envelope.places if place.signature is None]
    named = _named(envelope, instrument, taken_for) if taken_for else None
    faults = list(_objections(name, found, inspection))
    matched: list[tuple[Place, FoundSignature, str | None]] = []
    for one in found:
        judged = [(place, _whose(office, instrument, place, one)) for place in waiting]
        place = next((place for place, whose_ in judged if whose_ is Whose.OWN), None)
        others = [
            place
            for place, whose_ in judged
            if whose_ is Whose.OTHERS and (place == named or same_name(place.name, one.name))
        ]
        identity = None
        if place is None and taken_for and named in waiting and named not in others:
            place, named = named, None
            identity = f"Certificado em nome de {one.name}: {taken_for.reason}"
        if place is not None:
            waiting.remove(place)
            matched.append((place, one, identity))
            continue
        faults.append(
            _other_cpf(office, instrument, name, one, others[0])
            if others
            else _not_expected(name, one, waiting)
        )
    if faults:
        raise InvalidData(f"{name}: as assinaturas não podem ser aceitas.", faults)
    if taken_for and all(identity is None for _, _, identity in matched):
        raise UsageError(
            "o nome ou o CPF do certificado já diz de quem é a assinatura.",
            "Receba o arquivo sem --como e --motivo.",
        )
    return matched


def _named(envelope: Envelope, instrument: Instrument, taken_for: TakenFor) -> Place:
    if not taken_for.reason.strip():
        raise UsageError("falta o motivo.", "Diga como se sabe de quem é: --motivo MOTIVO")
    return find_place(envelope, instrument, taken_for.signatory)


def _whose(office: Office, instrument: Instrument, place: Place, one: FoundSignature) -> Whose:
    return whose(one.name, one.cpf, place.name, cpf_of(office, instrument, place.id))


def _objections(
    name: str, found: Sequence[FoundSignature], inspection: Inspection
) -> Iterator[Finding]:
    """What speaks against the file, or against a signature whoever gave it."""
    if inspection.judgement == "invalida":
        for reason in inspection.reasons:
            yield Finding(
                "arquivo-alterado", "erro", name, reason, "Peça o arquivo sem alterações."
            )
    for one in found:
        for reason in one.reasons if one.judgement == "indeterminada" else ():
            yield Finding(
                "assinatura-sem-confianca",
                "erro",
                f"{name}: {one.name}",
                reason,
                "Confira com quem assinou; se a cadeia é boa, ponha a raiz na pasta de confiança.",
            )


def _other_cpf(
    office: Office, instrument: Instrument, name: str, one: FoundSignature, place: Place
) -> Finding:
    """Why a signature is not that of somebody who has, or is said to have, this name."""
    return Finding(
        "cpf-diverge",
        "erro",
        f"{name}: {one.name}",
        f"o CPF do certificado é {one.cpf}, e o do cadastro de {place.name} é "
        f"{cpf_of(office, instrument, place.id)}.",
        "Se o do cadastro está errado, corrija-o; se não, assinou outra pessoa.",
    )


def _not_expected(name: str, one: FoundSignature, waiting: Sequence[Place]) -> Finding:
    """Why a signature is nobody's who is waited for, and how to go on when it is all the same."""
    expected = ", ".join(place.name for place in waiting)
    return Finding(
        "signatario-desconhecido",
        "erro",
        f"{name}: {one.name}",
        "não é signatário deste instrumento, ou já assinou.",
        f"Falta assinar: {expected}. Se é uma dessas pessoas com outro nome, registre o CPF dela "
        "no cadastro, ou diga quem é e como se sabe: --como SIGNATARIO --motivo MOTIVO",
    )


def _fact_of(
    office: Office,
    instrument: Instrument,
    place: Place,
    one: FoundSignature,
    sha256: str,
    waiver: str | None,
    identity: str | None,
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
        identity=identity,
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
