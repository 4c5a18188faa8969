"""Dates as options take them: AAAA-MM-DD, and a message that says so."""

from datetime import date

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
            self.fail(f"“{value}” não é uma data; escreva {self.name}.", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """How the help names it."""
        return self.name


ISO_DATE = IsoDate()
