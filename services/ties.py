"""What follows an agreement: its amendments, the text they make of it, who left and who answers.

Everything is read from the facts about the agreement and from the snapshots of the documents that
they name; nothing is recorded here.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise
from typing import Any, get_args

from document.tree import Document
from faults.errors import StateError, UsageError
from faults.validation import validate
from instruments.action_facts import ActionDone, ActionReopened
from instruments.amendment import Amendment, consolidated
from instruments.assemble import composed
from instruments.instrument import KIND_NAMES, Instrument
from instruments.lifecycle import END_NAMES, Life, life_of
from instruments.partner import Contact, Partner
from instruments.quotation import amendment_of
from instruments.tied import BODY, OriginalFacts, OriginalKind
from services.counting import PlanInForce
from services.drafting import pinned_texts
from services.instruments import find_number
from services.office import Office

AGREEMENT_KINDS: tuple[str, ...] = get_args(OriginalKind)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A signed agreement: its signed version and its life so far."""

    instrument: Instrument
    life: Life

    @property
    def number(self) -> str:
        """The full number."""
        return str(self.instrument.number)

    @property
    def partners(self) -> tuple[Partner, ...]:
        """The partners that have not left, as they stood when it was drafted."""
        gone = {one.partner for one in self.life.left}
        return tuple(one for one in self.instrument.request.partners if one.id not in gone)

    @property
    def parties(self) -> tuple[str, ...]:
        """`orgao` and the id of each partner that has not left."""
        return (BODY, *(partner.id for partner in self.partners))


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who answers for an agreement on the side of a party, and since when it was said."""

    party: str
    contact: Contact | None
    since: date


def read_instrument(office: Office, number: str) -> Instrument:
    """The newest version of an instrument that is known to exist."""
    found = office.store.instrument(number)
    if found is None:
        raise LookupError(number)
    return found


def agreement_like(office: Office, text: str) -> Agreement:
    """The signed agreement of a number as people write it. Raises NotFound, UsageError, StateError
    for what is no agreement, or is not signed yet."""
    return agreement(office, find_number(office, text))


def agreement(office: Office, number: str) -> Agreement:
    """The signed agreement of a full number. Raises as `agreement_like` does."""
    instrument = read_instrument(office, number)
    tied = instrument.request.tied
    if tied is not None:
        raise UsageError(
            f"o nº {number} é {KIND_NAMES[instrument.request.kind]}, que acompanha o acordo nº "
            f"{tied.original.number}.",
            "Indique o número do acordo.",
        )
    if instrument.request.kind not in AGREEMENT_KINDS:
        raise UsageError(
            f"o nº {number} é {KIND_NAMES[instrument.request.kind]}, e não um acordo.",
            "Indique o número do acordo.",
        )
    life = read_life(office, number)
    if life.cycle != "assinada" or life.counted is None:
        raise StateError(
            f"o acordo nº {number} ainda não foi assinado por todos.",
            "O que não foi assinado se altera na própria minuta; o que não vai ser assinado se "
            "cancela.",
        )
    return Agreement(instrument, life)


def read_life(office: Office, number: str) -> Life:
    """The life of an instrument, folded from its facts."""
    return life_of(fact for _, fact in office.store.facts_about(number))


def original_facts(found: Agreement) -> OriginalFacts:
    """The agreement as a document that follows it tells of it, on the day it is drafted."""
    counted, published = found.life.counted, found.life.published
    if counted is None:
        raise LookupError(found.number)
    data = {
        "numero": found.number,
        "especie": found.instrument.request.kind,
        "processo": found.instrument.request.process,
        "assinado_em": counted.signed_on,
        "publicado_em": published.published_on if published else None,
        "inicio": counted.signed_on,
        "fim": counted.end,
    }
    return validate(OriginalFacts, data, found.number)


def amendments(office: Office, life: Life) -> tuple[Amendment, ...]:
    """The amendments that were signed, the first signed first."""
    return tuple(
        replace(
            amendment_of(read_instrument(office, str(one.amendment)), one.signed_on),
            sequence=place,
        )
        for place, one in enumerate(life.amended)
    )


def text_in_force(office: Office, found: Agreement, on: date, notes: bool = False) -> Document:
    """The text in force at the end of a day, not numbered; an unsigned amendment has no part in it.

    Raises StateError for a day before the last signature of the agreement itself.
    """
    counted = found.life.counted
    if counted is None or on < counted.signed_on:
        signed = f" (última assinatura em {counted.signed_on:%d/%m/%Y})" if counted else ""
        raise StateError(
            f"em {on:%d/%m/%Y} o acordo nº {found.number} ainda não estava assinado{signed}.",
            "Indique um dia a partir da última assinatura.",
        )
    signed_text = text_of(office, found.instrument)
    return consolidated(signed_text, amendments(office, found.life), on, notes)


def text_of(office: Office, instrument: Instrument) -> Document:
    """The text of a version, not numbered, from the texts kept with it."""
    return composed(instrument, pinned_texts(office, instrument.request.texts))


def plan_in_force(office: Office, found: Agreement) -> PlanInForce:
    """The work plan of the last signed amendment that brought one, else the first one."""
    source = found.instrument.request
    for one in found.life.amended:
        request = read_instrument(office, str(one.amendment)).request
        if request.tied and request.tied.carries_plan:
            source = request
    return PlanInForce(source.plan, source.months)


def done_actions(office: Office, number: str) -> dict[int, ActionDone]:
    """What was recorded as done, by the place in the plan in force."""
    done: dict[int, ActionDone] = {}
    for _, fact in office.store.facts_about(number):
        if isinstance(fact, ActionDone):
            done[fact.place] = fact
        elif isinstance(fact, ActionReopened):
            done.pop(fact.place, None)
    return done


def in_charge(office: Office, found: Agreement, party: str, day: date) -> InCharge:
    """Who answers on the side of a party (`orgao` or a partner's id) at the end of a day.

    The work plan names somebody first; a later plan and a letter of replacement do so again, each
    from its own day on.
    """
    named = managers(office, found, party)
    return next((one for one in reversed(named) if one.since <= day), named[0])


def managers(office: Office, found: Agreement, party: str) -> tuple[InCharge, ...]:
    """Everybody who has answered on the side of a party, the first one first."""
    named = [InCharge(party, _named_in(found.instrument, party), _start(found))]
    for one in found.life.amended:
        amending = read_instrument(office, str(one.amendment))
        if amending.request.tied and amending.request.tied.carries_plan:
            contact = _named_in(amending, party)
            if contact is not None:
                named.append(InCharge(party, contact, one.signed_on))
    replaced = (
        InCharge(party, Contact.model_validate(_contact(one.manager.as_data())), one.since)
        for one in found.life.managers
        if one.party == party
    )
    ordered = sorted(chain(named, replaced), key=lambda one: one.since)
    later = (new for old, new in pairwise(ordered) if new.contact != old.contact)
    return (ordered[0], *later)


def _start(found: Agreement) -> date:
    if found.life.counted is None:
        raise LookupError(found.number)
    return found.life.counted.signed_on


def _named_in(instrument: Instrument, party: str) -> Contact | None:
    request = instrument.request
    if party == BODY:
        return request.body.manager
    return next((one.manager for one in request.partners if one.id == party), None)


def _contact(manager: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in manager.items() if key != "genero"}


def party_id(found: Agreement, text: str) -> str:
    """`orgao` or a partner's id, from an id, an acronym, or `orgao`. Raises UsageError."""
    request = found.instrument.request
    wanted = text.casefold()
    if wanted in (BODY, request.body.id.casefold(), request.body.acronym.casefold()):
        return BODY
    for partner in found.partners:
        if wanted in (partner.id.casefold(), partner.acronym.casefold()):
            return partner.id
    raise UsageError(
        f"“{text}” não é parte do acordo nº {found.number}.", f"Use: {', '.join(found.parties)}."
    )


def check_not_ended(found: Agreement, day: date, what: str) -> None:
    """Raise StateError when an agreement is over on a day, or its early end is on record."""
    life = found.life
    if life.ended is not None:
        ended = life.ended
        raise StateError(
            f"o acordo nº {found.number} foi encerrado por {END_NAMES[ended.form]}, com efeito ao "
            f"fim de {ended.effective_on:%d/%m/%Y}; não cabe {what}.",
            "Para continuar a cooperação, celebre outro acordo.",
        )
    if life.end is not None and day > life.end:
        raise StateError(
            f"a vigência do acordo nº {found.number} terminou em {life.end:%d/%m/%Y}; em "
            f"{day:%d/%m/%Y} não cabe mais {what}.",
            "Acordo extinto não se prorroga nem se altera; para continuar, celebre outro acordo.",
        )


@dataclass(frozen=True, slots=True)
class Effect:
    """What a delivered document did to its agreement, as a sentence and as data."""

    agreement: str
    sentence: str
    effective_on: date
    ended: bool

    def as_data(self) -> dict[str, Any]:
        """Under the keys of the command line."""
        return {
            "acordo": self.agreement,
            "efeito_em": self.effective_on.isoformat(),
            "encerra": self.ended,
        }


def delivered_effect(office: Office, text: str) -> Effect:
    """What the delivery of a letter or termo brought; it must have been recorded."""
    number = find_number(office, text)
    tied = read_instrument(office, number).request.tied
    if tied is None:
        raise LookupError(number)
    found = agreement(office, tied.original.number)
    life = found.life
    for replaced in life.managers:
        if str(replaced.document) == number:
            day = replaced.since
            return Effect(
                found.number,
                f"{replaced.manager.name} responde pelo acordo nº {found.number}, por parte de "
                f"{replaced.party}, desde {day:%d/%m/%Y}.",
                day,
                ended=False,
            )
    for left in life.left:
        if str(left.document) == number:
            return Effect(
                found.number,
                f"{left.partner} se desliga do acordo nº {found.number} ao fim de "
                f"{left.effective_on:%d/%m/%Y}; o acordo prossegue entre os demais.",
                left.effective_on,
                ended=False,
            )
    if life.ended is None:
        raise LookupError(number)
    report = life.ended.report_by
    until = f"; relatório final até {report:%d/%m/%Y}" if report else ""
    return Effect(
        found.number,
        f"o acordo nº {found.number} extingue-se por {END_NAMES[life.ended.form]} ao fim de "
        f"{life.ended.effective_on:%d/%m/%Y}{until}.",
        life.ended.effective_on,
        ended=True,
    )
