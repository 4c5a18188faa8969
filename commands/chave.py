"""`pactua chave`: the keys with which the body signs its public log and its QR codes."""

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.dates import ISO_DATE
from commands.outcome import print_json, told
from commands.portuguese import Group

if TYPE_CHECKING:
    from services.keys import KeyInfo
    from services.office import Office


STATES = {"ativa": "ativa", "substituida": "substituída", "revogada": "revogada"}


@click.group("chave", cls=Group)
def command() -> None:
    """Chaves com que o órgão assina o registro público e os códigos QR.

    \b
    A senha que abre a chave vem de PACTUA_CHAVE_SENHA, do arquivo que
    PACTUA_CHAVE_SENHA_ARQUIVO indica, ou é pedida no terminal.
    Exemplos:
      pactua chave criar
      pactua chave exportar --saida chaves.txt
      pactua chave trocar
    """


@command.command("criar")
@click.option(
    "--origem",
    "origin",
    metavar="NOME",
    help="Nome do registro público; padrão: o endereço de conferência do órgão.",
)
@options.actor
@options.as_json
@told
def criar(origin: str | None, actor: str | None, as_json: bool) -> None:
    """Cria a primeira chave, ou outra depois de a anterior ter sido revogada.

    \b
    A parte secreta fica cifrada em PACTUA_DIR/chaves e em nenhum outro lugar:
    guarde uma cópia desse arquivo e da senha, em lugares diferentes.
    Exemplo: pactua chave criar
    """
    from services.keys import create_key

    office = with_passphrase(options.office(actor), new=True)
    info = create_key(office, origin)
    if as_json:
        print_json(_data(office, info))
        return
    _show_new(office, info)


@command.command("listar")
@options.as_json
@told
def listar(as_json: bool) -> None:
    """Mostra todas as chaves, da mais antiga à mais nova.

    \b
    Exemplo: pactua chave listar
    """
    from services.keys import all_keys

    office = options.office()
    known = all_keys(office)
    if as_json:
        print_json({"chaves": [_data(office, info) for info in known]})
    elif known:
        options.table(
            [
                (
                    info.key.id,
                    STATES[info.state],
                    _day(info.created_at),
                    _day(info.replaced_at or info.revoked_at),
                    "sim" if _here(office, info) else "não",
                    info.key.origin,
                )
                for info in known
            ],
            ("chave", "situação", "desde", "até", "nesta máquina", "registro"),
        )
    else:
        click.echo("Nenhuma chave. Crie a primeira com: pactua chave criar")


@command.command("trocar")
@click.option(
    "--nova-senha",
    "ask_new",
    is_flag=True,
    help="Pede outra senha para a chave nova (ou PACTUA_CHAVE_SENHA_NOVA).",
)
@options.actor
@options.as_json
@told
def trocar(ask_new: bool, actor: str | None, as_json: bool) -> None:
    """Põe uma chave nova no lugar da atual, que a endossa.

    \b
    Quem confia na chave antiga passa a confiar na nova sem pedir outra vez. O
    ponto do registro que conta a troca é assinado pelas duas.
    Exemplo: pactua chave trocar
    """
    from services.keys import active_key
    from services.transparency import replace_key

    office = with_passphrase(options.office(actor))
    new = os.environ.get("PACTUA_CHAVE_SENHA_NOVA", "")
    if ask_new and not new:
        new = _new_passphrase()
    head = replace_key(office, new)
    info = active_key(office)
    assert info is not None  # it was made just now
    if as_json:
        print_json({**_data(office, info), **head.as_data()})
        return
    _show_new(office, info)
    click.echo(f"  endossada pela chave {info.previous}; ponto {head.size} assinado pelas duas.")


@command.command("revogar")
@click.argument("key_id", metavar="CHAVE", help="O identificador, como pactua chave listar mostra.")
@click.option(
    "--motivo",
    "reason",
    type=click.Choice(["comprometida", "perdida", "encerrada"]),
    required=True,
    help="Vista por estranho; arquivo ou senha perdidos; não se usa mais.",
)
@click.option(
    "--desde", "since", type=ISO_DATE, help="Desde que dia não se confia nela; padrão: hoje."
)
@click.option("--observacao", "note", metavar="TEXTO", help="Fica só no diário.")
@options.actor
@options.as_json
@told
def revogar(
    key_id: str,
    reason: Any,
    since: date | None,
    note: str | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Declara no registro público que uma chave não vale mais.

    \b
    O que ela assinou continua provado pelo registro público, se lá está de
    antes; o que não está deixa de valer. Não se desfaz.
    Exemplo: pactua chave revogar 1a2b3c4d --motivo comprometida --desde 2026-11-30
    """
    from services.keys import revoke_key

    office = options.office(actor)
    info = revoke_key(office, key_id, reason, since, note)
    if as_json:
        print_json(_data(office, info))
        return
    click.echo(f"Chave {info.key.id} revogada ({info.reason}), desde {_day(info.revoked_since)}.")
    click.echo("  Crie outra (pactua chave criar) e assine um ponto (pactua autenticidade ponto).")


@command.command("exportar")
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQ",
    help="Arquivo para publicar; sem ele, na tela.",
)
@options.as_json
@told
def exportar(target: Path | None, as_json: bool) -> None:
    """Escreve as chaves públicas, para publicar onde todos as achem.

    \b
    Publique-as fora deste sistema também: no portal do órgão, no Diário
    Oficial. Quem as tem confere os documentos sem depender de nós.
    Exemplo: pactua chave exportar --saida chaves.txt
    """
    from services.keys import all_keys

    office = options.office()
    known = all_keys(office)
    if as_json:
        print_json({"chaves": [info.as_data() for info in known]})
    lines = "".join(f"{info.key.vkey}\n" for info in known)
    if target is not None:
        target.write_text(lines, encoding="ascii")
        if not as_json:
            told_keys = options.count(len(known), "chave pública", "chaves públicas")
            click.echo(f"{target}: {told_keys}.")
    elif not as_json:
        click.echo(lines, nl=False)


def with_passphrase(office: "Office", new: bool = False) -> "Office":
    """The office with a passphrase: of the environment, or asked for on a terminal."""
    ring = office.keys
    if ring is None or ring.passphrase or not sys.stdin.isatty():
        return office
    return replace(office, keys=replace(ring, passphrase=_ask("Senha da chave", confirm=new)))


def _new_passphrase() -> str:
    """Another passphrase, asked for on a terminal. Raises UsageError where there is none."""
    from faults.errors import UsageError

    if not sys.stdin.isatty():
        raise UsageError(
            "não há terminal em que pedir a nova senha.", "Ponha-a em PACTUA_CHAVE_SENHA_NOVA."
        )
    return _ask("Nova senha", confirm=True)


def _ask(question: str, confirm: bool) -> str:
    answer: str = click.prompt(
        question, hide_input=True, confirmation_prompt="De novo" if confirm else False, err=True
    )
    return answer


def _show_new(office: "Office", info: "KeyInfo") -> None:
    click.echo(f"Chave {info.key.id} criada para o registro {info.key.origin}.")
    click.echo(f"  pública    {info.key.vkey}")
    click.echo(f"  impressão  {info.key.fingerprint}")
    if office.keys is not None:
        click.echo(f"  secreta    {office.keys.path(info.key.id)} (guarde uma cópia)")


def _data(office: "Office", info: "KeyInfo") -> dict[str, Any]:
    return {
        "id": info.key.id,
        "origem": info.key.origin,
        **info.as_data(),
        "impressao": info.key.fingerprint,
        "nesta_maquina": _here(office, info),
    }


def _here(office: "Office", info: "KeyInfo") -> bool:
    return office.keys is not None and office.keys.holds(info.key)


def _day(text: str) -> str:
    """`30/11/2026` for a day, or for the day in Brasília of a moment; "" stays."""
    from services.settings import BRASILIA, moment

    return moment(text).astimezone(BRASILIA).strftime("%d/%m/%Y") if text else ""
