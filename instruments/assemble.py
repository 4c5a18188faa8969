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
from instruments.instrument import ClauseRef, Instrument, Request
from instruments.plan_annex import plan_annex
from instruments.quotation import CHANGES_TEXT, quoted
from instruments.report_annex import report_annex
from instruments.tied import BODY

Texts = Callable[[str], ClauseText]
"""How a text is found by its id: the version pinned in the instrument."""

Fields = dict[str, Value]


def assemble(instrument: Instrument, texts: Texts) -> NumberedDocument:
    """The whole document, numbered. Raises BadTemplate for a text that cannot be filled in."""
    return number(composed(instrument, texts))


def composed(instrument: Instrument, texts: Texts) -> Document:
    """The whole document before it is numbered: what an amendment is laid over."""
    request = instrument.request
    clause_set = request.clause_set
    fields = instrument_fields(request, str(instrument.number))
    opening, clauses = clause_set.opening, tuple(_clauses(request, texts, fields))
    if clause_set.form == "carta":
        opening, clauses = (*clause_set.opening, *clause_set.clauses), ()
    process = (f"Processo nº {request.process}",) if request.process else ()
    return Document(
        title=instrument.title.upper(),
        subtitle=process,
        opening=tuple(_frame(request, opening, texts, fields)),
        clauses=clauses,
        closing=tuple(_frame(request, clause_set.closing, texts, fields)),
        signatures=tuple(_signatures(request)),
        annexes=tuple(_annexes(instrument, clauses, fields)),
    )


def used_texts(request: Request, texts: Texts) -> tuple[ClauseRef, ...]:
    """The texts whose conditions hold, in order, each pinned to its version and bytes."""
    fields = instrument_fields(request, "")
    found: dict[str, ClauseRef] = {}
    for entry in request.clause_set.entries:
        for text, _, _ in _bindings(request, entry, texts, fields):
            found[text.key] = ClauseRef(key=text.key, sha256=text.sha256)
    return tuple(found.values())


def _bindings(
    request: Request, entry: Entry, texts: Texts, fields: Fields
) -> Iterator[tuple[ClauseText, Fields, str]]:
    """(text, fields, id suffix) for each time the entry stands in this instrument."""
    partners = partner_records(request.partners)
    bound = [{**fields, "participe": partner} for partner in partners]
    if entry.per_party is None:
        bound = bound[:1]
    ids = [partner.id for partner in request.partners]
    for partner_id, values in zip(ids, bound, strict=False):
        if not applies(entry.condition, values):
            continue
        text = texts(entry.id)
        if applies(text.head.condition, values):
            twins = entry.per_party is not None and len(partners) > 1
            yield text, values, f":{partner_id}" if twins else ""


def _clauses(request: Request, texts: Texts, fields: Fields) -> Iterator[Clause]:
    form = request.clause_set.form
    if form == "carta":
        return
    for entry in request.clause_set.clauses:
        for text, values, suffix in _bindings(request, entry, texts, fields):
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


def _frame(
    request: Request, entries: tuple[Entry, ...], texts: Texts, fields: Fields
) -> Iterator[PlainBlock]:
    for entry in entries:
        for text, values, _ in _bindings(request, entry, texts, fields):
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
