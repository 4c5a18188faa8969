"""`pactua chave` asks for the passphrase of a key on a terminal, unseen; elsewhere it says where to
put it."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands import portuguese
from commands.autenticidade import command as autenticidade
from commands.chave import command as chave
from tests.log_office import PASSPHRASE, log_office

portuguese.install()

OTHER = "outra frase comprida que ninguém conhece"
CREATE_ONE = "Chave [0-9a-f]{8} criada"

Typed = Callable[..., Result]


class Terminal(io.BytesIO):
    """What a person types on a terminal, line by line."""

    def __init__(self, *lines: str) -> None:
        super().__init__("".join(f"{line}\n" for line in lines).encode())

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Runs a command over an empty data folder, without a passphrase in the environment."""
    log_office(tmp_path / "dados").office.store.close()
    monkeypatch.chdir(tmp_path)
    groups = {"chave": chave, "autenticidade": autenticidade}

    def at(words: str, terminal: io.BytesIO | None = None, **more: str) -> Result:
        environment = {
            "PACTUA_DIR": str(tmp_path / "dados"),
            "PACTUA_HOJE": "2026-12-01",
            "PACTUA_BANCO": "",
            "PACTUA_USUARIO": "Ana Souza",
            "PACTUA_CHAVE_SENHA": "",
            "PACTUA_CHAVE_SENHA_NOVA": "",
            "PACTUA_CHAVE_SENHA_ARQUIVO": "",
            **more,
        }
        noun, *rest = words.split(" ")
        runner = CliRunner(env=environment)
        return runner.invoke(groups[noun], rest, input=terminal, prog_name=f"pactua {noun}")

    return at


def test_a_new_key_asks_twice_and_opens_with_what_was_typed(typed: Typed) -> None:
    made = typed("chave criar", Terminal(PASSPHRASE, PASSPHRASE))
    opened = typed("autenticidade ponto", Terminal(PASSPHRASE))

    assert (made.exit_code, opened.exit_code) == (0, 0)
    assert re.search(CREATE_ONE, made.stdout)
    assert made.stderr == "Senha da chave: \nDe novo: \n"
    assert opened.stderr == "Senha da chave: \n"
    assert PASSPHRASE not in made.output + opened.output


def test_two_different_passphrases_are_asked_for_again(typed: Typed) -> None:
    made = typed("chave criar", Terminal(PASSPHRASE, OTHER, PASSPHRASE, PASSPHRASE))
    opened = typed("autenticidade ponto", PACTUA_CHAVE_SENHA=PASSPHRASE)

    assert made.stderr == (
        "Senha da chave: \nDe novo: \nErro: os dois valores são diferentes.\n"
        "Senha da chave: \nDe novo: \n"
    )
    assert (made.exit_code, opened.exit_code) == (0, 0)


def test_who_gives_up_after_two_different_ones_has_made_no_key(
    typed: Typed, tmp_path: Path
) -> None:
    done = typed("chave criar", Terminal(PASSPHRASE, OTHER))

    assert done.exit_code != 0
    assert "Chave" not in done.stdout
    assert not (tmp_path / "dados" / "chaves").exists()


def test_a_passphrase_that_is_too_short_is_refused_after_it_was_typed(typed: Typed) -> None:
    done = typed("chave criar", Terminal("curta", "curta"))

    assert done.exit_code == 2
    assert done.stderr.endswith(
        "Erro: a senha da chave tem menos de 12 caracteres.\n  Use uma frase comprida, que ninguém "
        "mais conheça, e guarde-a fora desta máquina.\n"
    )


def test_a_wrong_passphrase_opens_nothing(typed: Typed) -> None:
    made = typed("chave criar", Terminal(PASSPHRASE, PASSPHRASE))
    (key_id,) = re.findall("Chave ([0-9a-f]{8}) criada", made.stdout)

    done = typed("autenticidade ponto", Terminal(OTHER))

    assert (done.exit_code, done.stderr) == (
        2,
        f"Senha da chave: \nErro: a senha não abre a chave {key_id}.\n"
        "  Confira a senha e tente de novo.\n",
    )


def test_another_passphrase_for_the_next_key_is_asked_for_twice(typed: Typed) -> None:
    typed("chave criar", Terminal(PASSPHRASE, PASSPHRASE))

    changed = typed("chave trocar --nova-senha", Terminal(PASSPHRASE, OTHER, OTHER))
    old, new = (
        typed("autenticidade ponto --saida p", PACTUA_CHAVE_SENHA=one)
        for one in (PASSPHRASE, OTHER)
    )

    assert changed.exit_code == 0
    assert changed.stderr == "Senha da chave: \nNova senha: \nDe novo: \n"
    assert (old.exit_code, new.exit_code) == (2, 0)


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        (
            "chave criar",
            {},
            "Erro: falta a senha que vai proteger a chave.\n"
            "  Ponha-a em PACTUA_CHAVE_SENHA, ou o arquivo dela em PACTUA_CHAVE_SENHA_ARQUIVO.\n",
        ),
        (
            "chave trocar --nova-senha",
            {"PACTUA_CHAVE_SENHA": PASSPHRASE},
            "Erro: não há terminal em que pedir a nova senha.\n"
            "  Ponha-a em PACTUA_CHAVE_SENHA_NOVA.\n",
        ),
    ],
)
def test_without_a_terminal_it_is_told_where_to_put_the_passphrase(
    typed: Typed, words: str, environment: dict[str, str], said: str
) -> None:
    done = typed(words, io.BytesIO(b"o que vem por um cano\n" * 4), **environment)

    assert (done.exit_code, done.stderr) == (2, said)


def test_without_a_terminal_a_key_that_stays_shut_is_told(typed: Typed) -> None:
    made = typed("chave criar", Terminal(PASSPHRASE, PASSPHRASE))
    (key_id,) = re.findall("Chave ([0-9a-f]{8}) criada", made.stdout)

    done = typed("autenticidade ponto")

    assert (done.exit_code, done.stderr) == (
        2,
        f"Erro: falta a senha da chave {key_id}.\n"
        "  Ponha-a em PACTUA_CHAVE_SENHA, ou o arquivo dela em PACTUA_CHAVE_SENHA_ARQUIVO.\n",
    )
