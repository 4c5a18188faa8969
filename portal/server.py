"""The portal at work: one process that watches, some that answer, one that makes answers ready.

The watcher opens the socket and the shared table of limits, and the others are born with both. One
that dies is replaced; the socket stays open meanwhile, so nobody is turned away. SIGTERM and Ctrl+C
let every answer be finished, SIGHUP begins anew with what is in the data folder now. If the watcher
itself is killed, the others see that they are alone and end.
"""

import asyncio
import gc
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import uvicorn
import uvloop

from faults.errors import OutsideError, PactuaError, UsageError
from faults.system_words import system_reason
from portal.addresses import Network
from portal.app import build
from portal.connection import BoundedConnection
from portal.desk import PublicDesk
from portal.journal import Journal
from portal.judging import OpenDesk, ProcessJudge
from portal.limits import Limiter
from portal.site import Site, site_of
from services.office import open_office
from services.public_desk import open_desk
from services.settings import Settings

GRACE_SECONDS = 10
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
TOO_SOON = 3.0
MOST_TOO_SOON = 5
"""So many processes that die so soon after their birth: something is wrong for good."""

TELL_SECONDS = 60.0
SECRETS = ("PACTUA_CHAVE_SENHA", "PACTUA_CHAVE_SENHA_ARQUIVO", "PACTUA_SMTP")
PREPARED_AT_ONCE = 50
FIRST = ("", "")
PREPARE_AGAIN_SECONDS = 600.0


@dataclass(frozen=True)
class Serving:
    """What is served, where, by how many."""

    open_desk: OpenDesk
    """Opens a desk in a process of its own; it must be picklable."""
    open_site: Callable[[], Site]
    limiter: Limiter = field(default_factory=Limiter)
    proxies: Sequence[Network] = ()
    processes: int = 2


def serving_of(
    settings: Settings,
    open_data: Path | None,
    checks: int,
    proxies: Sequence[Network],
    processes: int,
) -> Serving:
    """The portal of a data folder, its database made or migrated, its search brought up to date.

    What the portal has no use for is forgotten: passphrase and mail server go no further. Raises
    PactuaError.
    """
    if open_data is not None and not open_data.is_dir():
        raise UsageError(
            f"não há a pasta de dados abertos {open_data}.",
            f"Escreva-os antes: pactua registro exportar --saida {open_data}",
        )
    for name in SECRETS:
        os.environ.pop(name, None)
    settings = replace(settings, key_passphrase="", mail_server="")
    office = open_office(settings)
    try:
        office.search.catch_up()
    finally:
        office.store.close()
    site = partial(open_site, settings, open_data, checks)
    return Serving(partial(open_desk, settings), site, proxies=proxies, processes=processes)


def open_site(settings: Settings, open_data: Path | None, checks: int) -> Site:
    """What the pages say of the body, as its file stands now."""
    office = open_office(settings, read_only=True)
    try:
        return site_of(office, open_data, checks)
    finally:
        office.store.close()


def listen(address: str, port: int) -> socket.socket:
    """The socket that all processes answer on. Raises OutsideError."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((address, port))
        opened.listen(2048)
    except (OSError, OverflowError) as error:
        opened.close()
        reason = system_reason(error) if isinstance(error, OSError) else "a porta não existe"
        raise OutsideError(
            f"o portal não pôde ouvir em {address}, porta {port} ({reason}).",
            "Veja se outro programa usa a porta, ou escolha outra com --porta.",
        ) from error
    return opened


def serve(serving: Serving, listening: socket.socket) -> None:
    """Serve until told to stop. Raises OutsideError when the processes do not stay alive."""
    gc.enable()
    gc.freeze()  # what is there now is shared by all, and stays
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        _Watcher(serving, listening).watch()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


class _Watcher:
    """Keeps the processes alive until told to stop."""

    def __init__(self, serving: Serving, listening: socket.socket) -> None:
        answer = partial(_answer, serving, listening)
        self._tasks: list[Callable[[], None]] = [answer] * serving.processes
        self._tasks.append(partial(_prepare, serving))
        self._listening = listening
        self._living: dict[int, tuple[int, float]] = {}
        self._too_soon = 0

    def watch(self) -> None:
        """Until SIGTERM or SIGINT."""
        for place in range(len(self._tasks)):
            self._start(place)
        try:
            while True:
                match signal.sigwait(SIGNALS):
                    case signal.SIGCHLD:
                        self._replace_dead()
                    case signal.SIGHUP:
                        self._tell_all(signal.SIGTERM)
                    case _:
                        return
        finally:
            self._stop()

    def _start(self, place: int) -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            _live(self._tasks[place], parent)
        self._living[pid] = (place, time.monotonic())

    def _replace_dead(self) -> None:
        for place, born in self._reap():
            self._too_soon = self._too_soon + 1 if time.monotonic() - born < TOO_SOON else 0
            if self._too_soon >= MOST_TOO_SOON:
                raise OutsideError(
                    "os processos do portal não ficam de pé.",
                    "Veja as linhas de falha acima; confira com: pactua registro verificar",
                )
            self._start(place)

    def _reap(self) -> list[tuple[int, float]]:
        dead = []
        with suppress(ChildProcessError):
            while (pid := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                if pid in self._living:
                    dead.append(self._living.pop(pid))
        return dead

    def _stop(self) -> None:
        self._listening.close()
        self._tell_all(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS + 5
        while self._living and time.monotonic() < deadline:
            self._reap()
            time.sleep(0.05)
        self._tell_all(signal.SIGKILL)
        while self._living:
            self._reap()
            time.sleep(0.01)

    def _tell_all(self, what: signal.Signals) -> None:
        for pid in list(self._living):
            with suppress(ProcessLookupError):
                os.kill(pid, what)


def _live(task: Callable[[], None], parent: int) -> None:
    """The life of a process that was just born; it never returns."""
    status = 1
    try:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        if os.getppid() == parent:
            task()
        status = 0
    except PactuaError as error:
        write(f"falha: {error.message} {error.remedy}")
    except BaseException:
        write(f"falha: {traceback.format_exc(limit=-3)}")
    finally:
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(status)


def _answer(serving: Serving, listening: socket.socket) -> None:
    parent = os.getppid()
    desk = serving.open_desk()
    judge = ProcessJudge(serving.open_desk)
    journal = Journal(write)
    app = build(desk, judge, serving.limiter, serving.open_site(), journal, serving.proxies)
    server = uvicorn.Server(configuration(app))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serving(server, desk, listening, journal, parent))
    judge.close()
    desk.close()
    journal.tell()


def configuration(app: object) -> uvicorn.Config:
    """How uvicorn serves: over our bounded connection, without logs or headers of its own."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # Gate is an ASGI application; uvicorn's type is narrower
        http=BoundedConnection,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


async def _serving(
    server: uvicorn.Server,
    desk: PublicDesk,
    listening: socket.socket,
    journal: Journal,
    parent: int,
) -> None:
    watching = asyncio.create_task(_beside(server, desk, journal, parent))
    with suppress(KeyboardInterrupt):
        await server.serve(sockets=[listening])
    watching.cancel()


async def _beside(server: uvicorn.Server, desk: PublicDesk, journal: Journal, parent: int) -> None:
    """Tell what was answered, once a minute; end when nobody watches any more."""
    told = time.monotonic()
    while os.getppid() == parent:
        await asyncio.sleep(1.0)
        desk.rest()
        if time.monotonic() - told >= TELL_SECONDS:
            journal.tell()
            told = time.monotonic()
    server.should_exit = True


def _prepare(serving: Serving) -> None:
    """Make answers ready, document by document, a fifth of the time and after everybody else."""
    parent = os.getppid()
    os.nice(10)
    desk = serving.open_desk()
    after = FIRST
    while os.getppid() == parent:
        start = time.monotonic()
        last = desk.prepare(after, PREPARED_AT_ONCE)
        rest = (time.monotonic() - start) * 4
        if last is None:
            rest = PREPARE_AGAIN_SECONDS
        after = last or FIRST
        until = time.monotonic() + rest
        while time.monotonic() < until and os.getppid() == parent:
            time.sleep(min(1.0, max(0.0, until - time.monotonic())))


def write(line: str) -> None:
    """A line of the portal's journal, on the error output."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n")
        sys.stderr.flush()
