"""`registro verificar`: whether everything kept still fits together, and if not, what and where.

The journal is read once. Each of its facts is folded into a scratch database, which is then
compared row by row with the tables; files and the search index are held against it too. What is
found is told up to a number of each rule, so that a lost disk does not fill the memory.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, create_engine, func, select
from sqlalchemy.exc import DatabaseError

from faults.errors import OutsideError
from faults.finding import Finding
from faults.system_words import system_reason
from instruments.facts import Fact, InstrumentDrafted, KeptFile
from registry import dialect, journal, payload, queries
from registry.comparison import AT_A_TIME, differences
from registry.files import FileStore, is_draft
from registry.folding import take_in
from registry.schema import PROJECTIONS, metadata, parts, private_values
from registry.search_check import IndexCopy

OF_EACH_RULE = 100
"""Findings of one rule that are told one by one; the others are counted."""

RESTORE = "Restaure a cópia de segurança da pasta de dados."
REBUILD = "Refaça as tabelas com: pactua registro reconstruir"
CHUNK = 1 << 20


@dataclass
class Verification:
    """How much was looked at, by name, and what does not fit."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    _of_rule: Counter[str] = field(default_factory=Counter)

    def tell(self, rule: str, where: str, message: str, remedy: str) -> None:
        """Keep a finding, or count it when there are very many of its rule."""
        self._of_rule[rule] += 1
        if self._of_rule[rule] <= OF_EACH_RULE:
            self.findings.append(Finding(rule, "erro", where, message, remedy))

    def close(self) -> None:
        """Say of which rules there was more than what was told."""
        for rule, count in self._of_rule.items():
            if count > OF_EACH_RULE:
                more = f"há mais {count - OF_EACH_RULE} achados desta regra."
                self.findings.append(Finding(rule, "erro", rule, more, ""))


def verify(snapshot: Connection, files: FileStore, index: IndexCopy) -> Verification:
    """Look at everything that one snapshot of the database, the files and the index hold."""
    done = Verification()
    with scratch() as expected:
        try:
            _storage(snapshot, done)
            _chain(snapshot, done)
            if index.done and journal.hash_at(snapshot, index.done) != index.hash:
                index = IndexCopy(index.name, None)
            _parts(snapshot, done)
            _private_values(snapshot, done)
            _facts(snapshot, expected, files, index, done)
            _tables(snapshot, expected, done)
        except DatabaseError as error:
            cause = str(error.orig).split("\n")[0]
            done.tell(
                "banco-danificado", "banco de dados", f"não pôde ser lido ({cause}).", RESTORE
            )
    _files(files, done)
    for what in index.differences():
        done.tell("busca-diverge", index.name, f"{what}.", index.remedy)
    done.counts["busca"] = index.count
    done.close()
    return done


@contextmanager
def scratch() -> Iterator[Connection]:
    """An empty database of projections, in a file that goes away."""
    with TemporaryDirectory(prefix="pactua-") as folder:
        engine = create_engine(f"sqlite:///{folder}/conferencia.db")
        with engine.begin() as connection:
            for pragma in ("journal_mode=OFF", "synchronous=OFF"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            metadata.create_all(connection, tables=PROJECTIONS)
            yield connection
        engine.dispose()


def _storage(snapshot: Connection, done: Verification) -> None:
    for damage in dialect.damages(snapshot):
        done.tell("banco-danificado", "banco de dados", f"{damage}.", RESTORE)


def _chain(snapshot: Connection, done: Verification) -> None:
    for seq, what in journal.broken_links(snapshot):
        done.tell("diario-cadeia", f"diario, registro {seq}", f"{what}.", RESTORE)


def _parts(snapshot: Connection, done: Verification) -> None:
    query = select(parts).execution_options(yield_per=AT_A_TIME)
    for digest, content in snapshot.execute(query):
        done.counts["partes"] += 1
        if hashlib.sha256(str(content).encode("utf-8", "replace")).hexdigest() != digest:
            where = f"partes, {digest[:12]}…"
            done.tell("parte-alterada", where, "o conteúdo não confere com o SHA-256.", RESTORE)


def _private_values(snapshot: Connection, done: Verification) -> None:
    query = select(private_values).execution_options(yield_per=AT_A_TIME)
    for digest, salt, value in snapshot.execute(query):
        done.counts["dados_pessoais"] += 1
        if payload.salted(salt, value) != digest:
            where = f"dados_pessoais, {digest[:12]}…"
            message = "o valor não confere com o resumo que está no diário."
            done.tell("dado-pessoal-alterado", where, message, RESTORE)


def _facts(
    snapshot: Connection,
    expected: Connection,
    files: FileStore,
    index: IndexCopy,
    done: Verification,
) -> None:
    texts: set[str] = set()
    for row in journal.rows(snapshot):
        done.counts["registros"] += 1
        where = f"diario, registro {row['seq']}"
        try:
            entry = journal.entry_of(row)
            fact = queries.fact(snapshot, entry)
        except OutsideError as error:
            done.tell("diario-ilegivel", where, error.message, error.remedy)
            continue
        try:
            take_in(expected, entry.seq, entry.at, fact)
        except DatabaseError:
            done.tell("diario-incoerente", where, "contradiz um registro anterior.", RESTORE)
        for file in files_of(fact):
            _referred_file(files, file, where, done)
        if isinstance(fact, InstrumentDrafted):
            index.expect(row["seq"], fact.instrument)
            used = {text.sha256 for text in fact.instrument.request.texts} - texts
            for digest in _absent(snapshot, used):
                message = f"falta o texto {digest[:12]}… de que a minuta foi feita."
                done.tell("texto-ausente", where, message, RESTORE)
            texts |= used


def files_of(fact: Fact) -> Iterator[KeptFile]:
    """The files that a fact of any kind names, in a field of its own or in a list."""
    for name in type(fact).model_fields:
        value = getattr(fact, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, KeptFile):
                yield item


def _absent(snapshot: Connection, digests: set[str]) -> list[str]:
    if not digests:
        return []
    query = select(parts.c.sha256).where(parts.c.sha256.in_(digests))
    return sorted(digests - set(snapshot.execute(query).scalars()))


def _referred_file(files: FileStore, file: KeptFile, where: str, done: Verification) -> None:
    if not files.path(file.sha256).is_file():
        message = f"falta o arquivo {file.name} ({file.sha256[:12]}…)."
        done.tell("arquivo-ausente", where, message, RESTORE)


def _files(files: FileStore, done: Verification) -> None:
    """Every file of the folder against its name, which is its SHA-256."""
    for path in sorted_files(files.folder):
        done.counts["arquivos"] += 1
        where = f"arquivos/{path.relative_to(files.folder)}"
        try:
            if path != files.path(path.name) or digest_of(path) != path.name:
                message = "o conteúdo não é o que o nome (SHA-256) diz."
                done.tell("arquivo-alterado", where, message, RESTORE)
        except OSError as error:
            done.tell(
                "arquivo-ilegivel", where, f"não pôde ser lido ({system_reason(error)}).", RESTORE
            )


def sorted_files(folder: Path) -> Iterator[Path]:
    """Every kept file, in order; what a killed run left half written is not one."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        yield from (one for one in inside if not is_draft(one))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _tables(snapshot: Connection, expected: Connection, done: Verification) -> None:
    for table in reversed(PROJECTIONS):
        done.counts["linhas"] += snapshot.execute(
            select(func.count()).select_from(table)
        ).scalar_one()
        for difference in differences(table, expected, snapshot):
            where = f"{table.name}, {difference.key}"
            done.tell("tabela-diverge", where, f"{difference.what}.", REBUILD)
