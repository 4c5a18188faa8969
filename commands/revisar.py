"""`pactua revisar`: an agreement read as a careful lawyer would read it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.outcome import negative, print_json, told
from commands.portuguese import Command

if TYPE_CHECKING:
    from services.reviewing import Reviewed


@click.command("revisar", cls=Command)
@click.argument("alvo", metavar="ARQ|NUM", required=False, help="Arquivo, ou número como 1/2026.")
@click.option(
    "--formato",
    type=click.Choice(["texto", "json", "sarif"]),
    default="texto",
    show_default=True,
    help="Como os achados saem; sarif é o dos editores e repositórios.",
)
@click.option(
    "--severidade",
    type=click.Choice(["erro", "aviso", "nota"]),
    default="nota",
    show_default=True,
    help="A menor gravidade que interessa.",
)
@click.option(
    "--regra", "rules", multiple=True, metavar="ID", help="Só esta regra; pode repetir-se."
)
@click.option(
    "--dispensas",
    "sidecar",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="ARQ",
    help="Dispensas com motivo (padrão: revisao.yaml ao lado do arquivo).",
)
@click.option(
    "--linha-de-base",
    "baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQ",
    help="Cala os achados já guardados ali; se o arquivo não existe, guarda os de agora.",
)
@click.option("--ocr", is_flag=True, help="Reconhece o texto de um PDF que é só imagem.")
@click.option("--regras", "list_rules", is_flag=True, help="Lista as regras e termina.")
@options.as_json
@told
def command(
    alvo: str | None,
    formato: str,
    severidade: str,
    rules: tuple[str, ...],
    sidecar: Path | None,
    baseline: Path | None,
    ocr: bool,
    list_rules: bool,
    as_json: bool,
) -> None:
    """Revisa um texto, DOCX, PDF, HTML do SEI ou um instrumento do registro.

    \b
    Termina com 1 quando há algum achado de gravidade “erro”. O que quer dizer
    cada regra está em docs/manual/regras.md.
    Exemplo: pactua revisar acordo.docx --severidade aviso
    """
    from faults.errors import UsageError
    from services.reviewing import Asked, review_number, review_path, speller
    from services.settings import BRASILIA, read_settings

    if list_rules:
        _list_rules(as_json)
        return
    if alvo is None:
        raise click.UsageError("Diga o arquivo ou o número do instrumento.")
    asked = Asked(severidade, rules, sidecar, baseline, ocr)  # type: ignore[arg-type]  # a Choice
    if Path(alvo).is_dir():
        raise UsageError(
            f"{alvo} é uma pasta.", "Dê um arquivo de cada vez, como: pactua revisar acordo.docx"
        )
    if Path(alvo).is_file():
        today = read_settings().now.astimezone(BRASILIA).date()
        done = review_path(Path(alvo), today, asked, speller())
    else:
        done = review_number(options.office(), alvo, asked, speller())
    _tell(done, "json" if as_json else formato)
    if done.report.has_errors:
        negative()


def _tell(done: "Reviewed", form: str) -> None:
    if form == "json":
        report = done.report
        print_json(
            {
                "arquivo": done.name,
                "achados": [remark.as_dict() for remark in report.open],
                "postos_de_lado": [
                    remark.as_dict() for remark in report.remarks if remark.status != "novo"
                ],
                "observacoes": list(report.notes),
            }
        )
    elif form == "sarif":
        from importlib.metadata import version

        from review.sarif import sarif

        print_json(sarif(done.report, done.name, version("pactua")))
    else:
        from review.printed import printed

        for line in printed(done.report):
            click.echo(line)
        if done.baseline_written:
            click.echo(
                "Linha de base gravada: estes achados não aparecem da próxima vez.", err=True
            )


def _list_rules(as_json: bool) -> None:
    from review.printed import catalogue
    from review.rules import all_rules

    if not as_json:
        for line in catalogue():
            click.echo(line)
        return
    rules: list[dict[str, Any]] = [
        {
            "regra": rule.id,
            "familia": rule.family,
            "severidade": rule.severity,
            "sentido": rule.meaning,
            "remedio": rule.remedy,
            "fonte": rule.source,
        }
        for rule in all_rules()
    ]
    print_json({"regras": rules})
