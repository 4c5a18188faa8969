"""Which text of the library a clause is: by its title and by the words that they share.

Words, and pairs of neighbouring words, each by Dice's coefficient: the first tell what a clause is
about, the second tell a wording apart from another about the same thing. That needs no model and
takes microseconds. A field of the library is left out. Below a bound no text is named, because a
wrong name misleads more than none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from clauses.clause_text import ClauseText
from importing.names import SMALL, name_key
from portuguese.parsing import bare
from reading.outline import Block, Outline

LEAST = 0.25
"""Of title and words together: below it no text of the library is named."""
TITLE_WEIGHT = 0.3

_FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\[\]\(#[^)]*\)|\[\]\{#[^}]*\}|\{#[^}]*\}", re.S)
_WORD = re.compile(r"[a-z0-9]+")

Words = Counter[str]
Pairs = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Match:
    """A library text beside a clause, and how alike their words are (0 to 1)."""

    key: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Known:
    key: str
    title: frozenset[str]
    words: Words
    pairs: Pairs
    size: int
    pair_count: int


class ClauseMatcher:
    """The texts of a library, taken apart once."""

    def __init__(self, texts: Iterable[ClauseText]) -> None:
        newest: dict[str, ClauseText] = {}
        for text in texts:
            known = newest.get(text.head.id)
            if known is None or known.head.version < text.head.version:
                newest[text.head.id] = text
        self._known = []
        for text in newest.values():
            words, pairs = _counted(_FIELD.sub(" ", text.body))
            title = frozenset(name_key(_FIELD.sub(" ", text.head.title)))
            self._known.append(_Known(text.key, title, words, pairs, words.total(), pairs.total()))

    def match(self, title: str, words: str) -> Match | None:
        """The text that a clause with this title and these words most likely is."""
        counted, pairs = _counted(words)
        wanted = frozenset(name_key(title))
        best: tuple[float, Match] | None = None
        size, pair_count = counted.total(), pairs.total()
        # The likeliest titles first: the others can then mostly be left alone.
        titled = [(_shared(wanted, known.title), known) for known in self._known]
        for shared, known in sorted(titled, key=lambda pair: pair[0], reverse=True):
            most = 2 * min(size, known.size) / ((size + known.size) or 1)
            likeliest = TITLE_WEIGHT * shared + (1 - TITLE_WEIGHT) * (most + 1) / 2
            if best is not None and likeliest <= best[0]:
                continue
            alike = _dice(counted, known.words, size + known.size)
            likeness = (alike + _dice(pairs, known.pairs, pair_count + known.pair_count)) / 2
            score = TITLE_WEIGHT * shared + (1 - TITLE_WEIGHT) * likeness
            if best is None or score > best[0]:
                best = (score, Match(known.key, round(likeness, 2)))
        return best[1] if best is not None and best[0] >= LEAST else None


def _counted(text: str) -> tuple[Words, Pairs]:
    words = _WORD.findall(bare(text))
    pairs = Counter(pairwise(words))
    return Counter(word for word in words if word not in SMALL), pairs


def _dice(one: Counter[Any], other: Counter[Any], size: int) -> float:
    """`size` is how many both count, kept because counting them again takes longest."""
    common = one.keys() & other.keys()
    shared = sum(map(min, map(one.__getitem__, common), map(other.__getitem__, common)))
    return 2 * shared / size if size else 0.0


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause as found: its place, typed label, number and title, and the library's text."""

    order: int
    label: str
    ordinal: int | None
    title: str
    at: int
    match: Match | None = None


def clauses_of(outline: Outline, matcher: ClauseMatcher | None) -> tuple[FoundClause, ...]:
    """The clauses in their order, each beside the text it most likely is."""
    found = []
    for order, place in enumerate(outline.clauses, 1):
        block = outline.blocks[place]
        match = matcher.match(block.title, clause_words(outline.under(place))) if matcher else None
        found.append(
            FoundClause(order, block.label, block.ordinal, block.title, block.start, match)
        )
    return tuple(found)


def clause_words(blocks: Sequence[Block]) -> str:
    """The words of a clause without its labels."""
    return " ".join(block.body for block in blocks)
