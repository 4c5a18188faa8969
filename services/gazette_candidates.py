"""Our instruments as the gazette is held against them, left where they are: in the registry.

Of those that await the gazette only the keys are loaded, so that every file can be looked through
at the speed of one regular expression. An article that is read closely then asks the registry by
the processes and numbers that it prints, which also brings those already published: they tell that
an article is known, or that two instruments come too near for a machine to choose.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from instruments.lifecycle import Life, life_of
from instruments.number import parse_number
from publication.index import Candidate, Index, Keyed
from publication.published import Found, Keys
from services.extracts import extract_data, keys_of, light_candidate, published_kind
from services.office import Office
from services.tied_effects import effect_told

REMEMBERED = 512
"""Whole candidates that are kept at hand."""
MOST_KEYS = 20
"""Processes or numbers of one article that are asked for; a list of more is no extract of ours."""


class Instruments:
    """What an article is held against: `Searched` of publication/index.py on a registry."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[str, Candidate] = {}
        self._imagined: dict[str, Candidate] = {}
        self.awaited = 0
        self._index = Index.of_keys(self._awaiting(), self._light)

    def wants(self, data: bytes) -> bool:
        """Whether a file carries a key of what is awaited, or looks like an agreement's extract."""
        return self._index.wants(data)

    def leads(self, keys: Keys, text: str) -> list[Candidate]:
        """What the keys lead to: among all that is awaited, and all that has one of its numbers."""
        found = {candidate.key for candidate in self._index.leads(keys, text)}
        rows = self._office.store.rows_with_keys(_processes(keys), _numbers(keys))
        near = [
            light_candidate(row, json.loads(row["participes"]))
            for row in rows
            if row["numero"] not in found and published_kind(row["especie"])
        ]
        if near:
            found |= {candidate.key for candidate in Index(near).leads(keys, text)}
        return [self.candidate(number) for number in sorted(found)]

    def candidate(self, number: str) -> Candidate:
        """The whole of one instrument, as it should be printed."""
        known = self._imagined.get(number) or self._known.get(number)
        if known is None:
            while len(self._known) >= REMEMBERED:
                del self._known[next(iter(self._known))]
            known = self._known[number] = self._read(number)
        return known

    def imagine(self, number: str, life: Life) -> None:
        """Take an instrument for published, in a run that records nothing."""
        published = life.published.published_on if life.published else None
        self._imagined[number] = replace(self.candidate(number), published_on=published)

    def forget(self, number: str) -> None:
        """Something was recorded about an instrument: it is read anew when it is next needed."""
        self._known.pop(number, None)

    def _light(self, number: str) -> Candidate:
        """What its reading row tells: enough to see whether the names of a text fit."""
        row = self._office.store.publication_row(number)
        if row is None:
            raise LookupError(number)
        return light_candidate(row, json.loads(row["participes"]))

    def _read(self, number: str) -> Candidate:
        store = self._office.store
        instrument = store.instrument(number)
        life = life_of(fact for _, fact in store.facts_about(number))
        data = (
            extract_data(instrument, life, effect_told(self._office, instrument))
            if instrument
            else None
        )
        if data is None:
            raise LookupError(number)
        return Candidate(number, data, life.published.published_on if life.published else None)

    def _awaiting(self) -> Iterator[Keyed]:
        for row in self._office.store.awaiting_publication():
            if published_kind(row["especie"]):
                self.awaited += 1
                yield keys_of(row, json.loads(row["participes"]))


def _processes(keys: Keys) -> list[str]:
    """The processes of a text as the registry writes them."""
    return sorted({_printed(found) for found in keys.processes if found.valid})[:MOST_KEYS]


def _printed(found: Found) -> str:
    digits = found.value
    if len(digits) == 17:
        return f"{digits[:5]}.{digits[5:11]}/{digits[11:15]}-{digits[15:]}"
    return f"{digits[:7]}.{digits[7:15]}/{digits[15:19]}-{digits[19:]}"


def _numbers(keys: Keys) -> list[tuple[int, int]]:
    """(sequence, year) of the numbers of a text."""
    parsed = (parse_number(found.short) for found in keys.numbers)
    return sorted({(one.sequence, one.year) for one in parsed if one})[:MOST_KEYS]
