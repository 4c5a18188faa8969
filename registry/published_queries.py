"""Questions of the public register: agreements whose extract stands in the gazette, the newest
publications first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from registry.schema import instruments, lives

COLUMNS = (
    instruments.c.numero,
    instruments.c.especie,
    instruments.c.participes,
    instruments.c.uf,
    instruments.c.codigo,
    instruments.c.processo,
    instruments.c.versao,
    lives.c.assinado_em,
    lives.c.meses,
    lives.c.fim,
    lives.c.publicado_em,
    lives.c.edicao,
    lives.c.secao,
    lives.c.pagina,
    lives.c.prorrogacao_pedida_em,
    lives.c.encerrado_em,
    lives.c.forma_encerramento,
)


def published_rows(
    connection: Connection, kinds: Sequence[str], start: int, most: int
) -> list[dict[str, Any]]:
    """So many rows from this place on."""
    query = _published(kinds).order_by(
        lives.c.publicado_em.desc(), lives.c.publicar_ate.desc(), lives.c.numero
    )
    return [dict(row) for row in connection.execute(query.offset(start).limit(most)).mappings()]


def published_count(connection: Connection, kinds: Sequence[str]) -> int:
    """How many there are."""
    query = _published(kinds).with_only_columns(func.count(), maintain_column_froms=True)
    return connection.execute(query).scalar() or 0


def published_among(
    connection: Connection, kinds: Sequence[str], numbers: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """By number, the rows of these that are published."""
    query = _published(kinds).where(instruments.c.numero.in_(numbers))
    return {row["numero"]: dict(row) for row in connection.execute(query).mappings()}


def _published(kinds: Sequence[str]) -> Select[Any]:
    return (
        select(*COLUMNS)
        .join(lives, lives.c.numero == instruments.c.numero)
        .where(lives.c.publicado_em > "", instruments.c.especie.in_(kinds))
    )
