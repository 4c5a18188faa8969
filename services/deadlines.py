"""The deadlines of an instrument, from its last signature, its months and the terms of its set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from clauses.clause_set import ClauseSet, Terms
from faults.errors import UsageError
from law.calendar import FederalCalendar, federal_calendar
from law.deadlines import Deadlines, TermRules, compute
from law.explanation import explain
from law.steps import Deadline, Step

OWN_TABLE = "pontos_facultativos.yaml"
"""In the data folder: the years whose portaria came out after the program."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """The dates, the rules that gave them, and each of them explained."""

    deadlines: Deadlines
    rules: TermRules
    clause_set: str | None
    explained: tuple[Deadline, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know before trusting the dates, each once."""
        return tuple(dict.fromkeys(note for one in self.explained for note in one.notes))


def calendar_in(folder: Path) -> FederalCalendar:
    """The federal calendar, with the body's own pontos_facultativos.yaml when the folder has one.

    Raises UnreadableFile or InvalidData for a file that is no such table.
    """
    own = folder / OWN_TABLE
    return federal_calendar(own if own.is_file() else None)


def term_rules(terms: Terms) -> TermRules:
    """The rules that a clause set binds an instrument to."""
    return TermRules(
        renewal_notice_days=terms.renewal_notice_days,
        withdrawal_days=terms.withdrawal_days,
        termination_days=terms.termination_days,
        replacement_days=terms.replacement_days,
        publication=terms.publication,
    )


def calculate(
    signature: date,
    months: int | None = None,
    clause_set: ClauseSet | None = None,
    calendar: FederalCalendar | None = None,
) -> Calculation:
    """Every deadline of an instrument signed last on `signature`.

    Without months, those of the clause set; without a calendar, that of the program. Raises
    UsageError for a date, a number of months or a rule of publication that cannot be counted with.
    """
    if months is None:
        if clause_set is None:
            raise UsageError(
                "falta o número de meses da vigência.", "Use --meses N ou --conjunto C."
            )
        months = clause_set.default_months
    try:
        rules = term_rules(clause_set.terms) if clause_set else TermRules()
        found = compute(signature, months, rules, calendar)
        explained = explain(found, rules, calendar)
    except ValueError as error:
        raise UsageError(f"{error}.", "Confira a data, os meses e o conjunto.") from error
    return Calculation(found, rules, clause_set.id if clause_set else None, explained)


def as_data(calculation: Calculation) -> dict[str, Any]:
    """The calculation under the keys of the command-line contract, with ISO dates."""
    found = calculation.deadlines
    return {
        "assinatura": found.signature.isoformat(),
        "meses": found.term.months,
        "conjunto": calculation.clause_set,
        "publicacao_ate": found.publication.isoformat(),
        "publicacao_prudente": found.publication_prudent.isoformat(),
        "envio_dou_ate": found.send_to_dou_by.isoformat(),
        "envio_dou_hora": found.send_to_dou_hour,
        "fim_vigencia": found.end.isoformat(),
        "fim_vigencia_alternativo": (
            found.end_alternative.isoformat() if found.end_alternative else None
        ),
        "renovacao_ate": found.renewal_by.isoformat(),
        "renovacao_prudente": found.renewal_prudent.isoformat(),
        "relatorio_final_ate": found.final_report_by.isoformat(),
        "relatorio_final_prudente": found.final_report_prudent.isoformat(),
        "avisos": [{"em": rung.day.isoformat(), "degrau": rung.days} for rung in found.notices],
        "passos": [step for one in calculation.explained for step in _steps(one)],
        "observacoes": list(calculation.notes),
    }


def _steps(deadline: Deadline) -> Iterator[dict[str, Any]]:
    readings: tuple[tuple[str, tuple[Step, ...]], ...] = (
        ("literal", deadline.steps),
        ("prudente", deadline.prudent_steps),
    )
    for reading, steps in readings:
        for step in steps:
            yield {
                "prazo": deadline.key,
                "leitura": reading,
                "dia": step.day.isoformat() if step.day else None,
                "texto": step.text,
                "fundamento": step.citation.text,
            }
