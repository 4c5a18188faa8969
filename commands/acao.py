"""`pactua acao`: the plan of action as it is carried out."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.dates import ISO_DATE
from commands.outcome import print_json, told
from commands.portuguese import Between, Group

if TYPE_CHECKING:
    from services.plan_actions import PlanAction

number = click.argument("numero", metavar="NUM")
place = click.argument("acao", metavar="ACAO", type=Between(1, 500))


@click.group("acao", cls=Group)
def command() -> None:
    """Ações do plano de trabalho: prazos, conclusão e evidência.

    \b
    Exemplos:
      pactua acao listar 1/2024
      pactua acao concluir 1/2024 3 --em 2024-04-02 --evidencia "Ofício nº 12/2024"
    """


@command.command("listar")
@number
@options.as_json
@told
def listar(numero: str, as_json: bool) -> None:
    """Lista as ações do plano, com o prazo de cada uma e o que foi feito.

    \b
    O prazo conta da última assinatura. Exemplo: pactua acao listar 1/2024
    """
    from services.plan_actions import STATE_NAMES, list_actions

    office = options.office()
    full, actions = list_actions(office, numero)
    if as_json:
        print_json({"numero": full, "acoes": [_data(one, office.today) for one in actions]})
        return
    options.table(
        [
            (
                one.place,
                f"{one.deadline:%d/%m/%Y}",
                STATE_NAMES[one.state(office.today)],
                one.told.responsible,
                one.told.text,
            )
            for one in actions
        ],
        ("ação", "até", "situação", "responsável", "o que fazer"),
    )


@command.command("concluir")
@number
@place
@click.option("--em", "day", type=ISO_DATE, required=True, help="Dia em que foi concluída.")
@click.option(
    "--evidencia", required=True, metavar="TEXTO", help="O que prova a conclusão, e onde está."
)
@click.option(
    "--arquivo",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQ",
    help="Arquivo da evidência, guardado como está.",
)
@options.actor
@options.as_json
@told
def concluir(
    numero: str,
    acao: int,
    day: date,
    evidencia: str,
    file: Path | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Registra a conclusão de uma ação, com a evidência.

    \b
    ACAO é o número da ação em pactua acao listar.
    Exemplo: pactua acao concluir 1/2024 3 --em 2024-04-02 \\
        --evidencia "Ofício nº 12/2024" --arquivo oficio-12.pdf
    """
    from services.plan_actions import Conclusion, conclude

    office = options.office(actor)
    full, action = conclude(office, numero, Conclusion(acao, day, evidencia, file))
    _tell(full, action, office.today, as_json)


@command.command("reabrir")
@number
@place
@click.option("--motivo", required=True, metavar="TEXTO", help="Por que não está concluída.")
@options.actor
@options.as_json
@told
def reabrir(numero: str, acao: int, motivo: str, actor: str | None, as_json: bool) -> None:
    """Desfaz a conclusão de uma ação; o que se registrou antes fica no diário.

    \b
    Exemplo: pactua acao reabrir 1/2024 3 --motivo "faltou a lista de presença"
    """
    from services.plan_actions import reopen

    office = options.office(actor)
    full, action = reopen(office, numero, acao, motivo)
    _tell(full, action, office.today, as_json)


def _tell(full: str, action: "PlanAction", today: date, as_json: bool) -> None:
    from services.plan_actions import STATE_NAMES

    if as_json:
        print_json({"numero": full, **_data(action, today)})
        return
    state = STATE_NAMES[action.state(today)]
    day = f" em {action.done_on:%d/%m/%Y}" if action.done_on else ""
    click.echo(f"Instrumento nº {full}, ação {action.place}: {state}{day}.")
    click.echo(f"  prazo      {action.deadline:%d/%m/%Y}")
    if action.evidence:
        click.echo(f"  evidência  {action.evidence}")
    if action.file_name:
        click.echo(f"  arquivo    {action.file_name} ({action.file_sha256})")


def _data(action: "PlanAction", today: date) -> dict[str, Any]:
    return {
        "ordem": action.place,
        "eixo": action.told.axis,
        "acao": action.told.text,
        "responsavel": action.told.responsible,
        "evidencia_prevista": action.told.evidence,
        "prazo": action.deadline.isoformat(),
        "situacao": action.state(today),
        "concluida_em": action.done_on.isoformat() if action.done_on else None,
        "evidencia": action.evidence or None,
        "arquivo": (
            {"nome": action.file_name, "sha256": action.file_sha256} if action.file_name else None
        ),
    }
