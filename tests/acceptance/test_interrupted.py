"""A batch that is interrupted at the terminal or killed leaves no process and no Python words."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.test_batches import surroundings, words, write_rows

SECONDS = 60


@contextmanager
def batch_under_way(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A batch on two workers, in a process group of its own, with its first file delivered."""
    source = write_rows(folder / "lista.csv", 300)
    process = subprocess.Popen(
        words(folder, source, "--formato", "docx,pdf", "--motor", "typst", "--paralelo", "2"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(folder),
        start_new_session=True,
    )
    deadline = time.monotonic() + SECONDS
    while not list((folder / "saida").glob("*.docx")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    try:
        yield process
    finally:
        if not group_is_gone(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def group_is_gone(group: int) -> bool:
    """Whether no process of the group is alive, up to a few seconds from now."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("times", [1, 3])
def test_ctrl_c_ends_a_batch_with_one_sentence_however_often_it_is_pressed(
    tmp_path: Path, times: int
) -> None:
    with batch_under_way(tmp_path) as process:
        for place in range(times):
            if place:
                time.sleep(0.3)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=SECONDS)
        assert process.returncode == 130
        assert told.decode() == "Interrompido. O que estava pronto ficou guardado.\n"
        assert group_is_gone(process.pid)


def test_ctrl_c_pressed_in_quick_succession_ends_it_all_the_same(tmp_path: Path) -> None:
    with batch_under_way(tmp_path) as process:
        for _ in range(20):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.01)
        _, told = process.communicate(timeout=SECONDS)
        assert (process.returncode, told.decode().count("\n")) == (130, 1)
        assert group_is_gone(process.pid)


def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    with batch_under_way(tmp_path) as process:
        process.kill()
        process.wait()
        assert process.stdout is not None
        ended, _, _ = select.select([process.stdout], [], [], SECONDS)
        assert ended
        assert process.stdout.read() == b""
        assert group_is_gone(process.pid)
