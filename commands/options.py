"""Options that many commands share, and the office they open."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from services.office import Office

as_json = click.option("--json", "as_json", is_flag=True, help="Um objeto JSON na saída padrão.")
actor = click.option("--por", "actor", metavar="NOME", help="Quem está agindo (fica no diário).")


def office(acting: str | None = None) -> "Office":
    """The office of the environment, with this person acting."""
    from services.office import open_office
    from services.settings import read_settings

    return open_office(read_settings()).acting_as(acting)


def count(number: int, singular: str, plural: str) -> str:
    """`1 linha` or `2 linhas`."""
    return f"{number} {singular if number == 1 else plural}"


def table(rows: list[tuple[Any, ...]], header: tuple[str, ...]) -> None:
    """A table for people: columns as wide as they need, nothing cut."""
    texts = [header, *[tuple(str(cell) for cell in row) for row in rows]]
    widths = [max(len(row[place]) for row in texts) for place in range(len(header))]
    for number, row in enumerate(texts):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo(line.rstrip())
        if number == 0:
            click.echo("  ".join("-" * width for width in widths))


def progress_bar() -> Callable[[str, int, int], None]:
    """A line on the terminal that tells stage, count and time left; silent when piped."""
    if not sys.stderr.isatty():
        return lambda stage, done, total: None
    from time import monotonic

    state: dict[str, float] = {}

    def show(stage: str, done: int, total: int) -> None:
        start = state.setdefault(stage, monotonic())
        finished = done == total
        if monotonic() - state.get("shown", 0) < 0.2 and not finished:
            return
        state["shown"] = monotonic()
        line = f"\r{stage}: {done}"
        if total:
            left = (monotonic() - start) / max(done, 1) * (total - done)
            line += f" de {total} ({100 * done // total} %), faltam {_duration(left)}"
        click.echo(f"{line:<70}", err=True, nl=finished)

    return show


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
