"""The one tree of errors.

    PactuaError                 message, remedy and a stable code
    ├── InputError        2     what was typed or read cannot be used
    │   ├── InvalidData         carries the findings, all at once
    │   ├── UnreadableFile      a file is missing, or is not what it should be
    │   ├── UsageError          an option or setting that cannot be used
    │   ├── NotFound            no partner, clause or instrument of that name
    │   └── BadTemplate         a clause or set that cannot be turned into text
    ├── StateError        3     the request is sound, the state of things forbids it
    └── OutsideError      4     disk, database or another program failed

The numbers are the exit status of the command (see commands/outcome.py, which maps them once).
"""

from collections.abc import Sequence
from typing import ClassVar

from faults.finding import Finding


class PactuaError(Exception):
    """Root: `message` says what happened, `remedy` what to do; both in Portuguese."""

    code: ClassVar[str] = "erro"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class InputError(PactuaError):
    """What the person typed, or a file they gave, cannot be used."""

    code = "entrada"


class InvalidData(InputError):
    """Data with faults; every one of them is in `findings`."""

    code = "dados_invalidos"

    def __init__(self, message: str, findings: Sequence[Finding], remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[type, tuple[str, tuple[Finding, ...], str]]:
        """Travel between processes with all three arguments (Exception keeps only one)."""
        return (type(self), (self.message, self.findings, self.remedy))


class UnreadableFile(InputError):
    """A file that is absent, empty, too large or not of the kind it should be."""

    code = "arquivo_ilegivel"


class UsageError(InputError):
    """An option, argument or setting that cannot be used as it stands."""

    code = "uso"


class NotFound(InputError):
    """Nothing is known under that name."""

    code = "nao_encontrado"


class BadTemplate(InputError):
    """A clause text or a set that cannot be read or filled in."""

    code = "texto_invalido"


class StateError(PactuaError):
    """The state of the instrument or of the store does not allow it."""

    code = "estado"


class OutsideError(PactuaError):
    """Something outside failed: disk, database, another program."""

    code = "externo"
