"""Lei nº 9.784/1999, administrative procedure: counting of time, in the order of the articles.

It governs the months of instruments signed before Lei nº 14.133/2021, which says the same.
"""

from datetime import date

from law.calendar import ONE_DAY, FederalCalendar
from law.citation import Citation
from law.months import same_day_or_last
from law.rules import rule

NORM = "Lei nº 9.784/1999"
ART_66 = Citation(NORM, "art. 66, caput")
ART_66_1 = Citation(NORM, "art. 66, § 1º")
ART_66_3 = Citation(NORM, "art. 66, § 3º")


@rule("lei-9784-1999.vencimento", ART_66_1)
def due_day(calendar: FederalCalendar, day: date) -> date:
    """Art. 66, § 1º: the deadline goes on to the first business day after a day on which there is
    no expediente, or on which it closes before the normal hour."""
    while not calendar.is_business_day(day) or calendar.closes_early(day):
        day += ONE_DAY
    return day


@rule("lei-9784-1999.meses", ART_66_3)
def months_after(start: date, months: int) -> date:
    """Art. 66, § 3º: months and years run from date to date; when the month of expiry has no day
    equal to that of the start, the term ends on the last day of the month."""
    return same_day_or_last(start, months)
