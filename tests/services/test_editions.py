"""Editions: files are made once, kept by their bytes, and handed out without losing any work."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from faults.errors import OutsideError, UsageError
from services.drafting import draft
from services.editions import (
    deliver,
    edition_of,
    render_missing,
    set_aside_findings,
    wanted_files,
)
from tests.offices import ask, engines_of, example, office_at

BOTH = wanted_files("docx,pdf", "weasyprint")


def test_a_file_is_drawn_once_however_often_it_is_asked_for(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    for _ in range(3):
        render_missing(office, draft(office, ask(example("mpmt"))), BOTH)
    assert engines_of(office).count == 2


def test_another_format_adds_only_itself(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    made = draft(office, ask(example("mpmt")))
    render_missing(office, made, BOTH)
    render_missing(office, made, wanted_files("docx,pdf,html", "weasyprint"))
    assert engines_of(office).count == 3


def test_the_two_pdf_engines_are_kept_apart(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    made = draft(office, ask(example("mpmt")))
    render_missing(office, made, BOTH)
    (file,) = render_missing(office, made, wanted_files("pdf", "typst"))
    assert (file.engine, engines_of(office).count) == ("typst", 3)


def test_the_copies_are_the_kept_bytes_under_a_telling_name(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    files = render_missing(office, draft(office, ask(example("mpmt"))), BOTH)
    copies = deliver(office, files, tmp_path / "saida")
    assert [copy.path.name for copy in copies] == [
        "ACT-1-2026-mpmt-v1.docx",
        "ACT-1-2026-mpmt-v1.pdf",
    ]
    assert all(copy.path.read_bytes() == office.files.read(copy.sha256) for copy in copies)


def test_a_file_that_someone_edited_is_moved_aside_not_overwritten(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    files = render_missing(office, draft(office, ask(example("mpmt"))), BOTH)
    deliver(office, files, tmp_path / "saida")
    edited = tmp_path / "saida" / "ACT-1-2026-mpmt-v1.docx"
    edited.write_bytes(b"trabalho de uma tarde")
    copies = deliver(office, files, tmp_path / "saida")
    kept = tmp_path / "saida" / "ACT-1-2026-mpmt-v1 (anterior 1).docx"
    assert kept.read_bytes() == b"trabalho de uma tarde"
    (finding,) = set_aside_findings(copies)
    assert finding.remedy == "Ele foi guardado como “ACT-1-2026-mpmt-v1 (anterior 1).docx”."


def test_a_second_edited_file_gets_a_name_of_its_own(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    files = render_missing(office, draft(office, ask(example("mpmt"))), BOTH)
    for text in (b"um", b"dois"):
        deliver(office, files, tmp_path / "saida")
        (tmp_path / "saida" / "ACT-1-2026-mpmt-v1.docx").write_bytes(text)
    deliver(office, files, tmp_path / "saida")
    names = sorted(path.name for path in (tmp_path / "saida").glob("*anterior*"))
    assert names == ["ACT-1-2026-mpmt-v1 (anterior 1).docx", "ACT-1-2026-mpmt-v1 (anterior 2).docx"]


def test_a_kept_file_that_was_altered_on_disk_is_never_handed_out(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    files = render_missing(office, draft(office, ask(example("mpmt"))), BOTH)
    office.files.path(files[0].sha256).write_bytes(b"outra coisa")
    with pytest.raises(OutsideError, match="foi alterado no disco"):
        deliver(office, files, tmp_path / "saida")


def test_an_output_folder_that_is_a_file_is_a_clear_failure(tmp_path: Path) -> None:
    office = office_at(tmp_path / "dados")
    files = render_missing(office, draft(office, ask(example("mpmt"))), BOTH)
    (tmp_path / "saida").write_text("sou um arquivo")
    with pytest.raises(OutsideError, match="não foi possível escrever em"):
        deliver(office, files, tmp_path / "saida")


def test_drafts_say_that_they_are_drafts_and_that_their_texts_await_approval(
    tmp_path: Path,
) -> None:
    office = office_at(tmp_path)
    edition = edition_of(office, draft(office, ask(example("mpmt"))))
    assert edition.notices == ("MINUTA – sem validade", "texto-base sem ato de aprovação")


def test_the_attached_data_mask_the_cpf_and_leave_the_rg_out(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    partner = example("mpmt")
    person = partner.representative.model_copy(update={"cpf": "529.982.247-25", "rg": "1234567"})
    made = draft(office, ask(partner.model_copy(update={"representative": person})))
    data = edition_of(office, made).data
    representative = json.loads(data)["participes"][0]["representante"]
    assert representative["cpf"] == "***.982.247-**"
    assert b"1234567" not in data


def test_the_moment_in_the_files_is_noon_of_the_day_of_drafting(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    edition = edition_of(office, draft(office, ask(example("mpmt"))))
    assert edition.when == datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def test_the_moment_in_the_files_can_be_fixed_from_outside(tmp_path: Path) -> None:
    fixed = datetime(2020, 2, 3, tzinfo=UTC)
    office = replace(office_at(tmp_path), file_moment=fixed)
    assert edition_of(office, draft(office, ask(example("mpmt")))).when == fixed


@pytest.mark.parametrize("formats", ["doc", "docx,,pdf", "", "DOCX;PDF"])
def test_a_format_that_does_not_exist_is_named(formats: str) -> None:
    with pytest.raises(UsageError, match="não existe"):
        wanted_files(formats, "weasyprint")


def test_formats_are_taken_in_any_case_and_once() -> None:
    assert wanted_files("PDF, docx,pdf", "typst").formats == ("docx", "pdf")


def test_a_template_of_the_body_draws_the_version_again_and_keeps_what_was_drawn(
    tmp_path: Path,
) -> None:
    office = replace(office_at(tmp_path / "dados"), templates=(tmp_path / "modelos",))
    made = draft(office, ask(example("mpmt")))
    render_missing(office, made, BOTH)
    (tmp_path / "modelos").mkdir()
    (tmp_path / "modelos" / "documento.docx").write_bytes(b"um modelo")
    files = render_missing(office, made, BOTH)
    assert engines_of(office).count == 3
    assert files[0].engine.startswith("docxtpl+")
    assert len(office.store.files(str(made.instrument.number), 1)) == 3
