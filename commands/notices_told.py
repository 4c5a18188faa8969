"""The words of notices on the screen, and their keys in JSON."""

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from notices.projection import Projected
    from services.notifying import Pending

SUBJECT_NAMES = {
    "vencimento": "vencimento",
    "prorrogacao": "prorrogação",
    "publicacao": "publicação",
    "assinatura": "assinatura",
    "acao": "ação do plano",
    "relatorio": "relatório final",
}
STATE_NAMES = {
    "preparado": "preparado",
    "enviado": "enviado",
    "falhou": "não saiu",
    "adiado": "adiado",
    "superado": "superado",
    "dispensado": "dispensado",
    "assumido": "assumido",
    "anulado": "anulado",
}


def owed_data(pending: "Pending") -> dict[str, Any]:
    """A notice that is owed."""
    notice = pending.owed.notice
    return {
        "id": notice.id,
        "instrumento": notice.due.instrument,
        "titulo": notice.due.title,
        "assunto": notice.due.subject,
        "degrau": notice.rung.name,
        "desde": notice.day.isoformat(),
        "prazo": notice.due.deadline.isoformat(),
        "urgente": notice.rung.pressing,
        "escalado": pending.owed.escalated,
        "pode_ter_saido": pending.again,
        "destinatarios": [person.email for person in pending.owed.recipients],
    }


def projected_data(one: "Projected") -> dict[str, Any]:
    """A notice that will be sent."""
    due = one.notice.due
    return {
        "em": one.day.isoformat(),
        "aviso": one.notice.id,
        "instrumento": due.instrument,
        "titulo": due.title,
        "assunto": due.subject,
        "degrau": one.notice.rung.name,
        "prazo": due.deadline.isoformat(),
    }


def tell_gaps(lacking: list[str]) -> None:
    """What orgao.yaml leaves open, on stderr."""
    for gap in lacking:
        click.echo(f"Atenção: {gap}", err=True)
