"""The life of an instrument: three axes, and which fact may follow which.

The cycle is a machine of transitions. The state of the term and that of the publication are read
off the dates on a given day, so nobody has to keep them up to date.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from faults.errors import StateError
from instruments.facts import Fact, InstrumentDrafted
from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    Counted,
    Ended,
    EnvelopeOpened,
    ExtensionRequested,
    ExtractSent,
    Published,
    Returned,
    SentToReview,
    SignatureRecorded,
)

Cycle = Literal["minuta", "em_revisao", "aprovada", "em_assinatura", "assinada", "cancelada"]
TermState = Literal["sem_vigencia", "futura", "vigente", "a_vencer", "encerrada"]
PublicationState = Literal[
    "nao_se_aplica", "a_publicar", "enviada", "publicada_em_dia", "publicada_com_atraso", "vencida"
]

CYCLE_NAMES: dict[Cycle, str] = {
    "minuta": "minuta",
    "em_revisao": "em revisão",
    "aprovada": "aprovada",
    "em_assinatura": "em assinatura",
    "assinada": "assinada",
    "cancelada": "cancelada",
}

SOON_DAYS = 180
"""An instrument is about to expire from the first rung of the ladder of notices on."""


@dataclass(frozen=True, slots=True)
class Life:
    """What the facts so far make of an instrument."""

    cycle: Cycle = "minuta"
    version: int = 0
    signatories: tuple[str, ...] = ()
    signed: tuple[SignatureRecorded, ...] = ()
    counted: Counted | None = None
    sent_on: date | None = None
    published: Published | None = None
    extension_requested_on: date | None = None
    ended: Ended | None = None

    @property
    def pending(self) -> tuple[str, ...]:
        """The signatories who have not signed the version that is out."""
        done = {signature.signatory for signature in self.signed}
        return tuple(name for name in self.signatories if name not in done)

    @property
    def last_signature(self) -> datetime | None:
        """The moment of the last signature, once all are there."""
        return max(one.signed_at for one in self.signed) if self.cycle == "assinada" else None

    def term_state(self, today: date) -> TermState:
        """Where the term stands on a day."""
        if self.counted is None:
            return "sem_vigencia"
        end = min(self.counted.end, self.ended.effective_on) if self.ended else self.counted.end
        if today > end:
            return "encerrada"
        if today < self.counted.signed_on:
            return "futura"
        return "a_vencer" if (end - today).days <= SOON_DAYS else "vigente"

    def publication_state(self, today: date) -> PublicationState:
        """Where the publication stands on a day."""
        if self.counted is None:
            return "nao_se_aplica"
        if self.published is not None:
            late = self.published.published_on > self.counted.publish_by
            return "publicada_com_atraso" if late else "publicada_em_dia"
        if today > self.counted.publish_by:
            return "vencida"
        return "enviada" if self.sent_on else "a_publicar"


def life_of(facts: Iterable[Fact]) -> Life:
    """The life that these facts, oldest first, make. Facts of other kinds change nothing."""
    life = Life()
    for fact in facts:
        if type(fact) in _STEPS:
            life = _STEPS[type(fact)](life, fact)
    return life


def advance(life: Life, fact: Fact) -> Life:
    """The life after one more fact. Raises StateError when the fact may not come now."""
    check(life, fact)
    return _STEPS[type(fact)](life, fact)


def check(life: Life, fact: Fact) -> None:
    """Raise StateError, saying why and what to do, when the fact may not come now."""
    before = ALLOWED.get(type(fact))
    if before is not None and life.cycle not in before:
        names = "” ou “".join(CYCLE_NAMES[cycle] for cycle in before)
        raise StateError(
            f"a situação do instrumento é “{CYCLE_NAMES[life.cycle]}”; "
            f"isto só se faz em “{names}”.",
            REMEDIES[life.cycle],
        )
    if isinstance(fact, Approved | EnvelopeOpened) and fact.version != life.version:
        raise StateError(
            f"a versão {fact.version} já não é a atual ({life.version}).", "Use a versão atual."
        )
    if isinstance(fact, SignatureRecorded):
        _check_signature(life, fact)
    if isinstance(fact, Ended | Published | ExtensionRequested) and life.ended is not None:
        raise StateError(
            f"o instrumento já foi encerrado por {life.ended.form}.", "Nada mais se registra."
        )
    if isinstance(fact, Published) and life.published is not None:
        raise StateError(
            f"a publicação de {life.published.published_on:%d/%m/%Y} já está registrada.",
            "Para corrigir o que saiu, publique uma retificação.",
        )


def _check_signature(life: Life, fact: SignatureRecorded) -> None:
    if fact.signatory not in life.signatories:
        raise StateError(
            f"“{fact.signatory}” não é signatário deste instrumento.",
            f"Signatários: {', '.join(life.signatories)}.",
        )
    if fact.signatory not in life.pending:
        raise StateError(f"“{fact.signatory}” já assinou esta versão.", "Confira o signatário.")


ALLOWED: dict[type[Fact], tuple[Cycle, ...]] = {
    InstrumentDrafted: ("minuta", "em_revisao", "aprovada"),
    SentToReview: ("minuta",),
    Returned: ("em_revisao", "aprovada", "em_assinatura"),
    Approved: ("em_revisao",),
    EnvelopeOpened: ("aprovada",),
    SignatureRecorded: ("em_assinatura",),
    Cancelled: ("minuta", "em_revisao", "aprovada", "em_assinatura"),
    Counted: ("assinada",),
    ExtractSent: ("assinada",),
    Published: ("assinada",),
    ExtensionRequested: ("assinada",),
    Ended: ("assinada",),
}
"""In which states of the cycle each fact may come."""

REMEDIES: dict[Cycle, str] = {
    "minuta": "Envie-o primeiro: pactua instrumento enviar NUM",
    "em_revisao": "Aprove-o primeiro: pactua instrumento aprovar NUM --ato ATO",
    "aprovada": "Abra a assinatura primeiro: pactua assinatura abrir NUM",
    "em_assinatura": "Registre as assinaturas que faltam: pactua assinatura listar NUM",
    "assinada": "Um instrumento assinado só muda por termo aditivo.",
    "cancelada": "Gere outro com --novo; números cancelados não voltam.",
}


def _drafted(life: Life, fact: InstrumentDrafted) -> Life:
    return Life(version=fact.instrument.version)


def _opened(life: Life, fact: EnvelopeOpened) -> Life:
    return replace(life, cycle="em_assinatura", signatories=fact.signatories, signed=())


def _signed(life: Life, fact: SignatureRecorded) -> Life:
    after = replace(life, signed=(*life.signed, fact))
    return after if after.pending else replace(after, cycle="assinada")


def _returned(life: Life, fact: Returned) -> Life:
    return replace(life, cycle="minuta", signatories=(), signed=())


# mypy cannot tell that each function takes the facts of its own key; the tests do.
_STEPS: dict[type[Fact], Callable[..., Life]] = {
    InstrumentDrafted: _drafted,
    SentToReview: lambda life, fact: replace(life, cycle="em_revisao"),
    Returned: _returned,
    Approved: lambda life, fact: replace(life, cycle="aprovada"),
    EnvelopeOpened: _opened,
    SignatureRecorded: _signed,
    Cancelled: lambda life, fact: replace(life, cycle="cancelada"),
    Counted: lambda life, fact: replace(life, counted=fact),
    ExtractSent: lambda life, fact: replace(life, sent_on=fact.sent_on),
    Published: lambda life, fact: replace(life, published=fact),
    ExtensionRequested: lambda life, fact: replace(life, extension_requested_on=fact.requested_on),
    Ended: lambda life, fact: replace(life, ended=fact),
}
