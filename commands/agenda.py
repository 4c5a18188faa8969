"""`pactua agenda`: private addresses from which calendars read the deadlines."""

import click

from commands import options
from commands.outcome import print_json, told
from commands.portuguese import Group


@click.group("agenda", cls=Group)
def command() -> None:
    """Endereços secretos em que a agenda de uma pessoa lê os prazos, no portal.

    \b
    Exemplos:
      pactua agenda criar --para coordenador
      pactua agenda listar
      pactua agenda revogar 0a1b2c3d
    """


@command.command("criar", short_help="Cria um endereço, que é mostrado só desta vez.")
@click.option(
    "--para",
    "holder",
    required=True,
    metavar="PAPEL|EMAIL",
    help="coordenador, superior, juridico, ou o e-mail de quem recebe avisos.",
)
@options.actor
@options.as_json
@told
def criar(holder: str, actor: str | None, as_json: bool) -> None:
    """Cria um endereço de agenda com os prazos de que a pessoa é avisada.

    \b
    O endereço é mostrado só desta vez: aqui fica apenas o seu resumo. Quem o
    tem vê os prazos; se vazar, revogue-o e crie outro.
    Exemplo: pactua agenda criar --para coordenador
    """
    from services.agendas import address_of, open_agenda

    office = options.office(actor)
    agenda_id, secret = open_agenda(office, holder)
    address = address_of(office, secret)
    if as_json:
        print_json({"id": agenda_id, "endereco": address})
        return
    click.echo(f"Agenda {agenda_id} criada. Este endereço não será mostrado de novo:")
    click.echo(f"  {address}")
    if not address.startswith("http"):
        click.echo(
            "Ponha antes dele o endereço do portal, ou escreva-o em orgao.yaml: "
            "conferencia: {endereco: https://...}",
            err=True,
        )


@command.command("listar")
@options.as_json
@told
def listar(as_json: bool) -> None:
    """Lista os endereços criados, sem o segredo de nenhum.

    \b
    Exemplo: pactua agenda listar
    """
    from datetime import datetime

    from services.agendas import list_agendas
    from services.settings import BRASILIA

    def day(moment: str) -> str:
        if not moment:
            return ""
        return f"{datetime.fromisoformat(moment).astimezone(BRASILIA):%d/%m/%Y}"

    rows = list_agendas(options.office())
    if as_json:
        print_json({"agendas": rows})
        return
    if not rows:
        click.echo("Nenhuma agenda. Crie uma com: pactua agenda criar --para coordenador")
        return
    shown = [
        (row["id"], row["de_quem"], day(row["aberta_em"]), day(row["revogada_em"])) for row in rows
    ]
    options.table(shown, ("id", "de quem", "criada em", "revogada em"))


@command.command("revogar")
@click.argument("agenda_id", metavar="ID", help="Como em pactua agenda listar.")
@options.actor
@options.as_json
@told
def revogar(agenda_id: str, actor: str | None, as_json: bool) -> None:
    """Revoga um endereço: dali em diante ele não mostra mais nada.

    \b
    Exemplo: pactua agenda revogar 0a1b2c3d
    """
    from services.agendas import revoke_agenda

    revoke_agenda(options.office(actor), agenda_id)
    if as_json:
        print_json({"id": agenda_id, "revogada": True})
    else:
        click.echo(f"Agenda {agenda_id} revogada.")
