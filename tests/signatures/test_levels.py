"""The levels of signature, their legal basis, and the minimum of each instrument."""

from typing import get_args

import pytest

from instruments.instrument import KIND_NAMES
from instruments.signature_level import SignatureLevel
from law.norms import norms
from signatures.levels import levels, minimum_for


def test_the_levels_are_those_of_the_law_weakest_first() -> None:
    assert list(levels()) == list(get_args(SignatureLevel))
    assert [level.basis.text for level in levels().values()] == [
        "Lei nº 14.063/2020, art. 4º, inciso I",
        "Lei nº 14.063/2020, art. 4º, inciso II",
        "Lei nº 14.063/2020, art. 4º, inciso III",
    ]
    assert [level.rank for level in levels().values()] == [1, 2, 3]


def test_every_basis_is_a_norm_of_the_table() -> None:
    cited = [level.basis for level in levels().values()] + [minimum_for("acordo_adesao").basis]
    assert {citation.norm for citation in cited} <= set(norms())


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_an_agreement_and_what_follows_it_need_an_advanced_signature(kind: str) -> None:
    minimum = minimum_for(kind)
    assert (minimum.level.id, minimum.basis.text) == (
        "avancada",
        "Decreto nº 10.543/2020, art. 4º",
    )
    assert [minimum.reached_by(level) for level in levels()] == [False, True, True]


def test_the_body_may_ask_for_more_by_kind_or_for_all() -> None:
    assert minimum_for("termo_aditivo", {"termo_aditivo": "qualificada"}).raised
    assert minimum_for("termo_aditivo", {"padrao": "qualificada"}).level.id == "qualificada"
    assert minimum_for("acordo_adesao", {"termo_aditivo": "qualificada"}).level.id == "avancada"


def test_the_body_cannot_ask_for_less() -> None:
    assert minimum_for("termo_aditivo", {"padrao": "simples"}).level.id == "avancada"
