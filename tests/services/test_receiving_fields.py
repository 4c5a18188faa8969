"""A value is taken from a file that came back only where it changed wherever its field stands."""

from itertools import combinations
from pathlib import Path

import pytest

from document.canonical import canonical_text
from services.office import Office
from services.receiving import Acceptance, accept
from tests.returned import edited, edited_at, in_row, sent_out, with_last_paragraph
from tests.services.received import (
    NEW_CNPJ,
    OLD_CNPJ,
    back,
    change,
    drafted,
    kinds,
    returned,
    word_office,
)

OLD, NEW = "Claire Vogel Dutra", "Ana Paula de Souza"
SUM = "A União transferirá R$ 1.000.000,00 ao Partícipe 2."
LAST_RESULT = "aperfeiçoamento da plataforma a partir das propostas dos partícipes"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return word_office(tmp_path / "dados")


def test_a_value_that_changed_everywhere_is_a_field(office: Office, tmp_path: Path) -> None:
    received = returned(office, tmp_path, (OLD_CNPJ, NEW_CNPJ))
    assert kinds(received) == {"abertura": "campo", "plano-1": "campo"}
    assert [(one.path, one.new) for one in received.fields] == [("participes.1.cnpj", NEW_CNPJ)]


@pytest.mark.parametrize(
    "places", [places for count in (1, 2, 3) for places in combinations(range(3), count)]
)
def test_a_value_is_taken_when_every_place_changed_and_only_then(
    office: Office, tmp_path: Path, places: tuple[int, ...]
) -> None:
    role = "Subprocuradora-Geral de Justiça Administrativa"
    data = edited_at(sent_out(office, drafted(office)), role, "Procuradora-Geral", places)
    received = back(office, data, tmp_path)
    assert len(received.changes) == len(places)
    assert {one.kind for one in received.changes} == {"campo" if len(places) == 3 else "desacordo"}
    assert len(received.fields) == (len(places) == 3)


def test_a_value_that_changed_in_one_place_says_where_it_did_not(
    office: Office, tmp_path: Path
) -> None:
    received = returned(office, tmp_path, (OLD_CNPJ, NEW_CNPJ), everywhere=False)
    assert kinds(received) == {"abertura": "desacordo"}
    (refusal,) = change(received, "abertura").refused
    assert refusal.change.path == "participes.1.cnpj"
    assert refusal.why == "não mudou do mesmo modo em: seção 1. DADOS CADASTRAIS"
    assert received.fields == ()


def test_a_value_that_the_record_refuses_says_why(office: Office, tmp_path: Path) -> None:
    received = returned(office, tmp_path, (OLD_CNPJ, "14.921.092/0001-58"))
    (refusal,) = change(received, "abertura").refused
    assert refusal.why == (
        "o valor não serve: o CNPJ “14.921.092/0001-58” não confere com os dígitos verificadores"
    )


def test_another_responsible_of_an_action_is_no_other_party(office: Office, tmp_path: Path) -> None:
    draft = drafted(office)
    plan = draft.instrument.request.plan
    place = next(n for n, one in enumerate(plan.actions, 1) if one.responsible == "participe")
    action = plan.actions[place - 1].text
    data = sent_out(office, draft)
    received = back(office, in_row(data, action, "MPMT", "SENACON"), tmp_path)
    (field,) = received.fields
    assert (field.path, field.new) == (f"plano.acoes.{place}.responsavel", "SENACON")
    made = accept(office, received, Acceptance(fields=True))
    assert made.instrument.request.plan.actions[place - 1].responsible == "orgao"
    assert made.instrument.request.partners[0].acronym == "MPMT"


def test_another_acronym_everywhere_is_one_field_and_no_other_responsible(
    office: Office, tmp_path: Path
) -> None:
    received = returned(office, tmp_path, ("MPMT", "MP-MT"))
    assert [(one.path, one.new) for one in received.fields] == [("participes.1.sigla", "MP-MT")]
    assert received.for_counsel == ()


def test_a_responsible_who_is_no_party_is_refused(office: Office, tmp_path: Path) -> None:
    draft = drafted(office)
    plan = draft.instrument.request.plan
    action = next(one.text for one in plan.actions if one.responsible == "participe")
    received = back(office, in_row(sent_out(office, draft), action, "MPMT", "IBGE"), tmp_path)
    assert kinds(received) == {"plano-8": "desacordo"}
    reasons = {one.why for one in change(received, "plano-8").refused}
    assert "o valor não serve: “IBGE” não é parte do instrumento" in reasons


def test_an_old_name_that_the_plan_goes_on_telling_keeps_the_new_one_out(
    office: Office, tmp_path: Path
) -> None:
    told = ("é um serviço público", f"é, diz {OLD}, um serviço público")
    made = accept(office, returned(office, tmp_path, told), Acceptance(fields=True))
    data = edited(sent_out(office, made), (OLD.upper(), NEW.upper()))
    received = back(office, edited(data, (OLD, NEW), everywhere=False), tmp_path)
    assert set(kinds(received).values()) == {"desacordo"}
    assert {one.why for part in received.changes for one in part.refused} == {
        "não mudou do mesmo modo em: seção 3. DIAGNÓSTICO"
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LAST_RESULT, LAST_RESULT + "; R$ 1.000.000,00 ao partícipe"),
        ("Capacitar as equipes", "Pagar R$ 5.000,00 para capacitar as equipes"),
    ],
)
def test_a_sum_put_into_the_plan_is_for_counsel(
    office: Office, tmp_path: Path, old: str, new: str
) -> None:
    received = returned(office, tmp_path, (old, new), everywhere=False)
    assert set(kinds(received).values()) == {"redacao"}


def test_a_word_of_money_in_a_record_is_a_field(office: Office, tmp_path: Path) -> None:
    street = ("Rua Procurador Professor Carlos Antônio", "Rua dos Valores")
    received = returned(office, tmp_path, street)
    assert set(kinds(received).values()) == {"campo"}


@pytest.mark.parametrize("added", [SUM, "As partes farão o que entenderem."])
def test_a_paragraph_added_to_a_section_of_the_plan_is_for_counsel(
    office: Office, tmp_path: Path, added: str
) -> None:
    data = sent_out(office, drafted(office))
    received = back(office, with_last_paragraph(data, added), tmp_path)
    assert kinds(received) == {"plano-10": "redacao"}


def test_an_item_added_to_a_list_of_the_plan_is_a_field(office: Office, tmp_path: Path) -> None:
    draft = drafted(office)
    data = with_last_paragraph(sent_out(office, draft), "• rede de atendimento formada")
    received = back(office, data, tmp_path)
    assert kinds(received) == {"plano-10": "campo"}
    made = accept(office, received, Acceptance(fields=True))
    assert "rede de atendimento formada" in canonical_text(made.document)
