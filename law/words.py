"""Days and counts in words, as the explanations of deadlines write them."""

from datetime import date

from portuguese.dates import short_date

WEEKDAYS = (
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
    "domingo",
)


def weekday(day: date) -> str:
    """The name of the day of the week.

    >>> weekday(date(2024, 2, 7))
    'quarta-feira'
    """
    return WEEKDAYS[day.weekday()]


def day_words(day: date) -> str:
    """A day with its weekday.

    >>> day_words(date(2024, 2, 7))
    '07/02/2024 (quarta-feira)'
    """
    return f"{short_date(day)} ({weekday(day)})"


def days_words(count: int) -> str:
    """A number of days.

    >>> days_words(1), days_words(30)
    ('1 dia', '30 dias')
    """
    return "1 dia" if count == 1 else f"{count} dias"


def months_words(count: int) -> str:
    """A number of months.

    >>> months_words(1), months_words(36)
    ('1 mês', '36 meses')
    """
    return "1 mês" if count == 1 else f"{count} meses"
