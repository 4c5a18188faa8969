"""The journal: append-only entries, each carrying the hash of the one before.

An entry's hash is the SHA-256 of the stable JSON of its other fields, so nothing can be altered,
removed or put between without every later hash changing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, func, insert, select

from instruments.instrument import stable_json
from registry.schema import journal

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""


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
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    digest = entry_hash(seq, moment, actor, kind, subject, data, previous)
    connection.execute(
        insert(journal).values(
            seq=seq,
            em=moment,
            quem=actor,
            fato=kind,
            assunto=subject,
            dados=data,
            anterior=previous,
            hash=digest,
        )
    )
    return Entry(seq, at, actor, kind, subject, data, previous, digest)


def entry_hash(
    seq: int, moment: str, actor: str, kind: str, subject: str, data: str, previous: str
) -> str:
    """SHA-256 over every field of an entry but its own hash."""
    return hashlib.sha256(
        stable_json([seq, moment, actor, kind, subject, data, previous]).encode()
    ).hexdigest()


def entries(connection: Connection, after: int = 0, subject: str | None = None) -> Iterator[Entry]:
    """The entries after a sequence number, oldest first; of one subject, or of all."""
    query = select(journal).where(journal.c.seq > after).order_by(journal.c.seq)
    if subject is not None:
        query = query.where(journal.c.assunto == subject)
    for row in connection.execution_options(yield_per=500).execute(query).mappings():
        yield _entry(row)


def entry(connection: Connection, seq: int) -> Entry:
    """The entry with this sequence number."""
    return _entry(connection.execute(select(journal).where(journal.c.seq == seq)).mappings().one())


def last_seq(connection: Connection) -> int:
    """The number of the newest entry; 0 when there is none."""
    return connection.execute(select(func.max(journal.c.seq))).scalar() or 0


def broken_links(connection: Connection) -> Iterator[tuple[int, str]]:
    """(sequence number, what does not fit) for each place where the chain does not hold."""
    expected_seq, expected_previous = 1, GENESIS
    for found in entries(connection):
        moment = found.at.isoformat(timespec="microseconds")
        digest = entry_hash(
            found.seq, moment, found.actor, found.kind, found.subject, found.data, found.previous
        )
        if found.seq != expected_seq:
            yield found.seq, f"falta o registro {expected_seq}"
        if found.previous != expected_previous:
            yield found.seq, "não continua o registro anterior"
        if digest != found.hash:
            yield found.seq, "o conteúdo não confere com o hash"
        expected_seq, expected_previous = found.seq + 1, found.hash


def _entry(row: RowMapping) -> Entry:
    return Entry(
        row["seq"],
        datetime.fromisoformat(row["em"]),
        row["quem"],
        row["fato"],
        row["assunto"],
        row["dados"],
        row["anterior"],
        row["hash"],
    )
