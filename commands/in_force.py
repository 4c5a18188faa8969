"""Commands of `pactua instrumento` about what is in force: the text of a day, who answers, what was
delivered."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from commands import options
from commands.dates import ISO_DATE
from commands.drafted import engine, formats, hand_out, output
from commands.outcome import print_json, told
from commands.portuguese import Command

agreement = click.argument("numero", help="O acordo: como 1/2026, ou o número inteiro.")
GENDERS = ("f", "m")


@click.command("texto", cls=Command)
@click.argument("numero", help="Como 1/2026, ou o número inteiro.")
@click.option("--em", "day", type=ISO_DATE, help="O texto que vigorava nesse dia (padrão: hoje).")
@click.option(
    "--formato",
    "file_format",
    type=click.Choice(["txt", "html", "docx", "pdf"]),
    default="txt",
    show_default=True,
    help="Em que formato; só txt aparece na tela.",
)
@click.option("--sem-notas", is_flag=True, help="Não diz qual aditivo deu cada redação.")
@click.option(
    "--saida",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Pasta que recebe o arquivo.",
)
@options.as_json
@told
def texto(
    numero: str,
    day: date | None,
    file_format: str,
    sem_notas: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Mostra o texto em vigor num dia, já com os termos aditivos assinados até ele.

    \b
    Um aditivo que ainda não foi assinado por todos não entra. Cada lugar alterado
    diz por qual aditivo.
    Exemplo: pactua instrumento texto 1/2024 --em 2027-06-30
    """
    from document.canonical import text_hash
    from faults.errors import UsageError
    from registry.files import write_whole
    from services.consolidation import render_text, text_on

    if file_format != "txt" and folder is None:
        raise UsageError(f"o formato {file_format} precisa de uma pasta.", "Use --saida DIR.")
    office = options.office()
    standing = text_on(office, numero, day, notes=not sem_notas)
    path = None
    if folder is not None:
        name, data = render_text(office, standing, file_format)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        write_whole(path, data, durable=False)
    if as_json:
        print_json(
            {
                "numero": str(standing.instrument.number),
                "em": standing.day.isoformat(),
                "alterado_por": list(standing.amendments),
                "texto": standing.text,
                "texto_sha256": text_hash(standing.document),
                "arquivo": str(path) if path else None,
            }
        )
    elif path is not None:
        click.echo(str(path))
    else:
        click.echo(standing.text)


@click.command("gestor", cls=Command)
@agreement
@click.option("--em", "day", type=ISO_DATE, help="Quem respondia nesse dia (padrão: hoje).")
@options.as_json
@told
def gestor(numero: str, day: date | None, as_json: bool) -> None:
    """Mostra quem responde pelo acordo, de cada lado, num dia.

    \b
    Exemplo: pactua instrumento gestor 1/2024 --em 2026-06-30
    """
    from services.ties import agreement_like, in_charge

    office = options.office()
    found = agreement_like(office, numero)
    on = day or office.today
    people = [in_charge(office, found, party, on) for party in found.parties]
    if as_json:
        print_json(
            {
                "numero": found.number,
                "em": on.isoformat(),
                "gestores": [
                    {
                        "parte": one.party,
                        "desde": one.since.isoformat(),
                        "gestor": one.contact.as_data() if one.contact else None,
                    }
                    for one in people
                ],
            }
        )
        return
    rows = []
    for one in people:
        who = one.contact
        name = (who and (who.name or who.sector)) or "não designado"
        rows.append(
            (
                one.party,
                name,
                (who and who.role) or "–",
                (who and who.email) or "–",
                f"{one.since:%d/%m/%Y}",
            )
        )
    options.table(rows, ("parte", "responsável", "cargo", "e-mail", "desde"))


@click.command("substituir-gestor", cls=Command)
@agreement
@click.option(
    "--autor", required=True, metavar="ID", help="Quem substitui: orgao ou o id de um partícipe."
)
@click.option("--nome", required=True, metavar="NOME", help="O novo responsável.")
@click.option(
    "--genero", required=True, type=click.Choice(GENDERS), help="Para a concordância do texto."
)
@click.option("--cargo", required=True, metavar="C", help="Cargo ou função.")
@click.option("--setor", metavar="S", help="Setor.")
@click.option("--email", metavar="E", help="E-mail funcional.")
@click.option("--telefone", metavar="T", help="Telefone da repartição.")
@click.option(
    "--anterior", metavar="NOME", help="Quem deixa de responder (padrão: o da última carta)."
)
@click.option("--anterior-genero", type=click.Choice(GENDERS), help="Do responsável anterior.")
@click.option("--ocorrencia", "event", type=ISO_DATE, help="Dia do impedimento do anterior.")
@click.option("--motivo", metavar="TEXTO", help="Por quê.")
@click.option("--data", "day", type=ISO_DATE, help="Data da carta (padrão: hoje).")
@click.option(
    "--efeito",
    "effective",
    type=ISO_DATE,
    help="Primeiro dia em que responde; nunca antes da entrega.",
)
@click.option("--processo", metavar="NUP", help="Processo (padrão: o do acordo).")
@engine
@formats
@output
@options.actor
@options.as_json
@told
def substituir_gestor(
    numero: str,
    autor: str,
    nome: str,
    genero: Any,
    cargo: str,
    setor: str | None,
    email: str | None,
    telefone: str | None,
    anterior: str | None,
    anterior_genero: Any,
    event: date | None,
    motivo: str | None,
    day: date | None,
    effective: date | None,
    processo: str | None,
    motor: str,
    formato: str,
    folder: Path,
    actor: str | None,
    as_json: bool,
) -> None:
    """Redige a carta que comunica quem passa a responder pelo acordo.

    \b
    O acordo dá trinta dias, contados do impedimento, para a comunicação. O novo
    responsável fica registrado quando a carta é entregue: pactua instrumento
    entregar.
    Exemplo: pactua instrumento substituir-gestor 1/2024 --autor mpmt \\
        --nome "Ana Lima Reis" --genero f --cargo "Promotora de Justiça" --saida saida
    """
    from faults.errors import UsageError
    from services.editions import open_engines, wanted_files
    from services.ending import ActAsk, draft_replacement, person

    if (anterior is None) != (anterior_genero is None):
        raise UsageError(
            "--anterior e --anterior-genero vão juntos.", "Informe os dois, ou nenhum."
        )
    wanted = wanted_files(formato, motor)
    new = person(
        {
            "nome": nome,
            "genero": genero,
            "cargo": cargo,
            "setor": setor,
            "email": email,
            "telefone": telefone,
        }
    )
    former = person({"nome": anterior, "genero": anterior_genero}) if anterior else None
    office = options.office(actor)
    open_engines(office, wanted)
    ask = ActAsk(numero, autor, day, effective, motivo, process=processo)
    hand_out(office, draft_replacement(office, ask, new, event, former), wanted, folder, as_json)


@click.command("entregar", cls=Command)
@click.argument("numero", help="A carta ou o termo: como 3/2026, ou o número inteiro.")
@click.option(
    "--em", "day", type=ISO_DATE, help="Dia em que o outro partícipe a recebeu (padrão: hoje)."
)
@options.actor
@options.as_json
@told
def entregar(numero: str, day: date | None, actor: str | None, as_json: bool) -> None:
    """Registra a entrega de uma carta ou de um termo assinado, e o seu efeito no acordo.

    \b
    A denúncia e a rescisão produzem efeito depois do aviso, contado da entrega; a
    substituição de gestor, com a entrega ou em dia posterior que a carta diga.
    Exemplo: pactua instrumento entregar 3/2026 --em 2026-11-30
    """
    from services.lifecycle import record_delivery
    from services.ties import delivered_effect

    office = options.office(actor)
    on = day or office.today
    record_delivery(office, numero, on)
    effect = delivered_effect(office, numero)
    if as_json:
        print_json({"numero": numero, "entregue_em": on.isoformat(), **effect.as_data()})
        return
    click.echo(f"Documento nº {numero} entregue em {on:%d/%m/%Y}.")
    click.echo(f"  {effect.sentence}")
