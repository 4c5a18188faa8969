"""The language of clauses: fields, filters, conditions, and what they print."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.agreement import FILTERS, WITH_WORD
from clauses.sandbox import (
    DEEPEST,
    FIRST_SENTINEL,
    LAST_SENTINEL,
    fill,
    holds,
    problems,
)
from clauses.values import FIELDS
from faults.errors import BadTemplate
from tests.clauses.parties import DEFENDERS, PROSECUTORS, fields

MALFORMED = "marcação {{ }} ou {% %} mal formada"


def test_nesting_within_the_limit_is_filled_in() -> None:
    filters = "|maiusculas" * (DEEPEST - 4)
    assert fill(f"{{{{ participe.sigla{filters} }}}}", fields()) == "MPMT"
    conditions = DEEPEST - 4
    nested = "{% if participe.ultimo %}" * conditions + "x" + "{% endif %}" * conditions
    assert fill(nested, fields()) == "x"
    branches = "{% elif participe.sigla %}x" * (DEEPEST - 5)
    assert fill(f"{{% if not participe.ultimo %}}a{branches}{{% endif %}}", fields()) == "x"


def test_every_problem_of_a_text_is_found_at_once() -> None:
    source = "{{ a }}\n{{ participe|b }}\n{% if prazo.meses < 1 %}{% endif %}\n{{ c.d }}"
    assert list(problems(source)) == [
        (1, "o campo “a” não existe."),
        (2, "o filtro “b” não existe."),
        (3, "a comparação “lt” não é permitida."),
        (4, "o campo “c” não existe."),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ participe.nome }}", "Ministério Público do Estado de Mato Grosso"),
        ("{{ none }}", ""),
        ("{{ 'a' if participe.ultimo else 'b' }}", "a"),
        ("{{ 'a' if not participe.ultimo }}", ""),
        ("{{ 1 }}", "1"),
        ("{% if prazo.meses == 36 and not instrumento.processo %}sim{% endif %}", "sim"),
        ("{% if participe.sigla != 'MPMT' or prazo.meses == 36 %}sim{% endif %}", "sim"),
        ("{% if participe.tipo in ['ministerio_publico'] %}sim{% endif %}", "sim"),
        ("{% if participe.tipo not in ('fornecedor', 'uniao') %}sim{% endif %}", "sim"),
        ("{% if participe.sigla in ['MPMT', 'MPSP'] %}sim{% endif %}", "sim"),
        ("a{%# um comentário com {{ x }} #%}b", "ab"),
        ("a {# isto não é comentário, é Markdown #}", "a {# isto não é comentário, é Markdown #}"),
        ("# for x in y", "# for x in y"),
        ("## Subcláusula {#prazo}", "## Subcláusula {#prazo}"),
        ("100% certo", "100% certo"),
    ],
)
def test_what_the_language_allows_is_filled_in(source: str, text: str) -> None:
    assert fill(source, fields()) == text


def test_a_condition_on_a_line_of_its_own_leaves_no_line() -> None:
    source = "a\n\n{% if participe.ultimo %}\nb\n{% endif %}\n\nc\n"
    assert fill(source, fields()) == "a\n\nb\n\nc\n"


@pytest.mark.parametrize("path", FIELDS)
def test_every_declared_field_is_of_the_language(path: str) -> None:
    assert list(problems(f"{{{{ {path} }}}}")) == []


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_of_the_language(name: str) -> None:
    word = '("inscrito")' if name in WITH_WORD else ""
    assert list(problems(f"{{{{ participe|{name}{word} }}}}")) == []


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ('participe.tipo == "ministerio_publico"', True),
        ('participe.tipo == "defensoria_publica"', False),
        ('participe.tipo in ["defensoria_publica", "ministerio_publico"]', True),
        ("participe.ultimo and prazo.meses == 36", True),
        ("not participe.ultimo", False),
    ],
)
def test_a_condition_holds_or_not(condition: str, true: bool) -> None:
    assert holds(condition, fields(PROSECUTORS)) is true


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("", f"linha 1: {MALFORMED} (falta algo antes de “%}}”)."),
        (
            "true %}sim{% endif %}{% if true",
            "a condição “true %}sim{% endif %}{% if true” tem “%}”.",
        ),
        ("participe.kind == 1", "linha 1: o campo “participe.kind” não existe."),
        ("x = 1", f"linha 1: {MALFORMED} (esperava “%}}” e encontrou “=”)."),
    ],
)
def test_a_condition_that_is_none_is_refused(condition: str, message: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        holds(condition, fields())
    assert caught.value.message == message


def test_a_text_has_room_for_thousands_of_fields_and_refuses_more() -> None:
    room = LAST_SENTINEL - FIRST_SENTINEL
    assert fill("{{ 1 }}" * room, fields()) == "1" * room
    with pytest.raises(BadTemplate, match="o texto tem campos demais"):
        fill("{{ 1 }}" * (room + 1), fields())


def test_the_same_text_is_filled_in_anew_for_each_party() -> None:
    source = "{{ participe.sigla }}"
    assert [fill(source, fields(party)) for party in (PROSECUTORS, DEFENDERS, PROSECUTORS)] == [
        "MPMT",
        "DPE/BA",
        "MPMT",
    ]


TOKENS = st.sampled_from(
    [
        *(
            "{{",
            "}}",
            "{%",
            "%}",
            "if",
            "else",
            "elif",
            "endif",
            "participe",
            ".nome",
            "|o",
            "(",
            ")",
        ),
        *(
            "[",
            "]",
            "'a'",
            "1",
            "==",
            "in",
            "not",
            "and",
            "for",
            "set",
            "=",
            "~",
            "is",
            ",",
            "\n",
            " ",
        ),
    ]
)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.lists(TOKENS, max_size=25))
def test_any_heap_of_tokens_is_filled_in_or_refused(tokens: list[str]) -> None:
    try:
        fill(" ".join(tokens), fields())
    except BadTemplate as error:
        told = error.message
    else:
        told = "nada"
    assert told
