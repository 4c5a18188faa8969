"""The real server: hostile connections, processes that die, and an end in good order."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from faults.errors import OutsideError
from portal.server import listen
from tests.log_office import log_office
from tests.portal.desk import CRC
from tests.portal.serving import HOST, ROOT, exchange, portal

ASK = f"GET /api/v1/conferir?codigo=10000001&crc={CRC} HTTP/1.1\r\nhost: x\r\n".encode()
CLOSE = b"connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A portal of one process."""
    with portal() as (_, port):
        yield port


def get(port: int, path: str) -> bytes:
    """What a page answers."""
    with urlopen(f"http://{HOST}:{port}{path}", timeout=20) as answer:
        body: bytes = answer.read()
        return body


def children(pid: int) -> list[int]:
    """The processes born of this one."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_it_answers_and_says_nothing_of_the_server(port: int) -> None:
    answer = exchange(port, ASK + CLOSE)

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert json.loads(body)["situacao"] == "autentico"
    assert b"uvicorn" not in head.lower()
    assert b"\r\nserver:" not in head.lower()


def test_questions_in_a_row_on_one_connection_are_all_answered(port: int) -> None:
    answer = exchange(port, (ASK + b"\r\n") * 3 + ASK + CLOSE)

    assert answer.count(b"HTTP/1.1 200") == 4


@pytest.mark.parametrize(
    "head",
    [
        ASK + b"x: " + b"a" * 200_000 + b"\r\n",
        ASK + b"x: y\r\n" * 20_000,
        b"GET /" + b"a" * 200_000,
    ],
)
def test_a_head_without_end_is_cut_off(port: int, head: bytes) -> None:
    answer = exchange(port, head)

    assert b"HTTP/1.1 200" not in answer
    assert get(port, "/saude") == b'{"situacao":"ok"}'


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"\0" * 5000,
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nhost: x\r\n" + CLOSE,
        b"GET http://[::1 HTTP/1.1\r\nhost: x\r\n" + CLOSE,
        b"POST /resultado HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"POST /resultado HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n",
        b"GET /%00%ff%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nhost: x\r\n" + CLOSE,
        b"GET /estatico/..%2f..%2fpyproject.toml HTTP/1.1\r\nhost: x\r\n" + CLOSE,
        b"GET /api/v1/conferir?codigo=%FF%00&crc=%E2%80%AE HTTP/1.1\r\nhost: x\r\n" + CLOSE,
    ],
)
def test_nonsense_on_the_wire_never_brings_it_down(port: int, nonsense: bytes) -> None:
    answer = exchange(port, nonsense, wait=3.0)

    assert b"HTTP/1.1 5" not in answer
    assert b"Traceback" not in answer
    assert get(port, "/saude") == b'{"situacao":"ok"}'


def test_a_process_that_dies_is_replaced_and_nobody_is_turned_away() -> None:
    with portal(processes=2) as (watcher, port):
        get(port, "/saude")
        before = children(watcher.pid)
        os.kill(before[0], signal.SIGKILL)

        for _ in range(20):
            assert get(port, "/saude") == b'{"situacao":"ok"}'
        deadline = time.monotonic() + 10
        while before[0] in children(watcher.pid) or len(children(watcher.pid)) < 3:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_sighup_begins_anew_without_turning_anybody_away() -> None:
    with portal() as (watcher, port):
        get(port, "/saude")
        before = set(children(watcher.pid))
        watcher.send_signal(signal.SIGHUP)

        deadline = time.monotonic() + 15
        while before & set(children(watcher.pid)):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert get(port, "/saude") == b'{"situacao":"ok"}'


def test_told_to_stop_it_finishes_what_it_was_asked_and_ends_well() -> None:
    with portal() as (watcher, port):
        get(port, "/saude")
        answers: list[bytes] = []
        asking = threading.Thread(
            target=lambda: answers.append(get(port, "/api/v1/acordos?busca=devagar"))
        )
        asking.start()
        time.sleep(0.5)
        watcher.send_signal(signal.SIGTERM)
        asking.join(20)

        assert watcher.wait(20) == 0
        assert json.loads(answers[0])["pagina"] == 1


def test_when_the_watcher_is_killed_the_others_end_too() -> None:
    with portal() as (watcher, port):
        get(port, "/saude")
        alone = children(watcher.pid)
        watcher.kill()
        watcher.wait()

        deadline = time.monotonic() + 20
        while any(Path(f"/proc/{pid}/cmdline").exists() and alive(pid) for pid in alone):
            assert time.monotonic() < deadline
            time.sleep(0.1)


def alive(pid: int) -> bool:
    """Whether a process lives, and is not only waiting to be buried."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_port_that_is_taken_is_told_with_what_to_do() -> None:
    taken = listen(HOST, 0)
    number = taken.getsockname()[1]

    with pytest.raises(OutsideError) as refused:
        listen(HOST, number)
    taken.close()

    assert refused.value.message.startswith(f"o portal não pôde ouvir em {HOST}, porta {number} (")
    assert refused.value.remedy == (
        "Veja se outro programa usa a porta, ou escolha outra com --porta."
    )


def test_the_command_serves_a_real_registry_and_ends_well(tmp_path: Path) -> None:
    mine = log_office(tmp_path)
    mine.key()
    mine.signed()
    mine.sign(1, "joao-da-silva")
    mine.office.store.close()
    environment = {**os.environ, "PACTUA_DIR": str(tmp_path), "PACTUA_CHAVE_SENHA": "segredo"}
    words = [sys.executable, "cli.py", "servir", "--porta", "0", "--processos", "1"]
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        (port,) = re.findall(r"http://127\.0\.0\.1:(\d+)\.", process.stdout.readline())
        right = get(int(port), f"/api/v1/conferir?codigo=10000001&crc={CRC}")
        again = get(int(port), f"/api/v1/conferir?codigo=10000001&crc={CRC}")
        wrong = get(int(port), "/api/v1/conferir?codigo=10000001&crc=00000000")
        page = get(int(port), "/chave")
        process.send_signal(signal.SIGTERM)
        told = process.communicate(timeout=30)[1]

    assert json.loads(right)["situacao"] == "autentico"
    assert again == right
    assert json.loads(wrong)["situacao"] == "nao_confere"
    assert b"assina agora" in page
    assert process.returncode == 0
    assert "Portal parado." in told
    assert "falha" not in told
