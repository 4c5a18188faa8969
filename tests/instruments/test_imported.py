"""An imported agreement as an instrument: its text as typed, and what it makes of its data."""

import pytest
from pydantic import ValidationError

from clauses.clause_text import ClauseText
from document.canonical import canonical_text
from document.diff import parts
from instruments.assemble import assemble
from instruments.imported import ImportedInstrument, ImportedRequest, InstrumentImported, TextBlock
from instruments.instrument import Instrument
from instruments.model import STORED
from tests.facts import CONTENT, imported


def no_texts(key: str) -> ClauseText:
    raise AssertionError(key)


def text_of(content: tuple[TextBlock, ...] = CONTENT) -> list[str]:
    """The lines of the text."""
    return canonical_text(assemble(imported(content=content).instrument, no_texts)).split("\n")


def test_labels_stay_as_they_were_typed_wrong_ones_too() -> None:
    lines = text_of()
    assert lines[lines.index("CLÁUSULA 1ª – DO OBJETO") + 1 :][:6] == [
        "O objeto é a hortifruticultura.",
        "Parágrafo único. Vale para todos:",
        "a. uma;",
        "I) dentro da primeira;",
        "c. outra.",
        "CLÁUSULA 3ª – DO OBJETO",
    ]


def test_every_block_of_the_file_is_in_the_text_once() -> None:
    text = "\n".join(text_of())
    for block in CONTENT:
        for words in (block.text, *block.cells):
            assert not words or words in text


def test_parts_have_ids_of_their_own_and_the_library_s_where_they_are_paired() -> None:
    document = assemble(imported().instrument, no_texts)
    assert [clause.id for clause in document.clauses] == ["objeto", "do-objeto"]
    twice = assemble(imported(content=(CONTENT[1], CONTENT[1])).instrument, no_texts)
    assert [clause.id for clause in twice.clauses] == ["objeto", "objeto-2"]
    assert "plano-dados-cadastrais" in parts(document)


def test_an_annex_without_sections_keeps_its_words() -> None:
    annex = (*CONTENT[:3], TextBlock(kind="anexo", title="PLANO DE TRABALHO"), CONTENT[11])
    assert CONTENT[11].text in text_of(annex)


def test_it_signs_with_the_representatives_that_were_found() -> None:
    document = assemble(imported().instrument, no_texts)
    assert [place.name for place in document.signatures] == [
        imported().instrument.request.signer.name.upper(),
        imported().instrument.request.partners[0].representative.name.upper(),
    ]


def test_the_fact_reads_back_as_it_was_written() -> None:
    fact = imported()
    again = InstrumentImported.model_validate(fact.as_data(), context=STORED)
    assert again == fact
    assert isinstance(again.instrument, ImportedInstrument)


def test_a_drafted_instrument_is_not_an_imported_one() -> None:
    data = imported().instrument.as_data()
    with pytest.raises(ValidationError):
        Instrument.model_validate(data, context=STORED)
    del data["pedido"]["origem"]
    with pytest.raises(ValidationError):
        ImportedInstrument.model_validate(data, context=STORED)


@pytest.mark.parametrize("months", [0, 240])
def test_a_term_as_found_may_be_none_or_longer_than_ours(months: int) -> None:
    data = imported().instrument.request.as_data() | {"meses": months}
    assert ImportedRequest.model_validate(data, context=STORED).months == months
