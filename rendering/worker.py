"""What a worker process does: it renders, and knows nothing of databases, records or commands.

It imports the engines it is asked for and nothing else, so that it starts at once.
"""

import atexit
import gc
import os
from collections.abc import Sequence
from pathlib import Path

from document.tree import NumberedDocument
from rendering.engines import build_engine
from rendering.port import Edition

_TEMPLATES: list[tuple[Path, ...]] = []


def begin(templates: tuple[Path, ...]) -> None:
    """Called once in each process."""
    # Typst would start a thread a core in each process, and they would fight for the cores.
    os.environ["RAYON_NUM_THREADS"] = "1"
    _TEMPLATES.append(templates)
    # Run after all else that ends with the process: taking down every module has no use.
    atexit.register(os._exit, 0)
    gc.freeze()


def prepare(file_format: str, name: str) -> None:
    """Load an engine before there is anything to render."""
    engine = build_engine(file_format, name, _TEMPLATES[0])
    if hasattr(engine, "prepare"):
        engine.prepare()


def draw(
    document: NumberedDocument, edition: Edition, missing: Sequence[tuple[str, str]]
) -> list[tuple[str, str, bytes]]:
    """(format, engine name, bytes) of each file asked for."""
    return [
        (kind, name, build_engine(kind, name, _TEMPLATES[0]).render(document, edition))
        for kind, name in missing
    ]
