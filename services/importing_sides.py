"""Which parties stand where the body and its partners do, and the number of their agreement."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from importing.agreement import Agreement
from importing.names import kind_of_party, same_name
from importing.party import FoundParty
from instruments.body import Body
from instruments.number import InstrumentNumber, parse_number
from portuguese.parsing import bare

UNNUMBERED = "IMPORTADO"
"""The suffix of a number that names no unit, where the parties name none either."""


@dataclass(frozen=True, slots=True)
class Known:
    """A partner of the registry, by which a party found in a file is known again."""

    id: str
    acronym: str
    name: str
    kind: str


def known_partners(rows: Iterable[Mapping[str, Any]]) -> tuple[Known, ...]:
    """The partners of the registry as a file may name them."""
    return tuple(Known(row["id"], row["sigla"], row["nome"], row["tipo"]) for row in rows)


@dataclass(frozen=True)
class Sides:
    """Which party stands where the issuing body does, and which are its partners."""

    body: FoundParty | None
    partners: tuple[FoundParty, ...]
    ours: bool
    """Whether the body is the one of this office."""


def sides(body: Body, parties: Sequence[FoundParty]) -> Sides:
    """The body is ours where it is a party, else the federal one, else the first."""
    ours = next((party for party in parties if _is_ours(body, party)), None)
    chosen = ours or next(
        (party for party in parties if kind_of_party(party.name.value) == "uniao"), None
    )
    chosen = chosen or (parties[0] if parties else None)
    return Sides(chosen, tuple(party for party in parties if party is not chosen), ours is not None)


def _is_ours(body: Body, party: FoundParty) -> bool:
    acronym = party.acronym.value if party.acronym else ""
    named = same_name(party.name.value, body.name) or acronym == body.acronym.upper()
    return named or bool(party.cnpj and party.cnpj.value == body.cnpj)


def number_of_agreement(
    body: Body, found: Agreement, parted: Sides
) -> tuple[InstrumentNumber | None, bool]:
    """The number under which it is registered, and whether its suffix was in the file.

    A number without a unit takes that of our own where we are a party, else the party's acronym.
    """
    typed = found.identity.number.value if found.identity.number else ""
    number = parse_number(typed)
    if number is None:
        return None, False
    if number.suffix:
        return number._replace(suffix=_suffix(number.suffix)), True
    if parted.ours:
        return number._replace(suffix=body.unit.suffix), False
    acronym = parted.body.acronym.value if parted.body and parted.body.acronym else ""
    return number._replace(suffix=_suffix(acronym or UNNUMBERED)), False


def _suffix(text: str) -> str:
    clean = re.sub(r"[^A-Z0-9./-]", "", bare(text).upper()).strip("./-")[:80]
    return clean or UNNUMBERED
