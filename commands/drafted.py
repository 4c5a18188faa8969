"""What commands that draft a document share: their options, the files, what is said of them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.outcome import print_findings, print_json

if TYPE_CHECKING:
    from services.drafting import Draft
    from services.editions import Delivered, Wanted
    from services.office import Office
    from services.workers import ProcessRenderers

output = click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="Pasta que recebe os arquivos.",
)
engine = click.option(
    "--motor",
    type=click.Choice(["weasyprint", "typst"]),
    default="weasyprint",
    show_default=True,
    help="Quem faz o PDF; typst é o mais rápido em lotes.",
)
formats = click.option(
    "--formato",
    default="docx,pdf",
    show_default=True,
    metavar="LISTA",
    help="Um ou mais de docx,pdf,html,sei,txt,json.",
)


@contextmanager
def pdf_ahead(formats: str, pdf_engine: str) -> "Iterator[ProcessRenderers | None]":
    """A process that loads WeasyPrint while this one drafts; None where it would not help."""
    if "pdf" not in formats or pdf_engine != "weasyprint" or (os.cpu_count() or 1) < 2:
        yield None
        return
    from rendering.engines import engine_name
    from services.settings import read_settings
    from services.workers import ProcessRenderers

    templates = read_settings().templates
    with ProcessRenderers(templates, 1) as renderers:
        renderers.prepare("pdf", engine_name("pdf", pdf_engine, templates))
        yield renderers


def hand_out(
    office: "Office",
    made: "Draft",
    wanted: "Wanted",
    folder: Path,
    as_json: bool,
    renderers: "ProcessRenderers | None" = None,
) -> None:
    """Make the files of a draft, copy them into the folder and tell of both."""
    from services.editions import deliver, render_missing, set_aside_findings

    delivered = deliver(office, render_missing(office, made, wanted, renderers), folder)
    findings = [*made.findings, *set_aside_findings(delivered)]
    if as_json:
        data = draft_data(made, delivered)
        print_json({**data, "achados": [finding.as_dict() for finding in findings]})
        return
    tell_draft(made, delivered)
    print_findings(findings)


def draft_data(made: "Draft", delivered: "tuple[Delivered, ...]") -> dict[str, Any]:
    """The keys of the command-line contract; a document that follows one says which."""
    tied = made.instrument.request.tied
    data: dict[str, Any] = {
        "numero": str(made.instrument.number),
        "versao": made.instrument.version,
        "codigo_verificador": made.instrument.code,
    }
    if tied is not None:
        data["original"] = tied.original.number
        if tied.amendment is not None:
            new_end = tied.amendment.new_end
            data["ordem"] = tied.amendment.order
            data["fim_novo"] = new_end.isoformat() if new_end else None
        if tied.act is not None:
            data["efeito_em"] = tied.act.effective_on.isoformat()
    return data | {
        "arquivos": [
            {"formato": copy.format, "caminho": str(copy.path), "sha256": copy.sha256}
            for copy in delivered
        ],
        "texto_sha256": made.text_sha256,
    }


def tell_draft(made: "Draft", delivered: "tuple[Delivered, ...]") -> None:
    """The draft and its files, for people."""
    instrument = made.instrument
    kept = f"já minutada em {instrument.drafted_on:%d/%m/%Y}, sem mudança"
    state = "minuta nova" if made.fresh else kept
    click.echo(f"{instrument.title}, versão {instrument.version} ({state})")
    tied = instrument.request.tied
    if tied is not None:
        click.echo(f"  número              {instrument.number}")
    click.echo(f"  código verificador  {instrument.code}")
    click.echo(f"  texto SHA-256       {made.text_sha256}")
    if tied is not None and tied.amendment is not None and tied.amendment.new_end is not None:
        click.echo(f"  novo término        {tied.amendment.new_end:%d/%m/%Y}")
    if tied is not None and tied.act is not None:
        day = f"{tied.act.effective_on:%d/%m/%Y}"
        if tied.managers is not None:
            click.echo(f"  responde desde      {day}, se a carta for entregue até esse dia")
        else:
            click.echo(f"  efeito ao fim de    {day}")
    for copy in delivered:
        click.echo(f"  {copy.format:<18}  {copy.path}")
