"""Rows of CSV, TSV and JSON: separators, quotes, row numbers, nested keys, and every refusal."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults.errors import UnreadableFile
from reading.rows import CELL_LIMIT, nested, read_rows

law = settings(deadline=None, max_examples=150, derandomize=True)
Rows = list[tuple[int, dict[str, Any]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.csv"


def rows(path: Path, text: str | bytes) -> Rows:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_rows(path))


def refused(path: Path, text: str | bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        rows(path, text)
    assert caught.value.remedy
    return caught.value.message.removeprefix(f"{path}: ")


@pytest.mark.parametrize("mark", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["bare", "byte order mark"])
def test_a_table_is_read_whatever_program_wrote_it(
    path: Path, mark: str, end: str, start: str
) -> None:
    text = start + end.join([f"id{mark}nome", f"a{mark}Ação", f"b{mark}Órgão", ""])
    assert rows(path, text) == [
        (2, {"id": "a", "nome": "Ação"}),
        (3, {"id": "b", "nome": "Órgão"}),
    ]


def test_the_separator_is_the_one_the_header_has_most_of(path: Path) -> None:
    assert rows(path, 'id;nome, completo;uf\na;"b, c";d') == [
        (2, {"id": "a", "nome, completo": "b, c", "uf": "d"})
    ]


def test_a_quoted_cell_holds_separators_quotation_marks_and_line_breaks(path: Path) -> None:
    text = 'id;nome\na;"um; ""dois""\ntrês"\nb;x'
    assert rows(path, text) == [
        (2, {"id": "a", "nome": 'um; "dois"\ntrês'}),
        (3, {"id": "b", "nome": "x"}),
    ]


def test_white_space_around_names_and_cells_is_dropped(path: Path) -> None:
    assert rows(path, "id ; nome\n  a  ;  b c  ") == [(2, {"id": "a", "nome": "b c"})]


def test_dotted_columns_become_nested_keys(path: Path) -> None:
    assert rows(path, "id;endereco.uf;endereco.cep\na;MT;78049-921") == [
        (2, {"id": "a", "endereco": {"uf": "MT", "cep": "78049-921"}})
    ]


def test_blank_cells_leave_no_key(path: Path) -> None:
    assert rows(path, "id;nome;endereco.uf\na;;  ") == [(2, {"id": "a"})]


def test_a_short_row_lacks_its_last_keys(path: Path) -> None:
    assert rows(path, "id;nome;uf\na") == [(2, {"id": "a"})]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(path: Path) -> None:
    text = 'id;nome\na;x\n\n;;\n;\n  ;  \nb;"y\nz"\nc;w'
    assert [(number, row["id"]) for number, row in rows(path, text)] == [
        (2, "a"),
        (7, "b"),
        (8, "c"),
    ]


def test_blank_lines_before_the_header_count_too(path: Path) -> None:
    assert rows(path, "\n\r\n\nid;nome\na;b") == [(5, {"id": "a", "nome": "b"})]


def test_cells_beyond_the_header_are_kept_under_a_key_no_model_has(path: Path) -> None:
    assert rows(path, "id;nome\na;b;c;d\ne;f") == [
        (2, {"id": "a", "nome": "b", "colunas a mais": "c d"}),
        (3, {"id": "e", "nome": "f"}),
    ]


def test_blank_cells_beyond_the_header_are_nothing(path: Path) -> None:
    assert rows(path, "id;nome\na;b;; ") == [(2, {"id": "a", "nome": "b"})]


def test_a_header_alone_has_no_rows(path: Path) -> None:
    assert rows(path, "id;nome\n") == []


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff"])
def test_an_empty_file_is_refused(path: Path, text: str) -> None:
    assert refused(path, text) == "o arquivo está vazio."


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "column named twice": ("id;nome;id\na;b;c", "linha 1: a coluna “id” aparece duas vezes."),
    "column named twice but for spaces": (
        "id; id\na;b",
        "linha 1: a coluna “id” aparece duas vezes.",
    ),
    "column without a name": ("id;;nome\na;b;c", "linha 1: a coluna 2 não tem nome."),
    "separator after the last column": ("id;nome;\na;b;", "linha 1: a coluna 3 não tem nome."),
    "column without a name after blank lines": (
        "\n\nid;\na;b",
        "linha 3: a coluna 2 não tem nome.",
    ),
    "dot with nothing beside it": (
        "id;endereco.\na;b",
        "linha 1: a coluna “endereco.” tem um ponto sem nome ao lado.",
    ),
    "two dots": ("a..b\nx", "linha 1: a coluna “a..b” tem um ponto sem nome ao lado."),
    "quotation mark left open": (
        'id;nome\na;b\nc;"d\ne;f\n',
        "linha 3: as aspas não fecham ou uma célula é grande demais.",
    ),
    "quotation mark left open in the header": (
        '"id;nome\na;b',
        "linha 1: as aspas não fecham ou uma célula é grande demais.",
    ),
    "words after a closing quotation mark": (
        'id;nome\na;"b"c',
        "linha 2: as aspas não fecham ou uma célula é grande demais.",
    ),
    "huge cell": (
        f"id;nome\na;b\nc;{'x' * (CELL_LIMIT + 1)}",
        "linha 3: as aspas não fecham ou uma célula é grande demais.",
    ),
    "latin-1": (
        "id;nome\na;José".encode("latin-1"),
        "linha 2: o byte 0xE9 não é texto em UTF-8.",
    ),
    "null byte": ("id;nome\na;\0", "linha 2: há um byte nulo; o arquivo não é texto."),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_table_that_cannot_be_trusted_is_refused_with_its_row(
    path: Path, text: str | bytes, message: str
) -> None:
    assert refused(path, text) == message


def test_a_missing_file_is_refused(path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        list(read_rows(path))
    assert caught.value.message == f"{path}: não existe."


def test_a_list_of_objects_is_numbered_from_one(path: Path) -> None:
    text = '\ufeff [{"id": "a", "endereco": {"uf": "NO"}}, {"id": "b"}]'
    assert rows(path, text) == [(1, {"id": "a", "endereco": {"uf": "NO"}}), (2, {"id": "b"})]


def test_one_object_is_one_row(path: Path) -> None:
    assert rows(path, '{"id": "a", "nomes": ["x"]}') == [(1, {"id": "a", "nomes": ["x"]})]


def test_an_empty_list_has_no_rows(path: Path) -> None:
    assert rows(path, "[]") == []


@pytest.mark.parametrize(
    ("text", "place"), [("[1]", 1), ('[{"id": "a"}, "b"]', 2), ("[[]]", 1), ("[null]", 1)]
)
def test_a_list_of_anything_else_is_refused(path: Path, text: str, place: int) -> None:
    assert refused(path, text) == f"o item {place} não é um partícipe."


BROKEN_JSON = {
    "open": ("[", "linha 1, coluna 2: JSON inválido (falta um valor)."),
    "cut": ('{"id": "a"', "linha 1, coluna 11: JSON inválido (falta uma vírgula)."),
    "no value": ('[{"id": }]', "linha 1, coluna 9: JSON inválido (falta um valor)."),
    "no colon": (
        '{"id" "a"}',
        "linha 1, coluna 7: JSON inválido (faltam os dois-pontos depois da chave).",
    ),
    "lines": (
        '{"id": "a"}\n{"id": "b"}',
        "linha 2, coluna 1: JSON inválido (há texto depois do fim).",
    ),
    "quotes": (
        "[{'id': 'a'}]",
        "linha 1, coluna 3: JSON inválido (falta o nome de uma chave, entre aspas duplas).",
    ),
    "open text": ('[{"id": "a}]', "linha 1, coluna 9: JSON inválido (as aspas não fecham)."),
    "line break": (
        '[{"id": "a\nb"}]',
        "linha 1, coluna 11: JSON inválido (há uma quebra de linha ou um sinal de controle entre "
        "aspas).",
    ),
    "backslash": (
        '[{"id": "a\\c"}]',
        "linha 1, coluna 11: JSON inválido (a barra invertida não se usa assim).",
    ),
    "deep": ("[" * 100_000, "JSON inválido (há níveis demais)."),
    "huge number": (
        '[{"n": ' + "9" * 5000 + "}]",
        "JSON inválido (há um número longo demais).",
    ),
    "half a character": (
        '[{"nome": "\\ud800"}]',
        "JSON inválido (há metade de um caractere, \\uD800 a \\uDFFF).",
    ),
}


@pytest.mark.parametrize(("text", "message"), BROKEN_JSON.values(), ids=BROKEN_JSON)
def test_broken_json_is_refused_with_its_place(path: Path, text: str, message: str) -> None:
    assert refused(path, text) == message


def test_a_whole_character_written_in_two_escapes_is_read(path: Path) -> None:
    assert rows(path, '[{"nome": "\\ud83d\\ude00"}]') == [(1, {"nome": "\U0001f600"})]


@pytest.mark.parametrize(
    ("cells", "tree"),
    [
        ({"a.b.c": "1", "a.b.d": "2", "a.e": "3"}, {"a": {"b": {"c": "1", "d": "2"}, "e": "3"}}),
        ({"a": "1", "a.b": "2"}, {"a": {"": "1", "b": "2"}}),
        ({"a.b": "2", "a": "1"}, {"a": {"b": "2", "": "1"}}),
        ({"a.b": "1", "a.b.c": "2"}, {"a": {"b": {"": "1", "c": "2"}}}),
        ({"a.b.c": "2", "a.b": "1"}, {"a": {"b": {"c": "2", "": "1"}}}),
        ({"a": "", "a.b": "2"}, {"a": {"b": "2"}}),
        ({}, {}),
    ],
)
def test_a_key_that_is_value_and_mapping_loses_neither(
    cells: dict[str, str], tree: dict[str, Any]
) -> None:
    assert nested(cells) == tree


# Characters that a table keeps as they are: no control characters, which programs write in ways
# of their own, and no white space at the ends, which is dropped.
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S"))).map(str.strip)


@law
@given(
    st.lists(st.tuples(WORDS.filter(bool), WORDS), min_size=1, max_size=5),
    st.sampled_from(";,\t"),
)
def test_what_a_program_wrote_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]], mark: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=mark)
    writer.writerows([("id", "nome"), *cells])
    path = tmp_path_factory.mktemp("t") / "p.csv"
    assert rows(path, text.getvalue()) == [
        (number, {"id": first} | ({"nome": second} if second else {}))
        for number, (first, second) in enumerate(cells, 2)
    ]


@law
@given(st.lists(st.dictionaries(WORDS, WORDS, max_size=3), max_size=4))
def test_json_objects_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, objects: list[dict[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("t") / "p.json"
    assert rows(path, json.dumps(objects)) == list(enumerate(objects, 1))
