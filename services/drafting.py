"""Drafting: from what a lawyer asks to a numbered version in the journal.

Asked again unchanged, nothing happens; changed, the same number gets another version; `new` gives
another number. The number, the version and the code are given inside one write transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from clauses.clause_set import ClauseSet
from clauses.clause_text import ClauseText, parse_clause
from document.anchors import document_anchors
from document.canonical import text_hash
from document.tree import NumberedDocument
from faults.errors import InvalidData, NotFound, StateError
from faults.finding import Finding, has_errors
from faults.validation import validate
from instruments.assemble import Texts, assemble, used_texts
from instruments.facts import InstrumentDrafted, PartnerRecorded
from instruments.instrument import ClauseRef, Instrument, Request
from instruments.lifecycle import CYCLE_NAMES, Cycle
from instruments.number import InstrumentNumber
from instruments.partner import Partner
from instruments.tied import Tied
from instruments.transitions import ALLOWED
from instruments.work_plan import WorkPlan, fulfilment_findings, plan_faults
from registry.queries import VersionRow
from registry.store import Writing
from services.office import Office

STANDING: tuple[Cycle, ...] = tuple(cycle for cycle in CYCLE_NAMES if cycle != "cancelada")
"""The states in which the files of a version are handed out again."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a lawyer asks for. `months` None means the default of the set.

    `tied` is the original, and what is done to it, of a document that follows one.
    """

    partners: tuple[Partner, ...]
    set_id: str
    plan: WorkPlan
    plan_name: str
    process: str | None = None
    months: int | None = None
    new: bool = False
    tied: Tied | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A version with its text. `fresh` is False when it stood in the journal already."""

    instrument: Instrument
    document: NumberedDocument
    text_sha256: str
    fresh: bool
    findings: tuple[Finding, ...]


def prepare(office: Office, ask: Ask) -> Request:
    """The snapshot that would be drafted. Raises InvalidData with every fault at once."""
    clause_set = office.library.clause_set(ask.set_id)
    months = ask.months or clause_set.default_months
    faults = [*_party_faults(ask.partners, clause_set)]
    ids = frozenset(partner.id for partner in ask.partners)
    if clause_set.plan_annex and (ask.tied is None or ask.tied.carries_plan):
        faults += plan_faults(ask.plan, months, ids, ask.plan_name)
    if has_errors(faults):
        raise InvalidData("o instrumento não pode ser minutado.", faults)
    request = validate(
        Request,
        {
            "conjunto": clause_set,
            "orgao": office.body,
            "representante_orgao": office.body.representative_on(office.today),
            "participes": ask.partners,
            "processo": ask.process,
            "meses": months,
            "plano": ask.plan,
            "textos": (),
            "vinculo": ask.tied,
        },
        "",
    )
    texts = used_texts(request, _library_texts(office))
    return request.model_copy(update={"texts": texts})


def draft(office: Office, ask: Ask) -> Draft:
    """One version, drafted or found. Raises InvalidData, NotFound or BadTemplate."""
    return draft_all(office, [(prepare(office, ask), ask.new)])[0]


def preview(office: Office, ask: Ask) -> NumberedDocument:
    """The text that would be drafted, under number 0; nothing is recorded."""
    request = prepare(office, ask)
    number = InstrumentNumber(0, office.today.year, office.body.unit.suffix)
    instrument = _instrument(office, request, number, 1, "00000000")
    return assemble(instrument, _library_texts(office))


def draft_request(office: Office, request: Request, number: InstrumentNumber) -> Draft:
    """What a request would become under this number; nothing is recorded."""
    instrument = _instrument(office, request, number, 1, "00000000")
    return _assembled(instrument, _library_texts(office), fresh=True)


def draft_all(office: Office, requests: Iterable[tuple[Request, bool]]) -> list[Draft]:
    """Versions for these requests in one transaction; partners that changed are recorded too."""
    with office.store.writing(office.now, office.actor) as writing:
        return [_draft(office, writing, request, new) for request, new in requests]


def _draft(office: Office, writing: Writing, request: Request, new: bool) -> Draft:
    last, request = (None, request) if new else _earlier(writing, request)
    if last is not None and not request.wordings:
        request = _with_accepted(office, writing.instrument(last.number, last.version), request)
    if last is not None and last.request_sha256 == request.sha256:
        _check_state(last, STANDING)
        return read_draft(office, writing.instrument(last.number, last.version))
    year = office.today.year
    suffix = office.body.unit.suffix
    if last is None:
        number = InstrumentNumber(writing.next_sequence(year, suffix), year, suffix)
        instrument = _instrument(office, request, number, 1, writing.next_code())
    else:
        earlier = writing.instrument(last.number, last.version)
        _check_state(last, ALLOWED[InstrumentDrafted])
        instrument = _instrument(office, request, earlier.number, last.version + 1, earlier.code)
    texts = _library_texts(office)
    result = _assembled(instrument, texts, fresh=True)
    for partner in request.partners:
        record_partner(writing, partner)
    writing.keep_texts([office.library.clause(text.key).source for text in request.texts])
    writing.append(InstrumentDrafted(instrument=instrument, text_sha256=result.text_sha256))
    return result


def _with_accepted(office: Office, earlier: Instrument, request: Request) -> Request:
    """The request with what counsel accepted for this instrument alone, and the numbers it says.

    Raises StateError where the request asks for another term than an accepted wording says.
    """
    accepted = earlier.request.wordings
    if not accepted:
        return request
    # Few instruments have one: what reads its numbers is loaded for these alone.
    from services.receiving_wordings import keeping_wordings

    texts = _library_texts(office)

    def drawn(changed: Request) -> NumberedDocument:
        return assemble(earlier.model_copy(update={"request": changed}), texts)

    return keeping_wordings(request, accepted, drawn)


def _check_state(last: VersionRow, allowed: tuple[Cycle, ...]) -> None:
    """Raise StateError when an instrument in this state is past what is asked."""
    if last.state not in allowed:
        name = next(text for cycle, text in CYCLE_NAMES.items() if cycle == last.state)
        raise StateError(
            f"o instrumento nº {last.number} está “{name}” e não muda mais.",
            "Para outro instrumento das mesmas partes, use --novo.",
        )


def _earlier(writing: Writing, request: Request) -> tuple[VersionRow | None, Request]:
    """The last version of the same request, and the request with the process it goes by.

    A process number may come later: it fills in the one instrument drafted without it, and a
    request that leaves it out means the instrument that has it.
    """
    exact = writing.latest_for(request.key)
    if exact is not None:
        return exact, request
    if request.process is not None:
        return writing.latest_for(request.base_key), request
    last = writing.latest_with(request.base_key)
    if last is None:
        return None, request
    known = writing.instrument(last.number, last.version).request.process
    return last, request.model_copy(update={"process": known})


def record_partner(writing: Writing, partner: Partner) -> bool:
    """Record a partner unless it stands like this already; says whether it was written."""
    if writing.partner(partner.id) == partner:
        return False
    writing.append(PartnerRecorded(partner=partner))
    return True


def read_draft(office: Office, instrument: Instrument) -> Draft:
    """The text of a version as it was drafted, from the texts kept with it."""
    return _assembled(instrument, pinned_texts(office, instrument.request.texts), fresh=False)


def _assembled(instrument: Instrument, texts: Texts, fresh: bool) -> Draft:
    document = assemble(instrument, texts)
    findings = [*draft_findings(instrument, texts)]
    if instrument.request.tied is None:
        # The obligations stand in the original, not in a document that follows it.
        findings += fulfilment_findings(instrument.request.plan, document_anchors(document))
    return Draft(instrument, document, text_hash(document), fresh, tuple(findings))


def _instrument(
    office: Office, request: Request, number: InstrumentNumber, version: int, code: str
) -> Instrument:
    return Instrument(
        number=number, version=version, code=code, drafted_on=office.today, request=request
    )


def _library_texts(office: Office) -> Texts:
    def find(clause_id: str) -> ClauseText:
        return office.library.clause(clause_id, office.today)

    return find


def pinned_texts(office: Office, references: tuple[ClauseRef, ...]) -> Texts:
    """How the texts of a version are found: as they were when it was drafted."""
    by_id = {reference.key.partition("@")[0]: reference for reference in references}

    def find(clause_id: str) -> ClauseText:
        reference = by_id.get(clause_id)
        if reference is None:
            # Its condition did not hold when the version was drafted, so any version will do.
            return office.library.clause(clause_id)
        return kept_text(office, reference)

    return find


def kept_text(office: Office, reference: ClauseRef) -> ClauseText:
    """A text exactly as it was pinned: from the library while that is unchanged, else as kept."""
    try:
        current = office.library.clause(reference.key)
    except NotFound:
        current = None
    if current is not None and current.sha256 == reference.sha256:
        return current
    return parse_clause(office.store.text(reference.sha256).encode(), reference.key)


def _party_faults(partners: tuple[Partner, ...], clause_set: ClauseSet) -> Iterable[Finding]:
    for partner in partners:
        if partner.kind not in clause_set.partner_kinds:
            yield Finding(
                "tipo-nao-atendido",
                "erro",
                f"{partner.id}: tipo",
                f"o conjunto {clause_set.id} não atende partícipes do tipo {partner.kind}.",
                f"Tipos atendidos: {', '.join(clause_set.partner_kinds)}.",
            )
    ids = [partner.id for partner in partners]
    for repeated in sorted({name for name in ids if ids.count(name) > 1}):
        yield Finding(
            "participe-repetido",
            "erro",
            repeated,
            "o mesmo partícipe foi indicado duas vezes.",
            "Indique cada partícipe uma só vez.",
        )


def draft_findings(instrument: Instrument, texts: Texts) -> Iterable[Finding]:
    """What a complete file would still need; none of it stops the draft."""
    unapproved = [
        reference.key
        for reference in instrument.request.texts
        if texts(reference.key.partition("@")[0]).head.approval is None
    ]
    if unapproved:
        yield Finding(
            "texto-sem-aprovacao",
            "nota",
            instrument.request.clause_set.id,
            f"{len(unapproved)} textos ainda não têm ato de aprovação.",
            "Preencha “aprovacao” nos textos depois do ato do órgão jurídico.",
        )
    for partner in instrument.request.partners:
        for absent, name in (
            (partner.manager is None, "gestor"),
            (partner.representative.designation is None, "representante.designacao"),
            (partner.address.cep is None, "endereco.cep"),
            (partner.email is None, "email"),
        ):
            if absent:
                yield Finding(
                    "campo-recomendado",
                    "nota",
                    f"{partner.id}: {name}",
                    "não foi informado; o texto foi feito sem ele.",
                    "Complete o cadastro para o processo ficar instruído.",
                )
    for wording in instrument.request.wordings:
        yield Finding(
            "redacao-aceita",
            "nota",
            wording.clause,
            f"a cláusula tem a redação aceita só para este instrumento ({wording.act}).",
            "Para voltar à da biblioteca, receba um DOCX que a tenha (pactua minuta receber).",
        )
    if instrument.request.process is None:
        yield Finding(
            "sem-processo",
            "aviso",
            str(instrument.number),
            "o número do processo não foi informado.",
            "Gere de novo com --processo NUP: o número continua o mesmo.",
        )
