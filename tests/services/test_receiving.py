"""A Word file that comes back edited: what changed, what that is, and what may be accepted."""

from pathlib import Path

import pytest

from document.canonical import canonical_text
from faults.errors import StateError, UsageError
from instruments.partner import Partner
from services.drafting import Draft, draft, read_draft
from services.lifecycle import instrument_of
from services.office import Office
from services.receiving import Acceptance, accept
from services.redlines import write_redline
from services.registry_care import verify_registry
from tests.offices import ask, example
from tests.returned import edited, sent_out, without_controls
from tests.services.received import ACT, back, change, kinds, word_office

OLD, NEW = "Claire Vogel Dutra", "Ana Paula de Souza"
REPRESENTATIVE = ((OLD, NEW), (OLD.upper(), NEW.upper()))
WORDING = ("e obrigam a todos", "e vinculam a todos")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return word_office(tmp_path / "dados")


@pytest.fixture
def drafted(office: Office) -> Draft:
    return draft(office, ask(partner()))


def partner() -> Partner:
    """Who the agreement is with."""
    return example("mpmt")


@pytest.mark.parametrize("controls", [True, False])
def test_a_file_that_comes_back_as_it_went_has_no_changes(
    office: Office, drafted: Draft, tmp_path: Path, controls: bool
) -> None:
    data = sent_out(office, drafted)
    received = back(office, data if controls else without_controls(data), tmp_path)
    assert received.changes == ()
    assert len(received.notes) == (0 if controls else 1)


@pytest.mark.parametrize("controls", [True, False])
def test_another_name_wherever_it_stands_is_one_field(
    office: Office, drafted: Draft, tmp_path: Path, controls: bool
) -> None:
    data = edited(sent_out(office, drafted), *REPRESENTATIVE)
    received = back(office, data if controls else without_controls(data), tmp_path)
    assert kinds(received) == {"abertura": "campo", "assinaturas": "campo", "plano-1": "campo"}
    (field,) = received.fields
    assert (field.path, field.old, field.new) == ("participes.1.representante.nome", OLD, NEW)


def test_another_wording_is_for_counsel(office: Office, drafted: Draft, tmp_path: Path) -> None:
    received = back(office, edited(sent_out(office, drafted), WORDING), tmp_path)
    assert kinds(received) == {"plano-de-trabalho": "redacao"}
    assert "vinculam a todos" in change(received, "plano-de-trabalho").body
    assert received.for_counsel == received.changes


def test_a_value_that_changes_with_the_words_around_it_is_for_counsel(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    changed = ("cabe ao Ministério Público do Estado de Mato Grosso", "caberá ao MP")
    received = back(office, edited(sent_out(office, drafted), changed), tmp_path)
    assert kinds(received) == {"obrigacoes-ministerio-publico": "redacao"}


def test_a_clause_that_is_gone_is_a_change_of_structure(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    gone = next(one for one in drafted.document.clauses if one.id == "casos-omissos")
    lines = canonical_text(drafted.document).splitlines()
    start = lines.index(gone.heading)
    data = edited(
        sent_out(office, drafted), (lines[start], ""), (lines[start + 1] or lines[start + 2], "")
    )
    assert kinds(back(office, data, tmp_path)) == {"casos-omissos": "estrutura"}


def test_prose_and_actions_of_the_plan_are_fields(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    action = drafted.instrument.request.plan.actions[0].text
    data = edited(
        sent_out(office, drafted),
        ("é um serviço público, gratuito e de", "é serviço {{ gratuito }} e de"),
        (action, "Cadastrar os usuários"),
    )
    received = back(office, data, tmp_path)
    assert kinds(received) == {"plano-3": "campo", "plano-8": "campo"}
    made = accept(office, received, Acceptance(fields=True))
    assert made.instrument.request.plan.actions[0].text == "Cadastrar os usuários"
    assert "é serviço { { gratuito }} e de" in canonical_text(made.document)


def test_accepted_fields_make_the_next_version(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    data = edited(sent_out(office, drafted), *REPRESENTATIVE, WORDING)
    made = accept(office, back(office, data, tmp_path), Acceptance(fields=True))
    assert (made.instrument.version, made.instrument.number) == (2, drafted.instrument.number)
    text = canonical_text(made.document)
    assert (NEW in text, NEW.upper() in text, OLD in text) == (True, True, False)
    assert WORDING[0] in text
    assert verify_registry(office).findings == []


def test_an_accepted_wording_stands_in_the_next_version_by_its_act(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    received = back(office, edited(sent_out(office, drafted), WORDING), tmp_path)
    made = accept(office, received, Acceptance(clauses=("plano-de-trabalho",), act=ACT))
    (wording,) = made.instrument.request.wordings
    assert (wording.clause, wording.act) == ("plano-de-trabalho", ACT)
    text = canonical_text(made.document)
    assert text == canonical_text(drafted.document).replace(*WORDING)
    again = read_draft(office, instrument_of(office, made.instrument.number))
    assert canonical_text(again.document) == text
    assert verify_registry(office).findings == []


def test_the_version_with_an_accepted_wording_goes_out_and_comes_back_unchanged(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    received = back(office, edited(sent_out(office, drafted), WORDING), tmp_path)
    made = accept(office, received, Acceptance(clauses=("plano-de-trabalho",), act=ACT))
    assert back(office, sent_out(office, made), tmp_path).changes == ()


@pytest.mark.parametrize(
    ("acceptance", "said"),
    [
        (Acceptance(), "falta dizer o que aceitar"),
        (Acceptance(clauses=("plano-de-trabalho",)), "falta o ato"),
        (Acceptance(clauses=("objeto",), act=ACT), "“objeto” não é uma cláusula com redação nova"),
    ],
)
def test_what_cannot_be_accepted_says_why(
    office: Office, drafted: Draft, tmp_path: Path, acceptance: Acceptance, said: str
) -> None:
    received = back(office, edited(sent_out(office, drafted), WORDING), tmp_path)
    with pytest.raises(UsageError, match=said):
        accept(office, received, acceptance)
    assert instrument_of(office, drafted.instrument.number).version == 1


def test_a_wording_without_a_part_that_others_cite_is_not_taken(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    text = canonical_text(drafted.document).splitlines()
    (gone,) = (line for line in text if "substituirá" in line or "será substituído" in line)
    received = back(office, edited(sent_out(office, drafted), (gone, "")), tmp_path)
    assert kinds(received) == {"gerenciamento": "redacao"}
    with pytest.raises(StateError, match="não se sustenta"):
        accept(office, received, Acceptance(clauses=("gerenciamento",), act=ACT))
    assert instrument_of(office, drafted.instrument.number).version == 1


def test_a_field_with_two_values_is_not_taken(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    data = edited(sent_out(office, drafted), (OLD, NEW), (OLD.upper(), "JOANA DIAS"))
    received = back(office, data, tmp_path)
    assert set(kinds(received).values()) == {"desacordo"}
    with pytest.raises(UsageError, match="não há neste arquivo dado que possa ser aceito"):
        accept(office, received, Acceptance(fields=True))


def test_a_version_that_is_no_longer_the_newest_is_not_built_upon(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    received = back(office, edited(sent_out(office, drafted), *REPRESENTATIVE), tmp_path)
    draft(office, ask(partner(), months=48))
    with pytest.raises(StateError, match="a versão 1 já não é a atual"):
        accept(office, received, Acceptance(fields=True))


def test_the_comparison_is_written_for_the_reader(
    office: Office, drafted: Draft, tmp_path: Path
) -> None:
    received = back(office, edited(sent_out(office, drafted), WORDING), tmp_path)
    paths = write_redline(office, received.redline, tmp_path / "saida", "comparacao")
    assert sorted(path.suffix for path in paths) == [".docx", ".html"]
    (page,) = (path for path in paths if path.suffix == ".html")
    shown = page.read_text()
    assert shown.index("[excluído: </span>obrigam<") < shown.index("[incluído: </span>vinculam<")
    assert "depende de análise jurídica" in shown
