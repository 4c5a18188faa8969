"""`pactua agenda` and `pactua servir` as they are typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.app import pactua


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTUA_DIR", str(tmp_path / "dados"))
    monkeypatch.setenv("PACTUA_HOJE", "2026-12-01")
    monkeypatch.delenv("PACTUA_BANCO", raising=False)


def run(*words: str) -> Result:
    """What a command answers."""
    return CliRunner().invoke(pactua, list(words))


def test_an_address_is_made_shown_once_listed_and_revoked() -> None:
    made = json.loads(run("agenda", "criar", "--para", "coordenador", "--json").stdout)
    listed = run("agenda", "listar").stdout
    revoked = run("agenda", "revogar", made["id"])
    again = run("agenda", "revogar", made["id"])

    assert made["endereco"].endswith(".ics")
    secret = made["endereco"].rpartition("/")[2].removesuffix(".ics")
    assert made["id"] in listed
    assert secret not in listed
    assert revoked.stdout == f"Agenda {made['id']} revogada.\n"
    assert again.exit_code == 3
    assert json.loads(run("agenda", "listar", "--json").stdout)["agendas"][0]["revogada_em"]


def test_without_any_it_says_how_to_make_one() -> None:
    assert run("agenda", "listar").stdout == (
        "Nenhuma agenda. Crie uma com: pactua agenda criar --para coordenador\n"
    )


def test_who_is_nobody_is_refused() -> None:
    refused = run("agenda", "criar", "--para", "fulano")

    assert refused.exit_code == 2
    assert "“fulano” não é um papel nem um e-mail." in refused.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--confiar-proxy", "proxy.interno"), "“proxy.interno” não é um endereço nem uma rede."),
        (("--processos", "0"), "--processos"),
        (("--porta", "70000"), "--porta"),
        (("--dados-abertos", "nenhuma/pasta"), "não há a pasta de dados abertos nenhuma/pasta."),
    ],
)
def test_a_portal_that_cannot_be_served_as_asked_is_refused(
    words: tuple[str, ...], message: str
) -> None:
    refused = run("servir", *words)

    assert refused.exit_code == 2
    assert message in refused.stderr


def test_an_address_that_is_not_of_this_machine_is_told_with_what_to_do() -> None:
    refused = run("servir", "--endereco", "192.0.2.1", "--porta", "8000")

    assert refused.exit_code == 4
    assert "o portal não pôde ouvir em 192.0.2.1, porta 8000" in refused.stderr
