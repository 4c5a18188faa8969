"""The extract of an instrument of ours: what of its snapshot and its life goes to the gazette.

Agreements, adesões, aditivos, rescisões and denúncias are published, these as acts that bring the
end of an agreement nearer (clauses/library/publicacao, #publicacao-dos-aditivos); other letters and
reports are not.
"""

from dataclasses import replace
from datetime import date
from typing import Any, get_args

from document.canonical import stable
from document.charset import undrawable
from instruments.gazette_states import ExtractText, PublishedDifference
from instruments.identifiers import mask_cpfs
from instruments.imported import ImportedRequest
from instruments.instrument import KIND_NAMES, Instrument, Request
from instruments.lifecycle import Life
from instruments.tied import AmendmentFacts, Tied
from law.term import term
from portuguese.contractions import by, of
from portuguese.gender import Noun
from portuguese.lists import join_and
from portuguese.numerals import with_words
from publication.differences import Difference
from publication.extract import Extract, ExtractData, Party, Signatory
from publication.index import Candidate, Keyed
from publication.kinds import AMENDING, KINDS, ExtractKind, InstrumentKind, kind_in
from services.settings import BRASILIA

MARKS_OF_EXTRACTS = ((": ", ", "), ("; ", ", "), (" – ", ", "), (". ", ", "))
"""What parts the extract itself; an object that has one of them is written with a comma."""

CAUSES = {
    "consenso": "por consenso",
    "descumprimento": "por descumprimento",
    "forca_maior": "por caso fortuito ou força maior",
}
LONGEST_VALUE = 300


def published_kind(kind: str) -> InstrumentKind | None:
    """The kind under which an instrument is published; None when it is not."""
    return next((known for known in get_args(InstrumentKind) if known == kind), None)


def extract_data(
    instrument: Instrument, life: Life, takes_effect: date | None = None
) -> ExtractData | None:
    """What the extract of an instrument tells, as far as its life has come; None without one.

    `takes_effect` is the day at the end of which an act that ends an agreement does so
    (`effect_told` of services/tied_effects.py); until that is known, that of the document stands.
    """
    request = instrument.request
    kind = published_kind(request.kind)
    if kind is None:
        return None
    body = request.body
    union = Party(
        f"União, por intermédio {of(Noun(body.name, body.gender))}",
        body.acronym,
        body.cnpj,
        body.gender,
    )
    partners = tuple(
        Party(partner.name, partner.acronym, partner.cnpj, partner.gender)
        for partner in request.partners
    )
    data = ExtractData(
        kind=kind,
        number="" if request.tied else str(instrument.number),
        process=request.process,
        parties=(union, *partners),
        object=_object(instrument),
        signed_on=life.last_signature.astimezone(BRASILIA).date() if life.last_signature else None,
        signatories=_signatories(instrument, life),
        sent_by=f"{request.signer.name}, {request.signer.role}" if life.last_signature else "",
    )
    if request.tied:
        return _with_original(data, request.tied, takes_effect)
    if isinstance(request, ImportedRequest) and request.end:
        return replace(data, start=data.signed_on, end=data.signed_on and request.end)
    if data.signed_on is None:
        return replace(data, months=request.months)
    # Not what was counted last: an extension is told by the extract of its own aditivo.
    end = term(data.signed_on, request.months).end
    return replace(data, months=request.months, start=data.signed_on, end=end)


def _with_original(data: ExtractData, tied: Tied, takes_effect: date | None) -> ExtractData:
    """An aditivo is published with its own span, an act of ending with the day of its effects."""
    original = tied.original
    named = replace(data, original_kind=original.kind, original_number=original.number)
    if tied.amendment is None:
        return replace(named, start=takes_effect or (tied.act.effective_on if tied.act else None))
    amendment = tied.amendment
    return replace(
        named,
        ordinal=amendment.order,
        months=amendment.months,
        start=original.end if amendment.new_end else None,
        end=amendment.new_end,
    )


def _object(instrument: Instrument) -> str:
    request = instrument.request
    if request.tied is None:
        return without_marks(request.plan.title)
    original = request.tied.original
    act = f"{KIND_NAMES[original.kind]} nº {'/'.join(original.number.split('/')[:2])}"
    if request.tied.amendment:
        return f"{_purposes(request.tied.amendment)} do {act}"
    if request.kind == "notificacao_denuncia":
        return _of_its_author(request, "denúncia", act)
    form = request.tied.act.form if request.tied.act else None
    cause = f", {CAUSES[form]}" if form else ""
    return f"{_of_its_author(request, 'rescisão', act)}{cause}"


def _of_its_author(request: Request, what: str, agreement: str) -> str:
    """The act, by whom it is where one party does it, and that the agreement goes on if it does."""
    author = request.tied.act.author if request.tied and request.tied.act else None
    if author is None:
        return f"{what} do {agreement}"
    partner = next((one for one in request.partners if one.id == author), None)
    who = partner or request.body
    goes_on = partner is not None and len(request.partners) > 1
    return (
        f"{what} {by(Noun(who.acronym, who.gender))} do {agreement}"
        f"{', que prossegue entre os demais partícipes' if goes_on else ''}"
    )


def _purposes(amendment: AmendmentFacts) -> str:
    found = []
    if amendment.months:
        unit = "mês" if amendment.months == 1 else "meses"
        found.append(f"prorrogação da vigência por {with_words(amendment.months)} {unit}")
    if amendment.changes or amendment.own_words:
        found.append("alteração de cláusulas")
    if amendment.changes_plan:
        found.append("substituição do plano de trabalho")
    return join_and(found)


def without_marks(text: str) -> str:
    """A text without the punctuation that parts an extract."""
    for mark, instead in MARKS_OF_EXTRACTS:
        text = text.replace(mark, instead)
    return text


def _signatories(instrument: Instrument, life: Life) -> tuple[Signatory, ...]:
    """Who signed for each party, in the order of the parties; witnesses are not published."""
    if life.last_signature is None:
        return ()
    request = instrument.request
    acronyms = {request.body.id: request.body.acronym}
    acronyms |= {partner.id: partner.acronym for partner in request.partners}
    by_party = {signature.signatory: signature for signature in life.signed}
    return tuple(
        Signatory(acronym, by_party[party].name, by_party[party].role)
        for party, acronym in acronyms.items()
        if party in by_party
    )


# --- what the journal keeps of it ---


def as_text(extract: Extract) -> ExtractText:
    """The extract as a fact keeps it."""
    return ExtractText(
        code=extract.code,
        title=extract.title,
        paragraph=extract.paragraph,
        signature=extract.signature,
    )


def from_text(kept: ExtractText) -> Extract:
    """The extract that a fact has kept."""
    kinds: list[ExtractKind] = [kind for kind, one in KINDS.items() if one.code == kept.code]
    kind = kinds[0] if kinds else _told_kind(kept.title)
    return Extract(kind, kept.title, kept.paragraph, kept.signature)


def _told_kind(title: str) -> ExtractKind:
    return next((kind for kind in KINDS if kind == kind_in(title)), "acordo_cooperacao_tecnica")


def kept_difference(difference: Difference) -> PublishedDifference:
    """A difference as a fact keeps it: on one line, within bounds, without a CPF."""
    return PublishedDifference(
        field=difference.field,
        published=shown(difference.published),
        right=shown(difference.right),
        text=shown(difference.text),
        severity=difference.severity,
    )


def shown(text: str, longest: int = LONGEST_VALUE) -> str:
    """A stranger's text as it can be kept and shown."""
    clean = mask_cpfs(stable(text))
    for _, character in undrawable(clean):
        clean = clean.replace(character, "")
    return clean if len(clean) <= longest else f"{clean[: longest - 6]} (...)"


def as_difference(kept: PublishedDifference) -> Difference:
    """The difference that a fact has kept; the part of the extract it stands in is not."""
    return Difference(kept.field, "", kept.published, kept.right, kept.text, kept.severity)


# --- what the gazette is searched for ---


def keys_of(row: dict[str, Any], partners: list[dict[str, str]]) -> Keyed:
    """The keys of an instrument from its reading row."""
    return Keyed(
        row["numero"],
        row["processo"] or None,
        tuple(partner["cnpj"] for partner in partners if partner["cnpj"]),
        row["original"] or row["numero"],
    )


def light_candidate(row: dict[str, Any], partners: list[dict[str, str]]) -> Candidate:
    """A candidate from its reading row alone: enough to see whether a text leads to it."""
    kind = published_kind(row["especie"]) or "acordo_cooperacao_tecnica"
    tied = bool(row["original"])
    nobody = Party("", "", None)
    return Candidate(
        row["numero"],
        ExtractData(
            kind=kind,
            number="" if tied else row["numero"],
            process=row["processo"] or None,
            parties=(
                nobody,
                *(Party(p["nome"], p["sigla"], p["cnpj"] or None) for p in partners),
            ),
            object="",
            signed_on=None,
            signatories=(),
            original_number=row["original"] if kind in AMENDING else "",
        ),
    )
