"""Open data: what anyone may know of the registry, as CSV, JSON and a SQLite file for Datasette.

Personal values never leave whole: a CPF is masked, also where someone typed one into a text; there
is no RG and no contact of a person (Parecer AGU nº 1/2021/CONJUR-CGU). Of an instrument nothing is
told before all have signed it: until the deciding act it is preparatory (Lei nº 12.527/2011, art.
7º, § 3º; docs/adr/0010). The same registry gives the same bytes, whichever database it lies in.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Table, case, func, select

from instruments.identifiers import mask_cpfs
from instruments.personal import masked
from registry import queries
from registry.files import DRAFT_ENDING
from registry.journal import AT_A_TIME
from registry.schema import PROJECTIONS, instruments, journal, leaves, partners

if TYPE_CHECKING:
    from sqlite_utils import Database

DATABASE = "dados-abertos.db"
METADATA = "metadata.json"
BATCH = 1000

HIDDEN = {
    "diario": {"quem", "dados"},
    "instrumentos": {"chave"},
    "assinaturas": {"motivo"},
    "envelopes": {"crc"},
    "importados": {"nome", "crc_origem"},
    "acoes": {"evidencia", "arquivo", "arquivo_sha256"},
}
"""Columns that stay inside: who acted, what was said in full, and how requests are told apart."""

INSIDE = {
    "avisos": "A quem o órgão lembrou o quê, com endereços: trabalho interno.",
    "conferencias": "Quando os avisos foram conferidos: trabalho interno.",
    "destinatarios": "Nomes e endereços de quem recebe avisos.",
    "registro_publico_nos": "Hashes intermediários da árvore, que se refazem das folhas.",
    "autenticidade": "Pares de códigos: quem tem o documento os tem; juntos, servem a quem forja.",
    "agendas": "Endereços secretos de agendas, e de quem são.",
}
"""Tables that stay inside, each with the reason."""

DECIDED = "assinada"
"""The state from which on an instrument is told of. What was cancelled never comes to it."""

INTERNAL = {"seq"}
"""Columns of tables for reading that only lead back into the journal."""

PARSED = {"instrumentos": {"participes"}}
"""Columns that hold JSON, which the JSON files give as it is."""

ABOUT = {
    "diario": "O que aconteceu, na ordem: cada fato traz o SHA-256 do anterior. Sem o assunto "
    "enquanto o instrumento não foi assinado por todos.",
    "participes": "Instituições que celebram instrumentos com o órgão.",
    "instrumentos": "Acordos e documentos que os acompanham, assinados por todos.",
    "instrumentos_ufs": "As unidades da Federação dos partícipes de cada instrumento.",
    "versoes": "Versões do texto de cada instrumento.",
    "assinaturas": "Quem assina cada instrumento, e quando assinou.",
    "registro_publico": "O registro público: cada folha como entrou na árvore (RFC 9162).",
    "pontos": "Pontos assinados do registro público (C2SP tlog-checkpoint).",
    "chaves": "Chaves públicas do órgão e a vida de cada uma.",
    "envelopes": "O que foi posto para assinar: prazo e SHA-256 dos arquivos.",
    "vidas": "Prazos e marcos de cada instrumento assinado.",
    "acoes": "Ações do plano de trabalho de cada instrumento assinado: prazo e conclusão.",
    "arquivos": "Arquivos gerados de cada versão, com o SHA-256 dos seus bytes.",
    "importados": "Acordos que já existiam e foram trazidos de um arquivo, com o SHA-256 dele.",
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenData:
    """What was written: rows of each table, and how many instruments are not in them."""

    rows: dict[str, int]
    left_out: int
    """Drafts, what is on its way to the last signature, and what was cancelled before it."""


@dataclass(frozen=True, slots=True)
class OpenTable:
    """One table of the open data: columns with their types, key, links, and rows in order."""

    name: str
    columns: Mapping[str, type]
    key: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]
    """(column, other table, its column)."""
    rows: Callable[[Connection], Iterator[Row]]


def write_open_data(connection: Connection, folder: Path, source: str) -> OpenData:
    """Write every table three ways, and the metadata for Datasette."""
    from sqlite_utils import Database  # late: only this needs it

    tables = open_tables()
    counts: dict[str, int] = {}
    draft = folder / f".{DATABASE}{DRAFT_ENDING}"
    draft.unlink(missing_ok=True)
    database = Database(draft)
    try:
        for table in tables:
            counts[table.name] = _write(connection, table, folder, database)
        _finish(database)
    finally:
        database.close()
    draft.chmod(0o444)
    draft.replace(folder / DATABASE)
    undecided = select(func.count()).where(instruments.c.estado != DECIDED)
    left_out = connection.execute(undecided).scalar() or 0
    with _new(folder / METADATA) as stream:
        json.dump(_metadata(tables, source, left_out), stream, ensure_ascii=False, indent=2)
        stream.write("\n")
    return OpenData(counts, left_out)


def open_tables() -> list[OpenTable]:
    """The journal without its contents, partners, and every other table for reading."""
    told = [table for table in reversed(PROJECTIONS) if table.name not in INSIDE]
    others = [table for table in told if table is not partners]
    return [_plain(journal, frozenset()), _PARTNERS, *(_plain(t, INTERNAL) for t in others)]


def _plain(table: Table, inner: Iterable[str]) -> OpenTable:
    left_out = {*inner, *HIDDEN.get(table.name, ())}
    columns = [column for column in table.columns if column.name not in left_out]
    key = tuple(column.name for column in table.primary_key.columns)

    def rows(connection: Connection) -> Iterator[Row]:
        query = _decided(table, select(*map(_told, columns)))
        query = query.order_by(*table.primary_key.columns)
        with connection.execute(query.execution_options(yield_per=AT_A_TIME)) as found:
            for row in found.mappings():
                yield {name: _public(value) for name, value in row.items()}

    types = {column.name: int if isinstance(column.type, Integer) else str for column in columns}
    links = tuple(
        (link.column_keys[0], link.referred_table.name, next(iter(link.elements)).column.name)
        for link in sorted(table.foreign_key_constraints, key=lambda link: str(link.name))
        if len(link.elements) == 1
    )
    return OpenTable(table.name, types, key, links, rows)


def _decided(table: Table, query: Select[Any]) -> Select[Any]:
    """Only the rows about instruments that are told of.

    The public log is whole: without one of its leaves nobody could check the others, and it holds
    no text.
    """
    if table is instruments:
        return query.where(instruments.c.estado == DECIDED)
    if "numero" not in table.c or table is leaves:
        return query
    decided = select(instruments.c.numero).where(instruments.c.estado == DECIDED)
    return query.where(table.c.numero.in_(decided))


def _told(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as it is told. The journal keeps every link of its chain, and does not say which
    instrument a fact is about before that is told of."""
    if column is not journal.c.assunto:
        return column
    undecided = select(instruments.c.numero).where(instruments.c.estado != DECIDED)
    return case((column.in_(undecided), ""), else_=column).label(column.name)


_PARTNER_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("id", ("id",)),
    ("nome", ("nome",)),
    ("sigla", ("sigla",)),
    ("tipo", ("tipo",)),
    ("esfera", ("esfera",)),
    ("cnpj", ("cnpj",)),
    ("identificador_estrangeiro", ("identificador_estrangeiro",)),
    ("municipio", ("endereco", "municipio")),
    ("uf", ("endereco", "uf")),
    ("pais", ("endereco", "pais")),
    ("representante_nome", ("representante", "nome")),
    ("representante_cargo", ("representante", "cargo")),
    ("representante_cpf", ("representante", "cpf")),
)


def _partner_rows(connection: Connection) -> Iterator[Row]:
    query = select(partners.c.id).order_by(partners.c.id)
    with connection.execute(query.execution_options(yield_per=AT_A_TIME)) as found:
        for partner_id in found.scalars():
            partner = queries.partner(connection, partner_id)
            assert partner is not None  # its row was just read from the same snapshot
            data = masked(partner.as_data())
            yield {name: _public(_inside(data, path)) for name, path in _PARTNER_FIELDS}


_PARTNERS = OpenTable(
    "participes", {name: str for name, _ in _PARTNER_FIELDS}, ("id",), (), _partner_rows
)


def _inside(data: Mapping[str, Any], path: Sequence[str]) -> Any:
    value: Any = data
    for step in path:
        value = value.get(step, "") if isinstance(value, Mapping) else ""
    return value


def _public(value: Any) -> Any:
    return mask_cpfs(value) if isinstance(value, str) else value


def _write(connection: Connection, table: OpenTable, folder: Path, database: "Database") -> int:
    parsed = PARSED.get(table.name, set())
    made = database.table(table.name)
    made.create(
        dict(table.columns),
        pk=table.key if len(table.key) > 1 else table.key[0],
        foreign_keys=table.links,
    )
    count = 0
    with ExitStack() as stack:
        sheet = stack.enter_context(_new(folder / f"{table.name}.csv"))
        listing = stack.enter_context(_new(folder / f"{table.name}.json"))
        writer = csv.DictWriter(sheet, list(table.columns))
        writer.writeheader()
        listing.write("[")
        for batch in _batches(table.rows(connection)):
            made.insert_all(batch)
            for row in batch:
                writer.writerow({name: _cell(value) for name, value in row.items()})
                full = {k: json.loads(v) if k in parsed else v for k, v in row.items()}
                listing.write(f"{',' if count else ''}\n{json.dumps(full, ensure_ascii=False)}")
                count += 1
        listing.write("\n]\n" if count else "]\n")
    return count


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _cell(value: Any) -> Any:
    """A value for a spreadsheet, which must not take a text for a formula."""
    dangerous = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if dangerous else value


def _finish(database: "Database") -> None:
    """What makes the file pleasant in Datasette: facets and full text."""
    instruments = database.table("instrumentos")
    instruments.create_index(["estado", "uf"])
    instruments.enable_fts(
        ["numero", "participes", "processo"], tokenize="unicode61 remove_diacritics 2"
    )
    database.vacuum()


def _metadata(tables: Sequence[OpenTable], source: str, left_out: int) -> dict[str, Any]:
    described = {
        table.name: {
            "description": ABOUT.get(table.name, ""),
            **({"facets": ["estado", "uf"]} if table.name == "instrumentos" else {}),
        }
        for table in tables
    }
    return {
        "title": f"Instrumentos de cooperação: {source}",
        "description": (
            "Dados abertos do registro de instrumentos. CPF encoberto; sem RG nem contatos de "
            "pessoas (Parecer AGU nº 1/2021/CONJUR-CGU). Só o que foi assinado por todos: os "
            f"instrumentos em preparo e os cancelados antes da assinatura ({left_out}) ficam de "
            "fora (Lei nº 12.527/2011, art. 7º, § 3º)."
        ),
        "license": "Dados abertos (Lei nº 12.527/2011, art. 8º; Decreto nº 8.777/2016)",
        "source": source,
        "databases": {DATABASE.removesuffix(".db"): {"tables": described}},
    }


@contextmanager
def _new(path: Path) -> Iterator[IO[str]]:
    """A text file that is there whole or not at all."""
    draft = path.with_name(f".{path.name}{DRAFT_ENDING}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
