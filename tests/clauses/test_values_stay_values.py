"""A value comes out as itself: whatever a partner's data hold, none of it becomes markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.compose import compose_body, compose_clause, compose_plain
from clauses.sandbox import FIRST_SENTINEL, fill, render
from document.tree import Clause, Item, ItemList, Paragraph, Run, Subclause
from faults.errors import BadTemplate
from tests.clauses.parties import fields, holding, library_text, record

law = settings(deadline=None, max_examples=300, derandomize=True)

HOSTILE = [
    "{{ 7*7 }}",
    "{% if true %}x{% endif %}",
    "{%# x #%}",
    "{{ participe }}",
    "**x**",
    "*x*",
    "__x__",
    "[](#a)",
    "[]{#a}",
    "[x](http://x)",
    "![x](http://x)",
    "<b>x</b>",
    "<script>alert(1)</script>",
    "&amp;",
    "`x`",
    "\\*",
    "- x",
    "1. x",
    "# x",
    "> x",
    "---",
    "a\nb",
    "a\n\n- b",
    "a\n\n## Subcláusula {#s}\n\nb",
    "\ue000",
    "\ue000\ue001\uf8ff",
    "%s %d {0} {x!r} $x",
    'Procon & Cidadania <Teste> "Ações" {{ 7*7 }}',
    "'; DROP TABLE participes; --",
]

BODY = (
    "Cabe a {{ instrumento.numero }}, **{{ instrumento.numero }}**:\n\n"
    "- []{#um} {{ instrumento.numero }}\n- dois\n\n"
    "## Subcláusula {#s}\n\n{{ instrumento.numero }} e {{ orgao.sigla }}.\n"
)


def filled(value: str) -> Clause:
    return compose_clause(library_text(BODY), holding(value))


def wanted(value: str) -> Clause:
    """The tree of BODY with the value put in by hand."""
    return Clause(
        "objeto",
        "Do objeto",
        (
            Paragraph((Run("Cabe a " + value + ", "), Run(value, bold=True), Run(":"))),
            ItemList("alinea", (Item((Run(value),), id="um"), Item((Run("dois"),)))),
            Subclause("s", "subclausula", (Paragraph((Run(f"{value} e SENACON."),)),)),
        ),
        "objeto@1",
    )


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_stands_in_the_tree_as_itself(value: str) -> None:
    assert filled(value) == wanted(value)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_stands_in_a_title_as_itself(value: str) -> None:
    text = library_text("x", title='"Do {{ instrumento.numero }}"')
    assert compose_clause(text, holding(value)).title == f"Do {value}"


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_stands_in_a_cell_as_itself(value: str) -> None:
    assert fill("{{ instrumento.numero }}", holding(value)) == value


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_stands_in_a_plan_as_itself(value: str) -> None:
    blocks = compose_plain("- {{ instrumento.numero }}", holding(value), "plano")
    assert blocks == (ItemList("marcador", (Item((Run(value),)),)),)


@law
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_any_value_stands_in_the_tree_as_itself(value: str) -> None:
    assert filled(value) == wanted(value)


@law
@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_two_values_never_trade_places(one: str, other: str) -> None:
    both = fields(instrumento=record(numero=one, processo=other))
    assert fill("{{ instrumento.numero }}|{{ instrumento.processo }}", both) == f"{one}|{other}"


def test_a_constant_of_a_field_is_a_value_too() -> None:
    (block,) = compose_body("{{ '**x** [](#a)' }}", fields(), "clausula")
    assert block == Paragraph((Run("**x** [](#a)"),))


def test_markdown_meets_one_private_use_character_in_the_place_of_each_value() -> None:
    sealed = render("a {{ instrumento.numero }} {{ orgao.sigla }}", holding("**x**"))
    assert sealed.text == f"a {chr(FIRST_SENTINEL)} {chr(FIRST_SENTINEL + 1)}"
    assert [*sealed.values.values()] == ["**x**", "SENACON"]
    assert sealed.unseal(sealed.text) == "a **x** SENACON"


def test_a_value_cannot_make_up_the_target_of_a_reference() -> None:
    with pytest.raises(BadTemplate, match="não tem só a-z, 0-9 e hífens"):
        compose_body("[](#{{ instrumento.numero }})", holding("objeto"), "clausula")
