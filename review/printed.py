"""A report for people: each finding with its place, a caret under it, and what to do."""

from collections import Counter
from collections.abc import Iterator

from faults.finding import Severity
from review.remark import Remark
from review.reviewer import Report
from review.rule import FAMILIES
from review.rules import all_rules
from review.words import listed

NAMES: dict[Severity, tuple[str, str]] = {
    "erro": ("erro", "erros"),
    "aviso": ("aviso", "avisos"),
    "nota": ("nota", "notas"),
}
MOST_PLACES = 8


def printed(report: Report) -> Iterator[str]:
    """The lines of a report, the remarks set aside left out but counted."""
    for remark in report.open:
        yield from _remark(remark)
        yield ""
    for note in report.notes:
        yield f"Observação: {note.rstrip('.')}."
    yield summary(report)


def summary(report: Report) -> str:
    """`2 erros, 1 aviso e 3 notas; 1 achado dispensado.`"""
    counted = Counter(remark.severity for remark in report.open)
    parts = [
        f"{counted[severity]} {one if counted[severity] == 1 else many}"
        for severity, (one, many) in NAMES.items()
        if counted[severity]
    ]
    text = listed(parts) if parts else "Nada a apontar"
    aside = Counter(remark.status for remark in report.remarks)
    for status, word in (("dispensado", "dispensado"), ("conhecido", "da linha de base")):
        number = aside[status]  # type: ignore[index]
        if number:
            noun = "achado" if number == 1 else "achados"
            plural = "s" if number > 1 and status == "dispensado" else ""
            text += f"; {number} {noun} {word}{plural}"
    return f"{text}."


def _remark(remark: Remark) -> Iterator[str]:
    where = remark.where
    if remark.also:
        lines = [str(place.line) for place in remark.also]
        more = [*lines[:MOST_PLACES], *(["outras"] if len(lines) > MOST_PLACES else [])]
        noun = "linha" if len(lines) == 1 else "linhas"
        where += f" (e {noun} {listed(more)})"
    yield where
    yield f"  {remark.severity.upper()} {remark.rule.id}: {remark.message}"
    if remark.excerpt is not None:
        yield from (f"    {line}" for line in remark.excerpt.caret.split("\n"))
    yield f"  {remark.remedy}"


def catalogue() -> Iterator[str]:
    """The rules by family, each with severity and meaning."""
    family = None
    for rule in all_rules():
        if rule.family != family:
            family = rule.family
            yield f"\n{FAMILIES[family]}" if rule is not all_rules()[0] else FAMILIES[family]
        yield f"  {rule.id} ({rule.severity}): {rule.meaning}"
