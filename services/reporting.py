"""The final joint report: what became of each action of the plan, and what the parties say of it.

Actions are told from what was recorded as done, with its evidence. What a person knows better (an
action done in part, why one was not done) is added by its place in the plan.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from clauses.sandbox import fill
from faults.errors import StateError, UsageError
from faults.finding import Finding
from faults.validation import validate
from instruments.action_facts import ActionDone
from instruments.context import instrument_fields, partner_records
from instruments.identifiers import OptionalLine, OptionalStatement
from instruments.lifecycle_facts import Published
from instruments.model import Model
from instruments.tied import ActionOutcome, ReportedAmendment, ReportFacts, SaidState
from instruments.tied_facts import Reported
from instruments.tied_fields import purposes
from instruments.transitions import advance
from instruments.work_plan import month_text
from portuguese.lists import join_and
from portuguese.parsing import bare
from reading.yaml_text import read_mapping
from services.counting import runs_to_the_end
from services.drafting import Draft
from services.ending import draft_tied
from services.office import Office
from services.ties import (
    Agreement,
    agreement,
    agreement_like,
    done_actions,
    plan_in_force,
    read_instrument,
)

Fulfilment = Literal["integral", "parcial", "nenhum"]
PUBLISHES = re.compile(r"^publica\w* (?:d?o )?extrato\b(?P<whole>(?!.* e ).*)?")
"""An action that has the extract published, in bare words; `whole` where it wants nothing more."""


class ActionNote(Model):
    """What a person says of one action, by its place in the plan, counted from one."""

    place: int = Field(alias="acao", ge=1)
    state: SaidState | None = Field(alias="situacao", default=None)
    evidence: OptionalLine = Field(alias="evidencia", default=None)
    reason: OptionalLine = Field(alias="justificativa", default=None)


class ReportNotes(Model):
    """What a person says in the report; the file of `--dados` has these keys."""

    fulfilment: Fulfilment | None = Field(alias="cumprimento", default=None)
    results: OptionalStatement = Field(alias="resultados", default=None)
    difficulties: OptionalStatement = Field(alias="dificuldades", default=None)
    follow_up: OptionalStatement = Field(alias="continuidade", default=None)
    advice: OptionalStatement = Field(alias="recomendacoes", default=None)
    access_ended_on: date | None = Field(alias="acessos_cancelados_em", default=None)
    actions: tuple[ActionNote, ...] = Field(alias="acoes", default=())


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """The report of an agreement, with what is said in it."""

    number: str
    notes: ReportNotes = field(default_factory=ReportNotes)
    process: str | None = None


def read_notes(path: Path | None, options: Mapping[str, Any]) -> ReportNotes:
    """What a file says, with what options say in its place. Raises UnreadableFile, InvalidData."""
    data = read_mapping(path) if path else {}
    given = {name: value for name, value in options.items() if value is not None}
    return validate(ReportNotes, {**data, **given}, path.name if path else "")


def draft_report(office: Office, ask: ReportAsk) -> Draft:
    """The report of an agreement that has ended. Raises StateError before its end."""
    found = agreement_like(office, ask.number)
    ended_on = found.life.end
    if ended_on is None or office.today <= ended_on:
        until = f" (até {ended_on:%d/%m/%Y})" if ended_on else ""
        raise StateError(
            f"o acordo nº {found.number} ainda está em vigor{until}.",
            "O relatório final se faz depois da extinção.",
        )
    if found.life.reported is not None:
        raise StateError(
            f"o relatório final de {found.life.reported.made_on:%d/%m/%Y} já está registrado.",
            "Veja-o com: pactua instrumento historico NUM",
        )
    outcomes = action_outcomes(office, found, ask.notes.actions)
    fulfilment = ask.notes.fulfilment or _fulfilment(outcomes)
    facts = {
        **ask.notes.as_data(),
        **_ending(office, found, ended_on),
        "aditivos": tuple(_amendments(office, found)),
        "cumprimento": fulfilment,
        "acoes": outcomes,
    }
    report = validate(ReportFacts, facts, "")
    made = draft_tied(office, found, "relatorio-cumprimento", ask.process, {"relatorio": report})
    return replace(made, findings=(*made.findings, *_unexplained(report)))


def record_report(office: Office, text: str, day: date) -> Reported:
    """Record a report that was made elsewhere."""
    if day > office.today:
        raise UsageError(f"{day:%d/%m/%Y} está no futuro.", "Confira a data.")
    number = agreement_like(office, text).number
    with office.store.writing(office.now, office.actor) as writing:
        found = agreement(office, number)
        if found.life.end is None or day <= found.life.end:
            raise StateError(
                f"em {day:%d/%m/%Y} o acordo nº {number} ainda estava em vigor.",
                "Confira a data do relatório.",
            )
        fact = Reported(number=found.instrument.number, made_on=day)
        advance(found.life, fact)
        writing.append(fact)
    return fact


def action_outcomes(
    office: Office, found: Agreement, notes: tuple[ActionNote, ...] = ()
) -> tuple[ActionOutcome, ...]:
    """Each action of the plan in force as it ended, as far as facts and notes tell.

    Raises UsageError for a note on an action that the plan does not have.
    """
    in_force = plan_in_force(office, found)
    plan = in_force.plan
    said = {note.place: note for note in notes}
    unknown = sorted(place for place in said if place > len(plan.actions))
    if unknown:
        raise UsageError(
            f"o plano tem {len(plan.actions)} ações; não há a de número {unknown[0]}.",
            "Veja os números com: pactua acao listar NUM",
        )
    request = found.instrument.request
    fields = {
        **instrument_fields(request, found.number),
        "participe": partner_records(request.partners)[0],
    }
    done = done_actions(office, found.number)
    counted = found.life.counted
    extended = counted is not None and counted.months > in_force.months
    return tuple(
        _outcome(
            ActionOutcome(
                axis=fill(action.axis, fields),
                text=fill(action.text, fields),
                due="fim da vigência"
                if extended and runs_to_the_end(action, in_force.months)
                else month_text(action.end),
                state="sem_registro",
            ),
            done.get(place),
            said.get(place),
            found.life.published,
        )
        for place, action in enumerate(plan.actions, 1)
    )


def _ending(office: Office, found: Agreement, ended_on: date) -> dict[str, Any]:
    """How it ended; an early end that would only come after the term has ended nothing."""
    early = found.life.ended
    if early is None or early.effective_on != ended_on:
        return {"extinto_em": ended_on, "forma_extincao": "termo"}
    reason: str | None = early.reason
    if early.document is not None:
        tied = read_instrument(office, str(early.document)).request.tied
        reason = tied.act.reason if tied and tied.act else None
    return {
        "extinto_em": ended_on,
        "forma_extincao": early.form,
        "extinto_por": early.author,
        "motivo_extincao": reason,
    }


def _amendments(office: Office, found: Agreement) -> Iterator[ReportedAmendment]:
    for one in found.life.amended:
        tied = read_instrument(office, str(one.amendment)).request.tied
        if tied is not None and tied.amendment is not None:
            yield ReportedAmendment(
                order=one.order,
                number=str(one.amendment),
                signed_on=one.signed_on,
                purpose=join_and(list(purposes(tied.amendment))),
            )


def _outcome(
    action: ActionOutcome,
    done: ActionDone | None,
    note: ActionNote | None,
    published: Published | None,
) -> ActionOutcome:
    """The action as it was recorded, as a person says of it, or as the gazette shows."""
    told: dict[str, Any] = {"state": "concluida", "evidence": done.evidence} if done else {}
    asks = PUBLISHES.search(bare(action.text))
    if done is None and published is not None and asks:
        told = {"evidence": _gazette(published)}
        if asks["whole"] is not None:
            told["state"] = "concluida"
    if note is not None:
        said = {"state": note.state, "evidence": note.evidence, "reason": note.reason}
        told |= {name: value for name, value in said.items() if value}
    return action.model_copy(update=told)


def _gazette(published: Published) -> str:
    return (
        f"extrato publicado no Diário Oficial da União de {published.published_on:%d/%m/%Y}, "
        f"Edição {published.edition}, Seção {published.section}, página {published.page}"
    )


def _fulfilment(outcomes: tuple[ActionOutcome, ...]) -> Fulfilment:
    """What the records alone tell. Raises UsageError where they leave actions untold."""
    untold = [str(place) for place, one in enumerate(outcomes, 1) if one.state == "sem_registro"]
    if untold:
        several = len(untold) > 1
        raise UsageError(
            f"{'as ações' if several else 'a ação'} {join_and(untold)} não "
            f"{'têm' if several else 'tem'} registro de conclusão, e falta dizer se o objeto foi "
            "cumprido.",
            "Registre o que foi feito com pactua acao concluir, ou diga o cumprimento com "
            "--cumprimento integral, parcial ou nenhum.",
        )
    states = {one.state for one in outcomes}
    if states == {"concluida"}:
        return "integral"
    return "nenhum" if states == {"nao_executada"} else "parcial"


def _unexplained(report: ReportFacts) -> list[Finding]:
    """Actions that were not done in full, and nobody says why: one finding for all of them."""
    places = [
        str(place)
        for place, one in enumerate(report.actions, 1)
        if one.state != "concluida" and one.reason is None
    ]
    if not places:
        return []
    several = len(places) > 1
    told = (
        f"as ações {join_and(places)} não constam como concluídas"
        if several
        else f"a ação {places[0]} não consta como concluída"
    )
    return [
        Finding(
            "acao-sem-justificativa",
            "aviso",
            "acoes",
            f"{told}, e o relatório não diz por quê.",
            "Registre o que foi feito com pactua acao concluir, ou escreva a justificativa em "
            "“acoes”, no arquivo de --dados.",
        )
    ]
