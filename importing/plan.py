"""The work plan annexed to an agreement: its sections, its table of actions, who answers for it.

Months are read where a month is written; “MÊS/2024” and empty cells stay as found, and the service
decides what a deadline without a date means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from importing.found import Found, clean, found_in
from importing.names import titled
from portuguese.parsing import bare, month_value
from reading.outline import Block, Outline

COLUMNS: tuple[tuple[str, str], ...] = (
    ("axis", r"eixo|meta|item|etapa|fase|n[.ºo°]"),
    ("start", r"inicio|prazo inicial|data inicial"),
    ("end", r"termino|fim|prazo final|data final|conclusao"),
    ("due", r"prazo|periodo|cronograma|quando"),
    ("responsible", r"respons|quem|respo"),
    ("evidence", r"evidencia|comprov|indicador|produto|entrega"),
    ("text", r"acao|acoes|atividade|descricao|especificacao|meta"),
)
"""What a heading of the table names; the first that fits, each column once."""

MONTH_YEAR = re.compile(r"\b([a-z]{3,9}|\d{1,2})\s*(?:/|de|\s)\s*(\d{4})\b")
NTH_MONTH = re.compile(r"(?:\bmes\s+(\d{1,3})\b|\b(\d{1,3})[ºo°]?\s*mes\b|\bm(\d{1,3})\b)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\(?\b\d{2}\)?\s?9?\d{4}-?\d{4}\b")
PEOPLE = frozenset({"manager", "admin", "liaison"})
ROLE_LABELS = (
    (
        "manager",
        re.compile(r"nome\s+d[oa]\s+(?:responsavel(?!\s+pela\s+interlocu)|gestor[a]?)\b:?\s*"),
    ),
    ("admin", re.compile(r"nome\s+d[oa]\s+administrador[a]?\s+da\s+plataforma\b:?\s*")),
    (
        "liaison",
        re.compile(
            r"nome\s+d[oa]\s+responsavel\s+pela\s+interlocucao(?:\s+com\s+[ao]\s+\w+)?:?\s*"
        ),
    ),
    ("role", re.compile(r"cargo\s*(?:ou|/)?\s*(?:funcao)?\b:?\s*")),
    ("sector", re.compile(r"setor\s+responsavel(?:\s+pel[oa]\s+\w+)?:?\s*")),
    ("email", re.compile(r"e-?mail(?:\s+d[oa]\s+\w+)?:?\s*")),
    ("phone", re.compile(r"(?:contato|telefone)(?:\s+d[oa]\s+\w+)?:?\s*")),
)


@dataclass(frozen=True, slots=True)
class FoundAction:
    """A row of the table of actions, as typed, with the months that could be read."""

    axis: str
    text: str
    start: str
    end: str
    responsible: str
    evidence: str
    start_month: str | None
    end_month: str | None
    at: int


@dataclass(frozen=True, slots=True)
class FoundContact:
    """A person or sector that the plan names; `part` is manager, admin or liaison."""

    part: str
    side: int
    name: str
    role: str = ""
    sector: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """The plan; `sections` are (title, text) in their order."""

    title: Found[str] | None = None
    sections: tuple[tuple[str, str], ...] = ()
    actions: tuple[FoundAction, ...] = ()
    contacts: tuple[FoundContact, ...] = ()
    start: Found[str] | None = None
    end: Found[str] | None = None

    def section(self, *words: str) -> str:
        """The text of the first section whose title has one of these words."""
        for title, text in self.sections:
            if any(word in bare(title) for word in words):
                return text
        return ""


def plan_of(outline: Outline) -> FoundPlan | None:
    """The plan of an outline; None when nothing of one is there."""
    sections = tuple(
        (outline.blocks[place].title, "\n".join(_text(block) for block in outline.under(place)))
        for place in outline.sections
    )
    rows = [block for block in outline.blocks if block.kind == "linha"]
    actions = tuple(_actions(rows)) or tuple(_untabled(outline))
    if not sections and not actions:
        return None
    fields = {
        bare(block.label): block
        for place in outline.sections
        for block in outline.under(place)
        if block.kind == "campo"
    }
    return FoundPlan(
        _field(fields, "titulo"),
        sections,
        actions,
        tuple(_contacts(outline)),
        _field(fields, "inicio"),
        _field(fields, "termino"),
    )


def _text(block: Block) -> str:
    if block.cells:
        return " | ".join(block.cells)
    return block.text


def _field(fields: dict[str, Block], name: str) -> Found[str] | None:
    for label, block in fields.items():
        if label.startswith(name) and block.body.strip():
            return found_in(block, block.body_at, len(block.text), clean(block.body))
    return None


def _actions(rows: Sequence[Block]) -> list[FoundAction]:
    """The rows under a heading that names actions and when they are done."""
    found: list[FoundAction] = []
    columns: dict[str, int] = {}
    for row in rows:
        header = _header(row.cells)
        if header:
            columns = header
            continue
        if not columns or len(row.cells) <= columns["text"]:
            continue
        cells = {name: row.cells[at] for name, at in columns.items() if at < len(row.cells)}
        text = clean(cells.get("text", ""))
        if len(text) < 4:
            continue
        start, end = cells.get("start", ""), cells.get("end", "")
        if not start and not end and cells.get("due"):
            start, _, end = cells["due"].partition(" a ")
            start, end = (start, end) if end else ("", start)
        found.append(
            FoundAction(
                clean(cells.get("axis", "")),
                text,
                clean(start),
                clean(end),
                clean(cells.get("responsible", "")),
                clean(cells.get("evidence", "")),
                plan_month(start),
                plan_month(end),
                row.start,
            )
        )
    return found


HEAD_WORDS = re.compile(r"(?:eixos?|itens?|n[.ºo°]*)\s+(?:acao|acoes|atividades?)\b.*\bprazo\b")
PERIOD = re.compile(
    r"\s+(?P<start>[^\W\d_]{3,9}/\d{4}|\d{2}/\d{4})\s+(?P<end>[^\W\d_]{3,9}/\d{4}|\d{2}/\d{4})"
)
WHO = re.compile(r"\s+(?P<who>[A-ZÀ-Þ]{1,12})\s*$")


def _untabled(outline: Outline) -> Iterator[FoundAction]:
    """The rows of a table whose cells ran together: each begins with the next number."""
    for place in outline.sections:
        blocks = outline.under(place)
        heads = [at for at, block in enumerate(blocks) if HEAD_WORDS.match(bare(block.text))]
        if not heads:
            continue
        rest = blocks[heads[0] + 1 :]
        text = " ".join(block.text for block in rest)
        begins = list(_numbered(text))
        for (begin, after), (end, _) in pairwise([*begins, (len(text), 0)]):
            row = text[after:end]
            who = WHO.search(row)
            period = PERIOD.search(row)
            cut = period.start() if period else who.start() if who else len(row)
            words = clean(row[:cut])
            if len(words) < 4:
                continue
            start, until = (period["start"], period["end"]) if period else ("", "")
            yield FoundAction(
                text[begin:after].strip(" .)"),
                words,
                start,
                until,
                who["who"] if who else "",
                "",
                plan_month(start),
                plan_month(until),
                rest[0].start,
            )


def _numbered(text: str) -> Iterator[tuple[int, int]]:
    """Where “1 Ação”, “2 Ação” begin, and where their words do; each number once, in order."""
    at, number = 0, 1
    while match := re.compile(rf"(?:^|(?<=\s)){number}[.)]?\s+(?=[A-ZÀ-Þ])").search(text, at):
        yield match.start(), match.end()
        at, number = match.end(), number + 1


def _header(cells: Sequence[str]) -> dict[str, int]:
    """Which column is which, when these cells are the heading of a table of actions."""
    if len(cells) < 2 or any(len(cell) > 60 for cell in cells):
        return {}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = bare(cell)
        for name, pattern in COLUMNS:
            if name not in found and re.match(pattern, words):
                found[name] = place
                break
    if "text" not in found and "axis" in found and len(found) > 1:
        found["text"] = found.pop("axis")
    timed = {"start", "end", "due", "responsible"} & found.keys()
    return found if "text" in found and timed else {}


def plan_month(text: str) -> str | None:
    """`AAAA-MM` or `M3` for a month as plans write it; None for what is no month.

    >>> plan_month("março/2024"), plan_month("3º mês"), plan_month("MÊS/2024")
    ('2024-03', 'M3', None)
    """
    words = bare(text)
    for month, year in MONTH_YEAR.findall(words):
        number = (
            int(month) if month.isdecimal() else (month_value(month) if month != "mes" else None)
        )
        if number and 1 <= number <= 12 and 1988 <= int(year) <= 2100:
            return f"{year}-{number:02d}"
    if match := NTH_MONTH.search(words):
        number = int(match[1] or match[2] or match[3])
        if 1 <= number <= 120:
            return f"M{number}"
    return None


def _contacts(outline: Outline) -> list[FoundContact]:
    """Who answers for the agreement, from rows such as “Nome do Responsável X | Cargo Y”."""
    found: list[FoundContact] = []
    for place in outline.sections:
        if not re.search(r"gestor|responsavel|unidade", bare(outline.blocks[place].title)):
            continue
        side = -1
        current: dict[str, str] = {}
        for block in outline.under(place):
            if block.kind in ("rotulo", "corpo", "inciso") and len(block.text) < 80:
                found += _contact(current, side)
                side, current = side + 1, {}
                continue
            unnamed = next((name for name in PEOPLE if current.get(name) == ""), "")
            for cell in block.cells or (block.text,):
                name, value = _labelled(cell)
                if unnamed and not name and not current[unnamed]:
                    current[unnamed] = clean(cell)  # the name stands under its label
                if name in PEOPLE:
                    if PEOPLE & current.keys():
                        kept = {"sector": current["sector"]} if "sector" in current else {}
                        found += _contact(current, side)
                        current = kept
                    current[name] = value
                elif name:
                    current[name] = value
        found += _contact(current, side)
    return found


def _labelled(cell: str) -> tuple[str, str]:
    words = bare(cell)
    for name, pattern in ROLE_LABELS:
        if match := pattern.match(words):
            return name, clean(cell[match.end() :])
    return "", ""


def _contact(current: dict[str, str], side: int) -> list[FoundContact]:
    for part in ("manager", "admin", "liaison"):
        if current.get(part):
            said = f"{current.get('email', '')} {current.get('phone', '')}"
            email, phone = EMAIL.search(said), PHONE.search(current.get("phone", ""))
            return [
                FoundContact(
                    part,
                    max(side, 0),
                    titled(current[part]),
                    current.get("role", ""),
                    current.get("sector", ""),
                    email[0] if email else "",
                    phone[0] if phone else "",
                )
            ]
    return []
