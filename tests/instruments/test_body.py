"""The issuing body: who represents it on which day, and the suffix of its numbers."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults.errors import StateError
from faults.validation import validate
from instruments.arrangements import KEYS
from instruments.body import DEFAULT, Body, read_body
from reading.yaml_text import read_mapping
from tests.records import changed, findings, lines


def people(*spans: tuple[str, str | None]) -> list[dict[str, Any]]:
    """One representative for each span of days, named by its place."""
    return [
        {
            "nome": f"Pessoa {place}",
            "genero": "m",
            "cargo": "Secretário",
            "desde": since,
            "ate": until,
        }
        for place, (since, until) in enumerate(spans, 1)
    ]


def data(**changes: Any) -> dict[str, Any]:
    """What the default orgao.yaml says, with these keys replaced."""
    party = {key: value for key, value in read_mapping(DEFAULT).items() if key not in KEYS}
    return changed(party, **changes)


def body(*spans: tuple[str, str | None]) -> Body:
    """The default body with these representatives."""
    return validate(Body, data(representantes=people(*spans)), "orgao.yaml")


def test_the_default_body_numbers_its_instruments_for_its_unit() -> None:
    assert read_body().unit.suffix == "CIHP/CGSINDEC/DPDC/SENACON"


def test_the_default_body_was_represented_when_the_agreement_of_2024_was_signed() -> None:
    signer = read_body().representative_on(date(2024, 1, 30))
    assert (signer.name, signer.role) == (
        "Wadih Nemer Damous Filho",
        "Secretário Nacional do Consumidor",
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2023, 1, 1), "Pessoa 1"),
        (date(2023, 12, 31), "Pessoa 1"),
        (date(2024, 1, 1), "Pessoa 2"),
        (date(2040, 1, 1), "Pessoa 2"),
    ],
)
def test_first_and_last_day_of_a_representative_are_included(day: date, name: str) -> None:
    found = body(("2023-01-01", "2023-12-31"), ("2024-01-01", None))
    assert found.representative_on(day).name == name


def test_on_a_day_without_representative_the_body_says_so() -> None:
    found = body(("2023-01-01", "2023-12-31"), ("2024-01-03", None))
    with pytest.raises(StateError) as told:
        found.representative_on(date(2024, 1, 2))
    assert (told.value.message, told.value.remedy) == (
        "ninguém representa SENACON em 02/01/2024.",
        "Inclua em orgao.yaml o representante desse período.",
    )


@pytest.mark.parametrize(
    "spans",
    [
        [("2023-01-01", None), ("2024-01-01", None)],
        [("2023-01-01", "2024-01-01"), ("2024-01-01", None)],
        [("2024-01-01", None), ("2023-01-01", "2024-06-01")],
        [("2023-01-01", "2023-12-31"), ("2023-03-01", "2023-04-01"), ("2024-01-01", None)],
        [("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-12-31")],
    ],
)
def test_two_people_cannot_represent_the_body_on_the_same_day(
    spans: list[tuple[str, str | None]],
) -> None:
    found = findings(Body, data(representantes=people(*spans)), "orgao.yaml")
    assert [finding.rule for finding in found] == ["representantes-sobrepostos"]


def test_a_span_that_ends_before_it_begins_is_told() -> None:
    spoiled = data(representantes=people(("2024-01-01", "2023-12-31")))
    (line,) = lines(Body, spoiled, "orgao.yaml")
    assert line.endswith(
        "ate: o último dia (31/12/2023) vem antes do primeiro (01/01/2024). "
        "Troque as datas “desde” e “ate”."
    )


@given(st.lists(st.integers(0, 400), min_size=2, max_size=8, unique=True).map(sorted))
def test_whoever_follows_the_day_after_leaves_no_gap_and_no_doubt(steps: list[int]) -> None:
    days = [date(2023, 1, 1) + timedelta(step) for step in steps]
    ends = [(day - timedelta(1)).isoformat() for day in days[1:]]
    found = body(*zip([day.isoformat() for day in days], [*ends, None], strict=True))
    names = [found.representative_on(day).name for day in days]
    assert names == [f"Pessoa {place}" for place in range(1, len(days) + 1)]


def test_a_body_without_representatives_is_refused() -> None:
    assert lines(Body, data(representantes=[]), "orgao.yaml") == [
        "orgao.yaml: representantes: a lista está vazia. Inclua ao menos um item."
    ]


@pytest.mark.parametrize("suffix", ["SENACON", "CIHP/CGSINDEC/DPDC/SENACON", "1A.B-C/2"])
def test_the_suffix_is_capitals_figures_and_few_marks(suffix: str) -> None:
    assert lines(Body, data(unidade={"sufixo": suffix}), "orgao.yaml") == []


@pytest.mark.parametrize("suffix", ["", "senacon", "/SENACON", "SENA CON", "SEÇÃO", "A\n", "A|B"])
def test_any_other_suffix_is_refused(suffix: str) -> None:
    found = findings(Body, data(unidade={"sufixo": suffix}), "orgao.yaml")
    assert [finding.where for finding in found] == ["orgao.yaml: unidade.sufixo"]


def test_a_body_without_a_manager_is_a_body() -> None:
    assert validate(Body, data(gestor=...), "orgao.yaml").manager is None


def test_an_empty_body_is_told_every_key_it_lacks_at_once() -> None:
    assert [finding.where for finding in findings(Body, {}, "orgao.yaml")] == [
        f"orgao.yaml: {key}"
        for key in (
            "id", "nome", "sigla", "genero", "cnpj", "endereco", "foro", "representantes",
            "unidade", "timbre",
        )
    ]  # fmt: skip
