"""The text of a day: what of it each amendment gave, and what was not signed left out."""

from datetime import date
from pathlib import Path

import pytest

from faults.errors import StateError, UsageError
from services.consolidation import CONSOLIDATED, COPY, render_text, text_on
from services.drafting import draft
from services.ending import record_end
from services.office import Office
from tests.agreements import (
    LATER,
    ORIGINAL,
    SIGNED,
    amend,
    amend_and_sign,
    clause_text,
    sign,
    signed_agreement,
)
from tests.offices import ask, example, office_at, on
from tests.services.test_tying import REVOKED, REWORDED, added

SECOND = date(2026, 12, 15)


def amended_twice(folder: Path) -> Office:
    """The agreement with an extension of 01/12/2026 and three changes of 15/12/2026."""
    office = signed_agreement(folder)
    amend_and_sign(office, months=12)
    amend_and_sign(on(office, SECOND), changes=(REWORDED, REVOKED, added("marca")))
    return on(office, date(2026, 12, 20))


def test_the_text_of_a_day_has_the_amendments_signed_by_then(tmp_path: Path) -> None:
    office = amended_twice(tmp_path)
    days = [date(2026, 11, 30), LATER, date(2026, 12, 14), SECOND, date(2030, 1, 1)]
    assert [text_on(office, ORIGINAL, day).amendments for day in days] == [
        (),
        ("1º Termo Aditivo",),
        ("1º Termo Aditivo",),
        ("1º Termo Aditivo", "2º Termo Aditivo"),
        ("1º Termo Aditivo", "2º Termo Aditivo"),
    ]


def test_each_changed_place_says_what_changed_it(tmp_path: Path) -> None:
    document = text_on(amended_twice(tmp_path), ORIGINAL).document
    assert document.subtitle[-1] == (
        "Texto consolidado em 20 de dezembro de 2026, com os 1º e 2º Termos Aditivos"
    )
    assert clause_text(document, "publicidade") == (
        "CLÁUSULA DÉCIMA QUINTA – DA PUBLICIDADE E DIVULGAÇÃO\n"
        "(Redação dada pelo 2º Termo Aditivo)\n"
        "Nada se divulga sem a cláusula décima quarta."
    )
    assert clause_text(document, "marca").startswith("CLÁUSULA DÉCIMA QUINTA-A – DA MARCA\n(Incl")
    assert clause_text(document, "casos-omissos") == (
        "CLÁUSULA DÉCIMA SEXTA\n(Revogada pelo 2º Termo Aditivo)"
    )
    assert (
        "Vigência prorrogada por 12 (doze) meses, até 30 de janeiro de 2028. "
        "(Incluído pelo 1º Termo Aditivo)"
    ) in clause_text(document, "prazo-e-vigencia")


def test_without_notes_it_reads_as_if_written_so(tmp_path: Path) -> None:
    text = text_on(amended_twice(tmp_path), ORIGINAL, notes=False).text
    assert "Termo Aditivo)" not in text
    assert "Texto consolidado" not in text


def test_an_amendment_that_is_not_signed_has_no_part_in_it(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    before = text_on(office, ORIGINAL)
    amend(office, months=12, changes=(REVOKED,))
    assert text_on(office, ORIGINAL) == before
    assert before.edition.notices == (COPY,)


def test_a_text_that_was_changed_since_is_drafted_from_its_own_library(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    before = text_on(office, ORIGINAL).text
    own = tmp_path / "clausulas" / "library" / "publicidade"
    own.mkdir(parents=True)
    source = office.library.clause("publicidade").source.replace("versao: 1", "versao: 2")
    (own / "2.md").write_text(source.replace("Acordo", "Instrumento"), encoding="utf-8")
    assert text_on(office_like(tmp_path), ORIGINAL).text == before


def office_like(folder: Path) -> Office:
    """The office opened anew, with the library as it is now."""
    return on(office_at(folder), LATER)


def test_there_is_no_text_in_force_before_the_last_signature(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    assert text_on(office, ORIGINAL, SIGNED).amendments == ()
    with pytest.raises(StateError) as refused:
        text_on(office, ORIGINAL, date(2024, 1, 29))
    assert refused.value.message.endswith(
        "ainda não estava assinado (última assinatura em 30/01/2024)."
    )


def test_a_draft_has_only_the_text_of_today(tmp_path: Path) -> None:
    office = on(office_at(tmp_path), LATER)
    draft(office, ask(example("mpmt")))
    assert text_on(office, "1/2026").edition.notices[0] == "MINUTA – sem validade"
    with pytest.raises(StateError, match="não está assinado: não há texto em vigor em 01/12/2026"):
        text_on(office, "1/2026", LATER)


def test_an_amendment_has_its_own_text_from_its_signature_on(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    name = str(amend(office, months=12).instrument.number)
    assert text_on(office, name).text.startswith("PRIMEIRO TERMO ADITIVO")
    sign(office, name)
    assert text_on(office, name).edition.notices == (COPY,)
    with pytest.raises(StateError, match="ainda não estava assinado"):
        text_on(office, name, date(2026, 11, 30))


def test_the_files_are_named_after_the_day_and_told_apart_from_the_signed_ones(
    tmp_path: Path,
) -> None:
    office = amended_twice(tmp_path)
    entries = office.store.last_seq()
    standing = text_on(office, ORIGINAL)
    name, data = render_text(office, standing, "docx")
    assert name == "ACT-1-2024-mpmt-texto-2026-12-20.docx"
    assert data.decode().startswith(CONSOLIDATED)
    assert office.store.last_seq() == entries


def test_a_format_that_is_not_for_reading_is_refused(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    with pytest.raises(UsageError) as refused:
        render_text(office, text_on(office, ORIGINAL), "json")
    assert refused.value.remedy == "Formatos: txt, html, docx, pdf."


def test_an_early_end_is_told_under_the_title_from_the_day_of_its_notice(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    record_end(office, ORIGINAL, "denuncia", LATER, "ofício nº 9", "mpmt")
    told = "Extinção por denúncia ao fim de 31 de dezembro de 2026"
    before = text_on(office, ORIGINAL, date(2026, 11, 30)).document.subtitle
    assert told not in before
    assert text_on(office, ORIGINAL, LATER).document.subtitle == (*before, told)
    assert text_on(office, ORIGINAL, LATER, notes=False).document.subtitle == before
