"""An instrument as the declared fields of the clause language (clauses/values.py)."""

from clauses.values import Record, Value, record
from instruments.identifiers import mask_cpf
from instruments.instrument import KIND_NAMES, Request
from instruments.partner import Address, Partner, Representative
from instruments.states import NAMES
from instruments.tied_fields import tied_fields
from portuguese.agreement import agree
from portuguese.gender import Gender, Noun

TREATMENTS: dict[str, Noun] = {
    "uniao": Noun("União", "f"),
    "ministerio_publico": Noun("Ministério Público", "m"),
    "defensoria_publica": Noun("Defensoria Pública", "f"),
    "procon_estadual": Noun("Procon", "m"),
    "procon_municipal": Noun("Procon", "m"),
    "tribunal_de_justica": Noun("Tribunal de Justiça", "m"),
    "agencia_reguladora": Noun("Agência", "f"),
    "orgao_estrangeiro": Noun("Órgão Estrangeiro", "m"),
    "fornecedor": Noun("Fornecedor", "m"),
    "outro": Noun("Partícipe", "m"),
}
"""The short name by which clauses call a partner of each kind when it is the only one."""


def instrument_fields(request: Request, number: str) -> dict[str, Value]:
    """Every declared field but `participe`, which is added for one partner at a time.

    Those of an original and of what is done to it are there for a document tied to one.
    """
    partners = partner_records(request.partners)
    body = _body(request)
    terms = request.clause_set.terms
    ids = ("orgao", *(partner.id for partner in request.partners))
    parties = dict(zip(ids, (body, *partners), strict=True))
    return {
        **(tied_fields(request.tied, parties) if request.tied else {}),
        "orgao": body,
        "participes": record(
            _all_of(request.partners),
            partners,
            quantidade=len(partners),
        ),
        "instrumento": record(
            numero=number,
            especie=KIND_NAMES[request.kind],
            processo=request.process or "",
        ),
        "prazo": record(
            meses=request.months,
            antecedencia_renovacao=terms.renewal_notice_days,
            denuncia=terms.withdrawal_days,
            rescisao=terms.termination_days,
            substituicao=terms.replacement_days,
            atualizacao=terms.update_notice_days or 0,
        ),
        "plano": record(titulo=request.plan.title),
    }


def partner_records(partners: tuple[Partner, ...]) -> tuple[Record, ...]:
    """One record a partner, in the order they sign."""
    return tuple(
        _partner(partner, alone=len(partners) == 1, last=place == len(partners))
        for place, partner in enumerate(partners, 1)
    )


def _partner(partner: Partner, alone: bool, last: bool) -> Record:
    acronym = Noun(partner.acronym, partner.gender)
    treatment = TREATMENTS[partner.kind] if alone else acronym
    identifier = partner.cnpj or partner.foreign_id or ""
    return record(
        Noun(partner.name, partner.gender),
        nome=partner.name,
        sigla=record(acronym),
        tipo=partner.kind,
        esfera=partner.sphere,
        cnpj=identifier,
        identificacao=_identification(acronym, partner.cnpj, identifier),
        endereco=partner.address.line,
        sede=partner.address.seat,
        **_place(partner.address),
        tratamento=record(treatment),
        ultimo=last,
        representante=_representative(partner.representative),
    )


def _body(request: Request) -> Record:
    body, signer = request.body, request.signer
    return record(
        Noun(body.name, body.gender),
        nome=body.name,
        sigla=record(Noun(body.acronym, body.gender)),
        tipo="uniao",
        esfera="federal",
        cnpj=body.cnpj,
        identificacao=_identification(Noun(body.name, body.gender), body.cnpj, body.cnpj),
        endereco=body.address.line,
        sede=body.address.seat,
        **_place(body.address),
        tratamento=record(Noun(body.acronym, body.gender)),
        ultimo=False,
        representante=_representative(signer),
        ministerio=body.ministry or "",
        atribuicoes=signer.powers or "",
        foro=body.forum,
    )


def _place(address: Address) -> dict[str, Value]:
    state = address.state or ""
    return {
        "municipio": address.city or "",
        "uf": state,
        "estado": NAMES.get(state, address.country or ""),
    }


def _representative(person: Representative) -> Record:
    return record(
        Noun(person.name, person.gender),
        nome=person.name,
        cargo=person.role,
        cpf_mascarado=mask_cpf(person.cpf) if person.cpf else "",
        designacao=person.designation or "",
    )


def _identification(party: Noun, cnpj: str | None, identifier: str) -> str:
    if cnpj:
        return f"{agree('inscrito', party)} no CNPJ sob o nº {identifier}"
    return f"{agree('registrado', party)} sob o nº {identifier}"


def _all_of(partners: tuple[Partner, ...]) -> Noun:
    gender: Gender = "f" if all(partner.gender == "f" for partner in partners) else "m"
    several = len(partners) > 1
    return Noun("partícipes" if several else "partícipe", gender, plural=several)
