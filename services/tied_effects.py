"""What the signature or the delivery of a tied document does to the agreement it follows.

`services/lifecycle.py` asks inside its write transaction, so that nobody else moves the agreement
between the judgement and the facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from faults.errors import PactuaError, StateError
from instruments.action_facts import ActionDone, ActionReopened
from instruments.facts import Fact
from instruments.instrument import Instrument
from instruments.lifecycle_facts import Ended, EndForm
from instruments.number import InstrumentNumber
from instruments.quotation import settled
from instruments.tied import BODY, ActFacts, AmendmentFacts, Tied
from instruments.tied_facts import Amended, ManagerReplaced, PartnerLeft, Reported
from instruments.transitions import advance
from instruments.work_plan import WorkPlan
from law.calendar import FederalCalendar
from law.lei_14133_2021 import days_after
from services.counting import PlanInForce, counted_anew, report_after
from services.office import Office
from services.settings import BRASILIA
from services.ties import (
    Agreement,
    agreement,
    check_not_ended,
    done_actions,
    plan_in_force,
    read_life,
    text_in_force,
)

LETTER_KINDS = ("notificacao_denuncia", "termo_rescisao", "substituicao_gestor")
"""What takes effect when it reaches the other party; the termo of a consensus does so signed."""

AGAIN = (
    "Devolva o termo (pactua instrumento devolver NUM --motivo TEXTO) e gere-o de novo com "
    "pactua aditivo gerar."
)


def signatories(instrument: Instrument) -> tuple[str, ...]:
    """Who signs: an act of one party is signed by it alone, anything else by all."""
    request = instrument.request
    author = request.tied.act.author if request.tied and request.tied.act else None
    if author is not None:
        return (request.body.id,) if author == BODY else (author,)
    return (request.body.id, *(partner.id for partner in request.partners))


def check_signing(office: Office, instrument: Instrument, day: date) -> None:
    """Raise StateError when a document may not be signed on a day because of its agreement."""
    tied = instrument.request.tied
    if tied is None or tied.amendment is None:
        return
    found = agreement(office, tied.original.number)
    check_day(found, instrument, day)
    _check_base(office, instrument, tied, found)


def check_day(found: Agreement, instrument: Instrument, day: date) -> None:
    """Raise StateError for a day on which the agreement could not be amended or ended by all."""
    check_not_ended(found, day, f"a assinatura do {instrument.short_title}")
    signed = found.life.last_signature
    if signed is not None and day < signed.astimezone(BRASILIA).date():
        raise StateError(
            f"o acordo nº {found.number} foi assinado por todos em "
            f"{signed.astimezone(BRASILIA):%d/%m/%Y}; o {instrument.short_title} não pode ter sido "
            f"assinado em {day:%d/%m/%Y}.",
            "Confira a data da assinatura.",
        )


def _check_base(office: Office, instrument: Instrument, tied: Tied, found: Agreement) -> None:
    """The amendment was written on the text and the term that are still in force."""
    amendment, life = tied.amendment, found.life
    if amendment is None or life.counted is None:
        return
    if amendment.changes_term and tied.original.end != life.counted.end:
        raise StateError(
            f"o {instrument.short_title} prorroga a vigência a partir de "
            f"{tied.original.end:%d/%m/%Y}, mas o término em vigor é {life.counted.end:%d/%m/%Y}.",
            AGAIN,
        )
    if amendment.changes:
        base = text_in_force(office, found, date.max)
        try:
            now = settled(instrument.request, base).tied
        except PactuaError as error:
            raise StateError(
                f"o texto em vigor mudou depois que o {instrument.short_title} foi minutado: "
                f"{error.message}",
                AGAIN,
            ) from error
        if now is None or now.amendment != amendment:
            raise StateError(
                f"o texto em vigor mudou depois que o {instrument.short_title} foi minutado, e as "
                "cláusulas que ele cita têm outro número.",
                AGAIN,
            )


def effects_of_signature(office: Office, instrument: Instrument, day: date) -> tuple[Fact, ...]:
    """The facts about the agreement that the last signature of a document brings."""
    tied = instrument.request.tied
    if tied is None:
        return ()
    return effects_on(office, agreement(office, tied.original.number), instrument, day)


def effects_on(
    office: Office, found: Agreement, instrument: Instrument, day: date
) -> tuple[Fact, ...]:
    """The same on an agreement that is at hand. Raises StateError when its life forbids them."""
    tied = instrument.request.tied
    if tied is None:
        return ()
    if tied.amendment is not None:
        return _amended(office, found, instrument, tied.amendment, day)
    if tied.report is not None:
        made = Reported(number=found.instrument.number, made_on=day, document=instrument.number)
        return checked(found, made)
    if tied.act is not None and tied.act.form == "consenso":
        return checked(found, ending(found, told_by(instrument, tied.act, day), office.calendar))
    return ()


def _amended(
    office: Office, found: Agreement, instrument: Instrument, amendment: AmendmentFacts, day: date
) -> tuple[Fact, ...]:
    fact = Amended(
        number=found.instrument.number,
        amendment=instrument.number,
        order=amendment.order,
        signed_on=day,
        months=amendment.months,
        end=amendment.new_end,
    )
    if amendment.months is None and not amendment.changes_plan:
        return checked(found, fact)
    old = plan_in_force(office, found)
    request = instrument.request
    plan = PlanInForce(request.plan, request.months) if amendment.changes_plan else old
    counted = counted_anew(
        found.instrument, found.life, amendment.months, plan, office.calendar, amendment.new_end
    )
    done = done_actions(office, found.number) if amendment.changes_plan else {}
    reason = f"O {instrument.short_title} substituiu o plano de trabalho."
    undone = (
        ActionReopened(number=counted.number, place=place, reason=reason) for place in sorted(done)
    )
    checked(found, fact, counted)
    return (fact, *undone, counted, *_carried(old.plan, plan.plan, done))


def _carried(old: WorkPlan, new: WorkPlan, done: Mapping[int, ActionDone]) -> Iterator[ActionDone]:
    """What was done under the old plan, at its place in the new: it goes with the same words."""
    words = {old.actions[place - 1].text: fact for place, fact in done.items()}
    for place, action in enumerate(new.actions, 1):
        if action.text in words:
            yield words[action.text].model_copy(update={"place": place})


def effects_of_delivery(office: Office, instrument: Instrument, day: date) -> tuple[Fact, ...]:
    """The facts about the agreement that the delivery of a letter or termo brings.

    Raises StateError for a document that does not take effect that way.
    """
    tied = instrument.request.tied
    act = tied.act if tied else None
    delivered = instrument.request.kind in LETTER_KINDS and act and act.author
    if tied is None or act is None or not delivered:
        raise StateError(
            f"{instrument.title}: este documento produz efeitos com a assinatura, não com a "
            "entrega.",
            "A entrega se registra da denúncia, da rescisão por um partícipe e da substituição de "
            "gestor.",
        )
    found = agreement(office, tied.original.number)
    if tied.managers is not None:
        replaced = ManagerReplaced(
            number=found.instrument.number,
            party=act.author or BODY,
            manager=tied.managers.new,
            since=max(act.effective_on, day),
            told_on=day,
            document=instrument.number,
        )
        return checked(found, replaced)
    return checked(found, ending(found, told_by(instrument, act, day), office.calendar))


@dataclass(frozen=True, slots=True)
class Told:
    """An end as it was told: how, when, by whom (None: by all), and from when it is to hold."""

    form: EndForm
    told_on: date
    reason: str
    author: str | None = None
    not_before: date | None = None
    document: InstrumentNumber | None = None


def ending(found: Agreement, told: Told, calendar: FederalCalendar) -> Ended | PartnerLeft:
    """The fact of an end: of the agreement or, among several partners, of the part of one.

    Withdrawal and termination take effect when their notice has run, never before.
    """
    notice = notice_days(found, told.form)
    effective = max(told.not_before or told.told_on, days_after(told.told_on, notice))
    if told.author not in (None, BODY) and len(found.partners) > 1:
        return PartnerLeft(
            number=found.instrument.number,
            partner=told.author or "",
            form=told.form,
            notified_on=told.told_on,
            effective_on=effective,
            reason=told.reason,
            document=told.document,
        )
    report = report_after(min(effective, found.life.end or effective), calendar)
    return Ended(
        number=found.instrument.number,
        form=told.form,
        notified_on=told.told_on,
        effective_on=effective,
        author=told.author,
        reason=told.reason,
        document=told.document,
        report_by=report.literal,
        report_prudent=report.prudent,
    )


def effect_told(office: Office, instrument: Instrument) -> date | None:
    """The day on which the act of a document takes effect on its agreement, as it was recorded.

    None while nothing is recorded: a letter has not been delivered, a termo not signed by all.
    """
    tied = instrument.request.tied
    if tied is None or tied.act is None:
        return None
    life = read_life(office, tied.original.number)
    told = (*life.left, *((life.ended,) if life.ended else ()))
    found = (one.effective_on for one in told if one.document == instrument.number)
    return next(found, None)


def notice_days(found: Agreement, form: EndForm) -> int:
    """The notice that an end of this form wants, from the clause set of the agreement."""
    terms = found.instrument.request.clause_set.terms
    days = {"denuncia": terms.withdrawal_days, "rescisao": terms.termination_days, "consenso": 0}
    return days[form]


def told_by(instrument: Instrument, act: ActFacts, day: date) -> Told:
    """The end that a letter or termo tells of, once delivered (or signed by all) on a day."""
    form: EndForm = "denuncia"
    if act.form is not None:
        form = "consenso" if act.form == "consenso" else "rescisao"
    reason = act.reason or instrument.short_title
    return Told(form, day, reason, act.author, act.effective_on, instrument.number)


def checked(found: Agreement, *facts: Fact) -> tuple[Fact, ...]:
    """The facts, once each may follow on the life of the agreement. Raises StateError."""
    life = found.life
    for fact in facts:
        life = advance(life, fact)
    return facts
