"""A rule of the reviewer: what it looks for, how grave that is, what to do, its source.

A rule is a function from a Subject to Hits, registered by the decorator beside its definition; the
catalogue of the manual (docs/manual/regras.md) is drawn from here, examples included.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from faults.finding import Severity

if TYPE_CHECKING:
    from reading.outline import Block
    from review.subject import Subject

Family = Literal[
    "sobras", "numeracao", "identidade", "gramatica", "ortografia", "norma", "coerencia",
    "dados_pessoais",
]  # fmt: skip

FAMILIES: dict[Family, str] = {
    "sobras": "Sobras de redação",
    "numeracao": "Numeração e estrutura",
    "identidade": "Identidade das partes e do processo",
    "gramatica": "Gramática e expressão",
    "ortografia": "Ortografia",
    "norma": "Normas e cláusulas obrigatórias",
    "coerencia": "Coerência",
    "dados_pessoais": "Dados pessoais",
}
"""The families in the order of the catalogue, each with its title."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule found something: from `start` to `end` in the words of a block.

    `block` None means the text as a whole (something that is missing). `remedy` and `severity`
    replace the rule's own. Hits of one rule with the same `key` are one finding with many places.
    """

    block: "Block | None"
    start: int
    end: int
    message: str
    remedy: str = ""
    key: str = ""
    severity: Severity | None = None


Find = Callable[["Subject"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its words for people; `wrong` and `right` are its examples in the catalogue."""

    id: str
    family: Family
    severity: Severity
    meaning: str
    remedy: str
    source: str
    wrong: str
    right: str
    find: Find


REGISTERED: dict[str, Rule] = {}
"""Every rule by its id, in the order of definition; review.rules imports all the families."""


def rule(
    rule_id: str,
    family: Family,
    severity: Severity,
    *,
    meaning: str,
    remedy: str,
    source: str,
    wrong: str,
    right: str,
) -> Callable[[Find], Find]:
    """Register the function under it as a rule. Raises ValueError for an id that is taken."""

    def register(find: Find) -> Find:
        if rule_id in REGISTERED:
            raise ValueError(f"duas regras com o identificador {rule_id}")
        REGISTERED[rule_id] = Rule(
            rule_id, family, severity, meaning, remedy, source, wrong, right, find
        )
        return find

    return register


def over(blocks: Iterable["Block"], find: Callable[["Block"], Iterator[Hit]]) -> Iterator[Hit]:
    """The hits of a search in each of these blocks."""
    for block in blocks:
        yield from find(block)
