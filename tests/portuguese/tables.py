"""Reads the tables of this folder, and holds what their tests and the laws share.

A table that cannot be read as it was meant (a key misspelt, a bare `no` that YAML takes for false)
is an error here, never a case silently left out.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings

from portuguese.gender import Gender, Noun

# No deadline: a busy machine must not turn a law into a flaky test.
law = settings(deadline=None, max_examples=300)


def cases(table: str, section: str) -> list[Any]:
    """Give the cases of a section as parameters (entrada, saida), each named by its entrada."""
    text = (Path(__file__).parent / f"{table}.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)[section]
    for row in rows:
        assert row.keys() == {"entrada", "saida"}, f"{table}.yaml, {section}: {row}"
        for value in (row["entrada"], *_leaves(row["saida"])):
            assert isinstance(value, str | int | date | dict), f"{table}.yaml, {section}: {row}"
            assert not isinstance(value, bool), f"{table}.yaml, {section}: ponha aspas em {row}"
    return [pytest.param(row["entrada"], row["saida"], id=_name(row["entrada"])) for row in rows]


def noun(entrada: dict[str, str]) -> Noun:
    """Read a noun from its Portuguese keys."""
    assert entrada["genero"] in ("m", "f")
    assert entrada["numero"] in ("singular", "plural")
    gender: Gender = "f" if entrada["genero"] == "f" else "m"
    return Noun(entrada["nome"], gender, entrada["numero"] == "plural")


def refused(message: str) -> pytest.RaisesExc[ValueError]:
    """Expect a ValueError with exactly this message, which is what a lawyer will read."""
    return pytest.raises(ValueError, match=f"^{re.escape(message)}$")


def _leaves(saida: Any) -> list[Any]:
    if isinstance(saida, dict):
        return list(saida.values())
    return saida if isinstance(saida, list) else [saida]


def _name(entrada: Any) -> str:
    return entrada["nome"] if isinstance(entrada, dict) else str(entrada)
