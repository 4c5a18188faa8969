"""What is said of a document by its two codes: one row a pair, ready to be read in one look.

The rows are drawn anew from the other tables whenever something happens to their instrument, so
they hold nothing of their own but the pairs: ours (código verificador and CRC of each text that
went out for signature) and those of another system in which a signature was given.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, Connection, Row, Table, bindparam, select, update

from instruments.facts import Fact
from instruments.instrument import stable_json
from instruments.lifecycle_facts import Counted, EnvelopeOpened, LifeFact, SignatureRecorded
from registry.dialect import upsert
from registry.schema import authenticity, envelopes, files, instruments, lives, signatures

CALLED_BACK = "recolhido"
"""The text went out for signature and was called back to be changed."""

REPLACED = "substituido"
"""A later text of the same instrument went out in its place."""

STANDINGS = {
    "assinada": "autentico",
    "em_assinatura": "nao_assinado",
    "cancelada": "cancelado",
}
"""What a state of the cycle means for the text that is out; any other calls it back."""


BY_CODES = select(authenticity).where(
    authenticity.c.codigo == bindparam("codigo"), authenticity.c.crc == bindparam("crc")
)
KNOWN_PAIR = select(authenticity.c.numero).where(authenticity.c.codigo == bindparam("codigo"))
KNOWN_CODE = select(instruments.c.numero).where(instruments.c.codigo == bindparam("codigo"))


def record(connection: Connection, seq: int, fact: Fact) -> None:
    """Bring the rows of an instrument up to a fact that all other tables know of already."""
    if isinstance(fact, EnvelopeOpened) and fact.crc:
        _enter(connection, fact.subject, fact.version, fact.crc, seq)
    if isinstance(fact, SignatureRecorded) and fact.code and fact.crc:
        _enter(connection, fact.subject, fact.version, fact.crc, seq, fact.code)
    if isinstance(fact, LifeFact | Counted):
        refresh(connection, seq, fact.subject)


def _enter(
    connection: Connection, number: str, version: int, crc: str, seq: int, code: str | None = None
) -> None:
    found = connection.execute(
        select(instruments.c.codigo).where(instruments.c.numero == number)
    ).scalar_one()
    row = {
        "codigo": code or found,
        "crc": crc,
        "numero": number,
        "versao": version,
        "situacao": "",
        "dados": "",
        "inicio": "",
        "fim": "",
        "encerrado_em": "",
        "seq": seq,
    }
    upsert(connection, authenticity, row)


def refresh(connection: Connection, seq: int, number: str) -> None:
    """Draw the rows of an instrument anew; nothing happens when it has none."""
    mine = authenticity.c.numero == number
    pairs = connection.execute(
        select(authenticity.c.codigo, authenticity.c.crc, authenticity.c.versao).where(mine)
    ).all()
    if not pairs:
        return
    instrument = connection.execute(select(instruments).where(instruments.c.numero == number)).one()
    envelope = connection.execute(select(envelopes).where(envelopes.c.numero == number)).first()
    life = connection.execute(select(lives).where(lives.c.numero == number)).first()
    newest = max(pair.versao for pair in pairs)
    data = stable_json(_data(connection, instrument, envelope))
    for pair in pairs:
        standing = STANDINGS.get(instrument.estado, CALLED_BACK)
        if pair.versao < newest and standing != "cancelado":
            standing = REPLACED
        connection.execute(
            update(authenticity)
            .where(authenticity.c.codigo == pair.codigo, authenticity.c.crc == pair.crc)
            .values(
                situacao=standing,
                dados=data,
                inicio=life.assinado_em if life and life.fim else "",
                fim=life.fim if life else "",
                encerrado_em=life.encerrado_em if life else "",
                seq=seq,
            )
        )


def _data(
    connection: Connection, instrument: Row[Any], envelope: Row[Any] | None
) -> dict[str, Any]:
    """What is told of the instrument whatever the pair."""
    signing, addressed = _parties(connection, instrument)
    given = connection.execute(
        select(signatures)
        .where(signatures.c.numero == instrument.numero, signatures.c.situacao == "assinada")
        .order_by(signatures.c.em, signatures.c.signatario)
    )
    amendments = connection.execute(
        select(instruments.c.numero)
        .where(
            instruments.c.original == instrument.numero,
            instruments.c.ordem > 0,
            instruments.c.estado == "assinada",
        )
        .order_by(instruments.c.ordem)
    ).scalars()
    return {
        "especie": instrument.especie,
        "partes": signing,
        "destinatarios": addressed,
        "assinaturas": [
            {
                "nome": one.nome,
                "cargo": one.cargo,
                "nivel": one.nivel,
                "em": one.em,
                "texto": one.texto,
            }
            for one in given
        ],
        "alterado_por": list(amendments),
        "texto_sha256": envelope.texto_sha256 if envelope else "",
        "arquivo_sha256": envelope.assinado_sha256 if envelope else "",
    }


def _parties(connection: Connection, instrument: Row[Any]) -> tuple[list[str], list[str]]:
    """The parties that sign, and those to whom an act of the others is only addressed."""
    partners = json.loads(instrument.participes)
    ids = {one["id"] for one in partners}
    query = select(signatures.c.signatario).where(
        signatures.c.numero == instrument.numero, signatures.c.papel == "parte"
    )
    places = set(connection.execute(query).scalars())
    standing = [(bool(places - ids), instrument.orgao)]  # a place of no partner is the body's
    standing += [(one["id"] in places, one["nome"]) for one in partners]
    if not places:  # called back: nobody has a place now
        return [name for _, name in standing], []
    signing = [name for signs, name in standing if signs]
    return signing, [name for signs, name in standing if not signs]


def by_codes(connection: Connection, code: str, crc: str) -> dict[str, Any] | None:
    """The row of a pair of codes."""
    found = connection.execute(BY_CODES, {"codigo": code, "crc": crc}).first()
    return dict(found._mapping) if found else None


def knows(connection: Connection, code: str) -> bool:
    """Whether some document carries this code, whatever its CRC."""
    return (
        connection.execute(KNOWN_PAIR, {"codigo": code}).first() is not None
        or connection.execute(KNOWN_CODE, {"codigo": code}).first() is not None
    )


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose exact bytes are kept: of which document, and as what."""

    number: str
    version: int
    role: Literal["assinado", "para_assinar", "registrado", "edicao"]
    engine: str = ""
    """Who made an edition; "" of the other roles."""


def documents_with(connection: Connection, sha256: str) -> list[KeptFile]:
    """The documents of which these bytes are kept, the weightiest role first."""
    found = [
        *_kept(connection, envelopes, envelopes.c.assinado_sha256, sha256, "assinado"),
        *_recorded(connection, sha256),
        *_kept(connection, envelopes, envelopes.c.arquivo_sha256, sha256, "para_assinar"),
    ]
    drawn = select(files.c.numero, files.c.versao, files.c.motor).where(files.c.sha256 == sha256)
    for row in connection.execute(drawn.order_by(files.c.numero, files.c.versao)):
        found.append(KeptFile(row.numero, row.versao, "edicao", row.motor))
    return found


def _kept(
    connection: Connection, table: Table, column: Column[str], sha256: str, role: Any
) -> Iterator[KeptFile]:
    query = select(table.c.numero, table.c.versao).where(column == sha256).distinct()
    for row in connection.execute(query.order_by(table.c.numero)):
        yield KeptFile(row.numero, row.versao, role)


def _recorded(connection: Connection, sha256: str) -> Iterator[KeptFile]:
    """Files that came in with a signature given elsewhere, and were only recorded."""
    query = select(signatures.c.numero, signatures.c.versao).where(
        signatures.c.arquivo_sha256 == sha256, signatures.c.via == "registrada"
    )
    for row in connection.execute(query.distinct().order_by(signatures.c.numero)):
        yield KeptFile(row.numero, row.versao, "registrado")


def of_number(connection: Connection, number: str) -> list[dict[str, Any]]:
    """The rows of an instrument, the newest text first."""
    query = select(authenticity).where(authenticity.c.numero == number)
    rows = connection.execute(query.order_by(authenticity.c.versao.desc(), authenticity.c.seq))
    return [dict(row._mapping) for row in rows]
