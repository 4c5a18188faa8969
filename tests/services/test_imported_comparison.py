"""An imported text against another file of it: only what the agreement says differently is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reading.open import read_file
from services.drafting import read_draft
from services.importing import ImportAsk, context_of, import_files
from services.importing_files import Readers
from services.office import Office
from services.text_comparison import compare
from services.verifying_text import frame_of
from signatures.verdict import ChangedClause
from tests.importing.variants import as_html, as_pdf, other_dashes, sample, wrapped
from tests.offices import office_at

NUMBER = "7/2024/CIHP/CGSINDEC/DPDC/SENACON"
NOTICE = ("em até 15 (quinze) dias", "em até 25 (vinte e cinco) dias")

DRESSES: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("a.txt", str.encode),
    "wrapped": ("a.txt", lambda text: wrapped(text).encode()),
    "dashes": ("a.txt", lambda text: other_dashes(text).encode()),
    "page": ("a.html", lambda text: as_html(text)),
    "pdf": ("a.pdf", as_pdf),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("importado")
    office = office_at(folder / "dados")
    path = folder / "acordo.txt"
    path.write_text(sample(), encoding="utf-8")
    readers = Readers(context_of(office))
    list(import_files(office, ImportAsk((Path(path),)), readers, lambda stage, done, total: None))
    return office


def differences(office: Office, dress: str, *pairs: tuple[str, str]) -> tuple[ChangedClause, ...]:
    """What differs in a file of the agreement with these words replaced."""
    text = sample()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    instrument = office.store.instrument(NUMBER)
    assert instrument is not None
    name, make = DRESSES[dress]
    found = read_file(name, make(text))
    return compare(read_draft(office, instrument).document, found, frame_of(office, instrument))


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_words_in_another_dress_are_the_same(office: Office, dress: str) -> None:
    assert differences(office, dress) == ()


@pytest.mark.parametrize("dress", DRESSES)
def test_one_changed_term_is_all_that_is_told(office: Office, dress: str) -> None:
    (change,) = differences(office, dress, NOTICE)
    assert change.where == "cláusula terceira"
    assert ("15 (quinze)" in change.original, "25 (vinte e cinco)" in change.found) == (True, True)


def test_another_letterhead_is_no_difference(office: Office) -> None:
    assert differences(office, "text", ("Telefone: (61) 2025-3000", "Fone (61) 3333-0000")) == ()


def test_another_signatory_is_told(office: Office) -> None:
    pairs = (
        ("**Maria Lúcia Tavares Braga, Usuário", "**Ana Reis Lobo, Usuário"),
        ("MARIA LÚCIA TAVARES BRAGA Defensora", "ANA REIS LOBO Defensora"),
    )
    (change,) = differences(office, "text", *pairs)
    assert (change.where, change.original, change.found) == (
        "assinaturas", "MARIA LÚCIA TAVARES BRAGA", "",
    )  # fmt: skip
