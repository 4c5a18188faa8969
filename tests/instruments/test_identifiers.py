"""CNPJ, CPF, NUP, CEP, telephones and e-mails: the form printed, and what is refused."""

import pytest

from instruments.identifiers import Cep, Cnpj, Cpf, Email, Nup, Phone, mask_cpf
from tests.instruments.values import printed, refusal


@pytest.mark.parametrize(
    "text",
    [
        "08012.002734/2023-09",  # the process of the agreement in use
        "08012.000880/2016-62",  # the process that its preamble cites
        "08012002734202309",
        " 08012.002734/2023–09 ",
        "08012 002734 2023 09",
    ],
)
def test_a_nup_is_printed_in_the_form_of_the_sei(text: str) -> None:
    expected = "08012.000880/2016-62" if "880" in text else "08012.002734/2023-09"
    assert printed(Nup, text) == expected


def test_a_nup_of_21_digits_is_printed_in_its_own_form() -> None:
    assert printed(Nup, "001234500002734202322") == "0012345.00002734/2023-22"


@pytest.mark.parametrize(
    "text",
    [
        "08012.002734/2023-08",
        "08012.002734/2023-19",
        "08013.002734/2023-09",
        "08012.002734/2023",
        "001234500002734202323",
        "Processo nº 08012.002734/2023-09",
        "08012.002734/2023-09 e 08012.000880/2016-62",
        "O8012.002734/2023-09",
    ],
)
def test_a_nup_with_a_wrong_digit_or_anything_beside_it_is_refused(text: str) -> None:
    assert refusal(Nup, text) == (
        f"o número de processo “{text}” não confere com os dígitos verificadores. "
        "Copie o NUP do SEI, no formato 00000.000000/0000-00."
    )


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("14921092000157", "14.921.092/0001-57"),
        ("00.394.494/0100-18", "00.394.494/0100-18"),
        ("12.ABC.345/01DE-35", "12.ABC.345/01DE-35"),
        ("12abc34501de35", "12.ABC.345/01DE-35"),
    ],
)
def test_a_cnpj_of_figures_or_of_figures_and_letters_is_printed_in_one_form(
    text: str, form: str
) -> None:
    assert printed(Cnpj, text) == form


@pytest.mark.parametrize(
    "text",
    [
        "14.921.092/0001-75",
        "12.ABC.345/01DE-53",
        "12.ABD.345/01DE-35",
        "00.000.000/0000-00",
        "14.921.092/0001-5",
        "CNPJ 14.921.092/0001-57",
        "14.921.092/0001-57 (matriz)",
    ],
)
def test_a_cnpj_that_does_not_check_is_refused(text: str) -> None:
    assert refusal(Cnpj, text) == (
        f"o CNPJ “{text}” não confere com os dígitos verificadores. "
        "Confira o número no cartão do CNPJ."
    )


@pytest.mark.parametrize("text", ["52998224725", "529.982.247-25", " 529 982 247 25 "])
def test_a_cpf_is_printed_in_one_form(text: str) -> None:
    assert printed(Cpf, text) == "529.982.247-25"


@pytest.mark.parametrize("digit", "0123456789")
def test_a_cpf_of_one_digit_repeated_is_refused_although_its_check_digits_fit(digit: str) -> None:
    assert refusal(Cpf, digit * 11)


@pytest.mark.parametrize(
    "text", ["529.982.247-52", "529.982.247-2", "CPF 529.982.247-25", "529.982.247-2S5"]
)
def test_a_cpf_that_does_not_check_is_refused_without_being_repeated(text: str) -> None:
    assert refusal(Cpf, text) == (
        "o CPF não confere com os dígitos verificadores. "
        "Confira o número; o CPF é opcional e pode ficar em branco."
    )


def test_a_masked_cpf_shows_only_the_six_digits_in_the_middle() -> None:
    assert mask_cpf("529.982.247-25") == "***.982.247-**"


@pytest.mark.parametrize("text", ["78049921", "78.049-921", "78049-921", "78049–921"])
def test_a_cep_is_printed_in_one_form(text: str) -> None:
    assert printed(Cep, text) == "78049-921"


@pytest.mark.parametrize("text", ["7804992", "780499211", "7804A9921", "CEP 78049-921"])
def test_a_cep_of_other_than_eight_digits_is_refused(text: str) -> None:
    assert refusal(Cep, text) == f"o CEP “{text}” não tem oito algarismos. Confira o CEP."


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("6536110600", "(65) 3611-0600"),
        ("(65) 3611-0600", "(65) 3611-0600"),
        ("65 99999.0000", "(65) 99999-0000"),
        ("+55 (65) 3611-0600", "(65) 3611-0600"),
        ("+55 55 3220-8000", "(55) 3220-8000"),
        ("0800 722 6001", "0800 722 6001"),
        ("08007226001", "0800 722 6001"),
        ("0800-722-600", "0800 722 600"),
        ("+54 11 4321-0000", "+54 11 4321-0000"),
    ],
)
def test_a_telephone_is_printed_with_its_area_or_country(text: str, form: str) -> None:
    assert printed(Phone, text) == form


@pytest.mark.parametrize(
    "text",
    [
        "3611-0600",
        "(20) 3611-0600",
        "(65) 89999-0000",
        "(65) 3611-060 ramal 0",  # its digits alone would make another number
        "(65) 3611-0600 / 0601",
        "0800 722",
        "+54",
        "+1 800 FLOWERS 22",
        "0800 abc 722 6001 <script>",
        "65+3611+0600",
    ],
)
def test_what_is_not_one_telephone_is_refused(text: str) -> None:
    assert refusal(Phone, text) == (
        f"“{text}” não é um telefone com DDD. "
        "Escreva como (65) 3611-0600 ou, no exterior, +54 11 4321-0000."
    )


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("gabinete@exemplo.mt.gov.br", "gabinete@exemplo.mt.gov.br"),
        ("Gabinete@EXEMPLO.MT.GOV.BR", "Gabinete@exemplo.mt.gov.br"),
        (" procon+denuncias@exemplo.gov.br ", "procon+denuncias@exemplo.gov.br"),
    ],
)
def test_the_domain_of_an_email_is_printed_in_small_letters(text: str, form: str) -> None:
    assert printed(Email, text) == form


@pytest.mark.parametrize(
    "text",
    [
        "gabinete",
        "gabinete@",
        "@exemplo.gov.br",
        "a@b@exemplo.gov.br",
        "gabinete@exemplo",
        "Gabinete <gabinete@exemplo.gov.br>",
        "a@exemplo.gov.br, b@exemplo.gov.br",
        "gab inete@exemplo.gov.br",
        "gabinete@exemplo..gov.br",
    ],
)
def test_what_is_not_one_email_is_refused(text: str) -> None:
    assert refusal(Email, text) == f"“{text}” não é um e-mail. Escreva como nome@orgao.gov.br."
