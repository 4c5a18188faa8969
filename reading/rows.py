"""Rows of a CSV, TSV or JSON file as nested data; `endereco.uf` becomes {"endereco": {"uf": ...}}.

The file is read by sqlite-utils. The number of a row is the one a spreadsheet shows: the header is
row 1, and a cell with line breaks is still one row.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from faults.errors import UnreadableFile
from reading.limits import decode, read_bytes
from reading.parser_words import json_reason

DELIMITERS = (";", ",", "\t")
CELL_LIMIT = 1024 * 1024
JSON_REMEDY = "Confira vírgulas, aspas e colchetes."
EXTRAS = "colunas a mais"
"""Where the cells beyond the header go: no model has this key, so the row alone is refused."""

HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape that may be half of a character, which no file can hold."""


def read_rows(path: Path, required: Sequence[str] = ()) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row number, nested data) of each row that is not blank. Raises UnreadableFile.

    A header without one of the `required` columns (a name, or what comes before its first dot) is
    one fault of the file, and not one of each row.
    """
    text = decode(read_bytes(path), str(path))
    if not text.strip():
        raise UnreadableFile(
            f"{path}: o arquivo está vazio.", "Compare com examples/participes.csv."
        )
    is_json = text.lstrip()[0] in "[{"
    rows = _json_rows(text, path) if is_json else _csv_rows(text, path, required)
    del text  # what is read row by row need not stay twice in memory
    yield from rows


def _csv_rows(
    text: str, path: Path, required: Sequence[str]
) -> Iterator[tuple[int, dict[str, Any]]]:
    from sqlite_utils.utils import Format, rows_from_file

    class Dialect(csv.excel):
        # A quotation mark left open would otherwise swallow the rows that follow it.
        strict = True

    table = text.lstrip("\r\n ")
    number = _lines(text[: len(text) - len(table)]).count("\n")
    Dialect.delimiter = max(DELIMITERS, key=_lines(table[:65536]).partition("\n")[0].count)
    csv.field_size_limit(CELL_LIMIT)
    data = table.encode()
    del text, table
    try:
        numbers = _numbered(data, number + 1, Dialect)
        number, names = next(numbers)
        _check_header([name.strip() for name in names], required, f"{path}: linha {number}")
        rows, _ = rows_from_file(
            io.BytesIO(data), format=Format.CSV, dialect=Dialect, extras_key=EXTRAS
        )
        for (number, _), row in zip(numbers, rows, strict=True):
            extras = row.pop(EXTRAS, None)
            cells = {str(key).strip(): str(cell or "").strip() for key, cell in row.items()}
            cells[EXTRAS] = " ".join(extras).strip() if isinstance(extras, list) else ""
            if any(cells.values()):
                yield number, nested(cells)
    except csv.Error as error:
        raise UnreadableFile(
            f"{path}: linha {number + 1}: as aspas não fecham ou uma célula é grande demais.",
            "Confira as aspas e os separadores da linha.",
        ) from error


def _numbered(
    data: bytes, first: int, dialect: type[csv.Dialect]
) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of each row that sqlite-utils gives: it drops the blank ones uncounted."""
    cells = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"), dialect)
    return ((number, row) for number, row in enumerate(cells, first) if row)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_header(names: list[str], required: Sequence[str], where: str) -> None:
    known = {name.partition(".")[0] for name in names}
    missing = [name for name in required if name not in known]
    if missing:
        several = len(missing) > 1
        raise UnreadableFile(
            f"{where}: ao cabeçalho {'faltam as colunas' if several else 'falta a coluna'} "
            f"{', '.join(missing)}.",
            "A primeira linha traz os nomes das colunas, como em examples/participes.csv.",
        )
    for place, name in enumerate(names, 1):
        if not name:
            raise UnreadableFile(
                f"{where}: a coluna {place} não tem nome.",
                "Dê um nome à coluna ou retire-a.",
            )
        if "" in name.split("."):
            raise UnreadableFile(
                f"{where}: a coluna “{name}” tem um ponto sem nome ao lado.",
                "Escreva o nome como “endereco.uf”.",
            )
        if names.count(name) > 1:
            raise UnreadableFile(
                f"{where}: a coluna “{name}” aparece duas vezes.", "Retire uma delas."
            )


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    from sqlite_utils.utils import Format, rows_from_file

    try:
        rows, _ = rows_from_file(io.BytesIO(text.encode()), format=Format.JSON)
        if HALF_CHARACTER.search(text):
            json.dumps(rows, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"{path}: linha {error.lineno}, coluna {error.colno}: JSON inválido"
            f"{json_reason(error.msg)}.",
            JSON_REMEDY,
        ) from error
    except RecursionError as error:
        raise UnreadableFile(f"{path}: JSON inválido (há níveis demais).", JSON_REMEDY) from error
    except UnicodeEncodeError as error:
        raise UnreadableFile(
            f"{path}: JSON inválido (há metade de um caractere, \\uD800 a \\uDFFF).", JSON_REMEDY
        ) from error
    except ValueError as error:
        raise UnreadableFile(
            f"{path}: JSON inválido (há um número longo demais).", JSON_REMEDY
        ) from error
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise UnreadableFile(
                f"{path}: o item {number} não é um partícipe.", "Cada item da lista vai entre { }."
            )
        yield number, dict(row)


def nested(cells: dict[str, str]) -> dict[str, Any]:
    """Dotted keys as nested mappings; blank cells are left out.

    A key that is both a value and a mapping (`endereco` and `endereco.uf`) keeps the mapping and
    stands as an unknown key, so that validation names it.
    """
    tree: dict[str, Any] = {}
    for key, cell in cells.items():
        if not cell:
            continue
        *path, last = key.split(".")
        place = tree
        for step in path:
            inner = place.setdefault(step, {})
            if not isinstance(inner, dict):
                place[step] = inner = {"": inner}
            place = inner
        if isinstance(place.get(last), dict):
            place[last][""] = cell
        else:
            place[last] = cell
    return tree
