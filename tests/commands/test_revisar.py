"""`pactua revisar` and `pactua instrumento conformidade`, as they are typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.app import pactua
from tests.offices import EXAMPLES, PLAN

TEXT = "CLÁUSULA PRIMEIRA – DO PRAZO\n\nO prazo é de 36 (trinta e dois) meses.\n"
pytestmark = pytest.mark.requires("hunspell")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PACTUA_HOJE", "2026-12-01")
    monkeypatch.setenv("PACTUA_USUARIO", "Ana Souza")
    (tmp_path / "acordo.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "limpo.txt").write_text("Os partícipes cooperam entre si.\n", encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(pactua, list(words))


def test_an_error_ends_with_status_one_and_its_place() -> None:
    result = run("revisar", "acordo.txt")

    assert result.exit_code == 1
    assert "linha 3, coluna 14, cláusula primeira\n  ERRO numeral-e-extenso:" in result.stdout


def test_a_clean_text_ends_with_status_zero() -> None:
    result = run("revisar", "limpo.txt")

    assert (result.exit_code, result.stdout) == (0, "Nada a apontar.\n")


def test_json_has_one_object_with_the_findings() -> None:
    result = run("revisar", "acordo.txt", "--json")

    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (data["arquivo"], [one["regra"] for one in data["achados"]]) == (
        "acordo.txt",
        ["numeral-e-extenso"],
    )


def test_sarif_is_the_log_alone() -> None:
    data = json.loads(run("revisar", "acordo.txt", "--formato", "sarif").stdout)

    assert (data["version"], data["runs"][0]["results"][0]["level"]) == ("2.1.0", "error")


def test_reviewing_a_file_makes_no_data_folder(tmp_path: Path) -> None:
    run("revisar", "limpo.txt")

    assert not (tmp_path / "pactua-dados").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("revisar", "nenhum.docx"), "não há arquivo nem instrumento “nenhum.docx”"),
        (("revisar", "."), ". é uma pasta.\n  Dê um arquivo de cada vez"),
        (("revisar",), "Diga o arquivo ou o número do instrumento."),
        (("revisar", "acordo.txt", "--regra", "x"), "não há regra “x”"),
        (("revisar", "acordo.txt", "--severidade", "grave"), "--severidade"),
    ],
)
def test_wrong_usage_ends_with_status_two(words: tuple[str, ...], message: str) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert message in result.stderr


def test_the_rules_are_listed_for_people_and_for_programs() -> None:
    people, program = run("revisar", "--regras"), run("revisar", "--regras", "--json")

    assert people.stdout.startswith("Sobras de redação\n  lacuna (erro): ")
    assert json.loads(program.stdout)["regras"][0]["regra"] == "lacuna"


def test_a_baseline_silences_the_second_run() -> None:
    words = ("revisar", "acordo.txt", "--linha-de-base", "base.json")

    assert run(*words).exit_code == 0
    assert run(*words).stdout == "Nada a apontar; 1 achado da linha de base.\n"


def test_a_draft_may_be_reviewed_as_it_is_made() -> None:
    result = draft("--revisar", "--json")

    rules = {finding["regra"] for finding in json.loads(result.stdout)["achados"]}
    assert rules == {"texto-sem-aprovacao"}


def draft(*more: str) -> Result:
    return run(
        *(
            "minuta",
            "gerar",
            "--participe",
            str(EXAMPLES / "mpmt.yaml"),
            "--conjunto",
            "act-adesao",
        ),
        *("--plano", str(PLAN), "--processo", "08012.002734/2023-09", "--formato", "txt"),
        *("--saida", "saida", *more),
    )


def test_conformity_gives_the_page_or_the_differences(tmp_path: Path) -> None:
    draft()

    refused = run("instrumento", "conformidade", "1/2026", "--saida", "c.html")
    given = run("instrumento", "conformidade", "1/2026", "--parecer", "PR 1", "--saida", "c.html")

    assert refused.exit_code == 1
    assert "- 22 textos não têm ato de aprovação" in refused.stdout
    assert given.exit_code == 0
    assert "CERTIDÃO DE CONFORMIDADE" in (tmp_path / "c.html").read_text(encoding="utf-8")


def test_conformity_as_json_says_which_parts_agree() -> None:
    draft()

    data = json.loads(
        run("instrumento", "conformidade", "1/2026", "--parecer", "P", "--json").stdout
    )

    assert data["confere"] is True
    assert {part["confere"] for part in data["partes"]} == {True}
