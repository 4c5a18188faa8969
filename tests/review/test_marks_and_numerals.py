"""Marks that are none, fields left empty, numbers with their words, citations cut short."""

import pytest

from tests.review.texts import found, told

CLOSING = (
    "CLÁUSULA PRIMEIRA – DO FORO\n\nTexto.\n\nPor estarem de acordo, assinam este instrumento.\n\n"
    "Belém (PA), 14 de agosto de 2024.\n\n"
)
RULE = "_" * 30


@pytest.mark.parametrize(
    "signing",
    [
        f"{RULE}\n\nMÔNICA FURTADO DIAS\n\nDefensora Pública-Geral",
        f"MÔNICA FURTADO DIAS\n\nDefensora Pública-Geral {RULE}\n\nEDMILSON BRITO ALVES",
        f"TESTEMUNHAS:\n\n1. {RULE} Nome: João da Silva Pereira\n\n2. {RULE} Ana Moraes",
    ],
)
def test_the_line_on_which_somebody_signs_is_no_gap(signing: str) -> None:
    assert told(CLOSING + signing, "lacuna", "marcacao-residual") == []


@pytest.mark.parametrize(
    "gap",
    [
        f"Belém, {RULE} de 2024.",
        f"Nome: {RULE}",
        f"{RULE}, __ de ____ de 2024.",
    ],
)
def test_a_gap_among_the_signatures_is_still_told_and_only_once(gap: str) -> None:
    lines = told(CLOSING + gap, "lacuna", "marcacao-residual")

    assert len(lines) == 1
    assert "é marca de preenchimento: falta o dado." in lines[0]


def test_the_same_mark_in_many_places_is_one_finding_with_all_of_them() -> None:
    (remark,) = found("De XX/2024 em diante.\n\nAté o fim de XX/2024.", "lacuna")

    assert [place.line for place in remark.also] == [3]


@pytest.mark.parametrize("text", ["Ref.: Processo SEI.", "Tel.: (61) 2025-3000", "Obs.: texto."])
def test_the_full_stop_of_an_abbreviation_may_stand_before_a_colon(text: str) -> None:
    assert told(text, "pontuacao-dobrada") == []


def test_an_empty_field_is_told_outside_the_plan_too() -> None:
    text = (
        "TERMO DE ADESÃO Nº 5/2025\n\nNome do órgão: DEFENSORIA PÚBLICA\n\nTelefone:\n\n"
        "E-mail: pgj@exemplo.mp.br\n\nEndereço:\n\nRua Assunção, 1.100, Fortaleza/CE\n\n"
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto."
    )

    assert [line.rpartition(": ")[2] for line in told(text, "campo-vazio")] == [
        "o campo “Telefone” está vazio."
    ]


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("50% (sessenta por cento)", "erro …: o número e o extenso não conferem."),
        ("24 (vinte quatro)", "aviso …: o extenso está mal escrito; é “vinte e quatro”."),
        ("100 (cento)", "aviso …: o extenso está mal escrito; é “cem”."),
        ("102 (cento duas)", "aviso …: o extenso está mal escrito; é “cento e duas”."),
    ],
)
def test_words_that_do_not_say_the_number_are_told(number: str, wrong: str) -> None:
    (line,) = told(f"São {number} das ações.", "numeral-e-extenso")

    severity, _, said = wrong.partition(" …")
    assert line == f"{severity} linha 1, coluna 5: “{number}”{said}"


@pytest.mark.parametrize(
    "number",
    [
        "10% (dez por cento)", "1,5% (um vírgula cinco por cento)", "1.000 (um mil)",
        "14 (quatorze)", "14 (catorze)", "1.234 (mil, duzentos e trinta e quatro)", "100 (cem)",
        "200.000 (duzentos mil)", "102 (cento e duas)",
    ],
)  # fmt: skip
def test_words_that_say_the_number_are_let_be(number: str) -> None:
    assert told(f"São {number} das ações.", "numeral-e-extenso") == []


def test_a_provisional_measure_is_cited_with_the_number_of_its_edition() -> None:
    text = "na forma da Medida Provisória nº 2.200-2, de 24 de agosto de 2001, aplica-se"

    assert told(text, "forma-da-citacao", "norma-inexistente") == []


@pytest.mark.parametrize(
    "where",
    ["no D.O.U.", "no DOU", "no Diário da Justiça Eletrônico", "na página do sítio oficial"],
)
def test_wherever_extracts_may_come_out_is_a_place(where: str) -> None:
    text = f"CLÁUSULA PRIMEIRA – DA PUBLICAÇÃO\n\nO extrato sai {where}, em 10 (dez) dias."

    assert told(text, "publicacao-sem-regra") == []


def test_a_publication_without_place_or_day_is_one_finding() -> None:
    text = "CLÁUSULA PRIMEIRA – DA PUBLICAÇÃO\n\nO extrato será publicado pela SENACON."

    (line,) = told(text, "publicacao-sem-regra")
    assert line.endswith(
        ": a cláusula primeira não diz em que diário nem até quando o extrato sai."
    )
