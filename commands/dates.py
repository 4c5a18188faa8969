"""Dates and moments as options take them, and messages that say how each is written."""

import re
from datetime import date, datetime

import click


class IsoDate(click.ParamType[date]):
    """An option that is a day, written AAAA-MM-DD."""

    name = "AAAA-MM-DD"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day. Fails with click's own error, which ends the command with status 2."""
        if isinstance(value, date):
            return value
        try:
            if len(value) != len(self.name):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                _fault(value) or f"“{value}” não é uma data; escreva {self.name}.", param, ctx
            )

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """How the help names it."""
        return self.name


class IsoMoment(click.ParamType[datetime]):
    """An option that is a moment to the minute, written AAAA-MM-DDTHH:MM."""

    name = "AAAA-MM-DDTHH:MM"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment, without a zone. Fails as `IsoDate` does."""
        if isinstance(value, datetime):
            return value
        try:
            if len(value) != len(self.name) or value[10] != "T":
                raise ValueError(value)
            return datetime.fromisoformat(value)
        except ValueError:
            day = value.strip()[:10]
            example = f"{day if _is_day(day) else '2026-12-10'}T15:30"
            self.fail(
                _fault(value)
                or f"“{value}” não é data com hora; escreva {self.name}, por exemplo {example}.",
                param,
                ctx,
            )

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """How the help names it."""
        return self.name


def _fault(value: str) -> str | None:
    """That the day a value begins with is in no calendar; None when the fault is another."""
    iso = re.match(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", value)
    brazilian = re.match(r"(\d{2})/(\d{2})/(\d{4})(?!\d)", value)
    groups = iso.groups() if iso else brazilian.groups()[::-1] if brazilian else None
    if groups is None or _is_day("-".join(groups)):
        return None
    year, month, day = groups
    return f"{day}/{month}/{year} não existe no calendário; confira o dia e o mês."


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len(IsoDate.name)


ISO_DATE = IsoDate()
ISO_MOMENT = IsoMoment()
