"""A Finding: one fault in what a person wrote, with its place and its remedy.

Findings are judgements that are returned, all of them at once; errors (see errors.py) are raised.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["erro", "aviso", "nota"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: rule, gravity, place, what is wrong and what to do (texts in Portuguese)."""

    rule: str
    severity: Severity
    where: str
    message: str
    remedy: str
    excerpt: str = ""
    source: str = ""

    def line(self) -> str:
        """The finding as people read it on one line: place (if there is one), message, remedy."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message} {self.remedy}".strip()

    def as_dict(self) -> dict[str, str]:
        """The finding under the Portuguese keys of the command-line contract."""
        values = asdict(self)
        return {portuguese: values[english] for english, portuguese in KEYS.items()}


KEYS = {
    "rule": "regra",
    "severity": "severidade",
    "where": "onde",
    "excerpt": "trecho",
    "message": "mensagem",
    "remedy": "remedio",
    "source": "fonte",
}


def has_errors(findings: Iterable[Finding]) -> bool:
    """True when at least one finding forbids going on."""
    return any(finding.severity == "erro" for finding in findings)
