"""The facts of private calendars: an address was given to somebody, and taken back.

Whoever knows the address sees the calendar, so what is kept of it is only the SHA-256 of its secret
part, which nobody can go back from.
"""

from datetime import datetime

from pydantic import Field

from instruments.facts import FACTS, Fact
from instruments.identifiers import Line


class AgendaOpened(Fact):
    """An address of a calendar was given to the holder of a role, or to a person by e-mail."""

    kind = "agenda_aberta"
    id: str = Field(pattern=r"^[0-9a-f]{8}$")
    holder: Line = Field(alias="de_quem")
    """A key of `papeis` in orgao.yaml, or an e-mail address that notices go to."""
    secret_sha256: str = Field(alias="segredo_sha256", pattern=r"^[0-9a-f]{64}$")
    opened_at: datetime = Field(alias="em")

    @property
    def subject(self) -> str:
        return f"agenda:{self.id}"


class AgendaRevoked(Fact):
    """The address shows nothing any more."""

    kind = "agenda_revogada"
    id: str = Field(pattern=r"^[0-9a-f]{8}$")
    revoked_at: datetime = Field(alias="em")

    @property
    def subject(self) -> str:
        return f"agenda:{self.id}"


for _fact in (AgendaOpened, AgendaRevoked):
    FACTS[_fact.kind] = _fact
