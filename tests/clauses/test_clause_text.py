"""A clause file: front matter, body, lines, and every way its head can be wrong."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from clauses.clause_text import MEBIBYTE, parse_clause, read_clause
from faults.errors import InvalidData, UnreadableFile
from tests.clauses.parties import clause_file


def refused(text: str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        parse_clause(text.encode(), "objeto/1.md")
    assert caught.value.remedy
    return caught.value.message


def faults(**head: str) -> list[str]:
    with pytest.raises(InvalidData) as caught:
        parse_clause(clause_file("Texto.", **head).encode(), "objeto/1.md")
    return [finding.line() for finding in caught.value.findings]


def test_a_file_is_its_head_and_its_body() -> None:
    source = clause_file(
        "Texto.\n\n- item\n",
        titulo='"Do objeto {{ participe|do }}"',
        fundamento='["Lei nº 8.078/1990, art. 4º"]',
        quando="'participe.tipo == \"uniao\"'",
        aprovacao="Parecer nº 1/2024",
    )
    text = parse_clause(source.encode(), "objeto/1.md")
    assert text.key == "objeto@1"
    assert text.head.title == "Do objeto {{ participe|do }}"
    assert text.head.since == date(2024, 1, 1)
    assert text.head.basis == ("Lei nº 8.078/1990, art. 4º",)
    assert text.head.condition == 'participe.tipo == "uniao"'
    assert text.head.approval == "Parecer nº 1/2024"
    assert text.body == "Texto.\n\n- item\n"
    assert (text.source, text.origin) == (source, "objeto/1.md")


def test_what_a_head_may_leave_out_is_nothing() -> None:
    source = "---\nid: a\ntitulo: T\nversao: 2\ndesde: 2024-01-01\n---\nx"
    head = parse_clause(source.encode(), "a/2.md").head
    assert (head.basis, head.condition, head.approval) == ((), None, None)


def test_the_hash_is_that_of_the_bytes_of_the_file() -> None:
    data = clause_file("x").encode()
    assert parse_clause(data, "o").sha256 == hashlib.sha256(data).hexdigest()
    other = parse_clause(data + b"\n", "o")
    assert other.body == "x\n"
    assert other.sha256 != hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("blank", ["", "\n", "\n\n\n"])
def test_the_line_of_the_body_is_counted_in_the_file(blank: str) -> None:
    source = clause_file(f"{blank}Texto.\n")
    text = parse_clause(source.encode(), "o")
    assert text.body == "Texto.\n"
    assert source.split("\n")[text.body_line - 1] == "Texto."


def test_windows_line_ends_and_a_byte_order_mark_change_nothing_of_the_text() -> None:
    source = clause_file("Um.\n\nDois.\n")
    windows = parse_clause(("\ufeff" + source.replace("\n", "\r\n")).encode(), "o")
    plain = parse_clause(source.encode(), "o")
    assert (windows.head, windows.body) == (plain.head, plain.body)
    assert windows.body_line == plain.body_line


def test_dashes_inside_the_body_do_not_end_the_head() -> None:
    assert parse_clause(clause_file("a\n\n---\n\nb").encode(), "o").body == "a\n\n---\n\nb\n"


@pytest.mark.parametrize(
    "text",
    ["", "Texto.", "---\nid: a", "id: a\n---\nx", "\n---\nid: a\n---\n", "----\nid: a\n----\n"],
)
def test_a_file_without_a_head_is_refused(text: str) -> None:
    assert refused(text) == "objeto/1.md: falta o cabeçalho entre duas linhas “---”."


def test_an_empty_head_is_refused() -> None:
    assert refused("---\n---\nx") == (
        "objeto/1.md: esperava linhas “chave: valor” e encontrou outra coisa."
    )


def test_broken_yaml_in_the_head_is_told_with_the_line_of_the_file() -> None:
    assert refused("---\nid: a\nid: b\n---\nx") == (
        "objeto/1.md: linha 3, coluna 1: YAML inválido (a chave “id” aparece duas vezes)."
    )


def test_another_encoding_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="linha 10: o byte 0xE7 não é texto em UTF-8"):
        parse_clause(clause_file("adesao").encode() + b"\xe7", "objeto/1.md")


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        (
            {"id": "Objeto"},
            "id: “Objeto” não tem a forma esperada. "
            "Use letras sem acento, algarismos e hífens, sem espaços.",
        ),
        (
            {"id": "../../etc"},
            "id: “../../etc” não tem a forma esperada. "
            "Use letras sem acento, algarismos e hífens, sem espaços.",
        ),
        ({"titulo": ""}, "titulo: está vazio. Preencha-o."),
        ({"titulo": "[a]"}, "titulo: esperava um texto. Escreva o valor como texto."),
        ({"versao": "0"}, "versao: “0” é menor que 1. Use 1 ou mais."),
        ({"versao": "um"}, "versao: “um” não é um número inteiro. Escreva só algarismos."),
        ({"desde": "01/01/2024"}, "desde: “01/01/2024” não é uma data. Escreva AAAA-MM-DD."),
        ({"desde": "2024"}, "desde: “2024” não é uma data. Escreva AAAA-MM-DD."),
        (
            {"fundamento": "Lei"},
            "fundamento: esperava uma lista. Escreva cada item numa linha começada por “- ”.",
        ),
        (
            {"autor": "x"},
            "autor: este campo não existe. Confira o nome da chave ou retire a linha.",
        ),
    ],
)
def test_a_fault_of_the_head_is_told_with_its_key(head: dict[str, str], fault: str) -> None:
    assert faults(**head) == [f"objeto/1.md: {fault}"]


def test_every_fault_of_the_head_is_told_at_once() -> None:
    assert len(faults(id="A", versao="x", desde="y", z="1")) == 4


def test_a_file_is_read_where_its_head_says_it_is(tmp_path: Path) -> None:
    path = tmp_path / "objeto" / "1.md"
    path.parent.mkdir()
    path.write_text(clause_file("Texto."), encoding="utf-8")
    assert read_clause(path).origin == str(path)


@pytest.mark.parametrize(("folder", "name"), [("outro", "1.md"), ("objeto", "2.md")])
def test_a_file_in_the_place_of_another_is_refused(tmp_path: Path, folder: str, name: str) -> None:
    path = tmp_path / folder / name
    path.parent.mkdir()
    path.write_text(clause_file("Texto."), encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        read_clause(path)
    assert caught.value.message == (
        f"{path}: o arquivo diz ser objeto@1, mas o caminho diz {folder}@{path.stem}."
    )
    assert caught.value.remedy == "O caminho é <id>/<versao>.md; acerte o caminho ou o cabeçalho."


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "1.md"
    path.write_bytes(b"x" * (MEBIBYTE + 1))
    with pytest.raises(UnreadableFile, match="passa do limite de 1 MiB"):
        read_clause(path)
