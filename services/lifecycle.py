"""The life of an instrument after its drafting: each step checked against the facts so far.

A step reads the facts, judges the new one and writes it inside one write transaction, so two people
at once cannot both take the last step.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from faults.errors import UsageError
from instruments.instrument import Instrument
from instruments.lifecycle import SOON_DAYS, Life, advance, life_of
from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    Counted,
    Ended,
    EndForm,
    EnvelopeOpened,
    ExtensionRequested,
    ExtractSent,
    LifeFact,
    Published,
    Returned,
    SentToReview,
    SignatureLevel,
    SignatureRecorded,
)
from instruments.number import InstrumentNumber, parse_number
from law.deadlines import compute
from law.lei_14133_2021 import days_after
from registry.store import Writing
from services.deadlines import term_rules
from services.instruments import find_number
from services.office import Office
from services.settings import BRASILIA


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
    return _step(
        office, text, lambda number, life: SentToReview(number=number, version=life.version)
    )


def send_back(office: Office, text: str, reason: str) -> Life:
    """Take it back to be changed; signatures given so far fall."""
    return _step(office, text, lambda number, life: Returned(number=number, reason=reason))


def approve(office: Office, text: str, act: str) -> Life:
    """Record counsel's approval by its act."""
    return _step(
        office, text, lambda number, life: Approved(number=number, version=life.version, act=act)
    )


def cancel(office: Office, text: str, reason: str) -> Life:
    """Cancel what has not been signed by all."""
    return _step(office, text, lambda number, life: Cancelled(number=number, reason=reason))


def open_envelope(office: Office, text: str) -> Life:
    """Send the approved version out for signature by the body and every partner."""

    def fact(number: InstrumentNumber, life: Life) -> LifeFact:
        instrument = _instrument(office, number)
        names = (instrument.request.body.id, *(p.id for p in instrument.request.partners))
        return EnvelopeOpened(number=number, version=life.version, signatories=names)

    return _step(office, text, fact)


def record_signature(office: Office, text: str, signing: Signing) -> Life:
    """Record a signature; with the last one, the deadlines are counted and recorded too."""
    number = _number(office, text)
    instrument = _instrument(office, number)
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
        life = advance(_life(writing, number), fact)
        writing.append(fact)
        if life.last_signature is not None:
            counted = count(instrument, life.last_signature.astimezone(BRASILIA).date())
            life = advance(life, counted)
            writing.append(counted)
    return life


def count(instrument: Instrument, signed_on: date) -> Counted:
    """The deadlines of an instrument from the day of its last signature."""
    request = instrument.request
    found = compute(signed_on, request.months, term_rules(request.clause_set.terms))
    return Counted(
        number=instrument.number,
        signed_on=signed_on,
        months=request.months,
        end=found.end,
        end_alternative=found.end_alternative,
        publish_by=found.publication,
        publish_prudent=found.publication_prudent,
        send_by=found.send_to_dou_by,
        renew_by=found.renewal_by,
        renew_prudent=found.renewal_prudent,
    )


def record_extract_sent(office: Office, text: str, day: date) -> Life:
    """Record that the extract was handed to the Imprensa Nacional."""
    _not_after_today(office, day)
    return _step(office, text, lambda number, life: ExtractSent(number=number, sent_on=day))


def record_publication(
    office: Office, text: str, day: date, edition: str, section: int, page: int
) -> Life:
    """Record the publication with its place in the gazette."""
    _not_after_today(office, day)
    return _step(
        office,
        text,
        lambda number, life: Published(
            number=number, published_on=day, edition=edition, section=section, page=page
        ),
    )


def request_extension(office: Office, text: str, day: date) -> Life:
    """Record that a party asked for the term to be extended."""
    _not_after_today(office, day)
    return _step(
        office, text, lambda number, life: ExtensionRequested(number=number, requested_on=day)
    )


def end(office: Office, text: str, form: EndForm, notified_on: date, reason: str) -> Life:
    """Record an end before the term; withdrawal and termination take effect after their notice."""
    _not_after_today(office, notified_on)
    number = _number(office, text)
    terms = _instrument(office, number).request.clause_set.terms
    days = {"denuncia": terms.withdrawal_days, "rescisao": terms.termination_days, "consenso": 0}
    notice = days[form]
    effective = days_after(notified_on, notice) if notice else notified_on
    return _step(
        office,
        text,
        lambda number, life: Ended(
            number=number,
            form=form,
            notified_on=notified_on,
            effective_on=effective,
            reason=reason,
        ),
    )


def read_life(office: Office, number: str) -> Life:
    """The life of an instrument, folded from its facts."""
    return life_of(fact for _, fact in office.store.facts_about(number))


Maker = Callable[[InstrumentNumber, Life], LifeFact]
"""Makes the fact of a step, once the number and the life so far are known."""


def due(office: Office, until: date | None = None) -> list[dict[str, Any]]:
    """What is due by a day (default: half a year ahead) and not done, the earliest first."""
    last = until or office.today + timedelta(days=SOON_DAYS)
    return [
        {**row, "participes": json.loads(row["participes"])}
        for row in office.store.due_rows(office.today.isoformat(), last.isoformat())
    ]


def _step(office: Office, text: str, make: Maker) -> Life:
    number = _number(office, text)
    with office.store.writing(office.now, office.actor) as writing:
        life = _life(writing, number)
        fact = make(number, life)
        life = advance(life, fact)
        writing.append(fact)
    return life


def _life(writing: Writing, number: InstrumentNumber) -> Life:
    return life_of(fact for _, fact in writing.facts_about(str(number)))


def _number(office: Office, text: str) -> InstrumentNumber:
    number = parse_number(find_number(office, text))
    if number is None:
        raise LookupError(text)
    return number


def _instrument(office: Office, number: InstrumentNumber) -> Instrument:
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
