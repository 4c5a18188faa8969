"""`pactua registro` as people and programs read it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands import portuguese
from commands.registro import command
from registry.database import sqlite_url
from tests.registry.lives import fill, kept_at

portuguese.install()


def registro(folder: Path, *words: str) -> Result:
    """Run the command over a data folder."""
    environment = {"PACTUA_DIR": str(folder), "PACTUA_HOJE": "2026-11-23", "PACTUA_BANCO": ""}
    return CliRunner(env=environment).invoke(command, words, prog_name="pactua registro")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with something of everything."""
    made = tmp_path / "dados"
    made.mkdir()
    kept = kept_at(sqlite_url(made / "pactua.db"), made)
    fill(kept)
    kept.store.close()
    return made


def a_file(folder: Path) -> Path:
    """One of the kept files."""
    return sorted(path for path in (folder / "arquivos").rglob("*") if path.is_file())[0]


def test_a_sound_registry_is_told_with_what_was_looked_at(folder: Path) -> None:
    done = registro(folder, "verificar")
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.sub(r"\d\d  textos", "NN  textos", done.stdout) == (
        "        10  registros do diário\n"
        "        NN  textos e partes comuns\n"
        "         8  dados pessoais\n"
        "        14  linhas das tabelas\n"
        "         4  arquivos\n"
        "         2  instrumentos no índice de busca\n"
        "Tudo confere.\n"
    )


def test_what_does_not_fit_is_named_with_its_remedy_and_ends_with_one(folder: Path) -> None:
    path = a_file(folder)
    path.write_bytes(b"dano")
    done = registro(folder, "verificar")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == "1 achado: veja o remédio de cada um."
    assert done.stderr == (
        f"  erro   arquivos/{path.parent.name}/{path.name}: "
        "o conteúdo não é o que o nome (SHA-256) diz. "
        "Restaure a cópia de segurança da pasta de dados.\n"
    )


def test_the_verdict_as_json_has_counts_and_findings(folder: Path) -> None:
    a_file(folder).write_bytes(b"dano")
    done = registro(folder, "verificar", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["conferidos"]["registros"]) == (1, 10)
    assert [finding["regra"] for finding in told["achados"]] == ["arquivo-alterado"]


def test_rebuilding_tells_of_how_many_entries(folder: Path) -> None:
    done = registro(folder, "reconstruir")
    assert (done.exit_code, done.stdout) == (
        0,
        "Tabelas refeitas de 10 registros do diário.\n",
    )
    assert json.loads(registro(folder, "reconstruir", "--json").stdout) == {"registros": 10}


def test_a_copy_is_made_and_restored_elsewhere(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "copia.tar.gz"
    made = registro(folder, "copiar", "--saida", str(archive))
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout == (
        f"{archive}: banco de dados, 4 arquivos e 0 arquivos próprios do órgão "
        f"({archive.stat().st_size // 1024} KiB).\n"
    )
    back = registro(tmp_path / "novo", "restaurar", str(archive))
    assert (back.exit_code, back.stdout) == (
        0,
        f"Restaurado em {tmp_path / 'novo'}: 10 registros do diário e 4 arquivos; tudo confere.\n",
    )
    assert registro(tmp_path / "novo", "verificar").exit_code == 0


def test_restoring_over_something_ends_with_three(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "copia.tar.gz"
    registro(folder, "copiar", "--saida", str(archive))
    done = registro(folder, "restaurar", str(archive))
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        "Erro: o banco de dados não está vazio.\n"
        "  Restaure em PACTUA_DIR e PACTUA_BANCO novos; nada foi alterado.\n"
    )


def test_a_copy_as_json(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "copia.tar.gz"
    told = json.loads(registro(folder, "copiar", "--saida", str(archive), "--json").stdout)
    assert told == {
        "copia": str(archive),
        "bytes": archive.stat().st_size,
        "arquivos": 4,
        "proprios": 0,
        "achados": [],
    }
    back = registro(tmp_path / "novo", "restaurar", str(archive), "--json")
    assert json.loads(back.stdout) == {
        "pasta": str(tmp_path / "novo"),
        "copia_de": "2026-11-23T15:00:00+00:00",
        "registros": 10,
        "arquivos": 4,
        "achados": [],
    }


def test_a_copy_that_is_none_ends_with_two(tmp_path: Path) -> None:
    (tmp_path / "carta.txt").write_text("uma carta", encoding="utf-8")
    done = registro(tmp_path / "novo", "restaurar", str(tmp_path / "carta.txt"))
    assert done.exit_code == 2
    assert "não é uma cópia do Pactua" in done.stderr


def test_open_data_tell_how_many_rows_each_table_has(folder: Path, tmp_path: Path) -> None:
    done = registro(folder, "exportar", "--saida", str(tmp_path / "abertos"), "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["pasta"]) == (0, str(tmp_path / "abertos"))
    assert {name: told["linhas"][name] for name in ("diario", "participes", "instrumentos")} == {
        "diario": 10,
        "participes": 2,
        "instrumentos": 0,
    }
    assert told["de_fora"] == 2


def test_an_export_says_how_many_instruments_are_not_in_it(folder: Path, tmp_path: Path) -> None:
    done = registro(folder, "exportar", "--saida", str(tmp_path / "abertos"))
    assert done.stdout.splitlines()[-2:] == [
        f"Dados abertos em {tmp_path / 'abertos'}.",
        "2 instrumentos não assinados ficaram de fora (Lei nº 12.527/2011, art. 7º, § 3º).",
    ]


def test_open_data_are_never_written_into_the_data_folder(folder: Path) -> None:
    done = registro(folder, "exportar", "--saida", str(folder))
    assert (done.exit_code, done.stderr) == (
        2,
        "Erro: os dados abertos ficariam dentro da pasta de dados.\n"
        "  Escolha outra pasta em --saida: a de dados não se publica.\n",
    )
