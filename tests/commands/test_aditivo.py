"""`pactua aditivo` and what is in force: what people read, the JSON, the status."""

import json
from pathlib import Path

import pytest

from tests.agreements import FULL, LATER, amend, amend_and_sign, approved, signed_agreement
from tests.commands.test_exits import PLAN, Done, pactua
from tests.offices import on

AMENDMENT = FULL.replace("2024", "2026")


def run(folder: Path, *words: str, day: str = "2026-12-01") -> Done:
    """The command on the data of a signed agreement."""
    return pactua(folder, *words, PACTUA_HOJE=day, PACTUA_USUARIO="Ana Lima")


def agreed(folder: Path) -> Path:
    """A folder whose data folder has the signed agreement."""
    signed_agreement(folder / "dados").store.close()
    return folder


def generate(folder: Path, *words: str, day: str = "2026-12-01") -> Done:
    return run(
        folder, "aditivo", "gerar", "1/2024", *words, "--formato", "txt", "--saida", "s", day=day
    )


def test_an_amendment_as_json_has_the_keys_of_a_draft_and_its_original(tmp_path: Path) -> None:
    done = generate(agreed(tmp_path), "--meses", "12", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == 0
    assert set(data) == {
        "numero", "versao", "codigo_verificador", "original", "ordem", "fim_novo", "arquivos",
        "texto_sha256", "achados",
    }  # fmt: skip
    assert (data["numero"], data["original"], data["ordem"]) == (AMENDMENT, FULL, 1)
    assert data["fim_novo"] == "2028-01-30"
    (file,) = data["arquivos"]
    assert file["caminho"] == "s/Termo-Aditivo-1-2026-mpmt-v1.txt"


def test_all_that_an_amendment_can_change_goes_in_one(tmp_path: Path) -> None:
    folder = agreed(tmp_path)
    (folder / "publicidade.md").write_text("Nada se divulga.\n", encoding="utf-8")
    done = generate(
        folder, "--meses", "6", "--clausula", "publicidade.md", "--acrescentar",
        "publicidade=termo-de-adesao@1", "--revogar", "casos-omissos", "--plano", PLAN,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = (folder / "s" / "Termo-Aditivo-1-2026-mpmt-v1.txt").read_text(encoding="utf-8")
    assert "PARA PRORROGAR A VIGÊNCIA, ALTERAR CLÁUSULAS E SUBSTITUIR O PLANO DE TRABALHO" in text
    assert "Fica acrescida a cláusula décima quinta-A" in text


def test_the_same_words_twice_say_that_nothing_changed(tmp_path: Path) -> None:
    folder = agreed(tmp_path)
    first, again = generate(folder, "--meses", "12"), generate(folder, "--meses", "12")
    assert "(minuta nova)" in first.stdout
    assert "(já minutada em 01/12/2026, sem mudança)" in again.stdout
    assert "  novo término        30/01/2028\n" in again.stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ((), 2, "o aditivo não altera prazo, cláusula nem plano"),
        (("--meses", "0"), 2, "está fora do intervalo de 1 a 120"),
        (("--meses", "90"), 2, "o limite é de 120"),
        (("--clausula", "nenhuma@1"), 2, "a cláusula “nenhuma” não existe na biblioteca"),
        (("--revogar", "nenhuma"), 2, "o texto em vigor não tem a cláusula “nenhuma”"),
        (("--acrescentar", "publicidade@1"), 2, "não diz onde a cláusula entra"),
        (("--plano", "nenhum.yaml"), 2, "nenhum.yaml"),
    ],
)
def test_what_cannot_be_asked_is_told(
    tmp_path: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    done = generate(agreed(tmp_path), *words)
    assert (done.returncode, told in done.stderr) == (status, True), done.stderr


def test_an_agreement_that_is_over_ends_the_command_with_status_3(tmp_path: Path) -> None:
    done = generate(agreed(tmp_path), "--meses", "12", day="2027-01-31")
    assert done.returncode == 3
    assert done.stderr == (
        f"Erro: a vigência do acordo nº {FULL} terminou em 30/01/2027; em 31/01/2027 não cabe mais "
        "termo aditivo.\n"
        "  Acordo extinto não se prorroga nem se altera; para continuar, celebre outro acordo.\n"
    )


def test_signing_after_the_end_ends_with_status_3(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path / "dados")
    approved(office, str(amend(office, months=12).instrument.number))
    done = run(tmp_path, "assinatura", "abrir", "1/2026", day="2027-01-31")
    assert done.returncode == 3
    assert "não cabe mais a assinatura do 1º Termo Aditivo ao ACT" in done.stderr


def test_the_list_tells_of_each_what_it_is_for(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path / "dados")
    amend_and_sign(office, months=12)
    amend(on(office, LATER), months=6)
    listed = json.loads(run(tmp_path, "aditivo", "listar", "1/2024", "--json").stdout)
    assert [(one["ordem"], one["estado"], one["fim_novo"]) for one in listed["aditivos"]] == [
        (1, "assinada", "2028-01-30"),
        (2, "minuta", "2028-07-30"),
    ]
    assert "prorrogar a vigência" in run(tmp_path, "aditivo", "listar", "1/2024").stdout


def test_an_agreement_without_amendments_says_so(tmp_path: Path) -> None:
    done = run(agreed(tmp_path), "aditivo", "listar", "1/2024")
    assert done.stdout == f"O acordo nº {FULL} não tem termo aditivo.\n"


def test_the_text_of_a_day_as_json_says_what_changed_it(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path / "dados")
    amend_and_sign(office, months=12)
    words = ("instrumento", "texto", "1/2024", "--json", "--em")
    before = json.loads(run(tmp_path, *words, "2026-11-30").stdout)
    after = json.loads(run(tmp_path, *words, "2026-12-01").stdout)
    assert (before["alterado_por"], after["alterado_por"]) == ([], ["1º Termo Aditivo"])
    assert before["texto_sha256"] != after["texto_sha256"]
    assert (after["em"], after["arquivo"]) == ("2026-12-01", None)


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_the_text_of_a_day_comes_as_a_file(tmp_path: Path, kind: str) -> None:
    folder = agreed(tmp_path)
    words = ("instrumento", "texto", "1/2024", "--formato", kind)
    refused = run(folder, *words)
    assert (refused.returncode, "Use --saida DIR." in refused.stderr) == (2, True)
    done = run(folder, *words, "--saida", "s")
    assert done.stdout == f"s/ACT-1-2024-mpmt-texto-2026-12-01.{kind}\n"
    assert (folder / done.stdout.strip()).stat().st_size > 1000


def test_an_agreement_is_shown_with_its_term_and_its_amendments(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path / "dados")
    amend_and_sign(office, months=12)
    shown = run(tmp_path, "instrumento", "mostrar", "1/2024").stdout
    assert "  vigência            de 30/01/2024 a 30/01/2028 (vigente; 48 meses)\n" in shown
    assert f"  aditivos            1º ({AMENDMENT})\n" in shown
    data = json.loads(run(tmp_path, "instrumento", "mostrar", "1/2024", "--json").stdout)
    assert data["vigencia"] == {
        "situacao": "vigente",
        "inicio": "2024-01-30",
        "fim": "2028-01-30",
        "meses": 48,
        "alterado_por": [AMENDMENT],
        "encerramento": None,
        "desligados": [],
        "relatorio_em": None,
    }
