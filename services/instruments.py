"""Instruments as they stand: found by number, listed, shown, and their history told."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from faults.errors import NotFound, UsageError
from instruments.gazette_states import publication_state
from instruments.number import parse_number
from registry.journal import Entry
from registry.queries import VersionRow
from services.office import Office


def find_number(office: Office, text: str) -> str:
    """The full number for `1/2026` or `Nº 1/2026/UNIDADE`. Raises UsageError or NotFound.

    A provisional number is what a short one means only where no other has it.
    """
    parsed = parse_number(text)
    if parsed is None:
        raise UsageError(f"“{text}” não é um número de instrumento.", "Escreva como 1/2026.")
    found = office.store.numbers_like(parsed.sequence, parsed.year, parsed.suffix)
    if not found:
        raise NotFound(
            f"não há instrumento nº {text}.", "Veja os que há com: pactua instrumento listar"
        )
    if len(found) > 1:
        found = [one for one in found if not _is_provisional(one)] or found
    if len(found) > 1:
        raise UsageError(
            f"há {len(found)} instrumentos nº {text}.",
            f"Escreva por inteiro: {' ou '.join(found)}.",
        )
    return found[0]


def _is_provisional(number: str) -> bool:
    parsed = parse_number(number)
    return parsed is not None and parsed.is_provisional


def list_instruments(
    office: Office, state: str | None, uf: str | None, words: str | None, most: int = 0
) -> Iterator[dict[str, Any]]:
    """Reading rows by number; with `words`, searched in fields and clause texts, the newest first.

    Up to a number of rows (0: all of them). They are read as they are asked for, so whoever wants a
    few waits for a few.
    """
    if words is None or not words.strip():
        rows = office.store.instrument_rows(state, uf, most=most)
    else:
        rows = islice(_found(office, state, uf, words), most or None)
    return (with_states(row, office.today) for row in rows)


def _found(
    office: Office, state: str | None, uf: str | None, words: str
) -> Iterator[dict[str, Any]]:
    for lot in office.search.instruments(words):
        rows = {row["numero"]: row for row in office.store.instrument_rows(state, uf, lot)}
        yield from (rows[number] for number in lot if number in rows)


MARKS = ("publicar_ate", "enviado_dou_em", "publicado_em")
"""Columns from which the state of a publication is told."""


def with_states(row: dict[str, Any], today: date) -> dict[str, Any]:
    """The row with where its publication and its correction stand, in the place of the dates."""
    by, sent, published = (_day(row.pop(mark, None)) for mark in MARKS)
    row["publicacao"] = publication_state(by, sent, published, today)
    row["retificacao"] = row.get("retificacao") or "sem_retificacao"
    return row


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def version_rows(office: Office, number: str) -> list[VersionRow]:
    """Every version of an instrument, oldest first."""
    return office.store.version_rows(number)


def history(office: Office, number: str) -> list[Entry]:
    """Every fact about an instrument, oldest first."""
    return office.store.history(number)
