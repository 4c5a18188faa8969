"""Worker processes that only render: spawned, without a database, given a numbered document.

They end with the batch, or with the process that started them. Nothing heavy is imported here: a
command can start them before it opens the office.
"""

import os
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from document.tree import NumberedDocument
from faults.errors import OutsideError
from rendering import worker
from rendering.port import Edition
from services.processes import WorkerPool

if TYPE_CHECKING:
    from services.editions import EngineKey, Files, Pending


class ProcessRenderers:
    """A pool of rendering processes, one a core unless told otherwise."""

    def __init__(self, templates: tuple[Path, ...], count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._pool = WorkerPool(self.count, worker.begin, templates)

    def prepare(self, file_format: str, name: str) -> None:
        """Begin to load an engine in some process; what goes wrong is told by `submit`."""
        self._start(worker.prepare, file_format, name)

    def submit(
        self, document: NumberedDocument, edition: Edition, missing: "Sequence[EngineKey]"
    ) -> "Pending":
        """Begin to render these files in some process; the result waits for them."""
        future = self._start(worker.draw, document, edition, missing)

        def wait() -> "Files":
            try:
                files: Files = future.result()
            except BrokenProcessPool as error:
                raise _worker_died() from error
            return files

        return wait

    def _start(self, *work: Any) -> "Future[Any]":
        try:
            return self._pool.start(*work)
        except BrokenProcessPool as error:
            raise _worker_died() from error

    def __enter__(self) -> "ProcessRenderers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.__exit__(kind, error, trace)


def _worker_died() -> OutsideError:
    return OutsideError(
        "um processo de geração terminou de repente (falta de memória?).",
        "Rode o mesmo comando de novo: ele continua de onde parou. Se repetir, use --paralelo 1.",
    )
