"""The words of notices, from templates/email: a sentence for each subject, and the digest.

A folder of the body's own (`modelos/email`) may replace any of them. They run in Jinja's sandbox;
in HTML every value is escaped. The file of a subject gives the headline on its first line and a
paragraph on each other.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from faults.errors import BadTemplate
from law.words import day_words, days_words
from notices.due import Subject
from notices.message import one_line
from portuguese.dates import short_date
from reading.parser_words import jinja_reason

FOLDER = Path(__file__).parents[1] / "templates" / "email"
FAULTS_OF_A_TEMPLATE = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError)
"""What an expression in a template of the body's can raise, beside Jinja's own errors."""


class Words:
    """The templates by name, from the body's folders first and ours last."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([*(folder / "email" for folder in folders), FOLDER]),
            autoescape=lambda name: name is not None and name.endswith(".html"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(dia=day_words, data=short_date, daqui=from_here)

    def sentences(self, subject: Subject, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The headline and the paragraphs about one notice. Raises BadTemplate."""
        name = f"{subject}.txt"
        lines = (one_line(line) for line in self.page(name, values).splitlines())
        found = tuple(line for line in lines if line)
        if not found:
            raise _bad(name, "não diz nada sobre este aviso")
        return found

    def page(self, name: str, values: Mapping[str, Any]) -> str:
        """What a template makes of the values. Raises BadTemplate."""
        try:
            return self._environment.get_template(name).render(values)
        except FAULTS_OF_A_TEMPLATE as error:
            place = name
            if isinstance(error, TemplateSyntaxError):
                place = f"{error.name or name}, linha {error.lineno},"
            raise _bad(place, f"não pode ser usado{jinja_reason(str(error))}") from error


def _bad(place: str, problem: str) -> BadTemplate:
    return BadTemplate(
        f"o modelo de e-mail {place} {problem}.",
        "Corrija o modelo ou apague-o para voltar ao modelo do sistema.",
    )


def from_here(days: int) -> str:
    """A distance in days as people say it.

    >>> from_here(0), from_here(1), from_here(30), from_here(-1), from_here(-2)
    ('hoje', 'amanhã', 'daqui a 30 dias', 'ontem', 'há 2 dias')
    """
    near = {-1: "ontem", 0: "hoje", 1: "amanhã"}
    if days in near:
        return near[days]
    return f"daqui a {days_words(days)}" if days > 0 else f"há {days_words(-days)}"


def distance(today: date, day: date | None) -> int | None:
    """Days from today to a day, negative when it has passed."""
    return None if day is None else (day - today).days
