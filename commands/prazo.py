"""`pactua prazo`: the dates of an instrument, and why each is what it is."""

from datetime import date
from typing import TYPE_CHECKING

import click

from commands import options
from commands.dates import ISO_DATE
from commands.outcome import print_json, told
from commands.portuguese import Between, Group

if TYPE_CHECKING:
    from clauses.clause_set import ClauseSet
    from law.steps import Deadline, Step
    from services.deadlines import Calculation
    from services.settings import Settings

UNDER = "    "


@click.group("prazo", cls=Group)
def command() -> None:
    """Prazos: publicação, vigência, prorrogação e avisos.

    \b
    Exemplos:
      pactua prazo calcular --assinatura 2024-01-30 --meses 36
      pactua prazo calcular --assinatura 2024-01-30 --meses 36 --explicar
    """


@command.command("calcular")
@click.option(
    "--assinatura",
    type=ISO_DATE,
    required=True,
    help="Dia da última assinatura.",
)
@click.option(
    "--meses",
    type=Between(1, 120),
    metavar="N",
    help="Meses de vigência (padrão: do conjunto).",
)
@click.option("--conjunto", metavar="C", help="Conjunto de cláusulas cujos prazos obrigam.")
@click.option("--explicar", is_flag=True, help="Conta dia a dia, com o fundamento de cada passo.")
@options.as_json
@told
def calcular(
    assinatura: date,
    meses: int | None,
    conjunto: str | None,
    explicar: bool,
    as_json: bool,
) -> None:
    """Calcula os prazos de um instrumento, a partir da última assinatura.

    \b
    Onde há mais de uma leitura da norma, mostra todas; os avisos seguem a data
    que vem antes.
    Exemplo: pactua prazo calcular --assinatura 2024-01-30 --meses 36 --explicar
    """
    from services.deadlines import as_data, calculate, calendar_in
    from services.settings import read_settings

    settings = read_settings()
    clause_set = _clause_set(settings, conjunto) if conjunto else None
    calculation = calculate(assinatura, meses, clause_set, calendar_in(settings.folder))
    if as_json:
        print_json(as_data(calculation))
        return
    _tell(calculation)
    if explicar:
        for deadline in calculation.explained:
            _explain(deadline)
    for note in calculation.notes:
        click.echo(f"Atenção: {note}", err=True)


def _clause_set(settings: "Settings", name: str) -> "ClauseSet":
    from services.office import open_library

    return open_library(settings).clause_set(name)


def _tell(calculation: "Calculation") -> None:
    from law.words import day_words, months_words

    found = calculation.deadlines
    hour = found.send_to_dou_hour.removesuffix(":00")
    rows = [
        ("última assinatura", day_words(found.signature)),
        ("vigência", months_words(found.term.months)),
        ("publicar o extrato até", _readings(found.publication, found.publication_prudent)),
        ("enviar ao DOU até", f"{day_words(found.send_to_dou_by)}, {hour}h (horário de Brasília)"),
        ("fim da vigência", day_words(found.end)),
        ("pedir a prorrogação até", _readings(found.renewal_by, found.renewal_prudent)),
        ("relatório final até", _readings(found.final_report_by, found.final_report_prudent)),
        *(
            (f"aviso de {rung.days} dias", day_words(rung.day))
            for rung in sorted(found.notices, key=lambda rung: rung.day)
        ),
    ]
    if found.end_alternative:
        other = f"{day_words(found.end_alternative)}, na leitura do Código Civil"
        rows.insert(5, ("fim alternativo", other))
    for name, value in rows:
        click.echo(f"{name:<26}{value}")


def _readings(literal: date, prudent: date) -> str:
    from law.words import day_words

    more = f"; prudente: {day_words(prudent)}" if prudent != literal else ""
    return f"{day_words(literal)}{more}"


def _explain(deadline: "Deadline") -> None:
    from law.words import day_words

    click.echo(f"\n{deadline.name}: {day_words(deadline.date)}")
    _steps(deadline.steps)
    if deadline.prudent_steps:
        click.echo(f"  Leitura prudente: {day_words(deadline.prudent)}")
        _steps(deadline.prudent_steps)


def _steps(steps: "tuple[Step, ...]") -> None:
    """Each step on a line; the norm stands under a step when it changes there."""
    from law.words import day_words

    for place, step in enumerate(steps):
        day = f"{day_words(step.day)}: " if step.day else ""
        click.echo(f"  {day}{step.text}.")
        if place + 1 == len(steps) or steps[place + 1].citation != step.citation:
            click.echo(f"{UNDER}[{step.citation.text}]")


@command.command("listar")
@click.option("--ate", "until", type=ISO_DATE, help="Até este dia (padrão: daqui a 180 dias).")
@options.limited(200)
@options.as_json
@told
def listar(until: date | None, most: int, as_json: bool) -> None:
    """Lista o que vence: publicações a fazer e pedidos de prorrogação.

    \b
    O que já venceu e não foi feito vem primeiro.
    Exemplo: pactua prazo listar --ate 2027-06-30
    """
    from commands.publication_told import tell_corrections
    from instruments.gazette_states import PUBLICATION_NAMES
    from services.lifecycle import awaiting_correction, due

    office = options.office()
    rows = due(office, until, most + 1 if most else 0)
    there_are_more = options.more(rows, most)
    corrections = awaiting_correction(office)
    if as_json:
        print_json({"prazos": rows, "ha_mais": there_are_more, "retificacoes": corrections})
        return
    if not rows:
        click.echo("Nada vence nesse período.")
        tell_corrections(corrections)
        return
    today = office.today.isoformat()
    options.table(
        [
            (
                "VENCIDO" if row["ate"] < today else "",
                f"{date.fromisoformat(row['ate']):%d/%m/%Y}",
                row["prazo"],
                row["numero"],
                ", ".join(partner["sigla"] for partner in row["participes"]),
                PUBLICATION_NAMES[row["publicacao"]],
            )
            for row in rows
        ],
        ("", "até", "prazo", "instrumento", "partícipes", "publicação"),
    )
    options.tell_more(there_are_more, most)
    tell_corrections(corrections)
