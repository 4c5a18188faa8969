"""Which values changed where a text shows fields: told by laying the old line over the new one.

The old line is cut into words of the text and values of the record; where the new line has the same
words around other values, only data changed. Anything else is wording.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from document.canonical import stable
from document.redline import RedlinePart
from faults.validation import validate
from importing.names import titled
from instruments.instrument import Request

PROSE_SECTIONS = {
    "plano-3": "plano.diagnostico",
    "plano-4": "plano.justificativa",
    "plano-9": "plano.abrangencia",
    "plano-10": "plano.resultados_esperados",
}
OBJECTIVES_SECTION = "plano-5"
SHORTEST = 3
PARTNER_PATHS = (
    "nome", "sigla", "cnpj", "telefone", "email", "endereco.logradouro", "endereco.numero",
    "endereco.complemento", "endereco.bairro", "endereco.municipio", "endereco.cep",
    "representante.nome", "representante.cargo", "representante.designacao", "gestor.nome",
    "gestor.cargo", "gestor.setor", "gestor.email", "gestor.telefone",
    "administrador_plataforma.nome", "administrador_plataforma.cargo",
    "administrador_plataforma.setor", "administrador_plataforma.email",
    "administrador_plataforma.telefone", "interlocutor.nome", "interlocutor.cargo",
    "interlocutor.setor", "interlocutor.email", "interlocutor.telefone",
)  # fmt: skip
ACTION_PATHS = ("eixo", "acao", "evidencia")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value of the partner's record or of the plan, before and after."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Value:
    path: str
    words: str
    capitals: bool = False


def field_changes(
    part: RedlinePart, old: Sequence[str], new: Sequence[str], request: Request
) -> tuple[FieldChange, ...] | None:
    """The values that changed in a part, from its old lines to its new ones.

    None when anything else changed too.
    """
    if part.id in PROSE_SECTIONS or part.id == OBJECTIVES_SECTION:
        return (_section(part),) if _heading_stands(part) else None
    if len(old) != len(new):
        # Laid out otherwise: the words are compared in a row.
        old, new = [stable(" ".join(old))], [stable(" ".join(new))]
    found: list[FieldChange] = []
    values = _values(request)
    for before, after in zip(old, new, strict=True):
        if before == after:
            continue
        told = _laid_over(before, after, values)
        if told is None:
            return None
        found += told
    return tuple(dict.fromkeys(found))


def with_fields(request: Request, changes: Sequence[FieldChange]) -> Request:
    """The request with these values in the record and in the plan. Raises InvalidData."""
    data = request.as_data()
    for change in changes:
        root, _, path = change.path.partition(".")
        if root == "participes":
            place, _, path = path.partition(".")
            _put(data["participes"][int(place) - 1], path, change.new)
        else:
            _put(data["plano"], path, change.new)
    return validate(Request, data, "arquivo recebido")


def _put(data: dict[str, Any], path: str, value: str) -> None:
    *steps, last = path.split(".")
    place: Any = data
    for step in steps:
        place = place[int(step) - 1] if step.isdecimal() else place[step]
    place[last] = value.split("\n") if last == "objetivos" else value


def _heading_stands(part: RedlinePart) -> bool:
    return bool(part.lines) and not part.lines[0].changed


def _section(part: RedlinePart) -> FieldChange:
    """A section of the plan is its own field: whatever was written there is the new value."""
    before = [line.before for line in part.lines[1:] if line.before.strip()]
    after = [line.after for line in part.lines[1:] if line.after.strip()]
    if part.id == OBJECTIVES_SECTION:
        return FieldChange("plano.objetivos", _items(before), _items(after))
    return FieldChange(PROSE_SECTIONS[part.id], _prose(before), _prose(after))


def _items(lines: Sequence[str]) -> str:
    return "\n".join(re.sub(r"^(?:[•-]|\d+\.)\s*", "", line).rstrip(" ;.") for line in lines)


def _prose(lines: Sequence[str]) -> str:
    """The lines in the small Markdown of plans; nothing in them is markup or a field."""
    made = ""
    for line in lines:
        mark = "- " if line.startswith("• ") else "1. " if re.match(r"\d+\. ", line) else ""
        words = re.sub(r"^(?:•|\d+\.)\s+", "", line) if mark else line
        words = re.sub(r"([\\`*_\[\]<>|])", r"\\\1", re.sub(r"\{(?=[{%#])", "{ ", words))
        words = re.sub(r"\s*;(?:\s+e)?$|\.$", "", words) if mark else words
        before = made.rsplit("\n", 1)[-1]
        made += "" if not made else "\n" if mark and before.startswith(mark) else "\n\n"
        made += mark + words
    return made


def _values(request: Request) -> list[_Value]:
    """Every value that the text may show, the longest first; names also in capitals."""
    found: dict[str, _Value] = {}
    for path, value in _all(request):
        if len(value) >= SHORTEST or value.isdecimal():
            found.setdefault(value, _Value(path, value))
            if path.endswith(".nome"):
                found.setdefault(value.upper(), _Value(path, value.upper(), value != value.upper()))
    return sorted(found.values(), key=lambda one: len(one.words), reverse=True)


def _all(request: Request) -> Iterator[tuple[str, str]]:
    for place, partner in enumerate(request.partners, 1):
        data = partner.as_data()
        for path in PARTNER_PATHS:
            value: Any = data
            for step in path.split("."):
                value = value.get(step) if isinstance(value, dict) else None
            if isinstance(value, str):
                yield f"participes.{place}.{path}", value
    plan = request.plan.as_data()
    yield "plano.titulo", plan["titulo"]
    for number, action in enumerate(plan["acoes"], 1):
        for name in ACTION_PATHS:
            if action.get(name):
                yield f"plano.acoes.{number}.{name}", action[name]


def _laid_over(before: str, after: str, values: Sequence[_Value]) -> list[FieldChange] | None:
    """The values that differ between two lines; None when their other words differ."""
    if not before or not after:
        return None
    words = [re.escape(one.words) for one in values if one.words in before]
    if not words:
        return None
    known = {one.words: one for one in values}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
    source, at = "", 0
    shown: list[_Value] = []
    for match in pattern.finditer(before):
        source += re.escape(before[at : match.start()]) + r"([^\t]+?)"
        shown.append(known[match[0]])
        at = match.end()
    laid = re.fullmatch(source + re.escape(before[at:]), after)
    if laid is None:
        return None
    changes = []
    for one, new in zip(shown, laid.groups(), strict=True):
        if new != one.words:
            old = titled(one.words) if one.capitals else one.words
            changes.append(FieldChange(one.path, old, titled(new) if one.capitals else new))
    return changes
