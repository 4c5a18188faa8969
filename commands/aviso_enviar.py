"""`pactua aviso enviar`: what is owed leaves once, and what became of it is told."""

from typing import TYPE_CHECKING, Any

import click

from commands import options
from commands.notices_told import tell_gaps
from commands.outcome import negative, print_json, told
from commands.portuguese import Command

if TYPE_CHECKING:
    from notices.outbox import Mailer, Report
    from services.office import Office


@click.command("enviar", cls=Command)
@click.option(
    "--smtp", metavar="URL", help="Servidor de e-mail (ou a variável PACTUA_SMTP); sem ele, a tela."
)
@click.option("--simular", is_flag=True, help="Mostra o que sairia; nada sai e nada se registra.")
@options.actor
@options.as_json
@told
def enviar(smtp: str | None, simular: bool, actor: str | None, as_json: bool) -> None:
    """Envia os avisos devidos, cada um uma vez, e registra o que houve com cada um.

    \b
    É para ser executado todo dia (cron). Repetir não repete avisos; o que um dia
    deixou de sair sai no próximo. Sem servidor de e-mail, os avisos aparecem na
    tela e contam como entregues.
    Exemplo: pactua aviso enviar --smtp smtps://usuario:senha@correio.orgao.gov.br
    """
    from services.notifying_rules import check_sender, gaps, rules_of
    from services.settings import read_settings

    office = options.office(actor)
    url = smtp if smtp is not None else read_settings().mail_server
    lacking = gaps(rules_of(office))
    if simular:
        _simulate(office, lacking, as_json)
        return
    shown: list[str] = []
    mailer = _mailer(url, shown.append if as_json else click.echo)
    if url:
        check_sender(office)
    _report(_send(office, mailer), shown, lacking, as_json, on_screen=not url)


def _mailer(url: str, write: Any) -> "Mailer":
    if url:
        from notices.smtp import SmtpMailer

        return SmtpMailer(url)
    from notices.console import ConsoleMailer

    return ConsoleMailer(write)


def _send(office: "Office", mailer: "Mailer") -> "Report":
    from services.notifying import send_notices
    from services.notifying_drafts import renewal_drafts

    return send_notices(office, mailer, renewal_drafts(office))


def _simulate(office: "Office", lacking: list[str], as_json: bool) -> None:
    from notices.console import ConsoleMailer
    from services.notifying import simulate
    from services.notifying_drafts import renewal_drafts

    messages = simulate(office, renewal_drafts(office))
    if as_json:
        print_json(
            {
                "simulados": [
                    {
                        "para": message.recipient.email,
                        "mensagem": message.message_id,
                        "assunto": message.subject,
                        "texto": message.text,
                        "anexos": [file.name for file in message.attachments],
                    }
                    for message in messages
                ]
            }
        )
        return
    mailer = ConsoleMailer(click.echo)
    for message in messages:
        mailer.send(message)
    many = options.count(len(messages), "mensagem sairia", "mensagens sairiam")
    click.echo(f"Simulação: {many}; nada saiu e nada foi registrado.")
    tell_gaps(lacking)


def _report(
    report: "Report", shown: list[str], lacking: list[str], as_json: bool, on_screen: bool
) -> None:
    if as_json:
        print_json(_report_data(report, shown))
    elif report.busy:
        click.echo("Outra execução está enviando os avisos; nada foi feito.")
    else:
        _tell_report(report, on_screen)
        tell_gaps(lacking)
    if report.stopped is not None:
        raise report.stopped
    unreachable = any(one.reason == "sem_destinatario" for one in report.not_sent)
    if report.failures or unreachable:
        negative()


def _tell_report(report: "Report", on_screen: bool) -> None:
    where = " na tela" if on_screen else ""
    notices = sum(len(parcel.items) for parcel in report.sent)
    if report.sent:
        click.echo(
            f"{options.count(notices, 'aviso entregue', 'avisos entregues')}{where}, em "
            f"{options.count(len(report.sent), 'mensagem', 'mensagens')}:"
        )
    elif not report.failures:
        click.echo("Nada havia a enviar.")
    for parcel in report.sent:
        again = "; pode ter saído antes, com a mesma identificação" if parcel.again else ""
        many = options.count(len(parcel.items), "aviso", "avisos")
        click.echo(f"  {parcel.recipient.name} <{parcel.recipient.email}>: {many}{again}")
    for failure in report.failures:
        person = failure.parcel.recipient
        click.echo(f"Não saiu para {person.name} <{person.email}>: {failure.detail}", err=True)
    for one in report.not_sent:
        if one.reason not in ("superado", "assumido"):
            due = one.notice.due
            click.echo(
                f"Não enviado: {one.notice.id} ({due.title}, {one.notice.rung.name}): {one.detail}",
                err=True,
            )


def _report_data(report: "Report", shown: list[str]) -> dict[str, Any]:
    return {
        "ocupado": report.busy,
        "enviados": [
            {
                "para": parcel.recipient.email,
                "mensagem": parcel.message_id,
                "avisos": [item.notice_id for item in parcel.items],
                "de_novo": parcel.again,
            }
            for parcel in report.sent
        ],
        "falhas": [
            {
                "para": failure.parcel.recipient.email,
                "motivo": failure.reason,
                "detalhe": failure.detail,
                "avisos": [item.notice_id for item in failure.parcel.items],
            }
            for failure in report.failures
        ],
        "nao_enviados": [
            {
                "aviso": one.notice.id,
                "instrumento": one.notice.due.instrument,
                "degrau": one.notice.rung.name,
                "motivo": one.reason,
                "detalhe": one.detail,
            }
            for one in report.not_sent
        ],
        "tela": shown,
    }
