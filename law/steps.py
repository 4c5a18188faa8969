"""A deadline with its reason: the date, the prudent date, and each step of the counting."""

import datetime
from dataclasses import dataclass

from law.citation import Citation


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the counting, or a remark without a day; `text` is a sentence in Portuguese."""

    day: datetime.date | None
    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that the law or a clause gives, and how it was counted.

    `prudent` is the earliest reading, never after `date`; the last of `steps` falls on `date`, and
    the last of `prudent_steps`, when there are any, on `prudent`. Without prudent steps the two
    readings agree.
    """

    key: str
    name: str
    date: datetime.date
    prudent: datetime.date
    citation: Citation
    steps: tuple[Step, ...]
    prudent_steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
