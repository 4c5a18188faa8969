"""The public log as tables: its leaves, the nodes of its Merkle tree, its checkpoints and keys.

All of it is folded from the journal, like every other table for reading. Leaves and whole subtrees
never change, so an append reads and writes what lies on the right edge of the tree and nothing
else, and a proof reads the few nodes it is made of, in one query each. Leaves out: what a proof is
made of (signatures/log/merkle.py) and what of a fact is public (instruments/public_events.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from faults.errors import OutsideError
from instruments.facts import Fact
from instruments.log_facts import CheckpointSigned, KeyCreated, KeyRevoked
from instruments.public_events import (
    PublicEvent,
    leaf_hash,
    leaf_text,
    moment,
    node_hash,
    public_event,
)
from registry.projections import folds
from registry.schema import checkpoints, instruments, keys, leaves, nodes, signatures, versions

AT_A_TIME = 500
"""Nodes asked for in one query; databases limit how many values one may carry."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of the log as it was hashed; `number` is "" for what concerns no instrument."""

    index: int
    number: str
    event: str
    text: str
    hash: bytes


def record(connection: Connection, seq: int, at: datetime, fact: Fact) -> None:
    """Append what is public of a fact that was just folded into the other tables."""
    event = public_event(fact)
    if event is None or (event.only_if_told and not _is_told(connection, event.number)):
        return
    text = leaf_text(event, at, _context(connection, event))
    append(connection, [(event.number, event.name, text, seq)])


def append(connection: Connection, new: Sequence[tuple[str, str, str, int]]) -> None:
    """Append leaves: (number, event, text, sequence number in the journal) of each."""
    log = PublicLog(connection)
    first = log.size()
    edge = log.hashes(_edge(first, first + len(new)))
    made: dict[tuple[int, int], bytes] = {}
    rows = []
    for index, (number, event, text, seq) in enumerate(new, first):
        carried = leaf_hash(text.encode())
        rows.append(
            {
                "indice": index,
                "numero": number,
                "evento": event,
                "conteudo": text,
                "hash": carried.hex(),
                "seq": seq,
            }
        )
        level, place = 0, index
        edge[level, place] = carried
        while place & 1:
            carried = node_hash(edge.pop((level, place - 1)), edge.pop((level, place)))
            level, place = level + 1, place >> 1
            edge[level, place] = made[level, place] = carried
    connection.execute(insert(leaves), rows)
    if made:
        connection.execute(
            insert(nodes),
            [{"posicao": position(*node), "hash": hash_.hex()} for node, hash_ in made.items()],
        )


class PublicLog:
    """The log as one connection sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def size(self) -> int:
        """How many leaves there are."""
        last = self._connection.execute(select(func.max(leaves.c.indice))).scalar()
        return 0 if last is None else int(last) + 1

    def hashes(self, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """The hashes of these nodes, each (level, index). Raises OutsideError without them."""
        by_place = {position(*node): node for node in wanted}
        found: dict[tuple[int, int], bytes] = {}
        for some in _parts([place >> 1 for place in by_place if not place & 1]):
            query = select(leaves.c.indice, leaves.c.hash).where(leaves.c.indice.in_(some))
            for index, digest in self._connection.execute(query):
                found[0, index] = bytes.fromhex(digest)
        for some in _parts([place for place in by_place if place & 1]):
            query = select(nodes.c.posicao, nodes.c.hash).where(nodes.c.posicao.in_(some))
            for place, digest in self._connection.execute(query):
                found[by_place[place]] = bytes.fromhex(digest)
        if len(found) < len(by_place):
            raise OutsideError(
                "faltam partes do registro público no banco de dados.",
                "Refaça as tabelas com: pactua registro reconstruir",
            )
        return found

    def leaves_of(self, number: str) -> list[Leaf]:
        """Every leaf about an instrument, oldest first."""
        query = select(leaves).where(leaves.c.numero == number).order_by(leaves.c.indice)
        return [_leaf(row) for row in self._connection.execute(query)]

    def leaves_after(self, index: int) -> Iterator[Leaf]:
        """The leaves from an index on, in order."""
        query = select(leaves).where(leaves.c.indice >= index).order_by(leaves.c.indice)
        with self._connection.execute(query.execution_options(yield_per=AT_A_TIME)) as found:
            for row in found:
                yield _leaf(row)

    def key_rows(self) -> list[dict[str, Any]]:
        """Every key, in the order in which they came to be."""
        query = select(keys).order_by(keys.c.seq)
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def last_checkpoint(self) -> dict[str, Any] | None:
        """The newest checkpoint."""
        query = select(checkpoints).order_by(checkpoints.c.seq.desc()).limit(1)
        row = self._connection.execute(query).mappings().first()
        return dict(row) if row else None

    def checkpoint_rows(self) -> Iterator[dict[str, Any]]:
        """Every checkpoint, oldest first."""
        query = select(checkpoints).order_by(checkpoints.c.seq)
        with self._connection.execute(query.execution_options(yield_per=AT_A_TIME)) as found:
            for row in found.mappings():
                yield dict(row)


def position(level: int, index: int) -> int:
    """The place of a node when the tree is written down in order: leaves even, the others odd."""
    return (index << (level + 1)) + (1 << level) - 1


def _edge(before: int, after: int) -> list[tuple[int, int]]:
    """The heads of whole subtrees at the right of a tree that a growing one joins into others."""
    return [
        (level, (before >> level) - 1)
        for level in range(before.bit_length())
        if before >> level & 1 and ((before >> level) + 1) << level <= after
    ]


def _parts(values: list[int]) -> Iterator[list[int]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), AT_A_TIME):
        yield ordered[start : start + AT_A_TIME]


def _is_told(connection: Connection, number: str) -> bool:
    query = select(leaves.c.indice).where(leaves.c.numero == number).limit(1)
    return connection.execute(query).first() is not None


def _context(connection: Connection, event: PublicEvent) -> dict[str, Any]:
    """What the tables add: the code of the instrument and, where one is meant, its text."""
    if not event.number:
        return {}
    query = select(instruments.c.codigo, instruments.c.especie)
    row = connection.execute(query.where(instruments.c.numero == event.number)).first()
    if row is None:  # the fact speaks of an instrument that no fact has made
        return {}
    if event.signer:
        return {"codigo": row.codigo, "parte": _signer(connection, event)}
    if event.version is None:
        return {"codigo": row.codigo}
    text = connection.execute(
        select(versions.c.texto_sha256, versions.c.cnpjs).where(
            versions.c.numero == event.number, versions.c.versao == event.version
        )
    ).first()
    about = {"texto_sha256": text.texto_sha256, "cnpjs": text.cnpjs.split()} if text else {}
    return {"codigo": row.codigo, "especie": row.especie, "versao": event.version, **about}


def _signer(connection: Connection, event: PublicEvent) -> str:
    """The id of a party; a witness is a person, and is not named."""
    query = select(signatures.c.papel).where(
        signatures.c.numero == event.number, signatures.c.signatario == event.signer
    )
    return event.signer if connection.execute(query).scalar() == "parte" else "testemunha"


def _leaf(row: Any) -> Leaf:
    return Leaf(row.indice, row.numero, row.evento, row.conteudo, bytes.fromhex(row.hash))


@folds(KeyCreated)
def _key_created(connection: Connection, seq: int, fact: KeyCreated) -> None:
    at = moment(fact.created_at)
    if fact.previous:
        retired = update(keys).where(keys.c.id == fact.previous)
        connection.execute(retired.values(trocada_em=at))
    row = {
        "id": fact.id,
        "origem": fact.origin,
        "publica": fact.public,
        "criada_em": at,
        "anterior": fact.previous or "",
        "endosso": fact.endorsement or "",
        "trocada_em": "",
        "revogada_em": "",
        "revogada_desde": "",
        "motivo": "",
        "seq": seq,
    }
    connection.execute(insert(keys).values(row))


@folds(KeyRevoked)
def _key_revoked(connection: Connection, seq: int, fact: KeyRevoked) -> None:
    revoked = update(keys).where(keys.c.id == fact.id)
    connection.execute(
        revoked.values(
            revogada_em=moment(fact.revoked_at),
            revogada_desde=fact.since.isoformat(),
            motivo=fact.reason,
        )
    )


@folds(CheckpointSigned)
def _checkpoint(connection: Connection, seq: int, fact: CheckpointSigned) -> None:
    row = {
        "seq": seq,
        "origem": fact.origin,
        "tamanho": fact.size,
        "raiz": fact.root,
        "em": moment(fact.signed_at),
        "nota": fact.note,
    }
    connection.execute(insert(checkpoints).values(row))
