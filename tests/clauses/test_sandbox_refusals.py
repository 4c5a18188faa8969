"""The walls of the clause language: hostile texts are refused, whatever they try."""

import time

import pytest

from clauses.sandbox import DEEPEST, REMEDY, render
from faults.errors import BadTemplate
from tests.clauses.parties import fields

MALFORMED = "marcação {{ }} ou {% %} mal formada"
NOT_WORDS = "há um campo que não é texto nem número e não pode ser impresso."

REFUSED = {
    "call": ("{{ participe.nome() }}", "linha 1: “Call” não é permitido em textos."),
    "method of a text": (
        "{{ participe.nome.upper() }}",
        "linha 1: “Call” não é permitido em textos.",
    ),
    "class": ("{{ participe.__class__ }}", "linha 1: o campo “participe.__class__” não existe."),
    "inside of a record": (
        "{{ participe.fields }}",
        "linha 1: o campo “participe.fields” não existe.",
    ),
    "its noun": ("{{ participe.noun }}", "linha 1: o campo “participe.noun” não existe."),
    "its members": (
        "{{ participes.members }}",
        "linha 1: o campo “participes.members” não existe.",
    ),
    "attribute of a constant": ("{{ 'a'.join }}", "linha 1: o campo “?.join” não existe."),
    "attribute of a filtered value": (
        "{{ (participe|o).nome }}",
        "linha 1: o campo “?.nome” não existe.",
    ),
    "attribute of a number": (
        "{{ prazo.meses.real }}",
        "linha 1: o campo “prazo.meses.real” não existe.",
    ),
    "subscript": ("{{ participe['nome'] }}", "linha 1: “Getitem” não é permitido em textos."),
    "slice": ("{{ participe.nome[0:1] }}", "linha 1: “Getitem” não é permitido em textos."),
    "sum": ("{{ prazo.meses + 1 }}", "linha 1: “Add” não é permitido em textos."),
    "power": ("{{ 10 ** 100000000 }}", "linha 1: “Pow” não é permitido em textos."),
    "product": ("{{ 'a' * 99999999 }}", "linha 1: “Mul” não é permitido em textos."),
    "negative": ("{{ -prazo.meses }}", "linha 1: “Neg” não é permitido em textos."),
    "concatenation": ("{{ participe ~ 'x' }}", "linha 1: “Concat” não é permitido em textos."),
    "mapping": ("{{ {'a': 1} }}", "linha 1: “Dict” não é permitido em textos."),
    "order": (
        "{% if prazo.meses > 1 %}x{% endif %}",
        "linha 1: a comparação “gt” não é permitida.",
    ),
    "order the other way": (
        "{% if prazo.meses <= 1 %}x{% endif %}",
        "linha 1: a comparação “lteq” não é permitida.",
    ),
    "loop": ("{% for x in participe %}{% endfor %}", "linha 1: “For” não é permitido em textos."),
    "set": ("{% set a = 1 %}", "linha 1: “Assign” não é permitido em textos."),
    "set block": ("{% set a %}x{% endset %}", "linha 1: “AssignBlock” não é permitido em textos."),
    "with": ("{% with a = 1 %}{% endwith %}", "linha 1: “With” não é permitido em textos."),
    "macro": ("{% macro a() %}{% endmacro %}", "linha 1: “Macro” não é permitido em textos."),
    "call block": (
        "{% call a() %}{% endcall %}",
        "linha 1: “CallBlock” não é permitido em textos.",
    ),
    "filter block": (
        "{% filter o %}x{% endfilter %}",
        "linha 1: “FilterBlock” não é permitido em textos.",
    ),
    "import": ("{% import 'x' as y %}", "linha 1: “Import” não é permitido em textos."),
    "from": ("{% from 'x' import y %}", "linha 1: “FromImport” não é permitido em textos."),
    "include": ("{% include 'etc' %}", "linha 1: “Include” não é permitido em textos."),
    "extends": ("{% extends 'x' %}", "linha 1: “Extends” não é permitido em textos."),
    "block": ("{% block a %}x{% endblock %}", "linha 1: “Block” não é permitido em textos."),
    "autoescape": (
        "{% autoescape true %}x{% endautoescape %}",
        "linha 1: “Scope” não é permitido em textos.",
    ),
    "test": ("{{ participe is defined }}", "linha 1: “Test” não é permitido em textos."),
    "test in a condition": (
        "{% if participe is not none %}x{% endif %}",
        "linha 1: “Test” não é permitido em textos.",
    ),
    "filter of jinja": ("{{ participe|attr('nome') }}", "linha 1: o filtro “attr” não existe."),
    "map": ("{{ participe|map('o') }}", "linha 1: o filtro “map” não existe."),
    "safe": ("{{ participe.nome|safe }}", "linha 1: o filtro “safe” não existe."),
    "filter with a path": ("{{ participe|o.nome }}", "linha 1: o filtro “o.nome” não existe."),
    "argument too many": (
        "{{ participe|o(1) }}",
        "linha 1: o filtro “o” não leva nada entre parênteses.",
    ),
    "argument missing": (
        "{{ participe|concorda }}",
        "linha 1: o filtro “concorda” leva uma palavra entre parênteses.",
    ),
    "two arguments": (
        "{{ participe|concorda('a', 'b') }}",
        "linha 1: o filtro “concorda” leva uma palavra entre parênteses.",
    ),
    "star argument": (
        "{{ participe|o(*[1]) }}",
        "linha 1: o filtro “o” não leva nada entre parênteses.",
    ),
    "named argument": (
        "{{ participe|concorda(word='inscrito') }}",
        "linha 1: “Keyword” não é permitido em textos.",
    ),
    "global function": ("{{ range(9) }}", "linha 1: “Call” não é permitido em textos."),
    "global": ("{{ namespace }}", "linha 1: o campo “namespace” não existe."),
    "self": ("{{ self }}", "linha 1: o campo “self” não existe."),
    "loop name": ("{{ loop }}", "linha 1: o campo “loop” não existe."),
    "unknown field": ("{{ participe.senha }}", "linha 1: o campo “participe.senha” não existe."),
    "unknown root": ("{{ config }}", "linha 1: o campo “config” não existe."),
    "membership in a text": (
        "{% if 'a' in participe.nome %}x{% endif %}",
        'linha 1: “in” compara só com uma lista, como ["a", "b"].',
    ),
    "kind that there is not": (
        "{% if participe.tipo == 'tribunal' %}x{% endif %}",
        "linha 1: “participe.tipo” nunca é “tribunal”; pode ser: uniao, ministerio_publico, "
        "defensoria_publica, procon_estadual, procon_municipal, tribunal_de_justica, "
        "agencia_reguladora, orgao_estrangeiro, fornecedor, outro.",
    ),
    "sphere that there is not": (
        "{% if participe.esfera in ['estadual', 'regional'] %}x{% endif %}",
        "linha 1: “participe.esfera” nunca é “regional”; pode ser: federal, estadual, distrital, "
        "municipal, estrangeira, privada.",
    ),
    "fraction": ("{{ 1.5 }}", "linha 1: “1.5” não é um número inteiro nem um texto entre aspas."),
    "infinity": ("{{ 1e999 }}", "linha 1: “inf” não é um número inteiro nem um texto entre aspas."),
    "f-string": (
        "{{ f'{participe}' }}",
        f"linha 1: {MALFORMED} (esperava “}}}}” e encontrou um texto entre aspas).",
    ),
    "tag of an extension": (
        "{% do x %}",
        f"linha 1: {MALFORMED} (o comando “do” não cabe aqui).",
    ),
    "open field": ("{{", f"linha 1: {MALFORMED} (o texto acaba antes da hora)."),
    "open comment": ("{%# x", f"linha 1: {MALFORMED} (falta fechar um comentário)."),
    "end without start": (
        "{% endif %}",
        f"linha 1: {MALFORMED} (o comando “endif” não cabe aqui).",
    ),
    "private use typed": ("a\ue000b", "linha 1: há um caractere de uso privado no texto."),
    "last of private use typed": ("\uf8ff", "linha 1: há um caractere de uso privado no texto."),
    "private use in a field": (
        "{{ '\ue000' }}",
        "linha 1: há um caractere de uso privado no texto.",
    ),
    "huge number": (
        "{{ " + "9" * 5000 + " }}",
        "linha 1: há níveis demais de parênteses ou de condições, ou um número longo demais.",
    ),
    "true printed": ("{{ participe.ultimo }}", NOT_WORDS),
    "list printed": ("{{ ['a', 'b'] }}", NOT_WORDS),
    "pair printed": ("{{ participe.nome, participe.sigla }}", NOT_WORDS),
    "record without a name printed": ("{{ prazo }}", NOT_WORDS),
    "field that nobody gave": (
        "{{ participe.uf }}",
        "o texto não pôde ser preenchido (o campo “uf” não foi informado).",
    ),
}


@pytest.mark.parametrize(("source", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_hostile_text_is_refused(source: str, message: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        render(source, fields())
    assert caught.value.message == message
    assert caught.value.remedy


DEEP = {
    "parentheses": "{{ " + "(" * 10_000 + "participe" + ")" * 10_000 + " }}",
    "lists": "{{ " + "[" * 10_000 + "]" * 10_000 + " }}",
    "not": "{% if " + "not " * 10_000 + "participe %}x{% endif %}",
    "and": "{% if " + " and ".join(["participe.ultimo"] * 10_000) + " %}x{% endif %}",
    "conditions": "{% if participe.ultimo %}" * 3000 + "x" + "{% endif %}" * 3000,
    "branches": (
        "{% if participe.ultimo %}x" + "{% elif participe.ultimo %}x" * 3000 + "{% endif %}"
    ),
    "filters": "{{ participe" + "|maiusculas" * 10_000 + " }}",
    "attributes": "{{ participe" + ".nome" * 10_000 + " }}",
    "one over the limit": "{{ participe" + "|maiusculas" * DEEPEST + " }}",
    "conditional values": "{{ " + "'a' if participe.ultimo else " * 5000 + "'b' }}",
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP.keys())
def test_deep_nesting_is_refused_in_good_time(source: str) -> None:
    start = time.perf_counter()
    with pytest.raises(BadTemplate):
        render(source, fields())
    assert time.perf_counter() - start < 10


def test_the_line_at_fault_is_told() -> None:
    with pytest.raises(BadTemplate) as caught:
        render("um\ndois\n{{ participe.senha }}\n", fields())
    assert caught.value.message == "linha 3: o campo “participe.senha” não existe."
    assert caught.value.remedy == REMEDY
