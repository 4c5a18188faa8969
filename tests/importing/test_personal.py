"""The phrase that gives a CPF or an RG goes whole, and the sentence stays one."""

import pytest

from importing.personal import without_personal


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "o Senhor José Prado, inscrito no CPF sob o nº 529.982.247-25, designado por Portaria",
            "o Senhor José Prado, designado por Portaria",
        ),
        (
            "a Senhora Ana, portadora da Cédula de Identidade nº 1234567 inscrita no CPF sob o nº "
            "111.444.777-35 designada por meio da Portaria",
            "a Senhora Ana, designada por meio da Portaria",
        ),
        (
            "Ana Reis, portadora do RG nº 12.345.678-9 SSP/SP e do CPF nº 111.444.777-35, e Rui",
            "Ana Reis, e Rui",
        ),
        ("Ana Reis, CPF: 11144477735.", "Ana Reis."),
        ("Ana Reis (CPF ***.444.777-**), Diretora", "Ana Reis, Diretora"),
        ("o CPF do consumidor não será divulgado", "o CPF do consumidor não será divulgado"),
        ("inscrita no CNPJ nº 00.394.494/0100-18", "inscrita no CNPJ nº 00.394.494/0100-18"),
        ("nos termos do RGPS, art. 1234", "nos termos do RGPS, art. 1234"),
    ],
)
def test_the_phrase_goes_and_nothing_else(text: str, left: str) -> None:
    assert without_personal(text) == left
