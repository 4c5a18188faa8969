"""What a person asks of a clause: a text of the library, a file, or no more of it."""

from pathlib import Path

import pytest

from document.canonical import canonical_text
from faults.errors import InvalidData, NotFound, UnreadableFile, UsageError
from services.clause_changes import added_clause, new_wording, revoked_clause
from services.office import Office
from tests.agreements import amend, signed_agreement
from tests.offices import office_at

HEADED = """---
id: uso-da-marca
titulo: Do uso da marca {{ participe.tratamento|do }}
versao: 1
desde: 2026-12-01
---
O uso da marca depende de autorização.
"""


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_text_of_the_library_is_named_with_its_version(tmp_path: Path) -> None:
    change = new_wording(office_at(tmp_path), "publicidade@1")
    assert (change.kind, change.clause, change.source) == (
        "redacao",
        "publicidade",
        "publicidade@1",
    )


def test_a_title_of_the_library_is_filled_in(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    change = new_wording(office, "obrigacoes-orgao@1")
    text = canonical_text(amend(office, changes=(change,)).document)
    assert "“CLÁUSULA QUARTA – DAS OBRIGAÇÕES DA SENACON" in text


def test_a_file_without_a_heading_is_named_after_its_clause(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    change = new_wording(office, written(tmp_path, "publicidade.md", "Nada se divulga.\n"))
    assert (change.clause, change.title, change.text) == ("publicidade", None, "Nada se divulga.")
    text = canonical_text(amend(office, changes=(change,)).document)
    assert "“CLÁUSULA DÉCIMA QUINTA – DA PUBLICIDADE E DIVULGAÇÃO\nNada se divulga.” (NR)" in text


def test_a_file_with_a_heading_says_its_clause_and_its_title(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    path = written(tmp_path, "marca.md", HEADED)
    change = added_clause(office, f"publicidade={path}")
    text = canonical_text(amend(office, changes=(change,)).document)
    assert "“CLÁUSULA DÉCIMA QUINTA-A – DO USO DA MARCA DO MINISTÉRIO PÚBLICO" in text


def test_an_added_clause_wants_a_place(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="“casos-omissos@1” não diz onde a cláusula entra"):
        added_clause(office_at(tmp_path), "casos-omissos@1")


def test_an_added_clause_wants_a_title(tmp_path: Path) -> None:
    path = written(tmp_path, "marca.md", "Sem cabeçalho.\n")
    with pytest.raises(UsageError, match="falta o cabeçalho com “id” e “titulo”"):
        added_clause(office_at(tmp_path), f"publicidade={path}")


def test_a_clause_is_revoked_by_its_name() -> None:
    assert revoked_clause("casos-omissos").kind == "revogacao"
    with pytest.raises(InvalidData):
        revoked_clause("Casos Omissos")


@pytest.mark.parametrize(
    ("text", "error"), [("nenhuma@1", NotFound), ("./nenhum.md", UnreadableFile)]
)
def test_what_is_not_there_is_told(tmp_path: Path, text: str, error: type[Exception]) -> None:
    office: Office = office_at(tmp_path)
    with pytest.raises(error):
        new_wording(office, text)
