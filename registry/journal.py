"""The journal: append-only entries, each carrying the hash of the one before.

An entry's hash is the SHA-256 of the stable JSON of its other fields, so nothing can be altered,
removed or put between without every later hash changing. What was cut off at the very end leaves a
whole chain: the tables folded from it tell.
"""

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, func, insert, select

from faults.errors import OutsideError
from instruments.instrument import stable_json
from registry.schema import journal

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""

HASHED = ("seq", "em", "quem", "fato", "assunto", "dados", "anterior")
"""The columns under the hash of an entry, in their order."""

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal as it is stored: `data` is JSON with parts and private values out."""

    seq: int
    at: datetime
    actor: str
    kind: str
    subject: str
    data: str
    previous: str
    hash: str


def append(
    connection: Connection, at: datetime, actor: str, kind: str, subject: str, data: str
) -> Entry:
    """Write the next entry. The caller holds the write lock."""
    last = connection.execute(
        select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)
    ).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    moment = at.astimezone(UTC)
    values = (seq, moment.isoformat(timespec="microseconds"), actor, kind, subject, data, previous)
    digest = entry_hash(values)
    row = {**dict(zip(HASHED, values, strict=True)), "hash": digest}
    connection.execute(insert(journal).values(row))
    return Entry(seq, moment, actor, kind, subject, data, previous, digest)


def entry_hash(values: tuple[object, ...]) -> str:
    """SHA-256 over every column of an entry but its own hash."""
    return hashlib.sha256(stable_json(values).encode()).hexdigest()


def entries(
    connection: Connection, after: int = 0, subject: str | None = None
) -> Generator[Entry, None, None]:
    """The entries after a sequence number, oldest first; of one subject, or of all."""
    query = select(journal).where(journal.c.seq > after).order_by(journal.c.seq)
    if subject is not None:
        query = query.where(journal.c.assunto == subject)
    with connection.execute(query.execution_options(yield_per=AT_A_TIME)) as found:
        for row in found.mappings():
            yield entry_of(row)


def entry(connection: Connection, seq: int) -> Entry:
    """The entry with this sequence number."""
    return entry_of(
        connection.execute(select(journal).where(journal.c.seq == seq)).mappings().one()
    )


def last_seq(connection: Connection) -> int:
    """The number of the newest entry; 0 when there is none."""
    return connection.execute(select(func.max(journal.c.seq))).scalar() or 0


def hash_at(connection: Connection, seq: int) -> str | None:
    """The hash of the entry with this number, if there is one."""
    return connection.execute(select(journal.c.hash).where(journal.c.seq == seq)).scalar()


def rows(connection: Connection) -> Iterator[RowMapping]:
    """Every row of the journal as it lies there; an altered one may be no Entry any more."""
    query = select(journal).order_by(journal.c.seq)
    with connection.execute(query.execution_options(yield_per=AT_A_TIME)) as found:
        yield from found.mappings()


def broken_links(connection: Connection) -> Iterator[tuple[int, str]]:
    """(sequence number, what does not fit) for each place where the chain does not hold."""
    expected_seq, expected_previous = 1, GENESIS
    for row in rows(connection):
        seq: int = row["seq"]
        if seq != expected_seq:
            yield seq, f"falta o registro {expected_seq}"
        if row["anterior"] != expected_previous:
            yield seq, "não continua o registro anterior"
        if not _holds(row):
            yield seq, "o conteúdo não confere com o hash"
        expected_seq, expected_previous = seq + 1, row["hash"]


def _holds(row: RowMapping) -> bool:
    try:
        return bool(entry_hash(tuple(row[column] for column in HASHED)) == row["hash"])
    except (TypeError, ValueError):  # not even text
        return False


def entry_of(row: RowMapping) -> Entry:
    """The entry of a row as it lies there. Raises OutsideError when it was altered beyond that."""
    try:
        moment = datetime.fromisoformat(row["em"])
    except (TypeError, ValueError) as error:
        raise damaged(row["seq"]) from error
    return Entry(
        row["seq"],
        moment,
        row["quem"],
        row["fato"],
        row["assunto"],
        row["dados"],
        row["anterior"],
        row["hash"],
    )


def damaged(seq: int) -> OutsideError:
    """The error for an entry that cannot be read."""
    return OutsideError(
        f"o registro {seq} do diário está danificado.",
        "Restaure a cópia de segurança da pasta de dados.",
    )
