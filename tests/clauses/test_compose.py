"""A text and the values of one instrument become a clause: twins, gaps, places of faults."""

import pytest

from clauses.compose import applies, compose_body, compose_clause, compose_plain
from clauses.values import Record, Value
from document.canonical import canonical_text
from document.labels import number
from document.tree import Clause, Document, Paragraph, Run
from faults.errors import BadTemplate
from tests.clauses.parties import (
    DEFENDERS,
    PROSECUTORS,
    clause_file,
    fields,
    holding,
    library_text,
    record,
)

TWIN_BODY = (
    "Cabe {{ participe.tratamento|ao }}, conforme a [](#objeto) e a [](#deveres):\n\n"
    "- []{#divulgar} divulgar a plataforma\n"
    "- informar, como na [](#divulgar) e na [](#unica)\n\n"
    "## Subcláusula {#unica}\n\nVale a [](#divulgar).\n"
)


def twin(party: Record, suffix: str) -> Clause:
    title = '"Dos deveres {{ participe.tratamento|do }}"'
    return compose_clause(library_text(TWIN_BODY, "deveres", title), fields(party), suffix)


def lines(*clauses: Clause) -> list[str]:
    return canonical_text(number(Document("Acordo", (), (), clauses, (), ()))).splitlines()[1:]


def refused(body: str, values: dict[str, Value] | None = None) -> str:
    with pytest.raises(BadTemplate) as caught:
        compose_clause(library_text(body), values or fields())
    assert caught.value.remedy
    return caught.value.message


def test_a_text_becomes_a_clause_with_its_source() -> None:
    clause = compose_clause(library_text("Texto de {{ participe.sigla }}."), fields())
    assert clause == Clause(
        "objeto", "Do objeto", (Paragraph((Run("Texto de MPMT."),)),), "objeto@1"
    )


def test_twins_keep_their_ids_apart_and_share_their_source() -> None:
    one, other = twin(PROSECUTORS, ":mpmt"), twin(DEFENDERS, ":dpba")
    assert (one.id, other.id) == ("deveres:mpmt", "deveres:dpba")
    assert one.source == other.source == "deveres@1"


def test_references_inside_a_twin_lead_to_itself_and_others_to_the_common_clause() -> None:
    common = compose_clause(library_text("Texto."), fields())
    assert lines(common, twin(PROSECUTORS, ":mpmt"), twin(DEFENDERS, ":dpba")) == [
        "CLÁUSULA PRIMEIRA – DO OBJETO",
        "Texto.",
        "CLÁUSULA SEGUNDA – DOS DEVERES DO MINISTÉRIO PÚBLICO",
        "Cabe ao Ministério Público, conforme a cláusula primeira e a cláusula segunda:",
        "a) divulgar a plataforma; e",
        ("b) informar, como na alínea “a” desta cláusula e na subcláusula única desta cláusula."),
        "Subcláusula única. Vale a alínea “a” desta cláusula.",
        "CLÁUSULA TERCEIRA – DOS DEVERES DA DEFENSORIA PÚBLICA",
        "Cabe à Defensoria Pública, conforme a cláusula primeira e a cláusula terceira:",
        "a) divulgar a plataforma; e",
        ("b) informar, como na alínea “a” desta cláusula e na subcláusula única desta cláusula."),
        "Subcláusula única. Vale a alínea “a” desta cláusula.",
    ]


def test_twins_without_a_suffix_collide_loudly() -> None:
    with pytest.raises(BadTemplate, match="o identificador “deveres” aparece duas vezes"):
        lines(twin(PROSECUTORS, ""), twin(DEFENDERS, ""))


def test_a_text_that_stands_once_keeps_its_ids_as_written() -> None:
    clause = twin(PROSECUTORS, "")
    assert clause.id == "deveres"
    assert [block.id for block in clause.blocks if hasattr(block, "id")] == ["unica"]


def test_a_condition_chooses_what_stands_in_the_text() -> None:
    body = (
        "{% if participe.tipo == 'ministerio_publico' %}\nUm.\n{% else %}\nOutro.\n{% endif %}\n\n"
        "- a\n{% if participe.tipo == 'defensoria_publica' %}\n- b\n{% endif %}\n- c\n"
    )
    text = library_text(body)
    assert lines(compose_clause(text, fields(PROSECUTORS)))[1:] == ["Um.", "a) a; e", "b) c."]
    assert lines(compose_clause(text, fields(DEFENDERS)))[1:] == [
        "Outro.",
        "a) a;",
        "b) b; e",
        "c) c.",
    ]


@pytest.mark.parametrize("value", ["", " ", "\n"])
def test_a_paragraph_whose_fields_are_all_empty_leaves_no_gap(value: str) -> None:
    clause = compose_clause(
        library_text("Um.\n\n{{ instrumento.numero }}\n\nDois."), holding(value)
    )
    assert lines(clause)[1:] == ["Um.", "Dois."]


def test_an_empty_field_inside_a_sentence_leaves_the_sentence() -> None:
    clause = compose_clause(library_text("Um {{ instrumento.numero }} dois."), holding(""))
    assert lines(clause)[1:] == ["Um dois."]


def test_an_item_left_without_words_is_refused() -> None:
    assert refused("- []{#vazio} {{ instrumento.numero }}\n- b", holding(" ")) == (
        "objeto/1.md: o item “vazio” ficou sem texto."
    )


def test_a_subclause_left_without_words_is_refused() -> None:
    body = "Um.\n\n## Subcláusula {#s}\n\n{% if not participe.ultimo %}\nDois.\n{% endif %}\n"
    assert refused(body) == "objeto/1.md: a subcláusula “s” ficou sem texto."
    assert refused("Um.\n\n## Subcláusula {#s}\n\n{{ instrumento.numero }}", holding("")) == (
        "objeto/1.md: a subcláusula “s” ficou sem texto."
    )


@pytest.mark.parametrize("body", ["", "{% if not participe.ultimo %}\nUm.\n{% endif %}\n"])
def test_a_clause_left_without_words_is_refused(body: str) -> None:
    assert refused(body) == "objeto/1.md: a cláusula ficou sem texto."


def test_a_fault_of_the_language_is_told_with_the_file_and_its_own_line() -> None:
    head_lines = clause_file("").count("\n")
    assert refused("Um.\n\n{{ participe.senha }}") == (
        f"objeto/1.md: linha {head_lines + 3}: o campo “participe.senha” não existe."
    )


def test_a_fault_of_markdown_is_told_with_the_file_and_its_own_line() -> None:
    head_lines = clause_file("").count("\n")
    assert refused("Um.\n\n<b>x</b>") == (
        f"objeto/1.md: linha {head_lines + 3}: elemento não permitido no texto (html_inline)."
    )


def test_a_fault_in_the_title_is_told_with_the_file() -> None:
    text = library_text("Um.", title='"{{ senha }}"')
    with pytest.raises(BadTemplate) as caught:
        compose_clause(text, fields())
    assert caught.value.message == "objeto/1.md: linha 1: o campo “senha” não existe."


def test_a_plan_text_has_its_own_lists_and_no_subclauses() -> None:
    assert len(compose_plain("Um.\n\n- a", fields(), "plano")) == 2
    with pytest.raises(BadTemplate) as caught:
        compose_plain("## Subcláusula {#s}\n\nx", fields(), "clausula")
    assert caught.value.message == "este texto não admite subcláusulas."


def test_a_plain_text_that_is_empty_has_no_blocks() -> None:
    assert compose_plain("", fields(), "plano") == ()


def test_a_body_keeps_its_references_for_numbering_to_resolve() -> None:
    blocks = compose_body("Conforme a [](#objeto).", fields(), "clausula")
    assert lines(Clause("objeto", "", blocks)) == [
        "CLÁUSULA PRIMEIRA",
        "Conforme a cláusula primeira.",
    ]


@pytest.mark.parametrize(
    ("condition", "true"),
    [(None, True), ('participe.sigla == "MPMT"', True), ('participe.sigla == "MPSP"', False)],
)
def test_a_text_applies_when_its_condition_holds(condition: str | None, true: bool) -> None:
    assert applies(condition, fields()) is true


def test_a_condition_over_a_field_nobody_gave_is_refused() -> None:
    with pytest.raises(BadTemplate, match="o campo “quantidade” não foi informado"):
        applies("participes.quantidade == 1", fields(participes=record()))
