"""Verification by code on the real server, against a bare static answer by the same server.

    python -m benchmarks.portal [DOCUMENTS]

Both are served by uvicorn as the portal configures it, one process each, and asked by wrk with the
same questions: random codes, each from a random address of 127.0.0.0/8 in X-Forwarded-For, so that
the limits stay on. The bare application answers every question with the same bytes and looks at
nothing. Every answer is ready, as the portal makes them by itself in its spare time; how many are
made in a second where none is ready stands beside.
"""

import asyncio
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import uvicorn
import uvloop

from benchmarks.report import Row
from portal.addresses import proxy_networks
from portal.headers import OF_READY_ANSWERS
from portal.server import Serving, configuration, listen, serve
from portal.site import Site
from registry import schema
from registry.answers import Ready
from services import verifying
from services.office import open_office
from services.public_answers import as_json, verdict_data
from services.public_desk import OfficeDesk
from services.settings import Settings, read_settings

DOCUMENTS = 1_000_000
FIRST = 10_000_000
TODAY = "2026-11-23"
UNIT = "CIHP/CGSINDEC/DPDC/SENACON"
BATCH = 5_000
SAMPLE = 200
CONNECTIONS = 32
SECONDS = 5
ROUNDS = 5

SCRIPT = """
math.randomseed(tonumber(os.getenv("SEED") or "1"))
local wait = tonumber(os.getenv("WAIT_MS") or "0")
function request()
  local a = math.random(65793, 16777214)
  wrk.headers["X-Forwarded-For"] =
    string.format("127.%d.%d.%d", math.floor(a / 65536), math.floor(a / 256) % 256, a % 256)
  local code = {first} + math.random(1, {documents})
  local crc = (code * 40503) % 4294967296
  return wrk.format("GET", string.format("/api/v1/conferir?codigo=%d&crc=%08X", code, crc))
end
if wait > 0 then
  function delay() return math.random(0, 2 * wait) end
end
function done(summary, latency, requests)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write
  bad = bad + summary.errors.status + summary.errors.timeout
  io.write(string.format('{{"rate": %f, "p99": %f, "bad": %d}}',
    summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1000, bad))
end
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What wrk told: answers a second, the slowest hundredth in milliseconds, failures."""

    rate: float
    p99: float
    bad: int


def crc_of(code: int) -> str:
    """A CRC that the load generator can work out as well."""
    return f"{code * 40503 % 2**32:08X}"


def open_desk(folder: Path) -> OfficeDesk:
    """The real desk over the registry of the folder."""
    office = open_office(settings_of(folder), read_only=True)
    return OfficeDesk(office, verifying, lambda: office.now, "bench")


def settings_of(folder: Path) -> Settings:
    """The settings of a registry that is there for the benchmark only."""
    return read_settings({"PACTUA_DIR": str(folder), "PACTUA_HOJE": TODAY})


def fill(folder: Path, documents: int) -> float:
    """A registry with that many signed documents, each with its answer ready.

    The answer of one is made by services/verifying.py, and those of the others from it, because to
    ask for a million would take a quarter of an hour; a few are asked for to see that they are the
    same. Returns how many answers a second are made when none is ready.
    """
    store = open_office(settings_of(folder)).store
    codes = range(FIRST + 1, FIRST + documents + 1)
    with store.exclusive() as connection:
        for start in range(0, documents, BATCH):
            batch = codes[start : start + BATCH]
            connection.execute(
                schema.instruments.insert(), [instrument_row(code) for code in batch]
            )
            connection.execute(schema.authenticity.insert(), [check_row(code) for code in batch])
    store.close()
    desk = open_desk(folder)
    first = answer_of(desk, codes[0])
    kept = desk.kept
    if kept is None:
        raise RuntimeError("an office with a folder keeps answers")
    for start in range(0, documents, BATCH):
        kept.keep(ready(code, first, codes[0]) for code in codes[start : start + BATCH])
    began = perf_counter()
    for code in random.Random(1).sample(codes, SAMPLE):
        if answer_of(desk, code) != ready(code, first, codes[0]).body:
            raise RuntimeError(f"the answer to {code} is another")
    kept.close()
    return SAMPLE / (perf_counter() - began)


def answer_of(desk: OfficeDesk, code: int) -> bytes:
    """The answer to a code as it is made when none is ready."""
    return as_json(verdict_data(desk.verify_codes(str(code), crc_of(code))))


def ready(code: int, first: bytes, of: int) -> Ready:
    """The answer to a code, from that to another."""
    body = first.replace(crc_of(of).encode(), crc_of(code).encode())
    body = body.replace(str(of).encode(), str(code).encode())
    return Ready(str(code), crc_of(code), code, "2027-01-30", body)


def instrument_row(code: int) -> dict[str, Any]:
    """A signed agreement; what the check page does not look at is as short as can be."""
    return {
        "numero": number_of(code),
        "ano": 2024,
        "sequencia": code,
        "unidade": UNIT,
        "codigo": str(code),
        "especie": "acordo_cooperacao_tecnica",
        "conjunto": "act-adesao",
        "orgao": "Secretaria Nacional do Consumidor",
        "estado": "assinada",
        "versao": 1,
        "chave": str(code),
        "participes": "[]",
        "uf": "MT",
        "processo": "",
        "original": "",
        "ordem": 0,
        "meses": 36,
        "minutado_em": "2024-01-10",
        "seq": code,
    }


def check_row(code: int) -> dict[str, Any]:
    """What the check page looks at: two parties, two signatures."""
    signatures = [
        {"nome": name, "cargo": role, "nivel": "avancada", "em": "2024-01-30T18:13:00+00:00"}
        for name, role in (
            ("Claire Vogel Dutra", "Subprocuradora-Geral de Justiça Administrativa"),
            ("Wadih Nemer Damous Filho", "Secretário Nacional do Consumidor"),
        )
    ]
    data = {
        "especie": "acordo_cooperacao_tecnica",
        "partes": ["Secretaria Nacional do Consumidor", f"Ministério Público, unidade {code}"],
        "destinatarios": [],
        "assinaturas": [{**one, "texto": ""} for one in signatures],
        "alterado_por": [],
        "texto_sha256": f"{code:064d}",
        "arquivo_sha256": f"{code:064d}",
    }
    return {
        "codigo": str(code),
        "crc": crc_of(code),
        "numero": number_of(code),
        "versao": 1,
        "situacao": "autentico",
        "dados": json.dumps(data, ensure_ascii=False, sort_keys=True),
        "inicio": "2024-01-30",
        "fim": "2027-01-30",
        "encerrado_em": "",
        "seq": code,
    }


def number_of(code: int) -> str:
    """The number of the instrument with this code."""
    return f"{code}/2024/{UNIT}"


def portal(documents: int = DOCUMENTS) -> list[Row]:
    """Throughput and slowest hundredth beside the bare answer, and memory over the whole run."""
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: scripts/setup-system.sh test installs it")
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as name:
        folder = Path(name)
        cold = fill(folder, documents)
        script = folder / "load.lua"
        script.write_text(SCRIPT.format(first=FIRST, documents=documents))
        with served("bare", folder) as bare, served("portal", folder) as ours:
            return list(_measured(documents, cold, script, bare, ours))


def _measured(
    documents: int, cold: float, script: Path, bare: tuple[int, int], ours: tuple[int, int]
) -> Iterator[Row]:
    for _, port in (bare, ours):
        load(script, port, 0, seconds=2)
    before = memory(ours[0])
    pairs = [(load(script, bare[1], n), load(script, ours[1], n)) for n in range(ROUNDS)]
    ratio = median(b.rate / a.rate for a, b in pairs)
    bad = sum(run.bad for pair in pairs for run in pair)
    mine = median(b.rate for _, b in pairs)
    yield Row(
        f"check by code, {documents:,} documents, {bad} failures",
        f"{mine:,.0f} a second ({cold:,.0f} where no answer is ready)",
        f"bare static answer: {median(a.rate for a, _ in pairs):,.0f} a second",
        ratio,
        0.5,
        at_least=True,
    )
    wait = CONNECTIONS / (mine / 2) * 1000
    calm = [(load(script, bare[1], n, wait), load(script, ours[1], n, wait)) for n in range(ROUNDS)]
    bad = sum(run.bad for pair in calm for run in pair)
    yield Row(
        f"check by code at half load ({median(b.rate for _, b in calm):,.0f} a second), p99, "
        f"{bad} failures",
        f"{median(b.p99 for _, b in calm):.2f} ms",
        f"bare static answer at the same rate: {median(a.p99 for a, _ in calm):.2f} ms",
        median(b.p99 / a.p99 for a, b in calm),
        5.0,
        at_least=False,
    )
    after = memory(ours[0])
    yield Row(
        "memory of the answering process over the run",
        f"{after:.0f} MB",
        f"when warm: {before:.0f} MB",
        after / before,
        1.1,
        at_least=False,
    )


def load(script: Path, port: int, seed: int, wait: float = 0.0, seconds: int = SECONDS) -> Run:
    """What wrk finds; `wait` is the mean pause of a connection between questions, in ms."""
    connections = CONNECTIONS * (8 if wait else 1)
    words = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script)]
    environment = {**os.environ, "SEED": str(seed), "WAIT_MS": str(round(wait * 8))}
    done = subprocess.run(
        [*words, f"http://127.0.0.1:{port}"],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    found = re.search(r"\{.*\}", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout)
    return Run(**json.loads(found[0]))


@contextmanager
def served(which: str, folder: Path) -> Iterator[tuple[int, int]]:
    """(process that answers, port) of a server that goes away afterwards."""
    words = [sys.executable, "-m", "benchmarks.portal", which, str(folder)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None  # it is a pipe
        port = int(process.stdout.readline())
        time.sleep(2.0)
        yield _answering(process.pid), port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _answering(watcher: int) -> int:
    """The first process born of the watcher; the watcher itself when it has none."""
    children = Path(f"/proc/{watcher}/task/{watcher}/children").read_text().split()
    return int(children[0]) if children else watcher


def memory(pid: int) -> float:
    """Megabytes that a process holds of its own: pages of files are the system's."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"RssAnon:\s+(\d+)", status)[0]) / 1024


def serve_portal(folder: Path) -> None:
    """The portal, one process, until it is told to stop."""
    listening = _listening()
    site = partial(Site, "Órgão", "ÓRGÃO")
    proxies = proxy_networks(["127.0.0.1"])
    serve(Serving(partial(open_desk, folder), site, proxies=proxies, processes=1), listening)


def serve_bare(folder: Path) -> None:
    """The same bytes to everybody, by the same server."""
    code = FIRST + 1
    row = check_row(code)
    office = open_office(settings_of(folder), read_only=True)
    body = as_json(verdict_data(verifying.from_row(office, row)))
    office.store.close()
    headers = [*OF_READY_ANSWERS, (b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    end = {"type": "http.response.body", "body": body}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send(start)
        await send(end)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(uvicorn.Server(configuration(app)).serve(sockets=[_listening()]))


def _listening() -> Any:
    listening = listen("127.0.0.1", 0)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    return listening


def main(words: list[str]) -> None:
    """Serve one of the two, or measure both."""
    if words[:1] == ["portal"]:
        serve_portal(Path(words[1]))
    elif words[:1] == ["bare"]:
        serve_bare(Path(words[1]))
    else:
        for row in portal(int(words[0]) if words else DOCUMENTS):
            sys.stdout.write(f"{row.markdown()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
