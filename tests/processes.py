"""Processes for tests that need many: sprung from one that has read the program already.

Eight spawned ones would spend their time on reading it, and forked ones would share connections.
"""

import multiprocessing
from multiprocessing.context import ForkServerContext


def quick_processes() -> ForkServerContext:
    """A context whose processes start at once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.registry.lives", "tests.services.notice_offices"])
    return context
