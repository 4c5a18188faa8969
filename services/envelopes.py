"""Envelopes: what goes out for signature, to whom, until when, and the one file that is signed.

Opening makes the final edition once: the text without the mark of a draft, with its codes, its QR
and a signature field for everyone. Its bytes are kept and never made again; what is signed later is
appended to them. Another text needs another envelope.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from document.tree import SignaturePlace
from faults.errors import BadTemplate, StateError, UsageError
from instruments.facts import FileFormat, FilesRendered, StoredFile
from instruments.identifiers import mask_cpf
from instruments.instrument import Instrument
from instruments.lifecycle import Life
from instruments.lifecycle_facts import (
    EnvelopeExtended,
    EnvelopeOpened,
    EnvelopePlace,
    SignatureRefused,
)
from instruments.partner import Representative
from instruments.public import public_json
from instruments.transitions import advance, check
from rendering.engines import PDF_ENGINES, engine_name
from rendering.port import Authenticity, Edition, Laid
from rendering.sei import canonical_bytes, canonical_html
from services.drafting import Draft, read_draft
from services.editions import edition_of
from services.lifecycle import instrument_of, life_in, number_of, take_step
from services.office import Office
from services.statements import qr_picture, qr_text
from services.tied_effects import check_signing
from services.ties import read_life
from signatures.envelope import Envelope, Place, envelope_of
from signatures.identity import same_name
from signatures.levels import minimum_for
from signatures.verification_code import crc
from signatures.wording import authenticity_lines

TO_SIGN, TO_PASTE = "para-assinar", "para-assinar-sei"
"""Under which engine names the two forms of the final edition are kept."""

SIGNED, ELSEWHERE = "assinado", "externo"
"""What begins the engine name of a signed file, and of one that was signed elsewhere."""

STATE_OUT = "em_assinatura"


@dataclass(frozen=True, slots=True)
class Opening:
    """How an envelope is opened: the order of signing, witnesses, who may be left out, until when.

    `order` names parties and witnesses in groups that follow one another; those it does not name
    come with the first group. Witnesses are (name, role).
    """

    order: tuple[tuple[str, ...], ...] = ()
    witnesses: tuple[tuple[str, str], ...] = ()
    optional: tuple[str, ...] = ()
    until: date | None = None
    pdf_engine: str = "weasyprint"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open envelope, and the files that may be handed out; `note` tells of what is missing."""

    life: Life
    envelope: Envelope
    code: str
    files: tuple[StoredFile, ...]
    note: str = ""


def open_envelope(office: Office, text: str, opening: Opening | None = None) -> Opened:
    """Send the approved version out for signature, with the one file that is to be signed."""
    opening = opening or Opening()
    number = number_of(office, text)
    instrument = instrument_of(office, number)
    life = read_life(office, str(number))
    draft = read_draft(office, instrument)
    places = _places(draft, opening)
    fact = EnvelopeOpened(
        number=number,
        version=instrument.version,
        signatories=tuple(place.id for place in places),
        places=places,
        minimum=minimum_for(instrument.request.kind, office.arrangements.signing.minimum).level.id,
        opened_at=office.now,
        until=_until(office, opening.until),
        crc=crc(canonical_bytes(canonical_html(draft.document))),
        text_sha256=draft.text_sha256,
    )
    check(life, fact)  # before the file is made, so that a refusal costs nothing
    check_signing(office, instrument, office.today)
    qr = qr_text(office, instrument, fact.crc or "", draft.text_sha256)
    fact = fact.model_copy(update={"qr": qr.text if qr else None})
    files = _final_edition(office, draft, fact, opening.pdf_engine)
    fact = fact.model_copy(update={"file_sha256": files[0].sha256})
    with office.store.writing(office.now, office.actor) as writing:
        life = advance(life_in(writing, number), fact)
        writing.append(fact)
        writing.append(FilesRendered(number=number, version=instrument.version, files=files))
    return Opened(life, _known(life, office), instrument.code, files, qr.note if qr else "")


def extend(office: Office, text: str, until: date) -> Life:
    """Give those who have not signed yet more time."""
    if until < office.today:
        raise UsageError(f"{until:%d/%m/%Y} já passou.", "Escolha um dia de hoje em diante.")
    return take_step(
        office,
        text,
        lambda number, life: EnvelopeExtended(number=number, version=life.version, until=until),
    )


def refuse(office: Office, text: str, signatory: str, reason: str, day: date | None = None) -> Life:
    """Record that somebody will not sign, and why."""
    number = number_of(office, text)
    instrument = instrument_of(office, number)
    refused_on = day or office.today
    if refused_on > office.today:
        raise UsageError(f"{refused_on:%d/%m/%Y} está no futuro.", "Confira a data.")
    place = find_place(open_one(office, str(number)), instrument, signatory)
    fact = SignatureRefused(
        number=number,
        version=instrument.version,
        signatory=place.id,
        reason=reason,
        refused_on=refused_on,
    )
    return take_step(office, text, lambda _number, _life: fact)


def read_envelope(office: Office, text: str) -> tuple[Life, Envelope | None]:
    """The life and the envelope of an instrument today."""
    life = read_life(office, str(number_of(office, text)))
    return life, envelope_of(life, office.today)


def open_one(office: Office, number: str) -> Envelope:
    """The envelope that is out. Raises StateError when none is."""
    envelope = envelope_of(read_life(office, number), office.today)
    if envelope is None:
        raise StateError(
            f"o instrumento nº {number} não foi posto para assinar.",
            "Abra a assinatura primeiro: pactua assinatura abrir NUM",
        )
    return envelope


def newest_file(office: Office, text: str) -> StoredFile:
    """The PDF with every signature so far; before the first one, the PDF to be signed."""
    number = number_of(office, text)
    envelope = open_one(office, str(number))
    kept = office.store.files(str(number), envelope.version)
    for file in kept:
        if file.sha256 == envelope.newest_file:
            return file
    raise StateError(
        f"o instrumento nº {number} é assinado fora daqui; não há PDF para assinar.",
        "Registre as assinaturas: pactua assinatura registrar NUM",
    )


def find_place(envelope: Envelope, instrument: Instrument, words: str) -> Place:
    """The place that a person means: by id, acronym, or the name of who signs."""
    request = instrument.request
    acronyms = {request.body.acronym.casefold(): request.body.id}
    acronyms |= {partner.acronym.casefold(): partner.id for partner in request.partners}
    wanted = acronyms.get(words.casefold(), words)
    for place in envelope.places:
        if wanted.casefold() == place.id.casefold() or same_name(wanted, place.name):
            return place
    known = ", ".join(f"{place.id} ({place.name})" for place in envelope.places)
    raise UsageError(f"“{words}” não é signatário deste instrumento.", f"Use: {known}.")


def cpf_of(office: Office, instrument: Instrument, place_id: str) -> str:
    """The CPF on record of who signs for a party, masked; "" when none is known.

    The record as it is now comes before the one the text was made from, as long as the same person
    stands in it: so a CPF that was missing or mistyped is put right without another version.
    """
    request = instrument.request
    current: Sequence[Representative] = office.body.representatives
    signer: Representative = request.signer
    if place_id != request.body.id:
        asked = {partner.id: partner for partner in request.partners}.get(place_id)
        if asked is None:
            return ""  # a witness: of them no record is kept
        signer = asked.representative
        partner = office.store.partner(place_id)
        current = (partner.representative,) if partner else ()
    people = (*(one for one in current if same_name(one.name, signer.name)), signer)
    return next((mask_cpf(one.cpf) for one in people if one.cpf), "")


def _places(draft: Draft, opening: Opening) -> tuple[EnvelopePlace, ...]:
    parties = [
        (place.id, _person(draft.instrument, place), place.role, "parte")
        for place in draft.document.signatures
    ]
    witnesses = [
        (f"testemunha-{order}", name, role, "testemunha")
        for order, (name, role) in enumerate(opening.witnesses, 1)
    ]
    ids = [name for name, *_ in (*parties, *witnesses)]
    named = [name for group in opening.order for name in group]
    for unknown in (*named, *opening.optional):
        if unknown not in ids:
            raise UsageError(
                f"“{unknown}” não é signatário deste instrumento.", f"Use: {', '.join(ids)}."
            )
    if len(named) != len(set(named)):
        raise UsageError("a ordem repete um signatário.", "Escreva cada um uma só vez.")
    if all(name in opening.optional for name, *_, part in parties if part == "parte"):
        raise UsageError("ao menos uma parte tem de assinar.", "Confira --opcional.")
    turn = {name: order for order, group in enumerate(opening.order, 1) for name in group}
    return tuple(
        EnvelopePlace.model_validate(
            {
                "id": name,
                "nome": person,
                "cargo": role,
                "papel": part,
                "ordem": turn.get(name, 1),
                "opcional": name in opening.optional,
            }
        )
        for name, person, role, part in (*parties, *witnesses)
    )


def _person(instrument: Instrument, place: SignaturePlace) -> str:
    """The name as on record: the text prints it in capitals."""
    request = instrument.request
    people = {partner.id: partner.representative.name for partner in request.partners}
    return people.get(place.id, request.signer.name)


def _until(office: Office, until: date | None) -> date | None:
    days = office.arrangements.signing.days
    if until is None:
        return office.today + timedelta(days=days) if days else None
    if until < office.today:
        raise UsageError(f"{until:%d/%m/%Y} já passou.", "Escolha um dia de hoje em diante.")
    return until


def _final_edition(
    office: Office, draft: Draft, fact: EnvelopeOpened, pdf_engine: str
) -> tuple[StoredFile, ...]:
    """The files that go out for signature, kept."""
    instrument = draft.instrument
    assert fact.crc is not None
    picture = qr_picture(fact.qr) if fact.qr else None
    checking = office.arrangements.checking
    lines = authenticity_lines(checking, instrument.code, fact.crc, draft.text_sha256)
    witnesses = tuple(
        SignaturePlace(place.id, place.name.upper(), place.role, "")
        for place in fact.places
        if place.part == "testemunha"
    )
    edition = replace(
        edition_of(office, draft),
        notices=(),
        when=office.file_moment or office.now,
        data=public_json(instrument, draft.text_sha256, STATE_OUT, fact.crc),
        stamps=True,
        witnesses=witnesses,
        authenticity=Authenticity(lines, picture),
    )
    laid = _laid(office, draft, edition, pdf_engine)
    pdf = _with_fields(laid, fact.places)
    sei = office.engines("sei", "sei").render(draft.document, edition)
    return (
        kept_file(office, "pdf", TO_SIGN, f"{instrument.file_stem}-para-assinar.pdf", pdf),
        kept_file(office, "sei", TO_PASTE, f"{instrument.file_stem}-para-assinar.sei.html", sei),
    )


def _laid(office: Office, draft: Draft, edition: Edition, pdf_engine: str) -> Laid:
    if pdf_engine not in PDF_ENGINES:
        raise UsageError(
            f"o motor “{pdf_engine}” não existe.", f"Motores: {', '.join(PDF_ENGINES)}."
        )
    engine: Any = office.engines("pdf", engine_name("pdf", pdf_engine, office.templates))
    laid: Laid = engine.lay_out(draft.document, edition)
    return laid


def _with_fields(laid: Laid, places: Sequence[EnvelopePlace]) -> bytes:
    """The PDF with its signature fields. Raises BadTemplate when a place has no room."""
    from signatures.pades.fields import FieldPlace, with_fields  # late: only this needs it

    missing = [place.id for place in places if place.id not in laid.stamps]
    if missing:
        raise BadTemplate(
            f"o modelo do PDF não deixa lugar para o carimbo de {', '.join(missing)}.",
            "Parta de novo do modelo do sistema (veja o capítulo 14 do manual) ou apague o seu.",
        )
    fields = []
    for place in places:
        room = laid.stamps[place.id]
        fields.append(
            FieldPlace(
                place.id,
                f"Assinatura eletrônica de {place.name}, {place.role}",
                room.page,
                (room.left, room.bottom, room.right, room.top),
            )
        )
    return with_fields(laid.pdf, fields, time_stamps=len(places))


def kept_file(office: Office, kind: FileFormat, engine: str, name: str, data: bytes) -> StoredFile:
    """Keep the bytes of a file as they are."""
    digest = office.files.keep(data)
    return StoredFile(format=kind, engine=engine, name=name, sha256=digest, size=len(data))


def _known(life: Life, office: Office) -> Envelope:
    envelope = envelope_of(life, office.today)
    assert envelope is not None
    return envelope
