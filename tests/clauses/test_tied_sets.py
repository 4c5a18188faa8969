"""The keys of a set that makes a document following an original, and the bundled ones of them."""

from pathlib import Path

import pytest

from clauses.clause_set import ClauseSet, read_set
from clauses.library import Library
from clauses.values import FIELDS, TIED_FIELDS
from faults.errors import InvalidData
from tests.clauses.sets import LINES, set_file

SETS = [Library().clause_set(name) for name in Library().set_ids()]
TIED = [one for one in SETS if one.tied]


def read(folder: Path, **lines: str) -> ClauseSet:
    path = folder / "act.yaml"
    path.write_text(set_file(**lines), encoding="utf-8")
    return read_set(path)


def test_a_set_says_that_it_follows_an_original_its_form_and_its_annex(tmp_path: Path) -> None:
    found = read(tmp_path, amarrado_a_original="true", forma="carta", anexo_plano="false")
    assert (found.tied, found.form, found.plan_annex) == (True, "carta", False)


def test_a_set_that_says_nothing_of_it_is_an_agreement_with_its_plan(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert (found.tied, found.form, found.plan_annex) == (False, "clausulas", True)


def test_what_a_set_does_not_say_is_left_out_of_its_data(tmp_path: Path) -> None:
    data = read(tmp_path).model_dump(mode="json", by_alias=True, exclude_none=True)
    assert {"amarrado_a_original", "forma", "anexo_plano"} & data.keys() == set()
    assert "atualizacao_dias" not in data["prazos"]


def test_what_a_set_says_of_it_is_kept_in_its_data(tmp_path: Path) -> None:
    found = read(tmp_path, amarrado_a_original="true", forma="secoes", anexo_plano="false")
    assert ClauseSet.model_validate(found.model_dump(mode="json", by_alias=True)) == found


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            {"forma": "artigos"},
            "forma: o valor “artigos” não é aceito. Use um destes: clausulas, secoes ou carta.",
        ),
        (
            {"anexo_plano": "talvez"},
            "anexo_plano: “talvez” não é sim nem não. Escreva true ou false.",
        ),
        ({"anexo_plano": "[]"}, "anexo_plano: esperava sim ou não. Escreva true ou false."),
        (
            {"prazos": LINES["prazos"].replace("}", ", atualizacao_dias: 0}")},
            "prazos.atualizacao_dias: “0” é menor que 1. Use 1 ou mais.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, lines: dict[str, str], fault: str) -> None:
    with pytest.raises(InvalidData) as refused:
        read(tmp_path, **lines)
    (found,) = refused.value.findings
    assert found.line() == f"{tmp_path / 'act.yaml'}: {fault}"


def test_the_bundled_ones_are_the_five_documents_of_an_agreements_life() -> None:
    assert [(one.id, one.form) for one in TIED] == [
        ("notificacao-denuncia", "carta"),
        ("relatorio-cumprimento", "secoes"),
        ("substituicao-gestor", "carta"),
        ("termo-aditivo", "clausulas"),
        ("termo-rescisao", "clausulas"),
    ]


def test_only_an_amendment_may_carry_a_plan() -> None:
    assert [one.id for one in TIED if one.plan_annex] == ["termo-aditivo"]


def test_the_bundled_ones_serve_whom_the_agreements_serve() -> None:
    assert len({one.partner_kinds for one in SETS}) == 1


def test_no_text_of_an_agreement_speaks_of_an_original() -> None:
    roots = {path.partition(".")[0] for path in TIED_FIELDS}
    agreements = {entry.id for one in SETS if not one.tied for entry in one.entries}
    texts = [Library().clause(clause_id) for clause_id in agreements]
    assert [
        text.key
        for text in texts
        for root in roots
        if f"{{{{ {root}." in text.body + text.head.title
    ] == []


def test_the_fields_of_an_original_are_fields_of_the_language() -> None:
    assert TIED_FIELDS.items() <= FIELDS.items()
