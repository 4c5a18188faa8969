"""The worker that looks at files of strangers: same answers, bounds held, and it goes on after."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.errors import UnreadableFile
from signatures.bounded import Inspector
from signatures.pades.validate import inspect
from signatures.trust import Trust, TrustFile
from tests.pki import pki
from tests.signed import CHECKED_AT, signed_twice, to_sign

CORPORA = os.environ.get("PACTUA_CORPORA", "")
FILES = sorted(Path(CORPORA).rglob("*.pdf")) if CORPORA else []
SECONDS, MEGABYTES = 5.0, 300


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    with Inspector() as made:
        yield made


def peak_megabytes(inspector: Inspector) -> float:
    process = inspector._process
    assert process is not None
    status = Path(f"/proc/{process.pid}/status").read_text()
    return (
        int(next(line for line in status.split("\n") if line.startswith("VmHWM")).split()[1]) / 1024
    )


def test_the_worker_says_what_the_library_says(inspector: Inspector) -> None:
    for data in (signed_twice(), to_sign(), b"nada"):
        alone = inspect(data, pki().trust(), CHECKED_AT, CHECKED_AT)
        assert inspector.inspect(data, pki().trust(), CHECKED_AT, CHECKED_AT) == alone


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_looked_at() -> None:
    with Inspector(seconds=0.001) as hasty:
        found = hasty.inspect(signed_twice(), pki().trust(), CHECKED_AT)
        assert found.refusal == "O arquivo não pôde ser conferido em 0.001 segundos."
        hasty._seconds = SECONDS
        assert hasty.inspect(signed_twice(), pki().trust(), CHECKED_AT).judgement == "valida"


def test_a_worker_that_dies_is_a_refusal_and_another_one_takes_its_place(
    inspector: Inspector,
) -> None:
    inspector.inspect(b"", Trust(), CHECKED_AT)
    assert inspector._process is not None
    inspector._process.kill()
    time.sleep(0.1)

    assert inspector.inspect(signed_twice(), pki().trust(), CHECKED_AT).judgement == "valida"


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    bomb = b"%PDF-1.7\n" + b"[" * 40_000_000
    with Inspector(seconds=30, megabytes=120) as narrow:
        assert narrow.inspect(bomb, Trust(), CHECKED_AT).refusal
        assert narrow.inspect(signed_twice(), pki().trust(), CHECKED_AT).judgement == "valida"


def test_a_file_in_the_trust_folder_that_is_no_certificate_is_named(inspector: Inspector) -> None:
    trust = Trust((TrustFile("confianca/x.pem", "outra", b"nada"),))
    with pytest.raises(UnreadableFile, match=r"confianca/x\.pem: não é um certificado"):
        inspector.inspect(signed_twice(), trust, CHECKED_AT)


@pytest.mark.skipif(not FILES, reason="PACTUA_CORPORA names no folder of foreign files")
def test_every_foreign_pdf_gets_an_answer_within_the_bounds(inspector: Inspector) -> None:
    slow: list[tuple[str, float]] = []
    for path in FILES:
        start = time.monotonic()
        found = inspector.inspect(path.read_bytes(), pki().trust(), CHECKED_AT)
        slow += [(path.name, spent)] if (spent := time.monotonic() - start) > SECONDS else []
        assert found.reasons, path.name

    assert slow == []
    assert peak_megabytes(inspector) < MEGABYTES
