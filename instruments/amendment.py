"""Amendments on the tree: what a termo aditivo does to the text of its original.

The text in force is the original with every amendment signed by a day laid over it. No clause that
stands is renumbered and no number of a revoked one is used again (Lei Complementar nº 95/1998,
art. 12, III, “b” and “c”, by analogy). It leaves out how the amendment itself is worded
(instruments/quotation.py) and whether it may be signed at all (the lifecycle).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from document.tree import (
    Annex,
    Clause,
    Document,
    Paragraph,
    Run,
    Subclause,
)
from faults.errors import NotFound, StateError
from portuguese.dates import long_date
from portuguese.lists import join_and
from portuguese.numerals import with_words
from portuguese.ordinals import ordinal_number
from portuguese.parsing import bare

TERM_CLAUSE = "prazo-e-vigencia"
"""The clause that carries the term, by its id in the library."""

PLAN_TERM_SECTION = "plano-2"
"""The section of a work plan that opens with its beginning and its end (plan_annex.py)."""

CLAUSE_REMEDY = "Veja os identificadores com: pactua clausula listar --conjunto CONJUNTO"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A clause gets a new wording; it keeps its place and its number."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Addition:
    """A new clause, after the clause with this id and those that were already added there."""

    clause: Clause
    after: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """A clause ceases to be in force; its number remains and says so."""

    clause_id: str


@dataclass(frozen=True, slots=True)
class Extension:
    """More months, counted from the old end; `end` is the new last day."""

    months: int
    end: date


@dataclass(frozen=True, slots=True)
class NewPlan:
    """Another work plan in the place of the one annexed."""

    annex: Annex


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Changes that stand in the text of the amendment alone: whoever reads on is sent there."""

    order: int


Change = Replacement | Addition | Revocation | Extension | NewPlan | OwnWords


@dataclass(frozen=True, slots=True)
class Amendment:
    """One signed termo aditivo: its ordinal, the day of its last signature, what it changes."""

    order: int
    day: date
    changes: tuple[Change, ...]
    sequence: int = 0
    """Where it came among those signed, when that is known: each was settled in the text that those
    before it made, and the second may be signed before the first."""

    @property
    def name(self) -> str:
        """`1º Termo Aditivo`."""
        return f"{ordinal_number(self.order)} Termo Aditivo"


def consolidated(
    original: Document, amendments: Iterable[Amendment], on: date, notes: bool = False
) -> Document:
    """The text in force at the end of a day, not numbered yet.

    With `notes`, each changed place says which amendment gave it its wording, and a line under the
    title says what text this is. Raises NotFound or StateError for a change that has no place.
    """
    known = (one for one in amendments if one.day <= on)
    signed = sorted(known, key=lambda one: (one.sequence, one.order))
    text = original
    for amendment in signed:
        text = amended(text, amendment.changes, amendment.name if notes else "")
    if notes and signed:
        names = join_and([ordinal_number(one.order) for one in signed])
        what = "o {} Termo Aditivo" if len(signed) == 1 else "os {} Termos Aditivos"
        line = f"Texto consolidado em {long_date(on)}, com {what.format(names)}"
        text = replace(text, subtitle=(*text.subtitle, line))
    return text


def amended(document: Document, changes: Sequence[Change], note: str = "") -> Document:
    """The document with these changes laid over it; `note` is the name of who changes it, or "".

    The term is extended last, so that a new wording of its clause in the same amendment does not
    hide the extension.
    """
    for change in sorted(changes, key=lambda one: isinstance(one, Extension)):
        document = _changed(document, change, note)
    extension = next((one for one in changes if isinstance(one, Extension)), None)
    if extension is not None and not any(isinstance(one, NewPlan) for one in changes):
        annexes = tuple(_plan_extended(annex, extension, note) for annex in document.annexes)
        return replace(document, annexes=annexes)
    return document


def _changed(document: Document, change: Change, note: str) -> Document:
    match change:
        case Replacement(clause):
            place = _place(document, clause.id)
            old = document.clauses[place]
            new = replace(clause, kind=old.kind, inserted=old.inserted)
            return _with(document, place, _noted(new, "Redação dada", note))
        case Addition(clause, after):
            return _added(document, clause, after, note)
        case Revocation(clause_id):
            place = _place(document, clause_id)
            return _with(document, place, _revoked(document.clauses[place], note))
        case Extension():
            if TERM_CLAUSE not in [clause.id for clause in document.clauses]:
                # An imported text may have no clause that is known as the one of the term.
                extension = _extension(change, note)
                return replace(document, closing=(*document.closing, extension))
            place = _place(document, TERM_CLAUSE)
            return _with(document, place, _extended(document.clauses[place], change, note))
        case OwnWords(order):
            words = (
                f"(O {ordinal_number(order)} Termo Aditivo traz alterações que não estão aplicadas "
                "neste texto; leia-o.)"
            )
            return replace(document, closing=(*document.closing, _remark(words)))
        case NewPlan(annex):
            return replace(document, annexes=_replaced(document, annex, note))


def _place(document: Document, clause_id: str) -> int:
    """Where a clause stands. Raises NotFound, or StateError for one that was revoked."""
    for place, clause in enumerate(document.clauses):
        if clause.id == clause_id:
            if clause.revoked:
                raise StateError(
                    f"a cláusula “{clause_id}” foi revogada e não pode ser alterada.",
                    "Acrescente outra cláusula, com outro identificador.",
                )
            return place
    raise NotFound(f"o texto em vigor não tem a cláusula “{clause_id}”.", CLAUSE_REMEDY)


def _with(document: Document, place: int, clause: Clause) -> Document:
    before, after = document.clauses[:place], document.clauses[place + 1 :]
    return replace(document, clauses=(*before, clause, *after))


def _added(document: Document, clause: Clause, after: str, note: str) -> Document:
    ids = [known.id for known in document.clauses]
    if clause.id in ids:
        raise StateError(
            f"o texto em vigor já tem a cláusula “{clause.id}”.",
            "Dê outro identificador à cláusula acrescida.",
        )
    if after not in ids:
        raise NotFound(f"o texto em vigor não tem a cláusula “{after}”.", CLAUSE_REMEDY)
    place = ids.index(after) + 1
    while place < len(ids) and document.clauses[place].inserted:
        place += 1
    kind = document.clauses[place - 1].kind
    new = _noted(replace(clause, kind=kind, inserted=True), "Incluída", note)
    return replace(document, clauses=(*document.clauses[:place], new, *document.clauses[place:]))


def _revoked(clause: Clause, note: str) -> Clause:
    words = f"(Revogada pelo {note})" if note else "(Revogada)"
    return replace(clause, title="", blocks=(_remark(words),), revoked=True)


def _extended(clause: Clause, change: Extension, note: str) -> Clause:
    first = next(
        (at for at, block in enumerate(clause.blocks) if isinstance(block, Subclause)),
        len(clause.blocks),
    )
    extension = _extension(change, note)
    return replace(clause, blocks=(*clause.blocks[:first], extension, *clause.blocks[first:]))


def _extension(change: Extension, note: str) -> Paragraph:
    months = "mês" if change.months == 1 else "meses"
    words = (
        f"Vigência prorrogada por {with_words(change.months)} {months}, "
        f"até {long_date(change.end)}."
    )
    remark = (Run(f" (Incluído pelo {note})", italic=True),) if note else ()
    return Paragraph((Run(words), *remark))


def _plan_extended(annex: Annex, change: Extension, note: str) -> Annex:
    """The plan with its new end after the old one; an imported plan has no such section."""
    words = (
        f"Término prorrogado para {long_date(change.end)}, também o das ações previstas até o fim "
        "da vigência."
    )
    remark = (Run(f" (Incluído pelo {note})", italic=True),) if note else ()
    line = Paragraph((Run(words), *remark))
    sections = tuple(
        replace(section, blocks=(section.blocks[0], line, *section.blocks[1:]))
        if section.id == PLAN_TERM_SECTION
        else section
        for section in annex.sections
    )
    return replace(annex, sections=sections)


def _noted(clause: Clause, how: str, note: str) -> Clause:
    if not note:
        return clause
    return replace(clause, blocks=(_remark(f"({how} pelo {note})"), *clause.blocks))


def _remark(words: str) -> Paragraph:
    return Paragraph((Run(words, italic=True),))


def _replaced(document: Document, annex: Annex, note: str) -> tuple[Annex, ...]:
    """The annexes with the one of this id exchanged, or this one added where there was none.

    An imported annex is known by its title, which its id is made of.
    """
    named = next((one.id for one in document.annexes if one.id == annex.id), None) or next(
        (one.id for one in document.annexes if bare(one.title) == bare(annex.title)), None
    )
    if note:
        annex = replace(annex, title=f"{annex.title} (Redação dada pelo {note})")
    if named is None:
        taken = {clause.id for clause in document.clauses}
        new_id = f"{annex.id}-anexo" if annex.id in taken else annex.id
        return (*document.annexes, replace(annex, id=new_id))
    new = replace(annex, id=named)
    return tuple(new if known.id == named else known for known in document.annexes)
