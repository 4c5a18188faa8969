"""`pactua publicacao`: what was sent to the gazette, and where it came out."""

from datetime import date

import click

from commands import options
from commands.dates import ISO_DATE
from commands.outcome import print_json, told
from commands.portuguese import Between, Group

number = click.argument("numero", help="Como 1/2026, ou o número inteiro.")


@click.group("publicacao", cls=Group)
def command() -> None:
    """Publicação do extrato no Diário Oficial da União.

    \b
    Exemplo:
      pactua publicacao registrar 1/2024 --data 2024-02-07 --edicao 27 --secao 3 --pagina 115
    """


@command.command("registrar")
@number
@click.option("--data", "day", type=ISO_DATE, required=True, help="Data da edição.")
@click.option("--edicao", required=True, metavar="N", help="Número da edição.")
@click.option("--secao", type=Between(1, 3), default=3, show_default=True, metavar="N")
@click.option("--pagina", type=Between(1, 9999), required=True, metavar="N", help="Página.")
@options.actor
@options.as_json
@told
def registrar(
    numero: str,
    day: date,
    edicao: str,
    secao: int,
    pagina: int,
    actor: str | None,
    as_json: bool,
) -> None:
    """Registra a publicação e diz se saiu em dia.

    \b
    Exemplo: pactua publicacao registrar 1/2024 --data 2024-02-07 \\
        --edicao 27 --secao 3 --pagina 115
    """
    from services.lifecycle import record_publication

    office = options.office(actor)
    life = record_publication(office, numero, day, edicao, secao, pagina)
    state = life.publication_state(office.today)
    if as_json:
        print_json({"numero": numero, "publicacao": state, "data": day.isoformat()})
        return
    click.echo(f"Instrumento nº {numero}: {state.replace('_', ' ')} ({day:%d/%m/%Y}).")
