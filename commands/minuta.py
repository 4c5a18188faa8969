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


@command.command("receber", short_help="Compara o DOCX que o partícipe devolveu com a minuta.")
@click.argument("numero", help="Como 1/2026, ou o número inteiro.")
@click.argument("arquivo", type=click.Path(path_type=Path), help="O DOCX que voltou.")
@click.option(
    "--aceitar",
    "accepted",
    multiple=True,
    metavar="campos|ID",
    help="Aceita os dados alterados (campos) ou a redação de uma cláusula; repita a opção.",
)
@click.option("--ato", metavar="ATO", default="", help="Ato que aceita a redação nova.")
@click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Grava em DIR a comparação (HTML e DOCX) e, com --aceitar, o DOCX da versão nova.",
)
@options.actor
@options.as_json
@told
def receber(
    numero: str,
    arquivo: Path,
    accepted: tuple[str, ...],
    ato: str,
    folder: Path | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Compara o DOCX que o partícipe devolveu com a minuta, parte por parte.

    \b
    Diz o que é só dado do cadastro ou do plano, que pode ser aceito, e o que é
    redação, que depende de análise jurídica. O que se aceita faz nova versão.
    Exemplos:
      pactua minuta receber 1/2026 devolvido.docx --saida comparacao
      pactua minuta receber 1/2026 devolvido.docx --aceitar campos
      pactua minuta receber 1/2026 devolvido.docx --aceitar objeto --ato "Parecer nº 10/2026"
    """
    from services.editions import Delivered, deliver, render_missing, wanted_files
    from services.receiving import KINDS, Acceptance, accept, receive
    from services.redlines import write_redline

    office = options.office(actor)
    received = receive(office, numero, arquivo)
    written = (
        write_redline(office, received.redline, folder, f"{arquivo.stem}-comparacao")
        if folder
        else ()
    )
    drafted = None
    delivered: tuple[Delivered, ...] = ()
    if accepted:
        clauses = tuple(name for name in accepted if name != "campos")
        drafted = accept(office, received, Acceptance("campos" in accepted, clauses, ato))
        if folder:
            files = render_missing(office, drafted, wanted_files("docx", "weasyprint"))
            delivered = deliver(office, files, folder)
    if as_json:
        print_json(
            {
                "numero": received.number,
                "versao_comparada": received.version,
                "versao": drafted.instrument.version if drafted else received.version,
                "alteracoes": [
                    {
                        "parte": one.id,
                        "titulo": one.title,
                        "tipo": one.kind,
                        "campos": [
                            {"campo": field.path, "de": field.old, "para": field.new}
                            for field in one.fields
                        ],
                        "recusados": [
                            {
                                "campo": field.change.path,
                                "de": field.change.old,
                                "para": field.change.new,
                                "porque": field.why,
                            }
                            for field in one.refused
                        ],
                    }
                    for one in received.changes
                ],
                "observacoes": list(received.notes),
                "comparacao": [str(path) for path in written],
                "arquivos": [
                    {"formato": copy.format, "caminho": str(copy.path), "sha256": copy.sha256}
                    for copy in delivered
                ],
            }
        )
    else:
        changed = options.count(len(received.changes), "parte alterada", "partes alteradas")
        click.echo(f"Instrumento nº {received.number}, versão {received.version}: {changed}.")
        for one in received.changes:
            click.echo(f"  {one.title} ({one.id})\n    {KINDS[one.kind]}")
            for field in one.fields:
                click.echo(f"    {field.path}: “{field.old}” → “{field.new}”")
            for refusal in one.refused:
                field = refusal.change
                click.echo(f"    {field.path}: “{field.old}” → “{field.new}”")
                click.echo(f"      {refusal.why}")
        for note in received.notes:
            click.echo(f"  nota  {note}", err=True)
        for path in written:
            click.echo(f"Comparação: {path}")
        if drafted:
            click.echo(f"Versão {drafted.instrument.version} minutada com o que foi aceito.")
            months = drafted.instrument.request.months
            if months != received.months:
                click.echo(f"Vigência: {months} meses (eram {received.months}), como diz o texto.")
        for copy in delivered:
            click.echo(f"Minuta: {copy.path}")
    if received.for_counsel and not accepted:
        negative()
