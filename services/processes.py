"""Pools of worker processes that end with whoever started them, even when that one is killed.

Nothing heavy is imported here: a command can start workers before it opens the office.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any

GRACE_SECONDS = 5
COLLECT_EVERY = 50_000
"""Objects made before the collector of cycles looks again; a file of others makes about as many."""


def collect_seldom() -> None:
    """For long work that makes many small objects and hardly a cycle: what is there now stays."""
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY)
    gc.enable()


class WorkerPool(ProcessPoolExecutor):
    """Spawned processes; `begin` is called with `values` once in each, before any work.

    Only the parent hears Ctrl+C. It then ends them at once: what they were at is done again by the
    next run, while waiting for it would keep people at the terminal.
    """

    def __init__(self, count: int, begin: Callable[..., None], *values: object) -> None:
        super().__init__(
            count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(begin, values),
        )

    def start(self, *work: Any) -> "Future[Any]":
        """`submit`, with the process that it may start deaf to Ctrl+C."""
        with _deaf_to_interrupts():
            return self.submit(*work)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            workers = multiprocessing.active_children()
            for worker in workers:
                worker.kill()
            for worker in workers:
                worker.join(GRACE_SECONDS)
            # Else Python would wait, on leaving, until the work in the pipe has been read.
            self._call_queue.cancel_join_thread()  # type: ignore[attr-defined]  # not in typeshed
        # Not waited for: what a killed worker left in a pipe, the pool would wait for for ever.
        self.shutdown(wait=error is None, cancel_futures=True)


def _begin(begin: Callable[..., None], values: tuple[object, ...]) -> None:
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    begin(*values)


def _end_with_parent() -> None:
    """A killed parent closes nothing: its workers would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A process started here ignores Ctrl+C from its first instruction: only the parent decides."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
