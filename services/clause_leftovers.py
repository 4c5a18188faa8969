"""What of the parties stayed in a clause set that was made of their agreement.

A name, a CNPJ, a process or an address that no field took the place of would go to every partner
of the set. It is looked for by the values that were recovered, and by the forms of such data.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from faults.finding import Finding
from importing.agreement import Agreement
from importing.party import FoundParty
from instruments.imported import ImportedRequest
from portuguese.dates import MONTHS

FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
ESCAPE = re.compile(r"\\(?=[^\w\s])")
SHORTEST = 3
REMEDY = "Troque-o por um campo (veja: pactua clausula campos) ou retire-o do texto."

_UPPER = "[A-ZÀ-ÖØ-Þ]"
_NAME = rf"{_UPPER}[\wÀ-ÿ'’.]+(?: (?:d[aeo]s?|e|D[AEO]S?|E|{_UPPER}[\wÀ-ÿ'’.]+))+"
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("CNPJ", re.compile(r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}")),
    ("processo", re.compile(r"\d{5}\.\d{6}/\d{4}-\d{2}|\d{7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}")),
    ("endereço", re.compile(r"\bCEP:?\s*(?:n[º°.]\s*)?\d{2}\.?\d{3}-\d{3}")),
    ("endereço", re.compile(rf"\b(?:Avenida|Rua|Travessa|Praça|Alameda|Rodovia) {_UPPER}\w+")),
    ("endereço eletrônico", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "nome de pessoa",
        re.compile(rf"\b(?:[Ss]enhora?|SENHORA?|Sra?\.|Dra?\.|DRA?\.) (?P<words>{_NAME})"),
    ),
)
"""Data of a party by their form alone."""
DAY = re.compile(rf"\b\d{{1,2}}º? de (?:{'|'.join(MONTHS)}) de \d{{4}}", re.I)
DEFINED = re.compile(r"denominad[oa]s?,?\s+(?:simplesmente\s+)?“?(?P<words>[A-ZÀ-Þ][A-ZÀ-Þ0-9/-]+)")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words of a party in a text of the set: in which text, in which of its lines, and what."""

    text_id: str
    line: int
    what: str
    words: str

    @property
    def finding(self) -> Finding:
        """It as `clausula importar` and `clausula conferir` tell it."""
        return left_over(f"{self.text_id}@1: linha {self.line} do texto", self.what, self.words)


def left_over(where: str, what: str, words: str) -> Finding:
    """The finding about words of a party that stand in a text for all parties."""
    return Finding(
        "dado-da-parte",
        "erro",
        where,
        f"ficou no texto-base um dado da parte: {what} “{words}”.",
        REMEDY,
        words,
    )


def leftovers(
    found: Agreement, request: ImportedRequest, texts: Sequence[tuple[str, str, bool]]
) -> tuple[Leftover, ...]:
    """What stayed in these texts: the id of each, its title and body, and whether it is a close."""
    told = [*_told(found, request)]
    left: dict[tuple[str, int, str], Leftover] = {}
    for text_id, written, closing in texts:
        for number, line in enumerate(written.split("\n"), 1):
            for what, words in _in_line(ESCAPE.sub("", FIELD.sub("", line)), told, closing):
                key = (text_id, number, words.casefold())
                left.setdefault(key, Leftover(text_id, number, what, words))
    return tuple(left.values())


def _in_line(
    line: str, told: Sequence[tuple[str, str]], closing: bool
) -> Iterator[tuple[str, str]]:
    for what, words in told:
        if stands_in(words, line):
            yield what, words
    for what, form in FORMS:
        for match in form.finditer(line):
            yield what, (match["words"] if "words" in form.groupindex else match[0]).rstrip(".'’")
    if closing:
        yield from (("data", match[0]) for match in DAY.finditer(line))


def stands_in(words: str, line: str) -> bool:
    """Whether a line has these words: an acronym as it is, a name in any letters."""
    flags = re.NOFLAG if words.isupper() and " " not in words else re.I
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line, flags))


def _told(found: Agreement, request: ImportedRequest) -> Iterator[tuple[str, str]]:
    """What the agreement says of its parties, each once, the longest first."""
    every = {words: what for what, words in _all(found, request) if len(words) >= SHORTEST}
    for words in sorted(every, key=len, reverse=True):
        yield every[words], words


def _all(found: Agreement, request: ImportedRequest) -> Iterator[tuple[str, str]]:
    body = request.body
    ours = {body.name.casefold(), body.acronym.casefold(), body.cnpj}
    for match in DEFINED.finditer(found.source.text):
        if match["words"].casefold() not in ours:
            yield "sigla", match["words"]
    for party in found.parties:
        if party.name.value.casefold() not in ours:
            yield from _of_party(party)
        if party.person:
            yield "nome de pessoa", party.person.name.value
    for signature in found.signatures:
        yield "nome de pessoa", signature.value.name
    for field, what in ((found.identity.process, "processo"), (found.identity.number, "número")):
        if field is not None and "/" in field.value:
            yield what, field.value


def _of_party(party: FoundParty) -> Iterator[tuple[str, str]]:
    yield "nome", party.name.value
    if party.acronym:
        yield "sigla", party.acronym.value
    if party.cnpj:
        yield "CNPJ", party.cnpj.value
    if party.address:
        yield "endereço", party.address.value.line
