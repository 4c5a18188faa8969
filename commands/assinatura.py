"""`pactua assinatura`: sending out for signature, and recording who signed."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.outcome import print_json, told
from commands.portuguese import Group

if TYPE_CHECKING:
    from instruments.lifecycle import Life

LEVELS = ("simples", "avancada", "qualificada")
number = click.argument("numero", help="Como 1/2026, ou o número inteiro.")


@click.group("assinatura", cls=Group)
def command() -> None:
    """Assinaturas de um instrumento.

    \b
    Exemplos:
      pactua assinatura abrir 1/2026
      pactua assinatura registrar 1/2026 --signatario mpmt --em 2026-12-01T10:30 --nivel avancada
      pactua assinatura listar 1/2026
    """


@command.command("abrir")
@number
@options.actor
@options.as_json
@told
def abrir(numero: str, actor: str | None, as_json: bool) -> None:
    """Abre a versão aprovada para a assinatura do órgão e de cada partícipe.

    \b
    Exemplo: pactua assinatura abrir 1/2026
    """
    from services.lifecycle import open_envelope

    _tell(numero, open_envelope(options.office(actor), numero), as_json)


@command.command("registrar")
@number
@click.option(
    "--signatario", required=True, metavar="NOME|ID", help="A parte, ou quem a representa."
)
@click.option(
    "--em",
    "moment",
    required=True,
    type=click.DateTime(["%Y-%m-%dT%H:%M"]),
    metavar="AAAA-MM-DDTHH:MM",
    help="Quando assinou (horário de Brasília).",
)
@click.option("--nivel", required=True, type=click.Choice(LEVELS), help="Lei nº 14.063/2020.")
@click.option("--cargo", metavar="C", help="Cargo, se não for o do cadastro.")
@click.option("--fundamento", metavar="F", help="Fundamento escrito junto da assinatura.")
@click.option("--dispensa", metavar="MOTIVO", help="Por que se aceitou nível menor que o exigido.")
@options.actor
@options.as_json
@told
def registrar(
    numero: str,
    signatario: str,
    moment: datetime,
    nivel: Any,
    cargo: str | None,
    fundamento: str | None,
    dispensa: str | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Registra uma assinatura feita no SEI ou em outro lugar.

    \b
    Com a última assinatura, os prazos são contados e ficam no diário.
    Exemplo: pactua assinatura registrar 1/2024 --signatario senacon \\
        --em 2024-01-30T15:13 --nivel simples
    """
    from services.lifecycle import Signing, record_signature
    from services.settings import BRASILIA

    signing = Signing(
        signatario, moment.replace(tzinfo=BRASILIA), nivel, cargo, fundamento, dispensa
    )
    _tell(numero, record_signature(options.office(actor), numero, signing), as_json)


@command.command("listar")
@number
@options.as_json
@told
def listar(numero: str, as_json: bool) -> None:
    """Lista quem assinou e quem falta.

    \b
    Exemplo: pactua assinatura listar 1/2026
    """
    from services.instruments import find_number
    from services.lifecycle import read_life

    office = options.office()
    _tell(numero, read_life(office, find_number(office, numero)), as_json)


def _tell(numero: str, life: "Life", as_json: bool) -> None:
    from instruments.lifecycle import CYCLE_NAMES
    from services.settings import BRASILIA

    if as_json:
        print_json(
            {
                "numero": numero,
                "estado": life.cycle,
                "assinaturas": [one.as_data() for one in life.signed],
                "faltam": list(life.pending),
            }
        )
        return
    click.echo(f"Instrumento nº {numero}: {CYCLE_NAMES[life.cycle]}.")
    for one in life.signed:
        local = one.signed_at.astimezone(BRASILIA)
        click.echo(f"  assinou  {one.name}, {one.role}, {local:%d/%m/%Y às %H:%M} ({one.level})")
    for name in life.pending:
        click.echo(f"  falta    {name}")
    if life.counted is not None and life.cycle == "assinada":
        counted = life.counted
        click.echo(
            f"  publicar até {counted.publish_by:%d/%m/%Y}; vigência até {counted.end:%d/%m/%Y}."
        )
