"""Batches as they really run: processes of their own, killed, doubled, and with many rows."""

import csv
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.offices import EXAMPLES, PLAN

ROOT = Path(__file__).parents[2]
ROWS = EXAMPLES / "participes.csv"
FAULTS: tuple[dict[str, str], ...] = (
    {"cnpj": "11.111.111/1111-12"},
    {"endereco.cep": "69306-680", "endereco.uf": "MT", "endereco.municipio": "Cuiabá"},
    {"email": "sem arroba"},
    {"representante.genero": ""},
    {"nome": "Procon \U0001f600"},
    {"tipo": "fornecedor", "esfera": "privada"},
    {"telefone": "12"},
    {"processo": "08012.002734/2023-08"},
    {"id": "../../etc"},
    {"sigla": "A\u202eB"},
)


def write_rows(path: Path, count: int, bad: Sequence[int] = ()) -> Path:
    """That many partners made of the example rows; the rows at these places get a fault each."""
    with ROWS.open(encoding="utf-8", newline="") as stream:
        samples = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(samples[0]))
        writer.writeheader()
        for place in range(count):
            row = dict(samples[place % len(samples)])
            row["id"] = f"{row['id']}-{place}"
            row["nome"] = f"{row['nome']}, unidade {place}"
            if place in bad:
                row.update(FAULTS[bad.index(place) % len(FAULTS)])
            writer.writerow(row)
    return path


def words(folder: Path, source: Path, *more: str) -> list[str]:
    return [
        sys.executable, str(ROOT / "cli.py"), "minuta", "lote", "--participes", str(source),
        "--conjunto", "act-adesao", "--plano", str(PLAN), "--saida", str(folder / "saida"),
        "--json", *more,
    ]  # fmt: skip


def surroundings(folder: Path) -> dict[str, str]:
    return {**os.environ, "PACTUA_DIR": str(folder / "dados"), "PACTUA_HOJE": "2026-11-23"}


def run(folder: Path, source: Path, *more: str) -> tuple[int, dict[str, object]]:
    """Exit status and the JSON of a whole run."""
    done = subprocess.run(
        words(folder, source, *more), capture_output=True, env=surroundings(folder), check=False
    )
    assert done.stdout, done.stderr.decode()
    return done.returncode, json.loads(done.stdout)


def numbers(folder: Path) -> list[tuple[int, int]]:
    """(sequence, newest version) of every instrument in the registry."""
    with sqlite3.connect(folder / "dados" / "pactua.db") as database:
        query = "SELECT sequencia, versao FROM instrumentos ORDER BY sequencia"
        return list(database.execute(query))


def chain_holds(folder: Path) -> bool:
    from registry.database import open_database
    from registry.store import Store

    store = Store(open_database(f"sqlite:///{folder / 'dados' / 'pactua.db'}"))
    return not store.broken_links()


def test_good_rows_get_docx_and_pdf_and_bad_rows_their_report(tmp_path: Path) -> None:
    bad = tuple(range(3, 43, 4))
    source = write_rows(tmp_path / "lista.csv", 50, bad)
    status, told = run(tmp_path, source, "--motor", "typst")
    refused = told["recusados"]
    assert (status, told["gerados"], len(refused)) == (1, 40, 10)  # type: ignore[arg-type]
    assert [row["linha"] for row in refused] == [place + 2 for place in bad]  # type: ignore[attr-defined]
    for ending in ("docx", "pdf"):
        assert len(list((tmp_path / "saida").glob(f"*.{ending}"))) == 40
    assert numbers(tmp_path) == [(place, 1) for place in range(1, 41)]


def kill_somewhere(folder: Path, source: Path, after: float, *more: str) -> None:
    """Start a batch and kill -9 the whole group after some time."""
    process = subprocess.Popen(
        words(folder, source, *more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings(folder),
        start_new_session=True,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("seed", range(4))
def test_a_batch_killed_again_and_again_is_completed_without_a_lost_or_double_number(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    source = write_rows(tmp_path / "lista.csv", 40)
    for _ in range(5):
        kill_somewhere(tmp_path, source, chance.uniform(0.5, 4), "--formato", "docx,txt")
    status, told = run(tmp_path, source, "--formato", "docx,txt")
    assert (status, told["gerados"], told["recusados"]) == (0, 40, [])
    assert numbers(tmp_path) == [(place, 1) for place in range(1, 41)]
    assert chain_holds(tmp_path)
    delivered = sorted(path.name for path in (tmp_path / "saida").glob("*.docx"))
    assert len(delivered) == 40
    for path in (tmp_path / "dados" / "arquivos").glob("*/[0-9a-f]*"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def test_two_batches_at_once_make_each_instrument_once(tmp_path: Path) -> None:
    source = write_rows(tmp_path / "lista.csv", 30)
    command = words(tmp_path, source, "--formato", "txt", "--paralelo", "1")
    both = [
        subprocess.Popen(command, env=surroundings(tmp_path), stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in both:
        out, _ = process.communicate(timeout=120)
        assert (process.returncode, json.loads(out)["gerados"]) == (0, 30)
    assert numbers(tmp_path) == [(place, 1) for place in range(1, 31)]
    assert chain_holds(tmp_path)


@pytest.mark.soak
def test_a_thousand_rows_of_which_thirty_are_bad(tmp_path: Path) -> None:
    bad = tuple(range(10, 1000, 33))[:30]
    source = write_rows(tmp_path / "lista.csv", 1000, bad)
    start = time.monotonic()
    status, told = run(tmp_path, source, "--motor", "typst")
    assert (status, told["gerados"], len(told["recusados"])) == (1, 970, 30)  # type: ignore[arg-type]
    assert len(list((tmp_path / "saida").glob("*.pdf"))) == 970
    print(f"970 in {time.monotonic() - start:.0f} s")  # noqa: T201 (a soak run states its figure)
    few = write_rows(tmp_path / "vinte.csv", 20)
    status, told = run(tmp_path, few, "--motor", "weasyprint")
    assert (status, told["gerados"]) == (0, 20)


@pytest.mark.soak
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    peaks = {}
    for count in (100, 1_000, 10_000):
        folder = tmp_path / str(count)
        folder.mkdir()
        source = write_rows(folder / "lista.csv", count)
        peaks[count] = _peak(folder, source)
    print(f"peak MiB of the largest process by rows: {peaks}")  # noqa: T201 (as above)
    assert peaks[10_000] < peaks[100] * 1.35


def _peak(folder: Path, source: Path) -> int:
    """Peak resident MiB of the largest process of a run, from the system's own accounting."""
    program = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, "
        "stdout=subprocess.DEVNULL); "
        "sys.stdout.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))"
    )
    command = [sys.executable, "-c", program, *words(folder, source, "--formato", "docx,txt")]
    done = subprocess.run(command, capture_output=True, check=True, env=surroundings(folder))
    return int(done.stdout) // 1024
