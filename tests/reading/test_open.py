"""Any file: told by its bytes, read within bounds, or refused with what to do."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from faults.errors import UnreadableFile
from reading.open import kind_of, read_file

CORPORA = os.environ.get("PACTUA_CORPORA", "")
SECONDS = 5
MEBIBYTES = 300

READ_ALL = """
import sys, time
from pathlib import Path
from faults.errors import PactuaError
from reading.open import read_file
from reading.outline import outline
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if not path.is_file():
        continue
    start = time.process_time()
    try:
        found = f"{len(outline(read_file(path.name, path.read_bytes())).blocks)} blocos"
    except PactuaError as error:
        found = error.message
    print(f"{time.process_time() - start:.2f}\\t{path.name}\\t{found}")
"""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"PK\3\4...", "docx"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "html"),
        (b"<table><tr><td>x", "html"),
        ("<html><body>x".encode("utf-16"), "html"),
        (b"CL\xc1USULA PRIMEIRA", "texto"),
        (b"<?xml version='1.0'?><a/>", "texto"),
    ],
)
def test_the_kind_is_told_by_the_bytes_whatever_the_name(data: bytes, kind: str) -> None:
    assert kind_of("a.bin", data) == kind


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a: o arquivo está vazio."),
        (b" \n ", "a: o arquivo está vazio."),
        (b"{\\rtf1", "a: é um documento RTF, formato que não é lido aqui."),
        (b"\x89PNG\r\n", "a: é uma imagem PNG, formato que não é lido aqui."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a: é um documento do Word antigo (.doc), formato que não é lido aqui.",
        ),
    ],
)
def test_what_is_not_read_here_is_named(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_file("a", data)
    assert refusal.value.message == message


def test_a_text_of_millions_of_letters_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="o texto passa de 2 milhões de caracteres"):
        read_file("a", b"letras " * 400_000)


@pytest.mark.skipif(not CORPORA, reason="PACTUA_CORPORA does not say where foreign files are")
@pytest.mark.requires("pdftotext")
def test_every_foreign_file_is_read_or_refused_within_its_bounds() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, CORPORA],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_DATA, (MEBIBYTES << 20, MEBIBYTES << 20)
        ),
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(rows) > 200
    assert [row for row in rows if float(row[0]) > SECONDS] == []
