"""The term (vigência) of an instrument: months from the last signature, from date to date.

Two readings where the month of expiry lacks the day: the one that governs, by the date of the
signature, and that of the Código Civil. The end is not moved by weekends or holidays.
"""

from dataclasses import dataclass
from datetime import date

from law import codigo_civil
from law.citation import Citation
from law.counting import counting_on


@dataclass(frozen=True, slots=True)
class Term:
    """From the last signature to the end; `alternative` is None where both readings agree.

    `previous` is the term that an aditivo extended, and `months` then counts both.
    """

    signature: date
    months: int
    end: date
    alternative: date | None
    citation: Citation
    previous: "Term | None" = None

    @property
    def earliest_end(self) -> date:
        """The end that notices follow."""
        return self.end if self.alternative is None else min(self.end, self.alternative)

    def extended(self, months: int) -> "Term":
        """The term with more months, counted from the old end, under the same norm.

        Each reading counts from its own end.
        """
        end = counting_on(self.signature).months_after(self.end, months)
        other = codigo_civil.months_after(self.alternative or self.end, months)
        alternative = None if other == end else other
        total = self.months + months
        return Term(self.signature, total, end, alternative, self.citation, self)


def term(signature: date, months: int) -> Term:
    """The term that so many months from the last signature make."""
    counting = counting_on(signature)
    end = counting.months_after(signature, months)
    other = codigo_civil.months_after(signature, months)
    return Term(signature, months, end, None if other == end else other, counting.missing_day)
