"""What `autenticidade conferir` tells at a terminal, and how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.app import pactua as command
from tests.services.signing_offices import FULL
from tests.services.test_verifying_files import plain_words, signed_by_both


@pytest.fixture
def signed(tmp_path: Path) -> tuple[Path, bytes]:
    """A data folder with a signed agreement, and the signed file."""
    office, _, whole = signed_by_both(tmp_path / "dados")
    office.store.close()
    return tmp_path / "dados", whole


def conferir(folder: Path, name: str, data: bytes, *more: str) -> Result:
    """The command on a file."""
    path = folder / name
    path.write_bytes(data)
    values = {"PACTUA_DIR": str(folder), "PACTUA_HOJE": "2026-12-01"}
    words = ("autenticidade", "conferir", "--arquivo", str(path), *more)
    return CliRunner(env=values).invoke(command, words, prog_name="pactua")


def test_the_signed_file_ends_with_0(signed: tuple[Path, bytes]) -> None:
    folder, whole = signed
    done = conferir(folder, "acordo.pdf", whole)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "AUTÊNTICO")


def test_a_copy_with_the_same_words_ends_with_1_under_its_own_heading(
    signed: tuple[Path, bytes],
) -> None:
    folder, whole = signed
    done = conferir(folder, "copia.txt", plain_words(whole))
    lines = done.stdout.splitlines()
    assert (done.exit_code, lines[0]) == (
        1,
        "AS PALAVRAS CONFEREM, MAS O ARQUIVO NÃO É O ASSINADO",
    )
    assert "  assinaturas do documento registrado; este arquivo pode não as trazer:" in lines


def test_programs_read_the_same_with_a_word_of_its_own(signed: tuple[Path, bytes]) -> None:
    folder, whole = signed
    done = conferir(folder, "copia.txt", plain_words(whole), "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["situacao"], told["numero"]) == (1, "palavras_conferem", FULL)
