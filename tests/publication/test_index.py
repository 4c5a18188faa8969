"""Which files are read closely, and which candidates a text leads to."""

from dataclasses import replace
from typing import Any

import pytest

from publication.index import Candidate, Index, Keyed
from publication.published import keys_in
from tests.publication.gazettes import MPMT, NUMBER, PROCESS, SAMPLE, candidate, xml

INDEX = Index([candidate()])


def wants(text: str, art_type: str = "Aviso", identifica: str = "AVISO") -> bool:
    attributes = f'id="1" artType="{art_type}"'
    return INDEX.wants(xml(text, identifica, attributes=attributes).encode())


@pytest.mark.parametrize("key", [PROCESS, MPMT.cnpj])
def test_a_file_with_a_key_of_ours_is_read_whatever_its_type(key: str) -> None:
    assert wants(f"<p>Referência: {key}.</p>")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p>a</p>", {"art_type": "Extrato de Acordo de Cooperação Técnica"}),
        ("<p>a</p>", {"art_type": "Extrato de Adesão"}),
        ("<p>a</p>", {"identifica": "EXTRATO DE ACORDO DE COOPERAÇÃO"}),
        ("<p>EXTRATO DE COOPERAÇÃO</p>", {"art_type": "Extrato", "identifica": ""}),
        ("<p>Acordo de Cooperação</p>", {"art_type": "Retificação", "identifica": "RETIFICAÇÃO"}),
        ("<p>a</p>", {"identifica": "EXTRATO DE TERMO DE ADESÃO"}),
    ],
)
def test_what_looks_like_an_agreement_is_read(text: str, told: dict[str, Any]) -> None:
    assert wants(text, **told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p>Processo 08012.002734/2023-10</p>", {}),
        ("<p>Contrato</p>", {"art_type": "Extrato de Termo Aditivo"}),
        ("<p>cooperação entre lotes</p>", {"identifica": "AVISO DE LICITAÇÃO"}),
        ("<p>a</p>", {"art_type": "Extrato de Contrato", "identifica": "EXTRATO"}),
    ],
)
def test_the_rest_of_the_gazette_is_left_alone(text: str, told: dict[str, Any]) -> None:
    assert not wants(text, **told)


def test_the_cnpj_of_the_publishing_body_leads_to_nothing() -> None:
    assert not wants("<p>CNPJ 00.394.494/0100-18</p>")


def leads(text: str, index: Index = INDEX) -> list[str]:
    return [found.key for found in index.leads(keys_in("", text), text)]


@pytest.mark.parametrize(
    "text",
    [
        f"Processo {PROCESS}",
        "Acordo nº 1/2024, CNPJ 14.921.092/0001-57",
        "Acordo nº 1/2024, MPMT",
        "CNPJ 14.921.092/0001-57, Ministério Público de Mato Grosso, Estado",
    ],
)
def test_the_process_leads_alone_and_other_keys_by_twos(text: str) -> None:
    assert leads(text) == ["ACT 1/2024"]


@pytest.mark.parametrize("text", ["Acordo nº 1/2024", "CNPJ 14.921.092/0001-57", "MPMT", ""])
def test_one_weak_key_leads_nowhere(text: str) -> None:
    assert leads(text) == []


def test_a_process_that_hundreds_share_needs_another_key() -> None:
    crowd = Index(
        candidate(replace(SAMPLE, number=NUMBER.replace("1/", f"{n}/", 1)), f"ACT {n}")
        for n in range(1, 301)
    )

    assert leads(f"Acordo de Cooperação Técnica. Processo {PROCESS}", crowd) == []
    assert leads(f"Acordo nº 7/2024, Processo {PROCESS}", crowd) == ["ACT 7"]


def test_candidates_that_stay_elsewhere_are_fetched_only_when_a_key_leads_to_them() -> None:
    fetched: list[str] = []

    def fetch(key: str) -> Candidate:
        fetched.append(key)
        return candidate(key=key)

    keyed = Keyed("ACT 1/2024", PROCESS, (str(MPMT.cnpj),), NUMBER)
    index = Index.of_keys([keyed], fetch)

    assert index.wants(xml(f"<p>{PROCESS}</p>").encode())
    assert leads("Processo 23000.000123/2024-11", index) == []
    assert fetched == []
    assert leads(f"Processo {PROCESS}", index) == ["ACT 1/2024"]
    assert fetched == ["ACT 1/2024"]
