"""Letters and terms around the end of an agreement: withdrawal, termination, consensus, report,
and the replacement of who answers for it.

Each is drafted and numbered like any instrument, and tied to its agreement. Withdrawal, termination
and replacement take effect when they are delivered, consensus and report when all have signed
(services/tied_effects.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from faults.errors import UsageError
from faults.finding import Finding
from faults.validation import validate
from instruments.instrument import Request
from instruments.lifecycle import Life
from instruments.lifecycle_facts import EndForm
from instruments.quotation import names_in
from instruments.tied import EndingForm, Manager, ManagerChange, Tied
from law.calendar import federal_calendar
from law.clausulas import replacement
from law.lei_14133_2021 import days_after
from services.drafting import Ask, Draft, draft_all, prepare
from services.lifecycle import end
from services.office import Office
from services.tied_effects import notice_days
from services.ties import (
    Agreement,
    agreement_like,
    check_not_ended,
    original_facts,
    party_id,
    plan_in_force,
    read_instrument,
    text_in_force,
)
from services.tying import current_body, current_partners

EndingSet = Literal[
    "notificacao-denuncia", "termo-rescisao", "substituicao-gestor", "relatorio-cumprimento"
]

GROUNDS: dict[str, str] = {
    "denuncia": "extincao-denuncia",
    "consenso": "extincao-consenso",
    "descumprimento": "rescisao-por-descumprimento",
    "forca_maior": "rescisao-por-forca-maior",
}
"""The place in the clauses on which each kind of end rests, by the anchor it has there."""

AGAIN_AFTER_SIGNED = ("substituicao-gestor",)
"""What may be done again by the same party: another act is another document."""


@dataclass(frozen=True, slots=True)
class ActAsk:
    """An act as a person asks for it; what is left out follows from the agreement.

    `day` is the date of the document. `effective_on` is the last day that an end leaves to the
    agreement, as the term counts its own (ADR 5); of a replacement, the new person's first day.
    """

    number: str
    author: str | None = None
    day: date | None = None
    effective_on: date | None = None
    reason: str | None = None
    provision: str | None = None
    pending: str | None = None
    process: str | None = None


def draft_withdrawal(office: Office, ask: ActAsk) -> Draft:
    """The letter by which one party withdraws."""
    found = agreement_like(office, ask.number)
    check_not_ended(found, office.today, "denúncia")
    act = _act(office, found, ask, "denuncia", notice_days(found, "denuncia"))
    return draft_tied(office, found, "notificacao-denuncia", ask.process, {"ato": act})


def draft_termination(office: Office, ask: ActAsk, form: EndingForm) -> Draft:
    """The termo by which one party terminates for a cause, or all of them by consensus."""
    found = agreement_like(office, ask.number)
    check_not_ended(found, office.today, "rescisão")
    if form == "consenso" and ask.effective_on is None:
        raise UsageError("falta o último dia em que o acordo vigora.", "Use --efeito AAAA-MM-DD.")
    notice = 0 if form == "consenso" else notice_days(found, "rescisao")
    act = _act(office, found, ask, form, notice) | {"forma": form}
    return draft_tied(office, found, "termo-rescisao", ask.process, {"ato": act})


def draft_replacement(
    office: Office, ask: ActAsk, new: Manager, event_on: date | None, former: Manager | None
) -> Draft:
    """The letter that says who answers for the agreement from now on.

    Without `former`, the person of the last such letter stands in, where there was one.
    """
    found = agreement_like(office, ask.number)
    check_not_ended(found, office.today, "substituição de gestor")
    act = _act(office, found, ask, "", 0)
    party = act["autor"]
    before = former or _last_manager(found, party)
    change = ManagerChange(former=before, new=new, event_on=event_on)
    made = draft_tied(
        office, found, "substituicao-gestor", ask.process, {"ato": act, "gestor": change}
    )
    late = tuple(_late_replacement(found, act["data"], event_on))
    return replace(made, findings=(*made.findings, *late))


def draft_tied(
    office: Office,
    found: Agreement,
    set_id: EndingSet,
    process: str | None,
    parts: dict[str, Any],
) -> Draft:
    """A document that follows an agreement, drafted or found; `parts` are those of Tied."""
    # The request is made inside the write transaction, where the agreement stands still.
    return draft_all(office, _in_transaction(office, found.number, set_id, process, parts))[0]


def _in_transaction(
    office: Office, number: str, set_id: EndingSet, process: str | None, parts: dict[str, Any]
) -> Iterator[tuple[Request, bool]]:
    found = agreement_like(office, number)
    tied = validate(Tied, {"original": original_facts(found), **parts}, "")
    months = found.life.counted.months if found.life.counted else None
    ask = Ask(
        current_partners(office, found),
        set_id,
        plan_in_force(office, found).plan,
        "",
        process or found.instrument.request.process,
        months,
        tied=tied,
    )
    request = prepare(office, ask).model_copy(update={"body": current_body(office, found)})
    yield request, _begins_anew(office, found, request)


def _begins_anew(office: Office, found: Agreement, request: Request) -> bool:
    """Whether the request is a document of its own beside the last one like it."""
    kind = request.clause_set.kind
    earlier = [
        (row, instrument)
        for row in office.store.tied_to(found.number)
        if row.kind == kind
        and (instrument := read_instrument(office, row.number)).request.key == request.key
    ]
    if not earlier:
        return False
    row, instrument = earlier[-1]
    if row.state == "assinada" and request.clause_set.id in AGAIN_AFTER_SIGNED:
        return instrument.request.sha256 != request.sha256
    return row.state == "cancelada"


def _act(office: Office, found: Agreement, ask: ActAsk, ground: str, notice: int) -> dict[str, Any]:
    """The act under its Portuguese keys, with the dates and the clause that it rests on."""
    day = ask.day or office.today
    first = days_after(day, notice)
    if ask.effective_on is not None and ask.effective_on < first:
        raise UsageError(
            f"com data de {day:%d/%m/%Y} e aviso de {notice} dias, o acordo vigora ao menos até "
            f"{first:%d/%m/%Y}, e não só até {ask.effective_on:%d/%m/%Y}."
            if notice
            else f"o efeito, em {ask.effective_on:%d/%m/%Y}, vem antes da data do documento, "
            f"{day:%d/%m/%Y}.",
            "Confira --data e --efeito.",
        )
    return {
        "data": day,
        "efeito_em": ask.effective_on or first,
        "autor": party_id(found, ask.author) if ask.author else None,
        "motivo": ask.reason,
        "fundamento": ask.provision or provision(office, found, ground),
        "pendencias": ask.pending,
    }


def provision(office: Office, found: Agreement, ground: str) -> str | None:
    """How the text in force calls the place that an end rests on; None where it has none."""
    anchor = GROUNDS.get(ground)
    if anchor is None:
        return None
    return names_in(text_in_force(office, found, date.max)).get(anchor)


def _last_manager(found: Agreement, party: str) -> Manager | None:
    told = [one for one in found.life.managers if one.party == party]
    return max(told, key=lambda one: one.since).manager if told else None


def _late_replacement(found: Agreement, day: date, event_on: date | None) -> Iterator[Finding]:
    if event_on is None:
        return
    days = found.instrument.request.clause_set.terms.replacement_days
    last = replacement(federal_calendar(), event_on, days).literal
    if day > last:
        yield Finding(
            "substituicao-fora-do-prazo",
            "aviso",
            found.number,
            f"o impedimento é de {event_on:%d/%m/%Y}, e o prazo de {days} dias para comunicar o "
            f"substituto terminou em {last:%d/%m/%Y}.",
            "Entregue a carta logo e explique o atraso nos autos.",
        )


def record_end(
    office: Office, text: str, form: EndForm, day: date, reason: str, author: str | None
) -> Life:
    """Record an end that was told by a document made elsewhere; the life of the agreement."""
    found = agreement_like(office, text)
    if author is None and form != "consenso" and len(found.partners) > 1:
        raise UsageError(
            f"o acordo nº {found.number} tem vários partícipes; falta dizer de quem partiu.",
            f"Use --autor com um destes: {', '.join(found.parties)}.",
        )
    party = party_id(found, author) if author else None
    return end(office, found.number, form, day, reason, party)


def person(data: dict[str, Any]) -> Manager:
    """Who answers, from the fields of a command. Raises InvalidData."""
    return validate(Manager, {"cargo": "responsável pela gestão", **data}, "responsável")
