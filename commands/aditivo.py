"""`pactua aditivo`: amendments of a signed agreement, drafted and listed."""

from pathlib import Path

import click

from commands import options
from commands.drafted import engine, formats, hand_out, output
from commands.outcome import print_json, told
from commands.portuguese import Between, Group

number = click.argument("numero", help="O acordo: como 1/2026, ou o número inteiro.")


@click.group("aditivo", cls=Group)
def command() -> None:
    """Termos aditivos: prorrogar, alterar cláusulas, trocar o plano de trabalho.

    \b
    Exemplos:
      pactua aditivo gerar 1/2024 --meses 12 --saida saida
      pactua aditivo gerar 1/2024 --clausula publicidade@2 --saida saida
      pactua aditivo listar 1/2024
    """


@command.command("gerar")
@number
@click.option(
    "--meses", "months", metavar="N", type=Between(1, 120), help="Prorroga a vigência por N meses."
)
@click.option(
    "--clausula",
    "wordings",
    multiple=True,
    metavar="ID@VERSAO|ARQ",
    help="Cláusula com nova redação: texto da biblioteca ou arquivo .md; repita à vontade.",
)
@click.option(
    "--acrescentar",
    "additions",
    multiple=True,
    metavar="ANTERIOR=ID@VERSAO|ARQ",
    help="Cláusula nova depois da cláusula ANTERIOR; repita à vontade.",
)
@click.option(
    "--revogar",
    "revocations",
    multiple=True,
    metavar="ID",
    help="Cláusula que deixa de vigorar; repita à vontade.",
)
@click.option(
    "--plano",
    "plan_path",
    type=click.Path(path_type=Path),
    metavar="ARQ",
    help="Plano de trabalho (YAML) que substitui o atual.",
)
@click.option("--processo", metavar="NUP", help="Número do processo (padrão: o do acordo).")
@click.option("--novo", is_flag=True, help="Outro termo aditivo, ao lado do que está em preparo.")
@engine
@formats
@output
@options.actor
@options.as_json
@told
def gerar(
    numero: str,
    months: int | None,
    wordings: tuple[str, ...],
    additions: tuple[str, ...],
    revocations: tuple[str, ...],
    plan_path: Path | None,
    processo: str | None,
    novo: bool,
    motor: str,
    formato: str,
    folder: Path,
    actor: str | None,
    as_json: bool,
) -> None:
    """Gera o próximo termo aditivo de um acordo assinado.

    \b
    A prorrogação conta do término em vigor. O mesmo pedido devolve os mesmos
    arquivos; outro pedido, enquanto o aditivo não for assinado, gera nova versão
    com o mesmo número. Depois siga como em qualquer instrumento: enviar, aprovar,
    assinar, publicar.
    Exemplo: pactua aditivo gerar 1/2024 --meses 12 --saida saida
    """
    from services.clause_changes import added_clause, new_wording, revoked_clause
    from services.editions import open_engines, wanted_files
    from services.plans import read_plan
    from services.tying import AmendmentAsk, draft_amendment

    wanted = wanted_files(formato, motor)
    plan = read_plan(plan_path) if plan_path else None
    office = options.office(actor)
    changes = (
        *(new_wording(office, text) for text in wordings),
        *(added_clause(office, text) for text in additions),
        *(revoked_clause(text) for text in revocations),
    )
    open_engines(office, wanted)
    plan_name = plan_path.name if plan_path else ""
    ask = AmendmentAsk(numero, months, changes, plan, plan_name, processo, novo)
    hand_out(office, draft_amendment(office, ask), wanted, folder, as_json)


@command.command("listar")
@number
@options.as_json
@told
def listar(numero: str, as_json: bool) -> None:
    """Lista os termos aditivos de um acordo, com o que cada um altera.

    \b
    Exemplo: pactua aditivo listar 1/2024
    """
    from instruments.lifecycle import CYCLE_NAMES
    from services.tying import list_amendments

    listed = list_amendments(options.office(), numero)
    if as_json:
        print_json({"acordo": listed.number, "aditivos": [one.as_data() for one in listed.rows]})
        return
    if not listed.rows:
        click.echo(f"O acordo nº {listed.number} não tem termo aditivo.")
        return
    options.table(
        [
            (
                f"{one.order}º",
                one.number,
                CYCLE_NAMES[one.state],
                f"{one.signed_on:%d/%m/%Y}" if one.signed_on else "–",
                one.purpose,
                f"{one.new_end:%d/%m/%Y}" if one.new_end else "–",
            )
            for one in listed.rows
        ],
        ("ordem", "número", "estado", "assinado em", "para", "novo término"),
    )
