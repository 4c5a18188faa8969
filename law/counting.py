"""Which norm counts the time of an instrument: the one in force at its last signature.

Lei nº 14.133/2021 counts since it came into force; before it, Lei nº 9.784/1999, which says the
same in other articles.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from law import lei_9784_1999, lei_14133_2021, parameters
from law.citation import Citation


@dataclass(frozen=True, slots=True)
class Counting:
    """How a norm counts months, and where it says each thing that explanations cite."""

    months_after: Callable[[date, int], date]
    days: Citation
    months: Citation
    missing_day: Citation
    business_day: Citation
    due_day: Citation


COUNTINGS: dict[str, Counting] = {
    "lei_9784_1999": Counting(
        lei_9784_1999.months_after,
        days=lei_9784_1999.ART_66,
        months=lei_9784_1999.ART_66_3,
        missing_day=lei_9784_1999.ART_66_3,
        business_day=lei_9784_1999.ART_66_1,
        due_day=lei_9784_1999.ART_66_1,
    ),
    "lei_14133_2021": Counting(
        lei_14133_2021.months_after,
        days=lei_14133_2021.ART_183,
        months=lei_14133_2021.ART_183_II,
        missing_day=lei_14133_2021.ART_183_3,
        business_day=lei_14133_2021.ART_183_III,
        due_day=lei_14133_2021.ART_183_2,
    ),
}
"""The values that the parameter `contagem_em_meses` may have."""


def counting_on(signature: date) -> Counting:
    """The counting that governs an instrument signed last on this day."""
    return COUNTINGS[parameters.text("contagem_em_meses", signature)]
