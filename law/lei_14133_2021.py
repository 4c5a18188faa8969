"""Lei nº 14.133/2021, public procurement: counting of time, in the order of the articles.

It reaches agreements without transfer of money through art. 184 ("no que couber e na ausência de
norma específica").
"""

from datetime import date, timedelta

from law import lei_9784_1999
from law.calendar import FederalCalendar
from law.citation import Citation
from law.months import same_day_or_last
from law.rules import rule

NORM = "Lei nº 14.133/2021"
ART_183 = Citation(NORM, "art. 183, caput")
ART_183_II = Citation(NORM, "art. 183, caput, inciso II")
ART_183_III = Citation(NORM, "art. 183, caput, inciso III")
ART_183_2 = Citation(NORM, "art. 183, § 2º")
ART_183_3 = Citation(NORM, "art. 183, § 3º")


@rule("lei-14133-2021.dias", ART_183)
def days_after(start: date, days: int) -> date:
    """Art. 183, caput and I: the day of the beginning is excluded, that of expiry included, and
    days run without a break. A negative count runs backwards in the same way."""
    return start + timedelta(days=days)


@rule("lei-14133-2021.vencimento", ART_183_2)
def due_day(calendar: FederalCalendar, day: date) -> date:
    """Art. 183, § 2º: the deadline goes on to the first business day after a day on which there is
    no expediente, or on which it closes before the normal hour."""
    return lei_9784_1999.due_day(calendar, day)


@rule("lei-14133-2021.meses", ART_183_3)
def months_after(start: date, months: int) -> date:
    """Art. 183, caput, II and § 3º: months run from date to date; when the month of expiry has no
    day equal to that of the start, the term ends on the last day of the month."""
    return same_day_or_last(start, months)
