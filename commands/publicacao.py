"""`pactua publicacao`: the extract on its way to the gazette, and what came out of it."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from commands import options
from commands.dates import ISO_DATE
from commands.gazette_told import (
    UNDELIVERED,
    Findings,
    correction_files,
    outcome_data,
    sending_data,
    sheet_data,
    tell_outcome,
    tell_sending,
    tell_summary,
)
from commands.outcome import negative, print_json, told
from commands.portuguese import Between, Group

number = click.argument("numero", help="Como 1/2026, ou o número inteiro.")
correction = click.option(
    "--retificacao", is_flag=True, help="A retificação minutada, em vez do extrato."
)
subject = click.option(
    "--objeto", "subject", metavar="TEXTO", help="Outra redação do objeto (padrão: a do plano)."
)
FORMATS = ("texto", "rtf")


@click.group("publicacao", cls=Group)
def command() -> None:
    """Publicação do extrato no Diário Oficial da União.

    \b
    Exemplos:
      pactua publicacao enviar 1/2024 --saida extrato.rtf
      pactua publicacao ler 2024-02-07-DO3.zip
    """


@command.command("extrato")
@number
@correction
@click.option(
    "--formato",
    "file_format",
    type=click.Choice(FORMATS),
    default="texto",
    show_default=True,
    help="texto, para ler; rtf, para a Imprensa Nacional.",
)
@subject
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQ",
    help="Arquivo a escrever; sem ele, o texto vai para a tela.",
)
@options.as_json
@told
def extrato(
    numero: str,
    retificacao: bool,
    file_format: str,
    subject: str | None,
    target: Path | None,
    as_json: bool,
) -> None:
    """Escreve o extrato de um acordo, adesão, aditivo, rescisão ou denúncia.

    \b
    Antes das assinaturas sai sem a data e sem os signatários; nada é registrado.
    Exemplo: pactua publicacao extrato 1/2024 --formato rtf --saida extrato.rtf
    """
    from publication.rtf import to_rtf
    from services.publishing import save, write_correction, write_extract

    office = options.office()
    sheet = (
        write_correction(office, numero) if retificacao else write_extract(office, numero, subject)
    )
    if target is not None:
        save(target, sheet.extract, file_format)
    if as_json:
        print_json({**sheet_data(sheet), "arquivo": str(target) if target else None})
    elif target is not None:
        click.echo(f"{target}: {sheet.extract.title}")
    else:
        text = to_rtf(sheet.extract).decode("ascii") if file_format == "rtf" else None
        click.echo((text or sheet.extract.text).rstrip("\n"))
    if sheet.missing:
        click.echo(
            f"Nota: ainda sem assinaturas; o extrato terá também {' e '.join(sheet.missing)}.",
            err=True,
        )
    if sheet.undelivered:
        click.echo(f"Nota: {UNDELIVERED}", err=True)


@command.command("enviar", short_help="Registra o envio do extrato e escreve o RTF.")
@number
@correction
@click.option("--em", "day", type=ISO_DATE, help="Data do envio (padrão: hoje).")
@subject
@click.option("--novamente", "again", is_flag=True, help="Registra outro envio do que já foi.")
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="ARQ",
    help="O RTF a entregar (padrão: extrato-N-ANO.rtf na pasta atual).",
)
@options.actor
@options.as_json
@told
def enviar(
    numero: str,
    retificacao: bool,
    day: date | None,
    subject: str | None,
    again: bool,
    target: Path | None,
    actor: str | None,
    as_json: bool,
) -> None:
    """Registra o envio do extrato e escreve o RTF a entregar à Imprensa Nacional.

    \b
    Diz até que hora entregar, em que edição sai e qual é o último dia. O que já
    foi enviado não se registra outra vez, salvo com --novamente.
    Exemplo: pactua publicacao enviar 1/2024
    """
    from services.publishing import file_stem, save, send_correction, send_extract

    office = options.office(actor)
    when = day or office.today
    sending = (
        send_correction(office, numero, when, again)
        if retificacao
        else send_extract(office, numero, when, again, subject)
    )
    path = target or Path(f"{file_stem(sending.number, sending.extract)}.rtf")
    save(path, sending.extract, "rtf")
    if as_json:
        print_json(sending_data(sending, path))
        return
    tell_sending(sending, path)


@command.command("ler", short_help="Lê o Diário Oficial e registra o que saiu.")
@click.argument(
    "path",
    metavar="ARQ",
    type=click.Path(path_type=Path),
    help="XML ou ZIP do INLABS, ou a pasta de um dia ou de um ano.",
)
@click.option("--simular", "simulate", is_flag=True, help="Mostra sem registrar nem escrever.")
@click.option(
    "--confirmar",
    "confirmed",
    multiple=True,
    metavar="NUM",
    help="Registra também a publicação provável deste instrumento.",
)
@click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("retificacoes"),
    show_default=True,
    metavar="DIR",
    help="Pasta das retificações; só é feita se houver alguma.",
)
@options.actor
@options.as_json
@told
def ler(
    path: Path,
    simulate: bool,
    confirmed: tuple[str, ...],
    folder: Path,
    actor: str | None,
    as_json: bool,
) -> None:
    """Lê o Diário Oficial (XML do INLABS) e registra as publicações que encontra.

    \b
    Registra só o que não deixa dúvida: duas chaves de identidade iguais (processo,
    número, CNPJ, nome), no máximo uma diferente, nenhum outro instrumento parecido,
    e data, edição, seção e página no próprio arquivo. O resto é mostrado com as
    razões. O que saiu errado é apontado, e a retificação, minutada em texto e RTF.
    Ler de novo o mesmo arquivo não registra duas vezes. Termina com 1 se, lido tudo,
    ainda há o que conferir ou retificar.
    Exemplo: pactua publicacao ler 2024-02-07-DO3.zip
    """
    from services.gazette_outcomes import Reading, Wish
    from services.gazette_reading import read_publications
    from services.instruments import find_number

    office = options.office(actor)
    wish = Wish(simulate, frozenset(find_number(office, one) for one in confirmed))
    reading, findings = Reading(), Findings()
    progress = options.progress_bar() if sys.stderr.isatty() else None
    listed: list[dict[str, Any]] = []
    for outcome in read_publications(office, path, wish, findings.take, reading, progress):
        files = [] if simulate else correction_files(outcome, folder)
        if as_json:
            listed.append(outcome_data(outcome, files))
        else:
            tell_outcome(outcome, files, path, simulate)
    if as_json:
        print_json(
            {
                "simulado": simulate,
                "aguardavam": reading.awaited,
                "arquivos_lidos": reading.files,
                "pendentes": reading.asking,
                "resultados": listed,
                "achados": [finding.as_dict() for finding in findings.kept],
                "achados_ao_todo": findings.count,
            }
        )
    else:
        tell_summary(reading, findings, simulate)
    if reading.asking or findings.errors:
        negative()


@command.command("registrar")
@number
@click.option("--data", "day", type=ISO_DATE, required=True, help="Data da edição.")
@click.option("--edicao", required=True, metavar="N", help="Número da edição.")
@click.option("--secao", type=Between(1, 3), default=3, show_default=True, metavar="N")
@click.option("--pagina", type=Between(1, 9999), required=True, metavar="N", help="Página.")
@click.option(
    "--retificacao", is_flag=True, help="Registra a publicação da retificação, não a do extrato."
)
@options.actor
@options.as_json
@told
def registrar(
    numero: str,
    day: date,
    edicao: str,
    secao: int,
    pagina: int,
    retificacao: bool,
    actor: str | None,
    as_json: bool,
) -> None:
    """Registra à mão a publicação e diz se saiu em dia.

    \b
    Exemplo: pactua publicacao registrar 1/2024 --data 2024-02-07 \\
        --edicao 27 --secao 3 --pagina 115
    """
    from instruments.gazette_states import CORRECTION_NAMES, PUBLICATION_NAMES
    from services.lifecycle import record_publication
    from services.odd_days import odd_gazette_day
    from services.publishing import record_correction

    office = options.office(actor)
    record = record_correction if retificacao else record_publication
    life = record(office, numero, day, edicao, secao, pagina)
    if odd := odd_gazette_day(office, day):
        click.echo(f"Atenção: {odd}", err=True)
    state = life.publication_state(office.today)
    if as_json:
        data = {"numero": numero, "publicacao": state, "data": day.isoformat()}
        print_json(data | ({"retificacao": life.correction} if retificacao else {}))
        return
    name = CORRECTION_NAMES[life.correction] if retificacao else PUBLICATION_NAMES[state]
    click.echo(f"Instrumento nº {numero}: {name} ({day:%d/%m/%Y}).")


@command.command("anular", short_help="Anula o registro de uma publicação.")
@number
@click.option("--motivo", required=True, metavar="TEXTO", help="Por que o registro não vale.")
@options.actor
@options.as_json
@told
def anular(numero: str, motivo: str, actor: str | None, as_json: bool) -> None:
    """Anula o registro de uma publicação feito por engano, ou que outro ato tornou sem efeito.

    \b
    O registro continua no diário; o instrumento volta a aguardar publicação.
    Exemplo: pactua publicacao anular 1/2024 --motivo "data digitada errada"
    """
    from instruments.gazette_states import PUBLICATION_NAMES
    from services.publishing import undo_publication

    office = options.office(actor)
    life = undo_publication(office, numero, motivo)
    state = life.publication_state(office.today)
    if as_json:
        print_json({"numero": numero, "publicacao": state})
        return
    click.echo(f"Instrumento nº {numero}: registro anulado; {PUBLICATION_NAMES[state]}.")
