"""The Store: one door to the database. Writing happens inside `writing`, one writer at a time."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from document.charset import code_point, undrawable
from faults.errors import OutsideError, StateError, UsageError
from instruments.facts import Fact, StoredFile
from instruments.instrument import Instrument
from instruments.partner import Partner
from registry import (
    agenda_folds,
    authenticity,
    dialect,
    import_folds,
    journal,
    lifecycle_folds,
    notice_folds,
    notice_queries,
    payload,
    public_log,
    publication_queries,
    queries,
    tied_folds,
)
from registry.authenticity import KeptFile
from registry.causes import cause_of
from registry.folding import take_in
from registry.journal import Entry
from registry.public_log import PublicLog
from registry.queries import TiedRow, VersionRow
from registry.table_copy import copy_tables

FOLDS = (agenda_folds, import_folds, lifecycle_folds, notice_folds, public_log, tied_folds)
"""The modules whose folds are entered in projections.py by being imported."""

FIRST_CODE = 10_000_001
"""The first document code: eight digits, no leading zero that someone could drop."""


class Writing:
    """An open write transaction: facts go in here, and the numbers that depend on the last one.

    What it reads includes what it has written.
    """

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
        take_in(self._connection, entry.seq, entry.at, fact)
        return entry

    @contextmanager
    def apart(self) -> Iterator[None]:
        """A part of this transaction, undone alone when it fails: the rest can go on.

        Raises StateError for facts that the registry cannot hold beside those it has.
        """
        try:
            with self._connection.begin_nested():
                yield
        except IntegrityError as error:
            raise StateError(
                f"o registro não pode guardar estes dados ({cause_of(error)}).",
                "Confira o arquivo; se o dado está certo, relate o erro com esta mensagem.",
            ) from error

    @property
    def public_log(self) -> PublicLog:
        """The public log with what this transaction has appended."""
        return PublicLog(self._connection)

    def keep_texts(self, contents: Sequence[str]) -> None:
        """Keep library texts, so that what was drafted from them can always be read again."""
        payload.keep_parts(self._connection, contents)

    def next_sequence(self, year: int, unit: str) -> int:
        """The next number of this year and unit. Holds until the transaction ends."""
        return queries.next_sequence(self._connection, year, unit)

    def next_code(self) -> str:
        """The next 8-digit document code. Holds until the transaction ends."""
        last = queries.last_code(self._connection)
        return str(int(last) + 1 if last else FIRST_CODE)

    def latest_for(self, key: str) -> VersionRow | None:
        """The newest version of the newest instrument for a request key."""
        return queries.latest_for(self._connection, key)

    def latest_with(self, key_start: str) -> VersionRow | None:
        """The newest version of the newest instrument whose request key starts like this."""
        return queries.latest_with(self._connection, key_start)

    def instrument(self, number: str, version: int) -> Instrument:
        """The snapshot of a version that is known to exist."""
        found = queries.instrument(self._connection, number, version)
        if found is None:
            raise LookupError(f"{number} v{version}")
        return found

    def partner(self, partner_id: str) -> Partner | None:
        """A partner as last recorded."""
        return queries.partner(self._connection, partner_id)

    def facts_about(self, subject: str) -> list[tuple[int, Fact]]:
        """(sequence number, fact) of everything about a partner or instrument, oldest first."""
        return queries.facts_about(self._connection, subject)

    def imported_from(self, sha256: str) -> str | None:
        """The number of the agreement that was imported from a file of these bytes."""
        return import_folds.imported_from(self._connection, sha256)

    def instrument_row(self, number: str) -> dict[str, Any] | None:
        """The reading row of one instrument."""
        return queries.instrument_row(self._connection, number)

    def notice_lines(self, due_keys: Collection[str]) -> list[dict[str, Any]]:
        """Every line of the log of notices about these things, in their order."""
        return notice_queries.lines(self._connection, due_keys)

    def action_done(self, number: str, place: int) -> bool:
        """Whether this action of a plan is recorded as carried out."""
        rows = notice_queries.action_rows(self._connection, number)
        return any(row["ordem"] == place and row["concluida_em"] for row in rows)


class Store:
    """The journal and its tables on one database. Every method may raise OutsideError."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def writing(self, at: datetime, actor: str) -> Iterator[Writing]:
        """A write transaction: all of it is kept, or none. Raises UsageError for a bad actor."""
        name = _actor_name(actor)
        try:
            with self._engine.begin() as connection:
                yield Writing(connection, at, name)
        except SQLAlchemyError as error:
            raise _outside(error) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with dialect.reading(self._engine) as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _outside(error) from error

    def quick_look(self, statement: str) -> dialect.QuickLook:
        """A way to ask one question very often, below SQLAlchemy."""
        return dialect.QuickLook(self._engine, statement)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """The database at one moment, for the rest of the registry to read as a whole."""
        with self._reading() as connection:
            yield connection

    @contextmanager
    def public_log(self) -> Iterator[PublicLog]:
        """The public log at one moment."""
        with self._reading() as connection:
            yield PublicLog(connection)

    @contextmanager
    def alone(self, name: str) -> Iterator[bool]:
        """True while nobody else holds the lock of this name; it falls when the process dies."""
        try:
            with dialect.alone(self._engine, name) as alone:
                yield alone
        except SQLAlchemyError as error:
            raise _outside(error) from error

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """A write transaction without a journal entry: for tables that are made again."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _outside(error) from error

    def copy_tables(self, folder: Path) -> str:
        """Write a consistent copy of all tables into a folder; which kind of database it is."""
        try:
            copy_tables(self._engine, folder)
        except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error) as error:
            raise _outside(error) from error
        return self._engine.dialect.name

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def partner(self, partner_id: str) -> Partner | None:
        """A partner as last recorded, with its private values where they were not erased."""
        with self._reading() as connection:
            return queries.partner(connection, partner_id)

    def partner_rows(self) -> Iterator[dict[str, Any]]:
        """The reading row of every partner, by id."""
        with self._reading() as connection:
            yield from queries.partner_rows(connection)

    def instrument(self, number: str, version: int | None = None) -> Instrument | None:
        """The snapshot of a version (default: the newest)."""
        with self._reading() as connection:
            return queries.instrument(connection, number, version)

    def text(self, sha256: str) -> str:
        """A library text that an instrument was drafted from."""
        with self._reading() as connection:
            return payload.part(connection, sha256)

    def numbers_like(self, sequence: int, year: int, suffix: str) -> list[str]:
        """The full numbers with this sequence and year; suffix "" matches every unit."""
        with self._reading() as connection:
            return queries.numbers_like(connection, sequence, year, suffix)

    def instrument_rows(
        self,
        state: str | None = None,
        uf: str | None = None,
        numbers: Sequence[str] | None = None,
        most: int = 0,
    ) -> Iterator[dict[str, Any]]:
        """Reading rows by year, unit and sequence, filtered where a filter is given."""
        with self._reading() as connection:
            yield from queries.instrument_rows(connection, state, uf, numbers, most)

    def instrument_row(self, number: str) -> dict[str, Any] | None:
        """The reading row of one instrument."""
        with self._reading() as connection:
            return queries.instrument_row(connection, number)

    def due_rows(self, today: str, until: str, most: int = 0) -> Iterator[dict[str, Any]]:
        """What is due by an ISO day and not done: publications and requests to renew, by day."""
        with self._reading() as connection:
            yield from queries.due_rows(connection, today, until, most)

    def agenda_rows(self) -> list[dict[str, Any]]:
        """Every address of a private calendar, without its secret."""
        with self._reading() as connection:
            return agenda_folds.agenda_rows(connection)

    def agenda_holder(self, secret_sha256: str) -> str | None:
        """Whose private calendar this secret opens, if it opens one."""
        with self._reading() as connection:
            return agenda_folds.agenda_holder(connection, secret_sha256)

    def awaiting_publication(self) -> Iterator[dict[str, Any]]:
        """A row for each instrument that the gazette is searched for; read it to its end."""
        with self._reading() as connection:
            yield from publication_queries.awaiting_rows(connection)

    def awaiting_correction(self) -> list[dict[str, Any]]:
        """A row for each instrument of which something wrong stands in the gazette."""
        with self._reading() as connection:
            return list(publication_queries.correction_rows(connection))

    def publication_row(self, number: str) -> dict[str, Any] | None:
        """The row of one signed instrument, as the gazette is held against it."""
        with self._reading() as connection:
            return publication_queries.row_of(connection, number)

    def rows_with_keys(
        self, processes: Sequence[str], numbers: Sequence[tuple[int, int]]
    ) -> list[dict[str, Any]]:
        """Signed instruments of these processes, or of these numbers (sequence, year)."""
        with self._reading() as connection:
            return publication_queries.rows_with_keys(connection, processes, numbers)

    def authenticity(self, code: str, crc: str) -> dict[str, Any] | None:
        """What is said of a document by its two codes, in one look."""
        with self._reading() as connection:
            return authenticity.by_codes(connection, code, crc)

    def authenticity_of(self, number: str) -> list[dict[str, Any]]:
        """The same for each pair of codes of an instrument, the newest text first."""
        with self._reading() as connection:
            return authenticity.of_number(connection, number)

    def knows_code(self, code: str) -> bool:
        """Whether some document carries this code, whatever its CRC."""
        with self._reading() as connection:
            return authenticity.knows(connection, code)

    def documents_with(self, sha256: str) -> list[KeptFile]:
        """The documents of which these exact bytes are kept, and as what."""
        with self._reading() as connection:
            return authenticity.documents_with(connection, sha256)

    def imported_from(self, sha256: str) -> str | None:
        """The number of the agreement that was imported from a file of these bytes."""
        with self._reading() as connection:
            return import_folds.imported_from(connection, sha256)

    def version_rows(self, number: str) -> list[VersionRow]:
        """Every version of an instrument, oldest first."""
        with self._reading() as connection:
            return queries.version_rows(connection, number)

    def tied_to(self, original: str) -> list[TiedRow]:
        """The documents that follow an agreement, those of one kind together, in their order."""
        with self._reading() as connection:
            return queries.tied_to(connection, original)

    def files(self, number: str, version: int) -> list[StoredFile]:
        """The files of a version, by format and engine."""
        with self._reading() as connection:
            return queries.stored_files(connection, number, version)

    def history(self, subject: str) -> list[Entry]:
        """Every journal entry about a partner or instrument, oldest first."""
        with self._reading() as connection:
            return list(journal.entries(connection, subject=subject))

    def facts_about(self, subject: str) -> list[tuple[int, Fact]]:
        """(sequence number, fact) of everything about a partner or instrument, oldest first."""
        with self._reading() as connection:
            return queries.facts_about(connection, subject)

    def facts_after(self, seq: int) -> Iterator[tuple[int, Fact]]:
        """(sequence number, fact) of every entry after this one, oldest first."""
        with self._reading() as connection:
            for entry in journal.entries(connection, after=seq):
                yield entry.seq, queries.fact(connection, entry)

    def last_seq(self) -> int:
        """The number of the newest journal entry; 0 when there is none."""
        with self._reading() as connection:
            return journal.last_seq(connection)

    def hash_at(self, seq: int) -> str | None:
        """The hash of a journal entry, if there is one with this number."""
        with self._reading() as connection:
            return journal.hash_at(connection, seq)

    def broken_links(self) -> list[tuple[int, str]]:
        """Where the hash chain of the journal does not hold."""
        with self._reading() as connection:
            return list(journal.broken_links(connection))


def _actor_name(actor: str) -> str:
    """The name for the journal: one line that can be shown as it is."""
    name = " ".join(actor.split())
    wrong = [code_point(character) for _, character in undrawable(name)]
    if wrong or not name:
        raise UsageError(
            f"o nome de quem age tem o caractere {wrong[0]}." if wrong else "falta quem age.",
            "Confira PACTUA_USUARIO ou a opção --por.",
        )
    return name


def _outside(error: Exception) -> OutsideError:
    return OutsideError(
        f"o banco de dados falhou ({cause_of(error)}).",
        "Confira o espaço em disco e tente de novo; nada foi gravado pela metade.",
    )
