"""The life of an instrument: three axes, and what each fact does to them.

The cycle is a machine of transitions (transitions.py says which are allowed). The state of the term
and that of the publication are read off the dates on a given day, so nobody has to keep them up to
date.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from typing import Literal

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
from instruments.signing_rules import awaited, places_of, turn
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


END_NAMES: dict[EndForm, str] = {
    "denuncia": "denúncia",
    "consenso": "consenso",
    "rescisao": "rescisão",
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
    """The life that these facts, oldest first, make."""
    return reduce(after, facts, Life())


def after(life: Life, fact: Fact) -> Life:
    """The life after one more fact, allowed or not. Facts of other kinds change nothing."""
    step = _STEPS.get(type(fact))
    return step(life, fact) if step else life


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
