"""Agreement in the phrases of agreements: the table that a lawyer extends, and every refusal."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clauses.agreement import FILTERS, WITH_WORD
from clauses.sandbox import fill
from clauses.values import Record
from faults.errors import BadTemplate
from portuguese.gender import Noun
from reading.yaml_text import read_mapping
from tests.clauses.parties import (
    DAY,
    DEFENDERS,
    PROSECUTORS,
    SEVERAL,
    SEVERAL_F,
    fields,
    record,
)

TABLE = read_mapping(Path(__file__).with_name("concordancia.yaml"))
PARTIES = {
    "masculino": PROSECUTORS,
    "feminino": DEFENDERS,
    "plural": SEVERAL,
    "plural_feminino": SEVERAL_F,
}
PHRASES: list[tuple[str, Record, str]] = [
    (row["frase"], PARTIES[form], row[form])
    for row in TABLE["partes"]
    for form in row
    if form != "frase"
]
NUMBERS: list[tuple[str, str]] = [(row["frase"], row["saida"]) for row in TABLE["numeros"]]


def told(source: str, **more: Any) -> tuple[str, str]:
    with pytest.raises(BadTemplate) as caught:
        fill(source, fields(**more))
    return caught.value.message, caught.value.remedy


@pytest.mark.parametrize(
    ("phrase", "party", "printed"), PHRASES, ids=[printed for _, _, printed in PHRASES]
)
def test_a_phrase_agrees_with_its_party(phrase: str, party: Record, printed: str) -> None:
    assert fill(phrase, fields(party)).replace("**", "") == printed


@pytest.mark.parametrize(("phrase", "printed"), NUMBERS, ids=[row[1] for row in NUMBERS])
def test_a_number_is_printed_with_its_words(phrase: str, printed: str) -> None:
    assert fill(phrase, fields()) == printed


def test_every_phrase_has_both_genders() -> None:
    for row in TABLE["partes"]:
        assert {"frase", "masculino", "feminino"} <= set(row) <= {"frase", *PARTIES}


def test_every_filter_is_in_the_table_but_that_of_dates_for_no_field_there_is_one() -> None:
    phrases = [row[0] for row in PHRASES] + [row[0] for row in NUMBERS]
    used = {name for phrase in phrases for name in re.findall(r"\|(\w+)", phrase)}
    assert FILTERS.keys() - used == {"data_extenso"}


def test_a_date_is_printed_in_full() -> None:
    assert FILTERS["data_extenso"](DAY) == "30 de janeiro de 2024"
    assert FILTERS["data_extenso"](date(2014, 7, 1)) == "1º de julho de 2014"


def test_several_parties_are_listed_with_article_and_acronym() -> None:
    all_of_them = Record(
        {"quantidade": 3}, Noun("partícipes", plural=True), (PROSECUTORS, DEFENDERS, SEVERAL)
    )
    assert fill("{{ participes|lista_partes }}", fields(participes=all_of_them)) == (
        "o Ministério Público do Estado de Mato Grosso – MPMT, "
        "a Defensoria Pública do Estado da Bahia – DPE/BA e "
        "os Procons Municipais de Londrina e Maringá – PROCONS"
    )


NOUN_FILTERS = sorted(
    FILTERS.keys()
    - {"extenso", "extenso_f", "ordinal", "ordinal_f", "data_extenso", "moeda"}
    - {"maiusculas", "minusculas", "lista_partes"}
)


@pytest.mark.parametrize("name", NOUN_FILTERS)
@pytest.mark.parametrize("value", ['"texto"', "prazo.meses", "prazo", "participe.municipio"])
def test_a_filter_of_nouns_refuses_what_has_no_gender(name: str, value: str) -> None:
    word = '("inscrito")' if name in WITH_WORD else ""
    message, remedy = told(f"{{{{ {value}|{name}{word} }}}}")
    assert message.startswith(f"o filtro “{name}” precisa de um nome com gênero e recebeu “")
    assert remedy == (
        "Aplique-o a participe, orgao, participes, tratamento, sigla ou representante."
    )


@pytest.mark.parametrize("name", ["extenso", "extenso_f", "ordinal", "ordinal_f"])
@pytest.mark.parametrize("value", ['"36"', "participe", "true", "none"])
def test_a_filter_of_numbers_refuses_what_is_no_whole_number(name: str, value: str) -> None:
    message, remedy = told(f"{{{{ {value}|{name} }}}}")
    assert message.startswith(f"o filtro “{name}” precisa de um número inteiro e recebeu “")
    assert remedy == "Aplique-o a um prazo, como prazo.meses."


def test_a_number_too_large_for_words_is_refused() -> None:
    message, _ = told("{{ 999999999999999|extenso }}")
    assert message == (
        "o texto não pôde ser preenchido (número por extenso: 999999999999999 está fora do "
        "intervalo de 0 a 999999999999)."
    )


@pytest.mark.parametrize("value", ['"x"', '"1,50"', '"NaN"', '"Infinity"', '"1e999999999"', '"-1"'])
def test_a_sum_of_money_that_is_none_is_refused(value: str) -> None:
    message, remedy = told(f"{{{{ {value}|moeda }}}}")
    assert message == f"o filtro “moeda” recebeu “{value[1:-1]}”."
    assert remedy == "Escreva o valor como 1234.56."


def test_a_date_filter_refuses_what_is_no_date() -> None:
    assert told("{{ prazo.meses|data_extenso }}") == (
        "o filtro “data_extenso” recebeu “36”.",
        "Aplique-o a uma data.",
    )


@pytest.mark.parametrize("word", ["celebrando", "documento", "xyz", "dois nomes", "", "123"])
def test_a_word_that_cannot_be_turned_safely_is_refused(word: str) -> None:
    assert told(f'{{{{ participe|concorda("{word}") }}}}') == (
        f"o filtro “concorda” não sabe flexionar “{word}”.",
        "Escreva a palavra no masculino singular ou use {% if %} com as duas formas.",
    )


def test_a_list_of_no_parties_is_refused() -> None:
    message, _ = told("{{ participe|lista_partes }}")
    assert message == (
        "o texto não pôde ser preenchido (enumeração: lista vazia ou com item em branco)."
    )


def test_a_noun_printed_bare_is_its_text() -> None:
    assert fill("{{ participe.sigla }}, {{ participe }}", fields(DEFENDERS)) == (
        "DPE/BA, Defensoria Pública do Estado da Bahia"
    )


def test_a_record_equals_the_text_it_prints_and_no_other() -> None:
    acronym = record(Noun("MPMT"))
    assert acronym == "MPMT"
    assert acronym != "mpmt"
    assert acronym == record(Noun("MPMT"))
    assert acronym != record(Noun("MPMT", "f"))
    assert acronym != 1
