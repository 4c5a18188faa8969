"""Questions to the tables about the gazette: what awaits it, and what a printed key may be of.

An article is asked for by the keys that it prints, each of which an index answers, so a gazette is
read against a million instruments without any of them being loaded.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from instruments.gazette_states import AWAITED
from registry.schema import instruments, lives

AT_A_TIME = 1000
MOST_OF_A_KEY = 200
"""Instruments that one process or number may lead to; more than so many tell none apart."""


def awaiting_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """What was signed and is not in the gazette, or stands in it with something to correct."""
    for waiting in (lives.c.publicado_em == "", lives.c.retificacao.in_(sorted(AWAITED))):
        query = _rows().where(waiting).execution_options(yield_per=AT_A_TIME)
        with connection.execute(query) as found:
            for row in found.mappings():
                yield dict(row)


def correction_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """What stands in the gazette with something to correct, by the day it came out."""
    query = _rows().where(lives.c.retificacao.in_(sorted(AWAITED)))
    for row in connection.execute(query.order_by(lives.c.publicado_em, lives.c.numero)).mappings():
        yield dict(row)


def row_of(connection: Connection, number: str) -> dict[str, Any] | None:
    """The row of one signed instrument."""
    row = connection.execute(_rows().where(instruments.c.numero == number)).mappings().first()
    return dict(row) if row else None


def rows_with_keys(
    connection: Connection,
    processes: Sequence[str],
    numbers: Sequence[tuple[int, int]],
    most: int = MOST_OF_A_KEY,
) -> list[dict[str, Any]]:
    """Signed instruments of these processes or numbers (sequence, year), and what is tied to the
    latter, whatever became of their publication."""
    found: dict[str, dict[str, Any]] = {}

    def take(query: Select[Any]) -> None:
        rows = connection.execute(query.limit(most + 1)).mappings().all()
        if len(rows) <= most:
            found.update((row["numero"], dict(row)) for row in rows)

    for process in processes:
        take(_rows().where(instruments.c.processo == process))
    if numbers:
        named = or_(
            *(
                and_(instruments.c.sequencia == sequence, instruments.c.ano == year)
                for sequence, year in numbers
            )
        )
        known = list(
            connection.execute(select(instruments.c.numero).where(named).limit(most)).scalars()
        )
        if known:
            take(_rows().where(instruments.c.numero.in_(known)))
            take(_rows().where(instruments.c.original.in_(known)))
    return list(found.values())


def _rows() -> Select[Any]:
    return select(
        instruments.c.numero,
        instruments.c.especie,
        instruments.c.processo,
        instruments.c.original,
        instruments.c.participes,
        lives.c.publicado_em,
        lives.c.retificacao,
    ).join(lives, instruments.c.numero == lives.c.numero)
