"""How the facts of private calendars change their table, and the questions that are asked of it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from instruments.agenda_facts import AgendaOpened, AgendaRevoked
from registry.projections import folds
from registry.schema import agendas


@folds(AgendaOpened)
def _opened(connection: Connection, seq: int, fact: AgendaOpened) -> None:
    row = {
        "id": fact.id,
        "de_quem": fact.holder,
        "segredo_sha256": fact.secret_sha256,
        "aberta_em": _moment(fact.opened_at),
        "revogada_em": "",
        "seq": seq,
    }
    connection.execute(insert(agendas).values(row))


@folds(AgendaRevoked)
def _revoked(connection: Connection, seq: int, fact: AgendaRevoked) -> None:
    query = update(agendas).where(agendas.c.id == fact.id)
    connection.execute(query.values(revogada_em=_moment(fact.revoked_at), seq=seq))


def agenda_rows(connection: Connection) -> list[dict[str, Any]]:
    """Every calendar address by the moment of its opening, without its secret."""
    columns = [column for column in agendas.c if column.name not in ("segredo_sha256", "seq")]
    query = select(*columns).order_by(agendas.c.aberta_em, agendas.c.seq)
    return [dict(row) for row in connection.execute(query).mappings()]


def agenda_holder(connection: Connection, secret_sha256: str) -> str | None:
    """Whose calendar a secret opens; None when it opens none, or none any more."""
    query = select(agendas.c.de_quem).where(
        agendas.c.segredo_sha256 == secret_sha256, agendas.c.revogada_em == ""
    )
    return connection.execute(query).scalar()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
