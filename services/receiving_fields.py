"""Which values changed where a text shows fields: told by laying the old line over the new one.

The old line is cut into words of the text and values of the record; where the new line has the same
words around other values, only data may have changed. Which datum that is, and whether it changed
everywhere, is told in receiving_judged.py by drafting the text again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from document.canonical import stable
from document.redline import RedlinePart
from faults.errors import InvalidData
from faults.finding import Finding
from faults.validation import validate
from importing.names import titled
from instruments.instrument import Request
from instruments.plan_annex import responsible_text

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
IDENTITY = (".nome", ".sigla", ".cnpj", ".email")
"""Fields that texts written for one agreement alone may name, where no field stands."""
ITEM = re.compile(r"(?:•|\d+\.)\s")
MONEY = re.compile(
    r"R\$\s*[\d.,]*|\b(?:reais|valor(?:es)?|recursos|repass\w*|transf(?:er|ir)\w*|indeniz\w*|"
    r"remunera\w*|pag(?:ar|amentos?|ará|arão))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value of the partner's record or of the plan, before and after."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Value:
    """Words that the text shows, and the fields of the record that say them."""

    words: str
    paths: tuple[str, ...]
    capitals: bool = False


def laid_over(
    old: Sequence[str], new: Sequence[str], values: Sequence[Value]
) -> tuple[FieldChange, ...] | None:
    """The values that differ between the lines of a part; None when anything else differs too.

    A value that several fields say is given once for each of them.
    """
    if len(old) != len(new):
        # Laid out otherwise: the words are compared in a row.
        old, new = [stable(" ".join(old))], [stable(" ".join(new))]
    found: list[FieldChange] = []
    for before, after in zip(old, new, strict=True):
        if before == after:
            continue
        told = _laid_over(before, after, values)
        if told is None:
            return None
        found += told
    return tuple(dict.fromkeys(found))


def section_change(part: RedlinePart) -> FieldChange | None:
    """A section of the plan is a field of its own: whatever was written there is the new value.

    None for a part that is none, whose heading changed, or where something came in that counsel
    has to see: a paragraph of its own, a sum, a transfer.
    """
    is_section = part.id in PROSE_SECTIONS or part.id == OBJECTIVES_SECTION
    if not is_section or not part.lines or part.lines[0].changed:
        return None
    added = (line.after for line in part.lines if all(p.kind == "incluido" for p in line.pieces))
    if any(not ITEM.match(line) for line in added):
        return None
    change = _section(part)
    return None if speaks_of_money(change) else change


def speaks_of_money(change: FieldChange) -> bool:
    """Whether the new value brings in a sum or a transfer, which no datum of an agreement is.

    Agreements of cooperation move no funds (Decreto nº 11.531/2023, art. 24).
    """
    return bool(_money(change.new) - _money(change.old))


def _money(text: str) -> set[str]:
    return {found[0].lower() for found in MONEY.finditer(text)}


def with_fields(request: Request, changes: Sequence[FieldChange]) -> Request:
    """The request with these values in the record and in the plan. Raises InvalidData."""
    data = request.as_data()
    for change in changes:
        root, _, path = change.path.partition(".")
        if root == "participes":
            place, _, path = path.partition(".")
            _put(data["participes"][int(place) - 1], path, change.new)
        else:
            value = change.new
            if path.endswith(".responsavel"):
                value = _responsible(request, change.new)
            _put(data["plano"], path, value)
        if change.path.endswith(IDENTITY):
            # A wording that counsel accepted says the name in words of its own.
            for wording in data.get("redacoes_aceitas", ()):
                wording["texto"] = _renamed(wording["texto"], change)
    return validate(Request, data, "arquivo recebido")


def _renamed(text: str, change: FieldChange) -> str:
    for old, new in ((change.old, change.new), (change.old.upper(), change.new.upper())):
        text = new.join(re.split(rf"(?<!\w){re.escape(old)}(?!\w)", text))
    return text


def _put(data: dict[str, Any], path: str, value: str) -> None:
    *steps, last = path.split(".")
    place: Any = data
    for step in steps:
        place = place[int(step) - 1] if step.isdecimal() else place[step]
    place[last] = value.split("\n") if last == "objetivos" else value


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


def _responsible(request: Request, text: str) -> str:
    """Who of the plan is shown so. Raises InvalidData when nobody is."""
    who = ("orgao", "participe", "ambos", *(partner.id for partner in request.partners))
    for one in who:
        if responsible_text(request, one) == text:
            return one
    known = dict.fromkeys(responsible_text(request, one) for one in who)
    told = Finding(
        "responsavel-nao-e-parte",
        "erro",
        "responsável da ação",
        f"“{text}” não é parte do instrumento.",
        f"Use: {', '.join(known)}.",
    )
    raise InvalidData("o plano de ação não pode ser lido.", [told])


def values_of(request: Request) -> list[Value]:
    """Every value that the text may show, the longest first; names also in capitals."""
    found: dict[str, list[str]] = {}
    raised: set[str] = set()
    for path, value in _all(request):
        if len(value) >= SHORTEST or value.isdecimal():
            found.setdefault(value, []).append(path)
            if path.endswith(".nome") and value != value.upper():
                found.setdefault(value.upper(), []).append(path)
                raised.add(value.upper())
    ordered = sorted(found.items(), key=lambda one: len(one[0]), reverse=True)
    return [Value(words, tuple(paths), words in raised) for words, paths in ordered]


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
        who = responsible_text(request, action["responsavel"])
        yield f"plano.acoes.{number}.responsavel", who


def _laid_over(before: str, after: str, values: Sequence[Value]) -> list[FieldChange] | None:
    """The values that differ between two lines; None when their other words differ."""
    if not before or not after:
        return None
    words = [re.escape(one.words) for one in values if one.words in before]
    if not words:
        return None
    known = {one.words: one for one in values}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
    source, at = "", 0
    shown: list[Value] = []
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
            said = titled(new) if one.capitals else new
            changes += [FieldChange(path, old, said) for path in one.paths]
    return changes
