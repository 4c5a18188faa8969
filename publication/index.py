"""The instruments that may be found in the gazette, laid out so that half a million articles pass.

Every file is searched for the process and CNPJ of ours at the speed of one regular expression; only
those that carry one, or that look like an extract of an agreement, are read closely. Built once
from any iterator; afterwards nothing grows. It holds the keys of each instrument; the instruments
themselves can stay where they are (`of_keys`) and are only asked for when a key leads to them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Protocol

from instruments.number import parse_number
from publication.extract import ExtractData
from publication.kinds import AGREEMENTS, AMENDING, CITING, PublishedKind, fold, kind_in
from publication.names import STOP, name_words
from publication.published import LONGEST_SAID, Keys

CROWDED = 200
"""A key that more candidates share leads to none alone: one process for a thousand partners."""
MOST_LEADS = 40
AFTER_THE_BAR = re.compile(rb"/[0-9A-Z]{4}-[0-9][0-9]")
ADHESION = tuple(word.encode() for word in ("ADESÃO", "desão", "ADESAO", "ADES&Atilde;O"))
AMBIGUOUS = AMENDING | CITING | {"generico"}
"""Types under which extracts of contracts come too: a further word is asked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An instrument whose publication is looked for: what should be printed, and what already was.

    `key` is whatever the caller knows it by. `published_on` is the day of a publication already
    recorded, which corrections cite.
    """

    key: str
    extract: ExtractData
    published_on: date | None = None


class Keyed(NamedTuple):
    """The keys of a candidate that stays where it is: process and CNPJs as printed, its number."""

    key: str
    process: str | None
    cnpjs: tuple[str, ...]
    speaks_of: str


class Searched(Protocol):
    """What an article is held against."""

    def wants(self, data: bytes) -> bool:
        """Whether a file of the gazette may be of one of ours."""

    def leads(self, keys: Keys, text: str) -> list[Candidate]:
        """The candidates that the keys of a text lead to."""


class Index:
    """Candidates by process, CNPJ of the partners and number."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        known = list(candidates)
        self._fetch: Callable[[int], Candidate] = known.__getitem__
        self._set_up(_keyed(candidate) for candidate in known)

    @classmethod
    def of_keys(cls, keyed: Iterable[Keyed], fetch: Callable[[str], Candidate]) -> "Index":
        """An index of candidates that are fetched by their key when something leads to them."""
        made = cls.__new__(cls)
        names = made._set_up(keyed)
        made._fetch = lambda place: fetch(names[place])
        return made

    def _set_up(self, keyed: Iterable[Keyed]) -> list[str]:
        """Enter the keys; the names of the candidates in the order of their places."""
        self._marks: set[bytes] = set()
        self._values: dict[str, list[int]] = {}
        self._numbers: dict[str, list[int]] = {}
        names: list[str] = []
        for place, one in enumerate(keyed):
            names.append(one.key)
            for printed in {one.process, *one.cnpjs}:
                if printed:
                    self._marks.add(printed.encode())
                    self._values.setdefault(bare(printed), []).append(place)
            number = parse_number(one.speaks_of)
            if number:
                self._numbers.setdefault(number.short, []).append(place)
        return names

    def wants(self, data: bytes) -> bool:
        """Whether a file of the gazette has a key of ours or looks like an agreement's extract."""
        return self._has_mark(data) or _looks_like_ours(data)

    def _has_mark(self, data: bytes) -> bool:
        marks = self._marks
        for found in AFTER_THE_BAR.finditer(data):
            bar, end = found.span()
            if (
                data[bar - 12 : end] in marks
                or data[bar - 10 : end] in marks
                or data[bar - 16 : end] in marks
            ):
                return True
        return False

    def leads(self, keys: Keys, text: str) -> list[Candidate]:
        """The candidates with the process of the text, or with two of its other keys.

        The name of the partner is only looked for where one key has led already.
        """
        votes: Counter[int] = Counter()
        crowded: list[list[int]] = []
        for weight, places in self._postings(keys):
            if len(places) > CROWDED:
                crowded.append(places)
            else:
                votes.update(dict.fromkeys(places, weight))
        for places in crowded:
            votes.update(dict.fromkeys(votes.keys() & set(places), 1))
        folded = fold(text[:LONGEST_SAID]) if votes else ""
        chosen = [
            place
            for place, count in votes.most_common(MOST_LEADS)
            if count > 1 or _names_a_partner(folded, self._fetch(place).extract)
        ]
        return [self._fetch(place) for place in sorted(chosen)]

    def _postings(self, keys: Keys) -> Iterator[tuple[int, list[int]]]:
        """Candidates by each key of the text, with its weight."""
        for found in keys.processes:
            yield 2, self._values.get(found.value, [])
        for found in keys.cnpjs:
            yield 1, self._values.get(found.value, [])
        for short in {number.short for number in keys.numbers}:
            yield 1, self._numbers.get(short, [])


def _keyed(candidate: Candidate) -> Keyed:
    extract = candidate.extract
    cnpjs = tuple(party.cnpj for party in extract.parties[1:] if party.cnpj)
    return Keyed(candidate.key, extract.process, cnpjs, extract.speaks_of)


def _names_a_partner(folded: str, extract: ExtractData) -> bool:
    """Whether a partner's acronym, or every word of its name, is somewhere in a folded text."""
    return any(
        fold(party.acronym) in folded
        or all(word in folded for word in name_words(party.name) if word != STOP)
        for party in extract.parties[1:]
    )


def bare(printed: str) -> str:
    """A process or CNPJ without its marks: `08012002734202309`."""
    return "".join(character for character in printed.upper() if character.isalnum())


def _looks_like_ours(data: bytes) -> bool:
    """A type of ours, or, under a type or title that says little, a word of ours."""
    kind = _kind_of(_between(data, b' artType="', b'"'))
    if kind in AGREEMENTS:
        return True
    title = _between(data, b"<Identifica><![CDATA[", b"]]>").strip()
    said = data if kind in AMBIGUOUS or not title else title
    return b"COOPERA" in said or b"oopera" in said or any(word in title for word in ADHESION)


def _between(data: bytes, start: bytes, end: bytes) -> bytes:
    """What stands between two marks; empty without the first, at most 400 bytes."""
    place = data.find(start)
    if place < 0:
        return b""
    place += len(start)
    return data[place : max(place, data.find(end, place, place + 400))]


@lru_cache(maxsize=4096)
def _kind_of(art_type: bytes) -> PublishedKind:
    """The kind of a type; "outro" also for those that are no extract at all, as a Portaria."""
    told = art_type.decode("utf-8", "replace")
    kind = kind_in(told)
    return "outro" if kind == "generico" and told[:7].lower() not in ("", "extrato") else kind
