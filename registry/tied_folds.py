"""How the facts that tied documents leave on an agreement change the tables for reading.

Who amended it, who left and who answers for it is read from the facts themselves; here stands only
what lists are made of.
"""

from sqlalchemy import Connection, update

from instruments.tied_facts import Amended, Delivered, ManagerReplaced, PartnerLeft, Reported
from registry.projections import folds
from registry.schema import lives


@folds(Amended)
def _amended(connection: Connection, seq: int, fact: Amended) -> None:
    """The new dates come with a fact of their own."""


@folds(PartnerLeft)
def _left(connection: Connection, seq: int, fact: PartnerLeft) -> None:
    """The agreement stands in the lists as before."""


@folds(Delivered)
def _delivered(connection: Connection, seq: int, fact: Delivered) -> None:
    """What follows from it is recorded about the agreement."""


@folds(ManagerReplaced)
def _replaced(connection: Connection, seq: int, fact: ManagerReplaced) -> None:
    """No list shows the managers."""


@folds(Reported)
def _reported(connection: Connection, seq: int, fact: Reported) -> None:
    query = update(lives).where(lives.c.numero == fact.subject)
    connection.execute(query.values(relatorio_em=fact.made_on.isoformat(), seq=seq))
