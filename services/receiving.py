"""A Word file of ours that comes back edited: what changed, what that means, what may be accepted.

Parts are told by the content controls that our files carry (and, where an editor has dropped them,
by their headings). A change that only puts another value wherever the text shows a field (a name,
an address, an action of the plan) is a change of data: it is taken into the record and the plan,
and the system drafts the next version. Anything else is wording: counsel accepts it clause by
clause, by an act, and the accepted body stands in the request of the next version.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from document.redline import Redline, RedlinePart, compared
from document.tree import NumberedDocument
from faults.errors import BadTemplate, StateError, UnreadableFile, UsageError
from importing.clause_markdown import markdown_of
from instruments.assemble import assemble
from instruments.instrument import AcceptedWording, Instrument, Request
from reading.docx import read_docx
from reading.limits import TEXT_LIMIT, read_bytes
from reading.outline import Block, outline
from reading.source import Line, SourceText
from rendering.engines import engine_name
from services.drafting import Draft, draft_all, pinned_texts, read_draft
from services.editions import edition_of
from services.lifecycle import instrument_of, number_of
from services.office import Office
from services.receiving_fields import FieldChange, with_fields
from services.receiving_judged import Judge, Judged, Refusal
from services.receiving_parts import (
    MARGINS,
    added_to_margins,
    found_parts,
    registered_parts,
    titles_of,
)
from services.receiving_wordings import with_wordings

ChangeKind = Literal["campo", "desacordo", "redacao", "estrutura"]
KINDS: dict[ChangeKind, str] = {
    "campo": "dado do cadastro ou do plano: pode ser aceito",
    "desacordo": "dado que não pode ser aceito como está: depende de análise jurídica",
    "redacao": "redação: depende de análise jurídica",
    "estrutura": "parte incluída ou retirada: depende de análise jurídica",
}

WORD_WANTED = "Peça ao partícipe o DOCX da minuta, editado no Word ou no LibreOffice."


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that came back otherwise: what kind of change it is, and the values that changed."""

    id: str
    title: str
    kind: ChangeKind
    part: RedlinePart
    fields: tuple[FieldChange, ...] = ()
    body: str = ""
    """The new body of a clause as our library writes it, when its wording changed."""
    refused: tuple[Refusal, ...] = ()
    """The values that changed in some of their places only, or that the record does not take."""


@dataclass(frozen=True)
class Received:
    """What came back, compared with the version that went out."""

    number: str
    version: int
    changes: tuple[PartChange, ...]
    redline: Redline
    months: int
    """The term of that version."""
    notes: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """Every value that changed, each once."""
        return tuple(dict.fromkeys(one for part in self.changes for one in part.fields))

    @property
    def for_counsel(self) -> tuple[PartChange, ...]:
        """The changes that counsel looks at."""
        return tuple(one for one in self.changes if one.kind != "campo")


def receive(office: Office, text: str, path: Path) -> Received:
    """Compare a file that came back with the newest version of an instrument."""
    number = number_of(office, text)
    draft = read_draft(office, instrument_of(office, number))
    source = _read(path)
    old = registered_parts(draft.document)
    new, notes = found_parts(old, source)
    if added := added_to_margins(source, _sent_out(office, draft)):
        new[MARGINS] = added
    titles = titles_of(draft.document)
    request = draft.instrument.request
    drawn = _drawing(office, draft.instrument)

    def redraw(changed: Request) -> Mapping[str, Sequence[str]]:
        return registered_parts(drawn(changed))

    judged = Judge(request, old, new, titles, redraw).judged()
    changes = []
    shown = []
    for part_id in [*new, *(one for one in old if one not in new)]:
        before, after = old.get(part_id, ()), new.get(part_id, ())
        part = compared(part_id, titles.get(part_id, part_id), before, after)
        if part.state != "igual":
            change = _change(part, judged, draft.document)
            changes.append(change)
            part = RedlinePart(part.id, part.title, part.state, part.lines, _note(change))
        shown.append(part)
    version = draft.instrument.version
    names = (f"versão {version}", path.name)
    title = f"{draft.instrument.short_title}: arquivo recebido"
    return Received(
        str(number),
        version,
        tuple(changes),
        Redline(title, *names, tuple(shown)),
        request.months,
        notes,
    )


def _read(path: Path) -> SourceText:
    """The Word file. Raises UnreadableFile: no other format tells the parts of our files apart."""
    data = read_bytes(path, TEXT_LIMIT)
    if data.startswith(b"%PDF-"):
        raise UnreadableFile(
            f"{path.name}: é um PDF, e só o DOCX guarda as partes da minuta.", WORD_WANTED
        )
    try:
        return read_docx(path.name, data)
    except UnreadableFile as error:
        raise UnreadableFile(error.message, WORD_WANTED) from error


def _sent_out(office: Office, draft: Draft) -> SourceText:
    """Our own edition of the version, drawn again with the body's template."""
    engine = office.engines("docx", engine_name("docx", "", office.templates))
    return read_docx("minuta.docx", engine.render(draft.document, edition_of(office, draft)))


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What of a file that came back is accepted: its values, and these clauses by this act."""

    fields: bool = False
    clauses: tuple[str, ...] = ()
    act: str = ""


def accept(office: Office, received: Received, acceptance: Acceptance) -> Draft:
    """Draft the next version with what is accepted. Raises UsageError or StateError."""
    if not acceptance.fields and not acceptance.clauses:
        raise UsageError("falta dizer o que aceitar.", "Use --aceitar campos ou --aceitar ID.")
    number = number_of(office, received.number)
    instrument = instrument_of(office, number)
    if instrument.version != received.version:
        raise StateError(
            f"a versão {received.version} já não é a atual ({instrument.version}).",
            "Receba o arquivo de novo.",
        )
    request = instrument.request
    if acceptance.fields:
        if not received.fields:
            raise UsageError(
                "não há neste arquivo dado que possa ser aceito.",
                "Veja em cada parte por quê; o que é redação se aceita por --aceitar ID.",
            )
        request = with_fields(request, received.fields)
    try:
        if acceptance.clauses:
            changes = _accepted(received, acceptance)
            request = with_wordings(request, changes, _drawing(office, instrument))
        return draft_all(office, [(request, False)])[0]
    except BadTemplate as error:
        raise StateError(
            f"com a redação aceita o texto não se sustenta: {error.message}",
            "Aceite também a redação da cláusula que cita essa parte, ou peça que a parte fique.",
        ) from error


def _drawing(office: Office, instrument: Instrument) -> Callable[[Request], NumberedDocument]:
    """How the text is drafted of another request, with the texts pinned in the instrument."""
    texts = pinned_texts(office, instrument.request.texts)

    def drawn(request: Request) -> NumberedDocument:
        return assemble(instrument.model_copy(update={"request": request}), texts)

    return drawn


def _accepted(
    received: Received, acceptance: Acceptance
) -> list[tuple[RedlinePart, AcceptedWording]]:
    """The changed clauses that are accepted, each with its wording. Raises UsageError."""
    if not acceptance.act.strip():
        raise UsageError(
            "falta o ato que aceita a redação.", "Diga-o em --ato, como “Parecer nº 10/2026”."
        )
    reworded = {one.id: one for one in received.changes if one.kind == "redacao" and one.body}
    unknown = [name for name in acceptance.clauses if name not in reworded]
    if unknown:
        raise UsageError(
            f"“{unknown[0]}” não é uma cláusula com redação nova neste arquivo.",
            f"Cláusulas com redação nova: {', '.join(reworded) or 'nenhuma'}. O que mudou em outra "
            "parte se altera no cadastro ou no plano, e a minuta se gera de novo.",
        )
    return [
        (
            reworded[name].part,
            AcceptedWording(clause=name, body=reworded[name].body, act=acceptance.act),
        )
        for name in dict.fromkeys(acceptance.clauses)
    ]


def _change(part: RedlinePart, judged: Judged, document: NumberedDocument) -> PartChange:
    if part.state in ("incluida", "excluida"):
        return PartChange(part.id, part.title, "estrutura", part)
    if part.id in judged.fields:
        return PartChange(part.id, part.title, "campo", part, judged.fields[part.id])
    if refused := judged.refused.get(part.id):
        return PartChange(part.id, part.title, "desacordo", part, refused=refused)
    is_clause = any(clause.id == part.id for clause in document.clauses)
    body = _body(part) if is_clause else ""
    return PartChange(part.id, part.title, "redacao", part, (), body)


def _body(part: RedlinePart) -> str:
    """The new body of a clause in the Markdown of the library."""
    lines = [line.after for line in part.lines if any(p.kind != "excluido" for p in line.pieces)]
    source = SourceText("clausula", "docx", tuple(Line(line) for line in lines if line.strip()))
    blocks = [block for block in outline(source).blocks if block.kind not in ("clausula", "titulo")]
    return markdown_of([*_worded(blocks)]).text.strip()


def _worded(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without labels that stand alone: their words were taken out, the label left."""
    for place, block in enumerate(blocks):
        goes_on = place + 1 < len(blocks) and blocks[place + 1].kind == "corpo"
        if block.body.strip() or goes_on:
            yield block


def _note(change: PartChange) -> str:
    if change.kind == "desacordo":
        why = "; ".join(
            f"{one.change.path}: “{one.change.new}” {one.why}" for one in change.refused
        )
        return f"Alteração de {KINDS[change.kind]} ({why})."
    if change.kind != "campo":
        return f"Alteração de {KINDS[change.kind]}."
    told = "; ".join(f"{one.path}: “{one.new}”" for one in change.fields)
    return f"Alteração de {KINDS['campo']} ({told})."
