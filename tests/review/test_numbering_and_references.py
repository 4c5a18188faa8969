"""Numbers of clauses and items, and references to them, in the styles that bodies use."""

import pytest

from tests.review.texts import told

TITLE = "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2026\n\n"
DECIMALS = (
    TITLE + "CLÁUSULA PRIMEIRA – DO OBJETO\n\n1.1. {}\n\n1.2. Texto.\n\n"
    "CLÁUSULA SEGUNDA – DO PRAZO\n\n2.1. O prazo é de 24 (vinte e quatro) meses."
)
ARTICLES = (
    TITLE + "Art. 1º O objeto é a troca de dados.\n\nArt. 2º {}\n\nArt. {}º O relatório é anual."
)


def test_a_decimal_that_is_alone_under_its_clause_is_as_it_should_be() -> None:
    text = DECIMALS.format("Os dados são estes:\n\n1.1.1. os do cadastro.")

    assert told(text, "ordem-das-subclausulas", "item-sozinho") == []


def test_a_subclause_in_words_that_is_alone_should_be_called_the_only_one() -> None:
    text = TITLE + "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nSubcláusula primeira. Texto."

    assert told(text, "ordem-das-subclausulas") == [
        "aviso linha 7, coluna 1, cláusula primeira: “Subcláusula primeira” está só: deveria "
        "chamar-se única."
    ]


def test_an_agreement_of_articles_is_told_of_the_article_that_is_missing() -> None:
    assert told(ARTICLES.format("Texto.", 4), "ordem-das-clausulas") == [
        "erro linha 7, coluna 1, art. 4º: antes do artigo 4º falta o 3º."
    ]


def test_a_clause_with_a_roman_number_is_named_as_it_is_written() -> None:
    text = TITLE + "CLÁUSULA I – DO OBJETO\n\nO prazo é de 36 (trinta e dois) meses."

    (line,) = told(text, "numeral-e-extenso")
    assert line.startswith("erro linha 5, coluna 14, cláusula I: ")


@pytest.mark.parametrize(
    ("cited", "missing"),
    [
        ("Observa-se a subcláusula 5.7.", "o texto não tem a subcláusula 5.7."),
        ("Observa-se o item 7.3, da subcláusula 1.2.", "o texto não tem o item 7.3."),
        ("Observam-se os itens 1.2 e 1.9.", "o texto não tem o item 1.9."),
        ("Observa-se a cláusula 2.8 deste Acordo.", "o texto não tem a cláusula 2.8."),
        ("Observa-se o § 8º da Cláusula Segunda.", "não há § 8º da cláusula segunda."),
        (
            "Observa-se o Anexo IV.",
            "o texto cita o Anexo IV, mas não tem nem cita o I, o II nem o III.",
        ),
        (
            "Observa-se o art. 15 deste Acordo.",
            "o texto não tem o art. 15: divide-se em cláusulas.",
        ),
    ],
)
def test_a_reference_to_what_the_text_does_not_have_is_told(cited: str, missing: str) -> None:
    (line,) = told(DECIMALS.format(cited), "remissao-inexistente")

    assert line.endswith(f", cláusula primeira: {missing}")


@pytest.mark.parametrize(
    "cited",
    [
        "Observa-se a subcláusula 2.1, na forma dos itens 1.1 e 1.2.",
        "Observa-se o item 3.2.1 da ABNT NBR ISO/IEC 27001:2022.",
        "Observa-se o item 4.7 do Plano de Trabalho.",
        "O Plano de Trabalho é o Anexo I deste Acordo.",
        "Observam-se os Anexos I e II, e o Anexo III.",
        "Observa-se o Anexo II da Portaria nº 12, de 3 de março de 2020.",
        "Observa-se o art. 184 da Lei nº 14.133, de 1º de abril de 2021.",
        "O índice é de 5.7 pontos.",
    ],
)
def test_a_reference_to_what_is_there_or_to_another_document_is_let_be(cited: str) -> None:
    assert told(DECIMALS.format(cited), "remissao-inexistente") == []


def test_an_item_in_figures_is_not_looked_for_where_nothing_is_so_numbered() -> None:
    text = TITLE + "CLÁUSULA PRIMEIRA – DO OBJETO\n\nObserva-se o item 5.7."

    assert told(text, "remissao-inexistente") == []


def test_an_annex_beyond_those_that_the_text_carries_is_a_warning() -> None:
    text = DECIMALS.format("Observa-se o Anexo II.") + "\n\nANEXO I – PLANO DE TRABALHO\n\nTexto."

    assert told(text, "remissao-inexistente") == [
        "aviso linha 5, coluna 19, cláusula primeira: o texto cita o Anexo II e só traz o Anexo I."
    ]


def test_a_reference_to_a_clause_in_roman_numbers_is_followed() -> None:
    text = (
        TITLE + "CLÁUSULA I – DO OBJETO\n\nNa forma da Cláusula {}.\n\nCLÁUSULA II – DO FORO\n\nA."
    )

    (line,) = told(text.format("XX"), "remissao-inexistente")
    assert line.endswith(": o texto não tem a cláusula XX; a última é a 2ª.")
    assert told(text.format("II"), "remissao-inexistente") == []


@pytest.mark.parametrize(
    "cited", ["O descumprimento do art. 12", "A forma do art. 12 deste Acordo"]
)
def test_in_an_agreement_of_articles_an_article_too_many_is_told(cited: str) -> None:
    (line,) = told(ARTICLES.format(f"{cited} enseja a denúncia.", 3), "remissao-inexistente")

    assert line.endswith(": o texto não tem o art. 12; o último é o 3º.")


@pytest.mark.parametrize(
    "sentence",
    [
        "O art. 3º enseja a denúncia.",
        "A Lei nº 11.419, de 19 de dezembro de 2006, no seu art. 12, o admite.",
        "Observa-se o art. 94 da NLLC.",
    ],
)
def test_articles_that_there_are_and_those_of_norms_are_let_be(sentence: str) -> None:
    assert told(ARTICLES.format(sentence, 3), "remissao-inexistente") == []
