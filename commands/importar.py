"""`pactua importar`: agreements that exist already, from their files into the registry."""

import time
from contextlib import ExitStack
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.outcome import negative, print_findings, print_json, told
from commands.portuguese import Between, Command

if TYPE_CHECKING:
    from services.importing_outcome import Outcome
    from services.office import Office

ALONE = 6
"""Up to so many files are read in this process: starting others would take longer."""

STATES = {
    "registrado": "registrado",
    "ja_registrado": "já registrado",
    "simulado": "seria registrado",
    "recusado": "recusado",
}
SEVERITIES = (
    ("erro", ("erro", "erros")),
    ("aviso", ("aviso", "avisos")),
    ("nota", ("nota", "notas")),
)
CERTAIN = {"alta": "certo", "media": "provável", "baixa": "duvidoso"}
OF_AGREEMENTS = frozenset({"numero", "meses", "fim_vigencia"})
"""Of what follows an agreement these are read in other words."""

FIELDS = {
    "especie": "espécie",
    "numero": "número",
    "processo": "processo",
    "codigo_verificador": "código verificador",
    "crc": "CRC",
    "meses": "vigência (meses)",
    "fim_vigencia": "fim da vigência",
}


@click.command("importar", cls=Command)
@click.argument("arquivos", nargs=-1, type=click.Path(path_type=Path), help="Arquivos a importar.")
@click.option(
    "--pasta",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Importa os arquivos de uma pasta e das que estão dentro dela.",
)
@click.option("--simular", is_flag=True, help="Só mostra o que seria registrado.")
@click.option("--ocr", is_flag=True, help="Lê por OCR os PDFs que só têm imagens.")
@click.option(
    "--meses",
    metavar="N",
    type=Between(1, 1200),
    help="Meses de vigência (de um aditivo: que acrescenta), quando o arquivo não os diz.",
)
@click.option(
    "--de",
    "original",
    metavar="NUM",
    help="Acordo que o termo aditivo ou de rescisão acompanha, quando ele não o diz.",
)
@click.option(
    "--revisar/--sem-revisao",
    "reviewed",
    default=None,
    help="Junta os achados da revisão do texto (padrão: sim, até 6 arquivos).",
)
@click.option(
    "--comparar",
    "comparison",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Grava em DIR a comparação de cada acordo com a biblioteca (HTML e DOCX).",
)
@click.option(
    "--paralelo", type=Between(1, 256), metavar="N", help="Processos (padrão: um por núcleo)."
)
@options.actor
@options.as_json
@told
def command(
    arquivos: tuple[Path, ...],
    folders: tuple[Path, ...],
    simular: bool,
    ocr: bool,
    meses: int | None,
    original: str | None,
    reviewed: bool | None,
    comparison: Path | None,
    paralelo: int | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Registra acordos que já existem, a partir dos seus arquivos.

    \b
    Lê texto, HTML do SEI, DOCX e PDF; o arquivo fica guardado como veio. As
    assinaturas e os prazos entram no registro, e os avisos passam a valer.
    Arquivo repetido é reconhecido; interrompido, continua de onde parou. Termo
    aditivo entra no acordo que acompanha, que precisa estar no registro ou vir
    junto, em qualquer ordem.
    Exemplos:
      pactua importar acordo.pdf
      pactua importar aditivo.pdf --de 7/2024
      pactua importar --pasta acordos --simular
    """
    from faults.errors import UsageError
    from services.importing import ImportAsk, context_of, import_files
    from services.importing_files import Readers, files_in
    from services.importing_reading import Wanted
    from services.importing_workers import ProcessReaders
    from services.processes import collect_seldom

    if not arquivos and not folders:
        raise UsageError("falta dizer o que importar.", "Dê arquivos ou --pasta DIR.")
    start = time.monotonic()
    paths = files_in((*arquivos, *folders))
    office = options.office(actor)
    ask = ImportAsk(tuple(paths), Wanted(ocr, meses, original), simular)
    review = len(paths) <= ALONE if reviewed is None else reviewed
    with ExitStack() as stack:
        context = context_of(office)
        if len(paths) <= ALONE and paralelo is None:
            readers = Readers(context)
        else:
            collect_seldom()  # see commands/app.py
            readers = stack.enter_context(ProcessReaders(context, paralelo))
        bar = options.progress_bar()
        outcomes = [
            _with_review(office, outcome) if review else outcome
            for outcome in import_files(office, ask, readers, bar)
        ]
    if comparison is not None:
        for outcome in outcomes:
            _compare(office, outcome, comparison)
    if as_json:
        print_json(_report(outcomes, time.monotonic() - start))
    elif len(outcomes) == 1:
        _show(outcomes[0])
    else:
        _show_all(outcomes, time.monotonic() - start)
    if any(outcome.refused for outcome in outcomes):
        negative()


def _compare(office: "Office", outcome: "Outcome", folder: Path) -> None:
    from instruments.imported import ImportedInstrument
    from services.importing_redline import library_redline
    from services.redlines import write_redline

    instrument = outcome.instrument
    if instrument is None and outcome.number and not outcome.refused:
        kept = office.store.instrument(outcome.number)
        instrument = kept if isinstance(kept, ImportedInstrument) else None
    if instrument is not None:
        stem = f"{Path(outcome.shown_path).stem}-comparacao"
        for path in write_redline(office, library_redline(office, instrument), folder, stem):
            click.echo(f"Comparação: {path}", err=True)


def _with_review(office: "Office", outcome: "Outcome") -> "Outcome":
    from services.importing_review import with_review

    return with_review(office, outcome)


def _report(outcomes: "list[Outcome]", seconds: float) -> dict[str, Any]:
    files = [_data(outcome) for outcome in outcomes]
    counts = {state: sum(one.state == state for one in outcomes) for state in STATES}
    # Of one file, its fields stand at the root too, where a caller looks for them.
    alone = files[0] if len(files) == 1 else {}
    return {
        **alone,
        "arquivos": files,
        "situacoes": {state: count for state, count in counts.items() if count},
        "segundos": round(seconds, 2),
    }


def _data(outcome: "Outcome") -> dict[str, Any]:
    counted = outcome.counted
    publish, prudent = outcome.publish_by or (None, None)
    return {
        "arquivo": outcome.shown_path,
        "situacao": outcome.state,
        "registro": outcome.number,
        "codigo": outcome.code,
        "estado": outcome.cycle,
        "acompanha": outcome.follows,
        "arquivo_sha256": outcome.sha256,
        **outcome.summary,
        "fim_vigencia": counted.end.isoformat() if counted else None,
        "publicacao_ate": publish.isoformat() if publish else None,
        "publicacao_prudente": prudent.isoformat() if prudent else None,
        "renovacao_ate": counted.renew_by.isoformat() if counted else None,
        "renovacao_prudente": counted.renew_prudent.isoformat() if counted else None,
        "achados": [finding.as_dict() for finding in (*outcome.findings, *outcome.review)],
    }


def _show(outcome: "Outcome") -> None:
    """One file, field by field."""
    click.echo(f"{outcome.shown_path}: {STATES[outcome.state]}{_as(outcome)}.")
    for one in outcome.summary.get("campos", ()):
        if one["campo"] in FIELDS and not (outcome.follows and one["campo"] in OF_AGREEMENTS):
            click.echo(f"  {FIELDS[one['campo']]:<20}{one['valor']}  {_sure(one)}")
    for place, party in enumerate(outcome.summary.get("partes", ()), 1):
        click.echo(f"  {f'parte {place}':<20}{party['nome']}, CNPJ {party['cnpj'] or '–'}")
    for one in outcome.summary.get("assinaturas", ()):
        click.echo(f"  {'assinatura':<20}{one['nome']}, {_moment(one['em'])}")
    clauses = outcome.summary.get("clausulas", ())
    if clauses:
        known = sum(one["id"] is not None for one in clauses)
        click.echo(f"  {'cláusulas':<20}{len(clauses)}, {known} com par na biblioteca")
    if outcome.follows is not None:
        click.echo(f"  {'acompanha':<20}nº {outcome.follows}")
    if outcome.publish_by is not None:
        click.echo(f"  {'publicar até':<20}{outcome.publish_by[0]:%d/%m/%Y}")
    if outcome.counted is not None:
        counted = outcome.counted
        for name, day in (
            ("fim da vigência", counted.end),
            ("prorrogar até", counted.renew_by),
            ("prudente", counted.renew_prudent),
        ):
            click.echo(f"  {name:<20}{day:%d/%m/%Y}")
    print_findings(outcome.findings)
    if outcome.review:
        counts = ", ".join(
            options.count(sum(one.severity == severity for one in outcome.review), *names)
            for severity, names in SEVERITIES
        )
        click.echo(
            f"Revisão do texto: {counts}. Veja com: pactua revisar {quote(outcome.shown_path)}"
        )


def _sure(one: dict[str, Any]) -> str:
    return f"({CERTAIN[one['certeza']]}; {one['onde']})"


def _moment(at: str | None) -> str:
    """`12/03/2024 10:22` of an ISO moment."""
    return f"{at[8:10]}/{at[5:7]}/{at[:4]} {at[11:16]}" if at else "sem data"


def _as(outcome: "Outcome") -> str:
    return f" como nº {outcome.number}" if outcome.number and not outcome.refused else ""


def _show_all(outcomes: "list[Outcome]", seconds: float) -> None:
    rows = [
        (
            Path(outcome.shown_path).name,
            STATES[outcome.state],
            outcome.number or "–",
            f"{outcome.counted.end:%d/%m/%Y}" if outcome.counted else "–",
            len(outcome.findings),
        )
        for outcome in outcomes
    ]
    options.table(rows, ("arquivo", "situação", "número", "fim da vigência", "achados"))
    done = sum(outcome.state in ("registrado", "simulado") for outcome in outcomes)
    known = sum(outcome.state == "ja_registrado" for outcome in outcomes)
    refused = sum(outcome.refused for outcome in outcomes)
    click.echo(
        f"{options.count(done, 'documento', 'documentos')}, {known} de antes, "
        f"{options.count(refused, 'arquivo recusado', 'arquivos recusados')}, {seconds:.1f} s."
    )
    for outcome in outcomes:
        if outcome.refused:
            print_findings(outcome.findings)
