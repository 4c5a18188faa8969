"""`pactua encerramento`: the letters, terms and report with which an agreement ends."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commands import options
from commands.dates import ISO_DATE
from commands.drafted import engine, formats, hand_out, output
from commands.outcome import print_json, told
from commands.portuguese import Group

if TYPE_CHECKING:
    from instruments.lifecycle import Life

Function = TypeVar("Function", bound=Callable[..., Any])
FORMS = ("denuncia", "rescisao", "consenso")
CAUSES = ("descumprimento", "forca_maior")
FULFILMENTS = ("integral", "parcial", "nenhum")

number = click.argument("numero", help="O acordo: como 1/2026, ou o número inteiro.")
author = click.option(
    "--autor", required=True, metavar="ID", help="Quem o faz: orgao ou o id de um partícipe."
)
REASON = click.option("--motivo", metavar="TEXTO", help="Por quê.")


def act(function: Function) -> Function:
    """The options that every letter and term has, in the order in which the help shows them."""
    shared = (
        click.option("--data", "day", type=ISO_DATE, help="Data do documento (padrão: hoje)."),
        click.option(
            "--efeito", "effective", type=ISO_DATE, help="Último dia em que o acordo vigora."
        ),
        click.option(
            "--fundamento", metavar="TEXTO", help="Cláusula em que se apoia (padrão: a do acordo)."
        ),
        click.option("--pendencias", metavar="TEXTO", help="O que ainda está pendente."),
        click.option("--processo", metavar="NUP", help="Processo (padrão: o do acordo)."),
        engine,
        formats,
        output,
        options.actor,
        options.as_json,
    )
    for option in reversed(shared):
        function = option(function)
    return function


@click.group("encerramento", cls=Group)
def command() -> None:
    """Fim de um acordo: denúncia, rescisão, consenso, relatório final.

    \b
    A denúncia e a rescisão por um partícipe produzem efeito depois da entrega
    (pactua instrumento entregar); o consenso e o relatório, com a última
    assinatura.
    Exemplos:
      pactua encerramento denuncia 1/2024 --autor mpmt --saida saida
      pactua encerramento relatorio 1/2024 --dados relatorio.yaml --saida saida
    """


@command.command("denuncia")
@number
@author
@REASON
@act
@told
def denuncia(numero: str, autor: str, motivo: str | None, **more: Any) -> None:
    """Redige a carta com que um partícipe denuncia o acordo.

    \b
    Sem --efeito, o aviso é o do acordo, contado da data da carta. O fim só fica
    registrado quando a carta é entregue: pactua instrumento entregar.
    Exemplo: pactua encerramento denuncia 1/2024 --autor mpmt \\
        --motivo "a ação passou a outra instituição" --saida saida
    """
    from services.ending import draft_withdrawal

    _draft(lambda office, ask: draft_withdrawal(office, ask), numero, autor, motivo, more)


@command.command("rescisao")
@number
@author
@click.option("--causa", required=True, type=click.Choice(CAUSES), help="O que a justifica.")
@click.option("--motivo", required=True, metavar="TEXTO", help="Os fatos, em poucas palavras.")
@act
@told
def rescisao(numero: str, autor: str, causa: Any, motivo: str, **more: Any) -> None:
    """Redige o termo com que um partícipe rescinde o acordo.

    \b
    O aviso prévio conta da entrega: pactua instrumento entregar.
    Exemplo: pactua encerramento rescisao 1/2024 --autor orgao --causa descumprimento \\
        --motivo "não foram designados os responsáveis" --saida saida
    """
    from services.ending import draft_termination

    _draft(lambda office, ask: draft_termination(office, ask, causa), numero, autor, motivo, more)


@command.command("consenso")
@number
@REASON
@act
@told
def consenso(numero: str, motivo: str | None, **more: Any) -> None:
    """Redige o termo com que todos extinguem o acordo.

    \b
    Com a última assinatura o fim fica registrado: ao fim do dia de --efeito ou,
    se vier depois, do dia dessa assinatura.
    Exemplo: pactua encerramento consenso 1/2024 --efeito 2026-12-31 --saida saida
    """
    from services.ending import draft_termination

    _draft(
        lambda office, ask: draft_termination(office, ask, "consenso"), numero, None, motivo, more
    )


def _draft(
    draft: Callable[[Any, Any], Any],
    numero: str,
    autor: str | None,
    motivo: str | None,
    more: dict[str, Any],
) -> None:
    from services.editions import open_engines, wanted_files
    from services.ending import ActAsk

    wanted = wanted_files(more["formato"], more["motor"])
    office = options.office(more["actor"])
    open_engines(office, wanted)
    ask = ActAsk(
        numero,
        autor,
        more["day"],
        more["effective"],
        motivo,
        more["fundamento"],
        more["pendencias"],
        more["processo"],
    )
    hand_out(office, draft(office, ask), wanted, more["folder"], more["as_json"])


@command.command("relatorio")
@number
@click.option(
    "--dados",
    "notes_path",
    type=click.Path(path_type=Path),
    metavar="ARQ",
    help="O que o relatório diz (YAML), com as ações que precisam de explicação.",
)
@click.option("--cumprimento", type=click.Choice(FULFILMENTS), help="Padrão: o que as ações dizem.")
@click.option("--resultados", metavar="TEXTO", help="Os resultados alcançados.")
@click.option("--dificuldades", metavar="TEXTO", help="O que impediu, se algo impediu.")
@click.option("--continuidade", metavar="TEXTO", help="O que prossegue.")
@click.option("--recomendacoes", metavar="TEXTO", help="O que se recomenda.")
@click.option("--acessos-cancelados-em", type=ISO_DATE, help="Dia em que os acessos terminaram.")
@click.option("--processo", metavar="NUP", help="Processo (padrão: o do acordo).")
@engine
@formats
@output
@options.actor
@options.as_json
@told
def relatorio(
    numero: str,
    notes_path: Path | None,
    cumprimento: str | None,
    resultados: str | None,
    dificuldades: str | None,
    continuidade: str | None,
    recomendacoes: str | None,
    acessos_cancelados_em: date | None,
    processo: str | None,
    motor: str,
    formato: str,
    folder: Path,
    actor: str | None,
    as_json: bool,
) -> None:
    """Redige o relatório final conjunto, com as ações concluídas e as que faltaram.

    \b
    As ações vêm do plano em vigor e do que foi registrado como concluído. Com a
    última assinatura, o prazo do relatório sai de pactua prazo listar.
    Exemplo: pactua encerramento relatorio 1/2024 --dados relatorio.yaml --saida saida
    """
    from services.editions import open_engines, wanted_files
    from services.reporting import ReportAsk, draft_report, read_notes

    wanted = wanted_files(formato, motor)
    given = {
        "cumprimento": cumprimento,
        "resultados": resultados,
        "dificuldades": dificuldades,
        "continuidade": continuidade,
        "recomendacoes": recomendacoes,
        "acessos_cancelados_em": acessos_cancelados_em,
    }
    notes = read_notes(notes_path, given)
    office = options.office(actor)
    open_engines(office, wanted)
    made = draft_report(office, ReportAsk(numero, notes, processo))
    hand_out(office, made, wanted, folder, as_json)


@command.command("registrar")
@number
@click.option("--forma", required=True, type=click.Choice(FORMS), help="Como o acordo acabou.")
@click.option(
    "--em", "day", required=True, type=ISO_DATE, help="Dia da entrega, ou da última assinatura."
)
@click.option("--motivo", required=True, metavar="TEXTO", help="Por quê.")
@click.option("--autor", metavar="ID", help="De quem partiu: orgao ou o id de um partícipe.")
@options.actor
@options.as_json
@told
def registrar(
    numero: str,
    forma: Any,
    day: date,
    motivo: str,
    autor: str | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Registra um fim comunicado por documento feito fora daqui.

    \b
    A denúncia e a rescisão produzem efeito depois do aviso que o acordo prevê.
    Com vários partícipes, a saída de um (--autor) não extingue o acordo.
    Exemplo: pactua encerramento registrar 1/2024 --forma denuncia --autor mpmt \\
        --em 2026-11-30 --motivo "a ação passou a outra instituição"
    """
    from services.ending import record_end

    office = options.office(actor)
    _tell(numero, record_end(office, numero, forma, day, motivo, autor), as_json)


@command.command("relatorio-feito")
@number
@click.option("--em", "day", required=True, type=ISO_DATE, help="Dia do relatório.")
@options.actor
@options.as_json
@told
def relatorio_feito(numero: str, day: date, actor: str | None, as_json: bool) -> None:
    """Registra um relatório final feito fora daqui.

    \b
    Exemplo: pactua encerramento relatorio-feito 1/2024 --em 2027-03-15
    """
    from services.reporting import record_report

    fact = record_report(options.office(actor), numero, day)
    if as_json:
        print_json({"numero": fact.subject, "relatorio_em": day.isoformat()})
        return
    click.echo(f"Relatório final do acordo nº {numero} registrado: {day:%d/%m/%Y}.")


def _tell(numero: str, life: "Life", as_json: bool) -> None:
    from instruments.lifecycle import END_NAMES

    ended, left = life.ended, life.left[-1] if life.left else None
    if as_json:
        print_json(
            {
                "numero": numero,
                "encerrado_em": ended.effective_on.isoformat() if ended else None,
                "forma": ended.form if ended else None,
                "relatorio_ate": (
                    ended.report_by.isoformat() if ended and ended.report_by else None
                ),
                "desligados": [
                    {"participe": one.partner, "efeito_em": one.effective_on.isoformat()}
                    for one in life.left
                ],
            }
        )
        return
    if ended is not None:
        click.echo(
            f"Acordo nº {numero}: extingue-se por {END_NAMES[ended.form]} ao fim de "
            f"{ended.effective_on:%d/%m/%Y}."
        )
        if ended.report_by is not None:
            click.echo(f"  relatório final até {ended.report_by:%d/%m/%Y}")
    elif left is not None:
        click.echo(
            f"Acordo nº {numero}: {left.partner} se desliga ao fim de "
            f"{left.effective_on:%d/%m/%Y}; o acordo prossegue entre os demais."
        )
