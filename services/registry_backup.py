"""Backup and restoration of everything kept: database, files and the body's own folders."""

from dataclasses import dataclass
from pathlib import Path

from faults.errors import OutsideError, StateError, UnreadableFile, UsageError
from faults.finding import Finding
from faults.system_words import system_reason
from registry.backup import OWN, Backup, own_files, staged, write_backup
from registry.database import HEAD, open_database, sqlite_file
from registry.restore import STAGE, put_in_place, stage_in
from registry.store import Store
from registry.unpacking import unpack
from services.office import Office, database_address
from services.settings import Settings

BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside a database, and of the database itself."""


@dataclass(frozen=True, slots=True)
class Restored:
    """How much came back, and what did not fit in it when it was copied."""

    made_at: str
    entries: int
    files: int
    findings: tuple[Finding, ...]


def back_up(office: Office, settings: Settings, target: Path, with_keys: bool = False) -> Backup:
    """Write everything into one archive. Raises StateError, UsageError or OutsideError.

    The private keys of the body go along only when that is asked for; they are encrypted there too.
    """
    target = target.absolute()
    if target.exists():
        raise StateError(f"{target} já existe.", "Dê outro nome à cópia.")
    if target.resolve().is_relative_to(settings.folder.resolve()):
        raise UsageError(
            "a cópia ficaria dentro da pasta de dados que ela copia.",
            "Grave-a em outro disco, ou ao menos em outra pasta.",
        )
    left_out = databases(settings) | {settings.files.name, *_stages(settings.folder)}
    if not with_keys:
        left_out.add(settings.keys.name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with staged() as tables:
            facts: dict[str, object] = {
                "banco": office.store.copy_tables(tables),
                "esquema": HEAD,
            }
            own = own_files(settings.folder, frozenset(left_out))
            return write_backup(target, tables, office.files, own, facts, office.now)
    except OSError as error:
        raise OutsideError(
            f"a cópia não pôde ser gravada em {target} ({system_reason(error)}).",
            "Confira o espaço em disco e as permissões.",
        ) from error


def restore(settings: Settings, archive: Path) -> Restored:
    """Put a backup into an empty data folder and an empty database. Raises PactuaError."""
    if not archive.is_file():
        raise UnreadableFile(f"{archive}: o arquivo não existe.", "Confira o caminho.")
    settings.folder.mkdir(parents=True, exist_ok=True)
    reserved = frozenset(databases(settings))
    store = Store(open_database(database_address(settings)))
    try:
        with stage_in(store, settings.folder, reserved) as stage:
            manifest = unpack(archive.absolute(), stage)
            _close_keys(stage / OWN / settings.keys.name)
            done = put_in_place(store, stage, settings.folder, reserved)
    except OSError as error:
        raise OutsideError(
            f"a cópia não pôde ser restaurada em {settings.folder} ({system_reason(error)}).",
            "Confira o espaço em disco e as permissões; nada foi alterado.",
        ) from error
    finally:
        store.close()
    counts = done.counts
    made_at = str(manifest.get("criado_em", ""))
    return Restored(made_at, counts["registros"], counts["arquivos"], tuple(done.findings))


def _close_keys(folder: Path) -> None:
    """Private keys are for their owner alone, also after they come out of an archive."""
    if folder.is_dir():
        folder.chmod(0o700)
        for path in folder.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)


def databases(settings: Settings) -> set[str]:
    """Names in the data folder that belong to the database and to the search index."""
    paths = [settings.search_index]
    database = sqlite_file(database_address(settings))
    if database is not None and database.parent == settings.folder:
        paths.append(database)
    return {path.name + ending for path in paths for ending in BESIDE}


def _stages(folder: Path) -> set[str]:
    return {path.name for path in folder.glob(f"{STAGE}*")}
