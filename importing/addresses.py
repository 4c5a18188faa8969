"""An address as one line of a legal text, taken apart: street, number, CEP, city, state.

What cannot be told apart stays in the street, so that nothing is lost.
"""

import re
from dataclasses import dataclass

from importing.found import clean
from instruments.states import NAMES
from portuguese.parsing import bare

CEP = re.compile(
    r"(?:\bCEP\s*(?:n[.º°]*\s*)?:?\s*)?(?<!\d)(\d{2}\.?\d{3})\s?[-\u2010-\u2015\u2212]\s?(\d{3})(?!\d)",
    re.I,
)
STATES = "|".join(NAMES)
CITY = re.compile(
    r"([A-ZÀ-Ý][\wÀ-ÿ'’]+(?:[ ](?:d[aeo]s?[ ])?[A-ZÀ-Ý][\wÀ-ÿ'’]+)*)"
    rf"\s*[-\u2010-\u2015\u2212/,(]\s*({STATES})\b"
)
CITY_STATE_NAME = re.compile(
    r"([A-ZÀ-Ý][\wÀ-ÿ'’]+(?:[ ](?:d[aeo]s?[ ])?[A-ZÀ-Ý][\wÀ-ÿ'’]+)*)\s*[-\u2010-\u2015\u2212/,]\s*("
    + "|".join(sorted(NAMES.values(), key=len, reverse=True))
    + r")\b"
)
NUMBER = re.compile(r",?\s*(?:n[.º°ºo]*|n[úu]mero)\s*(\d[\d.]*[A-Z]?|s/n)\b", re.I)


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """The line as found, and what it tells."""

    line: str
    street: str = ""
    number: str = ""
    city: str = ""
    state: str = ""
    cep: str = ""


def read_cep(text: str) -> str:
    """The CEP in a text, `70064-900`; "" where none can be read."""
    found = CEP.search(text)
    return f"{found[1].replace('.', '')}-{found[2]}" if found else ""


def read_address(line: str) -> FoundAddress:
    """An address taken apart."""
    line = clean(line)
    rest = line
    cep = read_cep(rest)
    if found := CEP.search(rest):
        rest = clean(rest[: found.start()] + " " + rest[found.end() :])
    city = state = ""
    places = list(CITY.finditer(rest))
    if places:
        place = places[-1]
        city, state = place[1], place[2]
        rest = clean(rest[: place.start()] + " " + rest[place.end() :])
    elif found := CITY_STATE_NAME.search(rest):
        city = found[1]
        state = next(code for code, name in NAMES.items() if name == found[2])
        rest = clean(rest[: found.start()] + " " + rest[found.end() :])
    number = ""
    if found := NUMBER.search(rest):
        number = found[1]
        rest = clean(rest[: found.start()] + "," + rest[found.end() :])
    rest = re.sub(r"\s*,(?:\s*,)+", ",", rest)
    return FoundAddress(line, clean(re.sub(r"\bCEP\s*:?\s*$", "", rest)), number, city, state, cep)


def state_named(text: str) -> str:
    """The state that a name of an institution ends with (“do Estado de Mato Grosso”), or ""."""
    words = bare(text)
    best = ""
    for code, name in NAMES.items():
        plain = bare(name)
        if re.search(rf"\b{plain}\b", words) and len(plain) > len(bare(NAMES.get(best, ""))):
            best = code
    return best
