"""Where a rule comes from: a norm and the place in it, as text and as a LexML URN.

A rule that binds as a clause of the instrument has no norm: its provision names the clause.
"""

import re
from dataclasses import dataclass
from datetime import date

from law.norms import Norm, norms

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_FRAGMENTS = (
    (re.compile(r"art\. (\d+)(?:º|-[A-Z])?"), "art"),
    (re.compile(r"§ (\d+)º?"), "par"),
    (re.compile(r"inciso ([IVXLC]+)"), "inc"),
    (re.compile(r"alínea “([a-z])”"), "ali"),
)
_FIXED = {"caput": "cpt", "parágrafo único": "par1u"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A norm by its name in norms.yaml, empty for a clause, and the provision in it."""

    norm: str
    provision: str

    @property
    def text(self) -> str:
        """`Lei nº 14.133/2021, art. 183, § 3º`, or the name of the clause."""
        return f"{self.norm}, {self.provision}" if self.norm else self.provision

    @property
    def urn(self) -> str:
        """The URN of the norm with the fragment of the provision; "" for a clause.

        A provision with a part that has no fragment (a range of articles) leads to the norm itself.
        """
        if not self.norm:
            return ""
        parts = [_fragment(part) for part in self.provision.split(", ")]
        return f"{self._row.urn}!{'_'.join(parts)}" if all(parts) else self._row.urn

    @property
    def since(self) -> date | None:
        """The day the norm came into force; None for a clause, which has the dates of its set."""
        return self._row.since if self.norm else None

    @property
    def until(self) -> date | None:
        """The day the norm ceased to be in force, None while it is."""
        return self._row.until if self.norm else None

    @property
    def _row(self) -> Norm:
        return norms()[self.norm]


def clause(name: str) -> Citation:
    """The citation of a clause of the instrument."""
    return Citation("", f"cláusula {name}")


def cited(text: str) -> Citation:
    """The citation written as `Lei nº 662/1949, art. 1º`."""
    norm, _, provision = text.partition(", ")
    return Citation(norm, provision)


def _fragment(part: str) -> str:
    if part in _FIXED:
        return _FIXED[part]
    for pattern, name in _FRAGMENTS:
        if found := pattern.fullmatch(part):
            value = found[1]
            if name == "inc":
                return f"inc{_roman(value)}"
            return f"ali{ord(value) - ord('a') + 1}" if name == "ali" else f"{name}{value}"
    return ""


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
