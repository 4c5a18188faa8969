"""Public data: what anyone may know, and that no personal value is among it."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from instruments.identifiers import Cpf
from instruments.instrument import Instrument
from instruments.personal import masked
from instruments.public import public_data, public_json
from tests.instruments.test_identifier_laws import CPFS
from tests.instruments.values import printed
from tests.records import PARTNERS, body, instrument, partner, request

RGS = st.from_regex(r"\A[1-9][0-9]{6,8} (SSP|DETRAN)/[A-Z]{2}\Z")


def keys_of(data: Any) -> set[str]:
    """Every key at any depth."""
    if isinstance(data, dict):
        return set(data) | {key for value in data.values() for key in keys_of(value)}
    if isinstance(data, list):
        return {key for value in data for key in keys_of(value)}
    return set()


def with_personal_values(cpf: str, rg: str) -> Instrument:
    """An instrument of all example partners, whose people, ours too, have this CPF and RG."""
    people = [partner(name, representante__cpf=cpf, representante__rg=rg) for name in PARTNERS]
    signer = request().signer.model_copy(update={"cpf": printed(Cpf, cpf), "rg": rg})
    ours = body().model_copy(update={"representatives": (signer,)})
    return instrument(*people, body=ours, signer=signer)


@given(CPFS, RGS)
@settings(max_examples=25)
def test_no_partners_public_data_hold_a_whole_cpf_or_any_rg(cpf: str, rg: str) -> None:
    text = public_json(with_personal_values(cpf, rg), "0" * 64).decode()
    whole = str(printed(Cpf, cpf))
    assert [word for word in (whole, cpf, rg) if word in text] == []


def test_the_cpf_of_every_representative_is_masked() -> None:
    data = public_data(with_personal_values("52998224725", "1234567 SSP/MT"), "0" * 64)
    people = [data["orgao"], *data["participes"]]
    assert {person["representante"]["cpf"] for person in people} == {"***.982.247-**"}


def test_no_rg_and_no_list_of_former_representatives_is_public() -> None:
    data = public_data(with_personal_values("52998224725", "1234567 SSP/MT"), "0" * 64)
    assert keys_of(data) & {"rg", "representantes"} == set()


def test_the_public_data_name_the_instrument_its_parties_and_its_text() -> None:
    data = public_data(instrument(), "ab" * 32)
    assert {key: data[key] for key in ("numero", "versao", "codigo_verificador", "situacao")} == {
        "numero": "1/2024/CIHP/CGSINDEC/DPDC/SENACON",
        "versao": 1,
        "codigo_verificador": "10000001",
        "situacao": "minuta",
    }
    assert (data["orgao"]["cnpj"], data["participes"][0]["cnpj"], data["texto_sha256"]) == (
        "00.394.494/0100-18",
        "14.921.092/0001-57",
        "ab" * 32,
    )


def test_public_json_is_utf_8_that_reads_back_as_the_public_data() -> None:
    text = public_json(instrument(), "0" * 64)
    assert json.loads(text) == public_data(instrument(), "0" * 64)
    assert "Ministério Público" in text.decode()


def test_masking_reaches_any_depth_and_leaves_the_rest_alone() -> None:
    data = {"a": [{"cpf": "529.982.247-25", "rg": "1"}, {"cpf": None, "b": {"rg": None}}], "c": 1}
    assert masked(data) == {"a": [{"cpf": "***.982.247-**"}, {"cpf": None, "b": {}}], "c": 1}
