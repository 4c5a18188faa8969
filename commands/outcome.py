"""How a command ends: one table from kinds of error to exit status, one way to tell them.

0 done; 1 done, and the answer is negative; 2 wrong usage or unreadable input; 3 the state does not
allow it; 4 something outside failed. Never a traceback for bad input.
"""

import functools
import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeVar

import click

from faults.errors import InputError, InvalidData, OutsideError, PactuaError, StateError
from faults.finding import Finding
from faults.system_words import system_reason

Function = TypeVar("Function", bound=Callable[..., Any])

NEGATIVE = 1
INTERRUPTED = 130
INTERRUPTION = "Interrompido. O que estava pronto ficou guardado."
STATUS: tuple[tuple[type[PactuaError], int], ...] = (
    (InputError, 2),
    (StateError, 3),
    (OutsideError, 4),
)
SHOWN_FINDINGS = 50


def told(function: Function) -> Function:
    """Wrap a command: errors become messages on stderr and the exit status of their kind."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except PactuaError as error:
            _fail(error, bool(kwargs.get("as_json")))
        except BrokenPipeError:
            # The reader of a pipe has gone (`pactua ... | head`): that is not our failure.
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            place = f" em {error.filename}" if error.filename else ""
            message = f"o sistema recusou uma operação{place} ({system_reason(error)})."
            remedy = "Confira o disco e as permissões."
            _fail(OutsideError(message, remedy), bool(kwargs.get("as_json")))
        except KeyboardInterrupt:
            click.echo(INTERRUPTION, err=True)
            sys.exit(INTERRUPTED)

    return run  # type: ignore[return-value]  # same signature by functools.wraps


def status_of(error: PactuaError) -> int:
    """The exit status of a kind of error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def negative() -> NoReturn:
    """End: the work is done, and the answer is no."""
    sys.exit(NEGATIVE)


def print_json(data: Any) -> None:
    """One JSON object on stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_findings(findings: Iterable[Finding]) -> None:
    """Findings on stderr, one a line, the first ones when there are very many."""
    rest = 0
    for place, finding in enumerate(findings):
        if place < SHOWN_FINDINGS:
            click.echo(f"  {finding.severity:5}  {finding.line()}", err=True)
        else:
            rest += 1
    if rest:
        click.echo(f"  ... e mais {rest}. Use --json para ver todos.", err=True)


def _fail(error: PactuaError, as_json: bool) -> NoReturn:
    findings = error.findings if isinstance(error, InvalidData) else ()
    if as_json:
        print_json(
            {
                "erro": error.code,
                "mensagem": error.message,
                "remedio": error.remedy,
                "achados": [finding.as_dict() for finding in findings],
            }
        )
    click.echo(f"Erro: {error.message}", err=True)
    print_findings(findings)
    if error.remedy:
        click.echo(f"  {error.remedy}", err=True)
    sys.exit(status_of(error))
