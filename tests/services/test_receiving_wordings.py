"""A wording that counsel accepts never leaves the text saying one thing and the record another."""

from pathlib import Path

import pytest

from document.canonical import canonical_text
from faults.errors import InvalidData, StateError
from services.conformity import conformity
from services.drafting import Draft, draft
from services.office import Office
from services.receiving import Acceptance, Received, accept
from tests.offices import ask, example
from tests.returned import edited, sent_out
from tests.services.received import (
    ACT,
    NUMBER,
    back,
    change,
    drafted,
    returned,
    word_office,
)

TERM = "36 (trinta e seis) meses"
WORDING = ("e obrigam a todos", "e vinculam a todos")
OPINION = "Parecer Referencial nº 1/2026"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return word_office(tmp_path / "dados")


def accepted(office: Office, received: Received, clause: str) -> Draft:
    """The next version, with the new wording of one clause."""
    return accept(office, received, Acceptance(clauses=(clause,), act=ACT))


@pytest.mark.parametrize(
    ("new", "months"),
    [("60 (sessenta) meses", 60), ("48 (quarenta e oito) meses improrrogáveis", 48)],
)
def test_a_wording_with_another_term_changes_the_term_of_the_record(
    office: Office, tmp_path: Path, new: str, months: int
) -> None:
    received = returned(office, tmp_path, (TERM, new))
    made = accepted(office, received, "prazo-e-vigencia")
    assert made.instrument.request.months == months
    assert f"por {new}" in canonical_text(made.document)


@pytest.mark.parametrize(
    "new",
    [
        "5 (cinco) anos",
        "60 (sessenta e seis) meses",
        "prazo indeterminado",
        "tempo que termina em 31 de dezembro de 2030",
    ],
)
def test_a_wording_whose_term_cannot_be_told_in_months_is_not_taken(
    office: Office, tmp_path: Path, new: str
) -> None:
    received = returned(office, tmp_path, (TERM, new))
    with pytest.raises(StateError) as refusal:
        accepted(office, received, "prazo-e-vigencia")
    assert refusal.value.message == (
        "a redação nova da cláusula “prazo-e-vigencia” não diz com certeza o prazo de vigência em "
        "meses (no registro: 36), por que o sistema conta os prazos."
    )
    assert refusal.value.remedy == (
        "Gere a minuta de novo com o dado certo (como --meses N) e mande-a ao partícipe; ou peça a "
        "ele que a redação mantenha o dado."
    )


def test_a_term_too_short_for_the_plan_is_not_taken(office: Office, tmp_path: Path) -> None:
    received = returned(office, tmp_path, (TERM, "6 (seis) meses"))
    with pytest.raises(InvalidData, match="não combina com o prazo da redação aceita"):
        accepted(office, received, "prazo-e-vigencia")


def test_a_last_day_beside_the_months_is_not_taken(office: Office, tmp_path: Path) -> None:
    received = returned(office, tmp_path, (TERM, f"{TERM}, até 31 de dezembro de 2030"))
    with pytest.raises(StateError, match="não se contam mais como o sistema as conta"):
        accepted(office, received, "prazo-e-vigencia")


def test_a_wording_with_other_days_changes_the_days_that_are_counted(
    office: Office, tmp_path: Path
) -> None:
    change = ("30 (trinta) dias do término", "90 (noventa) dias do término")
    made = accepted(office, returned(office, tmp_path, change), "prazo-e-vigencia")
    assert made.instrument.request.clause_set.terms.renewal_notice_days == 90
    assert made.instrument.request.months == 36


def test_a_clause_that_says_a_second_term_is_not_taken(office: Office, tmp_path: Path) -> None:
    other = ("e obrigam a todos", "e vigoram por 12 (doze) meses, prazo de vigência deste Acordo")
    received = returned(office, tmp_path, other)
    with pytest.raises(StateError, match="onde o registro diz 36 meses"):
        accepted(office, received, "plano-de-trabalho")


def test_a_wording_that_names_another_party_is_not_taken(office: Office, tmp_path: Path) -> None:
    change = (
        "cabe ao Ministério Público do Estado de Mato Grosso",
        "caberá ao Ministério Público do Estado de Goiás",
    )
    received = returned(office, tmp_path, change)
    with pytest.raises(StateError) as refusal:
        accepted(office, received, "obrigacoes-ministerio-publico")
    assert refusal.value.message == (
        "a redação nova da cláusula “obrigacoes-ministerio-publico” diz “Goiás” onde o registro "
        "diz “Ministério Público do Estado de Mato Grosso”."
    )


def test_a_wording_under_another_title_is_not_taken(office: Office, tmp_path: Path) -> None:
    title = ("DO PRAZO E VIGÊNCIA", "DA DURAÇÃO")
    received = returned(office, tmp_path, title, (TERM, "60 (sessenta) meses"))
    with pytest.raises(StateError, match="muda o título da cláusula “prazo-e-vigencia”"):
        accepted(office, received, "prazo-e-vigencia")


def test_a_subclause_whose_words_were_taken_out_goes_with_its_label(
    office: Office, tmp_path: Path
) -> None:
    sent = drafted(office)
    (line,) = (
        one for one in canonical_text(sent.document).split("\n") if "último dia do mês" in one
    )
    label, _, words = line.partition(". ")
    received = back(office, edited(sent_out(office, sent), (words, "")), tmp_path)
    (changed,) = (one for one in change(received, "prazo-e-vigencia").part.lines if one.changed)
    assert changed.after.strip() == f"{label}."
    text = canonical_text(accepted(office, received, "prazo-e-vigencia").document)
    assert f"{label}." not in text.split("\n")
    assert words not in text


def test_drafting_again_keeps_what_was_accepted(office: Office, tmp_path: Path) -> None:
    received = returned(office, tmp_path, (TERM, "60 (sessenta) meses"), WORDING)
    both = Acceptance(clauses=("prazo-e-vigencia", "plano-de-trabalho"), act=ACT)
    made = accept(office, received, both)
    again = draft(office, ask(example("mpmt")))
    assert (again.fresh, again.instrument) == (False, made.instrument)
    assert [one.message for one in again.findings if one.rule == "redacao-aceita"] == [
        f"a cláusula tem a redação aceita só para este instrumento ({ACT})."
    ] * 2


def test_drafting_again_with_other_data_keeps_what_was_accepted(
    office: Office, tmp_path: Path
) -> None:
    made = accepted(office, returned(office, tmp_path, WORDING), "plano-de-trabalho")
    again = draft(office, ask(example("mpmt"), months=48))
    assert (again.instrument.version, again.instrument.request.months) == (3, 48)
    assert again.instrument.request.wordings == made.instrument.request.wordings


def test_a_term_other_than_that_of_an_accepted_wording_is_not_drafted(
    office: Office, tmp_path: Path
) -> None:
    accepted(office, returned(office, tmp_path, (TERM, "60 (sessenta) meses")), "prazo-e-vigencia")
    with pytest.raises(StateError) as refusal:
        draft(office, ask(example("mpmt"), months=48))
    assert refusal.value.message == (f"foram pedidos 48 meses, e a redação aceita ({ACT}) diz 60.")


def test_a_name_changes_in_an_accepted_wording_too(office: Office, tmp_path: Path) -> None:
    old, new = "Ministério Público do Estado de Mato Grosso", "Ministério Público de Mato Grosso"
    other = (f"cabe ao {old}", f"caberá ao {old}")
    made = accepted(office, returned(office, tmp_path, other), "obrigacoes-ministerio-publico")
    data = edited(sent_out(office, made), (old, new), (old.upper(), new.upper()))
    received = back(office, data, tmp_path)
    assert received.for_counsel == ()
    text = canonical_text(accept(office, received, Acceptance(fields=True)).document)
    assert (f"caberá ao {new}" in text, old in text) == (True, False)


def test_a_version_with_an_accepted_wording_is_not_certified_as_the_approved_one(
    office: Office, tmp_path: Path
) -> None:
    received = returned(office, tmp_path, WORDING)
    accepted(office, received, "plano-de-trabalho")
    outcome = conformity(office, NUMBER, OPINION)
    (one,) = outcome.differences
    assert one.what == (
        "a cláusula segunda foi alterada (redação aceita pelo ato: Parecer nº 10/2026/CONJUR)"
    )
    assert ("e obrigam a todos" in one.approved[1], "e vinculam a todos" in one.found[1]) == (
        True,
        True,
    )


def test_a_version_with_other_days_is_not_certified(office: Office, tmp_path: Path) -> None:
    change = ("30 (trinta) dias do término", "90 (noventa) dias do término")
    accepted(office, returned(office, tmp_path, change), "prazo-e-vigencia")
    (one,) = conformity(office, NUMBER, OPINION).differences
    assert one.what.startswith("a cláusula décima foi alterada (redação aceita pelo ato: ")


def test_an_accepted_wording_that_only_says_another_term_conforms(
    office: Office, tmp_path: Path
) -> None:
    received = returned(office, tmp_path, (TERM, "60 (sessenta) meses"))
    accepted(office, received, "prazo-e-vigencia")
    assert conformity(office, NUMBER, OPINION).conforms
