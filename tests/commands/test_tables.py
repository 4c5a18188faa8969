"""Tables of partners that are none: refused with 2 and what to do, never taken for done."""

from pathlib import Path

import pytest

from tests.commands.test_exits import PLAN, Done, pactua
from tests.offices import EXAMPLES

HEADER = (EXAMPLES / "participes.csv").read_text(encoding="utf-8").split("\n")[0]


def imported(folder: Path, name: str) -> Done:
    return pactua(folder, "participe", "importar", name)


def batch(folder: Path, name: str) -> Done:
    return pactua(
        folder, "minuta", "lote", "--participes", name, "--conjunto", "act-adesao",
        "--plano", PLAN, "--formato", "txt", "--saida", "saida", "--paralelo", "1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "teste; 31/02\n",
            "Erro: p.csv: linha 1: ao cabeçalho faltam as colunas id, nome, sigla, tipo, genero, "
            "esfera, endereco, representante.\n"
            "  A primeira linha traz os nomes das colunas, como em examples/participes.csv.\n",
        ),
        (
            HEADER.replace("sigla,", "") + "\n",
            "Erro: p.csv: linha 1: ao cabeçalho falta a coluna sigla.\n"
            "  A primeira linha traz os nomes das colunas, como em examples/participes.csv.\n",
        ),
        (
            HEADER + "\n\n",
            "Erro: p.csv: não há linhas de partícipes.\n"
            "  Abaixo do cabeçalho, escreva uma linha para cada partícipe, como em "
            "examples/participes.csv.\n",
        ),
    ],
)
def test_a_table_without_partners_is_refused_by_both_commands(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "p.csv").write_text(text, encoding="utf-8")
    for done in (imported(tmp_path, "p.csv"), batch(tmp_path, "p.csv")):
        assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


@pytest.mark.parametrize("name", ["p.xlsx", "p.XLS", "p.ods"])
def test_a_spreadsheet_is_to_be_saved_as_a_table(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK")
    assert imported(tmp_path, name).stderr == (
        f"Erro: {name}: é uma planilha, que não se lê como está.\n"
        "  No Excel ou no LibreOffice, salve como CSV (UTF-8).\n"
    )


@pytest.mark.parametrize("name", ["p.docx", "p.pdf", "p"])
def test_another_file_is_never_told_to_change_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF")
    assert imported(tmp_path, name).stderr == (
        f"Erro: {name}: não é um arquivo .yaml, .csv, .tsv ou .json.\n"
        "  Ponha os partícipes numa planilha, uma linha para cada um, com as colunas de "
        "examples/participes.csv; no Excel ou no LibreOffice, salve como CSV (UTF-8).\n"
    )


def test_a_folder_is_told_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "listas").mkdir()
    assert imported(tmp_path, "listas").stderr == (
        "Erro: listas: é uma pasta.\n  Dê o arquivo que traz os partícipes, como participes.csv.\n"
    )
