"""Questions about what is due: rows of things that can be owed, and the log of notices.

Each is asked in one of three scopes, so that nobody reads a million instruments to find the ten
that count: what falls within a span, what has a rung on certain days, what belongs to certain
instruments. Only the last gives what is settled too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, union

from instruments.lifecycle_facts import EnvelopeOpened
from instruments.notice_facts import LINES, NoticesChecked
from registry.lifecycle_folds import PENDING
from registry.schema import (
    actions,
    envelopes,
    instruments,
    lives,
    notice_recipients,
    notice_runs,
    notices,
    signatures,
)
from registry.schema import journal as diary

AT_A_TIME = 500
OF_RUNS = frozenset({*(kind.kind for kind in LINES), NoticesChecked.kind})
"""The facts that runs make: they never make anything new due."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """What is not settled and falls due between two ISO days, both included.

    Where a wall comes before that: what falls due up to `far`, if its wall has come by `wall`.
    """

    first: str
    last: str
    far: str = ""
    wall: str = ""


@dataclass(frozen=True, slots=True)
class On:
    """What is not settled and has a rung that is counted from one of these days, or its wall."""

    days: tuple[str, ...]
    walls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Of:
    """Everything of these instruments, settled or not."""

    numbers: tuple[str, ...]


Scope = Span | On | Of

WHO = (instruments.c.especie, instruments.c.participes, instruments.c.processo)


def expiries(connection: Connection, scope: Scope) -> Iterator[Row]:
    """Terms that end, by their last day."""
    query, prudent = _of_lives(), lives.c.renovacao_prudente
    open_ones = (lives.c.encerrado_em == "", lives.c.prorrogacao_pedida_em == "")
    if isinstance(scope, Of):
        query = query.where(lives.c.fim > "", lives.c.numero.in_(scope.numbers))
    elif isinstance(scope, Span):
        near = or_(lives.c.fim <= scope.last, prudent <= scope.wall)
        query = query.where(
            *open_ones, lives.c.fim >= scope.first, lives.c.fim <= max(scope.far, scope.last), near
        )
    else:
        by_end = (*open_ones, lives.c.fim.in_(scope.days))
        by_wall = (*open_ones, prudent.in_(scope.walls), lives.c.fim > "")
        return _either(connection, by_end, by_wall, "fim")
    return _rows(connection, query.order_by(lives.c.fim, lives.c.numero))


def _either(
    connection: Connection,
    one: Sequence[ColumnElement[bool]],
    other: Sequence[ColumnElement[bool]],
    by: str,
) -> Iterator[Row]:
    """Lives that fulfil one or the other, in the order of a column.

    Two look-ups, each with an index of its own. Beside them no further condition and no order: with
    either, SQLite would walk every term that is still open.
    """
    numbers = union(*(select(lives.c.numero).where(*wanted) for wanted in (one, other)))
    found = _rows(connection, _of_lives().where(lives.c.numero.in_(numbers)))
    return iter(sorted(found, key=lambda row: (row[by], row["numero"])))


def extensions(connection: Connection, scope: Scope) -> Iterator[Row]:
    """Terms that end with an extension asked for and none signed, by their last day.

    `aditivos` are pairs of number and state: the amendments that are on their way.
    """
    query = _of_lives().where(lives.c.prorrogacao_pedida_em > "")
    if isinstance(scope, Of):
        query = query.where(lives.c.numero.in_(scope.numbers))
    else:
        query = query.where(lives.c.encerrado_em == "")
        if isinstance(scope, Span):
            query = query.where(lives.c.fim >= scope.first, lives.c.fim <= scope.last)
        else:
            query = query.where(lives.c.fim.in_(scope.days))
    for batch in _batches(_rows(connection, query.order_by(lives.c.fim, lives.c.numero))):
        under_way = _open_amendments(connection, [row["numero"] for row in batch])
        for row in batch:
            yield {**row, "aditivos": under_way.get(row["numero"], [])}


def _open_amendments(
    connection: Connection, numbers: Sequence[str]
) -> dict[str, list[tuple[str, str]]]:
    """(number, state) of the amendments that are neither signed nor cancelled, by agreement."""
    table = instruments.c
    query = select(table.original, table.numero, table.estado).where(
        table.original.in_(numbers), table.ordem > 0, table.estado.not_in(("assinada", "cancelada"))
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for original, number, state in connection.execute(query.order_by(table.original, table.ordem)):
        found.setdefault(original, []).append((number, state))
    return found


def publications(connection: Connection, scope: Scope) -> Iterator[Row]:
    """Extracts to be published, by the last day."""
    query = _of_lives()
    if isinstance(scope, Of):
        query = query.where(lives.c.numero.in_(scope.numbers))
    else:
        query = query.where(lives.c.publicado_em == "")
        by, send = lives.c.publicar_ate, lives.c.envio_dou_ate
        if isinstance(scope, Span):
            query = query.where(by >= scope.first, by <= scope.last)
        else:
            query = query.where(or_(send.in_(scope.days), by.in_(scope.days)))
    return _rows(connection, query.order_by(lives.c.publicar_ate, lives.c.numero))


def signings(connection: Connection, scope: Scope) -> Iterator[Row]:
    """Instruments that were opened for signature (`aberto_em`, a moment), with who is missing.

    `assinar_ate` is the last day to sign, "" for none; `recusas` tell who will not sign: id, name,
    reason, and the moment at which that was recorded.
    """
    opened = (
        select(diary.c.em)
        .where(diary.c.assunto == instruments.c.numero, diary.c.fato == EnvelopeOpened.kind)
        .order_by(diary.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(
        instruments.c.numero,
        instruments.c.estado,
        instruments.c.seq,
        *WHO,
        opened.label("aberto_em"),
        func.coalesce(envelopes.c.prazo, "").label("assinar_ate"),
    ).outerjoin(envelopes, envelopes.c.numero == instruments.c.numero)
    if isinstance(scope, Of):
        query = query.where(instruments.c.numero.in_(scope.numbers))
    else:
        query = query.where(instruments.c.estado == "em_assinatura")
    # Not in an order: with one, SQLite would walk every instrument in it to find the few.
    for batch in _batches(_rows(connection, query)):
        found = [row for row in batch if row["aberto_em"] is not None]
        numbers = [row["numero"] for row in found]
        missing, refused = _pending(connection, numbers), _refusals(connection, numbers)
        for row in found:
            number = row["numero"]
            yield {**row, "faltam": missing.get(number, []), "recusas": refused.get(number, [])}


def open_actions(connection: Connection, scope: Scope) -> Iterator[Row]:
    """Actions of plans, by their last day; the end of the instrument goes with them."""
    query = (
        select(actions, lives.c.encerrado_em, lives.c.assinado_em, *WHO)
        .join(lives, lives.c.numero == actions.c.numero)
        .join(instruments, instruments.c.numero == actions.c.numero)
    )
    if isinstance(scope, Of):
        query = query.where(actions.c.numero.in_(scope.numbers))
    else:
        query = query.where(actions.c.concluida_em == "", lives.c.encerrado_em == "")
        if isinstance(scope, Span):
            query = query.where(actions.c.prazo >= scope.first, actions.c.prazo <= scope.last)
        else:
            query = query.where(actions.c.prazo.in_((*scope.days, *scope.walls)))
    return _rows(connection, query.order_by(actions.c.prazo, actions.c.numero, actions.c.ordem))


def reports(connection: Connection, scope: Scope) -> Iterator[Row]:
    """Final joint reports of agreements, by their last day."""
    query, by, missing = _of_lives(), lives.c.relatorio_ate, lives.c.relatorio_em == ""
    if isinstance(scope, Of):
        query = query.where(by > "", lives.c.numero.in_(scope.numbers))
    elif isinstance(scope, Span):
        query = query.where(missing, by >= scope.first, by <= scope.last)
    else:
        prudent = lives.c.relatorio_prudente.in_(scope.walls)
        return _either(connection, (missing, by.in_(scope.days)), (missing, prudent), by.name)
    return _rows(connection, query.order_by(by, lives.c.numero))


def _of_lives() -> Select[Any]:
    return select(lives, *WHO).join(instruments, instruments.c.numero == lives.c.numero)


def _pending(connection: Connection, numbers: Sequence[str]) -> dict[str, list[str]]:
    """The signatories who have not signed and must, by instrument."""
    query = select(signatures.c.numero, signatures.c.signatario, signatures.c.nome).where(
        signatures.c.numero.in_(numbers), signatures.c.em == PENDING, signatures.c.opcional == 0
    )
    found: dict[str, list[str]] = {}
    for number, party, name in connection.execute(query.order_by(*signatures.primary_key.columns)):
        found.setdefault(number, []).append(name or party)
    return found


def _refusals(connection: Connection, numbers: Sequence[str]) -> dict[str, list[Row]]:
    """Who will not sign and why, by instrument, in the order in which they said so."""
    query = (
        select(
            signatures.c.numero, signatures.c.signatario, signatures.c.nome, signatures.c.motivo,
            diary.c.em,
        )
        .join(diary, diary.c.seq == signatures.c.seq)
        .where(signatures.c.numero.in_(numbers), signatures.c.situacao == "recusada")
    )  # fmt: skip
    found: dict[str, list[Row]] = {}
    for row in _rows(connection, query.order_by(signatures.c.seq)):
        found.setdefault(row["numero"], []).append(row)
    return found


def recipients(connection: Connection, numbers: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """(name, address) of those who are told of certain instruments, by instrument."""
    found: dict[str, list[tuple[str, str]]] = {}
    table = notice_recipients.c
    for batch in _batches(numbers):
        query = select(table.numero, table.nome, table.email).where(table.numero.in_(batch))
        for number, name, email in connection.execute(query.order_by(table.numero, table.email)):
            found.setdefault(number, []).append((name, email))
    return found


def lines(connection: Connection, due_keys: Iterable[str]) -> list[Row]:
    """Every line of the log about these things, in the order in which they were recorded."""
    found: list[Row] = []
    for batch in _batches(due_keys):
        query = select(notices).where(notices.c.prazo.in_(batch))
        found += [dict(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda row: row["seq"])


def lines_of(connection: Connection, number: str) -> Iterator[Row]:
    """Every line of the log about one instrument."""
    return _rows(
        connection, select(notices).where(notices.c.numero == number).order_by(notices.c.seq)
    )


def lines_like(connection: Connection, notice_id: str) -> list[Row]:
    """The last line of each notice whose id begins like this."""
    query = select(func.max(notices.c.seq)).where(
        notices.c.aviso >= notice_id, notices.c.aviso < notice_id + "g"
    )
    newest = query.group_by(notices.c.aviso)
    found = select(notices).where(notices.c.seq.in_(newest)).order_by(notices.c.seq)
    return list(_rows(connection, found))


def sent_since(connection: Connection, moment: str) -> list[Row]:
    """The lines that say that something was sent, from a moment on (ISO, in UTC)."""
    query = select(notices).where(notices.c.situacao == "enviado", notices.c.em >= moment)
    return list(_rows(connection, query.order_by(notices.c.seq)))


def waiting(connection: Connection) -> list[tuple[str, str]]:
    """(instrument, thing) of what was prepared, failed or was held back."""
    query = select(notices.c.numero, notices.c.prazo).where(notices.c.aberto == 1).distinct()
    found = connection.execute(query.order_by(notices.c.numero, notices.c.prazo))
    return [(number, key) for number, key in found]


def changed_subjects(connection: Connection, after: int, most: int | None = None) -> list[str]:
    """What the facts after an entry are about, those that runs make left out; up to a number."""
    query = select(diary.c.assunto).where(diary.c.seq > after, diary.c.fato.not_in(OF_RUNS))
    return list(connection.execute(query.distinct().limit(most)).scalars())


def last_run(connection: Connection, rules: str | None = None) -> Row | None:
    """The last run that looked at everything; under certain rules, when they are given."""
    query = select(notice_runs)
    if rules is not None:
        query = query.where(notice_runs.c.regras == rules)
    row = connection.execute(query.order_by(notice_runs.c.seq.desc()).limit(1)).mappings().first()
    return dict(row) if row else None


def settled_since(connection: Connection, since: str) -> list[str]:
    """The instruments of which something was settled on an ISO day or later."""
    life = select(lives.c.numero).where(
        or_(
            lives.c.publicado_em >= since,
            lives.c.encerrado_em >= since,
            lives.c.prorrogacao_pedida_em >= since,
            lives.c.relatorio_em >= since,
        )
    )
    done = select(actions.c.numero).where(actions.c.concluida_em >= since)
    return sorted(connection.execute(union(life, done)).scalars())


def action_rows(connection: Connection, number: str) -> list[Row]:
    """The actions of one instrument, in their order."""
    query = select(actions).where(actions.c.numero == number).order_by(actions.c.ordem)
    return list(_rows(connection, query))


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Row]:
    with connection.execute(query.execution_options(yield_per=AT_A_TIME)) as found:
        for row in found.mappings():
            yield dict(row)


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(items)
    while batch := list(islice(iterator, AT_A_TIME)):
        yield batch
