"""How the facts of notices and of the plan of action change the tables for reading."""

from datetime import UTC

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from instruments.action_facts import ActionDone, ActionReopened
from instruments.lifecycle_facts import Counted
from instruments.notice_facts import (
    LINES,
    NoticeFact,
    NoticesChecked,
    RecipientAdded,
    RecipientRemoved,
)
from registry.dialect import upsert
from registry.projections import folds
from registry.schema import actions, notice_recipients, notice_runs, notices

WAITING = frozenset({"preparado", "falhou", "adiado"})
"""The states of a line after which there is still something to do for its recipient."""

FOR_ALL = frozenset({"superado", "dispensado", "anulado"})
"""The states that say of a notice what holds for each of its recipients."""


# Made once: an unattended run may write thousands of lines.
_CLOSE_ALL = (
    update(notices)
    .where(notices.c.aviso == bindparam("notice"), notices.c.aberto == 1)
    .values(aberto=0)
)
_CLOSE_SAME = _CLOSE_ALL.where(notices.c.destinatario == bindparam("recipient"))
_CLOSE_TOLD = _CLOSE_ALL.where(notices.c.destinatario.in_((bindparam("recipient"), "")))
"""Of "" is what was said because nobody could be told, and now somebody was."""
_CLOSING = {
    **dict.fromkeys(WAITING, _CLOSE_SAME),
    **dict.fromkeys(FOR_ALL, _CLOSE_ALL),
    "enviado": _CLOSE_TOLD,
}
_INSERT = insert(notices)


def _line(connection: Connection, seq: int, fact: NoticeFact) -> None:
    """Every line is kept; `aberto` marks the last one of each notice and recipient that waits."""
    closing = _CLOSING.get(fact.state)
    if closing is not None:
        names = {"notice": fact.notice_id, "recipient": fact.recipient}
        wanted = names if closing is not _CLOSE_ALL else {"notice": fact.notice_id}
        connection.execute(closing, wanted)
    row = {
        "seq": seq,
        "aviso": fact.notice_id,
        "prazo": fact.due_key,
        "numero": fact.subject,
        "degrau": fact.rung,
        "situacao": fact.state,
        "em": fact.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "motivo": fact.reason,
        "detalhe": fact.detail,
        "destinatario": fact.recipient,
        "mensagem": fact.message_id,
        "por": fact.by,
        "aberto": int(fact.state in WAITING),
    }
    connection.execute(_INSERT, row)


for _kind in LINES:
    folds(_kind)(_line)


@folds(NoticesChecked)
def _checked(connection: Connection, seq: int, fact: NoticesChecked) -> None:
    row = {
        "regras": fact.rules,
        "dia": fact.day.isoformat(),
        "lido_ate": fact.read_until,
        "seq": seq,
    }
    upsert(connection, notice_runs, row)


@folds(RecipientAdded)
def _added(connection: Connection, seq: int, fact: RecipientAdded) -> None:
    row = {"numero": fact.subject, "email": fact.email, "nome": fact.name, "seq": seq}
    upsert(connection, notice_recipients, row)


@folds(RecipientRemoved)
def _removed(connection: Connection, seq: int, fact: RecipientRemoved) -> None:
    table = notice_recipients
    connection.execute(
        delete(table).where(table.c.numero == fact.subject, table.c.email == fact.email)
    )


def count_actions(connection: Connection, seq: int, fact: Counted) -> None:
    """The days of the plan's actions; what was done stays done when they are counted anew."""
    if not fact.actions:
        return
    query = select(actions.c.ordem).where(actions.c.numero == fact.subject)
    known = set(connection.execute(query).scalars())
    fresh = []
    for place, day in enumerate(fact.actions, 1):
        if place in known:
            _set(connection, seq, fact.subject, place, prazo=day.isoformat())
            continue
        row = dict.fromkeys(("concluida_em", "evidencia", "arquivo", "arquivo_sha256"), "")
        number = {"numero": fact.subject, "ordem": place, "prazo": day.isoformat(), "seq": seq}
        fresh.append({**row, **number})
    if fresh:
        connection.execute(insert(actions), fresh)
    gone = delete(actions).where(
        actions.c.numero == fact.subject,
        actions.c.ordem > len(fact.actions),
        actions.c.concluida_em == "",
    )
    connection.execute(gone)


@folds(ActionDone)
def _done(connection: Connection, seq: int, fact: ActionDone) -> None:
    _set(
        connection,
        seq,
        fact.subject,
        fact.place,
        concluida_em=fact.done_on.isoformat(),
        evidencia=fact.evidence,
        arquivo=fact.file.name if fact.file else "",
        arquivo_sha256=fact.file.sha256 if fact.file else "",
    )


@folds(ActionReopened)
def _reopened(connection: Connection, seq: int, fact: ActionReopened) -> None:
    nothing = dict.fromkeys(("concluida_em", "evidencia", "arquivo", "arquivo_sha256"), "")
    _set(connection, seq, fact.subject, fact.place, **nothing)


def _set(connection: Connection, seq: int, number: str, place: int, **values: str) -> None:
    query = update(actions).where(actions.c.numero == number, actions.c.ordem == place)
    connection.execute(query.values(**values, seq=seq))
