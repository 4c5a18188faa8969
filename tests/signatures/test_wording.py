"""The phrases of the body, filled in with Brasília's time."""

from datetime import UTC, datetime

import pytest

from instruments.arrangements import Checking
from instruments.body import read_arrangements
from signatures.trust import Chain
from signatures.wording import (
    authenticity_line,
    certificate_phrase,
    signature_phrase,
)
from tests.records import lines

AT = datetime(2024, 1, 30, 18, 13, tzinfo=UTC)


def test_the_signature_is_worded_as_sei_does() -> None:
    said = signature_phrase(
        Checking(),
        "WADIH NEMER DAMOUS FILHO",
        "Secretário Nacional do Consumidor",
        AT,
        "§ 3º do art. 4º do Decreto nº 10.543, de 13 de novembro de 2020",
    )
    assert said == (
        "Documento assinado eletronicamente por WADIH NEMER DAMOUS FILHO, Secretário Nacional do "
        "Consumidor, em 30/01/2024, às 15:13, conforme horário oficial de Brasília, com fundamento "
        "no § 3º do art. 4º do Decreto nº 10.543, de 13 de novembro de 2020."
    )


@pytest.mark.parametrize(
    ("chain", "words"),
    [
        ("icp-brasil", "emitido no âmbito da ICP-Brasil."),
        ("gov-br", "emitido no âmbito da assinatura gov.br."),
        ("outra", "emitido por AC X."),
    ],
)
def test_a_certificate_is_worded_with_its_chain_and_number(chain: Chain, words: str) -> None:
    said = certificate_phrase(
        Checking(), "Fulana", "***.982.247-**", "Reitora", AT, chain, "AC X", "0A1B"
    )
    assert said.startswith("Documento assinado eletronicamente por Fulana (CPF ***.982.247-**), ")
    assert said.endswith(f"{words} Nº de série do certificado: 0A1B.")


def test_the_authenticity_is_worded_with_address_and_codes() -> None:
    assert authenticity_line(read_arrangements().checking, "10000001", "061FFA87") == (
        "A autenticidade deste documento pode ser conferida no endereço "
        "https://pactua.exemplo.gov.br/conferir, informando o código verificador 10000001 e o "
        "código CRC 061FFA87."
    )


def test_the_body_may_word_it_otherwise() -> None:
    checking = Checking.model_validate({"autenticidade": "Confira em {endereco}: {codigo}/{crc}"})
    assert authenticity_line(checking, "1", "2") == "Confira em do órgão: 1/2"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Código {numero}", "o campo {numero} não existe."),
        ("Código {codigo", "as chaves não fecham."),
        ("Código {codigo:>9999999999}", "as chaves não fecham."),
        ("Código {codigo.__class__}", "o campo {codigo.__class__} não existe."),
    ],
)
def test_a_wording_with_a_field_that_is_none_is_refused(text: str, message: str) -> None:
    (line,) = lines(Checking, {"autenticidade": text}, "orgao.yaml")
    assert line == (
        f"orgao.yaml: autenticidade: {message} Campos desta frase: "
        "{endereco}, {codigo}, {crc}."
    )
