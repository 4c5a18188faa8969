"""What was recovered from a file, in the form of the request that a draft would have had.

Parties are kept as found: what is missing is filled with words that say so, and every such word,
and every fault, has its finding (importing_findings.py). Nothing of CPF or RG is taken over.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from importing.agreement import Agreement
from importing.content import content_of, drawable
from importing.names import (
    gender_of_party,
    kind_of_party,
    name_key,
    same_name,
    sphere_of,
    titled,
)
from importing.parties import FoundParty, FoundPerson
from importing.plan import FoundContact, FoundPlan
from instruments.body import Body
from instruments.facts import KeptFile
from instruments.imported import SET_ID, ImportedRequest, Origin
from instruments.model import FOUND
from instruments.number import InstrumentNumber, parse_number
from portuguese.parsing import bare

UNKNOWN = "não informado"
NO_TEXT = "Não consta do documento importado."
FIRST_DAY = date(1988, 10, 5)
LINE = 390
PROSE = 19_000
DEFAULT_DAYS = 30
FIFTH_DAY = "quinto_dia_util_do_mes_seguinte"
AGREEMENTS = frozenset({"acordo_cooperacao_tecnica", "acordo_adesao"})
UNNUMBERED = "IMPORTADO"
"""The suffix of a number that names no unit, where the parties name none either."""


@dataclass(frozen=True, slots=True)
class Known:
    """A partner of the registry, by which a party found in a file is known again."""

    id: str
    acronym: str
    name: str
    kind: str


def known_partners(rows: Iterable[Mapping[str, Any]]) -> tuple[Known, ...]:
    """The partners of the registry as a file may name them."""
    return tuple(Known(row["id"], row["sigla"], row["nome"], row["tipo"]) for row in rows)


@dataclass(frozen=True)
class Sides:
    """Which party stands where the issuing body does, and which are its partners."""

    body: FoundParty | None
    partners: tuple[FoundParty, ...]
    ours: bool
    """Whether the body is the one of this office."""
    ids: dict[int, str] = field(default_factory=dict)


def sides(body: Body, parties: Sequence[FoundParty]) -> Sides:
    """The body is ours where it is a party, else the federal one, else the first."""
    ours = next((party for party in parties if _is_ours(body, party)), None)
    chosen = ours or next(
        (party for party in parties if kind_of_party(party.name.value) == "uniao"), None
    )
    chosen = chosen or (parties[0] if parties else None)
    return Sides(chosen, tuple(party for party in parties if party is not chosen), ours is not None)


def _is_ours(body: Body, party: FoundParty) -> bool:
    acronym = party.acronym.value if party.acronym else ""
    named = same_name(party.name.value, body.name) or acronym == body.acronym.upper()
    return named or bool(party.cnpj and party.cnpj.value == body.cnpj)


def number_of_agreement(
    body: Body, found: Agreement, parted: Sides
) -> tuple[InstrumentNumber | None, bool]:
    """The number under which it is registered, and whether its suffix was in the file.

    A number without a unit takes that of our own where we are a party, else the party's acronym.
    """
    typed = found.identity.number.value if found.identity.number else ""
    number = parse_number(typed)
    if number is None:
        return None, False
    if number.suffix:
        return number._replace(suffix=_suffix(number.suffix)), True
    if parted.ours:
        return number._replace(suffix=body.unit.suffix), False
    acronym = parted.body.acronym.value if parted.body and parted.body.acronym else ""
    return number._replace(suffix=_suffix(acronym or UNNUMBERED)), False


def _suffix(text: str) -> str:
    clean = re.sub(r"[^A-Z0-9./-]", "", bare(text).upper()).strip("./-")[:80]
    return clean or UNNUMBERED


def imported_request(
    body: Body,
    found: Agreement,
    parted: Sides,
    known: Sequence[Known],
    suffix: str,
    file: KeptFile,
    ocr: bool,
    months: int | None = None,
) -> ImportedRequest:
    """The snapshot of an imported agreement."""
    own = found.identity
    kind = own.kind.value if own.kind and own.kind.value in AGREEMENTS else None
    plan = found.plan
    term_months = months or (found.term.months.value if found.term.months else 0)
    partners = _partners(parted, known, plan)
    data = {
        "conjunto": _set(found, kind or "acordo_cooperacao_tecnica", partners, term_months),
        "orgao": _body(body, parted, suffix, plan),
        "representante_orgao": _signer(body, parted),
        "participes": partners,
        "processo": line(own.process.value, "") or None if own.process else None,
        "meses": min(term_months, 1200),
        "plano": _plan(found, _duties(parted, partners)),
        "textos": (),
        "conteudo": content_of(found.outline, found.clauses),
        "origem": Origin(
            file=file,
            kind=found.source.kind,
            code=own.code.value if own.code else None,
            crc=own.crc.value if own.crc else None,
            number_as_found=line(own.number.value, "") or None if own.number else None,
            ocr=ocr,
        ),
        "fim": found.term.end.value if found.term.end and not months else None,
    }
    return ImportedRequest.model_validate(data, context=FOUND)


def line(text: str, instead: str = UNKNOWN) -> str:
    """One line that a document can show."""
    return " ".join(drawable(text).split())[:LINE].strip() or instead


def _set(
    found: Agreement, kind: str, partners: Sequence[Mapping[str, Any]], months: int
) -> dict[str, Any]:
    """The terms that bind as its clauses, as a set of its own."""
    term = found.term

    def days(value: Any) -> int:
        return value.value if value is not None else DEFAULT_DAYS

    ids = []
    for place, clause in enumerate(found.clauses, 1):
        name = clause.match.key.partition("@")[0] if clause.match else f"clausula-{place}"
        ids.append(name if name not in ids else f"clausula-{place}")
    return {
        "id": SET_ID,
        "especie": kind,
        "titulo": "Acordo importado",
        "versao": 1,
        "desde": FIRST_DAY,
        "tipos": sorted({str(partner["tipo"]) for partner in partners}),
        "anexo_plano": False,
        "meses_padrao": min(max(months, 1), 120),
        "prazos": {
            "renovacao_antecedencia_dias": days(term.renewal_days),
            "denuncia_dias": days(term.withdrawal_days),
            "rescisao_dias": days(term.termination_days),
            "substituicao_dias": days(term.replacement_days),
            "publicacao": FIFTH_DAY,
        },
        "campos_variaveis": (),
        "clausulas": ids or ["texto"],
    }


def _body(body: Body, parted: Sides, suffix: str, plan: FoundPlan | None) -> dict[str, Any]:
    party = parted.body
    name = line(party.name.value) if party else body.name
    acronym = party.acronym.value if party and party.acronym else ""
    return {
        "id": body.id if parted.ours else slug(acronym or name),
        "nome": body.name if parted.ours else name,
        "sigla": line(acronym, body.acronym if parted.ours else initials(name)),
        "genero": gender_of_party(name),
        "ministerio": line(party.ministry, "") or None if party else None,
        "cnpj": party.cnpj.value if party and party.cnpj else UNKNOWN,
        "endereco": _address(party),
        "telefone": line(party.phone, "") or None if party else None,
        "foro": body.forum if parted.ours else UNKNOWN,
        "representantes": [_signer(body, parted)],
        "unidade": {"sufixo": suffix},
        "gestor": _contact(plan, 0, "manager"),
        "timbre": list(body.letterhead) if parted.ours else [name],
    }


def _signer(body: Body, parted: Sides) -> dict[str, Any]:
    person = parted.body.person if parted.body else None
    return {
        **_person(person),
        "atribuicoes": line(person.powers, "") or None if person else None,
        "desde": FIRST_DAY,
    }


def _person(person: FoundPerson | None) -> dict[str, Any]:
    if person is None:
        return {"nome": UNKNOWN, "genero": "m", "cargo": UNKNOWN}
    return {
        "nome": line(person.name.value),
        "genero": person.gender,
        "cargo": line(person.role.value if person.role else ""),
        "designacao": line(person.designation.value, "") or None if person.designation else None,
    }


def _address(party: FoundParty | None) -> dict[str, Any]:
    found = party.address.value if party and party.address else None
    if found is None:
        return {}
    return {
        "logradouro": line(found.street, "") or None,
        "numero": found.number or None,
        "municipio": line(found.city, "") or None,
        "uf": found.state or None,
        "cep": found.cep or None,
    }


def _partners(
    parted: Sides, known: Sequence[Known], plan: FoundPlan | None
) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    taken: set[str] = set()
    for party in parted.partners:
        name = line(titled(party.name.value))
        acronym = line(party.acronym.value, "") if party.acronym else ""
        match = _known_again(known, name, acronym)
        kind = match.kind if match else kind_of_party(name)
        short = acronym or (match.acronym if match else initials(name))
        partner_id = match.id if match else slug(acronym or name)
        while partner_id in taken or short in {one["sigla"] for one in made}:
            partner_id, short = f"{partner_id}-2", f"{short}-2"
        taken.add(partner_id)
        alone = len(parted.partners) == 1
        made.append(
            {
                "id": partner_id,
                "nome": name,
                "sigla": short,
                "tipo": kind,
                "genero": gender_of_party(name),
                "esfera": party.sphere or sphere_of(name, kind),
                "cnpj": party.cnpj.value if party.cnpj else None,
                "endereco": _address(party),
                "telefone": line(party.phone, "") or None,
                "representante": _person(party.person),
                "gestor": _contact(plan, 1, "manager") if alone else None,
                "administrador_plataforma": _contact(plan, 1, "admin") if alone else None,
                "interlocutor": _contact(plan, 1, "liaison") if alone else None,
            }
        )
    return made or [_nobody()]


def _nobody() -> dict[str, Any]:
    return {
        "id": "nao-identificado",
        "nome": "Partícipe não identificado",
        "sigla": "NÃO IDENTIFICADO",
        "tipo": "outro",
        "genero": "m",
        "esfera": "estadual",
        "endereco": {},
        "representante": _person(None),
    }


def _known_again(known: Sequence[Known], name: str, acronym: str) -> Known | None:
    wanted = name_key(name)
    for one in known:
        if name_key(one.name) == wanted:
            return one
    return next((one for one in known if acronym and one.acronym.upper() == acronym), None)


def _contact(plan: FoundPlan | None, side: int, part: str) -> dict[str, Any] | None:
    if plan is None:
        return None
    found: FoundContact | None = next(
        (one for one in plan.contacts if one.side == side and one.part == part), None
    )
    if found is None:
        return None
    return {
        "nome": line(found.name, "") or None,
        "cargo": line(found.role, "") or None,
        "setor": line(found.sector, "") or None,
        "email": line(found.email, "") or None,
    }


def _duties(parted: Sides, partners: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Who answers for an action of the plan, by the names that its table may use."""
    named: dict[str, str] = {}
    if parted.body is not None:
        for name in (parted.body.name.value, parted.body.acronym and parted.body.acronym.value):
            named[bare(name or "")] = "orgao"
    for partner in partners:
        for name in (partner["nome"], partner["sigla"]):
            named[bare(name)] = partner["id"]
    return {name: party for name, party in named.items() if name}


def _plan(found: Agreement, duties: Mapping[str, str]) -> dict[str, Any]:
    """The plan in the form of ours; a month that cannot be read means the whole term."""
    plan = found.plan
    months = found.term.months.value if found.term.months else 1
    last = f"M{min(max(months, 1), 120)}"
    return {
        "titulo": line(plan.title.value if plan and plan.title else "", "Acordo importado"),
        "diagnostico": _prose(plan, "diagnostico"),
        "justificativa": _prose(plan, "justificativa"),
        "objetivos": [line(one) for one in _objectives(plan)] or [NO_TEXT],
        "abrangencia": _prose(plan, "abrangencia"),
        "resultados_esperados": _prose(plan, "resultados"),
        "acoes": _actions(plan, last, duties)
        or [
            {
                "eixo": "Execução",
                "acao": "Executar o objeto do acordo",
                "inicio": "M1",
                "fim": last,
                "responsavel": "ambos",
            }
        ],
    }


def _actions(plan: FoundPlan | None, last: str, duties: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of the table; whoever the plan does not name as a party, both answer for."""
    made = []
    for action in plan.actions[:500] if plan else ():
        start, end = action.start_month, action.end_month
        if not start or not end or start.startswith("M") != end.startswith("M") or start > end:
            start, end = "M1", last
        made.append(
            {
                "eixo": line(action.axis, "–"),
                "acao": line(action.text),
                "inicio": start,
                "fim": end,
                "responsavel": duties.get(bare(action.responsible), "ambos"),
                "evidencia": line(action.evidence, "") or None,
            }
        )
    return made


def _prose(plan: FoundPlan | None, *words: str) -> str:
    text = plan.section(*words) if plan else ""
    return drawable(text).strip()[:PROSE] or NO_TEXT


def _objectives(plan: FoundPlan | None) -> list[str]:
    text = plan.section("objetivo") if plan else ""
    found = (re.sub(r"^[-•*]\s+", "", part).rstrip(" ;.") for part in text.split("\n"))
    return [part for part in found if part]


def slug(text: str) -> str:
    """An id of small letters, figures and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", bare(text)))[:60].strip("-") or "parte"


def initials(name: str) -> str:
    """An acronym for a party that the file gives none."""
    words = name_key(name)
    return "".join(word[0] for word in words[:8]).upper() or "PARTE"
