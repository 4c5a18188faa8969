"""Who may sign now: the rules of an envelope, apart from the machine of states in lifecycle.py.

An envelope that was opened without places (signed elsewhere, and recorded) knows its signatories
only: all of them sign, in any order. What depends on the day is left out (signatures/envelope.py).
"""

from collections.abc import Sequence

from faults.errors import StateError
from instruments.lifecycle_facts import (
    EnvelopeOpened,
    EnvelopePlace,
    SignatureRecorded,
    SignatureRefused,
)
from instruments.signature_level import LEVEL_NAMES, RANK


def places_of(opened: EnvelopeOpened | None) -> tuple[EnvelopePlace, ...]:
    """The places of an envelope; bare ones where only the ids are known."""
    if opened is None:
        return ()
    known = {place.id: place for place in opened.places}
    return tuple(
        known.get(name) or EnvelopePlace(id=name, name=name, role="signatário")
        for name in opened.signatories
    )


def awaited(
    opened: EnvelopeOpened | None, signed: Sequence[SignatureRecorded]
) -> tuple[EnvelopePlace, ...]:
    """The places without which the instrument is not signed, and which have not signed."""
    done = {one.signatory for one in signed}
    return tuple(
        place for place in places_of(opened) if not place.optional and place.id not in done
    )


def turn(
    opened: EnvelopeOpened | None,
    signed: Sequence[SignatureRecorded],
    refused: Sequence[SignatureRefused],
) -> tuple[EnvelopePlace, ...]:
    """The places that may sign now; none when one that is needed has refused."""
    settled = {one.signatory for one in signed} | {one.signatory for one in refused}
    needed = awaited(opened, signed)
    if any(place.id in settled for place in needed):
        return ()
    left = [place for place in places_of(opened) if place.id not in settled]
    last = min((place.order for place in needed), default=None)
    return tuple(place for place in left if last is None or place.order <= last)


def check_signature(
    opened: EnvelopeOpened | None,
    signed: Sequence[SignatureRecorded],
    refused: Sequence[SignatureRefused],
    fact: SignatureRecorded,
) -> None:
    """Raise StateError, with what to do, when this signature may not come now."""
    check_place(opened, signed, refused, fact.signatory)
    may = turn(opened, signed, refused)
    if fact.signatory not in [place.id for place in may]:
        names = " ou ".join(place.id for place in may)
        raise StateError(f"ainda não é a vez de “{fact.signatory}”.", f"Assina agora: {names}.")
    minimum = opened.minimum if opened else None
    if minimum and RANK[fact.level] < RANK[minimum] and fact.waiver is None:
        raise StateError(
            f"este instrumento exige assinatura {LEVEL_NAMES[minimum]}, e esta é "
            f"{LEVEL_NAMES[fact.level]}.",
            "Se for o caso de aceitá-la, diga por quê: --dispensa MOTIVO",
        )


def check_place(
    opened: EnvelopeOpened | None,
    signed: Sequence[SignatureRecorded],
    refused: Sequence[SignatureRefused],
    signatory: str,
) -> None:
    """Raise StateError when this place does not exist, is done, or waits on a refusal."""
    names = opened.signatories if opened else ()
    if signatory not in names:
        raise StateError(
            f"“{signatory}” não é signatário deste instrumento.",
            f"Signatários: {', '.join(names)}.",
        )
    if signatory in [one.signatory for one in signed]:
        raise StateError(f"“{signatory}” já assinou esta versão.", "Confira o signatário.")
    needed = {place.id for place in awaited(opened, signed)}
    for refusal in refused:
        if refusal.signatory in needed or refusal.signatory == signatory:
            raise StateError(
                f"“{refusal.signatory}” recusou a assinatura em {refusal.refused_on:%d/%m/%Y}: "
                f"{refusal.reason}",
                "Devolva o instrumento para alteração (pactua instrumento devolver NUM) ou "
                "cancele-o (pactua instrumento cancelar NUM).",
            )
