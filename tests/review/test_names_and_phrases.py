"""Names of parties as people write them, and expressions that were let through."""

import pytest

from tests.review.texts import told

HEAD = (
    "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nA UNIÃO, doravante denominada SENACON, inscrita no "
    "CNPJ nº 00.394.494/0100-18,\n\ne a {}, doravante denominada Procon, inscrita no CNPJ nº "
    "30.303.030/0001-38,\n\nRESOLVEM celebrar este Acordo.\n\nANEXO – PLANO DE TRABALHO\n\n"
    "1. PLANO DE AÇÃO\n\nEIXO\tAÇÃO\tINÍCIO\tTÉRMINO\tRESPONSÁVEL\n"
    "1\tDivulgar\t1º mês\t2º mês\t{}"
)


@pytest.mark.parametrize(
    "acronym",
    ["PROCON", "PROCON GURUPI", "PROCON DE GURUPI", "Procon Gurupi", "DPE/BA", "PROCON-TO"],
)
@pytest.mark.parametrize("cell", ["{}", "SENACON e {}", "{}, SENACON"])
def test_a_party_answers_for_an_action_under_its_acronym_however_that_is_made(
    acronym: str, cell: str
) -> None:
    text = HEAD.format(f"COORDENADORIA MUNICIPAL DE DEFESA – {acronym}", cell.format(acronym))
    assert told(text, "responsavel-nao-e-parte") == []


def test_two_parties_parted_by_a_bar_are_two() -> None:
    text = HEAD.format("COORDENADORIA MUNICIPAL DE DEFESA – PROCON GURUPI", "SENACON/PROCON")
    assert told(text, "responsavel-nao-e-parte") == []


def test_who_is_no_party_is_still_told() -> None:
    text = HEAD.format("COORDENADORIA MUNICIPAL DE DEFESA – PROCON GURUPI", "PROCON PALMAS")
    (line,) = told(text, "responsavel-nao-e-parte")
    assert line.endswith("“PROCON PALMAS” não é nenhuma das partes do acordo.")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("O prazo corre à partir da assinatura.", "à partir"),
        ("À partir da assinatura, corre o prazo.", "À partir"),
        ("As partes passam à observar o plano.", "à observar"),
        ("Atuará à nível de Estado.", "à nível"),
    ],
)
def test_an_accent_before_what_takes_no_article_is_told(text: str, wrong: str) -> None:
    (line,) = told(text, "crase")
    bare = "A" if wrong[0] == "À" else "a"
    assert line.endswith(f": em “{wrong}” sobra a crase: “{bare}”.")


@pytest.mark.parametrize(
    "text",
    [
        "O prazo corre a partir da assinatura.",
        "O apoio à mulher e à defesa do consumidor.",
        "A adesão à plataforma, à medida que se execute o plano.",
    ],
)
def test_an_accent_in_its_place_is_let_be(text: str) -> None:
    assert told(text, "crase") == []


@pytest.mark.parametrize(
    "text", ["O serviço existe há dois anos atrás.", "Segue em anexo o plano."]
)
def test_a_phrase_that_says_a_thing_twice_is_told_once(text: str) -> None:
    assert len(told(text, "expressao-a-evitar")) == 1


def test_a_body_may_be_named_with_the_ministry_that_it_is_part_of_or_without() -> None:
    text = (
        "MEMORANDO DA SECRETARIA NACIONAL DO CONSUMIDOR DO MINISTÉRIO DA JUSTIÇA\n\n"
        "A Secretaria Nacional do Consumidor do Ministério da Justiça, neste ato representada por "
        "seu Secretário, decide.\n\nCabe à Secretaria Nacional do Consumidor publicar o extrato."
    )

    assert told(text, "orgao-em-duas-formas") == []
