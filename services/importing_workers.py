"""Processes that make files ready: spawned, without a database, given bytes and nothing else.

They read what strangers wrote; one that dies of a file takes only that file with it into the
report, because the file is read again, alone, in a process of its own before it is refused.
"""

import os
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from faults.finding import Finding
from services.importing_files import Pending, Readers
from services.importing_reading import Context, Ready, Wanted, make_ready
from services.processes import WorkerPool, collect_seldom

_CONTEXT: list[Context] = []


def begin(context: Context) -> None:
    """Called once in each process."""
    _CONTEXT.append(context)
    collect_seldom()


def work(name: str, data: bytes, sha256: str, wanted: Wanted) -> Ready:
    """One file, in a worker."""
    return make_ready(_CONTEXT[0], name, data, sha256, wanted)


class ProcessReaders(Readers):
    """Makes files ready in other processes, one a core unless told otherwise."""

    def __init__(self, context: Context, count: int | None = None) -> None:
        super().__init__(context)
        self.count = count or os.cpu_count() or 1
        self._pool = self._made(self.count)

    def _made(self, count: int) -> WorkerPool:
        return WorkerPool(count, begin, self._context)

    def submit(self, name: str, data: bytes, sha256: str, wanted: Wanted) -> Pending:
        """The file, being made ready in some process."""
        future = self._start(name, data, sha256, wanted)

        def wait() -> Ready:
            try:
                return future.result()
            except BrokenProcessPool:
                return self._alone(name, data, sha256, wanted)

        return Pending(wait)

    def _start(self, name: str, data: bytes, sha256: str, wanted: Wanted) -> "Future[Ready]":
        try:
            return self._pool.start(work, name, data, sha256, wanted)
        except BrokenProcessPool:
            # Some file brought a process down, and the pool with it: the others want a new one.
            self._pool = self._made(self.count)
            return self._pool.start(work, name, data, sha256, wanted)

    def _alone(self, name: str, data: bytes, sha256: str, wanted: Wanted) -> Ready:
        """A file that was on its way when a process died, in a process of its own."""
        with self._made(1) as pool:
            try:
                future: Future[Ready] = pool.start(work, name, data, sha256, wanted)
                return future.result()
            except BrokenProcessPool:
                finding = Finding(
                    "leitura-interrompida",
                    "erro",
                    name,
                    "a leitura deste arquivo derrubou o processo que o lia.",
                    "Abra-o e salve-o de novo, ou imprima-o em PDF.",
                )
                return Ready(name, findings=(finding,))

    def __enter__(self) -> "ProcessReaders":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.__exit__(kind, error, trace)
