"""The register of rules: each function of a norm is entered beside its definition, once.

A rule's citation gives its dates: a rule of a norm is valid while the norm is in force. The cases
of tests/law name rules by their id.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from law.citation import Citation

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, where it is written, and what computes it."""

    id: str
    citation: Citation
    function: Callable[..., Any]

    def valid_on(self, day: date) -> bool:
        """Whether the norm of the rule was in force; a clause is valid while its set is used."""
        since, until = self.citation.since, self.citation.until
        return (since is None or since <= day) and (until is None or day < until)


RULES: dict[str, Rule] = {}


def rule(rule_id: str, citation: Citation) -> Callable[[Function], Function]:
    """Enter a function under an id. Raises ValueError for an id that is taken."""

    def enter(function: Function) -> Function:
        if rule_id in RULES:
            raise ValueError(f"regra de prazo repetida: {rule_id}")
        RULES[rule_id] = Rule(rule_id, citation, function)
        return function

    return enter
