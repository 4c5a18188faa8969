"""The table of norms: what each is called, since when it is in force, and until when.

norms.yaml carries the source of every line and whether it was read there. A text may cite a norm
that the table has and that was in force on the day; anything else is a finding for its author.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reading.yaml_text import read_mapping

TABLE = Path(__file__).with_name("norms.yaml")


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm; `until` is the day it ceased to be in force, None while it is."""

    id: str
    name: str
    epigraph: str
    since: date
    until: date | None
    revoked_by: str
    source: str
    checked: bool
    urn: str

    def in_force(self, day: date) -> bool:
        """Whether the norm was in force on this day."""
        return self.since <= day and (self.until is None or day < self.until)


def norm_cited(citation: str) -> Norm | None:
    """The norm of a citation such as `Lei nº 13.709/2018, arts. 48 e 49`; None when unknown."""
    return norms().get(citation.partition(", art")[0].strip())


@cache
def norms() -> dict[str, Norm]:
    """Every norm of the table by its name."""
    rows = read_mapping(TABLE)["normas"]
    return {
        row["nome"]: Norm(
            row["id"],
            row["nome"],
            row["epigrafe"],
            date.fromisoformat(row["desde"]),
            date.fromisoformat(row["revogada_em"]) if row["revogada_em"] else None,
            row["revogada_por"] or "",
            row["fonte"],
            row["conferida"] == "true",
            row["urn"],
        )
        for row in rows
    }
