"""Options that many commands share, and the office they open."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.portuguese import Between

if TYPE_CHECKING:
    from services.office import Office

as_json = click.option("--json", "as_json", is_flag=True, help="Um objeto JSON na saída padrão.")
actor = click.option("--por", "actor", metavar="NOME", help="Quem está agindo (fica no diário).")


def office(acting: str | None = None) -> "Office":
    """The office of the environment, with this person acting."""
    from services.office import open_office
    from services.settings import read_settings

    return open_office(read_settings()).acting_as(acting)


def certificate_password(file: Path | None) -> bytes | None:
    """The password of a certificate: from a file, the environment, or asked for unseen.

    None on a machine where nobody can be asked; a certificate without password opens all the same.
    """
    if file is not None:
        from reading.limits import read_bytes

        return read_bytes(file, 4096).rstrip(b"\r\n") or None
    known = os.environ.get("PACTUA_CERTIFICADO_SENHA")
    if known is not None:
        return known.encode() or None
    if not sys.stdin.isatty():
        return None
    answer: str = click.prompt("Senha do certificado", hide_input=True, default="", err=True)
    return answer.encode() or None


def limited(default: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--limite N`, as the parameter `most`: how many rows of a long list are shown."""
    return click.option(
        "--limite",
        "most",
        type=Between(0, 10_000_000),
        default=default,
        show_default=True,
        metavar="N",
        help="Quantos mostrar; 0 mostra todos.",
    )


def more(rows: list[Any], most: int) -> bool:
    """Whether one more than asked for was found; it is taken off the list."""
    beyond = bool(most) and len(rows) > most
    del rows[most if beyond else len(rows) :]
    return beyond


def tell_more(there: bool, most: int) -> None:
    """Say that a list was cut short."""
    if there:
        click.echo(f"Há mais do que {most}; veja todos com --limite 0.")


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
