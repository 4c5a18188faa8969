"""What was recovered from a file, in the form of the request that a draft would have had.

Parties are kept as found: what is missing is filled with words that say so, and every such word,
and every fault, has its finding (importing_findings.py). Nothing of CPF or RG is taken over.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import chain, count
from typing import Any

from importing.agreement import Agreement
from importing.content import UNKNOWN, content_of, line
from importing.names import (
    gender_of_party,
    kind_of_party,
    name_key,
    sphere_of,
    titled,
)
from importing.party import FoundParty, FoundPerson
from importing.plan import FoundPlan
from instruments.body import Body
from instruments.facts import KeptFile
from instruments.imported import SET_ID, ImportedRequest, Origin
from instruments.model import FOUND
from portuguese.parsing import bare
from services.importing_plan import contact_of, duties_of, plan_data
from services.importing_sides import Known, Sides
from services.importing_term import end_of

FIRST_DAY = date(1988, 10, 5)
DEFAULT_DAYS = 30
FIFTH_DAY = "quinto_dia_util_do_mes_seguinte"
AGREEMENTS = frozenset({"acordo_cooperacao_tecnica", "acordo_adesao"})


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
    issuer = _body(body, parted, suffix, plan)
    partners = _partners(parted, known, plan, issuer)
    data = {
        "conjunto": _set(found, kind or "acordo_cooperacao_tecnica", partners, term_months),
        "orgao": issuer,
        "representante_orgao": _signer(body, parted),
        "participes": partners,
        "processo": line(own.process.value, "") or None if own.process else None,
        "meses": min(term_months, 1200),
        "plano": plan_data(found, term_months, duties_of(parted, partners)),
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
        "fim": None if months else end_of(found.term),
    }
    return ImportedRequest.model_validate(data, context=FOUND)


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
        "gestor": contact_of(plan, 0, "manager"),
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
    parted: Sides, known: Sequence[Known], plan: FoundPlan | None, issuer: Mapping[str, Any]
) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    taken, shorts = {str(issuer["id"])}, {str(issuer["sigla"])}
    for party in parted.partners:
        name = line(titled(party.name.value))
        acronym = line(party.acronym.value, "") if party.acronym else ""
        match = _known_again(known, name, acronym)
        kind = match.kind if match else kind_of_party(name)
        short = acronym or (match.acronym if match else initials(name))
        partner_id = match.id if match else slug(acronym or name)
        if partner_id in taken or short in shorts:
            # “doravante denominado MUNICÍPIO”, both of them.
            partner_id, short = slug(name), initials(name)
        partner_id, short = _free(partner_id, taken), _free(short, shorts)
        taken.add(partner_id)
        shorts.add(short)
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
                "gestor": contact_of(plan, 1, "manager") if alone else None,
                "administrador_plataforma": contact_of(plan, 1, "admin") if alone else None,
                "interlocutor": contact_of(plan, 1, "liaison") if alone else None,
            }
        )
    return made or [_nobody()]


def _free(name: str, taken: Collection[str]) -> str:
    """The name, or the first of name-2, name-3 and so on that nobody has."""
    others = (f"{name}-{place}" for place in count(2))
    return next(one for one in chain((name,), others) if one not in taken)


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


def slug(text: str) -> str:
    """An id of small letters, figures and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", bare(text)))[:60].strip("-") or "parte"


def initials(name: str) -> str:
    """An acronym for a party that the file gives none."""
    words = name_key(name)
    return "".join(word[0] for word in words[:8]).upper() or "PARTE"
