"""Pydantic's verdicts in Portuguese: every wording is reachable, no input breaks a message."""

from datetime import date
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from faults.errors import InvalidData
from faults.finding import Finding
from faults.validation import WORDING, fault, validate


def refuse(text: str) -> str:
    raise fault("regra-propria", f"“{text}” tem {{chaves}}.", "Use {outro} valor.", "Lei {x}")


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    uf: str = "MT"


class Everything(BaseModel):
    """One field for each kind of fault that a model of ours can find."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["a", "b", "c"] = Field(alias="tipo", default="a")
    text: str = Field(alias="texto", min_length=1, max_length=5)
    slug: str = Field(alias="id", pattern="^[a-z]+$", default="x")
    whole: int = Field(alias="meses", ge=1, le=120, default=36)
    items: tuple[str, ...] = Field(alias="itens", min_length=1, default=("x",))
    rows: list[str] = Field(alias="linhas", default=[])
    inner: Inner = Field(alias="endereco", default=Inner())
    table: dict[str, str] = Field(alias="tabela", default={})
    day: date = Field(alias="dia", default=date(2024, 1, 30))
    flag: bool = Field(alias="ativo", default=True)
    own: Annotated[str, AfterValidator(refuse)] = Field(alias="proprio", default="")


CASES: list[tuple[str, dict[str, Any], str]] = [
    ("missing", {}, "texto: falta este campo. Preencha-o."),
    (
        "extra_forbidden",
        {"nomee": "x"},
        "nomee: este campo não existe. Confira o nome da chave ou retire a linha.",
    ),
    ("literal_error", {"tipo": "d"}, "tipo: o valor “d” não é aceito. Use um destes: a, b ou c."),
    ("string_type", {"texto": []}, "texto: esperava um texto. Escreva o valor como texto."),
    ("string_too_short", {"texto": ""}, "texto: está vazio. Preencha-o."),
    ("string_too_long", {"texto": "abcdef"}, "texto: passa de 5 caracteres. Encurte o texto."),
    (
        "string_pattern_mismatch",
        {"id": "São Paulo"},
        (
            "id: “São Paulo” não tem a forma esperada. "
            "Use letras sem acento, algarismos e hífens, sem espaços."
        ),
    ),
    ("int_type", {"meses": None}, "meses: esperava um número inteiro. Escreva só algarismos."),
    ("int_from_float", {"meses": 1.5}, "meses: esperava um número inteiro. Escreva só algarismos."),
    (
        "finite_number",
        {"meses": float("nan")},
        "meses: esperava um número inteiro. Escreva só algarismos.",
    ),
    (
        "int_parsing",
        {"meses": "três"},
        "meses: “três” não é um número inteiro. Escreva só algarismos.",
    ),
    (
        "int_parsing_size",
        {"meses": "9" * 5000},
        f"meses: “{'9' * 77}...” é um número grande demais. Confira os algarismos.",
    ),
    ("greater_than_equal", {"meses": 0}, "meses: “0” é menor que 1. Use 1 ou mais."),
    ("less_than_equal", {"meses": "121"}, "meses: “121” é maior que 120. Use 120 ou menos."),
    ("too_short", {"itens": []}, "itens: a lista está vazia. Inclua ao menos um item."),
    (
        "list_type",
        {"linhas": "x"},
        "linhas: esperava uma lista. Escreva cada item numa linha começada por “- ”.",
    ),
    (
        "tuple_type",
        {"itens": "x"},
        "itens: esperava uma lista. Escreva cada item numa linha começada por “- ”.",
    ),
    (
        "model_type",
        {"endereco": "Rua A"},
        "endereco: esperava vários campos. Escreva os campos recuados sob esta chave.",
    ),
    (
        "dict_type",
        {"tabela": "x"},
        "tabela: esperava vários campos. Escreva os campos recuados sob esta chave.",
    ),
    ("date_type", {"dia": []}, "dia: esperava uma data. Escreva AAAA-MM-DD."),
    (
        "date_from_datetime_parsing",
        {"dia": "30/01/2024"},
        "dia: “30/01/2024” não é uma data. Escreva AAAA-MM-DD.",
    ),
    (
        "date_from_datetime_inexact",
        {"dia": "2024"},
        "dia: “2024” não é uma data. Escreva AAAA-MM-DD.",
    ),
    ("bool_type", {"ativo": []}, "ativo: esperava sim ou não. Escreva true ou false."),
    (
        "bool_parsing",
        {"ativo": "talvez"},
        "ativo: “talvez” não é sim nem não. Escreva true ou false.",
    ),
]


def findings(data: dict[str, Any]) -> tuple[Finding, ...]:
    with pytest.raises(InvalidData) as caught:
        validate(Everything, data, "p.yaml")
    return caught.value.findings


@pytest.mark.parametrize(("kind", "data", "line"), CASES, ids=[case[0] for case in CASES])
def test_a_fault_is_told_with_its_place_and_remedy(
    kind: str, data: dict[str, Any], line: str
) -> None:
    given_text = {} if kind == "missing" else {"texto": "x"}
    (finding,) = findings({**given_text, **data})
    assert finding.line() == f"p.yaml: {line}"
    assert finding.rule == f"campo-{kind.replace('_', '-')}"
    assert finding.severity == "erro"


def test_every_wording_is_reachable() -> None:
    assert {case[0] for case in CASES} == set(WORDING)


def test_every_fault_is_told_at_once_and_counted() -> None:
    with pytest.raises(InvalidData) as caught:
        validate(Everything, {"meses": "x", "dia": "y", "z": 1}, "p.yaml")
    assert caught.value.message == "p.yaml: 4 falhas nos dados."
    places = [finding.where for finding in caught.value.findings]
    assert places == ["p.yaml: texto", "p.yaml: meses", "p.yaml: dia", "p.yaml: z"]


def test_one_fault_is_counted_in_the_singular() -> None:
    with pytest.raises(InvalidData) as caught:
        validate(Everything, {}, "p.yaml")
    assert caught.value.message == "p.yaml: uma falha nos dados."


def test_data_of_no_file_are_told_of_without_an_empty_place() -> None:
    with pytest.raises(InvalidData) as caught:
        validate(Everything, {}, "")
    assert caught.value.message == "uma falha nos dados."
    assert [finding.line() for finding in caught.value.findings] == [
        "texto: falta este campo. Preencha-o."
    ]


@pytest.mark.parametrize("blank", [None, ""], ids=["null of YAML", "empty text"])
def test_a_required_text_left_blank_is_told_to_be_empty(blank: str | None) -> None:
    (finding,) = findings({"texto": blank})
    assert finding.line() == "p.yaml: texto: está vazio. Preencha-o."
    assert finding.rule == "campo-string-too-short"


def test_sound_data_give_the_model() -> None:
    assert validate(Everything, {"texto": "x"}, "p.yaml").text == "x"


def test_a_fault_inside_a_list_or_mapping_names_the_way_to_it() -> None:
    data = {"texto": "x", "itens": ["a", []], "endereco": {"cidade": "Cuiabá"}}
    assert [finding.where for finding in findings(data)] == [
        "p.yaml: itens.2",
        "p.yaml: endereco.cidade",
    ]


def test_a_list_whose_only_item_is_at_fault_is_not_also_called_empty() -> None:
    (finding,) = findings({"texto": "x", "itens": [[]]})
    assert finding.where == "p.yaml: itens.1"


def test_data_that_are_not_a_mapping_are_told_with_the_file_as_place() -> None:
    with pytest.raises(InvalidData) as caught:
        validate(Everything, ["x"], "p.yaml")
    (finding,) = caught.value.findings
    assert finding.where == "p.yaml"
    assert finding.message == "esperava vários campos."


@pytest.mark.parametrize(
    "typed", ["{0}", "{{x}}", "{input}", "{", "}}", "{!r:>99}", "%s", "{ge.x}"]
)
def test_braces_in_what_was_typed_stay_braces(typed: str) -> None:
    (finding,) = findings({"texto": "x", "meses": typed})
    assert finding.message == f"“{typed}” não é um número inteiro."
    assert finding.excerpt == typed


def test_a_rule_of_ours_keeps_its_words_braces_and_source() -> None:
    (finding,) = findings({"texto": "x", "proprio": "{0}"})
    assert finding == Finding(
        "regra-propria",
        "erro",
        "p.yaml: proprio",
        "“{0}” tem {chaves}.",
        "Use {outro} valor.",
        "{0}",
        "Lei {x}",
    )


def test_a_long_value_is_cut_in_message_and_excerpt() -> None:
    (finding,) = findings({"texto": "x", "tipo": "a" * 81})
    assert finding.excerpt == "a" * 77 + "..."
    assert finding.message == f"o valor “{'a' * 77}...” não é aceito."


def test_a_value_of_eighty_characters_is_shown_whole() -> None:
    (finding,) = findings({"texto": "x", "tipo": "a" * 80})
    assert finding.excerpt == "a" * 80


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KEYS = st.sampled_from([field.alias or "" for field in Everything.model_fields.values()])


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.dictionaries(KEYS, JSON))
def test_any_data_give_the_model_or_findings_that_are_complete(data: dict[str, Any]) -> None:
    try:
        validate(Everything, data, "p.yaml")
    except InvalidData as error:
        for finding in error.findings:
            assert finding.message
            assert finding.remedy
            assert finding.where.startswith("p.yaml")
