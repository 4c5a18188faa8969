"""What kind of line each one is: headings, items and rows as typed, however they are dressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.outline import Block, Outline, outline
from reading.source import Line, SourceText


def of(text: str, kind: str = "texto") -> Outline:
    lines = tuple(Line(line) for line in text.split("\n"))
    return outline(SourceText("a", kind, lines))  # type: ignore[arg-type]  # a Literal


def kinds(text: str) -> list[str]:
    return [block.kind for block in of(text).blocks]


def heading(text: str) -> Block:
    found = of(f"{text}\n\nTexto da cláusula.")
    return found.blocks[found.clauses[0]]


@pytest.mark.parametrize(
    ("typed", "label", "ordinal", "title"),
    [
        ("CLÁUSULA PRIMEIRA – DO OBJETO", "CLÁUSULA PRIMEIRA", 1, "DO OBJETO"),
        ("CLAUSULA DECIMA SETIMA -DO FORO", "CLAUSULA DECIMA SETIMA", 17, "DO FORO"),
        ("Cláusula Segunda: Do Plano", "Cláusula Segunda", 2, "Do Plano"),
        ("CLÁUSULA 3ª - DO PRAZO", "CLÁUSULA 3ª", 3, "DO PRAZO"),
        ("CLÁUSULA IV — DAS OBRIGAÇÕES", "CLÁUSULA IV", 4, "DAS OBRIGAÇÕES"),
        ("5. CLÁUSULA QUINTA – DO FORO", "5. CLÁUSULA QUINTA", 5, "DO FORO"),
        ("CLÁUSULA PRIMEIRA-A – DO ACRÉSCIMO", "CLÁUSULA PRIMEIRA-A", 1, "DO ACRÉSCIMO"),
        ("CLÁUSULA PRIMElRA – DO OBJETO", "CLÁUSULA PRIMElRA", 1, "DO OBJETO"),
        ("CLÁUSULA XPTO – DO OBJETO", "CLÁUSULA XPTO", None, "DO OBJETO"),
        ("CLÁUSULA SEXTA\nDA GESTÃO", "CLÁUSULA SEXTA", 6, "DA GESTÃO"),
        ("CLÁUSULA SEXTA – DA GESTÃO DO\nACORDO", "CLÁUSULA SEXTA", 6, "DA GESTÃO DO ACORDO"),
    ],
)
def test_the_heading_of_a_clause(typed: str, label: str, ordinal: int | None, title: str) -> None:
    found = heading(typed)
    assert (found.label, found.ordinal, found.title) == (label, ordinal, title)


def test_a_title_and_its_text_on_one_line_are_two_blocks() -> None:
    found = of("CLÁUSULA 1ª - OBJETO. Este Acordo trata de pesquisas.\n\nCLÁUSULA 2ª - DO PRAZO")
    assert [(block.kind, block.text) for block in found.blocks[:2]] == [
        ("clausula", "CLÁUSULA 1ª - OBJETO."),
        ("corpo", "Este Acordo trata de pesquisas."),
    ]
    assert found.blocks[1].clause == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "nos termos da\nCláusula Quinta deste Acordo",
        "conforme a\nCláusula Quinta.",
        "o disposto na\ncláusula quinta",
        "com fundamento no\n§ 3º do art. 4º do Decreto",
    ],
)
def test_what_a_sentence_cites_is_no_label(sentence: str) -> None:
    found = of(f"CLÁUSULA PRIMEIRA – DO OBJETO\n\nO objeto rege-se, {sentence}.")
    assert [block.kind for block in found.blocks] == ["clausula", "corpo"]


def test_lists_within_lists_have_their_depth() -> None:
    found = of(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\n"
        "I - um:\n\na) dois;\n\n1. três;\n\nb) quatro;\n\nII - cinco."
    )
    assert [(block.kind, block.ordinal, block.depth) for block in found.blocks[1:]] == [
        ("inciso", 1, 0), ("alinea", 1, 1), ("item", 1, 2), ("alinea", 2, 1), ("inciso", 2, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind", "label", "ordinal"),
    [
        ("a) texto", "alinea", "a)", 1),
        ("- b) texto", "alinea", "b)", 2),
        ("aa) texto", "alinea", "aa)", 27),
        ("ii) texto", "inciso", "ii)", 2),
        ("XIV – texto", "inciso", "XIV –", 14),
        ("3. texto", "item", "3.", 3),
        ("• texto", "marcador", "•", None),
        ("Parágrafo único. Texto", "paragrafo", "Parágrafo único", 1),
        ("PARAGRAFO SEGUNDO - Texto", "paragrafo", "PARAGRAFO SEGUNDO", 2),
        ("§ 3º Texto", "paragrafo", "§ 3º", 3),
        ("Subcláusula primeira. Texto", "subclausula", "Subcláusula primeira", 1),
        ("- Subcláusula única – Texto", "subclausula", "Subcláusula única", 1),
        ("1.2. Texto", "subclausula", "1.2.", 2),
    ],
)
def test_the_label_of_an_item(line: str, kind: str, label: str, ordinal: int | None) -> None:
    block = of(f"CLÁUSULA PRIMEIRA – DO OBJETO\n\n{line}").blocks[1]
    assert (block.kind, block.label, block.ordinal) == (kind, label, ordinal)
    assert block.body.lower() == "texto"


def test_an_agreement_may_be_headed_by_articles_or_by_numbers() -> None:
    articles = of("Art. 1º Este termo.\n\nArt. 2º Outro.\n\nArt. 10. Último.")
    assert [articles.blocks[place].ordinal for place in articles.clauses] == [1, 2, 10]
    numbers = of("1. DO OBJETO\n\n1.1 Texto.\n\n2. DA VIGÊNCIA\n\n2.1 Texto.")
    assert [numbers.blocks[place].title for place in numbers.clauses] == [
        "DO OBJETO",
        "DA VIGÊNCIA",
    ]


def test_a_plan_has_sections_fields_and_rows() -> None:
    found = of(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nANEXO I\n\nPLANO DE TRABALHO\n\n"
        "1.\n\nDADOS CADASTRAIS\n\nCNPJ: 11.222.333/0001-81\n\n2. AÇÕES\n\nEIXO\tAÇÃO\n1\tDivulgar"
        "\n\n1. isto não é seção;"
    )
    assert [(block.kind, block.label, block.title) for block in found.blocks[2:]] == [
        ("anexo", "ANEXO I", ""),
        ("anexo", "", "PLANO DE TRABALHO"),
        ("secao", "1.", "DADOS CADASTRAIS"),
        ("campo", "CNPJ", ""),
        ("secao", "2.", "AÇÕES"),
        ("linha", "", ""),
        ("linha", "", ""),
        ("item", "1.", ""),
    ]
    assert [block.cells for block in found.blocks if block.cells] == [
        ("EIXO", "AÇÃO"), ("1", "Divulgar"),
    ]  # fmt: skip


def test_what_stands_after_the_last_clause_is_no_part_of_it() -> None:
    found = of(
        "CLÁUSULA PRIMEIRA – DO FORO\n\nTexto.\n\nE, por estarem de acordo, assinam.\n\n"
        "Brasília, 3 de maio de 2024.\n\nFULANO DE TAL\n\n"
        "Documento assinado eletronicamente por Fulano de Tal, em 03/05/2024, às 10:00.\n\n"
        "A autenticidade do documento pode ser conferida no site X."
    )
    assert [(block.kind, block.clause) for block in found.blocks[2:]] == [
        ("fecho", None), ("fecho", None), ("signatario", None), ("assinatura", None),
        ("autenticidade", None),
    ]  # fmt: skip


def test_letterhead_title_and_ementa_stand_before_the_parties() -> None:
    assert kinds(
        "Ministério do Exemplo\n\nACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nProcesso nº 1\n\n"
        "ACORDO QUE ENTRE SI CELEBRAM A UNIÃO E O ESTADO.\n\nPARTÍCIPES:\n\n"
        "A UNIÃO, inscrita no CNPJ sob o número que aqui se escreve por inteiro.\n\n"
        "CLÁUSULA PRIMEIRA – DO OBJETO"
    ) == ["cabecalho", "titulo", "cabecalho", "ementa", "rotulo", "corpo", "clausula"]


def test_a_paragraph_over_a_page_is_one_and_leads_back_to_its_places() -> None:
    lines = (
        Line("CLÁUSULA PRIMEIRA – DO OBJETO", page=1),
        Line("O objeto deste Acordo é a coope-", page=1),
        Line("pág. 1", "rodape", 1),
        Line("ração entre os partícipes.", page=2),
    )
    source = SourceText("a", "pdf", lines, 2)
    block = next(one for one in outline(source).blocks if one.kind == "corpo")
    assert block.text == "O objeto deste Acordo é a cooperação entre os partícipes."
    place = source.place(block.at(block.text.index("ração")))
    assert (place.page, place.line, place.column) == (2, 4, 1)


def test_a_table_that_only_lays_a_page_out_is_paragraphs() -> None:
    cells = tuple(Line(f"Parágrafo de número {n}.", "celula", None, (0, 0, 0)) for n in range(12))
    found = outline(SourceText("a", "html", (*cells, Line("ao lado", "celula", None, (0, 0, 1)))))
    assert {block.kind for block in found.blocks} == {"corpo"}


PIECES = st.sampled_from(
    [
        "CLÁUSULA", "PRIMEIRA", "–", "a)", "I -", "1.", "1.1", "§ 2º", "Parágrafo único", "\n",
        "\n\n", "\t", "|", "--", "ANEXO", "PLANO DE TRABALHO", "CNPJ:", "art.", "da", "texto;",
        "E, por estarem", "Documento assinado eletronicamente por", "**", "\u00ad", "-", "Ã",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["texto", "pdf", "docx"]))
def test_any_text_has_an_outline_whose_places_lie_in_it(text: str, kind: str) -> None:
    lines = tuple(Line(line) for line in text.split("\n"))
    source = SourceText("a", kind, lines)  # type: ignore[arg-type]  # a Literal
    last = -1
    for block in outline(source).blocks:
        assert 0 <= block.start <= block.end <= len(source.text)
        assert block.start >= last or block.kind in ("rodape", "cabecalho")
        last = block.start
        for place in (0, len(block.text) // 2, max(0, len(block.text) - 1)):
            assert 0 <= block.at(place) <= len(source.text)
