"""A backup of either database goes back into either, row by row and byte by byte."""

from pathlib import Path

import pytest
from sqlalchemy import insert

from faults.errors import StateError
from registry.database import open_database, sqlite_url
from registry.schema import metadata, parts
from registry.store import Store
from services.office import open_office
from services.registry_backup import back_up, restore
from services.settings import Settings
from tests.facts import recorded
from tests.registry.lives import fill, kept_at
from tests.registry.scratch import NOON, dump

ODD = "tab\t, linha\nnova\r, barra \\ e \\N, aspas ' \", vazio, 😀, \b\f\v"


def at(folder: Path, url: str) -> Settings:
    """The settings of a data folder and a database."""
    return Settings(folder, url, NOON, "Ana Lima")


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    engine = open_database(url)
    with engine.connect() as connection:
        found = dump(connection, *metadata.sorted_tables)
    engine.dispose()
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file that is no database, by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".db" not in path.name
    }


@pytest.fixture
def source(url: str, tmp_path: Path) -> Settings:
    """A registry with something of everything, also what is hard to write into a file."""
    kept = kept_at(url, tmp_path / "dados")
    (tmp_path / "dados").mkdir()
    fill(kept)
    with kept.store.writing(NOON, "Ana Lima") as writing:
        writing.keep_texts([ODD, ""])
    kept.store.close()
    own = tmp_path / "dados" / "clausulas" / "objeto"
    own.mkdir(parents=True)
    (own / "2.md").write_text("texto próprio", encoding="utf-8")
    return at(tmp_path / "dados", url)


def archive_of(settings: Settings, target: Path) -> Path:
    """A backup of this registry."""
    office = open_office(settings)
    assert back_up(office, settings, target).findings == []
    office.store.close()
    return target


def test_what_is_restored_is_what_was_copied(
    source: Settings, second_url: str, tmp_path: Path
) -> None:
    archive = archive_of(source, tmp_path / "copia.tar.gz")
    done = restore(at(tmp_path / "novo", second_url), archive)
    assert (done.entries, done.files, done.findings) == (10, 4, ())
    assert rows(second_url) == rows(source.database_url)
    assert files_in(tmp_path / "novo") == files_in(source.folder)


def test_a_copy_of_any_database_goes_into_a_sqlite_file(source: Settings, tmp_path: Path) -> None:
    other_url = sqlite_url(tmp_path / "outro.db")
    archive = archive_of(source, tmp_path / "copia.tar.gz")
    assert restore(at(tmp_path / "novo", other_url), archive).findings == ()
    assert rows(other_url) == rows(source.database_url)


def test_a_copy_of_sqlite_goes_into_the_database_of_the_test(
    second_url: str, tmp_path: Path
) -> None:
    file = sqlite_url(tmp_path / "fonte.db")
    kept = kept_at(file, tmp_path / "dados")
    (tmp_path / "dados").mkdir()
    fill(kept)
    kept.store.close()
    archive = archive_of(at(tmp_path / "dados", file), tmp_path / "copia.tar.gz")
    assert restore(at(tmp_path / "novo", second_url), archive).findings == ()
    assert rows(second_url) == rows(file)


def test_a_copy_made_while_someone_writes_is_of_one_moment(
    source: Settings, second_url: str, tmp_path: Path
) -> None:
    office = open_office(source)
    with office.store.writing(NOON, "Rui") as writing:
        writing.append(recorded(nome="Ainda não"))
        back_up(office, source, tmp_path / "copia.tar.gz")
    office.store.close()
    assert restore(at(tmp_path / "novo", second_url), tmp_path / "copia.tar.gz").entries == 10


def test_nothing_is_restored_into_a_database_that_holds_something(
    source: Settings, second_url: str, tmp_path: Path
) -> None:
    archive = archive_of(source, tmp_path / "copia.tar.gz")
    engine = open_database(second_url)
    with engine.begin() as connection:
        connection.execute(insert(parts).values(sha256="0", conteudo="algo"))
    engine.dispose()
    before = rows(second_url)
    with pytest.raises(StateError) as told:
        restore(at(tmp_path / "novo", second_url), archive)
    assert told.value.message == "o banco de dados não está vazio."
    assert (rows(second_url), files_in(tmp_path / "novo")) == (before, {})


def test_a_damaged_entry_comes_back_as_it_was_copied_and_is_told(
    source: Settings, second_url: str, tmp_path: Path
) -> None:
    engine = open_database(source.database_url)
    with Store(engine).exclusive() as connection:
        connection.exec_driver_sql("UPDATE diario SET quem = 'Outra' WHERE seq = 2")
    engine.dispose()
    archive = archive_of(source, tmp_path / "copia.tar.gz")
    done = restore(at(tmp_path / "novo", second_url), archive)
    assert [(finding.rule, finding.where) for finding in done.findings] == [
        ("diario-cadeia", "diario, registro 2")
    ]
