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
from instruments.gazette_states import (
    CorrectionState,
    ExtractText,
    PublicationState,
    PublishedDifference,
    publication_state,
)
from instruments.imported import InstrumentImported
from instruments.lifecycle_facts import (
    Approved,
    Cancelled,
    Counted,
    Ended,
    EndForm,
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
from instruments.publication_facts import (
    CorrectionDrafted,
    CorrectionPublished,
    CorrectionSent,
    PublicationUndone,
    correction_after,
)
from instruments.signing_rules import awaited, check_place, check_signature, places_of, turn
from instruments.tied_facts import Amended, Delivered, ManagerReplaced, PartnerLeft, Reported

Cycle = Literal["minuta", "em_revisao", "aprovada", "em_assinatura", "assinada", "cancelada"]
TermState = Literal["sem_vigencia", "futura", "vigente", "a_vencer", "encerrada"]

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
    refused: tuple[SignatureRefused, ...] = ()
    envelope: EnvelopeOpened | None = None
    sign_until: date | None = None
    counted: Counted | None = None
    sent_on: date | None = None
    published: Published | None = None
    correction: CorrectionState = "sem_retificacao"
    correction_text: ExtractText | None = None
    correction_sent_on: date | None = None
    correction_published: CorrectionPublished | None = None
    undone: tuple[Published, ...] = ()
    """Publications that were recorded and taken back."""
    wrong: tuple[PublishedDifference, ...] = ()
    """What stands in the gazette otherwise than it is, and no correction has put right."""
    extension_requested_on: date | None = None
    ended: Ended | None = None
    amended: tuple[Amended, ...] = ()
    left: tuple[PartnerLeft, ...] = ()
    managers: tuple[ManagerReplaced, ...] = ()
    delivered: Delivered | None = None
    reported: Reported | None = None

    @property
    def pending(self) -> tuple[str, ...]:
        """The signatories who have not signed the version that is out, and are waited for."""
        return tuple(place.id for place in awaited(self.envelope, self.signed))

    @property
    def may_sign(self) -> tuple[str, ...]:
        """The signatories who may sign now."""
        return tuple(place.id for place in turn(self.envelope, self.signed, self.refused))

    @property
    def last_signature(self) -> datetime | None:
        """The moment of the last signature of a party, once all are there.

        A witness attests what the parties have done, and moves none of their dates.
        """
        if self.cycle != "assinada":
            return None
        parties = {place.id for place in places_of(self.envelope) if place.part == "parte"}
        return max(one.signed_at for one in self.signed if one.signatory in parties)

    @property
    def end(self) -> date | None:
        """The last day of the term, or the day on which an earlier end takes effect."""
        if self.counted is None or not self.counted.own_term:
            return None
        return min(self.counted.end, self.ended.effective_on) if self.ended else self.counted.end

    def term_state(self, today: date) -> TermState:
        """Where the term stands on a day."""
        end = self.end
        if self.counted is None or end is None:
            return "sem_vigencia"
        if today > end:
            return "encerrada"
        if today < self.counted.signed_on:
            return "futura"
        return "a_vencer" if (end - today).days <= SOON_DAYS else "vigente"

    def publication_state(self, today: date) -> PublicationState:
        """Where the publication stands on a day."""
        return publication_state(
            self.counted.publish_by if self.counted else None,
            self.sent_on,
            self.published.published_on if self.published else None,
            today,
        )


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
    late = isinstance(fact, SignatureRecorded) and fact.signatory in _may_come_later(life)
    if before is not None and life.cycle not in before and not late:
        names = "” ou “".join(CYCLE_NAMES[cycle] for cycle in before)
        raise StateError(
            f"a situação do instrumento é “{CYCLE_NAMES[life.cycle]}”; "
            f"isto só se faz em “{names}”.",
            _remedy(life.cycle, before),
        )
    if isinstance(fact, Approved | EnvelopeOpened) and fact.version != life.version:
        raise StateError(
            f"a versão {fact.version} já não é a atual ({life.version}).", "Use a versão atual."
        )
    if isinstance(fact, SignatureRecorded):
        check_signature(life.envelope, life.signed, life.refused, fact)
    if isinstance(fact, SignatureRefused):
        check_place(life.envelope, life.signed, life.refused, fact.signatory)
    if isinstance(fact, _BEFORE_THE_END) and life.ended is not None:
        raise StateError(
            f"o instrumento já foi encerrado por {END_NAMES[life.ended.form]}.",
            "Nada mais se registra.",
        )
    if isinstance(fact, Ended | PartnerLeft | Amended):
        _check_in_force(life, fact)
    if isinstance(fact, Delivered | Reported):
        _check_once(life, fact)
    if isinstance(fact, Published):
        _check_publication(life, fact)
    if isinstance(fact, AFTER_PUBLICATION) and life.published is None:
        raise StateError(
            "a publicação do instrumento ainda não está registrada.",
            "Registre-a primeiro: pactua publicacao ler ARQ",
        )


def _check_publication(life: Life, fact: Published) -> None:
    if life.published is not None:
        raise StateError(
            f"a publicação de {life.published.published_on:%d/%m/%Y} já está registrada.",
            "Para corrigir o que saiu, publique uma retificação; para corrigir o registro, "
            "pactua publicacao anular NUM",
        )
    if life.counted is not None and fact.published_on < life.counted.signed_on:
        raise StateError(
            f"a edição de {fact.published_on:%d/%m/%Y} é anterior à última assinatura, de "
            f"{life.counted.signed_on:%d/%m/%Y}.",
            "Confira a data da edição.",
        )


def _check_in_force(life: Life, fact: Ended | PartnerLeft | Amended) -> None:
    day = fact.signed_on if isinstance(fact, Amended) else fact.notified_on
    if life.end is not None and day > life.end:
        raise StateError(
            f"a vigência terminou em {life.end:%d/%m/%Y}; em {day:%d/%m/%Y} já não há o que "
            f"{'alterar' if isinstance(fact, Amended) else 'encerrar'}.",
            "Confira a data; para continuar a cooperação, celebre outro acordo.",
        )
    if isinstance(fact, PartnerLeft) and fact.partner in [one.partner for one in life.left]:
        raise StateError(f"“{fact.partner}” já se desligou do acordo.", "Confira o partícipe.")


def _check_once(life: Life, fact: Delivered | Reported) -> None:
    if isinstance(fact, Delivered) and life.delivered is not None:
        raise StateError(
            f"a entrega de {life.delivered.delivered_on:%d/%m/%Y} já está registrada.",
            "Nada mais se registra.",
        )
    if isinstance(fact, Reported) and life.reported is not None:
        raise StateError(
            f"o relatório final de {life.reported.made_on:%d/%m/%Y} já está registrado.",
            "Nada mais se registra.",
        )


def _may_come_later(life: Life) -> tuple[str, ...]:
    """Who was not waited for, and may sign what the others have signed already."""
    return life.may_sign if life.cycle == "assinada" else ()


END_NAMES: dict[EndForm, str] = {
    "denuncia": "denúncia",
    "consenso": "consenso",
    "rescisao": "rescisão",
}
_BEFORE_THE_END = (Ended, ExtensionRequested, Amended, PartnerLeft)

ALLOWED: dict[type[Fact], tuple[Cycle, ...]] = {
    InstrumentDrafted: ("minuta", "em_revisao", "aprovada"),
    SentToReview: ("minuta",),
    Returned: ("em_revisao", "aprovada", "em_assinatura"),
    Approved: ("em_revisao",),
    EnvelopeOpened: ("aprovada",),
    EnvelopeExtended: ("em_assinatura",),
    SignatureRecorded: ("em_assinatura",),
    SignatureRefused: ("em_assinatura",),
    Cancelled: ("minuta", "em_revisao", "aprovada", "em_assinatura"),
    Counted: ("assinada",),
    ExtractSent: ("assinada",),
    Published: ("assinada",),
    PublicationUndone: ("assinada",),
    CorrectionDrafted: ("assinada",),
    CorrectionSent: ("assinada",),
    CorrectionPublished: ("assinada",),
    ExtensionRequested: ("assinada",),
    Ended: ("assinada",),
    Amended: ("assinada",),
    PartnerLeft: ("assinada",),
    Delivered: ("assinada",),
    ManagerReplaced: ("assinada",),
    Reported: ("assinada",),
}
"""In which states of the cycle each fact may come."""

AFTER_PUBLICATION = (PublicationUndone, CorrectionDrafted, CorrectionSent, CorrectionPublished)

REMEDIES: dict[Cycle, str] = {
    "minuta": "Envie-o primeiro: pactua instrumento enviar NUM",
    "em_revisao": "Aprove-o primeiro: pactua instrumento aprovar NUM --ato ATO",
    "aprovada": "Abra a assinatura primeiro: pactua assinatura abrir NUM",
    "em_assinatura": "Registre as assinaturas que faltam: pactua assinatura listar NUM",
    "assinada": "Um instrumento assinado só muda por termo aditivo.",
    "cancelada": "Gere outro com --novo; números cancelados não voltam.",
}


AFTERWARDS: dict[Cycle, str] = {
    "em_revisao": "pactua instrumento aprovar NUM --ato ATO",
    "aprovada": "pactua assinatura abrir NUM",
    "em_assinatura": "pactua assinatura registrar NUM (veja quem falta com assinatura listar)",
}
"""What comes next, for who asks for a step that was taken already."""


def _remedy(cycle: Cycle, allowed: tuple[Cycle, ...]) -> str:
    order = list(CYCLE_NAMES)
    passed = all(order.index(one) < order.index(cycle) for one in allowed)
    if not passed or cycle not in AFTERWARDS:
        return REMEDIES[cycle]
    return (
        f"O passo seguinte é: {AFTERWARDS[cycle]}. Para mudar o texto, devolva-o: pactua "
        "instrumento devolver NUM --motivo TEXTO"
    )


def _drafted(life: Life, fact: InstrumentDrafted) -> Life:
    return Life(version=fact.instrument.version)


def _imported(life: Life, fact: InstrumentImported) -> Life:
    """It was approved and signed elsewhere: what is left is to record the signatures it carries."""
    return Life(version=fact.instrument.version, cycle="aprovada")


def _opened(life: Life, fact: EnvelopeOpened) -> Life:
    return replace(
        life,
        cycle="em_assinatura",
        signatories=fact.signatories,
        signed=(),
        refused=(),
        envelope=fact,
        sign_until=fact.until,
    )


def _signed(life: Life, fact: SignatureRecorded) -> Life:
    after = replace(life, signed=(*life.signed, fact))
    return after if after.pending else replace(after, cycle="assinada")


def _returned(life: Life, fact: Returned) -> Life:
    return replace(
        life,
        cycle="minuta",
        signatories=(),
        signed=(),
        refused=(),
        envelope=None,
        sign_until=None,
    )


def _counted(life: Life, fact: Counted) -> Life:
    """With another end, a request for more time has been met: the new term wants one of its own."""
    moved = life.counted is not None and life.counted.end != fact.end
    requested = None if moved else life.extension_requested_on
    return replace(life, counted=fact, extension_requested_on=requested)


def _published(life: Life, fact: Published) -> Life:
    return replace(
        life,
        published=fact,
        correction=correction_after(fact),
        wrong=tuple(one for one in fact.differences if one.needs_correction),
    )


def _undone(life: Life, fact: PublicationUndone) -> Life:
    return replace(
        life,
        sent_on=None,
        published=None,
        undone=(*life.undone, *((life.published,) if life.published else ())),
        correction=correction_after(fact),
        correction_text=None,
        correction_sent_on=None,
        correction_published=None,
        wrong=(),
    )


def _correction_drafted(life: Life, fact: CorrectionDrafted) -> Life:
    return replace(
        life,
        correction=correction_after(fact),
        correction_text=fact.extract,
        wrong=fact.differences or life.wrong,
    )


def _correction_sent(life: Life, fact: CorrectionSent) -> Life:
    return replace(life, correction=correction_after(fact), correction_sent_on=fact.sent_on)


def _correction_published(life: Life, fact: CorrectionPublished) -> Life:
    return replace(
        life,
        correction=correction_after(fact),
        correction_published=fact,
        wrong=fact.remaining,
    )


# mypy cannot tell that each function takes the facts of its own key; the tests do.
_STEPS: dict[type[Fact], Callable[..., Life]] = {
    InstrumentDrafted: _drafted,
    InstrumentImported: _imported,
    SentToReview: lambda life, fact: replace(life, cycle="em_revisao"),
    Returned: _returned,
    Approved: lambda life, fact: replace(life, cycle="aprovada"),
    EnvelopeOpened: _opened,
    EnvelopeExtended: lambda life, fact: replace(life, sign_until=fact.until),
    SignatureRecorded: _signed,
    SignatureRefused: lambda life, fact: replace(life, refused=(*life.refused, fact)),
    Cancelled: lambda life, fact: replace(life, cycle="cancelada"),
    Counted: _counted,
    ExtractSent: lambda life, fact: replace(life, sent_on=fact.sent_on),
    Published: _published,
    PublicationUndone: _undone,
    CorrectionDrafted: _correction_drafted,
    CorrectionSent: _correction_sent,
    CorrectionPublished: _correction_published,
    ExtensionRequested: lambda life, fact: replace(life, extension_requested_on=fact.requested_on),
    Ended: lambda life, fact: replace(life, ended=fact),
    Amended: lambda life, fact: replace(life, amended=(*life.amended, fact)),
    PartnerLeft: lambda life, fact: replace(life, left=(*life.left, fact)),
    Delivered: lambda life, fact: replace(life, delivered=fact),
    ManagerReplaced: lambda life, fact: replace(life, managers=(*life.managers, fact)),
    Reported: lambda life, fact: replace(life, reported=fact),
}
