"""The dated numbers of parameters.yaml: an instrument of 2024 keeps the value of 2024."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reading.yaml_text import read_mapping

TABLE = Path(__file__).with_name("parameters.yaml")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a parameter, from a day on; `checked` when it was read in its source.

    `norm` names the norm that gives it, when one of norms.yaml does.
    """

    since: date
    text: str
    source: str
    checked: bool
    norm: str


@cache
def parameters() -> dict[str, tuple[Value, ...]]:
    """Every parameter with its values, the newest first."""
    return {
        name: tuple(
            sorted(
                (
                    Value(
                        date.fromisoformat(row["desde"]),
                        row["valor"],
                        row["fonte"],
                        row["conferida"] == "true",
                        row.get("norma", ""),
                    )
                    for row in entry["valores"]
                ),
                key=lambda value: value.since,
                reverse=True,
            )
        )
        for name, entry in read_mapping(TABLE)["parametros"].items()
    }


def parameter(name: str, day: date) -> Value:
    """The value in force on a day. Raises ValueError before the first one."""
    for value in parameters()[name]:
        if value.since <= day:
            return value
    raise ValueError(f"parameters.yaml: “{name}” não tem valor para {day:%d/%m/%Y}")


def text(name: str, day: date) -> str:
    """The value in force on a day, as it is written."""
    return parameter(name, day).text


def whole(name: str, day: date) -> int:
    """The value in force on a day, as a whole number."""
    return int(parameter(name, day).text)


def wholes(name: str, day: date) -> tuple[int, ...]:
    """The value in force on a day, as several whole numbers."""
    return tuple(int(number) for number in parameter(name, day).text.split())
