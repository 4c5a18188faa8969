"""Two tables of the same shape, read side by side in the order of their keys: where they differ.

Neither is held in memory, so a million rows take no more room than two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

AT_A_TIME = 500
SHOWN = 60
RANKS: dict[type, int] = {int: 1, float: 1, str: 2, bytes: 3}
"""The order that SQLite gives to values of different types; someone may have changed a type."""

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row, named by its key, and what is wrong with it."""

    key: str
    what: str


def differences(table: Table, expected: Connection, actual: Connection) -> Iterator[Difference]:
    """Every row of the actual table that is missing, too many or not as expected."""
    keys = [column.name for column in table.primary_key.columns]
    places = [list(table.columns.keys()).index(name) for name in keys]
    wanted, found = _rows(table, expected), _rows(table, actual)
    want, have = next(wanted, None), next(found, None)
    while want is not None or have is not None:
        want_order = _order(want, places)
        have_order = _order(have, places)
        if have is None or (want is not None and want_order < have_order):
            assert want is not None  # else the loop would have ended
            yield Difference(_key(keys, places, want), "a linha falta")
            want = next(wanted, None)
        elif want is None or have_order < want_order:
            yield Difference(_key(keys, places, have), "a linha não vem do diário")
            have = next(found, None)
        else:
            for column, right, wrong in zip(table.columns, want, have, strict=True):
                if right != wrong:
                    what = f"“{column.name}” é “{_short(wrong)}” e deveria ser “{_short(right)}”"
                    yield Difference(_key(keys, places, want), what)
            want, have = next(wanted, None), next(found, None)


def _rows(table: Table, connection: Connection) -> Iterator[Values]:
    query = select(table).order_by(*table.primary_key.columns)
    with connection.execute(query.execution_options(yield_per=AT_A_TIME)) as found:
        for row in found:
            yield tuple(row)


def _order(row: Values | None, places: list[int]) -> Values:
    if row is None:
        return ()
    return tuple(_comparable(row[place]) for place in places)


def _comparable(value: Any) -> tuple[int, Any]:
    return RANKS.get(type(value), 0), 0 if value is None else value


def _key(names: list[str], places: list[int], row: Values) -> str:
    return ", ".join(f"{name} {row[at]}" for name, at in zip(names, places, strict=True))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
