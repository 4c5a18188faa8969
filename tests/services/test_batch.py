"""The batch: rows are judged first, bad ones stop nobody, a killed run goes on where it was."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from document.tree import NumberedDocument
from faults.errors import NotFound, OutsideError, UnreadableFile
from rendering.port import Edition
from services.batch import BatchAsk, BatchResult, run_batch
from services.editions import EngineKey, Pending, wanted_files
from services.office import Office
from services.partners import import_partners
from tests.offices import EXAMPLES, HereRenderers, engines_of, example_plan, office_at

ROWS = EXAMPLES / "participes.csv"


def batch_ask(source: Path | str, folder: Path) -> BatchAsk:
    plan = example_plan()
    wanted = wanted_files("docx,txt", "weasyprint")
    return BatchAsk(str(source), "act-adesao", plan, "plano.yaml", None, wanted, folder)


def run(office: Office, source: Path | str, folder: Path) -> BatchResult:
    renderers = HereRenderers(engines_of(office))
    return run_batch(office, batch_ask(source, folder), renderers, lambda *_: None)


def csv_with(path: Path, changes: dict[int, dict[str, str]]) -> Path:
    """A copy of the example rows with cells changed, by spreadsheet row."""
    with ROWS.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
        names = list(reader.fieldnames or ())
    for line, cells in changes.items():
        rows[line - 2].update(cells)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_every_row_gets_its_instrument_in_the_order_of_the_file(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    result = run(office, ROWS, tmp_path / "saida")
    assert (result.made, result.found, result.refused) == (12, 0, ())
    numbers = [row["sequencia"] for row in office.store.instrument_rows()]
    assert numbers == list(range(1, 13))
    assert len(list((tmp_path / "saida").glob("*.docx"))) == 12


def test_the_process_column_stands_in_each_instrument(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    run(office, ROWS, tmp_path / "saida")
    with ROWS.open(encoding="utf-8", newline="") as stream:
        given = [row["processo"] for row in csv.DictReader(stream)]
    assert [row["processo"] for row in office.store.instrument_rows()] == given


def test_bad_rows_are_refused_with_all_their_faults_and_the_others_proceed(tmp_path: Path) -> None:
    source = csv_with(
        tmp_path / "participes.csv",
        {
            3: {"cnpj": "11.111.111/1111-11", "endereco.cep": "69306-680"},
            5: {"representante.genero": "x"},
            7: {"tipo": "fornecedor", "esfera": "privada"},
            9: {"processo": "08012.000000/2026-00"},
        },
    )
    office = office_at(tmp_path / "dados")
    result = run(office, source, tmp_path / "saida")
    assert result.made == 8
    assert [(row.line, len(row.findings)) for row in result.refused] == [
        (3, 2), (5, 1), (7, 1), (9, 1),
    ]  # fmt: skip


def test_the_report_names_line_place_and_remedy(tmp_path: Path) -> None:
    source = csv_with(tmp_path / "participes.csv", {3: {"endereco.cep": "69306-680"}})
    run(office_at(tmp_path / "dados"), source, tmp_path / "saida")
    with (tmp_path / "saida" / "recusados.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream, delimiter=";")
    assert row == {
        "linha": "3",
        "onde": "participes.csv: linha 3: endereco.cep",
        "mensagem": "69306-680 é de Roraima; o município é Belém/PA.",
        "remedio": "Confira o CEP.",
    }


def test_a_fault_outside_the_partner_names_the_file_and_the_line_too(tmp_path: Path) -> None:
    source = csv_with(tmp_path / "participes.csv", {3: {"processo": "08012.000000/2026-00"}})
    run(office_at(tmp_path / "dados"), source, tmp_path / "saida")
    with (tmp_path / "saida" / "recusados.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream, delimiter=";")
    assert row["onde"].startswith("participes.csv: linha 3: processo")


def test_a_run_without_refusals_clears_the_report_of_the_run_before(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    source = csv_with(tmp_path / "participes.csv", {3: {"endereco.cep": "69306-680"}})
    run(office, source, tmp_path / "saida")
    run(office, ROWS, tmp_path / "saida")
    assert not (tmp_path / "saida" / "recusados.csv").exists()


def test_the_same_batch_again_makes_nothing(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    run(office, ROWS, tmp_path / "saida")
    entries, drawn = office.store.last_seq(), engines_of(office).count
    result = run(office, ROWS, tmp_path / "saida")
    assert (result.made, result.found) == (0, 12)
    assert (office.store.last_seq(), engines_of(office).count) == (entries, drawn)


def test_output_files_that_went_missing_come_back_without_being_drawn(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    run(office, ROWS, tmp_path / "saida")
    drawn = engines_of(office).count
    for path in (tmp_path / "saida").iterdir():
        path.unlink()
    run(office, ROWS, tmp_path / "saida")
    assert len(list((tmp_path / "saida").glob("*.docx"))) == 12
    assert engines_of(office).count == drawn


class DyingRenderers(HereRenderers):
    """Dies after some drafts, as a worker that the system kills."""

    left = 5

    def submit(
        self, document: NumberedDocument, edition: Edition, missing: Sequence[EngineKey]
    ) -> Pending:
        self.left -= 1
        if self.left < 0:
            raise OutsideError("um processo de geração terminou de repente.")
        return super().submit(document, edition, missing)


def test_a_run_that_died_is_completed_by_the_next_one_without_losing_a_number(
    tmp_path: Path,
) -> None:
    office = office_at(tmp_path / "dados")
    ask = batch_ask(ROWS, tmp_path / "saida")
    with pytest.raises(OutsideError):
        run_batch(office, ask, DyingRenderers(engines_of(office)), lambda *_: None)
    result = run(office, ROWS, tmp_path / "saida")
    assert result.made + result.found == 12
    assert [row["sequencia"] for row in office.store.instrument_rows()] == list(range(1, 13))
    assert all(row["versao"] == 1 for row in office.store.instrument_rows())


def test_everyone_in_the_registry_can_be_the_source(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    import_partners(office, ROWS, partial=False)
    assert run(office, "todos", tmp_path / "saida").made == 12


def test_an_empty_registry_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as empty:
        run(office_at(tmp_path / "dados"), "todos", tmp_path / "saida")
    assert empty.value.remedy == "Importe os partícipes com: pactua participe importar ARQ"


def test_an_empty_file_is_unreadable_rather_than_done(tmp_path: Path) -> None:
    source = tmp_path / "vazio.csv"
    source.write_text("")
    with pytest.raises(UnreadableFile, match="o arquivo está vazio"):
        run(office_at(tmp_path / "dados"), source, tmp_path / "saida")


def test_progress_tells_both_stages_and_reaches_the_total(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    told: list[tuple[str, int, int]] = []
    ask = batch_ask(ROWS, tmp_path / "saida")
    renderers = HereRenderers(engines_of(office))
    run_batch(office, ask, renderers, lambda stage, done, total: told.append((stage, done, total)))
    assert told[11] == ("conferência", 12, 0)
    assert told[-1] == ("geração", 12, 12)


def test_two_lines_of_one_partner_are_refused_not_merged(tmp_path: Path) -> None:
    with ROWS.open(encoding="utf-8", newline="") as stream:
        first = next(csv.DictReader(stream))
    source = csv_with(tmp_path / "participes.csv", {4: {"id": first["id"]}})
    result = run(office_at(tmp_path / "dados"), source, tmp_path / "saida")
    (refused,) = result.refused
    assert refused.findings[0].message == f"o partícipe “{first['id']}” já aparece na linha 2."


def test_the_files_are_the_same_whatever_else_the_batch_holds(tmp_path: Path) -> None:
    office = office_at(tmp_path / "um")
    run(office, ROWS, tmp_path / "saida1")
    other = replace(office_at(tmp_path / "dois"), actor="Outra Pessoa")
    run(other, ROWS, tmp_path / "saida2")
    first = {path.name: path.read_bytes() for path in (tmp_path / "saida1").iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "saida2").iterdir()}
    assert first == second
