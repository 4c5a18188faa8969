"""The Store: one door to the database. Writing happens inside `writing`, one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Select, func, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from faults.errors import OutsideError
from instruments.facts import FACTS, Fact, InstrumentDrafted, StoredFile
from instruments.instrument import Instrument
from instruments.model import STORED
from instruments.partner import Partner
from registry import journal, payload
from registry.journal import Entry
from registry.projections import fold
from registry.schema import files, instruments, metadata, partners, versions

FIRST_CODE = 10_000_001
"""The first document code: eight digits, no leading zero that someone could drop."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What identifies one version without reading its whole snapshot."""

    number: str
    version: int
    code: str
    request_sha256: str
    text_sha256: str
    seq: int


class Writing:
    """An open write transaction: facts go in here, and the numbers that depend on the last one."""

    def __init__(self, connection: Connection, at: datetime, actor: str) -> None:
        self._connection = connection
        self._at = at
        self._actor = actor

    def append(self, fact: Fact) -> Entry:
        """Write a fact to the journal and bring the tables up to it."""
        data = payload.pack(self._connection, fact.as_data())
        entry = journal.append(
            self._connection, self._at, self._actor, fact.kind, fact.subject, data
        )
        fold(self._connection, entry.seq, fact)
        return entry

    def keep_text(self, content: str) -> None:
        """Keep a library text, so that what was drafted from it can always be read again."""
        payload.keep_part(self._connection, content)

    def next_sequence(self, year: int, unit: str) -> int:
        """The next number of this year and unit. Holds until the transaction ends."""
        last = self._connection.execute(
            select(func.max(instruments.c.sequencia)).where(
                instruments.c.ano == year, instruments.c.unidade == unit
            )
        ).scalar()
        return (last or 0) + 1

    def next_code(self) -> str:
        """The next 8-digit document code. Holds until the transaction ends."""
        last = self._connection.execute(select(func.max(instruments.c.codigo))).scalar()
        return str(int(last) + 1 if last else FIRST_CODE)

    def latest_for(self, key: str) -> VersionRow | None:
        """The newest version of the newest instrument for a request key."""
        return _latest_for(self._connection, key)


class Store:
    """The journal and its tables on one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def writing(self, at: datetime, actor: str) -> Iterator[Writing]:
        """A write transaction: all of it is kept, or none. Raises OutsideError."""
        try:
            with self._engine.begin() as connection:
                yield Writing(connection, at, actor)
        except OperationalError as error:
            raise _outside(error) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(pactua_reading=True) as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _outside(error) from error

    def partner(self, partner_id: str) -> Partner | None:
        """A partner as last recorded, with its private values where they were not erased."""
        with self._reading() as connection:
            seq = connection.execute(
                select(partners.c.seq).where(partners.c.id == partner_id)
            ).scalar()
            if seq is None:
                return None
            data = payload.unpack(connection, journal.entry(connection, seq).data)
        return Partner.model_validate(data["participe"], context=STORED)

    def partner_ids(self) -> list[str]:
        """The ids of all partners, in alphabetical order."""
        with self._reading() as connection:
            return list(connection.execute(select(partners.c.id).order_by(partners.c.id)).scalars())

    def partner_rows(self) -> Iterator[dict[str, str]]:
        """The reading row of every partner, by id."""
        columns = [column for column in partners.c if column.name not in ("dados", "seq")]
        with self._reading() as connection:
            for row in connection.execute(select(*columns).order_by(partners.c.id)).mappings():
                yield dict(row)

    def latest_for(self, key: str) -> VersionRow | None:
        """The newest version of the newest instrument for a request key."""
        with self._reading() as connection:
            return _latest_for(connection, key)

    def instrument(self, number: str, version: int | None = None) -> Instrument | None:
        """The snapshot of a version (default: the newest)."""
        with self._reading() as connection:
            query = select(versions.c.seq).where(versions.c.numero == number)
            if version is not None:
                query = query.where(versions.c.versao == version)
            seq = connection.execute(query.order_by(versions.c.versao.desc()).limit(1)).scalar()
            if seq is None:
                return None
            data = payload.unpack(connection, journal.entry(connection, seq).data)
        return InstrumentDrafted.model_validate(data, context=STORED).instrument

    def text(self, sha256: str) -> str:
        """A library text that an instrument was drafted from."""
        with self._reading() as connection:
            return payload.part(connection, sha256)

    def numbers_like(self, sequence: int, year: int, suffix: str) -> list[str]:
        """The full numbers with this sequence and year; suffix "" matches every unit."""
        query = select(instruments.c.numero).where(
            instruments.c.sequencia == sequence, instruments.c.ano == year
        )
        if suffix:
            query = query.where(instruments.c.unidade == suffix)
        with self._reading() as connection:
            return list(connection.execute(query.order_by(instruments.c.numero)).scalars())

    def instrument_rows(
        self, state: str | None = None, uf: str | None = None, numbers: list[str] | None = None
    ) -> Iterator[dict[str, str | int]]:
        """Reading rows by year, unit and sequence, filtered where a filter is given."""
        query = select(instruments).order_by(
            instruments.c.ano, instruments.c.unidade, instruments.c.sequencia
        )
        if state is not None:
            query = query.where(instruments.c.estado == state)
        if uf is not None:
            query = query.where(instruments.c.uf == uf)
        if numbers is not None:
            query = query.where(instruments.c.numero.in_(numbers))
        with self._reading() as connection:
            for row in connection.execute(query).mappings():
                yield dict(row)

    def version_rows(self, number: str) -> list[VersionRow]:
        """Every version of an instrument, oldest first."""
        query = _version_query().where(versions.c.numero == number).order_by(versions.c.versao)
        with self._reading() as connection:
            return [VersionRow(*row) for row in connection.execute(query)]

    def files(self, number: str, version: int) -> list[StoredFile]:
        """The files of a version, by format and engine."""
        query = (
            select(files)
            .where(files.c.numero == number, files.c.versao == version)
            .order_by(files.c.formato, files.c.motor)
        )
        with self._reading() as connection:
            return [
                StoredFile(
                    format=row.formato,
                    engine=row.motor,
                    name=row.nome,
                    sha256=row.sha256,
                    size=row.bytes,
                )
                for row in connection.execute(query)
            ]

    def history(self, subject: str) -> list[Entry]:
        """Every journal entry about a partner or instrument, oldest first."""
        with self._reading() as connection:
            return list(journal.entries(connection, subject=subject))

    def facts_after(self, seq: int) -> Iterator[tuple[int, Fact]]:
        """(sequence number, fact) of every entry after this one, oldest first."""
        with self._reading() as connection:
            for entry in journal.entries(connection, after=seq):
                data = payload.unpack(connection, entry.data)
                yield entry.seq, FACTS[entry.kind].model_validate(data, context=STORED)

    def last_seq(self) -> int:
        """The number of the newest journal entry; 0 when there is none."""
        with self._reading() as connection:
            table = metadata.tables["diario"]
            return connection.execute(select(func.max(table.c.seq))).scalar() or 0

    def broken_links(self) -> list[tuple[int, str]]:
        """Where the hash chain of the journal does not hold."""
        with self._reading() as connection:
            return list(journal.broken_links(connection))


def _version_query() -> Select[tuple[str, int, str, str, str, int]]:
    return select(
        versions.c.numero,
        versions.c.versao,
        instruments.c.codigo,
        versions.c.pedido_sha256,
        versions.c.texto_sha256,
        versions.c.seq,
    ).join(instruments, instruments.c.numero == versions.c.numero)


def _latest_for(connection: Connection, key: str) -> VersionRow | None:
    row = connection.execute(
        _version_query().where(instruments.c.chave == key).order_by(versions.c.seq.desc()).limit(1)
    ).first()
    return VersionRow(*row) if row else None


def _outside(error: SQLAlchemyError) -> OutsideError:
    cause = str(getattr(error, "orig", None) or error).split("\n")[0]
    return OutsideError(
        f"o banco de dados falhou ({cause}).",
        "Confira o espaço em disco e tente de novo; nada foi gravado pela metade.",
    )
