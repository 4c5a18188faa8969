"""Rows of a CSV, TSV or JSON file as nested data; `endereco.uf` becomes {"endereco": {"uf": ...}}.

The file is read by sqlite-utils. The number of a row is the one a spreadsheet shows: the header is
row 1, and a cell with line breaks is still one row.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from faults.errors import UnreadableFile
from reading.limits import decode, read_bytes

DELIMITERS = (";", ",", "\t")
CELL_LIMIT = 1024 * 1024


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row number, nested data) of each row that is not blank. Raises UnreadableFile."""
    data = read_bytes(path)
    text = decode(data, str(path))
    if not text.strip():
        raise UnreadableFile(
            f"{path}: o arquivo está vazio.", "Compare com examples/participes.csv."
        )
    is_json = text.lstrip()[0] in "[{"
    yield from (_json_rows(data, path) if is_json else _csv_rows(data, text, path))


def _csv_rows(data: bytes, text: str, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    from sqlite_utils.utils import Format, RowError, rows_from_file

    header = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=header.count)
    names = next(csv.reader([header.rstrip("\r")], delimiter=delimiter))
    _check_header([name.strip() for name in names], path)

    class Dialect(csv.excel):
        pass

    Dialect.delimiter = delimiter
    csv.field_size_limit(CELL_LIMIT)
    rows, _ = rows_from_file(io.BytesIO(data), format=Format.CSV, dialect=Dialect)
    number = 1
    try:
        for number, row in enumerate(rows, 2):
            cells = {str(key).strip(): str(cell or "").strip() for key, cell in row.items()}
            if any(cells.values()):
                yield number, nested(cells)
    except (csv.Error, RowError) as error:
        raise UnreadableFile(
            f"{path}: linha {number + 1}: a linha não tem as colunas do cabeçalho ({error}).",
            "Confira as aspas e os separadores da linha.",
        ) from error


def _check_header(names: list[str], path: Path) -> None:
    for place, name in enumerate(names, 1):
        if not name:
            raise UnreadableFile(
                f"{path}: linha 1: a coluna {place} não tem nome.",
                "Dê um nome à coluna ou retire-a.",
            )
        if names.count(name) > 1:
            raise UnreadableFile(
                f"{path}: linha 1: a coluna “{name}” aparece duas vezes.", "Retire uma delas."
            )


def _json_rows(data: bytes, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    from sqlite_utils.utils import Format, rows_from_file

    try:
        rows, _ = rows_from_file(io.BytesIO(data), format=Format.JSON)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            f"{path}: JSON inválido ({error}).", "Confira vírgulas, aspas e colchetes."
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
        place[last] = cell
    return tree
