"""What binds as a clause of the instrument, in the order of the clauses of Acordo nº 1/2024.

The numbers of days come from the instrument's clause set. Each rule gives a literal date and a
prudent one, never later: where an act must be done by a day, the prudent day is one on which the
offices are open with all their hours.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from law import parameters
from law.calendar import FederalCalendar
from law.citation import clause
from law.lei_14133_2021 import days_after, due_day
from law.months import last_day, month_after, same_day_or_last
from law.rules import rule

PLANO = clause("do plano de trabalho")
SUBSTITUICAO = clause("do gerenciamento (substituição do responsável)")
PRORROGACAO = clause("do prazo e vigência (pedido de prorrogação)")
DENUNCIA = clause("do encerramento (denúncia)")
RELATORIO = clause("do encerramento (relatório final conjunto)")
RESCISAO = clause("da rescisão")
PUBLICACAO = clause("da publicação")


_MONTH = re.compile(r"M([1-9]\d{0,2})|([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)


class Reading(NamedTuple):
    """A date as the clause says it, and the earliest that a careful reader would keep."""

    literal: date
    prudent: date


class Window(NamedTuple):
    """The first and the last day of an action of the work plan."""

    start: date
    end: date


@rule("clausula.acao", PLANO)
def action_window(start: str, end: str, signature: date, term_end: date) -> Window:
    """The days of an action from month `start` to month `end`, never after the end of the term.

    `M1` begins on the day of the last signature and `Mn` ends n months after it, so `M36` of a term
    of 36 months ends with it; `AAAA-MM` is a month of the calendar. Raises ValueError for a month
    written otherwise.
    """
    return Window(_first_day(start, signature), min(_last_day(end, signature), term_end))


@rule("clausula.substituicao", SUBSTITUICAO)
def replacement(calendar: FederalCalendar, event: date, days: int) -> Reading:
    """The other party is told who replaces a responsible within so many days of the impediment."""
    return _forwards(calendar, event, days)


@rule("clausula.prorrogacao", PRORROGACAO)
def renewal(calendar: FederalCalendar, end: date, days: int) -> Reading:
    """Renewal is requested at least so many days before the end: the count runs backwards, so a day
    without expediente anticipates."""
    return _backwards(calendar, end, days)


@rule("clausula.denuncia", DENUNCIA)
def withdrawal_effect(notice: date, days: int) -> date:
    """The first day on which a withdrawal announced on `notice` may take effect; being an end, it
    is not moved by weekends."""
    return days_after(notice, days)


@rule("clausula.denuncia.aviso", DENUNCIA)
def withdrawal_notice(calendar: FederalCalendar, effect: date, days: int) -> Reading:
    """The last day to announce a withdrawal that is to take effect on `effect`."""
    return _backwards(calendar, effect, days)


@rule("clausula.relatorio", RELATORIO)
def final_report(calendar: FederalCalendar, end: date, days: int) -> Reading:
    """The joint report is made within so many days of the end of the instrument."""
    return _forwards(calendar, end, days)


@rule("clausula.rescisao", RESCISAO)
def termination_effect(notice: date, days: int) -> date:
    """The first day on which a termination announced on `notice` may take effect."""
    return days_after(notice, days)


@rule("clausula.rescisao.aviso", RESCISAO)
def termination_notice(calendar: FederalCalendar, effect: date, days: int) -> Reading:
    """The last day to announce a termination that is to take effect on `effect`."""
    return _backwards(calendar, effect, days)


@rule("clausula.publicacao", PUBLICACAO)
def fifth_business_day(calendar: FederalCalendar, signature: date) -> Reading:
    """The extract is published up to the fifth business day of the month after the last signature;
    the prudent reading counts pontos facultativos as business days."""
    year, month = month_after(signature, 1)
    nth = parameters.whole("dia_util_da_publicacao", signature)
    return Reading(
        calendar.nth_business_day(year, month, nth),
        calendar.nth_business_day(year, month, nth, prudent=True),
    )


PUBLICATION_RULES: dict[str, Callable[[FederalCalendar, date], Reading]] = {
    "quinto_dia_util_do_mes_seguinte": fifth_business_day,
}
"""What a clause set may name as its rule of publication (`prazos.publicacao`)."""


def publication(calendar: FederalCalendar, signature: date, rule_name: str) -> Reading:
    """The day by which the extract is published. Raises ValueError for a rule that is not known."""
    if rule_name not in PUBLICATION_RULES:
        known = ", ".join(PUBLICATION_RULES)
        raise ValueError(f"regra de publicação desconhecida: “{rule_name}”; use {known}")
    return PUBLICATION_RULES[rule_name](calendar, signature)


def _forwards(calendar: FederalCalendar, start: date, days: int) -> Reading:
    """An act due so many days after: it goes on to a business day, prudently it comes before."""
    last = days_after(start, days)
    return Reading(due_day(calendar, last), calendar.last_full_day(last))


def _backwards(calendar: FederalCalendar, end: date, days: int) -> Reading:
    """An act due so many days before: prudently, on the last full day until then."""
    last = days_after(end, -days)
    return Reading(last, calendar.last_full_day(last))


def _first_day(month: str, signature: date) -> date:
    counted, year, number = _parts(month)
    if counted:
        return same_day_or_last(signature, int(counted) - 1)
    return date(int(year), int(number), 1)


def _last_day(month: str, signature: date) -> date:
    counted, year, number = _parts(month)
    if counted:
        return same_day_or_last(signature, int(counted))
    return last_day(int(year), int(number))


def _parts(month: str) -> tuple[str, str, str]:
    """The count of a month such as M3, or the year and number of one such as 2026-01."""
    found = _MONTH.fullmatch(month)
    if not found:
        raise ValueError(f"mês do plano: “{month}” não é M1, M2... nem AAAA-MM")
    counted, year, number = found.groups(default="")
    return counted, year, number
