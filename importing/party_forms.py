"""Parties that a form qualifies and no sentence: a table, or lines such as “CNPJ: ...”.

Three forms are known: a label and a value a row, one party after the other; a column a party, with
the labels in the first one; a row a party, with the labels in the first one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from importing.addresses import read_address
from importing.found import DOUBTFUL, SURE, Found, clean, found_in
from importing.names import FEMININE_ROLE, is_institution, titled
from importing.party import CNPJ, FoundParty, FoundPerson, checked_cnpj
from portuguese.parsing import bare
from reading.outline import Block

LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "person",
        re.compile(r"(?:nome\s+d[oa]\s+)?(?:representante|responsavel|titular|autoridade)\b"),
    ),
    ("role", re.compile(r"cargo|funcao")),
    ("cnpj", re.compile(r"cnpj")),
    ("address", re.compile(r"endereco|sede\b")),
    ("city", re.compile(r"municipio$|cidade")),
    ("state", re.compile(r"uf$|estado$")),
    ("cep", re.compile(r"cep\b")),
    ("phone", re.compile(r"tele|fone")),
    (
        "name",
        re.compile(
            r"(?:nome\b.{0,40}|razao\s+social|denominacao"
            r"|(?:\d{1,2}\s?[ºoª.)]*\s*|primeir[oa]\s+|segund[oa]\s+|terceir[oa]\s+)?"
            r"(?:participe|parte|orgao|entidade|instituicao|concedente|proponente|convenente"
            r"|cooperante)\b.{0,30})$"
        ),
    ),
)
"""What a label announces; the first that fits."""

LINE = re.compile(r"([^:\t]{2,50}):\s+(\S.*)")
BESIDE = re.compile(r"\s+[-\u2010-\u2015\u2212(]\s*[A-Z][A-Z0-9/-]{1,14}\)?$")


@dataclass(frozen=True, slots=True)
class _Value:
    """A value, and where in its block it stands."""

    kind: str
    text: str
    block: Block
    at: int

    def found(self, value: str, certainty: float = SURE) -> Found[str]:
        return found_in(self.block, self.at, self.at + len(self.text), value, certainty)


@dataclass(slots=True)
class _Form:
    values: dict[str, _Value] = field(default_factory=dict)


def parties_of_forms(blocks: Sequence[Block]) -> list[FoundParty]:
    """The parties that forms in these blocks qualify: each has a name, and a CNPJ or somebody."""
    forms = [form for values in _tables(blocks) for form in _forms(values)]
    return [_party(form.values) for form in forms if _is_whole(form.values)]


def _is_whole(values: dict[str, _Value]) -> bool:
    cnpj = values.get("cnpj")
    qualified = (cnpj and CNPJ.search(cnpj.text)) or "person" in values
    name = values.get("name")
    return bool(name and qualified and (cnpj or is_institution(name.text)))


def _tables(blocks: Sequence[Block]) -> Iterator[list[_Value]]:
    """The values of each table, and of each run of labelled lines, in their order by party."""
    for in_table, group in groupby(blocks, key=lambda block: len(block.cells) > 1):
        rows = list(group)
        if in_table:
            yield from _of_table(rows)
        else:
            yield [value for block in rows if (value := _of_line(block))]


def _of_line(block: Block) -> _Value | None:
    match = LINE.fullmatch(block.text)
    kind = _kind(match[1]) if match else ""
    return _Value(kind, match[2], block, match.start(2)) if match and kind else None


def _of_table(rows: Sequence[Block]) -> Iterator[list[_Value]]:
    head = [_kind(cell) for cell in rows[0].cells]
    if len(head) > 2 and all(head):
        for row in rows[1:]:
            yield [_cell(row, place, kind) for place, kind in enumerate(head[: len(row.cells)])]
        return
    # Tables of two columns may follow one another without a line between them.
    for column in range(1, max(len(row.cells) for row in rows)):
        yield [
            _cell(row, column, kind)
            for row in rows
            if column < len(row.cells) and (kind := _kind(row.cells[0]))
        ]


def _cell(row: Block, place: int, kind: str) -> _Value:
    at = sum(len(cell) + 1 for cell in row.cells[:place])
    return _Value(kind, row.cells[place], row, at)


def _kind(label: str) -> str:
    words = bare(clean(label))
    return next((kind for kind, rule in LABELS if rule.match(words)), "")


def _forms(values: Sequence[_Value]) -> Iterator[_Form]:
    """A form for each party: a name begins the next one."""
    form = _Form()
    for value in values:
        if not value.text.strip():
            continue
        if value.kind == "name" and "name" in form.values:
            yield form
            form = _Form()
        form.values.setdefault(value.kind, value)
    yield form


def _party(values: dict[str, _Value]) -> FoundParty:
    name, cnpj = values["name"], values.get("cnpj")
    end = BESIDE.search(name.text)
    told = clean(name.text[: end.start()] if end else name.text)
    number, right = None, True
    if cnpj and (typed := CNPJ.search(cnpj.text)):
        digits, right = checked_cnpj(typed[1])
        number = cnpj.found(digits, SURE if right else DOUBTFUL)
    party = FoundParty(
        found_in(name.block, name.at, name.at + len(told), titled(told)),
        clean(name.text),
        None,
        number,
        right,
        person=_person(values),
        phone=clean(values["phone"].text) if "phone" in values else "",
    )
    return _seated(party, values)


def _seated(party: FoundParty, values: dict[str, _Value]) -> FoundParty:
    parts = [values[kind].text for kind in ("address", "city", "state", "cep") if kind in values]
    if "address" not in values:
        return party
    where = values["address"]
    line = ", ".join(parts)
    found = read_address(line)
    return replace(
        party, address=found_in(where.block, where.at, where.at + len(where.text), found)
    )


def _person(values: dict[str, _Value]) -> FoundPerson | None:
    person, role = values.get("person"), values.get("role")
    if person is None:
        return None
    name = person.found(titled(clean(person.text)))
    if role is None:
        return FoundPerson(name)
    gender = "f" if FEMININE_ROLE.match(bare(role.text)) else "m"
    return FoundPerson(name, role.found(clean(role.text)), gender)
