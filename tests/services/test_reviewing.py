"""Reviewing by path and by number, with what sets findings aside beside the text."""

from dataclasses import replace
from pathlib import Path

import pytest

from faults.errors import InvalidData, NotFound, UnreadableFile, UsageError
from rendering.engines import build_engine
from review.speller import NoSpeller
from services.drafting import draft
from services.editions import deliver, render_missing, wanted_files
from services.reviewing import Asked, Reviewed, review_number, review_path, reviewed_draft
from tests.offices import ask, example, office_at
from tests.review.texts import TODAY, FewWords, hunspell

TEXT = "CLÁUSULA PRIMEIRA – DO PRAZO\n\nO prazo é de 36 (trinta e dois) meses e de XX/2026.\n"


def written(folder: Path, text: str = TEXT, name: str = "acordo.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def by_path(path: Path, asked: Asked | None = None) -> Reviewed:
    return review_path(path, TODAY, asked or Asked(), FewWords())


def rules(done: Reviewed) -> list[str]:
    return [remark.rule.id for remark in done.report.open]


def test_a_file_is_reviewed_by_its_path(tmp_path: Path) -> None:
    done = by_path(written(tmp_path))

    assert done.name == "acordo.txt"
    assert rules(done) == ["numeral-e-extenso", "lacuna"]


def test_only_the_rules_and_the_gravity_asked_for_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT + "\nCabe ao designado zelar pela rede,, sempre.\n")

    assert rules(by_path(path, Asked(rules=("lacuna",)))) == ["lacuna"]
    assert "pontuacao-dobrada" not in rules(by_path(path, Asked(severity="erro")))


def test_a_rule_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="não há regra “virgulas”"):
        by_path(written(tmp_path), Asked(rules=("virgulas",)))


def test_suppressions_beside_the_text_are_found_without_being_named(tmp_path: Path) -> None:
    written(
        tmp_path,
        "dispensas:\n  - {regra: lacuna, motivo: a data depende da assinatura}\n",
        "revisao.yaml",
    )

    assert rules(by_path(written(tmp_path))) == ["numeral-e-extenso"]


def test_suppressions_may_be_named(tmp_path: Path) -> None:
    sidecar = written(
        tmp_path, "dispensas:\n  - {regra: lacuna, motivo: é modelo}\n", "dispensas-do-setor.yaml"
    )

    assert rules(by_path(written(tmp_path), Asked(sidecar=sidecar))) == ["numeral-e-extenso"]


def test_a_suppression_in_the_text_keeps_every_place_where_it_was(tmp_path: Path) -> None:
    comment = "<!-- revisao: lacuna: a data depende da assinatura -->\n"
    done = by_path(written(tmp_path, TEXT.replace("O prazo", f"{comment}O prazo")))

    assert [(one.rule.id, one.place and one.place.line) for one in done.report.open] == [
        ("numeral-e-extenso", 4)
    ]


def test_a_suppression_without_a_reason_stops_the_review(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="há dispensas que não podem ser usadas"):
        by_path(written(tmp_path, f"<!-- revisao: lacuna -->\n{TEXT}"))


def test_the_first_review_with_a_baseline_writes_it_and_later_ones_go_by_it(
    tmp_path: Path,
) -> None:
    path, asked = written(tmp_path), Asked(baseline=tmp_path / "base.json")

    assert by_path(path, asked).baseline_written
    written(tmp_path, TEXT + "\nFalta o nome: [...].\n")

    again = by_path(path, asked)
    assert (again.baseline_written, rules(again)) == (False, ["lacuna"])


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="o arquivo está vazio"):
        by_path(written(tmp_path, ""))


def test_an_instrument_of_ours_is_reviewed_by_its_number(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    draft(office, replace(ask(example("mpmt")), process="08012.002734/2023-09"))

    done = review_number(office, "1/2026", Asked(), NoSpeller())

    assert done.name == "ACT-1-2026-mpmt-v1"
    assert rules(done) == []
    assert len(done.report.notes) == 1  # that spelling was not checked


def test_neither_a_file_nor_a_number_is_told_apart_from_an_unknown_number(tmp_path: Path) -> None:
    office = office_at(tmp_path)

    with pytest.raises(NotFound, match=r"não há arquivo nem instrumento “acordo\.docx”"):
        review_number(office, "acordo.docx", Asked(), NoSpeller())
    with pytest.raises(NotFound, match="não há instrumento nº 9/2026"):
        review_number(office, "9/2026", Asked(), NoSpeller())


def test_a_draft_carries_the_findings_of_its_text_after_its_own(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    made = draft(office, ask(example("mpmt")))
    words = FewWords({"plataforma": ("plataforma",)})

    found = reviewed_draft(made, office.today, words).findings

    assert found[: len(made.findings)] == made.findings
    assert {finding.rule for finding in found[len(made.findings) :]} == {"ortografia"}


@pytest.mark.requires("hunspell", "pdftotext")
@pytest.mark.parametrize("kind", ["docx", "html", "sei", "txt", "pdf"])
def test_a_draft_of_ours_has_no_finding_in_any_of_its_formats(tmp_path: Path, kind: str) -> None:
    office = replace(office_at(tmp_path), engines=build_engine)
    asked = replace(ask(example("mpmt")), process="08012.002734/2023-09")
    made = draft(office, asked)
    (file,) = render_missing(office, made, wanted_files(kind, "typst"))
    (copy,) = deliver(office, [file], tmp_path / "saida")

    report = review_path(copy.path, office.today, Asked(), hunspell()).report

    assert [(one.where, one.rule.id, one.message) for one in report.open] == []
