"""`pactua chave` and `pactua autenticidade` as people and programs read them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands import portuguese
from commands.autenticidade import command as autenticidade
from commands.chave import command as chave
from tests.log_office import PASSPHRASE, LogOffice, log_office

portuguese.install()

Run = Callable[..., Result]


@pytest.fixture
def mine(tmp_path: Path) -> LogOffice:
    """A data folder with a signed agreement, and no key."""
    mine = log_office(tmp_path / "dados")
    mine.signed()
    return mine


@pytest.fixture
def run(tmp_path: Path, mine: LogOffice, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command over that folder, in a folder of its own, with the passphrase."""
    monkeypatch.chdir(tmp_path)

    def over(words: str, **more: str) -> Result:
        environment = {
            "PACTUA_DIR": str(tmp_path / "dados"),
            "PACTUA_HOJE": "2026-12-01",
            "PACTUA_BANCO": "",
            "PACTUA_USUARIO": "Ana Souza",
            "PACTUA_CHAVE_SENHA": PASSPHRASE,
            "PACTUA_CHAVE_SENHA_ARQUIVO": "",
            **more,
        }
        noun, *rest = words.split(" ")
        group = {"chave": chave, "autenticidade": autenticidade}[noun]
        return CliRunner(env=environment).invoke(group, rest, prog_name=f"pactua {noun}")

    return over


def test_a_key_is_made_shown_and_listed(run: Run) -> None:
    none, made, listed = run("chave listar"), run("chave criar"), run("chave listar")
    key_id = re.findall(r"Chave ([0-9a-f]{8}) criada", made.stdout)[0]

    assert none.stdout == "Nenhuma chave. Crie a primeira com: pactua chave criar\n"
    assert re.fullmatch(
        r"Chave (\w{8}) criada para o registro pactua\.exemplo\.gov\.br/registro\.\n"
        r"  pública    pactua\.exemplo\.gov\.br/registro\+\1\+\S{44}\n"
        r"  impressão  (\w{4} ){15}\w{4}\n"
        r"  secreta    \S+/chaves/\1\.pem \(guarde uma cópia\)\n",
        made.stdout,
    )
    assert listed.stdout.splitlines()[2].split() == [
        key_id,
        "ativa",
        "01/12/2026",
        "sim",
        "pactua.exemplo.gov.br/registro",
    ]


def test_without_a_passphrase_it_says_where_to_put_it(run: Run) -> None:
    done = run("chave criar", PACTUA_CHAVE_SENHA="")

    assert (done.exit_code, done.stderr) == (
        2,
        "Erro: falta a senha que vai proteger a chave.\n"
        "  Ponha-a em PACTUA_CHAVE_SENHA, ou o arquivo dela em PACTUA_CHAVE_SENHA_ARQUIVO.\n",
    )


def test_the_passphrase_may_come_from_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "senha.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    done = run("chave criar", PACTUA_CHAVE_SENHA="", PACTUA_CHAVE_SENHA_ARQUIVO=str(path))
    after = run("autenticidade ponto")

    assert (done.exit_code, after.exit_code) == (0, 0)


def test_a_second_key_is_refused_by_the_state(run: Run) -> None:
    run("chave criar")
    done = run("chave criar")

    assert done.exit_code == 3
    assert "está ativa." in done.stderr


def test_replacing_signs_a_checkpoint_with_both_keys(run: Run) -> None:
    run("chave criar")
    done = run("chave trocar", PACTUA_CHAVE_SENHA_NOVA="outra frase bem comprida")
    shut = run("autenticidade ponto --json")
    listed = json.loads(run("chave listar --json").stdout)["chaves"]

    assert done.stdout.splitlines()[-1] == (
        f"  endossada pela chave {listed[0]['id']}; ponto 5 assinado pelas duas."
    )
    assert [key["situacao"] for key in listed] == ["substituida", "ativa"]
    assert json.loads(shut.stdout)["mensagem"] == (f"a senha não abre a chave {listed[1]['id']}.")


def test_revoking_says_what_comes_next(run: Run) -> None:
    key_id = json.loads(run("chave criar --json").stdout)["id"]
    done = run(f"chave revogar {key_id} --motivo perdida --desde 2026-11-30")

    assert done.stdout == (
        f"Chave {key_id} revogada (perdida), desde 30/11/2026.\n"
        "  Crie outra (pactua chave criar) e assine um ponto (pactua autenticidade ponto).\n"
    )
    assert run(f"chave revogar {key_id} --motivo perdida").exit_code == 3
    assert run("chave revogar 00000000 --motivo perdida").exit_code == 2


def test_public_keys_are_exported_a_line_each(run: Run, tmp_path: Path) -> None:
    vkey = json.loads(run("chave criar --json").stdout)["vkey"]
    done = run("chave exportar --saida chaves.txt")

    assert done.stdout == "chaves.txt: 1 chave pública.\n"
    assert (tmp_path / "chaves.txt").read_text(encoding="ascii") == f"{vkey}\n"
    assert run("chave exportar").stdout == f"{vkey}\n"


# --- autenticidade ---


def test_a_proof_is_written_under_a_new_checkpoint(run: Run, tmp_path: Path) -> None:
    run("chave criar")
    done = run("autenticidade prova 1/2024 --saida prova.json")
    proof = json.loads((tmp_path / "prova.json").read_text(encoding="utf-8"))

    assert done.stdout == (
        "prova.json: 3 fatos do instrumento nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON,\n"
        "  sob o ponto assinado de 4 folhas.\n"
    )
    assert done.stderr == ""
    assert proof["ponto"].startswith("pactua.exemplo.gov.br/registro\n4\n")


def test_without_a_key_the_proof_comes_with_its_notes(run: Run) -> None:
    done = run("autenticidade prova 1/2024 --saida prova.json")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[1] == "  numa árvore de 3 folhas, sem ponto."
    assert done.stderr == (
        "Nota: Nenhum ponto assinado cobre estes eventos: esta prova ainda não obriga o órgão a "
        "nada.\n"
        "Nota: nenhum ponto novo foi assinado: nenhuma chave está ativa. "
        "Crie uma com: pactua chave criar\n"
    )


def test_a_kept_checkpoint_is_compared(run: Run, tmp_path: Path) -> None:
    run("chave criar")
    first = run("autenticidade ponto --saida ponto.txt")
    again = run("autenticidade ponto --saida ponto.txt")
    done = run("autenticidade comparar ponto.txt --saida consistencia.json")

    assert first.stdout == "ponto.txt: ponto assinado, 4 folhas.\n"
    assert again.stdout == "ponto.txt: nada mudou desde o último ponto, 4 folhas.\n"
    assert done.stdout == "O último ponto (4 folhas) contém ponto.txt: nada foi reescrito.\n"
    assert json.loads((tmp_path / "consistencia.json").read_text())["caminho"] == []


def test_a_rewritten_log_ends_with_one(run: Run, mine: LogOffice) -> None:
    run("chave criar")
    run("autenticidade ponto --saida ponto.txt")
    with mine.office.store.exclusive() as connection:
        connection.exec_driver_sql(
            "UPDATE registro_publico_nos SET hash = "
            "CASE substr(hash, 1, 1) WHEN 'f' THEN '0' ELSE 'f' END || substr(hash, 2)"
        )
    done = run("autenticidade comparar ponto.txt")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "O registro público de hoje não contém o ponto anterior: foi reescrito. Guarde o ponto "
        "anterior e leve-o a quem audita o órgão: ele prova que algo mudou.\n"
    )


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        ("autenticidade prova 9/2024 --saida x.json", 2, "não há instrumento nº 9/2024."),
        ("autenticidade ponto", 3, "nenhuma chave está ativa."),
        ("autenticidade comparar nada.txt", 2, "nada.txt: não pôde ser lido."),
        ("autenticidade folha 9/2024 --saida x.pdf", 2, "não há instrumento nº 9/2024."),
    ],
)
def test_what_cannot_be_done_says_why(run: Run, words: str, status: int, message: str) -> None:
    done = run(words)

    assert done.exit_code == status
    assert done.stderr.startswith(f"Erro: {message}\n")


def test_the_sheet_is_written(run: Run, tmp_path: Path) -> None:
    run("chave criar")
    done = run("autenticidade folha 1/2024 --saida folha.pdf")

    assert done.stdout == (
        "folha.pdf: Folha de autenticidade – ACT nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON.\n"
    )
    assert done.stderr == (  # it went out before there was a key
        "Nota: O QR só leva à página de conferência; não traz declaração assinada.\n"
    )
    assert (tmp_path / "folha.pdf").read_bytes().startswith(b"%PDF-")


def test_the_verifier_is_handed_out_with_the_keys(run: Run, tmp_path: Path) -> None:
    vkey = json.loads(run("chave criar --json").stdout)["vkey"]
    done = run("autenticidade conferidor --saida conferidor")

    assert done.stdout == "conferidor/conferir.html\nconferidor/conferir.py\n"
    for name in ("conferir.html", "conferir.py"):
        assert vkey in (tmp_path / "conferidor" / name).read_text(encoding="utf-8")
