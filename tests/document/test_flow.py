"""A document in reading order: the kinds, owners, depths and labels of its pieces."""

from document.canonical import canonical_text
from document.flow import Piece, flow
from document.labels import number
from document.tree import NumberedDocument, Paragraph, Run
from tests.document.trees import clause, content, document, item, items, paragraph, subclause
from tests.samples import numbered_sample

SAMPLE = numbered_sample()


def kinds(whole: NumberedDocument) -> list[str]:
    return [piece.kind for piece in flow(whole)]


def test_the_sample_is_read_from_its_title_to_its_last_table() -> None:
    assert kinds(SAMPLE) == [
        "titulo",
        "subtitulo",
        *("ementa", "rotulo", "corpo"),
        *("clausula", "corpo", "alinea", "alinea", "item", "item", "alinea", "subclausula"),
        *("clausula", "corpo", "inciso", "alinea", "alinea", "inciso"),
        *("subclausula", "subclausula"),
        "corpo",
        *("assinatura", "assinatura"),
        *("anexo", "secao", "tabela", "secao", "corpo", "marcador", "marcador"),
        *("secao", "tabela"),
    ]


def test_every_piece_belongs_to_its_clause_section_or_frame() -> None:
    owners = list(dict.fromkeys(piece.owner for piece in flow(SAMPLE)))
    assert owners == [
        *("", "abertura", "objeto", "prazo", "fecho", "assinaturas"),
        *("plano", "dados", "objetivos", "acoes"),
    ]


def test_depth_counts_the_lists_around_an_item() -> None:
    deep = items("inciso", item("a", items("alinea", item("b", items("item", "c")))), "d")
    whole = number(document(clause("c", deep)))
    assert [piece.depth for piece in flow(whole) if piece.owner == "c"] == [0, 0, 1, 2, 0]


def test_the_first_paragraph_of_a_subclause_stands_beside_its_label() -> None:
    two = subclause("s", paragraph("a."), paragraph("b."))
    pieces = list(flow(number(document(clause("c", two)))))[-2:]
    assert [(piece.kind, piece.label, piece.text) for piece in pieces] == [
        ("subclausula", "Subcláusula única.", "Subcláusula única. a."),
        ("corpo", "", "b."),
    ]


def test_a_subclause_that_opens_with_a_list_has_a_piece_for_its_label() -> None:
    whole = number(document(clause("c", subclause("s", items("alinea", "x")))))
    assert [piece.text for piece in flow(whole)][-2:] == ["Subcláusula única.", "a) x."]


def test_a_paragraph_keeps_its_style() -> None:
    opening = tuple(Paragraph(content("x"), style) for style in ("ementa", "rotulo", "corpo"))
    assert kinds(number(document(opening=opening)))[1:] == ["ementa", "rotulo", "corpo"]


def test_runs_keep_their_emphasis() -> None:
    runs = (Run("a "), Run("b", bold=True), Run("c", italic=True))
    whole = number(document(opening=(Paragraph(runs),)))
    assert list(flow(whole))[1].runs == runs


def test_the_text_of_a_piece_is_its_label_and_words() -> None:
    assert Piece("alinea", (Run("x"),), "a)").text == "a) x"
    assert Piece("corpo", (Run("x"),)).text == "x"
    assert Piece("subclausula", (), "§ 1º").text == "§ 1º"


def test_every_line_of_the_canonical_text_comes_from_the_flow() -> None:
    lines = canonical_text(SAMPLE).splitlines()
    for piece in flow(SAMPLE):
        if piece.table is None and piece.place is None:
            assert piece.text in lines
