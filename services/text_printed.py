"""What our editions print into a text, found again word by word in a file that another made.

Stamps, the block of authenticity, page numbers and repeated table heads may stand in the middle of
a sentence when a page was turned into plain words. They are known to the letter, so they are taken
out as whole phrases and never piece by piece: a single word that was slipped into a clause stays.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

FEWEST_WORDS = 3
"""A shorter phrase may be a word of the text: it is only known as a line of its own."""

BROKEN = str.maketrans("", "", "-\u00ad")
"""Marks at which a long word may be broken over two lines."""

Lines = Sequence[Sequence[str]]
"""The words of a text as they are compared, line by line."""


def printed_places(ours: Lines, theirs: Lines, phrases: Sequence[Sequence[str]]) -> set[int]:
    """The words of a found text that only print around it: their places, counted through all lines.

    Phrases are looked for in their order, each in what the ones before it have left: a foot of the
    page may stand in the middle of a stamp. A phrase counts as printed as far as it stands there
    more often than in the registered text; the first ones are taken for those of the text.
    """
    words = [word.translate(BROKEN) for line in theirs for word in line]
    own = "".join(word.translate(BROKEN) for line in ours for word in line)
    marks = set(_page_marks(words))
    left = [place for place in range(len(words)) if place not in marks]
    for phrase in phrases:
        if len(phrase) >= FEWEST_WORDS:
            text = "".join(phrase).translate(BROKEN)
            for first, last in reversed(_aligned(text, [words[place] for place in left], own)):
                del left[first:last]
    return set(range(len(words))) - set(left)


def _page_marks(words: Sequence[str]) -> Iterator[int]:
    """The places of “Página 3 de 14”."""
    for place in range(len(words) - 3):
        page, number, of, count = words[place : place + 4]
        if (page, of) == ("página", "de") and number.isdecimal() and count.isdecimal():
            yield from range(place, place + 4)


def _aligned(text: str, words: Sequence[str], own: str) -> list[tuple[int, int]]:
    """Where the phrase stands as whole words: the first, and the one after the last."""
    starts = [0, *accumulate(map(len, words))]
    place_of = {start: place for place, start in enumerate(starts)}
    found = []
    for match in re.finditer(re.escape(text), "".join(words)):
        first, last = place_of.get(match.start()), place_of.get(match.end())
        if first is not None and last is not None:
            found.append((first, last))
    return found[own.count(text) :]
