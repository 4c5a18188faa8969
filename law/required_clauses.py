"""What each kind of instrument has to say, and what it had better say (required_clauses.yaml).

The table is data that a lawyer can correct; whether a text says it is judged in review/.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reading.yaml_text import read_mapping

TABLE = Path(__file__).with_name("required_clauses.yaml")
NEVER = "(?!)"
"""A pattern that nothing matches."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing to be said: in a clause or section of this title, or anywhere in these words.

    Patterns are for texts in lower case without accents. `kinds` is empty for the work plan.
    """

    id: str
    title: str
    required: bool
    kinds: frozenset[str]
    in_title: re.Pattern[str]
    in_text: re.Pattern[str]
    source: str


def clause_elements(kind: str) -> tuple[Element, ...]:
    """What an instrument of this kind has to say."""
    return tuple(element for element in _elements() if kind in element.kinds)


@cache
def plan_elements() -> tuple[Element, ...]:
    """What a work plan has to have."""
    return tuple(_element(row, "na_secao") for row in read_mapping(TABLE)["plano"])


@cache
def _elements() -> tuple[Element, ...]:
    return tuple(_element(row, "na_clausula") for row in read_mapping(TABLE)["elementos"])


def _element(row: dict[str, Any], title_key: str) -> Element:
    return Element(
        row["id"],
        row["titulo"],
        row["grau"] == "obrigatoria",
        frozenset(row.get("especies", ())),
        re.compile(row.get(title_key) or NEVER),
        re.compile(row.get("no_texto") or NEVER),
        row["fonte"],
    )
