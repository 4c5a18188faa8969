"""The tables for reading, made again from the journal in one transaction."""

from contextlib import closing

from sqlalchemy import Connection, delete

from registry import journal, queries
from registry.folding import take_in
from registry.schema import PROJECTIONS


def rebuild(connection: Connection) -> int:
    """Empty the projections and fold the whole journal; how many entries it has.

    Nobody sees the tables empty: they change when the transaction ends. Raises OutsideError for an
    entry that cannot be read; then nothing was changed.
    """
    for table in PROJECTIONS:
        connection.execute(delete(table))
    count = 0
    with closing(journal.entries(connection)) as entries:
        for entry in entries:
            take_in(connection, entry.seq, entry.at, queries.fact(connection, entry))
            count += 1
    return count
