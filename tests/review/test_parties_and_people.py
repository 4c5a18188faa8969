"""Parties, the organs they act through, those who represent them, and what is told of them."""

import pytest

from tests.review.texts import told

TITLE = "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2026\n\n"
CLAUSE = "\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto."
CITY = (
    TITLE
    + "O MUNICÍPIO DE LONDRINA, {} por seu Prefeito, Senhor MARCELO LIMA REIS, por intermédio "
    "da COORDENADORIA MUNICIPAL, doravante denominad{}, neste ato representad{} por seu "
    "Coordenador, Senhor THIAGO MOTA ROMERO, resolvem celebrar este Acordo." + CLAUSE
)


def test_what_follows_the_organ_of_a_party_may_agree_with_the_organ() -> None:
    text = CITY.format("representado", "a PROCON-LD", "a")

    assert told(text, "genero-da-parte", "genero-do-representante") == []


def test_what_follows_the_organ_of_a_party_may_agree_with_the_party() -> None:
    text = CITY.format("representado", "o PROCON-LD", "o")

    assert told(text, "genero-da-parte", "genero-do-representante") == []


def test_what_agrees_with_neither_party_nor_organ_is_told() -> None:
    text = (
        TITLE + "A UNIÃO, por intermédio da SECRETARIA NACIONAL DO CONSUMIDOR, inscrito no CNPJ, "
        "resolvem celebrar este Acordo." + CLAUSE
    )

    (line,) = told(text, "genero-da-parte")
    assert line.endswith(": “inscrito” não concorda com “A UNIÃO”.")


REPRESENTED = TITLE + "A UNIÃO, inscrita no CNPJ, representada {}, celebra este Acordo." + CLAUSE


@pytest.mark.parametrize(
    ("by", "wrong"),
    [
        (
            "pelo Defensor Público-Geral, Senhora MARIA LÚCIA BRAGA",
            "o cargo “Defensor” não concorda com “Senhora”.",
        ),
        ("por sua Diretora, Senhora JOÃO LIMA REIS",
         "“Senhora JOÃO”: o tratamento não concorda com o nome."),
        ("por seu Secretário, Senhor MARIA LÚCIA BRAGA",
         "“Senhor MARIA”: o tratamento não concorda com o nome."),
        ("por sua Secretária, Senhora ANA LIMA, designado por Portaria",
         "“designado” não concorda com “Senhora”."),
    ],
)  # fmt: skip
def test_a_treatment_without_its_article_must_agree_with_office_and_name(
    by: str, wrong: str
) -> None:
    (line,) = told(REPRESENTED.format(by), "genero-do-representante")

    assert line.endswith(f": {wrong}")


@pytest.mark.parametrize(
    "by",
    [
        "por seu Secretário, Senhor JOSÉ MARIA BRAGA",
        "por sua Presidente, Senhora DARCI LIMA",
        "pela Secretaria de Saúde, por seu Secretário, Senhor CAIO LIMA",
        "por seu Diretor, Senhor Rosa Neto",
    ],
)
def test_names_that_both_bear_and_offices_that_agree_are_let_be(by: str) -> None:
    assert told(REPRESENTED.format(by), "genero-do-representante") == []


def test_who_signs_may_be_named_in_the_preamble_without_a_treatment() -> None:
    text = (
        TITLE + "A UNIÃO, representada por sua Diretora, Dra. MÔNICA FURTADO DIAS, e o MUNICÍPIO "
        "DE BELÉM, representado por seu Prefeito, EDMILSON BRITO ALVES, celebram este Acordo."
        + CLAUSE + "\n\nPor estarem de acordo, assinam este instrumento.\n\nMÔNICA FURTADO DIAS\n\n"
        "EDMILSON BRITO ALVES\n\nTESTEMUNHAS:\n\nJOANA PRADO NUNES"
    )  # fmt: skip

    assert told(text, "signatario-diverge") == []


def test_private_life_is_told_of_who_is_qualified_without_an_article() -> None:
    by = (
        "por seu Secretário, Senhor JOÃO BRAGA, brasileiro, casado, residente e domiciliado em "
        "Brasília/DF, filho de Ana Braga, nascido em 10/10/1970"
    )

    assert [
        line.partition("preâmbulo: ")[2]
        for line in told(REPRESENTED.format(by), "dado-da-vida-privada")
    ] == [
        f"“{said}” é dado da vida privada de quem assina."
        for said in ("casado", "residente e domiciliado", "filho de", "nascido em")
    ]


@pytest.mark.parametrize(
    ("address", "of"),
    [("Belém/PA", "do Pará"), ("Salvador/BA", "da Bahia"), ("Goiânia/GO", "de Goiás")],
)
def test_the_state_of_an_address_is_named_with_its_article(address: str, of: str) -> None:
    (line,) = told(f"com sede na Rua A, nº 1, {address}, CEP 01310-100,", "cep-de-outro-estado")

    assert line.endswith(f": o CEP 01310-100 é de São Paulo; o endereço é {of}.")


def test_an_acronym_set_apart_in_the_preamble_is_defined_even_where_the_line_breaks() -> None:
    text = (
        TITLE + "A SECRETARIA NACIONAL DO CONSUMIDOR – SENACON\n\ne a CÂMARA DE LOJISTAS – CDL/BH, "
        "inscrita no CNPJ nº 17.123.456/0001-41, celebram este Acordo.\n\n"
        "CLÁUSULA PRIMEIRA – DAS OBRIGAÇÕES DA SENACON\n\nTexto."
    )

    assert told(text, "parte-nao-definida") == []


def test_the_title_of_a_clause_behind_a_hyphen_is_no_acronym() -> None:
    text = "CLÁUSULA SEGUNDA - PLANO DE TRABALHO\n\nO Plano de Trabalho é o Anexo I."

    assert told(text, "sigla-em-duas-formas") == []


def test_an_article_and_its_party_are_of_one_number() -> None:
    (line,) = told("Os partícipe obrigam-se a zelar pela rede.", "numero-das-partes")

    assert line.endswith(": artigo e substantivo não concordam em “Os partícipe”.")
