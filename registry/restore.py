"""What was unpacked from a backup, put into its place: all of it or none.

The files are moved first and the tables are committed last. What a killed restoration had moved is
noted before it is moved, so that the next one can clear it away.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, exists, select

from faults.errors import StateError, UnreadableFile
from registry.backup import FILES, OWN, TABLES
from registry.files import FileStore
from registry.rebuild import rebuild
from registry.schema import TRUTH
from registry.search_check import IndexCopy
from registry.store import Store
from registry.table_copy import load_truth
from registry.unpacking import ANOTHER
from registry.verification import Verification, verify

STAGE = ".restauracao-"
MOVED = "movidos.json"


def put_in_place(store: Store, stage: Path, folder: Path, reserved: frozenset[str]) -> Verification:
    """Move the files, load the tables, verify everything and commit. Raises PactuaError."""
    moves = _moves(stage, folder, reserved)
    (stage / MOVED).write_text(json.dumps([to.name for _, to in moves]), encoding="utf-8")
    try:
        with store.exclusive() as connection:
            if has_truth(connection):
                raise not_empty("o banco de dados")
            for source, target in moves:
                source.rename(target)
            load_truth(connection, stage / TABLES)
            rebuild(connection)
            done = verify(connection, FileStore(folder / FILES), IndexCopy("busca.db", None))
            os.sync()
    except BaseException:
        _remove(folder, [target.name for _, target in moves])
        raise
    return done


@contextmanager
def stage_in(store: Store, folder: Path, reserved: frozenset[str]) -> Iterator[Path]:
    """A folder to unpack into, inside of an empty data folder and for one restoration at a time.

    Raises StateError when the folder or the database is not empty.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StateError(
                f"outra restauração está em curso em {folder}.", "Espere que ela termine."
            ) from error
        with store.snapshot() as connection:
            if has_truth(connection):
                raise not_empty("o banco de dados")
        _clear_unfinished(folder)
        if {path.name for path in folder.iterdir()} - reserved:
            raise not_empty(f"a pasta de dados {folder}")
        stage = folder / f"{STAGE}{uuid4().hex}"
        stage.mkdir(mode=0o700)
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    finally:
        os.close(handle)


def has_truth(connection: Connection) -> bool:
    """Whether anything was ever written into this database."""
    return any(connection.execute(select(exists(select(table)))).scalar() for table in TRUTH)


def not_empty(what: str) -> StateError:
    """The error for a place in which something is kept already."""
    return StateError(
        f"{what} não está vazio." if what.startswith("o ") else f"{what} não está vazia.",
        "Restaure em PACTUA_DIR e PACTUA_BANCO novos; nada foi alterado.",
    )


def _moves(stage: Path, folder: Path, reserved: frozenset[str]) -> list[tuple[Path, Path]]:
    own = sorted((stage / OWN).iterdir()) if (stage / OWN).is_dir() else []
    for path in own:
        if path.name in {*reserved, FILES} or path.name.startswith(STAGE):
            raise UnreadableFile(f"a cópia traz algo que não é dela ({path.name!r}).", ANOTHER)
    kept = [stage / FILES] if (stage / FILES).is_dir() else []
    return [(path, folder / path.name) for path in (*kept, *own)]


def _clear_unfinished(folder: Path) -> None:
    for stage in folder.glob(f"{STAGE}*"):
        if (stage / MOVED).is_file():
            _remove(folder, json.loads((stage / MOVED).read_text(encoding="utf-8")))
        shutil.rmtree(stage)


def _remove(folder: Path, names: list[str]) -> None:
    for name in names:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
