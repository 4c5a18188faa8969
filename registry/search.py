"""The full-text index behind `--busca`: a SQLite file beside the database, made with sqlite-utils.

It follows the journal and is no part of the truth: when it is missing or old, it is brought up to
the last entry before the question is answered. Fields of an instrument are indexed once, and each
clause version once, however many instruments carry it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from faults.errors import OutsideError
from instruments.facts import InstrumentDrafted
from instruments.instrument import Instrument
from registry.store import Store

TOKENIZER = "unicode61 remove_diacritics 2"
CHUNK = 500


@dataclass(frozen=True)
class SearchIndex:
    """Finds instruments and clauses by words; accents and capitals do not matter."""

    path: Path
    store: Store

    def instruments(self, words: str) -> list[str]:
        """Numbers of the instruments whose fields hold all the words, or a text of which does."""
        with self._current() as db:
            own = self._matching(db, "instrumentos", words)
            by_text = [
                row["numero"]
                for clause in self._matching(db, "textos", words)
                for row in db.query(
                    "SELECT DISTINCT i.numero FROM composicoes AS c "
                    "JOIN instrumentos AS i ON i.composicao = c.composicao WHERE c.texto = ?",
                    [clause],
                )
            ]
        return list(dict.fromkeys([*own, *by_text]))

    @contextmanager
    def _current(self) -> Iterator[Database]:
        try:
            db = Database(sqlite3.connect(self.path, timeout=60))
        except sqlite3.Error as error:
            raise OutsideError(
                f"o índice de busca não abriu ({error}).",
                f"Apague o arquivo {self.path.name}; ele será refeito.",
            ) from error
        try:
            self._prepare(db)
            self._catch_up(db)
            yield db
        except sqlite3.DatabaseError as error:
            raise OutsideError(
                f"o índice de busca falhou ({error}).",
                f"Apague o arquivo {self.path.name}; ele será refeito.",
            ) from error
        finally:
            db.close()

    def _prepare(self, db: Database) -> None:
        if "andamento" in db.table_names():
            return
        db.table("instrumentos").create(
            {"numero": str, "palavras": str, "composicao": str}, pk="numero", if_not_exists=True
        )
        db.table("instrumentos").create_index(["composicao"], if_not_exists=True)
        db.table("composicoes").create(
            {"composicao": str, "texto": str}, pk=("composicao", "texto"), if_not_exists=True
        )
        db.table("composicoes").create_index(["texto"], if_not_exists=True)
        db.table("textos").create({"numero": str, "palavras": str}, pk="numero", if_not_exists=True)
        for table in ("instrumentos", "textos"):
            db.table(table).enable_fts(["palavras"], tokenize=TOKENIZER, create_triggers=True)
        db.table("andamento").create({"id": int, "seq": int}, pk="id", if_not_exists=True)

    def _catch_up(self, db: Database) -> None:
        row = next(iter(db.table("andamento").rows), None)
        done = row["seq"] if row else 0
        if self.store.last_seq() == done:
            return
        rows: list[Instrument] = []
        seq = done
        for seq, fact in self.store.facts_after(done):
            if isinstance(fact, InstrumentDrafted):
                rows.append(fact.instrument)
            if len(rows) >= CHUNK:
                self._index(db, rows, seq)
                rows = []
        self._index(db, rows, seq)

    def _index(self, db: Database, drafted: list[Instrument], seq: int) -> None:
        with db.atomic():
            known = {row["numero"] for row in db.query("SELECT numero FROM textos")}
            for instrument in drafted:
                texts = instrument.request.texts
                combination = "+".join(text.key for text in texts)
                db.table("instrumentos").upsert(
                    {
                        "numero": str(instrument.number),
                        "palavras": _words(instrument),
                        "composicao": combination,
                    },
                    pk="numero",
                )
                for text in texts:
                    db.table("composicoes").upsert(
                        {"composicao": combination, "texto": text.sha256},
                        pk=("composicao", "texto"),
                    )
                    if text.sha256 not in known:
                        known.add(text.sha256)
                        content = self.store.text(text.sha256)
                        db.table("textos").insert({"numero": text.sha256, "palavras": content})
            db.table("andamento").upsert({"id": 1, "seq": seq}, pk="id")

    def _matching(self, db: Database, table: str, words: str) -> list[str]:
        phrase = db.quote_fts(words)
        return [
            row["numero"]
            for row in db.query(
                f"SELECT numero FROM {table} WHERE rowid IN "  # noqa: S608 (two fixed names)
                f"(SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?) ORDER BY rowid",
                [phrase],
            )
        ]


def _words(instrument: Instrument) -> str:
    """What a person may remember of an instrument."""
    request = instrument.request
    parts = [str(instrument.number), instrument.title, request.process or "", request.plan.title]
    for partner in request.partners:
        address = partner.address
        parts += [partner.id, partner.name, partner.acronym, partner.cnpj or ""]
        parts += [address.city or "", address.state or "", partner.representative.name]
    return " ".join(parts)
