"""The envelope: who signs what is out for signature, in which order, and where each one stands.

It is read off the life of the instrument and a day; nothing here is kept. Which signature may come
when is ruled in instruments/signing_rules.py.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from instruments.lifecycle import Life
from instruments.lifecycle_facts import SignatureRecorded, SignatureRefused, SigningPart
from instruments.signature_level import SignatureLevel
from instruments.signing_rules import places_of

PlaceState = Literal["pendente", "assinada", "recusada", "expirada"]
EnvelopeState = Literal["aberto", "completo", "recusado", "expirado"]


@dataclass(frozen=True, slots=True)
class Place:
    """One who signs, and where that stands; `turn` when it is for this one to sign now."""

    id: str
    name: str
    role: str
    part: SigningPart
    order: int
    optional: bool
    state: PlaceState
    turn: bool
    signature: SignatureRecorded | None = None
    refusal: SignatureRefused | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is out for signature, on a day."""

    version: int
    state: EnvelopeState
    places: tuple[Place, ...]
    minimum: SignatureLevel | None
    until: date | None
    crc: str | None
    text_sha256: str | None
    file_sha256: str | None
    """The PDF as it was first put out for signature."""
    newest_file: str | None
    """The PDF with every signature it has so far: what the next one signs.

    Signatures that were recorded as given elsewhere are in files of their own.
    """

    @property
    def next(self) -> tuple[Place, ...]:
        """Those for whom it is to sign now."""
        return tuple(place for place in self.places if place.turn)


def envelope_of(life: Life, today: date) -> Envelope | None:
    """The envelope of the version that is out; None when none was opened."""
    opened = life.envelope
    if opened is None:
        return None
    late = life.sign_until is not None and today > life.sign_until
    signed = {one.signatory: one for one in life.signed}
    refused = {one.signatory: one for one in life.refused}
    places = tuple(
        Place(
            id=place.id,
            name=signed[place.id].name if place.id in signed else place.name,
            role=signed[place.id].role if place.id in signed else place.role,
            part=place.part,
            order=place.order,
            optional=place.optional,
            state=_state(place.id, signed, refused, late),
            turn=place.id in life.may_sign and not late,
            signature=signed.get(place.id),
            refusal=refused.get(place.id),
        )
        for place in places_of(opened)
    )
    within = [one.file_sha256 for one in life.signed if one.way != "registrada"]
    return Envelope(
        version=opened.version,
        state=_whole(places),
        places=places,
        minimum=opened.minimum,
        until=life.sign_until,
        crc=opened.crc,
        text_sha256=opened.text_sha256,
        file_sha256=opened.file_sha256,
        newest_file=within[-1] if within else opened.file_sha256,
    )


def _state(
    name: str,
    signed: dict[str, SignatureRecorded],
    refused: dict[str, SignatureRefused],
    late: bool,
) -> PlaceState:
    if name in signed:
        return "assinada"
    if name in refused:
        return "recusada"
    return "expirada" if late else "pendente"


def _whole(places: tuple[Place, ...]) -> EnvelopeState:
    needed = {place.state for place in places if not place.optional}
    if needed == {"assinada"}:
        return "completo"
    if "recusada" in needed:
        return "recusado"
    return "expirado" if "expirada" in needed else "aberto"
