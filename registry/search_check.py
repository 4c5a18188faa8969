"""The search index held against the journal that it should follow."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from instruments.instrument import Instrument
from registry.causes import cause_of
from registry.search import FORM, combination_of, words_of

EXPECTED = "CREATE TABLE esperado (numero TEXT PRIMARY KEY, palavras TEXT, composicao TEXT)"
EXPECT = "INSERT OR REPLACE INTO esperado VALUES (?, ?, ?)"
COLUMNS = "numero, palavras, composicao"
COMPARE = f"""
    SELECT numero FROM (
        SELECT * FROM (SELECT {COLUMNS} FROM esperado EXCEPT SELECT {COLUMNS} FROM instrumentos)
        UNION ALL
        SELECT * FROM (SELECT {COLUMNS} FROM instrumentos EXCEPT SELECT {COLUMNS} FROM esperado)
    ) GROUP BY numero ORDER BY numero
"""  # noqa: S608 (fixed names)


@dataclass
class IndexCopy:
    """A copy of the index, taken before the database is read, so that it is never ahead of it."""

    name: str
    connection: sqlite3.Connection | None
    done: int = 0
    """The last journal entry that the index has."""
    hash: str = ""
    """The hash of that entry: an index of another journal is made anew at the next question."""
    faults: list[str] = field(default_factory=list)

    @property
    def remedy(self) -> str:
        """The index is no part of the truth: it can go."""
        return f"Apague o arquivo {self.name} da pasta de dados; ele será refeito."

    @property
    def count(self) -> int:
        """How many instruments the index holds."""
        if self.connection is None:
            return 0
        return int(self.connection.execute("SELECT count(*) FROM instrumentos").fetchone()[0])

    def expect(self, seq: int, instrument: Instrument) -> None:
        """Take note of a draft that the index must have."""
        if self.connection is not None and seq <= self.done:
            row = (str(instrument.number), words_of(instrument), combination_of(instrument))
            self.connection.execute(EXPECT, row)

    def differences(self) -> Iterator[str]:
        """What the index has otherwise than the journal."""
        yield from self.faults
        if self.connection is None:
            return
        for (number,) in self.connection.execute(COMPARE):
            yield f"o instrumento {number} não está como no diário"
        for digest, content in self.connection.execute("SELECT numero, palavras FROM textos"):
            if hashlib.sha256(content.encode()).hexdigest() != digest:
                yield f"o texto {digest[:12]}… não confere com o SHA-256"


@contextmanager
def copied(path: Path) -> Iterator[IndexCopy]:
    """A copy of the index in a folder that goes away; one of another form counts as none."""
    if not path.is_file():
        yield IndexCopy(path.name, None)
        return
    with (
        TemporaryDirectory(prefix="pactua-") as folder,
        closing(sqlite3.connect(Path(folder) / path.name, isolation_level=None)) as copy,
    ):
        try:
            with closing(sqlite3.connect(path, timeout=60)) as original:
                original.backup(copy)
            made = _read(path.name, copy)
        except sqlite3.Error as error:
            made = IndexCopy(
                path.name, None, faults=[f"o índice não pôde ser lido ({cause_of(error)})"]
            )
        yield made


def _read(name: str, copy: sqlite3.Connection) -> IndexCopy:
    if copy.execute("PRAGMA user_version").fetchone()[0] != FORM:
        return IndexCopy(name, None)
    made = IndexCopy(name, copy, *copy.execute("SELECT seq, hash FROM andamento").fetchone())
    for table in ("instrumentos", "textos"):
        try:
            copy.execute(
                f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)"  # noqa: S608 (two fixed names)
            )
        except sqlite3.DatabaseError:
            made.faults.append(f"as palavras de “{table}” não conferem com o texto")
    for statement in ("PRAGMA synchronous=OFF", EXPECTED, "BEGIN"):
        copy.execute(statement)
    return made
