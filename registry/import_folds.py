"""How the registering of an agreement that existed before changes the tables for reading."""

from sqlalchemy import Connection, select

from instruments.imported import InstrumentImported
from registry.dialect import upsert
from registry.projections import enter_version, folds
from registry.schema import imports


@folds(InstrumentImported)
def _imported(connection: Connection, seq: int, fact: InstrumentImported) -> None:
    """As if it had been drafted and approved: the signatures that follow are those it carries."""
    request = fact.instrument.request
    enter_version(connection, seq, fact, "aprovada")
    upsert(
        connection,
        imports,
        {
            "numero": fact.subject,
            "arquivo_sha256": fact.file.sha256,
            "nome": fact.file.name,
            "formato": request.origin.kind,
            "codigo_origem": request.origin.code or "",
            "crc_origem": request.origin.crc or "",
            "seq": seq,
        },
    )


def imported_from(connection: Connection, sha256: str) -> str | None:
    """The number of the agreement that was imported from a file of these bytes."""
    query = select(imports.c.numero).where(imports.c.arquivo_sha256 == sha256)
    found: str | None = connection.execute(query.order_by(imports.c.seq)).scalar()
    return found
