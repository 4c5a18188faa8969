"""The annex "Plano de Trabalho": the eight sections of the agreement in use, and two more.

Sections 1, 2, 6 and 7 are drawn from the parties and the clauses, so they cannot disagree with
them; the others are the words of the plan. Sections 9 and 10 (abrangência, resultados esperados)
come from the model of the AGU.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from clauses.compose import compose_plain
from clauses.sandbox import fill
from clauses.values import Value
from document.tree import (
    Annex,
    Cell,
    Clause,
    Item,
    ItemList,
    Paragraph,
    PlainBlock,
    Run,
    Section,
    Subclause,
    Table,
)
from faults.errors import BadTemplate
from instruments.body import Body, BodyRepresentative
from instruments.context import TREATMENTS, partner_records
from instruments.identifiers import mask_cpf
from instruments.instrument import KIND_NAMES, Instrument, Request
from instruments.partner import Contact, Partner, Representative
from instruments.work_plan import month_text
from portuguese.dates import long_date, ordinal_month
from portuguese.lists import join_and

Fields = dict[str, Value]
FORM_WIDTHS = (30, 70)
ACTION_HEADER = ("Eixo", "Ação", "Início", "Término", "Responsável", "Evidência")
ACTION_WIDTHS = (20, 27, 10, 11, 14, 18)
OBJECT_CLAUSE = "objeto"
SPHERE_NAMES = {
    "federal": "Federal",
    "estadual": "Estadual",
    "distrital": "Distrital",
    "municipal": "Municipal",
    "estrangeira": "Estrangeira",
    "privada": "Privada",
}


def plan_annex(instrument: Instrument, clauses: tuple[Clause, ...], fields: Fields) -> Annex:
    """The annex of an instrument whose clauses have been composed."""
    plan = instrument.request.plan
    # A plan speaks of one partner by its fields only when there is one.
    values = {**fields, "participe": partner_records(instrument.request.partners)[0]}
    sections = (
        Section("plano-1", "Dados cadastrais", tuple(_registration(instrument))),
        Section("plano-2", "Identificação do objeto", tuple(_object(instrument, clauses, values))),
        Section("plano-3", "Diagnóstico", _prose("diagnostico", plan.diagnosis, values)),
        Section("plano-4", "Justificativa", _prose("justificativa", plan.justification, values)),
        Section("plano-5", "Objetivos gerais e específicos", (_objectives(instrument, values),)),
        Section(
            "plano-6",
            "Metodologia de intervenção",
            tuple(_methodology(instrument, clauses)),
        ),
        Section("plano-7", "Unidade responsável e gestor do acordo", tuple(_managers(instrument))),
        Section("plano-8", "Plano de ação", (_actions(instrument, values),)),
        Section("plano-9", "Abrangência", _prose("abrangencia", plan.scope, values)),
        Section(
            "plano-10",
            "Resultados esperados",
            _prose("resultados_esperados", plan.expected_results, values),
        ),
    )
    return Annex("plano-de-trabalho-anexo", "Plano de Trabalho", sections)


def _prose(key: str, source: str, fields: Fields) -> tuple[PlainBlock, ...]:
    with _placed(key):
        return compose_plain(source, fields, "plano")


def _words(key: str, source: str, fields: Fields) -> str:
    with _placed(key):
        return fill(source, fields)


@contextmanager
def _placed(key: str) -> Iterator[None]:
    """A fault in a text of the plan names the key where it stands."""
    try:
        yield
    except BadTemplate as error:
        raise BadTemplate(f"plano de trabalho: {key}: {error.message}", error.remedy) from error


def _registration(instrument: Instrument) -> Iterator[Table]:
    request = instrument.request
    yield _form(f"Partícipe 1 – {request.body.acronym}", _body_rows(request.body, request.signer))
    for place, partner in enumerate(request.partners, 2):
        yield _form(f"Partícipe {place} – {partner.acronym}", _partner_rows(partner))


def _body_rows(body: Body, signer: BodyRepresentative) -> Iterator[tuple[str, str | None]]:
    yield "Órgão", body.name
    yield "Ministério", body.ministry
    yield "CNPJ", body.cnpj
    yield "Endereço", body.address.line
    yield "Telefone", body.phone
    yield "Esfera", "Federal"
    yield from _person_rows(signer)


def _partner_rows(partner: Partner) -> Iterator[tuple[str, str | None]]:
    yield "Órgão ou entidade", partner.name
    yield "CNPJ", partner.cnpj
    yield "Identificador no país de origem", partner.foreign_id
    yield "Endereço", partner.address.line
    yield "Telefone", partner.phone
    yield "E-mail", partner.email
    yield "Esfera", SPHERE_NAMES[partner.sphere]
    yield from _person_rows(partner.representative)


def _person_rows(person: Representative) -> Iterator[tuple[str, str | None]]:
    yield "Representante", person.name
    yield "Cargo", person.role
    yield "CPF", mask_cpf(person.cpf) if person.cpf else None
    yield "Ato de designação", person.designation


def _object(
    instrument: Instrument, clauses: tuple[Clause, ...], fields: Fields
) -> Iterator[PlainBlock]:
    request = instrument.request
    start, end = _term(request)
    yield _form(
        "Identificação",
        (
            ("Título", _words("titulo", request.plan.title, fields)),
            ("Processo", request.process),
            ("Início", start),
            ("Término", end),
        ),
    )
    for clause in clauses:
        if clause.id == OBJECT_CLAUSE:
            for block in clause.blocks:
                yield from block.blocks if isinstance(block, Subclause) else (_without_ids(block),)


def _term(request: Request) -> tuple[str, str]:
    """When the plan begins and ends: days of the calendar once there is a signed original."""
    if request.tied is None:
        end = f"fim do {ordinal_month(request.months)} contado da última assinatura"
        return "data da última assinatura", end
    original, amendment = request.tied.original, request.tied.amendment
    new_end = amendment.new_end if amendment else None
    return long_date(original.start), long_date(new_end or original.end)


def _objectives(instrument: Instrument, fields: Fields) -> ItemList:
    objectives = instrument.request.plan.objectives
    return ItemList(
        "marcador",
        tuple(
            Item((Run(_words(f"objetivos.{place}", text, fields)),))
            for place, text in enumerate(objectives, 1)
        ),
    )


def _methodology(instrument: Instrument, clauses: tuple[Clause, ...]) -> Iterator[PlainBlock]:
    tied = instrument.request.tied
    if tied is not None:
        original = f"{KIND_NAMES[tied.original.kind]} nº {tied.original.number}"
        said = f"As obrigações dos partícipes são as das cláusulas do {original} em vigor."
        yield Paragraph((Run(said),))
        return
    owners = []
    for clause in clauses:
        text_id = clause.source.partition("@")[0]
        if text_id in instrument.request.clause_set.methodology:
            lists = tuple(_without_list_ids(b) for b in clause.blocks if isinstance(b, ItemList))
            if lists:
                owners.append(Item((Run(_owner(instrument, clause), bold=True),), lists))
    if owners:
        yield Paragraph((Run("A execução do objeto cabe aos partícipes desta forma:"),))
        yield ItemList("inciso", tuple(owners))


def _owner(instrument: Instrument, clause: Clause) -> str:
    """Whose obligations a clause holds: the partner named by its id suffix, or by its kind."""
    request = instrument.request
    partner_id = clause.id.partition(":")[2]
    for partner in request.partners:
        if partner.id == partner_id:
            return partner.acronym
    if clause.source.startswith("obrigacoes-orgao@"):
        return request.body.acronym
    return TREATMENTS[request.partners[0].kind].text


def _managers(instrument: Instrument) -> Iterator[PlainBlock]:
    request = instrument.request
    yield _form(
        f"{request.body.acronym} – gestor do acordo",
        (("Unidade", request.body.unit.suffix), *_contact_rows(request.body.manager)),
    )
    for partner in request.partners:
        roles = (
            ("gestor do acordo", partner.manager),
            ("administrador da plataforma", partner.platform_admin),
            ("interlocução com o órgão federal", partner.liaison),
        )
        named = [(role, contact) for role, contact in roles if contact is not None]
        for role, contact in named:
            yield _form(f"{partner.acronym} – {role}", tuple(_contact_rows(contact)))
        if not named:
            yield Paragraph(
                (
                    Run(
                        f"{partner.acronym}: o responsável será designado por comunicação escrita, "
                        "no prazo da cláusula do gerenciamento."
                    ),
                )
            )


def _contact_rows(contact: Contact | None) -> Iterator[tuple[str, str | None]]:
    if contact is not None:
        yield "Responsável", contact.name
        yield "Cargo ou função", contact.role
        yield "Setor", contact.sector
        yield "E-mail", contact.email
        yield "Telefone", contact.phone


def _actions(instrument: Instrument, fields: Fields) -> Table:
    rows = tuple(
        _row(
            _words(f"acoes.{place}.eixo", action.axis, fields),
            _words(f"acoes.{place}.acao", action.text, fields),
            month_text(action.start),
            month_text(action.end),
            responsible_text(instrument.request, action.responsible),
            _words(f"acoes.{place}.evidencia", action.evidence or "–", fields),
        )
        for place, action in enumerate(instrument.request.plan.actions, 1)
    )
    return Table("Ações, prazos e responsáveis", rows, ACTION_WIDTHS, ACTION_HEADER)


def responsible_text(request: Request, who: str) -> str:
    """How the plan shows who carries out an action: `orgao`, `participe`, `ambos` or an id."""
    partners = [partner.acronym for partner in request.partners]
    match who:
        case "orgao":
            return request.body.acronym
        case "participe":
            return join_and(partners)
        case "ambos":
            return join_and([request.body.acronym, *partners])
    return next((partner.acronym for partner in request.partners if partner.id == who), who)


def _form(
    caption: str, rows: Iterator[tuple[str, str | None]] | tuple[tuple[str, str | None], ...]
) -> Table:
    filled = tuple(_row(name, value) for name, value in rows if value)
    return Table(caption, filled, FORM_WIDTHS)


def _row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((Run(text),)) for text in texts)


def _without_ids(block: PlainBlock) -> PlainBlock:
    """A copy for the annex: ids stay with the clause, where references lead."""
    return _without_list_ids(block) if isinstance(block, ItemList) else block


def _without_list_ids(block: ItemList) -> ItemList:
    return replace(
        block,
        items=tuple(
            replace(item, id="", lists=tuple(_without_list_ids(part) for part in item.lists))
            for item in block.items
        ),
    )
