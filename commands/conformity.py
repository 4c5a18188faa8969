"""`pactua instrumento conformidade`: the proof for a parecer referencial, and how it is told."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands import options
from commands.outcome import negative, print_json, told
from commands.portuguese import Command

if TYPE_CHECKING:
    from services.conformity import Conformity


@click.command("conformidade", cls=Command)
@click.argument("numero", help="Como 1/2026, ou o número inteiro.")
@click.option(
    "--saida",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQ",
    help="Onde gravar a certidão, em .pdf ou .html; sem ela, só se confere.",
)
@click.option("--parecer", default="", metavar="TEXTO", help="O parecer referencial que aprova.")
@click.option(
    "--motor",
    type=click.Choice(["weasyprint", "typst"]),
    default="weasyprint",
    show_default=True,
    help="Quem faz o PDF.",
)
@options.actor
@options.as_json
@told
def conformidade(
    numero: str,
    path: Path | None,
    parecer: str,
    motor: str,
    actor: str | None,
    as_json: bool,
) -> None:
    """Prova que o instrumento só difere da minuta aprovada nos campos que podem variar.

    \b
    Para o parecer referencial (Orientação Normativa AGU nº 55/2014). Qualquer
    outra diferença é mostrada, e a certidão não sai (situação de saída 1).
    Exemplo: pactua instrumento conformidade 1/2026 \\
        --parecer "Parecer Referencial nº 1/2026/CONJUR-MJSP" --saida conformidade.pdf
    """
    from services.conformity import conformity
    from services.conformity_page import write_certificate

    office = options.office(actor)
    outcome = conformity(office, numero, parecer)
    if outcome.conforms and path is not None:
        write_certificate(office, outcome, path, motor)
    tell_conformity(outcome, path, as_json)
    if not outcome.conforms:
        negative()


def tell_conformity(outcome: "Conformity", path: Path | None, as_json: bool) -> None:
    """In words or as JSON; the differences in full, each with its lines."""
    if as_json:
        print_json(_data(outcome, path))
        return
    instrument, approved = outcome.instrument, outcome.clause_set
    if outcome.conforms:
        click.echo(
            f"O instrumento nº {instrument.number}, versão {instrument.version}, confere com a "
            "minuta "
            f"aprovada ({approved.id}, versão {approved.version})."
        )
        click.echo(f"  Minuta (SHA-256): {outcome.wording_sha256}")
        click.echo(f"  Texto (SHA-256):  {outcome.found_sha256}")
        if path is not None:
            click.echo(f"Certidão gravada em {path}.")
        return
    click.echo(
        f"O instrumento nº {instrument.number}, versão {instrument.version}, não confere com a "
        "minuta "
        f"aprovada ({approved.id}, versão {approved.version}):"
    )
    for one in outcome.differences:
        click.echo(f"- {one.what}.")
        for line in one.approved:
            if line not in one.found:
                click.echo(f"    aprovado: {line}")
        for line in one.found:
            if line not in one.approved:
                click.echo(f"    achado:   {line}")


def _data(outcome: "Conformity", path: Path | None) -> dict[str, object]:
    return {
        "numero": str(outcome.instrument.number),
        "versao": outcome.instrument.version,
        "conjunto": f"{outcome.clause_set.id}@{outcome.clause_set.version}",
        "parecer": outcome.opinion,
        "confere": outcome.conforms,
        "minuta_sha256": outcome.wording_sha256,
        "aprovado_sha256": outcome.approved_sha256,
        "texto_sha256": outcome.found_sha256,
        "partes": [
            {
                "rotulo": part.label,
                "texto": part.key,
                "aprovacao": part.approval or None,
                "confere": part.same,
            }
            for part in outcome.parts
        ],
        "diferencas": [
            {"o_que": one.what, "aprovado": list(one.approved), "achado": list(one.found)}
            for one in outcome.differences
        ],
        "certidao": str(path) if path is not None and outcome.conforms else None,
    }
