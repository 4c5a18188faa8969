"""The full-text index behind `--busca`: a SQLite file beside the database, made with sqlite-utils.

It follows the journal and is no part of the truth: when it is missing, old or of another journal,
it is brought up to the last entry before the question is answered. Fields of an instrument are
indexed once, and each clause version once, however many instruments carry it.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import merge
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from faults.errors import OutsideError
from instruments.facts import InstrumentDrafted
from instruments.imported import ImportedRequest
from instruments.instrument import Instrument
from registry.causes import cause_of
from registry.store import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

FORM = 1
"""The form of the index; an index of another form is made anew."""

TOKENIZER = "unicode61 remove_diacritics 2"
LOT = 200
CHUNK = 500
"""Journal entries indexed in one transaction, so that others wait no longer than that."""

TABLES = ("instrumentos_fts", "textos_fts", "instrumentos", "textos", "composicoes", "andamento")


@dataclass(frozen=True)
class SearchIndex:
    """Finds instruments and clauses by words; accents and capitals do not matter."""

    path: Path
    store: Store

    def instruments(self, words: str) -> Iterator[list[str]]:
        """Numbers of the instruments whose fields hold all the words, then of those a text of which
        does, each the newest first, in lots.

        They are looked for as they are asked for: the caller stops reading when it has enough.
        """
        seen: set[str] = set()
        with self._current() as db:
            for lot in chain(_by_fields(db, words, LOT), self._by_texts(db, words)):
                new = [number for number in lot if number not in seen]
                seen.update(new)
                if new:
                    yield new

    def _by_texts(self, db: "Database", words: str) -> Iterator[list[str]]:
        """Instruments of every combination of texts one of which holds the words."""
        combinations = {
            row["composicao"]
            for clause in self._matching(db, "textos", words)
            for row in db.query("SELECT composicao FROM composicoes WHERE texto = ?", [clause])
        }
        found = merge(*(_composed(db, one) for one in sorted(combinations)), reverse=True)
        numbers = (number for _, number in found)
        while lot := list(islice(numbers, LOT)):
            yield lot

    def catch_up(self) -> None:
        """Bring the index up to the last entry, so that no question has to wait for it."""
        with self._current():
            pass

    def by_fields(self, words: str, at_a_time: int) -> Iterator[list[str]]:
        """Numbers of the instruments whose fields hold all the words, the newest first, in lots.

        The caller stops reading when it has enough.
        """
        with self._current() as db:
            yield from _by_fields(db, words, at_a_time)

    @contextmanager
    def _current(self) -> "Iterator[Database]":
        from sqlite_utils import Database  # late: only a search needs it

        connection = None
        try:
            connection = sqlite3.connect(self.path, timeout=60, isolation_level=None)
            db = Database(connection)
            self._catch_up(db)
            yield db
        except sqlite3.Error as error:
            raise OutsideError(
                f"o índice de busca falhou ({cause_of(error)}).",
                f"Apague o arquivo {self.path.name} da pasta de dados; ele será refeito.",
            ) from error
        finally:
            if connection is not None:
                connection.close()

    def _catch_up(self, db: "Database") -> None:
        while not self._is_current(db):
            # Whoever waited for the lock looks again: another process may have done the work.
            with _writing(db):
                done = self._done(db)
                if done is None:
                    _make_anew(db)
                self._index(db, done or 0)

    def _is_current(self, db: "Database") -> bool:
        return self._done(db) == self.store.last_seq()

    def _done(self, db: "Database") -> int | None:
        """The last entry indexed; None when the index is missing or of another journal."""
        if db.execute("PRAGMA user_version").fetchone()[0] != FORM:
            return None
        for seq, digest in db.execute("SELECT seq, hash FROM andamento"):
            if seq == 0 or self.store.hash_at(seq) == digest:
                return int(seq)
        return None

    def _index(self, db: "Database", done: int) -> None:
        for seq, fact in islice(self.store.facts_after(done), CHUNK):
            if isinstance(fact, InstrumentDrafted):
                self._index_instrument(db, fact.instrument)
            done = seq
        db.execute("UPDATE andamento SET seq = ?, hash = ?", [done, self.store.hash_at(done) or ""])

    def _index_instrument(self, db: "Database", instrument: Instrument) -> None:
        texts = [text.sha256 for text in instrument.request.texts]
        combination = combination_of(instrument)
        db.table("instrumentos").upsert(
            {
                "numero": str(instrument.number),
                "palavras": words_of(instrument),
                "composicao": combination,
            },
            pk="numero",
        )
        if db.execute("SELECT 1 FROM composicoes WHERE composicao = ?", [combination]).fetchone():
            return
        for sha256 in dict.fromkeys(texts):
            db.table("composicoes").insert({"composicao": combination, "texto": sha256})
            if not db.execute("SELECT 1 FROM textos WHERE numero = ?", [sha256]).fetchone():
                db.table("textos").insert({"numero": sha256, "palavras": self.store.text(sha256)})

    def _matching(self, db: "Database", table: str, words: str) -> list[str]:
        phrase = _phrase(db, words)
        if not phrase:
            return []
        return [
            row["numero"]
            for row in db.query(
                f"SELECT numero FROM {table} WHERE rowid IN "  # noqa: S608 (two fixed names)
                f"(SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?) ORDER BY rowid",
                [phrase],
            )
        ]


def _by_fields(db: "Database", words: str, at_a_time: int) -> Iterator[list[str]]:
    phrase = _phrase(db, words)
    if not phrase:
        return
    found = db.execute(
        "SELECT i.numero FROM instrumentos_fts AS f JOIN instrumentos AS i "
        "ON i.rowid = f.rowid WHERE instrumentos_fts MATCH ? ORDER BY f.rowid DESC",
        [phrase],
    )
    while lot := found.fetchmany(at_a_time):
        yield [row[0] for row in lot]


def _composed(db: "Database", combination: str) -> Iterator[tuple[int, str]]:
    """(row, number) of the instruments with this combination of texts, the newest first."""
    found = db.execute(
        "SELECT rowid, numero FROM instrumentos WHERE composicao = ? ORDER BY rowid DESC",
        [combination],
    )
    yield from found


def _phrase(db: "Database", words: str) -> str:
    """The words as a question of FTS5; "" when nothing is asked."""
    # Neither a null character nor half of a pair can be part of a question to SQLite.
    sound = words.replace("\0", " ").encode("utf-8", "replace").decode()
    return db.quote_fts(sound)


@contextmanager
def _writing(db: "Database") -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _make_anew(db: "Database") -> None:
    for table in TABLES:
        db.table(table).drop(ignore=True)
    db.table("instrumentos").create(
        {"numero": str, "palavras": str, "composicao": str}, pk="numero"
    ).create_index(["composicao"])
    db.table("composicoes").create(
        {"composicao": str, "texto": str}, pk=("composicao", "texto")
    ).create_index(["texto"])
    db.table("textos").create({"numero": str, "palavras": str}, pk="numero")
    for table in ("instrumentos", "textos"):
        db.table(table).enable_fts(["palavras"], tokenize=TOKENIZER, create_triggers=True)
    db.table("andamento").create({"seq": int, "hash": str}).insert({"seq": 0, "hash": ""})
    db.execute(f"PRAGMA user_version = {FORM}")


def combination_of(instrument: Instrument) -> str:
    """What two instruments with the same texts have in common."""
    texts = [text.sha256 for text in instrument.request.texts]
    return hashlib.sha256("+".join(texts).encode()).hexdigest()


def words_of(instrument: Instrument) -> str:
    """What a person may remember of an instrument."""
    request = instrument.request
    parts = [str(instrument.number), instrument.title, request.process or "", request.plan.title]
    for partner in request.partners:
        address = partner.address
        parts += [partner.id, partner.name, partner.acronym, partner.cnpj or ""]
        parts += [address.city or "", address.state or "", partner.representative.name]
    if isinstance(request, ImportedRequest):
        # No library text is composed into it: its own words are all there is.
        parts += [
            word for one in request.content for word in (one.title, one.text, *one.cells) if word
        ]
    return " ".join(parts)
