"""Norms as a text cites them: kind, number, date, and the articles named before or after."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portuguese.dates import MONTHS
from reading.outline import Block
from review.words import fold

_MONTH = "|".join(MONTHS) + "|marco"
_NUMBER_SIGN = r"(?:[nN](?:\s?\.\s?[º°o]|[º°o]\s?\.|\s?[º°]|o|\.)(?![a-z]))"
CITED = re.compile(
    r"(?<![\w-])(?P<kind>(?i:Lei\s+Complementar|Lei\s+Delegada|Lei|Decreto-Lei|"
    r"Decreto\s+Legislativo|Decreto|Medida\s+Provisória|Emenda\s+Constitucional|"
    r"Instrução\s+Normativa|Portaria|Resolução))"
    r"(?P<sphere>\s+(?i:Federal|Estadual|Municipal|Distrital))?"
    r"(?P<issuer>\s+(?:Interministerial|Conjunta|Normativa)?\s*(?:[A-Z]{2,}[A-Z/-]*)?)?"
    rf"(?P<gap>\s*)(?P<sign>{_NUMBER_SIGN})?(?P<space>\s*)"
    r"(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6})(?P<suffix>-(?:[A-Z]{2,6}|\d{1,2}(?!\d)))?"
    r"(?:/(?P<slash>\d{4})(?P<tail>(?:-|/)[A-Z][A-Z/]*)?)?"
    rf"(?P<dated>(?P<comma>,?)\s+de\s+(?P<day>\d{{1,2}})(?P<ordinal>\s?[º°o]?)\s+de\s+"
    rf"(?P<month>(?i:{_MONTH}))\s+de\s+(?P<year>\d{{4}})|(?P<short>,?\s+de\s+(?P<only>\d{{4}})))?",
)
_NAMED_MONTH = {fold(name): place for place, name in enumerate(MONTHS, 1)}


@dataclass(frozen=True)
class Cited:
    """A norm cited from `start` to `end` of a block. `year` None: the citation tells none."""

    block: Block
    found: re.Match[str]
    first: bool

    @property
    def start(self) -> int:
        """Where the citation begins."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.found.end()

    @property
    def text(self) -> str:
        """The citation as it stands."""
        return " ".join(self.found[0].split())

    @property
    def kind(self) -> str:
        """`lei`, `decreto`, `portaria`, folded, with single spaces."""
        return " ".join(fold(self.found["kind"]).split())

    @property
    def number(self) -> int:
        """The number, without points."""
        return int(self.found["number"].replace(".", ""))

    @property
    def year(self) -> int | None:
        """The year it gives, if any."""
        year = self.found["slash"] or self.found["year"] or self.found["only"]
        return int(year) if year else None

    @property
    def day(self) -> date | None:
        """The whole date it gives; None when there is none or it cannot be."""
        if not self.found["day"]:
            return None
        try:
            return date(
                int(self.found["year"]),
                _NAMED_MONTH[fold(self.found["month"])],
                int(self.found["day"]),
            )
        except ValueError:
            return None

    @property
    def issuer(self) -> str:
        """The issuer beside the kind or behind the number: `SEGES/MGI`, or ""."""
        return (self.found["issuer"] or self.found["tail"] or "").strip(" -/")

    @property
    def local(self) -> bool:
        """Whether it says that it is a norm of a state or a municipality."""
        if fold(self.found["sphere"] or "").strip() in ("estadual", "municipal", "distrital"):
            return True
        after = fold(self.block.text[self.end : self.end + 40])
        return bool(re.match(r",?\s*(?:do estado|do municipio|do distrito federal)", after))


def cited_norms(blocks: Iterable[Block]) -> tuple[Cited, ...]:
    """Every norm cited in these blocks; `first` marks the first time of each."""
    seen: set[tuple[str, int]] = set()
    found: list[Cited] = []
    for block in blocks:
        for hit in _hits(block):
            one = Cited(block, hit, False)
            key = (one.kind, one.number)
            found.append(Cited(block, hit, key not in seen))
            seen.add(key)
    return tuple(found)


def _hits(block: Block) -> Iterator[re.Match[str]]:
    for hit in CITED.finditer(block.text):
        if not hit["kind"][0].isupper():
            continue
        sign, number = hit["sign"], hit["number"]
        # “Lei 12” may be anything; a number of a norm has a sign, a point, or a year behind it.
        if not sign and "." not in number and not hit["dated"] and not hit["slash"]:
            continue
        yield hit
