"""`pactua aviso`: what is owed to whom, sent, taken over, foreseen and put into calendars."""

import json
from pathlib import Path

import click

from commands import options
from commands.aviso_enviar import enviar
from commands.notices_told import (
    STATE_NAMES,
    SUBJECT_NAMES,
    owed_data,
    projected_data,
    tell_gaps,
)
from commands.outcome import print_json, told
from commands.portuguese import Between, Group


@click.group("aviso", cls=Group)
def command() -> None:
    """Avisos de prazos: o que se deve avisar, a quem, e o que já se avisou.

    \b
    Exemplos:
      pactua aviso listar
      pactua aviso enviar --simular
      pactua aviso enviar --smtp "smtp://usuario:senha@correio.orgao.gov.br:587?starttls"
      pactua aviso agenda --saida prazos.ics
    """


command.add_command(enviar)


@command.command("listar")
@options.limited(100)
@options.as_json
@told
def listar(most: int, as_json: bool) -> None:
    """Lista os avisos devidos hoje, o prazo mais antigo primeiro.

    \b
    Um aviso é devido desde o dia do seu degrau até ser enviado ou vir o degrau
    seguinte. Exemplo: pactua aviso listar
    """
    from services.notifying import list_owed
    from services.notifying_rules import gaps

    office = options.office()
    found = list_owed(office, most)
    if as_json:
        print_json(
            {
                "hoje": office.today.isoformat(),
                "avisos": [owed_data(one) for one in found.pending],
                "ha_mais": found.more,
                "dia_sem_envio": found.quiet or None,
                "ultima_conferencia": found.last_run.isoformat() if found.last_run else None,
                "lacunas": gaps(found.rules),
            }
        )
        return
    if found.pending:
        options.table(
            [
                (
                    one.owed.notice.id,
                    f"{one.owed.notice.due.deadline:%d/%m/%Y}",
                    SUBJECT_NAMES[one.owed.notice.due.subject],
                    one.owed.notice.rung.name,
                    one.owed.notice.due.title,
                    ", ".join(person.name for person in one.owed.recipients),
                )
                for one in found.pending
            ],
            ("aviso", "prazo", "assunto", "degrau", "instrumento", "a quem"),
        )
    else:
        click.echo("Nenhum aviso é devido hoje.")
    options.tell_more(found.more, most)
    if found.quiet:
        click.echo(f"Hoje só saem os do último dia para agir: {found.quiet}.")
    last = f"{found.last_run:%d/%m/%Y}" if found.last_run else "nunca"
    click.echo(f"Última execução completa de pactua aviso enviar: {last}.")
    tell_gaps(gaps(found.rules))


@command.command("assumir")
@click.argument("aviso", metavar="ID")
@options.actor
@options.as_json
@told
def assumir(aviso: str, actor: str | None, as_json: bool) -> None:
    """Diz quem responde por um aviso: ele não sai mais, e os seguintes não sobem.

    \b
    ID é o número do aviso na mensagem; bastam os primeiros 4 caracteres. Os
    degraus seguintes continuam a lembrar quem responde, até o assunto se
    resolver; ao superior só sobem se, depois deste, outra vez ninguém assumir
    tantos avisos quantos a escada diz (três no fim da vigência, dois nos outros).
    Exemplo: pactua aviso assumir 3fa9c1d2e4b5a697 --por "Ana Lima"
    """
    from services.notifying import take_over

    office = options.office(actor)
    taken = take_over(office, aviso)
    line = taken.line
    if as_json:
        print_json(
            {
                "aviso": line.notice_id,
                "instrumento": line.instrument,
                "degrau": line.rung,
                "por": office.actor,
                "antes": taken.before or None,
            }
        )
        return
    before = taken.before and taken.before != office.actor
    known = f"; antes respondia {taken.before}" if before else ""
    already = "já estava" if taken.before == office.actor else "fica"
    click.echo(
        f"O aviso {line.notice_id} ({line.rung}, instrumento nº {line.instrument}) {already} com "
        f"{office.actor}{known}."
    )


@command.command("projetar")
@click.option(
    "--anos", type=Between(1, 20), default=1, show_default=True, metavar="N", help="Até quando."
)
@options.as_json
@told
def projetar(anos: int, as_json: bool) -> None:
    """Mostra o que sairá nos próximos anos, se nada for resolvido antes.

    \b
    Exemplo: pactua aviso projetar --anos 3
    """
    from services.notifying_ahead import foresee

    found = foresee(options.office(), anos)
    if as_json:
        # One object, written piece by piece: a registry of thousands gives very many.
        click.echo('{"avisos": [', nl=False)
        for place, one in enumerate(found):
            separator = ",\n" if place else "\n"
            click.echo(separator + json.dumps(projected_data(one), ensure_ascii=False), nl=False)
        click.echo("\n]}")
        return
    count = 0
    for count, one in enumerate(found, 1):
        due = one.notice.due
        if count == 1:
            click.echo(f"{'sai em':<12}{'degrau':<10}{'assunto':<16}{'prazo':<12}instrumento")
        click.echo(
            f"{one.day:%d/%m/%Y}  {one.notice.rung.name:<10}{SUBJECT_NAMES[due.subject]:<16}"
            f"{due.deadline:%d/%m/%Y}  {due.title}"
        )
    if not count:
        click.echo("Nada sairá nesse tempo.")


@command.command("agenda")
@click.option(
    "--saida",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="ARQ.ics",
    help="Arquivo de agenda a escrever.",
)
@options.as_json
@told
def agenda(target: Path, as_json: bool) -> None:
    """Escreve os prazos num arquivo de agenda, para o Outlook, o Google ou o celular.

    \b
    Importar de novo atualiza os mesmos eventos; o que se resolveu vem cancelado.
    Exemplo: pactua aviso agenda --saida prazos.ics
    """
    from registry.files import write_whole
    from services.notifying_ahead import agenda as written

    data = written(options.office())
    write_whole(target, data, durable=False)
    events = data.count(b"BEGIN:VEVENT")
    if as_json:
        print_json({"arquivo": str(target), "eventos": events})
        return
    click.echo(f"{target}: {options.count(events, 'evento', 'eventos')}.")


@command.command("historico")
@click.argument("numero", metavar="NUM")
@options.as_json
@told
def historico(numero: str, as_json: bool) -> None:
    """Conta o que se avisou de um instrumento, o que não se avisou e por quê.

    \b
    As horas são as de Brasília. Exemplo: pactua aviso historico 1/2024
    """
    from services.notifying import told as lines_of
    from services.settings import BRASILIA

    lines = lines_of(options.office(), numero)
    if as_json:
        print_json(
            {
                "avisos": [
                    {
                        "aviso": line.notice_id,
                        "degrau": line.rung,
                        "situacao": line.state,
                        "em": line.at.isoformat(),
                        "motivo": line.reason,
                        "detalhe": line.detail or None,
                        "destinatario": line.recipient or None,
                        "mensagem": line.message_id or None,
                        "por": line.by or None,
                    }
                    for line in lines
                ]
            }
        )
        return
    if not lines:
        click.echo("Nada se avisou deste instrumento.")
        return
    options.table(
        [
            (
                f"{line.at.astimezone(BRASILIA):%d/%m/%Y %H:%M}",
                line.notice_id,
                SUBJECT_NAMES[line.due_key.partition(":")[0]],
                line.rung,
                STATE_NAMES[line.state],
                line.recipient or line.by,
                line.detail,
            )
            for line in lines
        ],
        ("em", "aviso", "assunto", "degrau", "situação", "quem", "por quê"),
    )


@command.command("destinatario")
@click.argument("numero", metavar="NUM")
@click.option(
    "--incluir", metavar='"NOME <E-MAIL>"', help="Passa a receber tudo deste instrumento."
)
@click.option("--retirar", metavar="E-MAIL", help="Deixa de receber.")
@options.actor
@options.as_json
@told
def destinatario(
    numero: str, incluir: str | None, retirar: str | None, actor: str | None, as_json: bool
) -> None:
    """Mostra ou muda quem recebe os avisos de um instrumento, além dos papéis do órgão.

    \b
    Exemplo: pactua aviso destinatario 1/2024 --incluir "Bia Lima <bia@orgao.gov.br>"
    """
    from services.notifying_people import (
        add_recipient,
        parse_recipient,
        recipients,
        remove_recipient,
    )

    office = options.office(actor)
    if retirar:
        remove_recipient(office, numero, retirar)
    if incluir:
        add_recipient(office, numero, *parse_recipient(incluir))
    found = recipients(office, numero)
    if as_json:
        people = [{"nome": person.name, "email": person.email} for person in found]
        print_json({"numero": numero, "destinatarios": people})
        return
    if not found:
        click.echo(f"Instrumento nº {numero}: só os papéis do órgão recebem os avisos.")
        return
    click.echo(f"Instrumento nº {numero}: além dos papéis do órgão, recebem os avisos")
    for person in found:
        click.echo(f"  {person.name} <{person.email}>")
