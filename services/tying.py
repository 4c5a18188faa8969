"""Termos aditivos: drafted on a signed agreement, numbered, and tied to it.

A request is the next amendment of the agreement, or another version of the one that is still being
prepared; `new` asks for one beside that. Where the changed clauses stand and what they cite is
settled on the text in force, once, when the amendment is drafted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from faults.errors import StateError, UsageError
from faults.validation import validate
from instruments.body import Body
from instruments.instrument import Instrument, Request
from instruments.lifecycle import Cycle
from instruments.number import InstrumentNumber
from instruments.partner import Partner
from instruments.quotation import settled, titles_filled
from instruments.tied import BODY, ClauseChange, Tied
from instruments.tied_fields import purposes
from instruments.work_plan import LAST_MONTH, WorkPlan
from portuguese.lists import join_and
from registry.queries import TiedRow
from rendering.engines import engine_name
from services.counting import running_term
from services.drafting import Ask, Draft, draft_all, draft_request, prepare, read_draft
from services.editions import edition_of
from services.instruments import find_number
from services.office import Office
from services.settings import BRASILIA
from services.ties import (
    Agreement,
    agreement_like,
    check_not_ended,
    in_charge,
    original_facts,
    plan_in_force,
    read_instrument,
    read_life,
    text_in_force,
)

AMENDMENT = "termo_aditivo"
AMENDMENT_SET = "termo-aditivo"
SETTLED_STATES = ("assinada", "cancelada")


@dataclass(frozen=True, slots=True)
class AmendmentAsk:
    """What an amendment is asked to do to an agreement; at least one of the three.

    `months` are added to the term; `changes` name clauses of the text in force; `plan` takes the
    place of the plan in force.
    """

    number: str
    months: int | None = None
    changes: tuple[ClauseChange, ...] = ()
    plan: WorkPlan | None = None
    plan_name: str = ""
    process: str | None = None
    new: bool = False


def draft_amendment(office: Office, ask: AmendmentAsk) -> Draft:
    """The amendment, drafted or found. Raises InvalidData, NotFound, UsageError or StateError."""
    # The request is made inside the write transaction: no one else can take its ordinal meanwhile.
    return draft_all(office, _in_transaction(office, ask))[0]


def _in_transaction(office: Office, ask: AmendmentAsk) -> Iterator[tuple[Request, bool]]:
    found = agreement_like(office, ask.number)
    check_not_ended(found, office.today, "termo aditivo")
    waiting = None if ask.new else pending(office, found.number)
    request = amendment_request(office, found, ask, waiting)
    if waiting is not None:
        _check_same_document(read_instrument(office, waiting.number), request)
    yield request, waiting is None


def amendment_request(
    office: Office, found: Agreement, ask: AmendmentAsk, waiting: TiedRow | None = None
) -> Request:
    """The snapshot of an amendment, settled in the text in force; `waiting` is one to redo."""
    tied = _tied(found, ask, waiting.order if waiting else next_order(office, found.number))
    process = ask.process
    if process is None and waiting is not None:
        process = read_instrument(office, waiting.number).request.process
    request = prepare(
        office,
        Ask(
            current_partners(office, found),
            AMENDMENT_SET,
            ask.plan or plan_in_force(office, found).plan,
            ask.plan_name,
            process or found.instrument.request.process,
            _total_months(found, ask.months),
            tied=tied,
        ),
    )
    request = request.model_copy(update={"body": current_body(office, found)})
    return settled(titles_filled(request), text_in_force(office, found, date.max))


def pending(office: Office, number: str) -> TiedRow | None:
    """The last amendment of an agreement that is neither signed nor cancelled."""
    waiting = [row for row in amendment_rows(office, number) if row.state not in SETTLED_STATES]
    return waiting[-1] if waiting else None


def amendment_rows(office: Office, number: str) -> list[TiedRow]:
    """Every amendment of an agreement, by its ordinal; a cancelled one shares it with the next."""
    return [row for row in office.store.tied_to(number) if row.kind == AMENDMENT]


def next_order(office: Office, number: str) -> int:
    """The ordinal of the next amendment; that of a cancelled one is free again."""
    rows = amendment_rows(office, number)
    return 1 + max((row.order for row in rows if row.state != "cancelada"), default=0)


def extension_draft(office: Office, number: str, months: int | None = None) -> tuple[str, bytes]:
    """A ready draft of the amendment that extends an agreement: its file name and its DOCX.

    It takes no number and records nothing. An amendment that extends the term and is being prepared
    already is given as it stands. Without `months` the term is extended by as many as it first had,
    as far as the law's limit goes. Raises StateError for an agreement that is over.
    """
    found = agreement_like(office, number)
    check_not_ended(found, office.today, "termo aditivo")
    made = _draft_in_hand(office, found) if months is None else None
    if made is None:
        ask = AmendmentAsk(found.number, months or _same_again(found))
        unnumbered = InstrumentNumber(0, office.today.year, office.body.unit.suffix)
        made = draft_request(office, amendment_request(office, found, ask), unnumbered)
    engine = office.engines("docx", engine_name("docx", "", office.templates))
    return draft_name(made.instrument), engine.render(made.document, edition_of(office, made))


def draft_name(instrument: Instrument) -> str:
    """`minuta-1-termo-aditivo-ACT-1-2024.docx`: by its ordinal, because it may have no number."""
    tied = instrument.request.tied
    if tied is None or tied.amendment is None:
        return f"{instrument.file_stem}.docx"
    sequence, year, *_ = tied.original.number.split("/")
    return f"minuta-{tied.amendment.order}-termo-aditivo-acordo-{sequence}-{year}.docx"


def _draft_in_hand(office: Office, found: Agreement) -> Draft | None:
    waiting = pending(office, found.number)
    if waiting is None:
        return None
    tied = read_instrument(office, waiting.number).request.tied
    if tied is None or tied.amendment is None or not tied.amendment.changes_term:
        return None
    if found.life.counted is None or tied.original.end != found.life.counted.end:
        return None
    return read_draft(office, read_instrument(office, waiting.number))


def _same_again(found: Agreement) -> int:
    counted = found.life.counted
    so_far = counted.months if counted else 0
    request = found.instrument.request
    return max(1, min(request.months or request.clause_set.default_months, LAST_MONTH - so_far))


def _tied(found: Agreement, ask: AmendmentAsk, order: int) -> Tied:
    amendment: dict[str, Any] = {
        "ordem": order,
        "alteracoes": ask.changes,
        "altera_plano": ask.plan is not None,
    }
    if ask.months is not None and found.life.counted is not None:
        extended = running_term(found.life.counted).extended(ask.months)
        amendment |= {"meses": ask.months, "fim_novo": extended.end}
    return validate(Tied, {"original": original_facts(found), "aditivo": amendment}, "")


def _total_months(found: Agreement, more: int | None) -> int:
    so_far = found.life.counted.months if found.life.counted else 0
    total = so_far + (more or 0)
    if total > LAST_MONTH:
        left = LAST_MONTH - so_far
        raise UsageError(
            f"com mais {more or 0} meses, a vigência passaria de {so_far} para {total} meses; o "
            f"limite é de {LAST_MONTH}.",
            f"Prorrogue por até {left} meses ou celebre outro acordo."
            if left > 0
            else "Celebre outro acordo.",
        )
    return total


def current_partners(office: Office, found: Agreement) -> tuple[Partner, ...]:
    """The partners that have not left, as the registry has them today, with who is in charge now.

    One that the registry does not have stands as in the agreement.
    """
    return tuple(_current(office, found, partner) for partner in found.partners)


def _current(office: Office, found: Agreement, snapshot: Partner) -> Partner:
    known = office.store.partner(snapshot.id) or snapshot
    if not any(one.party == snapshot.id for one in found.life.managers):
        return known
    now = in_charge(office, found, snapshot.id, office.today)
    return known.model_copy(update={"manager": now.contact})


def current_body(office: Office, found: Agreement) -> Body:
    """The federal body of today, with who is in charge of this agreement now."""
    if not any(one.party == BODY for one in found.life.managers):
        return office.body
    now = in_charge(office, found, BODY, office.today)
    return office.body.model_copy(update={"manager": now.contact})


def _check_same_document(earlier: Instrument, request: Request) -> None:
    """Parties and process tell documents apart; with others, the one in hand is not redone."""
    if earlier.request.key in (request.key, request.base_key):
        return
    raise StateError(
        f"o {earlier.short_title} já está em preparo (nº {earlier.number}), com outras partes ou "
        "outro processo.",
        "Cancele-o, repita o pedido sem --processo, ou use --novo para outro termo aditivo.",
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """An amendment in the list of its agreement."""

    number: str
    order: int
    version: int
    state: Cycle
    signed_on: date | None
    purpose: str
    new_end: date | None

    def as_data(self) -> dict[str, Any]:
        """Under the keys of the command line, with ISO dates."""
        return {
            "numero": self.number,
            "ordem": self.order,
            "versao": self.version,
            "estado": self.state,
            "assinado_em": self.signed_on.isoformat() if self.signed_on else None,
            "finalidade": self.purpose,
            "fim_novo": self.new_end.isoformat() if self.new_end else None,
        }


@dataclass(frozen=True, slots=True)
class Amendments:
    """The amendments of an agreement by their ordinal."""

    number: str
    rows: tuple[Listed, ...]


def list_amendments(office: Office, text: str) -> Amendments:
    """Every amendment of an agreement, signed or not. Raises NotFound or UsageError."""
    number = find_number(office, text)
    rows = (_listed(office, row) for row in amendment_rows(office, number))
    return Amendments(number, tuple(one for one in rows if one is not None))


def _listed(office: Office, row: TiedRow) -> Listed | None:
    instrument = read_instrument(office, row.number)
    tied = instrument.request.tied
    if tied is None or tied.amendment is None:
        return None
    life = read_life(office, row.number)
    signed = life.last_signature
    return Listed(
        row.number,
        row.order,
        row.version,
        life.cycle,
        signed.astimezone(BRASILIA).date() if signed else None,
        join_and(list(purposes(tied.amendment))),
        tied.amendment.new_end,
    )
