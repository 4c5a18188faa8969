"""Dates as legal texts write them: "1º de julho de 2014", "01/07/2014", "julho de 2014", "1º mês".

It leaves out counting (adding months, business days), which is law, and asks the clock for nothing.
"""

from datetime import date

from portuguese.ordinals import ordinal_number

# Not strftime: the names would follow the locale of whichever machine drafts the text.
MONTHS = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)


def long_date(day: date) -> str:
    """Write a date with its month in full; only the first day is an ordinal.

    >>> long_date(date(2014, 7, 1))
    '1º de julho de 2014'
    >>> long_date(date(2023, 1, 9))
    '9 de janeiro de 2023'
    """
    number = ordinal_number(1) if day.day == 1 else str(day.day)
    return f"{number} de {month_year(day)}"


def short_date(day: date) -> str:
    """Write a date in digits.

    >>> short_date(date(2014, 7, 1))
    '01/07/2014'
    """
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def month_year(day: date) -> str:
    """Write the month and year of a date.

    >>> month_year(date(2014, 7, 1))
    'julho de 2014'
    """
    return f"{MONTHS[day.month - 1]} de {day.year}"


def ordinal_month(n: int) -> str:
    """Name the n-th month of a plan.

    >>> ordinal_month(1), ordinal_month(36)
    ('1º mês', '36º mês')

    Raises ValueError below 1.
    """
    return f"{ordinal_number(n)} mês"
