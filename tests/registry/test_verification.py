"""What `registro verificar` finds beside the database: in the files and in the search index."""

import sqlite3
from pathlib import Path

import pytest

from registry.database import sqlite_url
from registry.verification import OF_EACH_RULE
from tests.registry.lives import Kept, fill, kept_at


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A registry with something of everything."""
    made = kept_at(sqlite_url(tmp_path / "pactua.db"), tmp_path)
    fill(made)
    return made


def a_file(kept: Kept) -> Path:
    """One of the kept files."""
    return sorted(path for path in kept.files.folder.rglob("*") if path.is_file())[0]


def test_an_altered_file_is_named(kept: Kept) -> None:
    path = a_file(kept)
    path.write_bytes(b"outra coisa")
    assert kept.found() == [
        (
            "arquivo-alterado",
            f"arquivos/{path.parent.name}/{path.name}",
            "o conteúdo não é o que o nome (SHA-256) diz.",
        )
    ]


def test_a_file_that_is_gone_is_named_by_the_entry_that_tells_of_it(kept: Kept) -> None:
    path = a_file(kept)
    path.unlink()
    ((rule, where, message),) = kept.found()
    assert (rule, where.rpartition(" ")[0]) == ("arquivo-ausente", "diario, registro")
    assert message.endswith(f".pdf ({path.name[:12]}…).")


def test_files_that_are_not_ours_are_told(kept: Kept) -> None:
    (kept.files.folder / "lista.txt").write_text("x", encoding="utf-8")
    ((rule, where, _),) = kept.found()
    assert (rule, where) == ("arquivo-alterado", "arquivos/lista.txt")


def test_what_a_killed_run_left_half_written_is_nothing_wrong(kept: Kept) -> None:
    (a_file(kept).parent / ".0123456789abcdef.parte").write_bytes(b"met")
    assert kept.found() == []


def test_a_disk_that_was_lost_is_told_in_part_and_counted(kept: Kept) -> None:
    for place in range(OF_EACH_RULE + 5):
        (kept.files.folder / f"{place:03}.txt").write_text("x", encoding="utf-8")
    found = kept.found()
    assert len(found) == OF_EACH_RULE + 1
    assert found[-1] == ("arquivo-alterado", "arquivo-alterado", "há mais 5 achados desta regra.")


def spoil_index(kept: Kept, statement: str) -> None:
    """Change the index without the program."""
    with sqlite3.connect(kept.search.path) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE instrumentos SET palavras = 'nada' WHERE numero LIKE '1/%'",
            ["o instrumento 1/2024/CIHP/CGSINDEC/DPDC/SENACON não está como no diário."],
        ),
        (
            "DELETE FROM instrumentos WHERE numero LIKE '2/%'",
            ["o instrumento 2/2024/CIHP/CGSINDEC/DPDC/SENACON não está como no diário."],
        ),
        (
            "INSERT INTO instrumentos VALUES ('9/2024/X', 'nada', '')",
            ["o instrumento 9/2024/X não está como no diário."],
        ),
        (
            "INSERT INTO instrumentos_fts (instrumentos_fts) VALUES ('delete-all')",
            ["as palavras de “instrumentos” não conferem com o texto."],
        ),
        (
            "DROP TABLE andamento",
            ["o índice não pôde ser lido (falta uma tabela)."],
        ),
    ],
)
def test_an_index_that_was_altered_is_told(kept: Kept, statement: str, told: list[str]) -> None:
    spoil_index(kept, statement)
    findings = kept.verify().findings
    assert [finding.message for finding in findings] == told
    assert {finding.remedy for finding in findings} == {
        "Apague o arquivo busca.db da pasta de dados; ele será refeito."
    }


def test_an_altered_text_of_the_index_is_told(kept: Kept) -> None:
    spoil_index(kept, "UPDATE textos SET palavras = 'nada' WHERE rowid = 1")
    ((rule, where, message),) = kept.found()
    assert (rule, where) == ("busca-diverge", "busca.db")
    assert message.endswith("… não confere com o SHA-256.")


def test_an_index_that_is_no_database_is_told(kept: Kept) -> None:
    kept.search.path.write_bytes(b"isto nao e um indice" * 500)
    ((rule, _, message),) = kept.found()
    assert (rule, message) == (
        "busca-diverge",
        "o índice não pôde ser lido (o arquivo não é um banco SQLite).",
    )


@pytest.mark.parametrize(
    "statement",
    ["PRAGMA user_version = 0", "UPDATE andamento SET hash = 'de outro diário'"],
)
def test_an_index_that_will_be_made_anew_is_nothing_wrong(kept: Kept, statement: str) -> None:
    spoil_index(kept, statement)
    assert kept.found() == []


def test_an_index_behind_the_journal_is_nothing_wrong(tmp_path: Path) -> None:
    kept = kept_at(sqlite_url(tmp_path / "pactua.db"), tmp_path)
    fill(kept, 1)
    before = kept.search.path.read_bytes()
    fill_more(kept)
    kept.search.path.write_bytes(before)
    assert kept.found() == []


def fill_more(kept: Kept) -> None:
    """One more partner's record."""
    from tests.facts import recorded
    from tests.registry.scratch import NOON

    with kept.store.writing(NOON, "Ana Lima") as writing:
        writing.append(recorded(nome="Outro nome"))


def test_a_database_whose_pages_are_damaged_is_told(kept: Kept, tmp_path: Path) -> None:
    kept.store._engine.dispose()
    path = tmp_path / "pactua.db"
    data = bytearray(path.read_bytes())
    rows = data.rindex(b"ACT-1.pdf")  # where rows lie, not the schema
    data[rows - 2000 : rows + 2000] = b"\xff" * 4000
    path.write_bytes(data)
    assert "banco-danificado" in {rule for rule, _, _ in kept.found()}
