"""The dates that are recorded: with the last signature, with an extension, with an early end.

A document that follows an agreement has no term of its own; where its extract is published, the day
for that is counted, and the dates of the term are those of the agreement.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from instruments.instrument import Instrument
from instruments.lifecycle import Life
from instruments.lifecycle_facts import Counted
from instruments.work_plan import Action, WorkPlan
from law.calendar import FederalCalendar
from law.clausulas import Reading, action_window, final_report
from law.deadlines import Deadlines, TermRules, compute, of_term
from law.term import Term, term
from publication.kinds import InstrumentKind
from services.deadlines import term_rules

PUBLISHED_KINDS: tuple[str, ...] = get_args(InstrumentKind)
"""The kinds whose extract goes to the gazette; other letters and the report do not."""


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """A work plan, and the months of the term for which it was written."""

    plan: WorkPlan
    months: int


def count(instrument: Instrument, signed_on: date, calendar: FederalCalendar) -> Counted:
    """The deadlines of an instrument from the day of its last signature."""
    request = instrument.request
    rules = term_rules(request.clause_set.terms)
    if request.tied is None:
        found = compute(signed_on, request.months, rules, calendar)
        return counted_as(instrument, found, action_days(request.plan, found, request.months))
    amendment = request.tied.amendment
    end = (amendment and amendment.new_end) or request.tied.original.end
    running = replace(term(signed_on, request.months), end=end, alternative=None)
    counted = counted_as(instrument, of_term(running, rules, calendar))
    return counted.model_copy(update={"own_term": False, "report_by": None, "report_prudent": None})


def action_days(plan: WorkPlan, found: Deadlines, months: int) -> tuple[date, ...]:
    """The last day of each action of a plan that was written for a term of so many months.

    What runs to the end of that term runs to the end of the term in force, so an extension takes it
    along (clauses/library/aditivo-prorrogacao, #acoes-ate-o-termino); the others keep their day.
    """
    return tuple(
        found.end
        if runs_to_the_end(action, months)
        else action_window(action.start, action.end, found.signature, found.end).end
        for action in plan.actions
    )


def runs_to_the_end(action: Action, months: int) -> bool:
    """Whether an action ends with the term of the plan: `M36` in a plan of 36 months."""
    return action.end == f"M{months}"


def counted_as(instrument: Instrument, found: Deadlines, actions: tuple[date, ...] = ()) -> Counted:
    """The dates of a calculation as a fact about an instrument."""
    return Counted(
        number=instrument.number,
        signed_on=found.signature,
        months=found.term.months,
        end=found.end,
        end_alternative=found.end_alternative,
        publish_by=found.publication,
        publish_prudent=found.publication_prudent,
        send_by=found.send_to_dou_by,
        renew_by=found.renewal_by,
        renew_prudent=found.renewal_prudent,
        report_by=found.final_report_by,
        report_prudent=found.final_report_prudent,
        actions=actions,
    )


def running_term(counted: Counted) -> Term:
    """The term as it was last counted."""
    return replace(
        term(counted.signed_on, counted.months),
        end=counted.end,
        alternative=counted.end_alternative,
    )


def counted_anew(
    instrument: Instrument,
    life: Life,
    months: int | None,
    plan: PlanInForce,
    calendar: FederalCalendar,
    end: date | None = None,
) -> Counted:
    """The dates counted anew: with more months, from the old end; with the actions of a plan.

    Those of the publication stay as they were told. `end` is the day that an amendment names: it
    stands, whatever the months would have given.
    """
    if life.counted is None:
        raise LookupError(str(instrument.number))
    running = running_term(life.counted)
    if months:
        running = running.extended(months)
    if end is not None and running.end != end:
        running = replace(running, end=end, alternative=None)
    found = of_term(running, term_rules(instrument.request.clause_set.terms), calendar)
    kept = ("publish_by", "publish_prudent", "send_by")
    counted = counted_as(instrument, found, action_days(plan.plan, found, plan.months))
    return counted.model_copy(update={name: getattr(life.counted, name) for name in kept})


def report_after(end: date, calendar: FederalCalendar) -> Reading:
    """Until when the final joint report is made, once an agreement ends on this day."""
    return final_report(calendar, end, TermRules().final_report_days)
