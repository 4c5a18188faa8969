"""What of the journal goes into the public log, in which words, and how a leaf is hashed.

A leaf is the stable JSON of one public event. Leaves can never be taken back, so nothing stands in
them that somebody might have a right to see erased: no name of a person, no text that a person
wrote freely. Nor do CRCs: with the code they open the document to whoever has the paper, and to
nobody else. Every kind of fact is either told here or kept inside for a reason; a test holds that.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from instruments.action_facts import ActionDone, ActionReopened
from instruments.agenda_facts import AgendaOpened, AgendaRevoked
from instruments.facts import Fact, FilesRendered, InstrumentDrafted, PartnerRecorded
from instruments.imported import InstrumentImported
from instruments.instrument import stable_json
from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    Counted,
    Ended,
    EnvelopeExtended,
    EnvelopeOpened,
    ExtensionRequested,
    ExtractSent,
    Published,
    Returned,
    SentToReview,
    SignatureRecorded,
    SignatureRefused,
)
from instruments.log_facts import CheckpointSigned, KeyCreated, KeyRevoked
from instruments.notice_facts import (
    LINES,
    NoticesChecked,
    RecipientAdded,
    RecipientRemoved,
)
from instruments.publication_facts import (
    CorrectionDrafted,
    CorrectionPublished,
    CorrectionSent,
    PublicationUndone,
)
from instruments.tied_facts import Amended, Delivered, ManagerReplaced, PartnerLeft, Reported

FORMAT = "pactua-evento/1"
HASH_BYTES = 32
LEAF, INNER = b"\x00", b"\x01"


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """One leaf to be.

    `version`, when given, says of which text it speaks: the log adds its hash and the parties.
    `signer` is who signed; the log names parties, and of a witness only that it was one.
    `only_if_told` leaves it out while the log has nothing of that instrument.
    """

    name: str
    number: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    signer: str = ""
    only_if_told: bool = False


def leaf_text(event: PublicEvent, at: datetime, more: Mapping[str, Any]) -> str:
    """The leaf as it is stored, hashed in UTF-8 and handed out."""
    return stable_json(
        {
            **event.details,
            **more,
            **({"numero": event.number} if event.number else {}),
            "em": moment(at),
            "evento": event.name,
            "formato": FORMAT,
        }
    )


def leaf_hash(leaf: bytes) -> bytes:
    """RFC 9162, 2.1.1: a leaf is told apart from an inner node."""
    return hashlib.sha256(LEAF + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162, 2.1.1."""
    return hashlib.sha256(INNER + left + right).digest()


def moment(at: datetime) -> str:
    """`2026-12-01T15:00:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def public_event(fact: Fact) -> PublicEvent | None:
    """What the public log tells of a fact, if it tells of it."""
    teller = TOLD.get(type(fact))
    return teller(fact) if teller else None


def _issued(fact: EnvelopeOpened) -> PublicEvent:
    details = _known(arquivo_sha256=fact.file_sha256)
    return PublicEvent("emitido", fact.subject, details, version=fact.version)


def _imported(fact: InstrumentImported) -> PublicEvent:
    origin = fact.instrument.request.origin
    details = _known(arquivo_sha256=fact.file.sha256, codigo_externo=origin.code)
    return PublicEvent("importado", fact.subject, details, version=fact.instrument.version)


def _signed(fact: SignatureRecorded) -> PublicEvent:
    details = {
        "versao": fact.version,
        "nivel": fact.level,
        "via": fact.way,
        "assinado_em": moment(fact.signed_at),
        **_known(arquivo_sha256=fact.file_sha256, codigo_externo=fact.code),
    }
    return PublicEvent("assinado", fact.subject, details, signer=fact.signatory)


def _in_the_gazette(name: str, fact: Published | CorrectionPublished) -> PublicEvent:
    details = {
        "data": fact.published_on.isoformat(),
        "edicao": fact.edition,
        "secao": fact.section,
        "pagina": fact.page,
    }
    return PublicEvent(name, fact.subject, details)


def _amended(fact: Amended) -> PublicEvent:
    details = {
        "aditivo": str(fact.amendment),
        "ordem": fact.order,
        "assinado_em": fact.signed_on.isoformat(),
        **_known(fim=fact.end.isoformat() if fact.end else None),
    }
    return PublicEvent("aditado", fact.subject, details)


def _ended(fact: Ended) -> PublicEvent:
    details = {"forma": fact.form, "efeito_em": fact.effective_on.isoformat()}
    return PublicEvent("encerrado", fact.subject, details)


def _left(fact: PartnerLeft) -> PublicEvent:
    details = {
        "parte": fact.partner,
        "forma": fact.form,
        "efeito_em": fact.effective_on.isoformat(),
    }
    return PublicEvent("participe_desligado", fact.subject, details)


def _known(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _key_created(fact: KeyCreated) -> PublicEvent:
    details = {"chave": fact.id, "origem": fact.origin, "publica": fact.public}
    if fact.previous and fact.endorsement:
        details |= {"anterior": fact.previous, "endosso": fact.endorsement}
    return PublicEvent("chave_criada", details=details)


def _key_revoked(fact: KeyRevoked) -> PublicEvent:
    details = {"chave": fact.id, "motivo": fact.reason, "desde": fact.since.isoformat()}
    return PublicEvent("chave_revogada", details=details)


TOLD: dict[type[Fact], Callable[[Any], PublicEvent | None]] = {
    EnvelopeOpened: _issued,
    InstrumentImported: _imported,
    SignatureRecorded: _signed,
    Returned: lambda fact: PublicEvent("recolhido", fact.subject, only_if_told=True),
    Cancelled: lambda fact: PublicEvent("cancelado", fact.subject),
    Published: lambda fact: _in_the_gazette("publicado", fact),
    PublicationUndone: lambda fact: PublicEvent("publicacao_anulada", fact.subject),
    CorrectionPublished: lambda fact: _in_the_gazette("retificado", fact),
    Amended: _amended,
    PartnerLeft: _left,
    Ended: _ended,
    KeyCreated: _key_created,
    KeyRevoked: _key_revoked,
}
"""How each public fact becomes an event."""

KEPT_INSIDE: dict[type[Fact], str] = {
    PartnerRecorded: "personal data of people, and no act",
    InstrumentDrafted: "a draft is nobody's commitment yet",
    FilesRendered: "copies of drafts",
    SentToReview: "work inside the body",
    Approved: "work inside the body",
    EnvelopeExtended: "work inside the body",
    SignatureRefused: "nobody is bound by it, and its reason is written freely",
    Counted: "follows from the last signature",
    ExtractSent: "the publication tells it",
    CorrectionDrafted: "work inside the body",
    CorrectionSent: "its publication tells it",
    ExtensionRequested: "a request, not an act",
    Delivered: "what it brought about is told of the agreement",
    ManagerReplaced: "the name of a person",
    Reported: "the report is published by the parties",
    ActionDone: "what became of the plan, not of the instrument",
    ActionReopened: "what became of the plan, not of the instrument",
    NoticesChecked: "work inside the body",
    RecipientAdded: "names a person",
    RecipientRemoved: "names a person",
    AgendaOpened: "work inside the body",
    AgendaRevoked: "work inside the body",
    **dict.fromkeys(LINES, "work inside the body"),
    CheckpointSigned: "speaks of the log; a leaf of its own would never let it rest",
}
"""Why the other facts stay in the journal."""
