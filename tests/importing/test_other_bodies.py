"""Agreements of other bodies: what is there comes out, what is missing is said."""

import pytest

from importing.identity import identity, is_nup
from importing.parties import parties
from importing.signing import signatures
from importing.term import FoundTerm, term_of
from reading.outline import Outline, outline
from reading.plain import read_plain
from tests.importing.agreements import fields, recovered
from tests.importing.variants import sample


def of(text: str) -> Outline:
    return outline(read_plain("a.txt", text.encode()))


def term(sentence: str) -> FoundTerm:
    return term_of(of(f"CLÁUSULA PRIMEIRA – DA VIGÊNCIA\n\n{sentence}"))


def test_an_agency_and_a_municipality_with_numbered_clauses() -> None:
    found = fields(recovered(sample("outro-orgao").encode()))
    assert found["number"] == "15/2022"
    assert found["process"] == "48500.001987/2022-99"
    assert found["months"] == 60
    assert found["clauses"] == ("DO OBJETO", "DAS OBRIGAÇÕES", "DA VIGÊNCIA", "DO FORO")
    assert [party[:3] + party[5:7] for party in found["parties"]] == [
        (
            "Agência Nacional de Águas Rasas", "ANAR", "27.788.899/0001-05",
            "Pedro Augusto Lima", "Diretor-Presidente",
        ),
        (
            "Município de Alto Sereno", None, "11.222.333/0001-81",
            "João Batista Ferreira", "Prefeito Municipal",
        ),
    ]  # fmt: skip
    assert [one[2:4] for one in found["signatures"]] == [
        ("2022-06-20 10:15", "qualificada"), ("2022-06-22 14:00", "simples"),
    ]  # fmt: skip


def test_a_protocol_without_number_term_or_signatures_says_what_is_missing() -> None:
    found = recovered(sample("sem-numero").encode())
    assert found.missing == (
        "numero", "processo", "codigo_verificador", "crc", "assinaturas", "plano",
    )  # fmt: skip
    assert [party.person and party.person.gender for party in found.parties] == ["f", "m"]
    assert found.term.forever is not None


@pytest.mark.parametrize(
    ("sentence", "months", "starts"),
    [
        ("O prazo de vigência será de 36 (trinta e seis) meses, a partir da última assinatura.",
         36, "ultima_assinatura"),
        ("Este Acordo terá vigência de 5 (cinco) anos, contados da sua publicação.",
         60, "publicacao"),
        ("Este Acordo vigorará por sessenta meses.", 60, ""),
        ("Vigência: 12 meses, com antecedência mínima de 60 meses para renovar.", 12, ""),
        ("O presente vigerá pelo prazo de vinte e quatro (24) meses.", 24, ""),
    ],
)  # fmt: skip
def test_the_term_in_figures_and_words(sentence: str, months: int, starts: str) -> None:
    found = term(sentence)
    assert (found.months and found.months.value, found.starts_with) == (months, starts)


def test_figures_and_words_that_disagree_give_the_shorter_and_are_told() -> None:
    found = term("A vigência será de 36 (trinta e dois) meses.")
    assert (found.months and found.months.value, found.words_disagree) == (32, True)


def test_an_end_named_by_its_day() -> None:
    found = term("Este Acordo terá vigência até 31 de dezembro de 2026.")
    assert found.end is not None
    assert found.end.value.isoformat() == "2026-12-31"


def test_a_term_that_only_the_renewal_names_is_no_term() -> None:
    assert term("A prorrogação da vigência será de 12 meses.").months is None


@pytest.mark.parametrize(
    ("line", "name", "moment", "level"),
    [
        (
            "Documento assinado eletronicamente por Ana Maria Sá, Diretora, "
            "em 05/02/2024, às 9h07.",
            "Ana Maria Sá", "2024-02-05 09:07", "simples",
        ),
        (
            "Documento assinado digitalmente gov.br ANA MARIA SA Data: 05/02/2024 09:07:33-0300",
            "ANA MARIA SA", "2024-02-05 09:07", "avancada",
        ),
        (
            "Assinado de forma digital por ANA MARIA SA:12345678901 "
            "Dados: 2024.02.05 09:07:33 -03'00'",
            "ANA MARIA SA", "2024-02-05 09:07", "qualificada",
        ),
    ],
)  # fmt: skip
def test_the_stamps_of_other_systems(line: str, name: str, moment: str, level: str) -> None:
    (found,) = signatures(of(line).blocks)
    assert (found.value.name, f"{found.value.at:%Y-%m-%d %H:%M}", found.value.level) == (
        name, moment, level,
    )  # fmt: skip


GOVBR = ("Documento assinado digitalmente", "MARCELO D'ÁVILA", "Data: 24/11/2023 09:12:55-0300")
ICP = (
    "Assinado de forma digital por ANA MARIA SÁ:12345678909",
    "Dados: 2024.06.28 17:05:09 -03'00'",
)


@pytest.mark.parametrize("apart", ["\n\n", "\n"], ids=["paragraphs", "lines"])
@pytest.mark.parametrize(
    ("stamp", "name", "moment", "level"),
    [
        (GOVBR, "MARCELO D'ÁVILA", "2023-11-24 09:12", "avancada"),
        (ICP, "ANA MARIA SÁ", "2024-06-28 17:05", "qualificada"),
    ],
    ids=["gov.br", "ICP-Brasil"],
)
def test_a_stamp_may_take_several_lines(
    apart: str, stamp: tuple[str, ...], name: str, moment: str, level: str
) -> None:
    text = apart.join(("Brasília, 20 de novembro de 2023.", *stamp, "Verifique em gov.br", *stamp))
    (found,) = signatures(of(text).blocks)
    assert (found.value.name, f"{found.value.at:%Y-%m-%d %H:%M}", found.value.level) == (
        name, moment, level,
    )  # fmt: skip


def test_the_cpf_that_a_certificate_prints_is_not_kept_with_its_words() -> None:
    (found,) = signatures(of("\n".join(ICP)).blocks)
    assert "12345678909" not in found.value.wording + found.excerpt


@pytest.mark.parametrize(
    "process",
    ["2024/1234567-DPE", "8512345-67.2022.8.06.0000", "E-20/001.000123/2024", "12.345.678-9"],
)
def test_a_process_of_another_body_is_whole(process: str) -> None:
    found = identity(of(f"TERMO DE COOPERAÇÃO Nº 1/2024\n\nProcesso nº {process}").blocks)
    assert found.process is not None
    assert (found.process.value, is_nup(found.process.value)) == (process, False)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024/CIHP/SENACON", "1/2024/CIHP/SENACON"),
        ("Acordo de Cooperação Técnica n. 15/2023", "15/2023"),
        ("ACORDO DE COOPERAÇÃO TÉCNICA 003/2021-ANATEL", "3/2021/ANATEL"),
        ("TERMO DE COOPERAÇÃO Nº 1.234/2020 - MEC", "1234/2020/MEC"),
        ("ACT Nº 7/23", "7/2023"),
    ],
)
def test_the_number_in_its_many_dresses(title: str, number: str) -> None:
    found = identity(of(f"{title}\n\nCLÁUSULA PRIMEIRA – DO OBJETO").blocks)
    assert found.number is not None
    assert found.number.value == number


def test_a_code_that_a_scanner_misread_is_doubted() -> None:
    found = identity(of("código verificador 1234567 e o código CRC O59A7OAD.").blocks)
    assert found.crc is not None
    assert (found.crc.value, found.crc.certainty) == ("059A70AD", 0.75)


def test_a_cnpj_with_wrong_digits_is_kept_as_found() -> None:
    (party,) = parties(
        of(
            "ACORDO DE COOPERAÇÃO\n\nA AGÊNCIA DO MAR SECO, inscrita no CNPJ nº "
            "11.222.333/0001-99, representada por FULANO DE TAL.\n\nCLÁUSULA PRIMEIRA – DO OBJETO"
        )
    )
    assert party.cnpj is not None
    assert (party.cnpj.value, party.cnpj_right) == ("11.222.333/0001-99", False)


def test_a_cnpj_of_letters_is_read() -> None:
    (party,) = parties(
        of(
            "ACORDO DE COOPERAÇÃO\n\nA AGÊNCIA DO MAR SECO, CNPJ 12.ABC.345/01DE-35, representada "
            "por FULANO DE TAL.\n\nCLÁUSULA PRIMEIRA – DO OBJETO"
        )
    )
    assert party.cnpj is not None
    assert (party.cnpj.value, party.cnpj_right) == ("12.ABC.345/01DE-35", True)
