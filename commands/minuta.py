"""`pactua minuta`: drafting one instrument, or one for each of many partners."""

import gc
from pathlib import Path

import click

from commands import options
from commands.drafted import engine, formats, hand_out, output, pdf_ahead
from commands.outcome import negative, print_findings, print_json, told
from commands.portuguese import Between, Group

clause_set = click.option(
    "--conjunto", required=True, metavar="C", help="Conjunto de cláusulas, como act-adesao."
)
plan = click.option(
    "--plano",
    "plan_path",
    type=click.Path(path_type=Path),
    required=True,
    metavar="ARQ",
    help="Plano de trabalho (YAML).",
)
months = click.option(
    "--meses", metavar="N", type=Between(1, 120), help="Meses de vigência (padrão: o do conjunto)."
)


@click.group("minuta", cls=Group)
def command() -> None:
    """Minutas de instrumentos.

    \b
    Exemplos:
      pactua minuta gerar --participe mpmt --conjunto act-adesao --plano plano.yaml --saida saida
      pactua minuta lote --participes participes.csv --conjunto act-adesao \\
          --plano plano.yaml --motor typst --saida saida
    """


@command.command("gerar")
@click.option(
    "--participe",
    "names",
    multiple=True,
    required=True,
    metavar="ID|ARQ",
    help="Do cadastro ou de um arquivo; repita a opção para mais de um partícipe.",
)
@clause_set
@plan
@click.option("--processo", metavar="NUP", help="Número do processo no SEI.")
@months
@engine
@formats
@click.option("--novo", is_flag=True, help="Dá outro número, mesmo que o pedido já exista.")
@click.option("--revisar", "reviews", is_flag=True, help="Revisa também o texto (pactua revisar).")
@output
@options.actor
@options.as_json
@told
def gerar(
    names: tuple[str, ...],
    conjunto: str,
    plan_path: Path,
    processo: str | None,
    meses: int | None,
    motor: str,
    formato: str,
    novo: bool,
    reviews: bool,
    folder: Path,
    actor: str | None,
    as_json: bool,
) -> None:
    """Gera o instrumento de um partícipe, com o plano de trabalho.

    \b
    O mesmo pedido devolve os mesmos arquivos; um pedido alterado gera nova
    versão com o mesmo número.
    Exemplo: pactua minuta gerar --participe mpmt --conjunto act-adesao \\
        --plano plano.yaml --processo 08012.002734/2023-09 --saida saida
    """
    with pdf_ahead(formato, motor) as renderers:
        from services.drafting import Ask, draft
        from services.editions import open_engines, wanted_files
        from services.partners import find_partner
        from services.plans import read_plan

        wanted = wanted_files(formato, motor)
        work_plan = read_plan(plan_path)
        office = options.office(actor)
        open_engines(office, wanted)
        partners = tuple(find_partner(office, name) for name in names)
        ask = Ask(partners, conjunto, work_plan, plan_path.name, processo, meses, novo)
        made = draft(office, ask)
        if reviews:
            from services.reviewing import reviewed_draft, speller

            made = reviewed_draft(made, office.today, speller())
        hand_out(office, made, wanted, folder, as_json, renderers)


@command.command("lote")
@click.option(
    "--participes",
    "source",
    required=True,
    metavar="ARQ.csv|todos",
    help="Arquivo com uma linha por partícipe, ou todos os do cadastro.",
)
@clause_set
@plan
@months
@engine
@formats
@click.option(
    "--paralelo",
    type=Between(1, 256),
    metavar="N",
    help="Processos (padrão: um por núcleo).",
)
@output
@options.actor
@options.as_json
@told
def lote(
    source: str,
    conjunto: str,
    plan_path: Path,
    meses: int | None,
    motor: str,
    formato: str,
    paralelo: int | None,
    folder: Path,
    actor: str | None,
    as_json: bool,
) -> None:
    """Gera um instrumento para cada partícipe de uma lista.

    \b
    Confere todas as linhas antes de gerar; linhas com falha são recusadas e
    relatadas (também em recusados.csv), e as outras seguem. Interrompido,
    continua de onde parou quando o mesmo comando roda de novo.
    Exemplo: pactua minuta lote --participes participes.csv \\
        --conjunto act-adesao --plano plano.yaml --motor typst --saida saida
    """
    from services.batch import BatchAsk, run_batch
    from services.editions import wanted_files
    from services.plans import read_plan
    from services.workers import ProcessRenderers

    gc.enable()  # see commands/app.py
    wanted = wanted_files(formato, motor)
    work_plan = read_plan(plan_path)
    office = options.office(actor)
    ask = BatchAsk(source, conjunto, work_plan, plan_path.name, meses, wanted, folder)
    with ProcessRenderers(office.templates, paralelo) as renderers:
        result = run_batch(office, ask, renderers, options.progress_bar())
    if as_json:
        print_json(
            {
                "gerados": result.made + result.found,
                "ja_existentes": result.found,
                "recusados": [
                    {"linha": row.line, "achados": [f.as_dict() for f in row.findings]}
                    for row in result.refused
                ],
                "avisos": dict(result.warnings),
                "segundos": round(result.seconds, 2),
            }
        )
    else:
        total = options.count(result.made + result.found, "instrumento", "instrumentos")
        found = f" ({result.found} de antes)" if result.found else ""
        refused = options.count(len(result.refused), "linha recusada", "linhas recusadas")
        click.echo(f"{total}{found} em {folder}, {refused}, {result.seconds:.1f} s.")
        for rule, times in result.warnings:
            click.echo(f"  aviso  {rule}: {options.count(times, 'minuta', 'minutas')}.", err=True)
        for row in result.refused:
            print_findings(row.findings)
        if result.refused:
            click.echo(f"As recusas estão em {folder / 'recusados.csv'}.", err=True)
    if result.refused:
        negative()
