"""The search index: what it finds, that no question breaks it, and that it follows the journal."""

import hashlib
import multiprocessing
import sqlite3
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faults.errors import OutsideError
from instruments.facts import InstrumentDrafted
from registry.database import open_database, sqlite_url
from registry.search import SearchIndex
from registry.store import Store
from tests.facts import append_drafted, drafted, numbered, recorded
from tests.processes import quick_processes
from tests.registry.scratch import NOON

MP, DPE = str(numbered(1)), str(numbered(2))


def found(index: SearchIndex, words: str) -> list[str]:
    """All that the words lead to, the newest first."""
    return [number for lot in index.instruments(words) for number in lot]


def write(store: Store, *facts: InstrumentDrafted) -> None:
    """Record these drafts with their texts."""
    with store.writing(NOON, "Ana Lima") as writing:
        for fact in facts:
            append_drafted(writing, fact)


@pytest.fixture
def index(store: Store, tmp_path: Path) -> SearchIndex:
    """An index, not made yet, of a journal with an agreement of Mato Grosso and one of Ceará."""
    write(store, drafted(), drafted("defensoria", sequence=2))
    return SearchIndex(tmp_path / "busca.db", store)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Mato Grosso", [MP]),
        ("mato grosso", [MP]),
        ("MINISTERIO PUBLICO DO ESTADO DE MATO", [MP]),
        ("cuiaba", [MP]),
        ("CUIABÁ", [MP]),
        ("14.921.092/0001-57", [MP]),
        ("1/2024", [MP]),
        ("2/2024", [DPE]),
        ("claire dutra", [MP]),
        ("ceará helena", [DPE]),
        ("SENACON", [DPE, MP]),
        ("mpmt", [MP]),
        ("itinerantes", [DPE]),
        ("independência funcional", [DPE, MP]),
        ("superendividamento", [DPE]),
        ("Mato Cuiabá Ceará", []),
        ("inexistente", []),
    ],
)
def test_words_are_found_in_fields_and_clauses_whatever_accents_and_capitals(
    index: SearchIndex, words: str, numbers: list[str]
) -> None:
    assert found(index, words) == numbers


@pytest.mark.parametrize(
    "words",
    ['"', '" OR * NEAR( -', "*", "-", "NEAR(a b, 2)", "AND", "NOT NOT", "palavras:mato", "mato*",
     "(((", ")", "^mato", "{a b} :", "'; DROP TABLE instrumentos; --", "\0", "mato\0grosso", "",
     "   ", '""', '"""', "a" * 5000, "\udcff", "\ud800 mato", "mato + grosso", "\\", "%", "_"],
)  # fmt: skip
def test_no_operator_or_mark_in_a_question_is_an_error(index: SearchIndex, words: str) -> None:
    assert set(found(index, words)) <= {MP, DPE}


@given(st.text(max_size=20) | st.text('"*()-+^:{}\\NEARORANDOT ', max_size=20))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_question_is_an_error(index: SearchIndex, words: str) -> None:
    assert set(found(index, words)) <= {MP, DPE}


def test_an_operator_is_only_a_word(index: SearchIndex) -> None:
    assert found(index, "mpmt OR defensoria") == []


def test_marks_beside_the_words_do_not_hide_what_they_find(index: SearchIndex) -> None:
    assert found(index, "Mato - Grosso") == [MP]


def test_words_in_quotes_are_a_phrase(index: SearchIndex) -> None:
    assert (found(index, '"Mato Grosso"'), found(index, '"Grosso Mato"')) == ([MP], [])


def test_a_clause_is_found_by_every_word_of_its_source_also_of_a_branch_not_taken(
    index: SearchIndex,
) -> None:
    """Stated: a clause version is indexed once, whatever each instrument made of it."""
    assert found(index, "juízo sobre a sua conduta") == [DPE, MP]


def test_the_index_follows_the_journal(index: SearchIndex) -> None:
    assert found(index, "Londrina") == []
    write(index.store, drafted("procon-municipal", sequence=3))
    assert found(index, "Londrina") == [str(numbered(3))]


def test_a_new_version_is_found_by_its_own_words_and_no_more_by_the_old_ones(
    index: SearchIndex,
) -> None:
    found(index, "Cuiabá")
    changed = drafted(version=2, nome="Parquet do Pantanal", endereco__municipio="Cáceres")
    write(index.store, changed)
    assert (found(index, "Cuiabá"), found(index, "pantanal caceres")) == ([], [MP])


def test_facts_without_words_only_move_the_index_on(index: SearchIndex) -> None:
    with index.store.writing(NOON, "Ana") as writing:
        writing.append(recorded())
    assert found(index, "Mato Grosso") == [MP]


def test_an_empty_journal_finds_nothing(store: Store, tmp_path: Path) -> None:
    assert found(SearchIndex(tmp_path / "busca.db", store), "mato") == []


def test_a_deleted_index_is_made_again(index: SearchIndex) -> None:
    found(index, "mato")
    index.path.unlink()
    assert found(index, "mato") == [MP]


@pytest.mark.parametrize("content", [b"isto nao e um indice" * 200, b"\xff" * 5000])
def test_a_damaged_index_says_how_to_get_a_sound_one(index: SearchIndex, content: bytes) -> None:
    index.path.write_bytes(content)
    with pytest.raises(OutsideError) as told:
        found(index, "mato")
    assert told.value.message == "o índice de busca falhou (o arquivo não é um banco SQLite)."
    assert told.value.remedy == "Apague o arquivo busca.db da pasta de dados; ele será refeito."


def test_an_index_without_its_tables_says_how_to_get_a_sound_one(index: SearchIndex) -> None:
    found(index, "mato")
    with sqlite3.connect(index.path) as connection:
        connection.execute("DROP TABLE andamento")
    connection.close()
    with pytest.raises(OutsideError, match=r"^o índice de busca falhou \(falta uma tabela\)"):
        found(index, "mato")


@pytest.mark.parametrize("damage", ["PRAGMA user_version = 0", "DELETE FROM andamento"])
def test_an_index_of_another_form_is_made_anew(index: SearchIndex, damage: str) -> None:
    found(index, "mato")
    with sqlite3.connect(index.path) as connection:
        connection.execute(damage)
    connection.close()
    assert found(index, "mato") == [MP]


def test_an_index_in_a_folder_that_is_missing_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"^o índice de busca falhou \(o arquivo do banco não"):
        found(SearchIndex(tmp_path / "nao-existe" / "busca.db", store), "mato")


def test_an_index_of_another_journal_is_made_anew(index: SearchIndex, tmp_path: Path) -> None:
    """As after a backup was restored: the same numbers of entries, another history."""
    found(index, "mato")
    other = Store(open_database(sqlite_url(tmp_path / "outro.db")))
    write(other, drafted("procon-municipal"), drafted("tribunal-de-justica", sequence=2))
    moved = SearchIndex(index.path, other)
    assert (found(moved, "mato"), found(moved, "Londrina")) == ([], [MP])


def test_an_index_ahead_of_a_restored_journal_is_made_anew(
    index: SearchIndex, tmp_path: Path
) -> None:
    found(index, "mato")
    older = Store(open_database(sqlite_url(tmp_path / "copia.db")))
    write(older, drafted("procon-municipal"))
    assert found(SearchIndex(index.path, older), "Londrina") == [MP]


def test_a_text_altered_under_the_same_version_is_found_only_where_it_stands(
    index: SearchIndex,
) -> None:
    fact = drafted(sequence=3)
    made = fact.instrument
    first, *others = made.request.texts
    source = "jabuticaba"
    altered = first.model_copy(update={"sha256": hashlib.sha256(source.encode()).hexdigest()})
    request = made.request.model_copy(update={"texts": (altered, *others)})
    with index.store.writing(NOON, "Ana") as writing:
        writing.keep_texts([source])
        writing.append(
            fact.model_copy(update={"instrument": made.model_copy(update={"request": request})})
        )
    assert found(index, "jabuticaba") == [str(numbered(3))]


def test_each_clause_version_is_indexed_once(index: SearchIndex) -> None:
    write(index.store, *(drafted(sequence=place) for place in range(3, 8)))
    found(index, "mato")
    texts = {
        text.sha256
        for fact in (drafted(), drafted("defensoria"))
        for text in fact.instrument.request.texts
    }
    with sqlite3.connect(index.path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM textos").fetchone()
    connection.close()
    assert count == len(texts)


def _search_at_once(
    url: str, path: Path, gate: Barrier, answers: "multiprocessing.Queue[str]"
) -> None:
    index = SearchIndex(path, Store(open_database(url)))
    try:
        gate.wait(120)
        answers.put(",".join(found(index, "mato")))
    except BaseException as error:
        answers.put(repr(error))


def test_processes_that_make_the_index_at_once_all_find_the_same(
    index: SearchIndex, tmp_path: Path
) -> None:
    several = quick_processes()
    gate = several.Barrier(3)
    answers: multiprocessing.Queue[str] = several.Queue()
    arguments = (sqlite_url(tmp_path / "pactua.db"), index.path, gate, answers)
    processes = [several.Process(target=_search_at_once, args=arguments) for _ in range(3)]
    for process in processes:
        process.start()
    assert [answers.get(timeout=240) for _ in processes] == [MP] * 3
    for process in processes:
        process.join()
