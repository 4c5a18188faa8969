"""From an instrument and its texts to the document tree: the order is decided here."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from clauses.clause_set import ClauseSet, Entry
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
from instruments.instrument import KIND_NAMES, ClauseRef, Instrument
from instruments.plan_annex import plan_annex

Texts = Callable[[str], ClauseText]
"""How a text is found by its id: the version pinned in the instrument."""

Fields = dict[str, Value]


def assemble(instrument: Instrument, clause_set: ClauseSet, texts: Texts) -> NumberedDocument:
    """The whole document, numbered. Raises BadTemplate for a text that cannot be filled in."""
    fields = instrument_fields(instrument, clause_set)
    request = instrument.request
    clauses = tuple(_clauses(instrument, clause_set, texts, fields))
    process = (f"Processo nº {request.process}",) if request.process else ()
    document = Document(
        title=f"{KIND_NAMES[request.kind].upper()} Nº {instrument.number}",
        subtitle=process,
        opening=tuple(_frame(instrument, clause_set.opening, texts, fields)),
        clauses=clauses,
        closing=tuple(_frame(instrument, clause_set.closing, texts, fields)),
        signatures=tuple(_signatures(instrument)),
        annexes=(plan_annex(instrument, clause_set, clauses, fields),),
    )
    return number(document)


def used_texts(
    clause_set: ClauseSet, instrument: Instrument, texts: Texts
) -> tuple[ClauseRef, ...]:
    """The texts whose conditions hold, in order, each pinned to its version and bytes."""
    fields = instrument_fields(instrument, clause_set)
    found: dict[str, ClauseRef] = {}
    for entry in clause_set.entries:
        for text, _, _ in _bindings(instrument, entry, texts, fields):
            found[text.key] = ClauseRef(key=text.key, sha256=text.sha256)
    return tuple(found.values())


def _bindings(
    instrument: Instrument, entry: Entry, texts: Texts, fields: Fields
) -> Iterator[tuple[ClauseText, Fields, str]]:
    """(text, fields, id suffix) for each time the entry stands in this instrument."""
    partners = partner_records(instrument.request.partners)
    text = texts(entry.id)
    bound = [{**fields, "participe": partner} for partner in partners]
    if entry.per_party is None:
        bound = bound[:1]
    ids = [partner.id for partner in instrument.request.partners]
    for partner_id, values in zip(ids, bound, strict=False):
        if applies(entry.condition, values) and applies(text.head.condition, values):
            twins = entry.per_party is not None and len(partners) > 1
            yield text, values, f":{partner_id}" if twins else ""


def _clauses(
    instrument: Instrument, clause_set: ClauseSet, texts: Texts, fields: Fields
) -> Iterator[Clause]:
    for entry in clause_set.clauses:
        for text, values, suffix in _bindings(instrument, entry, texts, fields):
            yield compose_clause(text, values, suffix)


def _frame(
    instrument: Instrument, entries: tuple[Entry, ...], texts: Texts, fields: Fields
) -> Iterator[PlainBlock]:
    for entry in entries:
        for text, values, _ in _bindings(instrument, entry, texts, fields):
            try:
                blocks = compose_plain(text.body, values, "clausula")
            except BadTemplate as error:
                raise BadTemplate(f"{text.origin}: {error.message}", error.remedy) from error
            for block in blocks:
                if isinstance(block, Paragraph):
                    yield replace(block, style=entry.style)
                else:
                    yield block


def _signatures(instrument: Instrument) -> Iterator[SignaturePlace]:
    body, signer = instrument.request.body, instrument.request.signer
    yield SignaturePlace(body.id, signer.name.upper(), signer.role, body.name)
    for partner in instrument.request.partners:
        person = partner.representative
        yield SignaturePlace(partner.id, person.name.upper(), person.role, partner.name)
