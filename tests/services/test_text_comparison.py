"""A text found in some file against the registered one: what differs is found, and nothing else."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from document.canonical import canonical_text
from document.tree import NumberedDocument
from reading.open import read_file
from reading.source import Line, SourceText
from rendering.engines import build_engine
from rendering.port import Edition
from services.drafting import Draft, draft
from services.editions import edition_of
from services.text_comparison import Frame, compare, part_names
from tests.offices import ask, example, office_at

FORMATS = {
    "docx": "docxtpl",
    "html": "html",
    "txt": "txt",
    "sei": "sei",
    "pdf": "typst",
}


@cache
def drafted() -> tuple[Draft, Edition]:
    with TemporaryDirectory() as folder:
        office = office_at(Path(folder))
        result = draft(office, ask(example("mpmt")))
        office.store.close()
        return result, edition_of(office, result)


@pytest.fixture
def made() -> tuple[Draft, Edition]:
    return drafted()


@pytest.fixture
def document(made: tuple[Draft, Edition]) -> NumberedDocument:
    return made[0].document


def frame(edition: Edition) -> Frame:
    notices = (*edition.notices, " · ".join(edition.notices))
    return Frame(edition.letterhead, (*notices, edition.short_title))


def plain(text: str) -> SourceText:
    return SourceText("texto.txt", "texto", tuple(Line(line) for line in text.splitlines()))


def altered(document: NumberedDocument, change: Callable[[str], str]) -> SourceText:
    before = canonical_text(document)
    after = change(before)
    assert after != before
    return plain(after)


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_we_draw_says_the_registered_words_in_every_format(
    made: tuple[Draft, Edition], file_format: str
) -> None:
    result, edition = made
    engine = build_engine(file_format, FORMATS[file_format])
    source = read_file(f"a.{file_format}", engine.render(result.document, edition))
    assert compare(result.document, source, frame(edition)) == ()


def test_the_pdf_of_the_other_engine_says_them_too(made: tuple[Draft, Edition]) -> None:
    result, edition = made
    data = build_engine("pdf", "weasyprint").render(result.document, edition)
    assert compare(result.document, read_file("a.pdf", data), frame(edition)) == ()


def test_a_changed_term_is_told_with_its_clause(document: NumberedDocument) -> None:
    source = altered(
        document, lambda text: text.replace("36 (trinta e seis) meses", "60 (sessenta) meses", 1)
    )
    (change,) = compare(document, source, Frame())
    assert change.where == "cláusula décima"
    assert "36 (trinta e seis) meses" in change.original
    assert "60 (sessenta) meses" in change.found


def test_a_clause_left_out_is_told_by_its_name(document: NumberedDocument) -> None:
    def without(text: str) -> str:
        return re.sub(r"CLÁUSULA TERCEIRA.*?(?=CLÁUSULA QUARTA)", "", text, flags=re.S)

    (change,) = compare(document, altered(document, without), Frame())
    assert (change.where, change.found) == ("cláusula terceira", "")
    assert "CLÁUSULA TERCEIRA" in change.original


def test_a_sentence_put_in_is_told_where_it_stands(document: NumberedDocument) -> None:
    def more(text: str) -> str:
        return text.replace(
            "CLÁUSULA SEXTA", "O partícipe pagará dez mil reais por mês.\nCLÁUSULA SEXTA", 1
        )

    (change,) = compare(document, altered(document, more), Frame())
    assert (change.where, "dez mil reais" in change.found) == ("cláusula quinta", True)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("–", "-"), id="dashes"),
        pytest.param(lambda text: text.replace("“", '"').replace("”", '"'), id="quotes"),
        pytest.param(str.upper, id="capitals"),
        pytest.param(lambda text: text.replace(" ", "   "), id="spaces"),
        pytest.param(lambda text: text.replace("cooperação", "coope-\nração", 3), id="hyphens"),
        pytest.param(lambda text: text.replace("\t", "\n"), id="cells on lines of their own"),
    ],
)
def test_what_another_program_does_to_a_text_is_no_difference(
    document: NumberedDocument, change: Callable[[str], str]
) -> None:
    assert compare(document, altered(document, change), Frame()) == ()


def test_letterhead_notices_page_numbers_and_stamps_are_no_part_of_the_text(
    document: NumberedDocument,
) -> None:
    around = Frame(("Ministério de Exemplo",), ("MINUTA – sem validade",))
    text = canonical_text(document)
    dressed = plain(
        "Ministério de Exemplo\nMINUTA – sem validade\n"
        + text.replace("CLÁUSULA QUINTA", "MINUTA – sem validade\nPágina 3 de 14\nCLÁUSULA QUINTA")
        + "Documento assinado eletronicamente por Fulana de Tal, Secretária, em 30/01/2026.\n"
        + "A autenticidade deste documento pode ser conferida no endereço https://exemplo.gov.br.\n"
    )
    assert compare(document, dressed, around) == ()


def test_the_letterhead_counts_again_after_the_title(document: NumberedDocument) -> None:
    name = document.signatures[0].party
    source = altered(document, lambda text: text.replace(f"\t{name}", "", 1))
    found = compare(document, source, Frame((name,), ()))
    assert [change.where for change in found] == ["assinaturas"]


def test_cells_of_a_table_may_come_in_another_order_but_none_may_be_lost(
    document: NumberedDocument,
) -> None:
    text = canonical_text(document)
    row = next(line for line in text.splitlines() if line.startswith("CNPJ\t"))
    turned = "\t".join(reversed(row.split("\t")))
    assert compare(document, plain(text.replace(row, turned, 1)), Frame()) == ()
    (change,) = compare(document, plain(text.replace(row, "CNPJ\t", 1)), Frame())
    assert change.where == "anexo, seção 1"


def test_every_part_has_a_name_a_partner_knows(document: NumberedDocument) -> None:
    names = part_names(document)
    assert names[document.clauses[9].id] == "cláusula décima"
    assert names[document.annexes[0].sections[2].id] == "anexo, seção 3"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_word_of_a_clause_that_changes_is_found_in_that_clause(
    data: st.DataObject,
) -> None:
    document = drafted()[0].document
    lines = canonical_text(document).splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("CLÁUSULA PRIMEIRA"))
    last = next(n for n, line in enumerate(lines) if line.startswith("Por estarem de acordo"))
    place = data.draw(st.integers(first, last - 1).filter(lambda n: len(lines[n].split()) > 4))
    words = lines[place].split(" ")
    word = data.draw(st.integers(0, len(words) - 1).filter(lambda n: words[n].isalpha()))
    changed = [*words[:word], "zzz", *words[word + 1 :]]
    source = plain("\n".join([*lines[:place], " ".join(changed), *lines[place + 1 :]]))
    (change,) = compare(document, source, Frame())
    heading = next(line for line in reversed(lines[: place + 1]) if line.startswith("CLÁUSULA"))
    assert heading.lower().startswith(change.where)
    assert "zzz" in change.found
