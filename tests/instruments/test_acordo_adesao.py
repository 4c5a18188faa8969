"""The acordo de adesão: conditions that the body fixed, one clause after the other."""

import re
from functools import cache

import pytest

from clauses.clause_set import ClauseSet
from document.canonical import canonical_text
from document.diff import parts
from document.flow import flow
from document.tree import NumberedDocument
from instruments.assemble import assemble
from portuguese.ordinals import ordinal_words
from tests.instruments.test_assemble import GAPS, TOGETHER, words_of
from tests.records import LIBRARY, PARTNERS, SEED_PROCESS, TEXTS, instrument, partner

ADESAO = LIBRARY.clause_set("acordo-adesao")
ACT = LIBRARY.clause_set("act-adesao")
EVERY = [*([name] for name in PARTNERS), *TOGETHER]

TITLES = (
    "DO OBJETO",
    "DAS CONDIÇÕES DA COOPERAÇÃO",
    "DA FORMALIZAÇÃO E DOS EFEITOS DA ADESÃO",
    "DO PLANO DE TRABALHO PADRONIZADO",
    "DAS OBRIGAÇÕES COMUNS",
    "DAS OBRIGAÇÕES DA SENACON",
    "DAS OBRIGAÇÕES DO MINISTÉRIO PÚBLICO",
    "DO GERENCIAMENTO DO ACORDO DE ADESÃO",
    "DOS RECURSOS ORÇAMENTÁRIOS E PATRIMONIAIS",
    "DA PROTEÇÃO DE DADOS PESSOAIS",
    "DOS RECURSOS HUMANOS",
    "DO PRAZO E VIGÊNCIA",
    "DA ATUALIZAÇÃO DAS CONDIÇÕES",
    "DO ENCERRAMENTO",
    "DA RESCISÃO",
    "DA PUBLICAÇÃO",
    "DA PUBLICIDADE E DIVULGAÇÃO",
    "DA CONCILIAÇÃO E DO FORO",
)


def of(names: list[str]) -> NumberedDocument:
    """The text for these example partners together."""
    return assemble(instrument(*map(partner, names), clause_set=ADESAO), TEXTS)


@cache
def mpmt() -> NumberedDocument:
    """The text for the seed's partner."""
    return assemble(instrument(clause_set=ADESAO, process=SEED_PROCESS), TEXTS)


def clause(clause_id: str) -> list[str]:
    """The lines of a clause under its heading."""
    return list(parts(mpmt())[clause_id])[1:]


@pytest.mark.parametrize("names", EVERY, ids="+".join)
def test_no_text_has_a_gap_a_double_space_or_a_field_left_over(names: list[str]) -> None:
    words = [text for piece in flow(of(names)) for text in words_of(piece)]
    assert [text for text in words if not text.strip() or GAPS.search(text)] == []


@pytest.mark.parametrize("names", EVERY, ids="+".join)
def test_one_partner_makes_18_clauses_and_each_further_one_another(names: list[str]) -> None:
    assert [one.label for one in of(names).clauses] == [
        f"CLÁUSULA {ordinal_words(place, 'f').upper()}" for place in range(1, 18 + len(names))
    ]


def test_its_clauses_stand_in_their_order() -> None:
    assert [one.title.upper() for one in mpmt().clauses] == list(TITLES)


def test_it_is_called_an_acordo_de_adesao_throughout() -> None:
    text = canonical_text(mpmt())
    assert text.startswith("ACORDO DE ADESÃO Nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON\n")
    assert "ACORDO DE ADESÃO QUE ENTRE SI CELEBRAM A UNIÃO" in text
    assert re.findall("acordo de cooperação técnica", text, re.I) == [
        "acordo de cooperação técnica"  # what adhesion does not cover may be the object of one
    ]


def test_it_submits_itself_to_the_decree_and_the_portaria_by_name() -> None:
    (celebration,) = (line for line in parts(mpmt())["abertura"] if line.startswith("RESOLVEM"))
    assert celebration.startswith(
        "RESOLVEM, como partícipes, celebrar o presente ACORDO DE ADESÃO, cujo objeto e cujas "
        "condições foram previamente estabelecidos pela SENACON, tendo em vista o que consta do "
        f"Processo nº {SEED_PROCESS}, com fundamento no art. 184, caput, da Lei nº 14.133, de 1º "
        "de abril de 2021, e no art. 24, caput, inciso II, do Decreto nº 11.531, de 16 de maio de "
        "2023, com sujeição às normas desse Decreto e da Portaria SEGES/MGI nº 3.506, de 8 de "
        "maio de 2025,"
    )


def test_the_conditions_are_accepted_whole_and_not_negotiated() -> None:
    assert clause("adesao-condicoes")[1] == (
        "Subcláusula primeira. A adesão importa aceitação integral das condições, que não se "
        "sujeitam a negociação individual. Não produz efeito a ressalva, a emenda ou a condição "
        "que o partícipe aderente acrescente a este instrumento ou ao ato que o autorize; não se "
        "considera ressalva a menção a competência, prerrogativa ou dever que resulte de lei."
    )


def test_new_conditions_are_told_sixty_days_before_and_who_does_not_want_them_leaves() -> None:
    told, leave = clause("adesao-alteracoes")[2:4]
    assert "com antecedência mínima de 60 (sessenta) dias" in told
    assert leave == (
        "Subcláusula terceira. O partícipe que não aceitar a atualização pode denunciar este "
        "Acordo por escrito até a data em que ela produza efeitos, dispensada a antecedência da "
        "alínea “b” da cláusula décima quarta. O silêncio não importa aceitação do termo aditivo: "
        "quem não o assinar permanece sob as condições anteriores até o término da vigência ou a "
        "extinção deste Acordo."
    )


def test_the_notice_of_new_conditions_is_longer_than_that_of_a_withdrawal() -> None:
    terms = ADESAO.terms
    assert terms.update_notice_days is not None
    assert terms.update_notice_days > terms.withdrawal_days


def test_the_term_of_adhesion_closes_the_instrument_and_both_sign_it() -> None:
    document = mpmt()
    assert parts(document)["fecho"][0] == (
        "TERMO DE ADESÃO. O Ministério Público do Estado de Mato Grosso adere, sem ressalvas, ao "
        "objeto e às condições deste Acordo e do plano de trabalho anexo, que declara conhecer e "
        "aceitar, e a União, por intermédio da Secretaria Nacional do Consumidor, admite a adesão."
    )
    assert [place.id for place in document.signatures] == ["senacon", "mpmt"]


def test_several_partners_adhere_in_the_plural() -> None:
    text = canonical_text(of(["mpmt", "defensoria"]))
    assert "As instituições qualificadas como partícipes aderem, sem ressalvas," in text
    assert "ouvidos os partícipes aderentes" in text


def test_it_serves_the_kinds_of_the_agreement_and_shares_the_clauses_that_say_the_same() -> None:
    assert ADESAO.partner_kinds == ACT.partner_kinds
    assert ADESAO.methodology == ACT.methodology
    own = {entry.id for entry in ADESAO.entries} - {entry.id for entry in ACT.entries}
    assert own == {
        *("adesao-celebracao", "adesao-condicoes", "adesao-formalizacao"),
        *("adesao-plano-de-trabalho", "adesao-gerenciamento", "adesao-alteracoes"),
        "termo-de-adesao",
    }


@pytest.mark.parametrize("one", [ADESAO, ACT], ids=lambda one: one.id)
def test_both_sets_carry_a_plan_and_follow_no_original(one: ClauseSet) -> None:
    assert (one.tied, one.form, one.plan_annex) == (False, "clausulas", True)
