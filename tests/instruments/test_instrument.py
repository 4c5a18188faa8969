"""Requests and instruments: what makes a request the same one, and how an instrument is called."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from faults.errors import InvalidData
from faults.validation import validate
from instruments.instrument import ClauseRef, Instrument, Request
from instruments.model import STORED
from tests.records import (
    LIBRARY,
    PARTNERS,
    SEED_PROCESS,
    body,
    example_data,
    instrument,
    partner,
    plan,
    request,
)

CPF, OTHER_CPF = "529.982.247-25", "111.444.777-35"
SAME_MIDDLE = ("529.982.247-25", "000.982.247-00")
"""Two numbers that are masked alike."""


def with_cpf(cpf: str | None, rg: str | None = None) -> Request:
    """The seed's request with these personal values of its partner."""
    return request(partner(representante__cpf=cpf, representante__rg=rg))


def test_equal_data_make_the_same_request() -> None:
    assert request().sha256 == request().sha256


def test_the_order_of_keys_does_not_make_another_request() -> None:
    data = example_data()
    turned = validate(type(partner()), dict(reversed(data.items())), "participe.yaml")
    assert request(turned).sha256 == request(partner()).sha256


@pytest.mark.parametrize(
    "change",
    [
        {"months": 24},
        {"process": "08012.000880/2016-62"},
        {"process": None},
        {"plan": plan(titulo="Outro título")},
        {"plan": plan(abrangencia="Outra abrangência.")},
        {"body": body().model_copy(update={"phone": None})},
        {"signer": body().representatives[0].model_copy(update={"role": "Secretária"})},
        {"clause_set": LIBRARY.clause_set("act-adesao").model_copy(update={"version": 2})},
        {"partners": (partner("mpmt", telefone=None),)},
        {"partners": (partner("mpmt", gestor=None),)},
        {"partners": (partner("defensoria"),)},
        {"partners": (partner("mpmt"), partner("defensoria"))},
    ],
)
def test_any_part_that_changes_makes_another_request(change: dict[str, Any]) -> None:
    same: dict[str, Any] = {"partners": (partner(),), "process": SEED_PROCESS}
    assert request(**{**same, **change}).sha256 != request(**same).sha256


def test_another_text_under_the_same_version_makes_another_request() -> None:
    first = request()
    altered = (ClauseRef(key=first.texts[0].key, sha256="0" * 64), *first.texts[1:])
    assert first.model_copy(update={"texts": altered}).sha256 != first.sha256


def test_another_cpf_makes_another_request_because_the_text_shows_part_of_it() -> None:
    assert with_cpf(CPF).sha256 != with_cpf(OTHER_CPF).sha256


def test_the_hash_of_a_request_cannot_be_used_to_try_out_a_cpf_or_rg() -> None:
    hidden, other = SAME_MIDDLE
    assert with_cpf(hidden, "1234567 SSP/MT").sha256 == with_cpf(other, None).sha256


def test_the_key_is_unit_partners_set_and_process() -> None:
    assert request().key == "CIHP/CGSINDEC/DPDC/SENACON|mpmt|act-adesao|08012.002734/2023-09"


def test_the_order_of_partners_leaves_the_key_and_changes_the_request() -> None:
    one, two = partner("mpmt"), partner("defensoria")
    first, second = request(one, two), request(two, one)
    assert (first.key == second.key, first.sha256 == second.sha256) == (True, False)


@given(st.lists(st.sampled_from(PARTNERS), unique=True, min_size=1))
@settings(max_examples=20)
def test_two_requests_share_a_key_only_with_the_same_partners(names: list[str]) -> None:
    first, second = request(*map(partner, names)), request(*map(partner, PARTNERS))
    assert (first.key == second.key) == (set(names) == set(PARTNERS))


def test_two_partners_of_one_acronym_are_refused_since_the_text_tells_them_apart_by_it() -> None:
    with pytest.raises(InvalidData) as told:
        validate(
            Request,
            {**request().as_data(), "participes": [partner(), partner("defensoria", sigla="mpmt")]},
            "pedido",
        )
    assert [finding.line() for finding in told.value.findings] == [
        "pedido: participes: dois partícipes usam a sigla “MPMT”, que os distingue no texto. "
        "Dê a cada partícipe uma sigla própria."
    ]


@pytest.mark.parametrize("months", [0, 121, -36])
def test_a_term_is_of_1_to_120_months(months: int) -> None:
    with pytest.raises(ValidationError):
        request(months=months)


def test_an_instrument_is_called_by_its_kind_and_number() -> None:
    found = instrument()
    assert (found.title, found.short_title, found.file_stem) == (
        "Acordo de Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON",
        "ACT nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON",
        "ACT-1-2024-mpmt-v1",
    )


def test_the_files_of_many_partners_have_a_name_of_bounded_length() -> None:
    many = tuple(partner(id=f"{'a' * 60}-{place}", sigla=f"S{place}") for place in range(9))
    assert len(instrument(*many, version=12).file_stem) < 110


@pytest.mark.parametrize("code", ["1234567", "123456789", "1234567a", "", "12345678\n"])
def test_a_document_code_has_eight_digits(code: str) -> None:
    data = {**instrument().as_data(), "codigo_verificador": code}
    with pytest.raises(ValidationError):
        Instrument.model_validate(data)


@pytest.mark.parametrize("number", ["", "0/2024/X", "abc", "1/24/X", 7, None, {}])
def test_a_number_that_is_none_is_refused(number: object) -> None:
    with pytest.raises(ValidationError):
        Instrument.model_validate({**instrument().as_data(), "numero": number})


@pytest.mark.parametrize("name", PARTNERS)
def test_an_instrument_read_back_from_its_own_data_is_the_same(name: str) -> None:
    made = instrument(partner(name))
    again = Instrument.model_validate(made.as_data(), context=STORED)
    assert (again, again.request.sha256) == (made, made.request.sha256)
