"""An imported agreement beside the library: how each of its clauses differs from ours.

The library's texts are filled in with the data of the agreement itself, so that only wording is
compared. A clause without a pair in the library stands as one that only the agreement has.
"""

from collections.abc import Iterator
from dataclasses import replace

from clauses.clause_text import ClauseText
from clauses.compose import compose_clause
from document.anchors import anchors, targets
from document.diff import parts
from document.labels import number
from document.redline import Redline, redline
from document.tree import Clause, Document, NumberedDocument
from faults.errors import BadTemplate, NotFound
from instruments.assemble import assemble
from instruments.context import instrument_fields, partner_records
from instruments.imported import ImportedInstrument
from services.office import Office

CITED = "parte citada"
"""Without an article: the texts cite as “na forma da”, “observam a”."""


def library_redline(office: Office, instrument: ImportedInstrument) -> Redline:
    """From the library's wording to that of the agreement, clause by clause."""
    document = assemble(instrument, _no_texts)
    ours = _bare(tuple(_library_clauses(office, instrument, document)))
    theirs = _bare(document.clauses)
    titles = {clause.id: clause.heading.lower() for clause in document.clauses}
    names = ("biblioteca", instrument.request.origin.file.name)
    return redline(
        f"{instrument.short_title}: comparação com a biblioteca",
        names,
        parts(ours),
        parts(theirs),
        titles,
    )


def _library_clauses(
    office: Office, instrument: ImportedInstrument, document: NumberedDocument
) -> Iterator[Clause]:
    """The library's texts that the clauses are paired with, in the order of the agreement.

    They take the labels of their pairs, so that a number is no difference.
    """
    request = instrument.request
    fields = instrument_fields(request, str(instrument.number))
    fields["participe"] = partner_records(request.partners)[0]
    for clause in document.clauses:
        try:
            text = office.library.clause(clause.id)
            yield replace(compose_clause(text, fields), label=clause.label, id=clause.id)
        except (NotFound, BadTemplate):
            # No pair, or one that asks for what the agreement does not tell.
            continue


def _bare(clauses: tuple[Clause, ...]) -> NumberedDocument:
    """These clauses alone; what they cite of other parts is called by a name of its own."""
    own = {clause.id for clause in clauses}.union(*(anchors(one.blocks) for one in clauses))
    cited = frozenset[str]().union(*(targets(clause.blocks) for clause in clauses))
    return number(Document("", (), (), clauses, (), ()), dict.fromkeys(cited - own, CITED))


def _no_texts(key: str) -> ClauseText:
    raise LookupError(key)
