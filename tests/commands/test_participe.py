"""`pactua participe` as people use it: what is refused and why, and what the list shows."""

import json
from pathlib import Path

import pytest

from tests.commands.test_exits import Done, pactua
from tests.offices import EXAMPLES

ABROAD = """\
id: sernac
nome: Servicio Nacional del Consumidor
sigla: SERNAC
tipo: orgao_estrangeiro
genero: m
esfera: estrangeira
identificador_estrangeiro: RUT 60.702.000-0
endereco: {municipio: Santiago, pais: Chile}
representante: {nome: Ana Soto, genero: f, cargo: Directora}
"""


def run(folder: Path, *words: str) -> Done:
    return pactua(folder, *words, PACTUA_HOJE="2026-12-01")


def written(folder: Path, text: str) -> str:
    file = folder / "participe.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_the_list_shows_the_country_of_a_body_abroad(tmp_path: Path) -> None:
    run(tmp_path, "participe", "importar", written(tmp_path, ABROAD))
    run(tmp_path, "participe", "importar", str(EXAMPLES / "mpmt.yaml"))

    rows = run(tmp_path, "participe", "listar").stdout.splitlines()
    seats = {row.split()[0]: row for row in rows}
    assert seats["sernac"].endswith("orgao_estrangeiro   Santiago, Chile")
    assert seats["mpmt"].endswith("ministerio_publico  Cuiabá/MT")
    told = json.loads(run(tmp_path, "participe", "listar", "--json").stdout)["participes"]
    assert {row["id"]: row.get("pais") for row in told} == {"mpmt": None, "sernac": "Chile"}


def test_a_record_whose_signer_is_still_to_be_named_is_not_kept(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        "participe",
        "importar",
        written(tmp_path, ABROAD.replace("Ana Soto", "A DEFINIR")),
    )

    assert done.returncode == 2
    assert (
        "  erro   participe.yaml: representante.nome: “A DEFINIR” marca o lugar de um dado que "
        "falta. Espere a nomeação ou escreva o substituto ou interino, se é ele quem vai assinar.\n"
    ) in done.stderr
    assert run(tmp_path, "participe", "listar").stdout.startswith("O cadastro está vazio.")


@pytest.mark.parametrize("blank", ["", '""', "null"])
def test_a_name_left_blank_is_told_to_be_empty_however_it_is_left(
    tmp_path: Path, blank: str
) -> None:
    text = ABROAD.replace("nome: Servicio Nacional del Consumidor", f"nome: {blank}")
    done = run(tmp_path, "participe", "importar", written(tmp_path, text))

    assert "  erro   participe.yaml: nome: está vazio. Preencha-o.\n" in done.stderr


def test_a_wrong_process_is_told_without_an_empty_place(tmp_path: Path) -> None:
    done = run(
        tmp_path, "minuta", "gerar", "--participe", str(EXAMPLES / "mpmt.yaml"), "--conjunto",
        "act-adesao", "--plano", str(EXAMPLES / "plano-adesao.yaml"), "--processo", "123",
        "--saida", str(tmp_path / "saida"),
    )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "Erro: uma falha nos dados.",
        "  erro   processo: o número de processo “123” não confere com os dígitos verificadores. "
        "Copie o NUP do SEI, no formato 00000.000000/0000-00.",
    ]
