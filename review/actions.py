"""The plan of action as the text shows it: each cell of its table with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portuguese.parsing import month_value
from reading.outline import Block
from review.words import fold

_COLUMNS = {
    "action": r"acao|acoes|atividades?|etapas?|descricao",
    "start": r"inicio|prazo inicial|data inicial",
    "end": r"termino|fim|prazo final|data final",
    "responsible": r"respons\w*|respo\w*",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: its words, and where they stand in their block."""

    text: str
    block: Block
    start: int

    @property
    def end(self) -> int:
        """Where it ends; an empty cell is one character wide, so that it has a place."""
        return self.start + max(1, len(self.text))


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action; a column that the table lacks is None."""

    block: Block
    action: Cell
    start: Cell | None
    end: Cell | None
    responsible: Cell | None


def action_rows(plan: tuple[Block, ...]) -> Iterator[ActionRow]:
    """The rows under each heading row that has a column of actions and one more we know."""
    columns: dict[str, int] | None = None
    for block in plan:
        if block.kind != "linha":
            if block.kind in ("secao", "anexo"):
                columns = None
            continue
        found = _columns(block)
        if "action" in found and len(found) >= 2:
            columns = found
        elif columns is not None and len(block.cells) > columns["action"]:
            cells = _cells(block)
            yield ActionRow(
                block,
                cells[columns["action"]],
                *(
                    cells[columns[name]] if columns.get(name, 99) < len(cells) else None
                    for name in ("start", "end", "responsible")
                ),
            )


def _columns(block: Block) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(block.cells):
        for name, pattern in _COLUMNS.items():
            if re.fullmatch(pattern, fold(cell).strip(" :")) and name not in found:
                found[name] = place
    return found


def _cells(block: Block) -> list[Cell]:
    at, cells = 0, []
    for cell in block.cells:
        place = block.text.find(cell, at) if cell else min(at, max(0, len(block.text) - 1))
        place = max(place, 0)
        cells.append(Cell(cell.strip(), block, place))
        at = (
            place
            + len(cell)
            + (1 if block.text[place + len(cell) : place + len(cell) + 1] == "\t" else 0)
        )
    return cells


def relative_month(text: str) -> int | None:
    """36 for `36º mês`, `M36`, `mês 36`."""
    found = re.search(
        r"\b(\d{1,3})\s?[ºo°]?\s*mes\b|\bm(\d{1,3})\b|\bmes\s+(\d{1,3})\b", fold(text)
    )
    return int(next(group for group in found.groups() if group)) if found else None


def calendar_month(text: str) -> int | None:
    """Months since year zero of `01/2024`, `janeiro/2024`, `janeiro de 2024`, `30/01/2024`."""
    folded = fold(text)
    figures = re.search(r"(?<!\d)(?:\d{1,2}/)?(\d{1,2})/(\d{4})(?!\d)", folded)
    if figures and 1 <= int(figures[1]) <= 12:
        return int(figures[2]) * 12 + int(figures[1])
    words = re.search(r"\b([a-z]{3,9})\.?\s*(?:/|de\s+)?\s*(?:de\s+)?(\d{4})\b", folded)
    if words:
        month = month_value(words[1])
        if month:
            return int(words[2]) * 12 + month
    return None
