"""Questions to the tables, each a function of a connection: the Store and a write transaction ask
the same ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    FromClause,
    Row,
    Select,
    func,
    literal,
    or_,
    select,
    union_all,
)

from instruments.facts import FACTS, Fact, InstrumentDrafted, PartnerRecorded, StoredFile
from instruments.instrument import Instrument
from instruments.model import STORED
from instruments.partner import Partner
from registry import journal, payload
from registry.journal import AT_A_TIME, Entry
from registry.schema import files, instruments, lives, partners, states, versions

AnyFact = TypeVar("AnyFact", bound=Fact)

LONGEST_NOTICE = 400
"""Days before the end of a term by which any request to renew is due, with room to anticipate."""

PUBLICATION_MARKS = (
    lives.c.publicar_ate,
    lives.c.enviado_dou_em,
    lives.c.publicado_em,
    lives.c.retificacao,
)
"""From which the state of a publication is told; NULL for what is not signed."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What identifies one version without reading its whole snapshot."""

    number: str
    version: int
    code: str
    request_sha256: str
    text_sha256: str
    seq: int
    state: str


@dataclass(frozen=True, slots=True)
class TiedRow:
    """A document that follows an agreement; `order` is that of an amendment, 0 of any other."""

    number: str
    kind: str
    order: int
    version: int
    state: str


def fact(connection: Connection, entry: Entry) -> Fact:
    """What an entry says. Raises OutsideError when it was altered beyond reading."""
    try:
        data = payload.unpack(connection, entry.data)
        return FACTS[entry.kind].model_validate(data, context=STORED)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise journal.damaged(entry.seq) from error


def _fact_at(connection: Connection, seq: int, kind: type[AnyFact]) -> AnyFact:
    found = fact(connection, journal.entry(connection, seq))
    if not isinstance(found, kind):
        raise journal.damaged(seq)
    return found


def partner(connection: Connection, partner_id: str) -> Partner | None:
    """A partner as last recorded, with its private values where they were not erased."""
    query = select(partners.c.seq).where(partners.c.id == partner_id)
    seq = connection.execute(query).scalar()
    if seq is None:
        return None
    return _fact_at(connection, seq, PartnerRecorded).partner


def instrument(
    connection: Connection, number: str, version: int | None = None
) -> Instrument | None:
    """The snapshot of a version (default: the newest)."""
    query = select(versions.c.seq).where(versions.c.numero == number)
    if version is not None:
        query = query.where(versions.c.versao == version)
    seq = connection.execute(query.order_by(versions.c.versao.desc()).limit(1)).scalar()
    if seq is None:
        return None
    return _fact_at(connection, seq, InstrumentDrafted).instrument


def latest_for(connection: Connection, key: str) -> VersionRow | None:
    """The newest version of the newest instrument for a request key."""
    query = _versions().where(instruments.c.chave == key)
    row = connection.execute(query.order_by(versions.c.seq.desc()).limit(1)).first()
    return _version_row(row) if row else None


def latest_with(connection: Connection, key_start: str) -> VersionRow | None:
    """The newest version of the newest instrument whose request key starts like this."""
    key = instruments.c.chave  # a range, which the index answers in either database
    query = _versions().where(key >= key_start, key < key_start + "\U0010ffff")
    row = connection.execute(query.order_by(versions.c.seq.desc()).limit(1)).first()
    return _version_row(row) if row else None


def version_rows(connection: Connection, number: str) -> list[VersionRow]:
    """Every version of an instrument, oldest first."""
    query = _versions().where(versions.c.numero == number).order_by(versions.c.versao)
    return [_version_row(row) for row in connection.execute(query)]


def tied_to(connection: Connection, original: str) -> list[TiedRow]:
    """The documents that follow an agreement, those of one kind together, in their order."""
    row = instruments.c
    query = select(row.numero, row.especie, row.ordem, row.versao, row.estado)
    query = query.where(row.original == original)
    return [
        TiedRow(*found)
        for found in connection.execute(
            query.order_by(row.especie, row.ordem, row.ano, row.sequencia)
        )
    ]


def next_sequence(connection: Connection, year: int, unit: str) -> int:
    """The number after the last of this year and unit."""
    query = select(func.max(instruments.c.sequencia)).where(
        instruments.c.ano == year, instruments.c.unidade == unit
    )
    return (connection.execute(query).scalar() or 0) + 1


def last_code(connection: Connection) -> str | None:
    """The highest document code given so far."""
    return connection.execute(select(func.max(instruments.c.codigo))).scalar()


def numbers_like(connection: Connection, sequence: int, year: int, suffix: str) -> list[str]:
    """The full numbers with this sequence and year; suffix "" matches every unit."""
    query = select(instruments.c.numero).where(
        instruments.c.sequencia == sequence, instruments.c.ano == year
    )
    if suffix:
        query = query.where(instruments.c.unidade == suffix)
    return list(connection.execute(query.order_by(instruments.c.numero)).scalars())


def instrument_rows(
    connection: Connection,
    state: str | None,
    uf: str | None,
    numbers: Sequence[str] | None = None,
    most: int = 0,
) -> Iterator[dict[str, Any]]:
    """Reading rows by year, unit and sequence, filtered where a filter is given: `uf` by the state
    of any partner. Up to a number of rows (0: all), which a database then finds sooner."""
    read: FromClause = instruments
    found: FromClause = instruments
    if uf is not None:
        read, found = states.join(instruments, instruments.c.numero == states.c.numero), states
    query = (
        select(instruments, *PUBLICATION_MARKS)
        .select_from(read.outerjoin(lives, lives.c.numero == instruments.c.numero))
        .order_by(found.c.ano, found.c.unidade, found.c.sequencia)
    )
    if state is not None:
        query = query.where(found.c.estado == state)
    if uf is not None:
        query = query.where(states.c.uf == uf)
    if numbers is not None:
        query = query.where(instruments.c.numero.in_(numbers))
    query = (query.limit(most) if most else query).execution_options(yield_per=AT_A_TIME)
    for row in connection.execute(query).mappings():
        yield dict(row)


def instrument_row(connection: Connection, number: str) -> dict[str, Any] | None:
    """The reading row of one instrument."""
    query = select(instruments).where(instruments.c.numero == number)
    row = connection.execute(query).mappings().first()
    return dict(row) if row else None


def due_rows(
    connection: Connection, today: str, until: str, most: int = 0
) -> Iterator[dict[str, Any]]:
    """What is due by an ISO day and not done: publications, requests to renew what still runs, and
    the final reports of what has ended; up to a number of them (0: all).

    By the day of the earlier reading (`em`), then by number.
    """
    unpublished = (lives.c.publicado_em == "",)
    running = (
        lives.c.encerrado_em == "",
        lives.c.prorrogacao_pedida_em == "",
        lives.c.fim >= today,
        # Follows from the line before; it lets the index begin where there is something to find.
        lives.c.renovacao_prudente >= _days_before(today, LONGEST_NOTICE),
    )
    publication = _due("publicacao", lives.c.publicar_ate, lives.c.publicar_prudente)
    over = (
        lives.c.relatorio_em == "",
        lives.c.relatorio_prudente > "",
        or_(lives.c.encerrado_em > "", lives.c.fim < today),
    )
    renewal = _due("prorrogacao", lives.c.renovacao_ate, lives.c.renovacao_prudente)
    report = _due("relatorio", lives.c.relatorio_ate, lives.c.relatorio_prudente)
    branches = (
        (publication.where(*unpublished, lives.c.publicar_prudente <= until), "publicar_prudente"),
        (renewal.where(*running, lives.c.renovacao_prudente <= until), "renovacao_prudente"),
        (report.where(*over, lives.c.relatorio_prudente <= until), "relatorio_prudente"),
    )
    parts: list[Select[Any]] = [branch for branch, _ in branches]
    if most:
        # Each by itself in the order of its index, so that nobody sorts a million rows for ten.
        parts = [
            select(branch.order_by(lives.c[day], lives.c.numero).limit(most).subquery())
            for branch, day in branches
        ]
    query = union_all(*parts).order_by("em", "numero_")
    for row in connection.execute(query.limit(most) if most else query).mappings():
        found = dict(row)
        yield {"numero": found.pop("numero_"), **found}


def _days_before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def _due(name: str, by: Column[str], prudent: Column[str]) -> Select[Any]:
    return select(
        lives.c.numero.label("numero_"),
        instruments.c.participes,
        instruments.c.uf,
        by.label("ate"),
        prudent.label("em"),
        literal(name).label("prazo"),
        *PUBLICATION_MARKS,
    ).join(instruments, instruments.c.numero == lives.c.numero)


def partner_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """The reading row of every partner, by id, without its record."""
    columns = [column for column in partners.c if column.name not in ("dados", "seq")]
    for row in connection.execute(select(*columns).order_by(partners.c.id)).mappings():
        yield dict(row)


def stored_files(connection: Connection, number: str, version: int) -> list[StoredFile]:
    """The files of a version, by format and engine."""
    query = select(files).where(files.c.numero == number, files.c.versao == version)
    return [
        StoredFile(
            format=row.formato,
            engine=row.motor,
            name=row.nome,
            sha256=row.sha256,
            size=row.bytes,
        )
        for row in connection.execute(query.order_by(files.c.formato, files.c.motor))
    ]


def facts_about(connection: Connection, subject: str) -> list[tuple[int, Fact]]:
    """(sequence number, fact) of everything about a partner or instrument, oldest first."""
    found = list(journal.entries(connection, subject=subject))
    return [(entry.seq, fact(connection, entry)) for entry in found]


def _versions() -> Select[tuple[str, int, str, str, str, int, str]]:
    return select(
        versions.c.numero,
        versions.c.versao,
        instruments.c.codigo,
        versions.c.pedido_sha256,
        versions.c.texto_sha256,
        versions.c.seq,
        instruments.c.estado,
    ).join(instruments, instruments.c.numero == versions.c.numero)


def _version_row(row: Row[Any]) -> VersionRow:
    return VersionRow(
        row.numero, row.versao, row.codigo, row.pedido_sha256, row.texto_sha256, row.seq, row.estado
    )
