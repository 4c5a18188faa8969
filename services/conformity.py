"""Conformity: an instrument differs from its approved wording only where it may vary.

For the attestation that a parecer referencial asks for (Orientação Normativa AGU nº 55/2014). The
instrument is put together once from the texts pinned in it, and once from the approved set and
texts of the library with the same values of the fields that the set lets vary; the two trees must
have the same hash. Any other change refuses the certificate, and is shown.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from clauses.clause_set import ClauseSet
from clauses.clause_text import ClauseText
from document.canonical import text_hash
from document.diff import Change, diff, parts
from document.tree import NumberedDocument
from faults.errors import BadTemplate, NotFound
from instruments.assemble import assemble
from instruments.instrument import Instrument, Request, stable_json
from services.drafting import read_draft
from services.instruments import find_number
from services.office import Office

DISCREET = 12
"""Hex digits shown of the hash of one part; those of the whole are shown entire."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of the instrument: its label, the library text, and the hashes of both trees."""

    label: str
    key: str
    approval: str
    approved_sha256: str
    found_sha256: str

    @property
    def same(self) -> bool:
        """Whether the words in the instrument are those of the approved text."""
        return self.approved_sha256 == self.found_sha256


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as approved: what, in words, and the lines before and after."""

    what: str
    approved: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conformity:
    """The outcome for one version of an instrument."""

    instrument: Instrument
    clause_set: ClauseSet
    opinion: str
    wording_sha256: str
    """Of the approved wording alone: set and texts, without any value of a field."""
    approved_sha256: str
    found_sha256: str
    parts: tuple[Part, ...]
    differences: tuple[Difference, ...]

    @property
    def conforms(self) -> bool:
        """Whether the certificate may be given."""
        return not self.differences


def conformity(office: Office, number: str, opinion: str = "") -> Conformity:
    """Hold the last version of an instrument against the approved wording of the library.

    `opinion` is the parecer referencial; without it every text needs its own act of approval.
    Raises UsageError or NotFound.
    """
    instrument = office.store.instrument(find_number(office, number))
    assert instrument is not None  # find_number found it
    found = read_draft(office, instrument)
    recorded = office.store.version_rows(str(instrument.number))[-1].text_sha256
    approved_set, differences = _approved_set(office, instrument.request)
    texts = {}
    for reference in instrument.request.texts:
        clause_id = reference.key.partition("@")[0]
        try:
            texts[clause_id] = office.library.clause(clause_id, instrument.drafted_on)
        except NotFound:
            differences.append(Difference(f"o texto {reference.key} não está na biblioteca"))
    reference_tree = _reference(office, instrument, approved_set)
    if reference_tree is None:
        differences.append(
            Difference("a minuta aprovada não pôde ser montada com os dados do instrumento")
        )
    else:
        differences += _changes(reference_tree, found.document, instrument.request)
    if recorded != found.text_sha256:
        differences.append(Difference("o texto do registro não é mais o que foi minutado"))
    if not opinion:
        differences += _unapproved(texts)
    return Conformity(
        instrument,
        approved_set,
        opinion,
        _wording_hash(approved_set, texts),
        text_hash(reference_tree) if reference_tree is not None else "",
        found.text_sha256,
        tuple(_parts(instrument, texts, reference_tree, found.document)),
        tuple(differences),
    )


def _approved_set(office: Office, request: Request) -> tuple[ClauseSet, list[Difference]]:
    """The set as the library has it; the instrument's own snapshot when it has none."""
    try:
        return office.library.clause_set(request.clause_set.id), []
    except NotFound:
        told = f"o conjunto {request.clause_set.id} não está na biblioteca"
        return request.clause_set, [Difference(told)]


def _reference(
    office: Office, instrument: Instrument, approved: ClauseSet
) -> NumberedDocument | None:
    """The tree of the approved wording with the instrument's values where they may vary.

    What may not vary is as the set or the body's file gives it, and a wording that was accepted for
    this instrument alone is no part of the approved text. None when it cannot be assembled.
    """
    request = instrument.request
    may = frozenset(approved.variable_fields)
    changes: dict[str, object] = {"clause_set": approved, "wordings": ()}
    if "prazo" not in may:
        changes["months"] = approved.default_months
    if "orgao" not in may:
        changes["body"] = office.body
        changes["signer"] = office.body.representative_on(instrument.drafted_on)

    def find(clause_id: str) -> ClauseText:
        return office.library.clause(clause_id, instrument.drafted_on)

    twin = instrument.model_copy(update={"request": request.model_copy(update=changes)})
    try:
        return assemble(twin, find)
    except (BadTemplate, NotFound):
        return None


_CHANGED = {
    "alterada": "foi alterada",
    "incluida": "não está na minuta aprovada",
    "excluida": "está na minuta aprovada e falta no instrumento",
    "renumerada": "mudou de número",
}


def _changes(
    approved: NumberedDocument, found: NumberedDocument, request: Request
) -> Iterator[Difference]:
    acts = {one.clause: one.act for one in request.wordings}
    for change in diff(approved, found):
        what = f"{_name(change, approved, found)} {_CHANGED[change.kind]}"
        if change.part in acts:
            what += f" (redação aceita pelo ato: {acts[change.part]})"
        yield Difference(what, change.before, change.after)


def _name(change: Change, approved: NumberedDocument, found: NumberedDocument) -> str:
    for document in (found, approved):
        for clause in document.clauses:
            if clause.id == change.part:
                return f"a {clause.label.lower()}"
        for annex in document.annexes:
            for section in annex.sections:
                if section.id == change.part:
                    return f"a seção {section.label.rstrip('.')} do anexo"
    names = {"abertura": "a abertura", "fecho": "o fecho", "assinaturas": "a parte das assinaturas"}
    return names.get(change.part, "o título" if not change.part else f"a parte {change.part}")


def _unapproved(texts: dict[str, ClauseText]) -> Iterator[Difference]:
    missing = sorted(text.key for text in texts.values() if text.head.approval is None)
    if missing:
        yield Difference(
            f"{len(missing)} textos não têm ato de aprovação, e não foi indicado parecer "
            "referencial",
            (),
            tuple(missing),
        )


def _wording_hash(approved: ClauseSet, texts: dict[str, ClauseText]) -> str:
    lines = [f"{text.key} {text.sha256}" for _, text in sorted(texts.items())]
    data = stable_json(approved.model_dump(mode="json", by_alias=True)) + "\n" + "\n".join(lines)
    return hashlib.sha256(data.encode()).hexdigest()


def _parts(
    instrument: Instrument,
    texts: dict[str, ClauseText],
    approved: NumberedDocument | None,
    found: NumberedDocument,
) -> Iterator[Part]:
    """The clauses with both hashes, and the frame and the annexes as one part each."""
    before = parts(approved) if approved is not None else {}
    after = parts(found)
    for clause in found.clauses:
        text = texts.get(clause.source.partition("@")[0])
        yield Part(
            f"{clause.label.capitalize()} – {clause.title}",
            clause.source,
            (text.head.approval or "") if text else "",
            _hash(before.get(clause.id, ())),
            _hash(after.get(clause.id, ())),
        )
    for part, label in (("", "Título"), ("abertura", "Abertura"), ("fecho", "Fecho")):
        if after.get(part):
            yield Part(label, "", "", _hash(before.get(part, ())), _hash(after[part]))
    for annex in found.annexes:
        inside = [annex.id, *(section.id for section in annex.sections)]
        yield Part(
            f"{annex.label.capitalize()} – {annex.title}",
            "",
            "",
            _hash(tuple(line for part in inside for line in before.get(part, ()))),
            _hash(tuple(line for part in inside for line in after.get(part, ()))),
        )


def _hash(lines: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""
