"""Código Civil (Lei nº 10.406/2002): its own reading of a term in months.

Shown beside that of administrative law where the two differ; it never governs by itself.
"""

from datetime import date

from law.citation import Citation
from law.months import same_day_or_next
from law.rules import rule

NORM = "Lei nº 10.406/2002"
ART_132_3 = Citation(NORM, "art. 132, § 3º")


@rule("codigo-civil.meses", ART_132_3)
def months_after(start: date, months: int) -> date:
    """Art. 132, § 3º: terms in months and years expire on the day of the same number as that of
    the start, or on the day right after when there is none."""
    return same_day_or_next(start, months)
