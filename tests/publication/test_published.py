"""What is found in published extracts, whoever wrote them."""

import time
from datetime import date

import pytest

from publication.article import Article
from publication.extract import compose
from publication.published import (
    Published,
    cnpjs_in,
    dates_in,
    keys_in,
    numbers_in,
    processes_in,
    read_published,
    texts_of,
)
from tests.publication.gazettes import SAMPLE, article, published


def read_one(found: Article) -> Published:
    (text,) = texts_of(found)
    return read_published(found.heading, text, found.art_type, keys_in(found.heading, text))


def test_our_own_extract_gives_back_what_it_says() -> None:
    said = read_one(published(compose(SAMPLE)))

    assert said.kind == "acordo_cooperacao_tecnica"
    assert [found.value for found in said.processes] == ["08012002734202309"]
    assert [found.value for found in said.cnpjs] == ["00394494010018", "14921092000157"]
    assert {found.short for found in said.numbers} == {"1/2024"}
    assert (said.months, said.span) == (36, (date(2024, 1, 30), date(2027, 1, 30)))
    assert said.signed_on == date(2024, 1, 30)
    assert said.cpfs == ()


def test_another_ministrys_layout_is_understood() -> None:
    said = read_one(
        article(
            "EXTRATO DO ACT Nº 001/2024",
            "PROCESSO SEI Nº 08012.002734/2023-09 PARTES: a União e o MPMT, CNPJ "
            "14921092000157 OBJETIVO: adesão PRAZO DE VIGÊNCIA: três anos, a contar de 1º de "
            "fevereiro de 2024 DATA DA ASSINATURA: 30.01.24",
        )
    )

    assert [found.short for found in said.numbers] == ["1/2024"]
    assert [found.value for found in said.cnpjs] == ["14921092000157"]
    assert (said.months, said.signed_on) == (36, date(2024, 1, 30))
    assert set(said.fields) == {"participes", "objeto", "vigencia", "assinatura"}


def test_one_act_may_carry_several_extracts() -> None:
    text = " ".join(f"Espécie: ACT nº {n}/2024. Objeto: adesão." for n in (1, 2, 3))

    assert [
        [found.short for found in numbers_in("", block)]
        for block in texts_of(article("EXTRATOS DE ACORDOS", text))
    ] == [["1/2024"], ["2/2024"], ["3/2024"]]


@pytest.mark.parametrize(
    ("text", "value", "valid"),
    [
        ("Processo: 08012.002734/2023-09.", "08012002734202309", True),
        ("Processo nº 08012002734202309.", "08012002734202309", True),
        ("Processo 08012 002734 / 2023 - 09", "08012002734202309", True),
        ("Processo 08012.002734/2023–09", "08012002734202309", True),
        ("Processo 08012.002743/2023-09", "08012002743202309", False),
        ("Processo 0000123.00000456/2024-62", "000012300000456202462", False),
    ],
)
def test_a_process_is_found_in_every_writing(text: str, value: str, valid: bool) -> None:
    (found,) = processes_in(text)

    assert (found.value, found.valid) == (value, valid)


@pytest.mark.parametrize(
    ("text", "value", "valid"),
    [
        ("CNPJ nº 14.921.092/0001-57;", "14921092000157", True),
        ("CNPJ: 14921092000157.", "14921092000157", True),
        ("CNPJ 14.921.092/0001 - 57", "14921092000157", True),
        ("CNPJ nº 12.ABC.345/01DE-35", "12ABC34501DE35", True),
        ("CNPJ nº 12.abc.345/01de-35", "12ABC34501DE35", True),
        ("CNPJ 14.921.092/0001-75", "14921092000175", False),
    ],
)
def test_a_cnpj_is_found_in_every_writing(text: str, value: str, valid: bool) -> None:
    (found,) = cnpjs_in(text)

    assert (found.value, found.valid) == (value, valid)


@pytest.mark.parametrize(
    "text",
    [
        "07/02/2024",
        "Lei nº 14.133/2021",
        "Portaria nº 1/2024",
        "08012.002734/2023-09",
        "12/2024-05",
    ],
)
def test_laws_dates_and_processes_are_no_numbers_of_instruments(text: str) -> None:
    assert numbers_in("", f"Acordo assinado. Fundamento: {text}.") == ()


@pytest.mark.parametrize(
    ("text", "short", "suffix"),
    [
        ("Acordo de Cooperação Técnica nº 01/2024", "1/2024", ()),
        ("ACT Nº 1.024/2024", "1024/2024", ()),
        ("Acordo n. 1 / 2024 / CIHP / SENACON.", "1/2024", ("CIHP", "SENACON")),
        ("Acordo nº 1/2024-SENACON/MJSP", "1/2024", ("SENACON", "MJSP")),
    ],
)
def test_a_number_is_read_with_its_suffix(text: str, short: str, suffix: tuple[str, ...]) -> None:
    (found,) = numbers_in("", text)

    assert (found.short, found.suffix) == (short, suffix)


@pytest.mark.parametrize(
    ("title", "ordinal"),
    [
        ("EXTRATO DO PRIMEIRO TERMO ADITIVO AO ACT", 1),
        ("Extrato do 2º Termo Aditivo", 2),
        ("EXTRATO DO III TERMO ADITIVO", 3),
        ("EXTRATO DO DÉCIMO SEGUNDO TERMO ADITIVO", 12),
        ("EXTRATO DE TERMO ADITIVO", None),
    ],
)
def test_the_place_of_an_aditivo_is_read_in_every_writing(title: str, ordinal: int | None) -> None:
    assert read_one(article(title, "Objeto: prorrogação.")).ordinal == ordinal


@pytest.mark.parametrize(
    ("term", "months"),
    [
        ("36 (trinta e seis) meses", 36),
        ("trinta e seis meses, a contar da assinatura", 36),
        ("03 (três) anos", 36),
        ("cinco anos", 60),
        ("a partir da publicação", None),
    ],
)
def test_a_term_is_counted_in_months(term: str, months: int | None) -> None:
    assert read_one(article("EXTRATO", f"Vigência: {term}.")).months == months


def test_dates_come_in_the_order_of_the_text_and_impossible_ones_not_at_all() -> None:
    text = "de 1º de julho de 2024 a 31/02/2025, em 05-03-24 e 30.01.2027"

    assert dates_in(text) == [date(2024, 7, 1), date(2024, 3, 5), date(2027, 1, 30)]


@pytest.mark.parametrize(
    "cited",
    [
        "publicado no Diário Oficial da União de 07/02/2024, Seção 3, página 112",
        "publicado no DOU nº 27, Seção 3, pág. 112, de 7 de fevereiro de 2024",
        "publicada na edição de nº 27 do D.O.U., de 07.02.2024",
    ],
)
def test_a_correction_cites_the_day_of_the_publication(cited: str) -> None:
    said = read_one(article("RETIFICAÇÃO", f"No Extrato do ACT nº 1/2024, {cited}, onde se lê..."))

    assert said.cited_on == date(2024, 2, 7)


def test_a_cpf_is_noticed_only_when_its_digits_are_right() -> None:
    said = read_one(article("EXTRATO", "Ana, CPF 529.982.247-25; Rui, CPF 111.222.333-44"))

    assert said.cpfs == ("529.982.247-25",)


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1/", "1/2024/A", "08012.", "/2024-09", "CNPJ ", "Espécie:", "processo nº ", "a: ",
        "publicado no ", "termo ", "i", "trinta e ", "30 de ", " (", "é", "ACT nº 1/2024 ",
    ],
)  # fmt: skip
def test_hostile_texts_take_no_longer_than_others(piece: str) -> None:
    found = article(piece * 100, "", html=piece * (200_000 // len(piece)))

    start = time.perf_counter()
    title = found.heading
    for text in texts_of(found):
        read_published(title, text, "", keys_in(title, text))

    assert time.perf_counter() - start < 3
