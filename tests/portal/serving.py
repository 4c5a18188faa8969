"""A real portal in a process of its own, over the desk of the tests."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.server import Serving, listen, serve
from portal.site import Site
from services.public_records import PublishedPage
from tests.portal.desk import FakeDesk
from tests.portal.house import SITE

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"


class SlowDesk(FakeDesk):
    """Takes its time over one search."""

    def published(self, query: str, page: int) -> PublishedPage:
        if query == "devagar":
            time.sleep(1.5)
        return super().published(query, page)


def site() -> Site:
    """The body of the tests."""
    return SITE


@contextmanager
def portal(processes: int = 1) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """(watcher, port) of a portal that goes away afterwards."""
    words = [sys.executable, "-m", "tests.portal.serving", str(processes)]
    process = subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        port = int(process.stdout.readline())
        yield process, port
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def exchange(port: int, *pieces: bytes, wait: float = 10.0) -> bytes:
    """Everything that a connection answers to these pieces until it is closed."""
    with socket.create_connection((HOST, port), timeout=wait) as connection:
        received = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
            while data := connection.recv(65536):
                received += data
        except OSError:  # it was cut: what was said before counts
            pass
        return received


def main() -> None:
    """Serve until told to stop."""
    listening = listen(HOST, 0)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    serve(Serving(SlowDesk, site, processes=int(sys.argv[1])), listening)


if __name__ == "__main__":
    main()
