"""Instruments as they stand: found by number, listed, shown, and their history told."""

from collections.abc import Iterator
from typing import Any

from faults.errors import NotFound, UsageError
from instruments.number import parse_number
from registry.journal import Entry
from registry.queries import VersionRow
from services.office import Office


def find_number(office: Office, text: str) -> str:
    """The full number for `1/2026` or `Nº 1/2026/UNIDADE`. Raises UsageError or NotFound."""
    parsed = parse_number(text)
    if parsed is None:
        raise UsageError(f"“{text}” não é um número de instrumento.", "Escreva como 1/2026.")
    found = office.store.numbers_like(parsed.sequence, parsed.year, parsed.suffix)
    if not found:
        raise NotFound(
            f"não há instrumento nº {text}.", "Veja os que há com: pactua instrumento listar"
        )
    if len(found) > 1:
        raise UsageError(
            f"há {len(found)} instrumentos nº {text}.",
            f"Escreva por inteiro: {' ou '.join(found)}.",
        )
    return found[0]


def list_instruments(
    office: Office, state: str | None, uf: str | None, words: str | None
) -> Iterator[dict[str, Any]]:
    """Reading rows by number; `words` are searched in fields and clause texts."""
    rows = office.store.instrument_rows(state, uf)
    if words is None or not words.strip():
        return rows
    found = set(office.search.instruments(words))
    return (row for row in rows if row["numero"] in found)


def version_rows(office: Office, number: str) -> list[VersionRow]:
    """Every version of an instrument, oldest first."""
    return office.store.version_rows(number)


def history(office: Office, number: str) -> list[Entry]:
    """Every fact about an instrument, oldest first."""
    return office.store.history(number)
