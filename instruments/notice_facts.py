"""The facts of notices: what a run said to whom, what it did not say and why, who took it over.

Each line of the log of notices (notices/log.py) is one fact about the instrument, of the kind that
its state names. What may follow what is decided there; the journal keeps what was decided.
"""

from datetime import date, datetime
from typing import ClassVar

from pydantic import Field

from instruments.facts import FACTS, Fact
from instruments.identifiers import Email, Line
from instruments.lifecycle_facts import LifeFact

RUNS = "sistema:avisos"
"""The subject of what is said of all notices together; no partner's id has a colon."""


class NoticeFact(LifeFact):
    """One line about one notice; `recipient` is an address, `at` the moment of the run."""

    state: ClassVar[str]
    """What the log calls it."""

    notice_id: str = Field(alias="aviso", pattern=r"^[0-9a-f]{16}$")
    due_key: Line = Field(alias="prazo")
    rung: Line = Field(alias="degrau")
    at: datetime = Field(alias="em")
    reason: str = Field(alias="motivo", default="")
    detail: str = Field(alias="detalhe", default="")
    recipient: str = Field(alias="destinatario", default="")
    message_id: str = Field(alias="mensagem", default="")
    by: str = Field(alias="por", default="")


class NoticePrepared(NoticeFact):
    """It is about to be sent under this Message-ID."""

    kind, state = "aviso_preparado", "preparado"


class NoticeSent(NoticeFact):
    """The mail server took it, or it was shown on the screen."""

    kind, state = "aviso_enviado", "enviado"


class NoticeFailed(NoticeFact):
    """It was not taken, or nobody knows."""

    kind, state = "aviso_falhou", "falhou"


class NoticeHeld(NoticeFact):
    """It is held back for now: a day without sending, or nobody who could be told."""

    kind, state = "aviso_adiado", "adiado"


class NoticeSuperseded(NoticeFact):
    """A later rung came before it was sent."""

    kind, state = "aviso_superado", "superado"


class NoticeWaived(NoticeFact):
    """The matter was settled, or the instrument ended."""

    kind, state = "aviso_dispensado", "dispensado"


class NoticeTaken(NoticeFact):
    """A person took it over."""

    kind, state = "aviso_assumido", "assumido"


class NoticeAnnulled(NoticeFact):
    """It was sent by a clock that ran ahead, and counts as never sent."""

    kind, state = "aviso_anulado", "anulado"


class NoticesChecked(Fact):
    """A run looked at everything that is due, under these rules, and did what there was to do.

    `read_until` is the last entry of the journal that it had read: only later facts, and rungs of
    later days, can bring a notice that it did not see.
    """

    kind = "avisos_conferidos"
    day: date = Field(alias="dia")
    rules: str = Field(alias="regras")
    read_until: int = Field(alias="lido_ate")

    @property
    def subject(self) -> str:
        return RUNS


class RecipientAdded(LifeFact):
    """From now on this person is told of everything due of this instrument."""

    kind = "destinatario_incluido"
    name: Line = Field(alias="nome")
    email: Email


class RecipientRemoved(LifeFact):
    """This person is no longer told."""

    kind = "destinatario_retirado"
    email: Email


LINES: tuple[type[NoticeFact], ...] = (
    NoticePrepared,
    NoticeSent,
    NoticeFailed,
    NoticeHeld,
    NoticeSuperseded,
    NoticeWaived,
    NoticeTaken,
    NoticeAnnulled,
)
BY_STATE: dict[str, type[NoticeFact]] = {fact.state: fact for fact in LINES}
"""The fact for each state of the log."""

_facts: tuple[type[Fact], ...] = (*LINES, NoticesChecked, RecipientAdded, RecipientRemoved)
for _fact in _facts:
    FACTS[_fact.kind] = _fact
