"""Complaints of parsers: those people run into are in Portuguese, and no other comes through."""

import json
import re
from contextlib import suppress

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from reading.parser_words import jinja_reason, json_reason, yaml_reason

ENGLISH = re.compile(r"\b(?:expected|expecting|found|unexpected|unknown|the|but|got|not|missing)\b")


def of_jinja(source: str) -> str:
    """The reason why a template cannot be read or filled in, "-" when it can."""
    try:
        SandboxedEnvironment().from_string(source).render(nome="Ana")
    except TemplateError as error:
        return jinja_reason(error.message)
    return "-"


def of_yaml(text: str) -> str:
    """The reason why a YAML text cannot be read; "" also when it can."""
    try:
        yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        return yaml_reason(error.problem)
    except ValueError:
        return ""  # a date or number that there is not: this is no complaint about the writing
    return ""


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ nome }", " (“}” não cabe aqui)"),
        ("{{ nome ? }}", " (“?” não cabe aqui)"),
        ("{{ (nome }}", " (encontrou “}” onde devia estar “)”)"),
        ("{{ nome nome }}", " (esperava “}}” e encontrou “nome”)"),
        ("{{ nome", " (o texto acaba antes de “}}”)"),
        ("{{", " (o texto acaba antes da hora)"),
        ("{% if nome %}", " (falta fechar “{% if %}”)"),
        ("{% if %}{% endif %}", " (falta algo antes de “%}”)"),
        ("{% %}", " (falta um comando depois de “{%”)"),
        ("{% repita %}", " (o comando “repita” não cabe aqui)"),
        ("{# nome", " (falta fechar um comentário)"),
        ("{{ nome|maiusculas }}", " (o filtro “maiusculas” não existe)"),
        ("{{ nome is belo }}", " (o teste “belo” não existe)"),
        ("{{ sobrenome.inicial }}", " (o campo “sobrenome” não existe)"),
        ("{{ nome.inicial.letra }}", " (o campo “inicial” não existe)"),
        ("{{ nome.__class__.x }}", " (o campo “__class__” não pode ser usado)"),
        ("{% for x in nome recursive %}{{ loop(1) }}{% extends 'a' %}{% endfor %}", ""),
    ],
)
def test_a_fault_of_a_template_is_told_in_portuguese_or_not_at_all(
    source: str, reason: str
) -> None:
    assert of_jinja(source) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("? a\n? b: [\n", " (falta um valor)"),
        ("a: b\n? c", ""),
        ("a: ? b", " (uma chave não cabe aqui)"),
        ("a: >x", " (depois de “|” ou “>” o texto começa na linha seguinte)"),
        ("a: *", " (um texto não começa com “&”, “*” nem “!”; ponha-o entre aspas)"),
        ('"a"\nb: 1', " (há texto fora do lugar; confira o recuo)"),
        ("a: {b: 1", " (falta uma vírgula ou “}”)"),
        (
            'a: "\\u12"',
            " (a barra invertida não se usa assim entre aspas duplas; use aspas simples)",
        ),
    ],
)
def test_a_fault_of_yaml_is_told_in_portuguese(text: str, reason: str) -> None:
    assert of_yaml(text) == reason


@given(st.text("{}%#|.() \n'\"ainf", max_size=30))
def test_no_english_comes_through_from_jinja(source: str) -> None:
    with suppress(ArithmeticError, TypeError, ValueError):
        assert not ENGLISH.search(of_jinja(source))


@given(st.text("ab:-[]{}'\"|>&*!?%@#,\\ \n\t", max_size=30))
def test_no_english_comes_through_from_yaml(text: str) -> None:
    assert not ENGLISH.search(of_yaml(text))


@given(st.text('[]{}:,"ab1\\u \n', max_size=30))
def test_every_fault_of_json_is_told_in_portuguese(text: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        reason = json_reason(error.msg)
        assert reason.startswith(" (")
        assert not ENGLISH.search(reason)
