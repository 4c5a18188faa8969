"""The life of an instrument after its drafting: each step checked against the facts so far.

A step reads the facts, judges the new one and writes it inside one write transaction, so two people
at once cannot both take the last step.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from faults.errors import StateError, UsageError
from instruments.instrument import Instrument
from instruments.lifecycle import SOON_DAYS, Life, life_of
from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    EndForm,
    EnvelopeOpened,
    ExtensionRequested,
    ExtractSent,
    LifeFact,
    Published,
    Returned,
    SentToReview,
    SignatureRecorded,
)
from instruments.number import InstrumentNumber, parse_number
from instruments.signature_level import SignatureLevel
from instruments.tied_facts import Delivered
from instruments.transitions import advance
from registry.store import Writing
from services.counting import PUBLISHED_KINDS, count
from services.instruments import find_number, with_states
from services.office import Office
from services.settings import BRASILIA
from services.tied_effects import (
    Told,
    check_signing,
    effects_of_delivery,
    effects_of_signature,
    ending,
    signatories,
)
from services.ties import agreement
from services.ties import read_life as read_life  # asked for here by everybody


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature as a person records it: who, when, at which level, on which basis."""

    signatory: str
    signed_at: datetime
    level: SignatureLevel
    role: str | None = None
    basis: str | None = None
    waiver: str | None = None


def send_to_review(office: Office, text: str) -> Life:
    """Hand the draft to counsel."""
    return take_step(
        office, text, lambda number, life: SentToReview(number=number, version=life.version)
    )


def send_back(office: Office, text: str, reason: str) -> Life:
    """Take it back to be changed; signatures given so far fall."""
    return take_step(office, text, lambda number, life: Returned(number=number, reason=reason))


def approve(office: Office, text: str, act: str) -> Life:
    """Record counsel's approval by its act."""
    return take_step(
        office, text, lambda number, life: Approved(number=number, version=life.version, act=act)
    )


def cancel(office: Office, text: str, reason: str) -> Life:
    """Cancel what has not been signed by all."""
    return take_step(office, text, lambda number, life: Cancelled(number=number, reason=reason))


def open_envelope(office: Office, text: str) -> Life:
    """Send the approved version out for signatures that are given and recorded elsewhere.

    With a file to sign, codes and witnesses: services.envelopes.
    """

    def fact(number: InstrumentNumber, life: Life) -> LifeFact:
        instrument = instrument_of(office, number)
        check_signing(office, instrument, office.today)
        names = signatories(instrument)
        return EnvelopeOpened(number=number, version=life.version, signatories=names)

    return take_step(office, text, fact)


def record_signature(office: Office, text: str, signing: Signing) -> Life:
    """Record a signature; with the last one, the deadlines are counted and recorded too."""
    number = number_of(office, text)
    instrument = instrument_of(office, number)
    signatory, name, role = _signatory(instrument, signing)
    if signing.signed_at > office.now:
        local = signing.signed_at.astimezone(BRASILIA)
        raise UsageError(
            f"a assinatura de {local:%d/%m/%Y %H:%M} está no futuro.",
            "Confira a data e a hora (horário de Brasília).",
        )
    fact = SignatureRecorded(
        number=number,
        version=instrument.version,
        signatory=signatory,
        name=name,
        role=signing.role or role,
        signed_at=signing.signed_at,
        level=signing.level,
        basis=signing.basis,
        waiver=signing.waiver,
    )
    with office.store.writing(office.now, office.actor) as writing:
        before = life_in(writing, number)
        life = advance(before, fact)
        check_signing(office, instrument, fact.signed_at.astimezone(BRASILIA).date())
        writing.append(fact)
        if before.cycle != life.cycle:
            life = all_signed(office, writing, instrument, life)
    return life


def all_signed(office: Office, writing: Writing, instrument: Instrument, life: Life) -> Life:
    """What the last signature brings: the deadlines, and what it does to the agreement followed.

    Whoever records a signature asks `check_signing` before and this after it, in one transaction.
    """
    if life.last_signature is None:
        return life
    day = life.last_signature.astimezone(BRASILIA).date()
    if instrument.request.kind in PUBLISHED_KINDS:
        counted = count(instrument, day, office.calendar)
        life = advance(life, counted)
        writing.append(counted)
    for effect in effects_of_signature(office, instrument, day):
        writing.append(effect)
    return life


def record_extract_sent(office: Office, text: str, day: date) -> Life:
    """Record that the extract was handed to the Imprensa Nacional."""
    _not_after_today(office, day)
    return take_step(office, text, lambda number, life: ExtractSent(number=number, sent_on=day))


def record_publication(
    office: Office, text: str, day: date, edition: str, section: int, page: int
) -> Life:
    """Record the publication with its place in the gazette."""
    _not_after_today(office, day)
    return take_step(
        office,
        text,
        lambda number, life: Published(
            number=number, published_on=day, edition=edition, section=section, page=page
        ),
    )


def request_extension(office: Office, text: str, day: date) -> Life:
    """Record that a party asked for the term to be extended."""
    _not_after_today(office, day)
    return take_step(
        office, text, lambda number, life: ExtensionRequested(number=number, requested_on=day)
    )


def end(
    office: Office,
    text: str,
    form: EndForm,
    notified_on: date,
    reason: str,
    author: str | None = None,
) -> Life:
    """Record an end before the term; withdrawal and termination take effect after their notice.

    Of several partners, the `author` alone leaves, and the agreement goes on among the others.
    """
    _not_after_today(office, notified_on)
    told = Told(form, notified_on, reason, author)
    return take_step(
        office,
        text,
        lambda number, life: ending(agreement(office, str(number)), told, office.calendar),
    )


def record_delivery(office: Office, text: str, day: date) -> Life:
    """Record that a letter or termo reached the other party, and what that does to the agreement.

    The life is that of the document.
    """
    _not_after_today(office, day)
    number = number_of(office, text)
    instrument = instrument_of(office, number)
    fact = Delivered(number=number, delivered_on=day)
    with office.store.writing(office.now, office.actor) as writing:
        before = life_in(writing, number)
        life = advance(before, fact)
        signed = before.last_signature
        if signed is not None and day < signed.astimezone(BRASILIA).date():
            raise StateError(
                f"o documento foi assinado em {signed.astimezone(BRASILIA):%d/%m/%Y}; não pode ter "
                f"sido entregue em {day:%d/%m/%Y}.",
                "Confira a data da entrega.",
            )
        effects = effects_of_delivery(office, instrument, day)
        writing.append(fact)
        for effect in effects:
            writing.append(effect)
    return life


Maker = Callable[[InstrumentNumber, Life], LifeFact]
"""Makes the fact of a step, once the number and the life so far are known."""


def due(office: Office, until: date | None = None, most: int = 0) -> list[dict[str, Any]]:
    """What is due by a day (default: half a year ahead) and not done, the earliest first.

    Up to a number of rows (0: all of them).
    """
    last = until or office.today + timedelta(days=SOON_DAYS)
    return [
        {**with_states(row, office.today), "participes": json.loads(row["participes"])}
        for row in office.store.due_rows(office.today.isoformat(), last.isoformat(), most)
    ]


def awaiting_correction(office: Office) -> list[dict[str, Any]]:
    """What stands in the gazette with something to correct, by the day it came out."""
    return [
        {**row, "participes": json.loads(row["participes"])}
        for row in office.store.awaiting_correction()
    ]


def take_step(office: Office, text: str, make: Maker) -> Life:
    """Make the fact of a step from the life so far, judge it and write it, in one transaction."""
    number = number_of(office, text)
    with office.store.writing(office.now, office.actor) as writing:
        life = life_in(writing, number)
        fact = make(number, life)
        life = advance(life, fact)
        writing.append(fact)
    return life


def life_in(writing: Writing, number: InstrumentNumber) -> Life:
    """The life of an instrument as this transaction sees it."""
    return life_of(fact for _, fact in writing.facts_about(str(number)))


def number_of(office: Office, text: str) -> InstrumentNumber:
    """The number that a person means. Raises UsageError or NotFound."""
    number = parse_number(find_number(office, text))
    if number is None:
        raise LookupError(text)
    return number


def instrument_of(office: Office, number: InstrumentNumber) -> Instrument:
    """The newest version of an instrument that is known to exist."""
    found = office.store.instrument(str(number))
    if found is None:
        raise LookupError(str(number))
    return found


def _signatory(instrument: Instrument, signing: Signing) -> tuple[str, str, str]:
    """(id, name, role) of the party meant: by its id, its acronym or its representative's name."""
    request = instrument.request
    people = [
        (request.body.id, request.body.acronym, request.signer),
        *((p.id, p.acronym, p.representative) for p in request.partners),
    ]
    wanted = signing.signatory.casefold()
    for party, acronym, person in people:
        if wanted in (party.casefold(), acronym.casefold(), person.name.casefold()):
            return party, person.name, person.role
    raise UsageError(
        f"“{signing.signatory}” não representa nenhuma das partes.",
        f"Use: {', '.join(f'{party} ({person.name})' for party, _, person in people)}.",
    )


def _not_after_today(office: Office, day: date) -> None:
    if day > office.today:
        raise UsageError(
            f"{day:%d/%m/%Y} está no futuro; hoje é {office.today:%d/%m/%Y}.", "Confira a data."
        )
