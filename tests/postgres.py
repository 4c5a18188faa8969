"""A real PostgreSQL server for the tests: started once for all workers, stopped after the last.

It runs in a folder of its own, on a socket, and never as root. Every worker holds a shared lock;
a keeper process waits for the lock to be free, which the kernel sees to even when a worker is
killed, and then stops the server and removes the folder.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from sqlalchemy import URL, create_engine, text

MISSING = "falta o PostgreSQL: instale com scripts/setup-system.sh test"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_connections": "100",
    "max_wal_size": "256MB",
}
# Neither the order of texts nor the isolation is what we rely on: both must be set by the program.
INITDB = (
    "--username=pactua", "--auth=trust", "--encoding=UTF8", "--no-sync",
    "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=pt-BR",
)  # fmt: skip


def programs() -> Path | None:
    """Where initdb and pg_ctl are; Debian keeps them out of the PATH."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def shared_server(meeting_place: Path) -> Iterator[Path]:
    """The socket folder of the server that all who meet in this folder share."""
    meeting_place.mkdir(parents=True, exist_ok=True)
    address = meeting_place / "postgres-endereco"
    with _lock(meeting_place, "postgres-uso") as use:
        with _lock(meeting_place, "postgres-partida") as start:
            fcntl.flock(start, fcntl.LOCK_EX)
            fcntl.flock(use, fcntl.LOCK_SH)  # waits while a keeper stops the last server
            if not address.exists():
                address.write_text(str(_start(meeting_place)), encoding="utf-8")
        yield Path(address.read_text(encoding="utf-8"))


@contextmanager
def database(socket: Path) -> Iterator[str]:
    """The address of a new database, dropped afterwards."""
    name = f"pactua_{uuid4().hex}"
    _maintain(socket, f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
    try:
        yield f"postgresql://pactua@/{name}?host={socket}"
    finally:
        _maintain(socket, f"DROP DATABASE {name} WITH (FORCE)")


def _maintain(socket: Path, statement: str) -> None:
    url = URL.create(
        "postgresql+psycopg", "pactua", database="postgres", query={"host": str(socket)}
    )
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _lock(folder: Path, name: str) -> IO[str]:
    return (folder / name).open("w", encoding="utf-8")


def _start(meeting_place: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pactua-pg-"))
    owner = _owner()
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "dados"
    _run("initdb", "-D", str(data), *INITDB)
    with (data / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
        for name, value in {**SETTINGS, "unix_socket_directories": str(folder)}.items():
            settings.write(f"{name} = '{value}'\n")
        settings.write("default_transaction_isolation = 'repeatable read'\n")
    _run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "start")
    subprocess.Popen(
        [sys.executable, "-m", "tests.postgres", str(meeting_place), str(folder)],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ).returncode = 0  # it outlives this process, so nobody waits for it
    return folder


def _keep(meeting_place: Path, folder: Path) -> None:
    with _lock(meeting_place, "postgres-uso") as use:
        fcntl.flock(use, fcntl.LOCK_EX)
        (meeting_place / "postgres-endereco").unlink(missing_ok=True)
        _run("pg_ctl", "-D", str(folder / "dados"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which it refuses to be."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _run(program: str, *arguments: str) -> None:
    found = programs()
    assert found is not None, MISSING
    owner = _owner()
    other = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    with tempfile.TemporaryFile() as output:  # the server keeps it open: no pipe
        done = subprocess.run(
            [str(found / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            check=False,
            **other,  # type: ignore[call-overload]  # the three go together or not at all
        )
        output.seek(0)
        assert done.returncode == 0, f"{program}: {output.read().decode()}"


if __name__ == "__main__":
    _keep(Path(sys.argv[1]), Path(sys.argv[2]))
