"""Open data: the same bytes for the same registry, and nothing in them that is personal."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from instruments.lifecycle_facts import Cancelled
from registry.open_data import OpenData, write_open_data
from tests.facts import CPF, RG, drafted, numbered, recorded, rendered, signed
from tests.registry.lives import Kept, fill, kept_at
from tests.registry.scratch import NOON

BARE_CPF = CPF.replace(".", "").replace("-", "")


@pytest.fixture
def kept(url: str, tmp_path: Path) -> Iterator[Kept]:
    """A registry with two signed agreements and CPFs where none belongs."""
    made = kept_at(url, tmp_path)
    fill(made)
    with made.store.writing(NOON, "Maria da Silva") as writing:
        for fact in (*signed(1, 2), *signed(2, 2)):
            writing.append(fact)
        name = f"=Órgão de {CPF} e {BARE_CPF}"
        writing.append(recorded("defensoria", id="zzz", nome=name, representante__rg=RG))
    yield made
    made.store.close()


def written(kept: Kept, folder: Path) -> OpenData:
    """What an export says of itself."""
    folder.mkdir()
    with kept.store.snapshot() as connection:
        return write_open_data(connection, folder, "Secretaria")


def exported(kept: Kept, folder: Path) -> dict[str, bytes]:
    """Every file of an export, by its name."""
    written(kept, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def files(kept: Kept, tmp_path: Path) -> dict[str, bytes]:
    """An export of it."""
    return exported(kept, tmp_path / "abertos")


def sheet(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(files[f"{name}.csv"].decode().splitlines()))


def test_each_table_is_there_as_csv_and_as_json_beside_the_database(
    files: dict[str, bytes],
) -> None:
    tables = [
        "arquivos", "assinaturas", "diario", "instrumentos", "participes", "versoes", "vidas",
    ]  # fmt: skip
    expected = {f"{table}.{ending}" for table in tables for ending in ("csv", "json")}
    assert expected <= set(files)
    assert {name for name in files if not name.endswith((".csv", ".json"))} == {"dados-abertos.db"}
    assert "metadata.json" in files


def test_the_same_registry_gives_the_same_bytes(
    kept: Kept, files: dict[str, bytes], tmp_path: Path
) -> None:
    assert exported(kept, tmp_path / "de-novo") == files


def test_the_three_forms_say_the_same(files: dict[str, bytes], tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "abertos" / "dados-abertos.db") as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute("SELECT * FROM instrumentos")]
    database.close()
    listed = json.loads(files["instrumentos.json"])
    assert [{**row, "participes": json.loads(row["participes"])} for row in rows] == listed
    assert [{k: str(v) for k, v in row.items()} for row in rows] == sheet(files, "instrumentos")


def test_no_file_holds_a_cpf_an_rg_a_contact_or_who_acted(files: dict[str, bytes]) -> None:
    whole = b"".join(files.values()).decode("utf-8", "replace")
    private = (CPF, BARE_CPF, RG, "Maria da Silva", "Ana Lima", "telefone", "@exemplo")
    assert [word for word in private if word in whole] == []


def test_a_cpf_is_masked_in_its_field_and_where_someone_typed_one(
    files: dict[str, bytes],
) -> None:
    rows = {row["id"]: row for row in json.loads(files["participes.json"])}
    assert rows["dpe-ce"]["representante_cpf"] == "***.982.247-**"
    assert rows["zzz"]["representante_cpf"] == ""
    assert rows["zzz"]["nome"] == "=Órgão de ***.982.247-** e ***.982.247-**"


def test_a_text_that_a_spreadsheet_would_compute_is_quoted_there_only(
    files: dict[str, bytes],
) -> None:
    assert sheet(files, "participes")[-1]["nome"].startswith("'=Órgão")
    assert json.loads(files["participes.json"])[-1]["nome"].startswith("=Órgão")


def test_the_database_is_read_only_searchable_and_its_tables_are_linked(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "abertos" / "dados-abertos.db"
    assert path.stat().st_mode & 0o222 == 0
    with sqlite3.connect(path) as database:
        found = database.execute(
            "SELECT numero FROM instrumentos WHERE rowid IN "
            "(SELECT rowid FROM instrumentos_fts WHERE instrumentos_fts MATCH 'ceara')"
        ).fetchall()
        links = database.execute("PRAGMA foreign_key_list(versoes)").fetchall()
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
    assert [number for (number,) in found] == ["1/2024/CIHP/CGSINDEC/DPDC/SENACON"]
    assert [(link[2], link[3], link[4]) for link in links] == [("instrumentos", "numero", "numero")]


def test_the_metadata_describe_every_table_for_datasette(
    files: dict[str, bytes],
) -> None:
    tables = json.loads(files["metadata.json"])["databases"]["dados-abertos"]["tables"]
    assert {f"{name}.csv" for name in tables} == {name for name in files if name.endswith(".csv")}
    assert [name for name, told in tables.items() if not told["description"]] == []


FIRST, DRAFT, CANCELLED = (str(numbered(place)) for place in (1, 3, 4))


def with_undecided(kept: Kept, folder: Path) -> Kept:
    """The same registry with a draft that has files and is out for signature, and a cancelled
    one."""
    *before_signing, _ = signed(3)
    with kept.store.writing(NOON, "Ana Lima") as writing:
        for fact in (
            drafted("procon-estadual", 3),
            rendered(3, 1, ("pdf",)),
            *before_signing,
            drafted("procon-municipal", 4),
            Cancelled(number=numbered(4), reason="O partícipe desistiu."),
        ):
            writing.append(fact)
    return kept


def test_nothing_is_told_of_an_instrument_before_all_have_signed_it(
    kept: Kept, files: dict[str, bytes], tmp_path: Path
) -> None:
    before = {name: len(json.loads(data)) for name, data in files.items() if name.endswith("json")}
    done = written(with_undecided(kept, tmp_path), tmp_path / "depois")
    after = {path.name: path.read_text() for path in (tmp_path / "depois").glob("*.json")}
    grown = {name for name, text in after.items() if len(json.loads(text)) != before.get(name)} - {
        "metadata.json"
    }
    assert (done.left_out, grown) == (2, {"diario.json", "registro_publico.json"})
    told = "".join(text for name, text in after.items() if name != "registro_publico.json")
    assert [number for number in (FIRST, DRAFT, CANCELLED) if number in told] == [FIRST]


def test_the_journal_keeps_its_chain_and_hides_what_the_undecided_is(
    kept: Kept, tmp_path: Path
) -> None:
    files = exported(with_undecided(kept, tmp_path), tmp_path / "abertos")
    rows = json.loads(files["diario.json"])
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert [one["hash"] for one in rows[:-1]] == [one["anterior"] for one in rows[1:]]
    assert {row["assunto"] for row in rows[-7:]} == {""}
    assert rows[-1]["fato"] == "cancelada"
    assert {FIRST, "zzz"} <= {row["assunto"] for row in rows[:-7]}


def test_what_is_left_out_comes_once_it_is_signed(kept: Kept, tmp_path: Path) -> None:
    with_undecided(kept, tmp_path)
    with kept.store.writing(NOON, "Ana Lima") as writing:
        writing.append(signed(3)[-1])
    done = written(kept, tmp_path / "abertos")
    listed = json.loads((tmp_path / "abertos" / "instrumentos.json").read_text())
    assert (done.left_out, [row["sequencia"] for row in listed]) == (1, [1, 2, 3])


def test_the_metadata_say_how_many_were_left_out_and_by_which_norm(
    kept: Kept, tmp_path: Path
) -> None:
    files = exported(with_undecided(kept, tmp_path), tmp_path / "abertos")
    assert json.loads(files["metadata.json"])["description"] == (
        "Dados abertos do registro de instrumentos. CPF encoberto; sem RG nem contatos de pessoas "
        "(Parecer AGU nº 1/2021/CONJUR-CGU). Só o que foi assinado por todos: os instrumentos em "
        "preparo e os cancelados antes da assinatura (2) ficam de fora (Lei nº 12.527/2011, art. "
        "7º, § 3º)."
    )


def test_an_empty_registry_gives_empty_tables(url: str, tmp_path: Path) -> None:
    kept = kept_at(url, tmp_path)
    files = exported(kept, tmp_path / "abertos")
    kept.store.close()
    assert (json.loads(files["participes.json"]), sheet(files, "participes")) == ([], [])
