"""From an instrument and its texts to the document tree: the order is decided here."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from clauses.clause_set import Entry
from clauses.clause_text import ClauseText
from clauses.compose import applies, compose_clause, compose_plain
from clauses.values import Value
from document.labels import number
from document.tree import (
    Annex,
    Clause,
    Document,
    NumberedDocument,
    Paragraph,
    PlainBlock,
    SignaturePlace,
)
from faults.errors import BadTemplate
from instruments.context import instrument_fields, partner_records
from instruments.imported import ImportedRequest
from instruments.imported_text import imported_document
from instruments.instrument import KIND_NAMES, ClauseRef, Instrument, Request
from instruments.plan_annex import plan_annex
from instruments.quotation import CHANGES_TEXT, quoted
from instruments.report_annex import report_annex
from instruments.tied import BODY
from instruments.wording import reworded

Texts = Callable[[str], ClauseText]
"""How a text is found by its id: the version pinned in the instrument."""

Fields = dict[str, Value]
Bound = list[tuple[str, Fields]]
"""The fields as each partner in turn is “o partícipe”, beside its id."""


def assemble(instrument: Instrument, texts: Texts) -> NumberedDocument:
    """The whole document, numbered. Raises BadTemplate for a text that cannot be filled in."""
    return number(composed(instrument, texts))


def composed(instrument: Instrument, texts: Texts) -> Document:
    """The whole document before it is numbered: what an amendment is laid over."""
    request = instrument.request
    if isinstance(request, ImportedRequest):
        subtitle = (f"Processo nº {request.process}",) if request.process else ()
        return imported_document(
            request.content, instrument.title.upper(), subtitle, tuple(_signatures(request))
        )
    clause_set = request.clause_set
    fields = instrument_fields(request, str(instrument.number))
    bound = _bound(request, fields)
    clauses = tuple(
        reworded(clause, request.wordings) for clause in _clauses(request, texts, bound)
    )
    opening = clause_set.opening
    if clause_set.form == "carta":
        opening, clauses = (*clause_set.opening, *clause_set.clauses), ()
    return Document(
        title=instrument.title.upper(),
        subtitle=tuple(_subtitle(instrument)),
        opening=tuple(_frame(opening, texts, bound)),
        clauses=clauses,
        closing=tuple(_frame(clause_set.closing, texts, bound)),
        signatures=tuple(_signatures(request)),
        annexes=tuple(_annexes(instrument, clauses, fields)),
    )


def _subtitle(instrument: Instrument) -> Iterator[str]:
    """What stands under the title: the number, where the title names that of another, and the NUP.

    A draft that nobody has numbered yet (sequence 0) has none to show.
    """
    request = instrument.request
    if request.tied is not None and instrument.number.sequence:
        yield f"{KIND_NAMES[request.kind]} nº {instrument.number}"
    if request.process:
        yield f"Processo nº {request.process}"


def used_texts(request: Request, texts: Texts) -> tuple[ClauseRef, ...]:
    """The texts whose conditions hold, in order, each pinned to its version and bytes."""
    bound = _bound(request, instrument_fields(request, ""))
    found: dict[str, ClauseRef] = {}
    for entry in request.clause_set.entries:
        for text, _, _ in _bindings(entry, texts, bound):
            found[text.key] = ClauseRef(key=text.key, sha256=text.sha256)
    return tuple(found.values())


def _bound(request: Request, fields: Fields) -> Bound:
    records = partner_records(request.partners)
    return [
        (partner.id, {**fields, "participe": record})
        for partner, record in zip(request.partners, records, strict=True)
    ]


def _bindings(entry: Entry, texts: Texts, bound: Bound) -> Iterator[tuple[ClauseText, Fields, str]]:
    """(text, fields, id suffix) for each time the entry stands in this instrument."""
    twins = entry.per_party is not None and len(bound) > 1
    for partner_id, values in bound if twins else bound[:1]:
        if not applies(entry.condition, values):
            continue
        text = texts(entry.id)
        if applies(text.head.condition, values):
            yield text, values, f":{partner_id}" if twins else ""


def _clauses(request: Request, texts: Texts, bound: Bound) -> Iterator[Clause]:
    form = request.clause_set.form
    if form == "carta":
        return
    for entry in request.clause_set.clauses:
        for text, values, suffix in _bindings(entry, texts, bound):
            clause = compose_clause(text, values, suffix)
            if text.head.id == CHANGES_TEXT and request.tied and request.tied.amendment:
                changes = quoted(request, request.tied.amendment)
                clause = replace(clause, blocks=(*clause.blocks, *changes))
            yield replace(clause, kind="secao") if form == "secoes" else clause


def _annexes(
    instrument: Instrument, clauses: tuple[Clause, ...], fields: Fields
) -> Iterator[Annex]:
    request = instrument.request
    if request.clause_set.plan_annex and (request.tied is None or request.tied.carries_plan):
        yield plan_annex(instrument, clauses, fields)
    if request.tied and request.tied.report and request.tied.report.actions:
        yield report_annex(request.tied.report)


def _frame(entries: tuple[Entry, ...], texts: Texts, bound: Bound) -> Iterator[PlainBlock]:
    for entry in entries:
        for text, values, _ in _bindings(entry, texts, bound):
            try:
                blocks = compose_plain(text.body, values, "clausula")
            except BadTemplate as error:
                raise BadTemplate(f"{text.origin}: {error.message}", error.remedy) from error
            for block in blocks:
                if isinstance(block, Paragraph):
                    yield replace(block, style=entry.style)
                else:
                    yield block


def _signatures(request: Request) -> Iterator[SignaturePlace]:
    """Everyone signs what all agree on; an act of one party is signed by its author alone."""
    author = request.tied.act.author if request.tied and request.tied.act else None
    body, signer = request.body, request.signer
    if author in (None, BODY):
        yield SignaturePlace(body.id, signer.name.upper(), signer.role, body.name)
    for partner in request.partners:
        if author in (None, partner.id):
            person = partner.representative
            yield SignaturePlace(partner.id, person.name.upper(), person.role, partner.name)
