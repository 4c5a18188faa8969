"""A party and who represents it, as a file tells of them; and where each is qualified."""

import re
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from importing.addresses import FoundAddress
from importing.found import Found
from instruments.identifiers import check_cnpj
from reading.outline import Block

CNPJ = re.compile(
    r"(?<![\dA-Z])([0-9A-Z]{2}\s?\.\s?[0-9A-Z]{3}\s?\.\s?[0-9A-Z]{3}\s?/\s?[0-9A-Z]{4}\s?[-\u2010-\u2015\u2212]\s?\d{2}"
    r"|\d{14})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Who represents a party."""

    name: Found[str]
    role: Found[str] | None = None
    gender: str = "m"
    designation: Found[str] | None = None
    powers: str = ""


@dataclass(frozen=True, slots=True)
class FoundParty:
    """A party as the file qualifies it."""

    name: Found[str]
    whole_name: str
    acronym: Found[str] | None = None
    cnpj: Found[str] | None = None
    cnpj_right: bool = True
    address: Found[FoundAddress] | None = None
    person: FoundPerson | None = None
    phone: str = ""
    sphere: str = ""
    ministry: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a party's qualification stands in a block."""

    block: Block
    begin: int
    end: int
    name_begin: int
    name_end: int


def checked_cnpj(typed: str) -> tuple[str, bool]:
    """A CNPJ as typed, and whether its check digits are right."""
    compact = re.sub(r"\s", "", typed).replace("–", "-").replace("—", "-")
    try:
        return check_cnpj(compact), True
    except PydanticCustomError:
        return compact, False
