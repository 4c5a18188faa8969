"""The PDF keeps PDF/A-3a and PDF/UA-1 at once (ISO 19005-3, ISO 14289-1): veraPDF is the judge."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from document.tree import NumberedDocument
from rendering.port import Edition
from rendering.weasy import WeasyEngine
from tests.samples import HOSTILE_NAME, numbered_sample, sample_edition
from tests.tools.verapdf import validate

BARE = replace(sample_edition(), notices=(), letterhead=(), data=b"")
CASES: dict[str, tuple[NumberedDocument, Edition]] = {
    "minuta": (numbered_sample(), sample_edition()),
    "nome-hostil": (numbered_sample(HOSTILE_NAME), sample_edition()),
    "sem-avisos": (numbered_sample(), BARE),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One PDF a case, all by one engine."""
    folder = tmp_path_factory.mktemp("pdf")
    engine = WeasyEngine()
    paths = []
    for name, (document, edition) in CASES.items():
        paths.append(folder / f"{name}.pdf")
        paths[-1].write_bytes(engine.render(document, edition))
    return paths


@pytest.mark.requires("java", "javac")
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_every_document_complies(files: list[Path], flavour: str) -> None:
    results = validate(flavour, files)

    assert [str(result) for result in results if not result.compliant] == []
    assert len(results) == len(CASES)


@pytest.mark.requires("qpdf")
def test_qpdf_finds_nothing(files: list[Path]) -> None:
    for file in files:
        done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)

        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        assert b"No syntax or stream encoding errors found" in done.stdout
