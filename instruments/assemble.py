"""From an instrument and its texts to the document tree: the order is decided here."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from clauses.clause_set import Entry
from clauses.clause_text import ClauseText
from clauses.compose import applies, compose_clause, compose_plain
from clauses.values import Value
from document.labels import number
from document.tree import (
    Clause,
    Document,
    NumberedDocument,
    Paragraph,
    PlainBlock,
    SignaturePlace,
)
from faults.errors import BadTemplate
from instruments.context import instrument_fields, partner_records
from instruments.instrument import KIND_NAMES, ClauseRef, Instrument, Request
from instruments.plan_annex import plan_annex

Texts = Callable[[str], ClauseText]
"""How a text is found by its id: the version pinned in the instrument."""

Fields = dict[str, Value]


def assemble(instrument: Instrument, texts: Texts) -> NumberedDocument:
    """The whole document, numbered. Raises BadTemplate for a text that cannot be filled in."""
    request = instrument.request
    clause_set = request.clause_set
    fields = instrument_fields(request, str(instrument.number))
    clauses = tuple(_clauses(request, texts, fields))
    process = (f"Processo nº {request.process}",) if request.process else ()
    document = Document(
        title=f"{KIND_NAMES[request.kind].upper()} Nº {instrument.number}",
        subtitle=process,
        opening=tuple(_frame(request, clause_set.opening, texts, fields)),
        clauses=clauses,
        closing=tuple(_frame(request, clause_set.closing, texts, fields)),
        signatures=tuple(_signatures(request)),
        annexes=(plan_annex(instrument, clauses, fields),),
    )
    return number(document)


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
    text = texts(entry.id)
    bound = [{**fields, "participe": partner} for partner in partners]
    if entry.per_party is None:
        bound = bound[:1]
    ids = [partner.id for partner in request.partners]
    for partner_id, values in zip(ids, bound, strict=False):
        if applies(entry.condition, values) and applies(text.head.condition, values):
            twins = entry.per_party is not None and len(partners) > 1
            yield text, values, f":{partner_id}" if twins else ""


def _clauses(request: Request, texts: Texts, fields: Fields) -> Iterator[Clause]:
    for entry in request.clause_set.clauses:
        for text, values, suffix in _bindings(request, entry, texts, fields):
            yield compose_clause(text, values, suffix)


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
    body, signer = request.body, request.signer
    yield SignaturePlace(body.id, signer.name.upper(), signer.role, body.name)
    for partner in request.partners:
        person = partner.representative
        yield SignaturePlace(partner.id, person.name.upper(), person.role, partner.name)
