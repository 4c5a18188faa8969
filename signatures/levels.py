"""Levels of electronic signature with their legal basis, and the minimum of each instrument.

The table is data with its sources (niveis.yaml). The top authority of a body may ask for more than
the decree does, never for less; who accepts a lower level all the same gives the reason, which is
recorded with the signature.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from instruments.signature_level import RANK, SignatureLevel
from law.citation import Citation, cited
from reading.yaml_text import read_mapping

TABLE = Path(__file__).with_name("niveis.yaml")
OTHERWISE = "padrao"


@dataclass(frozen=True, slots=True)
class Level:
    """One level, as the law describes it."""

    id: SignatureLevel
    name: str
    basis: Citation
    phrase: str
    """The basis as the words of a signature cite it, after "com fundamento no"."""
    explanation: str

    @property
    def rank(self) -> int:
        """Higher for the stronger."""
        return RANK[self.id]


@dataclass(frozen=True, slots=True)
class Minimum:
    """The level an instrument needs, and whence it comes; `raised` when the body asks for more."""

    level: Level
    basis: Citation
    explanation: str
    raised: bool = False

    def reached_by(self, level: SignatureLevel) -> bool:
        """Whether a signature of this level is enough."""
        return RANK[level] >= self.level.rank


@cache
def levels() -> dict[SignatureLevel, Level]:
    """Every level, the weakest first."""
    rows = _table()["niveis"]
    return {
        name: Level(
            name,
            rows[name]["nome"],
            cited(rows[name]["fundamento"]),
            rows[name]["na_frase"],
            rows[name]["explicacao"],
        )
        for name in sorted(RANK, key=lambda known: RANK[known])
    }


def minimum_for(kind: str, raised: Mapping[str, SignatureLevel] | None = None) -> Minimum:
    """The minimum of a kind of instrument; `raised` is what the body asks for, by kind."""
    rows = _table()["minimos"]
    row = rows.get(kind, rows[OTHERWISE])
    legal = Minimum(levels()[row["nivel"]], cited(row["fundamento"]), row["explicacao"])
    asked = (raised or {}).get(kind) or (raised or {}).get(OTHERWISE)
    if asked is None or RANK[asked] <= legal.level.rank:
        return legal
    words = f"O órgão exige assinatura {levels()[asked].name} (orgao.yaml, assinatura)."
    return Minimum(levels()[asked], legal.basis, words, raised=True)


@cache
def _table() -> dict[str, Any]:
    return read_mapping(TABLE)
