"""The words around each party and person agree with them, whatever the kind, in every set.

Drawn over kinds, genders and company: a masculine word about a feminine party would be signed.
"""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document.canonical import canonical_text
from instruments.assemble import assemble
from instruments.partner import Partner
from portuguese.gender import Gender
from review.own import source_of
from review.reviewer import review
from review.rules import all_rules
from review.subject import subject
from tests.records import LIBRARY, PARTNERS, TEXTS, instrument, partner
from tests.review.texts import TODAY, FewWords

SETS = ("act-adesao", "acordo-adesao")
NAMES: dict[Gender, tuple[str, str]] = {
    "f": ("Coordenadoria {} de Defesa", "COORD {}"),
    "m": ("Departamento {} de Defesa", "DEP {}"),
}
PEOPLE: dict[Gender, tuple[str, str, str]] = {
    "f": ("Ana Lima Reis", "Coordenadora", "a Senhora"),
    "m": ("Ivo Paz Melo", "Coordenador", "o Senhor"),
}
PLACES = ("Alfa", "Beta", "Gama")
GENDERED = re.compile(
    r"\b(?:denominad|inscrit|registrad|representad|designad|nomead)([oa])s?\b", re.I
)
GENDERS = st.sampled_from(["m", "f"])
PARTY = st.tuples(st.sampled_from(PARTNERS), GENDERS, GENDERS)


def party(kind: str, gender: Gender, person: Gender, place: str) -> Partner:
    """The example of a kind under a name of this gender, with somebody of that one."""
    name, acronym = NAMES[gender]
    who, role, _ = PEOPLE[person]
    changes: dict[str, Any] = {
        "id": place.lower(), "nome": name.format(place), "sigla": acronym.format(place.upper()),
        "genero": gender, "representante__nome": who, "representante__genero": person,
        "representante__cargo": role, "representante__cpf": "529.982.247-25",
        "representante__designacao": "Portaria nº 1, de 2 de janeiro de 2026",
    }  # fmt: skip
    return partner(kind, **changes)


@given(st.lists(PARTY, min_size=1, max_size=3), st.sampled_from(SETS))
def test_every_participle_of_a_qualification_agrees_with_its_party_and_its_person(
    drawn: list[tuple[str, Gender, Gender]], set_id: str
) -> None:
    partners = [party(*one, place) for one, place in zip(drawn, PLACES, strict=False)]
    text = canonical_text(
        assemble(instrument(*partners, clause_set=LIBRARY.clause_set(set_id)), TEXTS)
    )
    for one in partners:
        (line,) = [
            line for line in text.splitlines()
            if f"{one.name.upper()} – " in line and ", com sede " in line
        ]  # fmt: skip
        of_party, treated, of_person = line.partition(PEOPLE[one.representative.gender][2])
        assert treated
        ending = {"m": "o", "f": "a"}
        assert {hit[1] for hit in GENDERED.finditer(of_party)} == {ending[one.gender]}
        own = ending[one.representative.gender]
        assert {hit[1] for hit in GENDERED.finditer(of_person)} == {own}


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize("gender", ["m", "f"])
@pytest.mark.parametrize("kind", PARTNERS)
def test_the_reviewer_says_nothing_of_a_party_of_either_gender_with_an_acronym_of_two_words(
    kind: str, gender: Gender, set_id: str
) -> None:
    document = assemble(
        instrument(
            party(kind, gender, gender, "Gurupi"), clause_set=LIBRARY.clause_set(set_id),
            process="08012.002734/2023-09",
        ),
        TEXTS,
    )  # fmt: skip
    rules = [rule for rule in all_rules() if rule.id != "ortografia"]
    report = review(subject(source_of(document, "minuta"), TODAY, FewWords(), None), rules)
    assert [(one.rule.id, one.message) for one in report.remarks] == []


def test_with_several_partners_each_effect_of_the_end_is_numbered_so_that_it_can_be_cited() -> None:
    document = assemble(instrument(partner("mpmt"), partner("defensoria")), TEXTS)
    (clause,) = [clause for clause in document.clauses if clause.id == "encerramento"]
    told = canonical_text(document)
    assert len(clause.blocks) == 6
    assert (
        "Subcláusula segunda. A denúncia ou a rescisão em relação a um dos partícipes aderentes "
        "não extingue este Acordo entre os demais." in told
    )


@pytest.mark.parametrize("set_id", SETS)
def test_who_is_not_named_in_the_plan_is_designated_within_a_time_that_clause_and_plan_agree_on(
    set_id: str,
) -> None:
    unnamed = partner(gestor=..., administrador_plataforma=..., interlocutor=...)
    told = canonical_text(
        assemble(instrument(unnamed, clause_set=LIBRARY.clause_set(set_id)), TEXTS)
    )
    for said in (
        "O responsável que não constar do plano de trabalho será designado por comunicação "
        "escrita no prazo de 30 (trinta) dias, contado da última assinatura.",
        "o responsável será designado por comunicação escrita, no prazo da cláusula do "
        "gerenciamento.",
        "Designar os responsáveis pela gestão do acordo no prazo da cláusula do gerenciamento,",
    ):
        assert told.count(said) == 1
