"""Answers of the check page kept ready: a SQLite file beside the database, one look an answer.

It is no part of the truth. What is said of a pair of codes follows from its row in `autenticidade`,
from the day and from the body's own words. So an answer is kept with the number of the entry that
last drew the row, and with the last day on which the same would be said. Each question looks at the
row first: when it was drawn anew, or is not there, the kept answer does not count. Only codes that
were matched are in the file, so whoever guesses neither finds anything here nor makes it grow.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select, tuple_
from sqlalchemy.exc import SQLAlchemyError

from registry.dialect import MAPPED_BYTES, QuickLook
from registry.schema import authenticity
from registry.store import Store

FORM = 1
"""The form of the file; one of another form is begun anew."""

FRESH_SECONDS = 0.1
"""For so long one moment of the registry is looked at; what happens is told after it."""

WAIT_SECONDS = 0.5
"""For another process that writes; beyond it the answer is made without this file."""

ROW = "SELECT seq FROM autenticidade WHERE codigo = {0} AND crc = {0}"
KEPT = "SELECT ate, corpo FROM respostas WHERE chave = ? AND codigo = ? AND crc = ? AND seq = ?"

ERRORS = (sqlite3.Error, OSError, SQLAlchemyError)

Pair = tuple[str, str]
"""A código verificador and its CRC."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer to keep: to which codes, drawn by which entry, until which ISO day (included)."""

    code: str
    crc: str
    seq: int
    until: str
    body: bytes


@dataclass
class KeptAnswers:
    """The file, as one thread sees it.

    `generation` names what else decides the answers (the program, the body's own files): when it is
    another one, the file is begun anew.
    """

    path: Path
    store: Store
    generation: str
    clock: Callable[[], float] = time.monotonic
    _file: sqlite3.Connection | None = field(default=None, repr=False)
    _row: QuickLook | None = field(default=None, repr=False)
    _cursor: sqlite3.Cursor | None = field(default=None, repr=False)
    _until: float = field(default=0.0, repr=False)
    _errors: tuple[type[Exception], ...] = field(default=ERRORS, repr=False)

    def find(self, code: str, crc: str, today: str) -> bytes | None:
        """The answer to these codes, if it is here and holds."""
        try:
            if self.clock() >= self._until:
                self._renew()
            row, file = self._row, self._cursor
            if row is None or file is None:
                return None
            drawn = row.look((code, crc))
            if drawn is None:
                return None
            file.execute(KEPT, (key(code, crc), code, crc, drawn[0]))
            kept = file.fetchone()
        except self._errors:  # without this file an answer takes a little longer, that is all
            self.close()
            return None
        if kept is None or kept[0] < today:
            return None
        body: bytes = kept[1]
        return body

    def rest(self) -> None:
        """Let go of the moment that is looked at, once it is over."""
        if self._until and self.clock() >= self._until:
            self._let_go()

    def drawn(self, code: str, crc: str) -> int | None:
        """The entry that last drew the row of these codes; None when there is none."""
        with self.store.snapshot() as connection:
            return _seq(connection, code, crc)

    def keep(self, answers: Iterable[Ready]) -> None:
        """Keep answers, in the place of older ones to the same codes."""
        rows = [
            (key(one.code, one.crc), one.code, one.crc, one.seq, one.until, one.body)
            for one in answers
        ]
        with suppress(*self._errors):
            self._let_go()
            file = self._file or self._opened()
            file.execute("BEGIN IMMEDIATE")
            file.executemany("INSERT OR REPLACE INTO respostas VALUES (?, ?, ?, ?, ?, ?)", rows)
            file.execute("COMMIT")
            return
        self.close()

    def lacking(self, after: Pair, today: str, most: int) -> tuple[list[Pair], Pair | None]:
        """Which of the next pairs of codes after this one have no answer here.

        Also the last pair looked at, None when none was left.
        """
        pair = tuple_(authenticity.c.codigo, authenticity.c.crc)
        query = select(authenticity.c.codigo, authenticity.c.crc).where(pair > after)
        with self.store.snapshot() as connection:
            ordered = query.order_by(authenticity.c.codigo, authenticity.c.crc).limit(most)
            found = [(row.codigo, row.crc) for row in connection.execute(ordered)]
        lacking = [one for one in found if self.find(*one, today) is None]
        return lacking, found[-1] if found else None

    def close(self) -> None:
        """Give back the file and the connection; the next question opens them again."""
        self._until = 0.0
        self._cursor = None
        file, self._file = self._file, None
        row, self._row = self._row, None
        for one in (file, row):
            if one is not None:
                with suppress(*self._errors):
                    one.close()

    def _renew(self) -> None:
        self._let_go()
        if self._row is None:
            self._row = self.store.quick_look(ROW)
            self._errors = (*ERRORS, *self._row.errors)
        self._row.renew()
        file = self._file or self._opened()
        file.execute("BEGIN")
        self._cursor = self._cursor or file.cursor()
        self._until = self.clock() + FRESH_SECONDS

    def _let_go(self) -> None:
        self._until = 0.0
        if self._row is not None:
            self._row.rest()
        if self._file is not None and self._file.in_transaction:
            self._file.execute("COMMIT")

    def _opened(self) -> sqlite3.Connection:
        try:
            self._file = _open(self.path, self.generation)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # locked, or no place to write: nothing is wrong with what is there
            for ending in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            self._file = _open(self.path, self.generation)
        return self._file


def key(code: str, crc: str) -> int:
    """A whole number for both codes; the columns tell apart the rare pairs that share one."""
    return (int(code) << 29) ^ int(crc, 16)


def _seq(connection: Connection, code: str, crc: str) -> int | None:
    query = select(authenticity.c.seq).where(
        authenticity.c.codigo == code, authenticity.c.crc == crc
    )
    return connection.execute(query).scalar()


def _open(path: Path, generation: str) -> sqlite3.Connection:
    file = sqlite3.connect(
        path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        _prepare(file, generation)
    except BaseException:
        file.close()
        raise
    return file


def _prepare(file: sqlite3.Connection, generation: str) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"mmap_size={MAPPED_BYTES}"):
        file.execute(f"PRAGMA {pragma}")
    file.execute("BEGIN IMMEDIATE")
    form = file.execute("PRAGMA user_version").fetchone()[0]
    tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    known = form == FORM and {"respostas", "geracao"} <= tables
    if not known or file.execute("SELECT nome FROM geracao").fetchone() != (generation,):
        for table in ("respostas", "geracao"):
            file.execute(f"DROP TABLE IF EXISTS {table}")
        file.execute(
            "CREATE TABLE respostas (chave INTEGER PRIMARY KEY, codigo TEXT, crc TEXT, "
            "seq INTEGER, ate TEXT, corpo BLOB)"
        )
        file.execute("CREATE TABLE geracao (nome TEXT)")
        file.execute("INSERT INTO geracao VALUES (?)", (generation,))
        file.execute(f"PRAGMA user_version = {FORM}")
    file.execute("COMMIT")
