"""The care of the registry: whether it holds, its tables made anew, and what anyone may see."""

from itertools import islice
from pathlib import Path

from faults.errors import OutsideError, UsageError
from faults.finding import Finding
from faults.system_words import system_reason
from registry.open_data import OpenData, write_open_data
from registry.rebuild import rebuild
from registry.search_check import copied
from registry.verification import OF_EACH_RULE, RESTORE, Verification, verify
from services.office import Office
from services.transparency import audit


def verify_registry(office: Office) -> Verification:
    """Everything kept, held against everything else. Raises OutsideError."""
    # The index is copied first: it follows the journal, so it cannot be ahead of the snapshot.
    with copied(office.search.path) as index, office.store.snapshot() as snapshot:
        done = verify(snapshot, office.files, index)
    try:
        done.findings += islice(audit(office), OF_EACH_RULE)
    except OutsideError as error:
        done.findings.append(Finding("banco-danificado", "erro", "pontos", error.message, RESTORE))
    return done


def rebuild_registry(office: Office) -> int:
    """The tables for reading, folded anew from the journal; how many entries it has."""
    with office.store.exclusive() as connection:
        return rebuild(connection)


def export_open_data(office: Office, folder: Path) -> OpenData:
    """Open data in a folder, the same bytes for the same registry."""
    kept = office.files.folder.parent.resolve()
    if folder.resolve().is_relative_to(kept):
        raise UsageError(
            "os dados abertos ficariam dentro da pasta de dados.",
            "Escolha outra pasta em --saida: a de dados não se publica.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with office.store.snapshot() as snapshot:
            return write_open_data(snapshot, folder, office.body.name)
    except OSError as error:
        raise OutsideError(
            f"não foi possível escrever em {folder} ({system_reason(error)}).",
            "Escolha outra pasta em --saida ou libere espaço.",
        ) from error
