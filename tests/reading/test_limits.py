"""Opening a file: what is missing, too large, not text or not UTF-8, told with its remedy."""

from pathlib import Path

import pytest

from faults.errors import UnreadableFile
from reading.limits import MEBIBYTE, decode, read_bytes, read_text

ENCODING_REMEDY = "Salve o arquivo com a codificação UTF-8 (no Excel: “CSV UTF-8”)."


def refused(path: Path, limit: int = MEBIBYTE) -> tuple[str, str]:
    with pytest.raises(UnreadableFile) as caught:
        read_text(path, limit)
    return caught.value.message, caught.value.remedy


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x00\xff\r\n")
    assert read_bytes(path) == b"\x00\xff\r\n"


def test_a_text_is_read_without_its_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffação\r\n".encode())
    assert read_text(path) == "ação\r\n"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "nada.yaml"
    assert refused(path) == (f"{path}: não existe.", "Confira o caminho digitado.")


def test_a_directory_is_not_a_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == (f"{tmp_path}: é uma pasta.", "Dê um arquivo de dentro dela.")


def test_a_path_below_a_file_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    assert refused(path / "b.txt")[0] == f"{path / 'b.txt'}: não existe."


def test_a_path_with_a_null_byte_does_not_exist(tmp_path: Path) -> None:
    assert refused(tmp_path / "a\0b")[0].endswith(": não existe.")


def test_a_path_too_long_for_the_system_is_told(tmp_path: Path) -> None:
    message, remedy = refused(tmp_path / ("x" * 300))
    assert "não pôde ser lido" in message
    assert remedy == "Confira o caminho e a permissão de leitura."


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "grande.csv"
    with path.open("wb") as file:
        file.truncate(3 * MEBIBYTE + 1)
    assert refused(path, 3 * MEBIBYTE) == (
        f"{path}: passa do limite de 3 MiB.",
        "Divida o arquivo.",
    )


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path, limit=10) == b"x" * 10


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        (b"\xff\xfea\x00", 1, "0xFF"),
        (b"nome: Jos\xe9", 1, "0xE9"),
        (b"a\nb\nJos\xe9\n", 3, "0xE9"),
        (b"a\r\nb\xc3", 2, "0xC3"),
        (b"\xed\xa0\x80", 1, "0xED"),
    ],
    ids=["utf-16", "latin-1", "latin-1 on line 3", "cut short", "surrogate"],
)
def test_another_encoding_is_told_with_line_and_byte(data: bytes, line: int, byte: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(data, "p.yaml")
    assert caught.value.message == f"p.yaml: linha {line}: o byte {byte} não é texto em UTF-8."
    assert caught.value.remedy == ENCODING_REMEDY


def test_a_null_byte_is_told_with_its_line() -> None:
    with pytest.raises(UnreadableFile) as caught:
        decode(b"a\nb\x00c", "p.yaml")
    assert caught.value.message == "p.yaml: linha 2: há um byte nulo; o arquivo não é texto."
    assert caught.value.remedy == "Salve o arquivo de novo como texto UTF-8."


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "p.yaml") == ""
