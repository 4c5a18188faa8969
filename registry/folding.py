"""A fact of the journal taken into every table: first those for reading, then what is drawn from
them.

The answers to codes and the public log tell what a fact means, so they read tables that already
know of it; that is why they come last and why they are no folds of their own.
"""

from datetime import datetime

from sqlalchemy import Connection

from instruments.facts import Fact
from registry import authenticity, public_log
from registry.projections import fold


def take_in(connection: Connection, seq: int, at: datetime, fact: Fact) -> None:
    """Bring all tables up to a fact that was entered in the journal at this moment."""
    fold(connection, seq, fact)
    authenticity.record(connection, seq, fact)
    public_log.record(connection, seq, at, fact)
