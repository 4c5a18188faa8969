"""What the portal writes of its own running: counts by the minute, and failures. Nobody is in it.

No address, no code, no name of a file, no path as it was asked: a line a minute says how many
answers there were of each status, and a failure is written with an occurrence number that the page
has told the person, the method and the kind of error.
"""

import secrets
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Write = Callable[[str], None]


@dataclass
class Journal:
    """Counts answers and tells of failures."""

    write: Write
    _counts: Counter[int] = field(default_factory=Counter)

    def count(self, status: int) -> None:
        """One more answer of this status."""
        self._counts[status] += 1

    def tell(self) -> None:
        """Write the line of counts, if there were any answers."""
        counts, self._counts = self._counts, Counter()
        if counts:
            self.write(f"respostas {counts.total()}: {_listed(counts)}")

    def failed(self, scope: Mapping[str, Any], error: BaseException) -> str:
        """Write that a question failed; the number that names the occurrence."""
        occurrence = secrets.token_hex(4)
        frames = traceback.extract_tb(error.__traceback__)
        # The message of an error may quote what was asked; its kind and place do not.
        place = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
        self.write(
            f"falha {occurrence}: {type(error).__name__} ao responder a "
            f"{scope.get('method', '?')} ({place})"
        )
        return occurrence


def _listed(counts: Mapping[int, int]) -> str:
    return ", ".join(f"{status} × {number}" for status, number in sorted(counts.items()))
