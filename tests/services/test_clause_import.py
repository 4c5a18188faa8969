"""A clause set out of an agreement that exists, tried at once against that agreement."""

from pathlib import Path

import pytest

from document.canonical import canonical_text
from faults.errors import StateError, UsageError
from services.clause_import import Made, import_set
from services.drafting import Ask, draft
from services.office import Office
from tests.importing.variants import as_html, sample
from tests.offices import PLAN, example, example_plan, office_at

SET = "act-prova"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_at(tmp_path / "dados")


def made_of(office: Office, text: str | bytes, folder: Path, name: str = "acordo.txt") -> Made:
    """The set made of this text."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_set(office, path, SET)


def reopened(office: Office, folder: Path) -> Office:
    """The office with the library as it is now."""
    office.store.close()
    return office_at(folder / "dados")


def test_every_difference_of_the_trial_has_a_reason(office: Office, tmp_path: Path) -> None:
    made = made_of(office, sample(), tmp_path)
    assert made.unexplained == ()
    assert made.same_lines > len(made.differences)
    assert made.fields > 5


def test_the_files_say_where_they_come_from_and_hold_no_data_of_the_parties(
    office: Office, tmp_path: Path
) -> None:
    made = made_of(office, sample(), tmp_path)
    assert all(path.is_relative_to(office.folder or "") for path in made.files)
    texts = [path.read_text() for path in made.files if path.suffix == ".md"]
    assert len(texts) > 5
    assert all(text.startswith("---\nid: act-prova-") for text in texts)
    told = "".join(texts)
    assert "Maria Lúcia Tavares Braga" not in told
    assert "{{ participe" in told


def test_the_same_agreement_as_a_page_makes_the_same_texts(office: Office, tmp_path: Path) -> None:
    plain = made_of(office, sample(), tmp_path)
    texts = {path.name + path.parent.name: path.read_text() for path in plain.files}
    other = office_at(tmp_path / "outro")
    page = made_of(other, as_html(sample()), tmp_path, "acordo.html")
    again = {path.name + path.parent.name: path.read_text() for path in page.files}
    assert {k: v for k, v in again.items() if k.startswith("1.md")} == {
        k: v for k, v in texts.items() if k.startswith("1.md")
    }


def test_the_set_drafts_for_another_partner(office: Office, tmp_path: Path) -> None:
    made_of(office, sample(), tmp_path)
    office = reopened(office, tmp_path)
    drafted = draft(
        office, Ask((example("defensoria"),), SET, example_plan(), PLAN.name, None, 36, new=True)
    )
    text = canonical_text(drafted.document)
    assert "HELENA EXEMPLO CAVALCANTE" in text
    assert "Maria Lúcia Tavares Braga".upper() not in text


def test_a_set_is_not_overwritten(office: Office, tmp_path: Path) -> None:
    made_of(office, sample(), tmp_path)
    with pytest.raises(StateError, match="já existe"):
        made_of(reopened(office, tmp_path), sample(), tmp_path)


@pytest.mark.parametrize("name", ["Act Prova", "../fora", "prova_1", ""])
def test_a_set_needs_a_name_of_ours(office: Office, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="não serve de nome"):
        import_set(office, tmp_path / "acordo.txt", name)


def test_a_text_without_clauses_makes_nothing(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="não se reconhecem cláusulas"):
        made_of(office, "Uma carta.\n\nSem cláusula nenhuma.\n", tmp_path)
    assert not (tmp_path / "dados" / "clausulas").exists()


def test_what_looks_like_a_template_in_the_agreement_stays_words(
    office: Office, tmp_path: Path
) -> None:
    made = made_of(office, sample().replace("plataforma", "plataforma {{ 7*7 }} *x*", 3), tmp_path)
    told = "".join(path.read_text() for path in made.files)
    assert "{{ 7*7 }}" not in told
