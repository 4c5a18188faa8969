"""Reads the cases of this folder: `regra`, `entrada`, `saida`, `fonte`, as a lawyer writes them.

A case that cannot be read as it was meant is an error here, never a case silently left out.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent
KEYS = {"regra", "entrada", "saida", "fonte"}


def files() -> list[Path]:
    """Every file of cases."""
    return sorted(FOLDER.glob("*.yaml"))


def rows() -> list[tuple[str, dict[str, Any]]]:
    """Every case with the name of its file."""
    found = []
    for path in files():
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))["casos"]:
            assert row.keys() == KEYS, f"{path.name}: {row}"
            assert all(row.values()), f"{path.name}: há chave vazia em {row}"
            found.append((path.stem, row))
    return found


def parameters() -> list[Any]:
    """Every case as a parameter, named by its file and what goes in."""
    return [pytest.param(row, id=f"{stem}-{_name(row)}") for stem, row in rows()]


def _name(row: dict[str, Any]) -> str:
    values = (str(value) for value in row["entrada"].values())
    return f"{row['regra']}-{' '.join(values)}"


def as_written(value: Any) -> Any:
    """What a rule gives, in the types that YAML has."""
    if hasattr(value, "_asdict"):
        return value._asdict()
    return value if isinstance(value, date | str | bool) else str(value)
