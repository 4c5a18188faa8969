"""The actions of the plans in force, as the plans write them, for many agreements in few questions.

The plan in force is that of the last signed amendment that brought one, else the first plan.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from registry import journal, payload
from registry.schema import instruments, lives, versions
from registry.schema import journal as diary

Row = dict[str, Any]
Drafted = tuple[int, str]
"""Where a draft lies in the journal, and its data there."""


def actions_in_force(connection: Connection, numbers: Iterable[str]) -> dict[str, list[Row]]:
    """The actions of each of these agreements, in their order; none where there is no plan.

    Raises OutsideError for a draft that is damaged in the journal.
    """
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    amendments = _signed_amendments(connection, wanted)
    holders = [*wanted, *(one for several in amendments.values() for one in several)]
    drafts = _last_drafts(connection, holders)
    known: dict[str, list[Row]] = {}
    return {
        number: _in_force(connection, number, amendments.get(number, ()), drafts, known)
        for number in wanted
    }


def _in_force(
    connection: Connection,
    number: str,
    amendments: Sequence[str],
    drafts: dict[str, Drafted],
    known: dict[str, list[Row]],
) -> list[Row]:
    """`known` keeps the plans that were read: a thousand agreements may share one."""
    for holder in (*amendments, number):
        if holder not in drafts:
            continue
        seq, data = drafts[holder]
        try:
            request = json.loads(data)["instrumento"]["pedido"]
            if holder != number and not request["vinculo"]["aditivo"].get("altera_plano"):
                continue
            packed = json.dumps({"plano": request["plano"]})
            if packed not in known:
                known[packed] = payload.unpack(connection, packed)["plano"]["acoes"]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise journal.damaged(seq) from error
        return known[packed]
    return []


def _signed_amendments(connection: Connection, numbers: Sequence[str]) -> dict[str, list[str]]:
    """The signed amendments of each agreement, the last signed first."""
    query = (
        select(instruments.c.original, instruments.c.numero)
        .join(lives, lives.c.numero == instruments.c.numero)
        .where(instruments.c.original.in_(numbers), instruments.c.ordem > 0)
        .order_by(lives.c.assinado_em.desc(), instruments.c.ordem.desc())
    )
    found: dict[str, list[str]] = {}
    for original, number in connection.execute(query):
        found.setdefault(original, []).append(number)
    return found


def _last_drafts(connection: Connection, numbers: Sequence[str]) -> dict[str, Drafted]:
    """The newest version of each instrument."""
    query = (
        select(versions.c.numero, diary.c.seq, diary.c.dados)
        .join(diary, diary.c.seq == versions.c.seq)
        .where(versions.c.numero.in_(numbers))
        .order_by(versions.c.versao)
    )
    return {number: (seq, data) for number, seq, data in connection.execute(query)}
