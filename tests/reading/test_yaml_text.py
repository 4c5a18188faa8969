"""YAML as people write it: nothing guessed, nothing hidden, every refusal with its place."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults.errors import UnreadableFile
from reading.yaml_text import REMEDY, load_mapping, load_yaml, read_mapping

law = settings(deadline=None, max_examples=200, derandomize=True)


def refused(text: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        load_yaml(text, "p.yaml")
    assert caught.value.remedy
    return caught.value.message


@pytest.mark.parametrize(
    "typed",
    [
        *("01310100", "78049-921", "0x1F", "0o17", "1_000", "1e3", "1.5", ".inf", ".nan", "12:30"),
        *("NO", "no", "Não", "yes", "on", "off", "true", "True", "y", "n"),
        *("2024-01-30", "2024-01-30T10:00:00Z", "=", "<<", "nulo", "~x"),
    ],
)
def test_a_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert load_yaml(f"chave: {typed}", "p.yaml") == {"chave": typed}


def test_the_cep_and_the_state_that_standard_yaml_spoils_stay_text() -> None:
    assert load_yaml("cep: 01310100\nuf: NO", "p.yaml") == {"cep": "01310100", "uf": "NO"}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL", " # comentário"])
def test_what_is_left_blank_is_nothing(typed: str) -> None:
    assert load_yaml(f"rg: {typed}", "p.yaml") == {"rg": None}


@pytest.mark.parametrize("typed", ["''", '""', "'~'", '"null"'])
def test_quotation_marks_make_text_of_anything(typed: str) -> None:
    assert load_yaml(f"rg: {typed}", "p.yaml") == {"rg": typed.strip("'\"")}


def test_keys_are_text_too() -> None:
    assert load_yaml("1: a\ntrue: b\n2024-01-30: c", "p.yaml") == {
        "1": "a",
        "true": "b",
        "2024-01-30": "c",
    }


def test_lists_mappings_and_blocks_are_read() -> None:
    text = "a: [x, {b: y}]\nc:\n  - z\nd: |\n  um\n  dois\ne: >\n  um\n  dois\n"
    assert load_yaml(text, "p.yaml") == {
        "a": ["x", {"b": "y"}],
        "c": ["z"],
        "d": "um\ndois\n",
        "e": "um dois\n",
    }


REFUSED = {
    "key given twice": (
        "nome: a\nuf: b\nnome: c",
        "linha 3, coluna 1: YAML inválido (a chave “nome” aparece duas vezes).",
    ),
    "key given twice, once in quotes": (
        "nome: a\n'nome': b",
        "linha 2, coluna 1: YAML inválido (a chave “nome” aparece duas vezes).",
    ),
    "key given twice inside": (
        "endereco: {uf: a, uf: b}",
        "linha 1, coluna 19: YAML inválido (a chave “uf” aparece duas vezes).",
    ),
    "anchor": (
        "a: &x 1",
        "linha 1, coluna 4: YAML inválido (âncoras (&) e apelidos (*) não são aceitos).",
    ),
    "anchor on a list": (
        "a: &x [1]",
        "linha 1, coluna 4: YAML inválido (âncoras (&) e apelidos (*) não são aceitos).",
    ),
    "alias": (
        "a: *x",
        "linha 1, coluna 4: YAML inválido (âncoras (&) e apelidos (*) não são aceitos).",
    ),
    "list as a key": (
        "? [a]\n: b",
        "linha 1, coluna 3: YAML inválido (a chave não é um texto).",
    ),
    "mapping as a key": (
        "{{a: b}: c}",
        "linha 1, coluna 2: YAML inválido (a chave não é um texto).",
    ),
    "null as a key": ("a: x\n~: y", "linha 2, coluna 1: YAML inválido (a chave não é um texto)."),
    "tab for indentation": (
        "a:\n\tb: 1",
        "linha 2, coluna 1: YAML inválido (a linha é recuada com tabulação; use espaços).",
    ),
    "two documents": (
        "a: 1\n---\nb: 2",
        "linha 2, coluna 1: YAML inválido (há mais de um documento (---) no arquivo).",
    ),
    "a sign that begins no text": (
        "a: @b",
        "linha 1, coluna 4: YAML inválido (um texto não começa com “@”; ponha-o entre aspas).",
    ),
    "wrong indentation": (
        "a: 1\n  b: 2",
        "linha 2, coluna 4: YAML inválido (há dois-pontos onde não cabem; ponha o texto entre "
        "aspas).",
    ),
    "indentation between two others": (
        "a:\n    b: 1\n  c: 2",
        "linha 3, coluna 3: YAML inválido (o recuo desta linha não combina com o das anteriores).",
    ),
    "no colon": (
        "a: 1\nb\n",
        "linha 3, coluna 1: YAML inválido (faltam os dois-pontos depois da chave).",
    ),
    "item out of place": (
        "a: - b",
        "linha 1, coluna 4: YAML inválido (um item de lista (-) não cabe aqui).",
    ),
    "quotation mark left open": (
        'a: "b\n',
        "linha 2, coluna 1: YAML inválido (as aspas não fecham).",
    ),
    "backslash in double quotes": (
        'a: "c:\\pasta"',
        "linha 1, coluna 8: YAML inválido (a barra invertida não se usa assim entre aspas duplas; "
        "use aspas simples).",
    ),
    "list left open": (
        "a: [1, 2\nb: 3",
        "linha 2, coluna 2: YAML inválido (falta uma vírgula ou “]”).",
    ),
    "text beside a block": (
        "a: | texto",
        "linha 1, coluna 6: YAML inválido (depois de “|” ou “>” o texto começa na linha seguinte).",
    ),
    "a complaint that nobody has worded": (
        "%YAML x\n---\na: 1",
        "linha 1, coluna 7: YAML inválido.",
    ),
    "half of a character": (
        'a: "\\uD800"',
        "linha 1, coluna 4: YAML inválido (há metade de um caractere (\\uD800 a \\uDFFF)).",
    ),
    "control character": ("a: x\nb: \x01", "linha 2: o caractere U+0001 não é aceito."),
    "delete": ("a: \x7f", "linha 1: o caractere U+007F não é aceito."),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_accepted_is_told_with_line_and_column(text: str, message: str) -> None:
    assert refused(text) == f"p.yaml: {message}"


@pytest.mark.parametrize(
    "value",
    [
        *("!!int 5", "!!int abc", "!!float x", "!!bool foo", "!!timestamp foo", "!!binary '***'"),
        *("!!set {x}", "!!omap [x]", "!!str 01", "!x b", "! b", "!!seq [x]"),
        *("!!python/object/apply:os.system [ls]", "!!python/name:os.system"),
    ],
)
def test_a_tag_is_refused_whatever_it_asks_for(value: str) -> None:
    assert refused(f"a: {value}") == (
        "p.yaml: linha 1, coluna 4: YAML inválido (marcas de tipo (!) não são aceitas)."
    )


@pytest.mark.parametrize(
    "text",
    ["[", "{", "a: [1", "a: b: c", "a: 'x", 'a: "\\q"', "a: @x", "- a\nb: c", "%YAML 9.9\n---"],
)
def test_broken_yaml_is_told_with_its_place(text: str) -> None:
    assert refused(text).startswith("p.yaml: linha ")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "{a: " * 5000,
        "- " * 5000,
        "? " * 5000,
        "a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 600)),
    ],
    ids=["lists", "mappings", "dashes", "keys", "indentation"],
)
def test_deep_nesting_is_refused_without_a_traceback(text: str) -> None:
    assert refused(text) == "p.yaml: níveis demais."


def test_a_merge_key_merges_nothing() -> None:
    assert load_yaml("<<: {a: 1}\nb: 2", "p.yaml") == {"<<": {"a": "1"}, "b": "2"}


@pytest.mark.parametrize("text", ["", "# só comentário", "texto", "- a\n- b", "~", "---\n..."])
def test_what_is_no_mapping_is_refused_where_a_mapping_is_due(text: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        load_mapping(text, "p.yaml")
    assert caught.value.message == (
        "p.yaml: esperava linhas “chave: valor” e encontrou outra coisa."
    )
    assert caught.value.remedy == "Compare com os arquivos da pasta examples/."


def test_the_remedy_says_where_to_look() -> None:
    with pytest.raises(UnreadableFile) as caught:
        load_yaml("a: [", "p.yaml")
    assert caught.value.remedy == REMEDY


def test_a_file_is_named_in_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("a: 1\na: 2", encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_mapping(path)
    assert caught.value.message == (
        f"{path}: linha 2, coluna 1: YAML inválido (a chave “a” aparece duas vezes)."
    )


def test_a_file_is_read_with_or_without_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes("\ufeffnome: Ação\r\nuf: NO\r\n".encode())
    assert read_mapping(path) == {"nome": "Ação", "uf": "NO"}


@law
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableFile):  # anything else that is raised fails the test
        load_yaml(text, "p.yaml")


@law
@given(st.lists(st.sampled_from(list("ab:-?[]{},&*!|>'\"#%@~ \n")), max_size=20))
def test_any_heap_of_yaml_signs_is_read_or_refused(signs: list[str]) -> None:
    with suppress(UnreadableFile):
        load_yaml("".join(signs), "p.yaml")


LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
VALUES = st.recursive(
    st.text(LETTERS, max_size=15),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abç .-"), inner),
    max_leaves=6,
)


@law
@given(VALUES)
def test_texts_in_quotation_marks_come_back_as_they_were(value: Any) -> None:
    assert load_yaml(json.dumps(value, ensure_ascii=False), "p.yaml") == value
