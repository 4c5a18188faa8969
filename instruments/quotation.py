"""The words of an amendment: each changed clause in full, as the consolidated text will have it.

`settled` is asked once, when the amendment is drafted: it lays the changes over the text in force
and keeps how that text calls the changed clauses and those they cite. From then on the amendment
needs nothing but its own snapshot: `quoted` writes it, `amendment_of` applies it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from clauses.clause_text import ClauseText, FrontMatter
from clauses.compose import Fields, compose_clause
from clauses.sandbox import fill
from clauses.values import Value
from document.anchors import anchors, targets
from document.flow import Piece, flow
from document.labels import number
from document.tree import (
    Annex,
    Clause,
    Document,
    NumberedDocument,
    Paragraph,
    PlainBlock,
    Reference,
    Run,
    Subclause,
    plain,
)
from faults.errors import NotFound, StateError
from instruments.amendment import (
    CLAUSE_REMEDY,
    Addition,
    Amendment,
    Change,
    Extension,
    NewPlan,
    OwnWords,
    Replacement,
    Revocation,
    amended,
)
from instruments.context import instrument_fields, partner_records
from instruments.imported import ImportedRequest
from instruments.imported_text import imported_document
from instruments.instrument import Instrument, Request
from instruments.plan_annex import plan_annex
from instruments.tied import AmendmentFacts, ClauseChange
from portuguese.agreement import agree
from portuguese.contractions import article, with_article
from portuguese.gender import Noun
from portuguese.parsing import bare

CHANGES_TEXT = "aditivo-alteracoes"
"""The library text after which the changed clauses are quoted."""

NEW_WORDING = " (NR)"
"""Closes a new wording (Lei Complementar nº 95/1998, art. 12, III, “d”, by analogy)."""


def settled(request: Request, base: Document) -> Request:
    """The request of an amendment, with each change placed in the text in force (not numbered).

    Raises NotFound, StateError or BadTemplate when a change has no place there, or would leave a
    reference without its target.
    """
    if request.tied is None or request.tied.amendment is None:
        return request
    facts = request.tied.amendment
    fields = instrument_fields(request, "")
    titled = tuple(_titled(change, base) for change in facts.changes)
    clauses = {change.clause: _composed(change, request, fields) for change in titled}
    new_text = amended(base, [_on_tree(change, clauses[change.clause]) for change in titled])
    names = names_in(new_text)
    placed = tuple(_placed(change, clauses[change.clause], names) for change in titled)
    amendment = facts.model_copy(update={"changes": placed})
    tied = request.tied.model_copy(update={"amendment": amendment})
    return request.model_copy(update={"tied": tied})


def quoted(request: Request, facts: AmendmentFacts) -> tuple[PlainBlock | Subclause, ...]:
    """The changes in words: one after the other, a subclause each where there are several."""
    fields = instrument_fields(request, "")
    said = [tuple(_words(change, _composed(change, request, fields))) for change in facts.changes]
    if len(said) == 1:
        return said[0]
    return tuple(
        Subclause(f"alteracao-{place}", "subclausula", blocks)
        for place, blocks in enumerate(said, 1)
    )


def amendment_of(amending: Instrument, day: date) -> Amendment:
    """What a signed amendment does to the tree of its original; `day` is its last signature."""
    request = amending.request
    if request.tied is None or request.tied.amendment is None:
        raise StateError(
            f"{amending.title} não é termo aditivo.", "Indique o número de um termo aditivo."
        )
    facts = request.tied.amendment
    fields = instrument_fields(request, str(amending.number))
    changes: list[Change] = [
        _on_tree(change, _composed(change, request, fields)) for change in facts.changes
    ]
    if facts.months is not None and facts.new_end is not None:
        changes.append(Extension(facts.months, facts.new_end))
    if facts.changes_plan:
        changes += [NewPlan(annex) for annex in _plan_annexes(amending, fields)]
    if facts.own_words:
        changes.append(OwnWords(facts.order))
    return Amendment(facts.order, day, tuple(changes))


def _plan_annexes(amending: Instrument, fields: dict[str, Value]) -> tuple[Annex, ...]:
    """The plan that an amendment brings: ours made of its data, an imported one as it stands."""
    request = amending.request
    if not isinstance(request, ImportedRequest):
        return (plan_annex(amending, (), fields),)
    annexes = imported_document(request.content, "", (), ()).annexes
    return tuple(annex for annex in annexes if "plano de trabalho" in bare(annex.title))


def _titled(change: ClauseChange, base: Document) -> ClauseChange:
    """The change with the title of the clause in force, where it gives none."""
    if change.title is not None:
        return change
    titles = {clause.id: clause.title for clause in base.clauses}
    if change.clause not in titles:
        raise NotFound(f"o texto em vigor não tem a cláusula “{change.clause}”.", CLAUSE_REMEDY)
    return change.model_copy(update={"title": titles[change.clause] or None})


def titles_filled(request: Request) -> Request:
    """The request of an amendment with the fields in the titles of its changes filled in.

    A title of the library may hold fields; one of the text in force never does, so this is for
    drafting, before `settled`.
    """
    if request.tied is None or request.tied.amendment is None:
        return request
    fields = instrument_fields(request, "")
    changes = tuple(
        change.model_copy(update={"title": fill(change.title, _bound(change, request, fields))})
        if change.title
        else change
        for change in request.tied.amendment.changes
    )
    amendment = request.tied.amendment.model_copy(update={"changes": changes})
    tied = request.tied.model_copy(update={"amendment": amendment})
    return request.model_copy(update={"tied": tied})


def _bound(change: ClauseChange, request: Request, fields: Mapping[str, Value]) -> Fields:
    """The fields with the partner that the clause is about, the first where it names none."""
    ids = [partner.id for partner in request.partners]
    partner_id = change.clause.partition(":")[2]
    partners = partner_records(request.partners)
    bound = partners[ids.index(partner_id) if partner_id in ids else 0]
    return {**fields, "participe": bound}


def _composed(change: ClauseChange, request: Request, fields: Mapping[str, Value]) -> Clause:
    """The clause in its new wording; a revoked one has none."""
    base_id, colon, partner_id = change.clause.partition(":")
    if change.text is None:
        return Clause(change.clause, change.title or "", ())
    values = _bound(change, request, fields)
    clause = compose_clause(_as_text(change, base_id), values, colon + partner_id)
    return replace(clause, title=change.title or "", source=change.source or "")


def _as_text(change: ClauseChange, base_id: str) -> ClauseText:
    """The wording as if it were a text of the library, so that one language serves both.

    The title is no template: it may come from the text in force, where values stand in it.
    """
    head = FrontMatter(id=base_id, title="", version=1, since=date.min)
    body = f"{change.text}\n"
    return ClauseText(head, body, body, "", f"alteração da cláusula “{change.clause}”", 1)


def _on_tree(change: ClauseChange, clause: Clause) -> Replacement | Addition | Revocation:
    match change.kind:
        case "acrescimo":
            return Addition(clause, change.after or "")
        case "revogacao":
            return Revocation(change.clause)
        case "redacao":
            return Replacement(clause)


def names_in(document: Document) -> dict[str, str]:
    """How the document, numbered, calls each of its clauses and what stands in them, by id."""
    ids = sorted(
        {clause.id for clause in document.clauses}
        | {anchor for clause in document.clauses for anchor in anchors(clause.blocks)}
        | {annex.id for annex in document.annexes}
        | {section.id for annex in document.annexes for section in annex.sections}
    )
    asked = tuple(Paragraph((Reference(node_id),)) for node_id in ids if node_id)
    numbered = number(replace(document, closing=asked))
    told = (plain(block.content) for block in numbered.closing if isinstance(block, Paragraph))
    return dict(zip((node_id for node_id in ids if node_id), told, strict=True))


def _placed(change: ClauseChange, clause: Clause, names: Mapping[str, str]) -> ClauseChange:
    cited = sorted(targets(clause.blocks) - anchors(clause.blocks))
    return change.model_copy(
        update={
            "citation": names[change.clause],
            "references": {target: names[target] for target in cited},
        }
    )


def _words(change: ClauseChange, clause: Clause) -> Iterator[PlainBlock]:
    citation = change.citation
    if citation is None:
        raise StateError(
            f"a alteração da cláusula “{change.clause}” não foi situada no texto em vigor.",
            "Gere o termo aditivo a partir do instrumento original.",
        )
    cited = Noun(citation, "m" if citation.startswith("art.") else "f")
    match change.kind:
        case "redacao":
            subject = f"{article(cited).upper()} {citation}"
            yield _paragraph(f"{subject} passa a vigorar com a seguinte redação:")
            yield from _quotation(change, clause, citation, NEW_WORDING)
        case "acrescimo":
            how = agree("acrescido", cited)
            yield _paragraph(f"Fica {how} {with_article(cited)}, com a seguinte redação:")
            yield from _quotation(change, clause, citation, "")
        case "revogacao":
            title = f" ({change.title})" if change.title else ""
            yield _paragraph(f"Fica {agree('revogado', cited)} {with_article(cited)}{title}.")


def _quotation(
    change: ClauseChange, clause: Clause, citation: str, closing: str
) -> Iterator[PlainBlock]:
    """The clause between quotation marks, line by line as the consolidated text will carry it."""
    # Without an id of its own the clause is cited by its name in the text in force.
    alone = Document("", (), (), (replace(clause, id=""),), (), ())
    (numbered,) = number(alone, change.references).clauses
    in_capitals = citation.startswith("cláusula")
    label = citation.upper() if in_capitals else citation[0].upper() + citation[1:]
    whole = replace(alone, clauses=(replace(numbered, id=change.clause, label=label),))
    shown = flow(cast(NumberedDocument, whole))
    pieces = [piece for piece in shown if piece.owner == change.clause]
    for place, piece in enumerate(pieces):
        opening = "“" if place == 0 else ""
        end = f"”{closing}" if place == len(pieces) - 1 else ""
        if piece.table is not None:
            yield piece.table
            if end:
                yield _paragraph(end)
        else:
            yield Paragraph(tuple(_runs(piece, opening, end)))


def _runs(piece: Piece, opening: str, end: str) -> Iterator[Run]:
    strong = piece.kind in ("clausula", "subclausula")
    if opening:
        yield Run(opening)
    if piece.label:
        yield Run(f"{piece.label} ", bold=strong)
    yield from (replace(run, bold=run.bold or piece.kind == "clausula") for run in piece.runs)
    if end:
        yield Run(end)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))
