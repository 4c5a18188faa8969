"""`pactua importar`, `pactua clausula importar` and `pactua minuta receber`, as they are typed."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from commands.app import pactua
from services.drafting import draft
from services.settings import read_settings
from tests.importing.variants import as_html, sample
from tests.offices import ask, example, office_at
from tests.returned import edited, sent_out

NUMBER = "7/2024/CIHP/CGSINDEC/DPDC/SENACON"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PACTUA_DIR", str(tmp_path / "dados"))
    monkeypatch.setenv("PACTUA_HOJE", "2026-12-01")
    monkeypatch.setenv("PACTUA_USUARIO", "Ana Souza")
    (tmp_path / "acordo.txt").write_text(sample(), encoding="utf-8")
    (tmp_path / "carta.txt").write_text("Prezada Senhora, segue a carta.\n", encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(pactua, list(words))


def told(*words: str) -> dict[str, Any]:
    """The JSON of a command that ends well."""
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_json_has_the_fields_of_one_file_at_the_root() -> None:
    data = told("importar", "acordo.txt", "--sem-revisao")
    assert (data["registro"], data["situacao"], data["estado"]) == (
        NUMBER,
        "registrado",
        "assinada",
    )
    days = ("fim_vigencia", "publicacao_ate", "renovacao_ate", "renovacao_prudente")
    assert all(data[name] for name in days)
    assert data["arquivos"][0]["registro"] == NUMBER
    assert {"campos", "partes", "assinaturas", "clausulas", "achados"} <= data.keys()


def test_what_was_imported_is_listed_shown_and_found() -> None:
    run("importar", "acordo.txt", "--sem-revisao")
    shown = run("instrumento", "mostrar", "7/2024").stdout
    assert "importado de        acordo.txt" in shown
    (row,) = told("instrumento", "listar", "--busca", "divulgar unidades")["instrumentos"]
    assert row["numero"] == NUMBER
    assert "importado de um arquivo" in run("instrumento", "historico", "7/2024").stdout
    assert run("registro", "verificar").exit_code == 0


def test_an_aditivo_tells_its_own_publication_and_the_new_term_of_its_agreement() -> None:
    run("importar", "acordo.txt", "--sem-revisao")
    text = sample("termo-aditivo").replace(" Nº 7/2024/CIHP/CGSINDEC/DPDC/SENACON", "")
    Path("aditivo.txt").write_text(text.replace("12/03/2026", "09/04/2026"), encoding="utf-8")
    data = told("importar", "aditivo.txt", "--de", "7/2024", "--sem-revisao")
    names = ("registro", "acompanha", "ordem", "meses", "publicacao_ate", "fim_vigencia")
    assert [data[name] for name in names] == [
        "1/2026/ADITIVO", NUMBER, 1, 24, "2026-05-08", "2028-04-15",
    ]  # fmt: skip


def test_a_trial_records_nothing() -> None:
    assert told("importar", "acordo.txt", "--simular", "--sem-revisao")["situacao"] == "simulado"
    assert told("instrumento", "listar")["instrumentos"] == []


def test_a_refused_file_ends_with_status_one_and_the_rest_is_registered(tmp_path: Path) -> None:
    (tmp_path / "pasta").mkdir()
    (tmp_path / "pasta" / "a.txt").write_text(sample(), encoding="utf-8")
    (tmp_path / "pasta" / "b.html").write_bytes(as_html(sample()))
    (tmp_path / "pasta" / "c.txt").write_text("Nada aqui.", encoding="utf-8")
    result = run("importar", "--pasta", "pasta", "--json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert data["situacoes"] == {"registrado": 1, "ja_registrado": 1, "recusado": 1}


def test_a_file_that_is_not_there_is_refused_like_one_that_cannot_be_read() -> None:
    result = run("importar", "nenhum.pdf")
    assert (result.exit_code, result.stdout) == (1, "nenhum.pdf: recusado.\n")
    assert "nenhum.pdf: não existe" in result.stderr


@pytest.mark.parametrize(
    "printed",
    ["às 09:05", "em 31/09/2024, às 09:05", "em 09/04/2024, às 25:61"],
    ids=["no day", "no such day", "no such hour"],
)
def test_a_signature_whose_moment_cannot_be_read_is_shown_without_one(
    tmp_path: Path, printed: str
) -> None:
    text = sample().replace("em 09/04/2024, às 09:05", printed)
    assert printed in text
    (tmp_path / "acordo.txt").write_text(text, encoding="utf-8")
    result = run("importar", "acordo.txt", "--sem-revisao")
    assert result.exit_code == 0
    assert "  assinatura          Maria Lúcia Tavares Braga, sem data\n" in result.stdout
    assert "a data da assinatura de Maria Lúcia Tavares Braga não pôde ser lida" in result.stderr


def test_a_file_whose_name_is_no_utf_8_is_shown_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "pasta").mkdir()
    for name in (b"acordo-s\xe3o.txt", b"carta-s\xe3o.txt"):
        text = sample() if name.startswith(b"acordo") else "Nada aqui."
        (tmp_path / "pasta" / os.fsdecode(name)).write_text(text, encoding="utf-8")
    result = run("importar", "--pasta", "pasta")
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert f"acordo-s\\xe3o.txt  registrado  {NUMBER}" in result.stdout
    assert "carta-s\\xe3o.txt: o texto não parece o de um acordo" in result.stderr
    files = json.loads(run("importar", "--pasta", "pasta", "--json").stdout)["arquivos"]
    assert [one["arquivo"] for one in files] == [
        "pasta/acordo-s\\xe3o.txt", "pasta/carta-s\\xe3o.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("importar",), "falta dizer o que importar"),
        (("clausula", "importar", "carta.txt", "--conjunto", "x"), "não se reconhecem cláusulas"),
        (("clausula", "importar", "acordo.txt", "--conjunto", "X Y"), "não serve de nome"),
        (("minuta", "receber", "1/2026", "carta.txt"), "1/2026"),
    ],
)
def test_wrong_use_is_said(words: tuple[str, ...], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_comparison_with_the_library_is_written(tmp_path: Path) -> None:
    run("importar", "acordo.txt", "--sem-revisao", "--comparar", "saida")
    assert sorted(path.name for path in (tmp_path / "saida").iterdir()) == [
        "acordo-comparacao.docx",
        "acordo-comparacao.html",
    ]


def test_what_a_text_of_ours_cites_is_called_by_a_name_that_reads(tmp_path: Path) -> None:
    run("importar", "acordo.txt", "--sem-revisao", "--comparar", "saida")
    page = (tmp_path / "saida" / "acordo-comparacao.html").read_text(encoding="utf-8")
    assert "as demais alterações observam a parte citada" in page


def test_a_set_made_of_an_agreement_is_in_the_library_at_once(tmp_path: Path) -> None:
    clean = sample().replace("08012.000456/2016-18", "08012.001234/2023-41")
    (tmp_path / "acordo.txt").write_text(clean, encoding="utf-8")
    data = told("clausula", "importar", "acordo.txt", "--conjunto", "act-pa", "--saida", "prova")
    assert "redacao" not in {one["razao"] for one in data["diferencas"]}
    assert "act-pa" in told("clausula", "listar")["conjuntos"]
    assert (tmp_path / "prova" / "act-pa-prova.html").exists()
    assert run("clausula", "conferir").exit_code == 0


def test_a_set_that_keeps_data_of_the_party_is_made_and_not_told_as_ready() -> None:
    result = run("clausula", "importar", "acordo.txt", "--conjunto", "act-pa")
    assert result.exit_code == 1
    assert result.stdout.endswith(
        "O conjunto não está pronto: confira cada texto com o original antes de usá-lo.\n"
    )
    said = "ficou no texto-base um dado da parte: processo “08012.000456/2016-18”."
    assert said in result.stderr
    checked = run("clausula", "conferir")
    assert (checked.exit_code, said in checked.stderr) == (1, True)


def test_a_file_that_comes_back_is_compared_and_its_values_accepted(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados", read_settings().now)
    drafted = draft(office, ask(example("mpmt")))
    file = edited(
        sent_out(office, drafted),
        ("gabinete@exemplo.mt.gov.br", "novo@exemplo.mt.gov.br"),
        ("e obrigam a todos", "e vinculam a todos"),
    )
    office.store.close()
    (tmp_path / "volta.docx").write_bytes(file)
    result = run("minuta", "receber", "1/2026", "volta.docx", "--json")
    assert result.exit_code == 1  # counsel has something to look at
    kinds = {one["parte"]: one["tipo"] for one in json.loads(result.stdout)["alteracoes"]}
    assert kinds == {"plano-1": "campo", "plano-de-trabalho": "redacao"}
    data = told("minuta", "receber", "1/2026", "volta.docx", "--aceitar", "campos")
    assert (data["versao_comparada"], data["versao"]) == (1, 2)
    accepted = ("--aceitar", "plano-de-trabalho", "--ato", "Parecer nº 10/2026")
    assert told("minuta", "receber", "1/2026", "volta.docx", *accepted)["versao"] == 3
    assert "e vinculam a todos" in run("instrumento", "mostrar", "1/2026", "--texto").stdout


def test_a_name_with_spaces_is_quoted_in_the_command_to_type_next(tmp_path: Path) -> None:
    (tmp_path / "acordo antigo.txt").write_text(sample(), encoding="utf-8")
    shown = run("importar", "acordo antigo.txt").stdout
    assert "Veja com: pactua revisar 'acordo antigo.txt'\n" in shown


def test_the_files_to_sign_are_shown_apart_from_their_sums() -> None:
    office = office_at(read_settings().folder)
    number = str(draft(office, ask(example("mpmt"))).instrument.number)
    for words in (
        ("instrumento", "enviar", number),
        ("instrumento", "aprovar", number, "--ato", "Parecer nº 1"),
        ("assinatura", "abrir", number, "--motor", "typst"),
    ):
        assert run(*words).exit_code == 0
    shown = run("instrumento", "mostrar", number).stdout
    sums = [line.split() for line in shown.splitlines() if "(para-assinar" in line]
    assert [words[:2] for words in sums] == [
        ["pdf", "(para-assinar)"],
        ["sei", "(para-assinar-sei)"],
    ]
    assert all(len(words[2]) == 64 for words in sums)
