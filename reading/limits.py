"""Opening a file that a person named: size bound, encoding, and errors that say what to do."""

import os
from pathlib import Path

from faults.errors import UnreadableFile
from faults.system_words import system_reason

MEBIBYTE = 1024 * 1024
TEXT_LIMIT = 64 * MEBIBYTE
"""A CSV of 100,000 partners has about 40 MiB."""


def read_bytes(path: Path, limit: int = TEXT_LIMIT) -> bytes:
    """The bytes of a regular file of at most `limit` bytes. Raises UnreadableFile."""
    try:
        if not path.is_file():
            if path.is_dir():
                with os.scandir(path):  # one that may not be read is told as that
                    pass
                raise UnreadableFile(f"{path}: é uma pasta.", "Dê um arquivo de dentro dela.")
            missing = "não existe" if not path.exists() else "não é um arquivo"
            raise UnreadableFile(f"{path}: {missing}.", "Confira o caminho digitado.")
        if path.stat().st_size > limit:
            raise UnreadableFile(
                f"{path}: passa do limite de {limit // MEBIBYTE} MiB.", "Divida o arquivo."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"{str(path)!r}: não pôde ser lido ({system_reason(error)}).",
            "Confira o caminho e a permissão de leitura.",
        ) from error


def read_text(path: Path, limit: int = TEXT_LIMIT) -> str:
    """The text of a UTF-8 file, its byte order mark removed. Raises UnreadableFile."""
    return decode(read_bytes(path, limit), str(path))


def decode(data: bytes, name: str) -> str:
    """UTF-8 bytes as text; the message names the byte that is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f"{name}: linha {line}: o byte 0x{data[error.start]:02X} não é texto em UTF-8.",
            "Salve o arquivo com a codificação UTF-8 (no Excel: “CSV UTF-8”).",
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableFile(
            f"{name}: linha {line}: há um byte nulo; o arquivo não é texto.",
            "Salve o arquivo de novo como texto UTF-8.",
        )
    return text
