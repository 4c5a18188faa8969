"""The facts of the public log itself: the keys that sign it, and the checkpoints they signed.

Only public halves stand here. Private keys are files of their own (signatures/keys.py) and never
enter the journal. Moments are UTC.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from instruments.facts import FACTS, Fact
from instruments.identifiers import OptionalLine

LOG = "registro-publico"
"""The subject of checkpoints."""

RevocationReason = Literal["comprometida", "perdida", "encerrada"]
"""Seen by a stranger, known to nobody any more, or no longer wanted."""


class KeyCreated(Fact):
    """A key signs from now on; one that takes the place of another is endorsed by it."""

    kind = "chave_criada"
    id: str = Field(pattern=r"^[0-9a-f]{8}$")
    """The key id of C2SP's signed notes, as hex digits."""
    origin: str = Field(alias="origem", pattern=r"^[!-*,-~]{1,200}$")
    """The name of the log, which all its keys share: no space and no plus sign."""
    public: str = Field(alias="publica", pattern=r"^[A-Za-z0-9+/]{43}=$")
    created_at: datetime = Field(alias="em")
    previous: str | None = Field(alias="anterior", default=None, pattern=r"^[0-9a-f]{8}$")
    endorsement: str | None = Field(alias="endosso", default=None, pattern=r"^[A-Za-z0-9+/]{86}==$")

    @property
    def subject(self) -> str:
        return f"chave/{self.id}"


class KeyRevoked(Fact):
    """What this key signed since a day proves nothing any more without the log."""

    kind = "chave_revogada"
    id: str = Field(pattern=r"^[0-9a-f]{8}$")
    reason: RevocationReason = Field(alias="motivo")
    since: date = Field(alias="desde")
    revoked_at: datetime = Field(alias="em")
    note: OptionalLine = Field(alias="observacao", default=None)
    """For the journal alone: whatever people write may hold what is not for everybody."""

    @property
    def subject(self) -> str:
        return f"chave/{self.id}"


class CheckpointSigned(Fact):
    """The head of the log at a size, signed: who keeps one finds out any later rewriting."""

    kind = "ponto_assinado"
    origin: str = Field(alias="origem")
    size: int = Field(alias="tamanho", ge=0)
    root: str = Field(alias="raiz", pattern=r"^[0-9a-f]{64}$")
    signed_at: datetime = Field(alias="em")
    note: str = Field(alias="nota")
    """The whole signed note (C2SP tlog-checkpoint), to be handed out as it is."""

    @property
    def subject(self) -> str:
        return LOG


for _fact in (KeyCreated, KeyRevoked, CheckpointSigned):
    FACTS[_fact.kind] = _fact
