"""Which differences a published correction puts right."""

import pytest

from publication.corrected import right_words, uncorrected
from publication.differences import Difference


def wrong(field: str, right: str) -> Difference:
    return Difference(field, "", "", right, f"{field}: {right}")


CNPJ = wrong("cnpj", "14.921.092/0001-57")
MONTHS = wrong("meses", "36 meses")
END = wrong("fim", "30/01/2027")
NAME = wrong("nome", "Ministério Público do Estado de Mato Grosso")
CPF = Difference("cpf", "", "***.982.247-**", "", "traz um CPF")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Onde se lê: CNPJ 1, leia-se: CNPJ 14.921.092/0001-57", [MONTHS, END, NAME]),
        ("leia-se: “CNPJ nº 14921092000157”", [MONTHS, END, NAME]),
        ("onde se lê: 60 meses, leia-se: 36 (trinta e seis) meses", [CNPJ, END, NAME]),
        ("onde se lê: 5 anos, leia-se: 3 anos", [CNPJ, END, NAME]),
        ("LEIA-SE: até 30 de janeiro de 2027", [CNPJ, MONTHS, NAME]),
        ("acrescente-se: MINISTERIO PUBLICO DO ESTADO DE MATO GROSSO", [CNPJ, MONTHS, END]),
        ("onde se lê: 14.921.092/0001-57, leia-se: 14.921.092/0001-58", [CNPJ, MONTHS, END, NAME]),
        ("republica-se o extrato", [CNPJ, MONTHS, END, NAME]),
    ],
)
def test_what_the_right_words_say_is_corrected(text: str, left: list[Difference]) -> None:
    assert list(uncorrected(text, [CNPJ, MONTHS, END, NAME])) == left


def test_several_exchanges_are_read_one_by_one() -> None:
    text = "onde se lê: a, leia-se: b; onde se lê: c, leia-se: d."

    assert right_words(text).split() == [":", "b;", ":", "d."]


def test_no_words_take_back_a_printed_cpf() -> None:
    assert uncorrected("leia-se: ***.982.247-**", [CPF]) == (CPF,)
