"""A clause set made of an agreement is not told as ready while it holds data of a party, or while
its trial has differences that nothing explains."""

from dataclasses import replace
from pathlib import Path

import pytest

from clauses.library import BUNDLED, Library
from services.clause_check import check_library
from services.clause_import import Made, import_set
from services.office import Office
from tests.importing.variants import sample
from tests.offices import office_at

SET = "act-prova"
CLEAN = sample().replace("08012.000456/2016-18", "08012.001234/2023-41")
TABLE = "DEFENSORIA PÚBLICA DO ESTADO DO PARÁ\tBelém\nFulano de Tal\tBeltrano de Tal"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_at(tmp_path / "dados")


def made_of(office: Office, text: str, folder: Path) -> Made:
    """The set made of this text."""
    path = folder / "acordo.txt"
    path.write_text(text, encoding="utf-8")
    return import_set(office, path, SET)


def own_findings(office: Office) -> list[tuple[str, str]]:
    """What the check of the library says now: (rule, message)."""
    assert office.folder is not None
    library = Library((office.folder / "clausulas", BUNDLED))
    return [(one.rule, one.message) for one in check_library(replace(office, library=library))]


def edit(made: Made, old: str, new: str) -> None:
    """The texts of the set with these words replaced."""
    for path in made.files:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_set_without_data_of_the_parties_is_fine(office: Office, tmp_path: Path) -> None:
    made = made_of(office, CLEAN, tmp_path)
    assert (made.leftovers, made.unexplained, made.fine) == ((), (), True)
    assert own_findings(office) == []


@pytest.mark.parametrize(
    ("words", "what", "left"),
    [
        ("o Senhor THIAGO MOTA ROMERO", "nome de pessoa", "THIAGO MOTA ROMERO"),
        ("o CNPJ nº 14.921.092/0001-57", "CNPJ", "14.921.092/0001-57"),
        ("o Processo nº 08012.000999/2020-11", "processo", "08012.000999/2020-11"),
        ("a Rua Padre Prudêncio, nº 154", "endereço", "Rua Padre"),
        ("nucleo@exemplo.pa.gov.br", "endereço eletrônico", "nucleo@exemplo.pa.gov.br"),
        ("maria lúcia tavares braga", "nome de pessoa", "Maria Lúcia Tavares Braga"),
    ],
)
def test_data_of_a_party_that_no_field_replaced_is_told_with_its_text(
    office: Office, tmp_path: Path, words: str, what: str, left: str
) -> None:
    text = CLEAN.replace("que integra este Acordo.", f"que integra este Acordo, com {words}.")
    made = made_of(office, text, tmp_path)
    (one,) = made.leftovers
    assert (one.text_id, one.what, one.words) == ("act-prova-do-plano-de-trabalho", what, left)
    assert one.finding.message == f"ficou no texto-base um dado da parte: {what} “{left}”."
    assert made.redline.parts[0].note == f"Dados da parte no texto-base: {what} “{left}”."
    assert not made.fine


def test_the_library_tells_of_it_until_the_words_are_gone(office: Office, tmp_path: Path) -> None:
    text = CLEAN.replace("que integra este Acordo.", "que integra, diz o Senhor JOÃO DE SÁ LIMA.")
    made = made_of(office, text, tmp_path)
    told = (
        "dado-da-parte",
        "ficou no texto-base um dado da parte: nome de pessoa “JOÃO DE SÁ LIMA”.",
    )
    assert own_findings(office) == [told]
    edit(made, "JOÃO DE SÁ LIMA", "{{ participe.representante.nome }}")
    assert own_findings(office) == []


def test_what_the_set_left_out_is_unexplained_until_its_texts_are_approved(
    office: Office, tmp_path: Path
) -> None:
    made = made_of(office, CLEAN.replace("PARTÍCIPES:", f"PARTÍCIPES:\n\n{TABLE}"), tmp_path)
    assert [one.original for one in made.unexplained] == TABLE.split("\n")
    assert made.same_lines > 10  # what stands behind the table is compared too
    (told,) = own_findings(office)
    assert told == (
        "prova-sem-explicacao",
        "a prova do conjunto deu 2 diferenças sem explicação entre o texto minutado e acordo.txt.",
    )
    edit(made, "aprovacao: null", "aprovacao: Parecer nº 1/2026")
    assert own_findings(office) == []


def test_days_that_are_as_many_as_the_months_stay_days(office: Office, tmp_path: Path) -> None:
    text = CLEAN.replace("45 (quarenta e cinco) dias", "24 (vinte e quatro) dias")
    text = text.replace("em até 15 (quinze) dias", "em até 24 (vinte e quatro) horas")
    told = "".join(path.read_text() for path in made_of(office, text, tmp_path).files)
    assert "{{ prazo.meses|extenso }} meses" in told
    assert "{{ prazo.antecedencia_renovacao|extenso }} dias antes" in told
    assert "24 (vinte e quatro) horas" in told


def test_articles_take_the_title_of_their_chapter(office: Office, tmp_path: Path) -> None:
    made = made_of(office, ARTICLES, tmp_path)
    heads = {path.parent.name for path in made.files if path.suffix == ".md"}
    assert {"act-prova-do-objeto", "act-prova-do-prazo", "act-prova-do-prazo-2"} <= heads
    assert made.unexplained == ()
    assert "CAPÍTULO" not in "".join(path.read_text() for path in made.files)


def test_the_place_and_day_of_signing_are_not_taken_over(office: Office, tmp_path: Path) -> None:
    made = made_of(office, ARTICLES, tmp_path)
    assert [one.original for one in made.differences if one.reason == "data"] == [
        "Fortaleza, 9 de fevereiro de 2022."
    ]


ARTICLES = """CONVÊNIO DE COOPERAÇÃO TÉCNICA Nº 44/2022

CONVÊNIO QUE ENTRE SI CELEBRAM O TRIBUNAL DE JUSTIÇA DO ESTADO DO CEARÁ E O MINISTÉRIO PÚBLICO DO \
ESTADO DO CEARÁ.

O TRIBUNAL DE JUSTIÇA DO ESTADO DO CEARÁ, CNPJ 08.538.758/0001-90, e o MINISTÉRIO PÚBLICO DO \
ESTADO DO CEARÁ, CNPJ 14.706.001/0001-60, celebram este convênio:

CAPÍTULO I – DO OBJETO

Art. 1º Este convênio tem por objeto a integração de sistemas.

CAPÍTULO II – DO PRAZO

Art. 2º O presente convênio vigerá por 60 (sessenta) meses a partir de sua publicação.

Art. 3º Qualquer dos partícipes poderá denunciar este convênio, com antecedência de 30 dias.

Fortaleza, 9 de fevereiro de 2022.
"""
