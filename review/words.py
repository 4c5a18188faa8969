"""Small things about words that several families share."""

import re
from functools import lru_cache

from portuguese.parsing import bare

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
"""A word, hyphens within it included."""

CONNECTORS = frozenset({"da", "das", "de", "do", "dos", "e", "d"})
"""Small words within names."""

EMPTY = frozenset(
    [
        "a",
        "o",
        "as",
        "os",
        "um",
        "uma",
        "uns",
        "umas",
        "de",
        "da",
        "do",
        "das",
        "dos",
        "e",
        "em",
        "na",
        "no",
        "nas",
        "nos",
        "por",
        "pela",
        "pelo",
        "pelas",
        "pelos",
        "para",
        "com",
        "sem",
        "que",
        "se",
        "ao",
        "à",
        "aos",
        "às",
        "ou",
        "seu",
        "sua",
        "seus",
        "suas",
        "este",
        "esta",
        "deste",
        "desta",
        "presente",
        "como",
        "entre",
        "sob",
        "sobre",
        "sua",
        "the",
    ]
)
"""Words that say nothing of what a sentence is about."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case without accents, letter for letter: how words are compared and looked for."""
    return bare(text)


def content_words(text: str) -> list[str]:
    """The folded words that carry the meaning, in their order."""
    words = (fold(found[0]) for found in WORD.finditer(text))
    return [word for word in words if word not in EMPTY and len(word) > 2]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A folded word cut to what its family shares: monitorar, monitoramento, monitoração."""
    word = fold(word)
    return word[: max(4, min(6, len(word) - 2))] if len(word) > 4 else word


@lru_cache(maxsize=8192)
def is_upper(text: str) -> bool:
    """Whether a text with letters is written in capitals, one letter in ten apart."""
    if text.isupper():
        return True
    capitals = sum(map(str.isupper, text))
    return capitals > 0 and capitals >= 9 * sum(map(str.islower, text))


@lru_cache(maxsize=20_000)
def distance(one: str, other: str, most: int = 3) -> int:
    """Letters to change, add or take away between two words; `most` + 1 when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, against in enumerate(other, 1):
            cost = before + (letter != against)
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def quoted(text: str, longest: int = 60) -> str:
    """A text between quotation marks, cut when it is long."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= longest else text[: longest - 1].rstrip() + '…'}”"


def listed(parts: list[str], conjunction: str = "e") -> str:
    """`a, b e c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"
