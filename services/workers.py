"""Worker processes that only render: spawned, without a database, given a numbered document.

They end with the batch, or with the process that started them.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from document.tree import NumberedDocument
from faults.errors import OutsideError
from instruments.facts import FileFormat
from rendering.port import Edition
from services.batch import Files, Pending
from services.drafting import Draft
from services.editions import edition_of
from services.engines import build_engine
from services.office import Office


class ProcessRenderers:
    """A pool of rendering processes, one a core unless told otherwise."""

    def __init__(self, templates: tuple[Path, ...], count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._pool = ProcessPoolExecutor(
            self.count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_prepare,
            initargs=(templates,),
        )

    def submit(
        self, draft: Draft, office: Office, missing: tuple[tuple[FileFormat, str], ...]
    ) -> Pending:
        """Begin to render these files in some process; the result waits for them."""
        edition = edition_of(office, draft)
        try:
            with _deaf_to_interrupts():
                future = self._pool.submit(_render, draft.document, edition, missing)
        except BrokenProcessPool as error:
            raise _worker_died() from error

        def wait() -> Files:
            try:
                return future.result()
            except BrokenProcessPool as error:
                raise _worker_died() from error

        return wait

    def __enter__(self) -> "ProcessRenderers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=error is None, cancel_futures=True)


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


def _worker_died() -> OutsideError:
    return OutsideError(
        "um processo de geração terminou de repente (falta de memória?).",
        "Rode o mesmo comando de novo: ele continua de onde parou. Se repetir, use --paralelo 1.",
    )


_TEMPLATES: list[tuple[Path, ...]] = []


def _prepare(templates: tuple[Path, ...]) -> None:
    # Typst would start a thread a core in each process, and they would fight for the cores.
    os.environ["RAYON_NUM_THREADS"] = "1"
    _TEMPLATES.append(templates)
    gc.freeze()


def _render(
    document: NumberedDocument, edition: Edition, missing: tuple[tuple[FileFormat, str], ...]
) -> Files:
    return [
        (kind, name, build_engine(kind, name, _TEMPLATES[0]).render(document, edition))
        for kind, name in missing
    ]
