"""A field as it was recovered: its value, how sure that is, and where in the file it stood."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from reading.outline import Block

Value = TypeVar("Value")
Other = TypeVar("Other")

SURE = 0.95
LIKELY = 0.75
DOUBTFUL = 0.4


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A value with its certainty (0 to 1), its offset in the source and the words it was in."""

    value: Value
    certainty: float
    start: int
    excerpt: str

    def as_value(self, value: Other) -> "Found[Other]":
        """Another value read from the same words."""
        return Found(value, self.certainty, self.start, self.excerpt)

    def doubted(self, certainty: float) -> "Found[Value]":
        """The same, at most so sure."""
        return replace(self, certainty=min(self.certainty, certainty))


def found_in(
    block: Block, begin: int, end: int, value: Value, certainty: float = SURE
) -> Found[Value]:
    """A value read from these places of a block's text."""
    return Found(value, certainty, block.at(begin), block.text[begin:end].strip())


def certainty_word(certainty: float) -> str:
    """`alta`, `media` or `baixa`."""
    if certainty >= 0.9:
        return "alta"
    return "media" if certainty >= 0.6 else "baixa"


def clean(text: str) -> str:
    """Words of a field without the stops and spaces around them."""
    return " ".join(text.split()).strip(" ,;.:-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
