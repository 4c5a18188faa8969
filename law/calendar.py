"""The business days of the federal administration.

National holidays come from the package `holidays`; pontos facultativos from a dated table
(pontos_facultativos.py), with the portaria of each year. A year that the table lacks uses the
customary days and says so (`note`). Holidays of states and cities stay out: the gazette and the
federal body keep the federal calendar.

Two readings of "business day": the strict one leaves out full-day pontos facultativos; the prudent
one counts them, and so comes first when days are counted forward. Days of fewer hours are business
days in both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from law.pontos_facultativos import NO_REASON, OptionalYear, bundled, read_table

FIRST_YEAR = 1999
LAST_YEAR = 2100
"""The package of holidays knows no later year, and would silently give one without any."""

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ShortDay:
    """A business day that opens late or closes early, and why."""

    closes_early: bool
    text: str


@dataclass(frozen=True, slots=True)
class Year:
    """The days of one year that are not ordinary, each with its reason in words."""

    holidays: Mapping[date, str]
    optional: Mapping[date, str]
    short: Mapping[date, ShortDay]
    note: str = ""


class FederalCalendar:
    """Business days, counted both ways, with the reason for each day that is not one.

    `read` gives the days of a year, once; `federal_calendar` makes the calendar of the law.
    """

    def __init__(self, read: Callable[[int], Year]) -> None:
        self._read = read
        self._years: dict[int, Year] = {}
        self._nth: dict[tuple[int, int, int, bool], date] = {}
        self._full: dict[date, date] = {}

    def is_business_day(self, day: date, prudent: bool = False) -> bool:
        """Whether offices open on this day; `prudent` counts pontos facultativos as open."""
        if day.weekday() >= SATURDAY:
            return False
        year = self.year(day.year)
        return day not in year.holidays and (prudent or day not in year.optional)

    def why_not(self, day: date, prudent: bool = False) -> str:
        """Why this is not a business day, in words; "" when it is one."""
        if day.weekday() >= SATURDAY:
            return "sábado" if day.weekday() == SATURDAY else "domingo"
        year = self.year(day.year)
        if day in year.holidays:
            return year.holidays[day]
        return "" if prudent else year.optional.get(day, "")

    def half_day(self, day: date) -> str:
        """The hours of a day that opens late or closes early, in words; "" for any other."""
        short = self.year(day.year).short.get(day)
        return short.text if short else ""

    def closes_early(self, day: date) -> bool:
        """Whether offices close before the normal hour on this day."""
        short = self.year(day.year).short.get(day)
        return short is not None and short.closes_early

    def is_full_day(self, day: date) -> bool:
        """Whether this is a business day with all its hours."""
        return self.is_business_day(day) and day not in self.year(day.year).short

    def next_business_day(self, day: date) -> date:
        """The first business day after this one."""
        return self.plus_business_days(day, 1)

    def previous_business_day(self, day: date) -> date:
        """The last business day before this one."""
        return self.plus_business_days(day, -1)

    def plus_business_days(self, day: date, count: int) -> date:
        """So many business days after a day, before it when negative; the day itself for none."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_business_day(day):
                day += step
        return day

    def last_full_day(self, day: date) -> date:
        """This day if it is a business day with all its hours, else the last such day before."""
        found = self._full.get(day)
        if found is None:
            found = day
            while not self.is_full_day(found):
                found -= ONE_DAY
            self._full[day] = found
        return found

    def nth_business_day(self, year: int, month: int, nth: int, prudent: bool = False) -> date:
        """The n-th business day of a month, going on into the next when there are too few."""
        key = (year, month, nth, prudent)
        found = self._nth.get(key)
        if found is None:
            found = date(year, month, 1) - ONE_DAY
            for _ in range(nth):
                found += ONE_DAY
                while not self.is_business_day(found, prudent):
                    found += ONE_DAY
            self._nth[key] = found
        return found

    def note(self, year: int) -> str:
        """What a reader must know of this year: that its table is missing; "" when it is there."""
        return self.year(year).note

    def year(self, number: int) -> Year:
        """The days of a year. Raises ValueError for one that no calendar reaches."""
        found = self._years.get(number)
        if found is None:
            if not FIRST_YEAR <= number <= LAST_YEAR:
                span = f"de {FIRST_YEAR} a {LAST_YEAR}"
                raise ValueError(f"o calendário federal vai {span}; {number} está fora")
            found = self._years[number] = self._read(number)
        return found


@cache
def federal_calendar(own: Path | None = None) -> FederalCalendar:
    """The calendar of the law, each year read when it is first asked for.

    `own` is a body's own table of pontos facultativos: its years stand before ours. Raises
    UnreadableFile or InvalidData for a file that is no such table.
    """
    tables = (*(read_table(path) for path in (own,) if path), bundled())

    def read(number: int) -> Year:
        blocks = (table.year(number) for table in tables)
        return read_year(number, next((block for block in blocks if block), None))

    return FederalCalendar(read)


def read_year(number: int, block: OptionalYear | None) -> Year:
    """One year from the package of holidays and the block of the table, None when it lacks one."""
    norms = bundled().holidays
    national = {
        day: "feriado nacional, "
        + "; ".join(f"{name} ({norms[name]})" if name in norms else name for name in names)
        for day, names in package_days(number, "public").items()
    }
    if block is None:
        return _customary(number, national)
    optional: dict[date, str] = {}
    short: dict[date, ShortDay] = {}
    for act in block.acts:
        for row in act.days:
            reason = "" if row.reason == NO_REASON else f", {row.reason}"
            optional.pop(row.day, None)
            short.pop(row.day, None)
            if row.hours:
                short[row.day] = _short(row.hours, f"{reason} ({act.name})")
            else:
                optional[row.day] = f"ponto facultativo{reason} ({act.name})"
    return Year(national, optional, short)


def package_days(number: int, category: str) -> dict[date, tuple[str, ...]]:
    """The days of a category of the package `holidays`, each with its Portuguese names: two when
    Good Friday meets Tiradentes.

    The package brings every country and takes almost half a second to import: only those who count
    business days wait for it.
    """
    from holidays import country_holidays

    found = country_holidays("BR", years=number, categories=(category,), language="pt_BR")
    return {day: tuple(found.get_list(day)) for day in found}


def _customary(number: int, national: Mapping[date, str]) -> Year:
    """A year whose portaria is not in the table: the days that every year has had."""
    hours = bundled().customary
    basis = f"(de costume; {number} não está na tabela)"
    optional: dict[date, str] = {}
    short: dict[date, ShortDay] = {}
    for day, names in package_days(number, "optional").items():
        name = "; ".join(names)
        if name in hours:
            short[day] = _short(hours[name], f", {name} {basis}")
        else:
            optional[day] = f"ponto facultativo, {name} {basis}"
    note = (
        f"A tabela de pontos facultativos não tem o ano de {number}: foram usados os de costume. "
        "Quando sair a portaria do ano, inclua-a em pontos_facultativos.yaml, na pasta de dados."
    )
    return Year(national, optional, short, note)


def _short(hours: str, reason: str) -> ShortDay:
    return ShortDay(hours.startswith("até"), f"expediente só {hours}{reason}")
