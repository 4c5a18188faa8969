"""Which fact may follow which in the life of an instrument, and what to do when it may not."""

from faults.errors import StateError
from instruments.facts import Fact, InstrumentDrafted
from instruments.lifecycle import CYCLE_NAMES, END_NAMES, Cycle, Life, after
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
from instruments.publication_facts import (
    CorrectionDrafted,
    CorrectionPublished,
    CorrectionSent,
    PublicationUndone,
)
from instruments.signing_rules import check_place, check_signature
from instruments.tied_facts import Amended, Delivered, ManagerReplaced, PartnerLeft, Reported


def advance(life: Life, fact: Fact) -> Life:
    """The life after one more fact. Raises StateError when the fact may not come now."""
    check(life, fact)
    return after(life, fact)


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
