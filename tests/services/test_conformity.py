"""The proof for a parecer referencial: only what may vary differs, or the difference is shown."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from clauses.library import BUNDLED, Library
from document.canonical import canonical_text
from faults.errors import StateError, UsageError
from instruments.partner import Partner
from services.conformity import DISCREET, Conformity, conformity
from services.conformity_page import certificate, write_certificate
from services.drafting import draft
from services.office import Office
from tests.offices import ask, engines_of, example, office_at

OPINION = "Parecer Referencial nº 1/2026/CONJUR-MJSP"


def own_library(folder: Path) -> Path:
    """The bundled texts and sets as a body's own, to be changed."""
    own = folder / "clausulas"
    for name in ("library", "sets"):
        shutil.copytree(BUNDLED / name, own / name)
    return own


def with_library(office: Office, folder: Path) -> Office:
    """The same office reading this folder of texts anew."""
    return replace(office, library=Library((folder, BUNDLED)))


def drafted(folder: Path, *partners: str) -> Office:
    """An office with one draft, from a library of its own."""
    own = own_library(folder)
    office = with_library(office_at(folder), own)
    draft(office, ask(*(example(name) for name in partners or ("mpmt",))))
    return office


def edited(office: Office, folder: Path, name: str, old: str, new: str) -> Office:
    """The office after a file of its library was changed."""
    path = folder / "clausulas" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return with_library(office, folder / "clausulas")


def told(outcome: Conformity) -> list[str]:
    return [one.what for one in outcome.differences]


@pytest.mark.parametrize("names", [("mpmt",), ("defensoria",), ("mpmt", "defensoria")])
def test_a_draft_of_any_partner_conforms_to_the_wording_it_came_from(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    outcome = conformity(drafted(tmp_path, *names), "1/2026", OPINION)

    assert told(outcome) == []
    assert outcome.approved_sha256 == outcome.found_sha256
    assert all(part.same for part in outcome.parts)


def test_two_drafts_of_the_same_wording_share_the_hash_of_the_wording_alone(tmp_path: Path) -> None:
    office = drafted(tmp_path, "mpmt")
    draft(office, ask(replace_name(), months=48))

    first, second = (conformity(office, number, OPINION) for number in ("1/2026", "2/2026"))

    assert first.wording_sha256 == second.wording_sha256
    assert first.found_sha256 != second.found_sha256
    assert second.conforms


def replace_name() -> Partner:
    """Another partner of the same kind."""
    return example("mpmt").model_copy(update={"id": "mpgo", "acronym": "MPGO"})


def test_texts_without_an_act_of_approval_conform_to_nothing(tmp_path: Path) -> None:
    outcome = conformity(drafted(tmp_path), "1/2026")

    assert not outcome.conforms
    assert told(outcome) == [
        "22 textos não têm ato de aprovação, e não foi indicado parecer referencial"
    ]


def test_a_clause_that_is_not_as_approved_is_refused_and_shown(tmp_path: Path) -> None:
    office = edited(
        drafted(tmp_path), tmp_path, "library/casos-omissos/1.md", "de comum acordo", "por sorteio"
    )

    outcome = conformity(office, "1/2026", OPINION)

    (one,) = outcome.differences
    assert one.what == "a cláusula décima sexta foi alterada"
    assert "por sorteio" in one.approved[1]
    assert "de comum acordo" in one.found[1]
    assert [part.label for part in outcome.parts if not part.same] == [
        "Cláusula décima sexta – Dos casos omissos"
    ]


def test_a_clause_taken_out_of_the_set_is_refused_and_shown(tmp_path: Path) -> None:
    office = edited(drafted(tmp_path), tmp_path, "sets/act-adesao.yaml", "  - casos-omissos\n", "")

    assert told(conformity(office, "1/2026", OPINION)) == [
        "a cláusula décima sexta não está na minuta aprovada",
        "a cláusula décima sétima mudou de número",
    ]


def test_a_term_that_may_not_vary_has_to_be_that_of_the_set(tmp_path: Path) -> None:
    own = own_library(tmp_path)
    office = with_library(office_at(tmp_path), own)
    office = edited(office, tmp_path, "sets/act-adesao.yaml", "instrumento, prazo,", "instrumento,")
    draft(office, ask(example("mpmt"), months=48))

    assert "a cláusula décima foi alterada" in told(conformity(office, "1/2026", OPINION))


def test_the_page_says_what_varies_and_proves_that_nothing_else_does(tmp_path: Path) -> None:
    office = drafted(tmp_path)
    outcome = conformity(office, "1/2026", OPINION)

    text = canonical_text(certificate(office, outcome))

    assert OPINION in text
    assert "Orientação Normativa AGU nº 55/2014" in text
    assert "Partícipe MPMT\tMinistério Público do Estado de Mato Grosso, 14.921.092/0001-57" in text
    assert f"Texto do instrumento\t{outcome.found_sha256}" in text
    assert text.count(outcome.parts[0].found_sha256[:DISCREET]) == 2


@pytest.mark.parametrize("name", ["certidao.pdf", "certidao.html"])
def test_the_page_is_drawn_by_the_engines_of_any_text(tmp_path: Path, name: str) -> None:
    office = drafted(tmp_path)
    before = engines_of(office).count

    path = tmp_path / "saida" / name
    write_certificate(office, conformity(office, "1/2026", OPINION), path, "typst")

    assert engines_of(office).count == before + 1
    assert "CERTIDÃO DE CONFORMIDADE" in path.read_text(encoding="utf-8")


def test_no_page_is_made_where_something_differs_or_the_format_is_unknown(tmp_path: Path) -> None:
    office = drafted(tmp_path)

    with pytest.raises(StateError, match="não confere com a minuta aprovada"):
        write_certificate(office, conformity(office, "1/2026"), tmp_path / "c.pdf", "typst")
    with pytest.raises(UsageError, match=r"c\.odt: formato desconhecido"):
        write_certificate(
            office, conformity(office, "1/2026", OPINION), tmp_path / "c.odt", "typst"
        )
    assert not (tmp_path / "c.pdf").exists()


def test_the_page_is_issued_by_somebody(tmp_path: Path) -> None:
    office = drafted(tmp_path).acting_as("não identificado")

    with pytest.raises(UsageError) as refusal:
        write_certificate(
            office, conformity(office, "1/2026", OPINION), tmp_path / "c.pdf", "typst"
        )

    assert (refusal.value.message, refusal.value.remedy) == (
        "falta dizer quem emite a certidão.",
        "Diga-o em --por NOME, ou em PACTUA_USUARIO.",
    )
