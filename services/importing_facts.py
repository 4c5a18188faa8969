"""The facts that a file brings into the journal: the instrument, its file, signatures, deadlines.

They are made without a database, so that what is only simulated is judged by the same rules.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from clauses.clause_text import ClauseText
from document.canonical import text_hash
from document.tree import NumberedDocument
from faults.finding import Finding
from instruments.assemble import assemble
from instruments.facts import Fact, FileFormat, FilesRendered, StoredFile
from instruments.imported import ImportedInstrument, InstrumentImported
from instruments.lifecycle import life_of
from instruments.lifecycle_facts import Counted
from instruments.number import InstrumentNumber
from law.calendar import FederalCalendar
from law.deadlines import of_term
from law.months import same_day_or_last
from law.term import Term, term
from services.counting import action_days, counted_as
from services.deadlines import term_rules
from services.importing_reading import Ready
from services.importing_signatures import Matched, signing_facts
from services.settings import BRASILIA

ENGINE = "importado"
"""Under which engine name the file itself stands among the files of its version."""

FORMATS: dict[str, FileFormat] = {"texto": "txt", "html": "html", "docx": "docx", "pdf": "pdf"}
LONGEST_COUNTED = 120


def imported_instrument(
    made: Ready, number: InstrumentNumber, code: str, today: date
) -> ImportedInstrument:
    """The one version of what a file made ready is; drafted, as far as we know, when first signed.

    Raises LookupError for a file that was refused.
    """
    if made.request is None:
        raise LookupError(made.name)
    moments = moments_of(made)
    first = min(moments) if moments else today
    unit = made.request.body.unit.model_copy(update={"suffix": number.suffix})
    body = made.request.body.model_copy(update={"unit": unit})
    return ImportedInstrument(
        number=number,
        version=1,
        code=code,
        drafted_on=first,
        request=made.request.model_copy(update={"body": body}),
    )


def moments_of(made: Ready) -> list[date]:
    """The days on which the parties signed."""
    return [
        one.value.at.astimezone(BRASILIA).date()
        for _, one in made.signatures.signed
        if one.value.at is not None
    ]


def own_facts(instrument: ImportedInstrument, signatures: Matched) -> Iterator[Fact]:
    """What is recorded about the document itself, without what is counted from it."""
    digest = text_hash(imported_text(instrument))
    file = instrument.request.origin.file
    yield InstrumentImported(instrument=instrument, text_sha256=digest, file=file)
    yield _file_fact(instrument)
    yield from signing_facts(instrument, signatures, digest)


def agreement_facts(
    instrument: ImportedInstrument, signatures: Matched, calendar: FederalCalendar
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """Everything that is recorded about an agreement, and why its dates could not be counted."""
    facts = tuple(own_facts(instrument, signatures))
    life = life_of(facts)
    if life.last_signature is None:
        return facts, ()
    signed_on = life.last_signature.astimezone(BRASILIA).date()
    counted, why = _counted(instrument, signed_on, calendar)
    return (facts if counted is None else (*facts, counted)), why


def _no_texts(key: str) -> ClauseText:
    raise LookupError(key)


def _file_fact(instrument: ImportedInstrument) -> FilesRendered:
    origin = instrument.request.origin
    file = StoredFile(
        format=FORMATS[origin.kind],
        engine=ENGINE,
        name=origin.file.name,
        sha256=origin.file.sha256,
        size=origin.file.size,
    )
    return FilesRendered(number=instrument.number, version=1, files=(file,))


def _counted(
    instrument: ImportedInstrument, signed_on: date, calendar: FederalCalendar
) -> tuple[Counted | None, tuple[Finding, ...]]:
    """The deadlines from the day of the last signature; none, and why, where there is no term."""
    request = instrument.request
    if not request.months and request.end is None:
        return None, ()
    try:
        running = _term(request.months, request.end, signed_on)
        found = of_term(running, term_rules(request.clause_set.terms), calendar)
        days = action_days(request.plan, found, request.months)
    except ValueError as error:
        finding = Finding(
            "prazo-nao-contado",
            "erro",
            "prazos",
            f"os prazos não puderam ser contados: {error}.",
            "Confira as datas das assinaturas e a vigência; use --meses N.",
        )
        return None, (finding,)
    return counted_as(instrument, found, days), ()


def _term(months: int, end: date | None, signed_on: date) -> Term:
    if end is not None:
        span = months_between(signed_on, end)
        return replace(
            term(signed_on, min(max(span, 1), LONGEST_COUNTED)), end=end, alternative=None
        )
    if months <= LONGEST_COUNTED:
        return term(signed_on, months)
    last = same_day_or_last(signed_on, months)
    return replace(term(signed_on, LONGEST_COUNTED), end=last, alternative=None)


def months_between(start: date, end: date) -> int:
    """The months from one month to another."""
    return (end.year - start.year) * 12 + end.month - start.month


def imported_text(instrument: ImportedInstrument) -> NumberedDocument:
    """The text of an imported document as a numbered tree, labels as they were."""
    return assemble(instrument, _no_texts)
