"""Words put where one overlooks them: notes, heads and feet of pages, a file that is not Word's."""

from pathlib import Path

import pytest

from faults.errors import UnreadableFile
from services.office import Office
from services.receiving import KINDS
from tests.returned import sent_out, with_footer, with_footnote, without_controls
from tests.services.received import back, change, drafted, kinds, word_office

SUM = "A União transferirá R$ 1.000.000,00 ao Partícipe 2."


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return word_office(tmp_path / "dados")


def test_a_footnote_is_wording_of_the_clause_that_calls_it(office: Office, tmp_path: Path) -> None:
    data = with_footnote(sent_out(office, drafted(office)), "solicitada por escrito", SUM)
    received = back(office, data, tmp_path)
    assert kinds(received) == {"prazo-e-vigencia": "redacao"}
    assert SUM in change(received, "prazo-e-vigencia").body
    assert received.notes == (
        "As notas de rodapé e de fim foram lidas depois do parágrafo que as chama.",
    )


@pytest.mark.parametrize("controls", [True, False])
def test_words_at_the_foot_of_the_pages_are_a_part_that_came_in(
    office: Office, tmp_path: Path, controls: bool
) -> None:
    data = with_footer(sent_out(office, drafted(office)), SUM)
    received = back(office, data if controls else without_controls(data), tmp_path)
    assert kinds(received) == {"cabecalho-e-rodape": "estrutura"}
    part = change(received, "cabecalho-e-rodape")
    assert [line.after for line in part.part.lines] == [SUM]
    assert (part.title, KINDS[part.kind]) == (
        "cabeçalho e rodapé das páginas",
        "parte incluída ou retirada: depende de análise jurídica",
    )


def test_page_numbers_that_an_editor_counted_anew_are_ours(office: Office, tmp_path: Path) -> None:
    short = drafted(office).instrument.short_title
    data = with_footer(sent_out(office, drafted(office)), f"{short}\tPágina 3 de 14")
    assert kinds(back(office, data, tmp_path)) == {}


def test_another_number_of_the_instrument_at_the_foot_is_not_ours(
    office: Office, tmp_path: Path
) -> None:
    short = drafted(office).instrument.short_title.replace("1/2026", "9/2026")
    data = with_footer(sent_out(office, drafted(office)), f"{short}\tPágina 1 de 1")
    assert kinds(back(office, data, tmp_path)) == {"cabecalho-e-rodape": "estrutura"}


def test_a_pdf_that_comes_back_is_refused_with_what_to_ask_for(
    office: Office, tmp_path: Path
) -> None:
    drafted(office)
    with pytest.raises(UnreadableFile) as refusal:
        back(office, b"%PDF-1.7\n", tmp_path, "devolvido.pdf")
    assert (refusal.value.message, refusal.value.remedy) == (
        "devolvido.pdf: é um PDF, e só o DOCX guarda as partes da minuta.",
        "Peça ao partícipe o DOCX da minuta, editado no Word ou no LibreOffice.",
    )
