"""Every date of one instrument, from its last signature and its term.

`compute` gives the dates alone and is made for lists of a million instruments: business days are
remembered by the calendar, so that one instrument takes a few microseconds. `explain` counts the
same dates again in words.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from law import clausulas, parameters, portaria_in_283_2018
from law.calendar import FederalCalendar, federal_calendar
from law.lei_14133_2021 import days_after
from law.term import Term, term

FIRST_SIGNATURE = date(2000, 1, 1)
LAST_SIGNATURE = date(2089, 12, 31)
"""With the longest term and its report, still within the years of the calendar."""

LAST_MONTH = 120
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class TermRules:
    """The rules that bind an instrument through its clause set; all in days but the publication.

    The defaults are those of parameters.yaml, for an instrument whose set is not known. Raises
    ValueError for a number of days below one or beyond ten years.
    """

    renewal_notice_days: int = 30
    withdrawal_days: int = 30
    termination_days: int = 30
    replacement_days: int = 30
    publication: str = "quinto_dia_util_do_mes_seguinte"
    final_report_days: int = 60

    def __post_init__(self) -> None:
        for days in (
            self.renewal_notice_days,
            self.withdrawal_days,
            self.termination_days,
            self.replacement_days,
            self.final_report_days,
        ):
            if not 1 <= days <= MOST_DAYS:
                raise ValueError(f"um prazo vai de 1 a {MOST_DAYS} dias; {days} está fora")


@dataclass(frozen=True, slots=True)
class Rung:
    """A notice of expiry: due on `day`, `days` before the end."""

    days: int
    day: date


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The dates of one instrument; those named prudent are never after their literal reading."""

    term: Term
    publication: date
    publication_prudent: date
    send_to_dou_by: date
    renewal_by: date
    renewal_prudent: date
    final_report_by: date
    final_report_prudent: date
    notices: tuple[Rung, ...]

    @property
    def signature(self) -> date:
        """The last signature, from which everything is counted."""
        return self.term.signature

    @property
    def end(self) -> date:
        """The end of the term."""
        return self.term.end

    @property
    def end_alternative(self) -> date | None:
        """The end in the reading of the Código Civil, where it differs."""
        return self.term.alternative

    @property
    def send_to_dou_hour(self) -> str:
        """The hour, in Brasília, at which the gazette closes on `send_to_dou_by`."""
        return portaria_in_283_2018.closing_hour(self.send_to_dou_by)


def compute(
    signature: date,
    months: int,
    rules: TermRules | None = None,
    calendar: FederalCalendar | None = None,
) -> Deadlines:
    """The dates of an instrument signed last on `signature`, for so many months.

    Raises ValueError for a signature or a term outside what the calendar reaches, or for a rule of
    publication that is not known.
    """
    return of_term(_term(signature, months), rules, calendar)


def of_term(
    running: Term, rules: TermRules | None = None, calendar: FederalCalendar | None = None
) -> Deadlines:
    """The dates of a term, also one that was extended. Raises ValueError as `compute` does."""
    rules = rules or TermRules()
    calendar = calendar or federal_calendar()
    signature, end = running.signature, running.earliest_end
    published, prudent = clausulas.publication(calendar, signature, rules.publication)
    renewal = clausulas.renewal(calendar, end, rules.renewal_notice_days)
    report = clausulas.final_report(calendar, end, rules.final_report_days)
    return Deadlines(
        running,
        published,
        prudent,
        portaria_in_283_2018.send_by(calendar, prudent),
        renewal.literal,
        renewal.prudent,
        report.literal,
        report.prudent,
        _notices(running, rules.renewal_notice_days, renewal.prudent),
    )


@lru_cache(maxsize=65536)
def _term(signature: date, months: int) -> Term:
    if not FIRST_SIGNATURE <= signature <= LAST_SIGNATURE:
        raise ValueError(
            f"a assinatura vai de {FIRST_SIGNATURE:%d/%m/%Y} a {LAST_SIGNATURE:%d/%m/%Y}; "
            f"{signature:%d/%m/%Y} está fora"
        )
    if not 1 <= months <= LAST_MONTH:
        raise ValueError(f"a vigência vai de 1 a {LAST_MONTH} meses; {months} está fora")
    return term(signature, months)


def _notices(running: Term, wall: int, renewal_prudent: date) -> tuple[Rung, ...]:
    """The ladder of notices of expiry, from the farthest to the nearest.

    The rung of the last day to request renewal (30 days in most sets) is always there and follows
    the prudent day, since a notice on a day without expediente would come too late. Rungs before
    the signature are left out.
    """
    end = running.earliest_end
    found = []
    for days in _ladder(running.signature, wall):
        day = renewal_prudent if days == wall else days_after(end, -days)
        if day > running.signature or days == wall:
            found.append(Rung(days, day))
    return tuple(found)


@lru_cache(maxsize=4096)
def _ladder(signature: date, wall: int) -> tuple[int, ...]:
    rungs = {*parameters.wholes("degraus_do_vencimento", signature), wall}
    return tuple(sorted(rungs, reverse=True))
