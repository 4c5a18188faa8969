"""The instrument: everything that decides its text, taken as a snapshot when it is drafted.

Two instruments with the same `request_data` are the same version; the number, the version and the
day of drafting are given to it, not part of what was asked.
"""

import hashlib
import json
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer

from clauses.clause_set import ClauseSet
from instruments.body import Body, BodyRepresentative
from instruments.identifiers import OptionalNup
from instruments.model import Model
from instruments.number import InstrumentNumber, parse_number
from instruments.partner import Partner
from instruments.work_plan import WorkPlan

SHORT_KINDS = {"acordo_cooperacao_tecnica": "ACT", "acordo_adesao": "Acordo de Adesão"}
KIND_NAMES = {
    "acordo_cooperacao_tecnica": "Acordo de Cooperação Técnica",
    "acordo_adesao": "Acordo de Adesão",
}

Number = Annotated[
    InstrumentNumber,
    BeforeValidator(lambda value: parse_number(value) if isinstance(value, str) else value),
    PlainSerializer(str),
]
"""An InstrumentNumber that is one text in JSON."""


class ClauseRef(Model):
    """Which text stands in the instrument: `id@version`, and the SHA-256 of its file."""

    key: str = Field(alias="clausula")
    sha256: str


class Request(Model):
    """What was asked for: the parties, the set and its texts, the plan, the process, the term.

    Set, body and plan are whole snapshots, so the text can be put together again at any time.
    """

    clause_set: ClauseSet = Field(alias="conjunto")
    body: Body = Field(alias="orgao")
    signer: BodyRepresentative = Field(alias="representante_orgao")
    partners: tuple[Partner, ...] = Field(alias="participes", min_length=1)
    process: OptionalNup = Field(alias="processo", default=None)
    months: int = Field(alias="meses", ge=1, le=120)
    plan: WorkPlan = Field(alias="plano")
    texts: tuple[ClauseRef, ...] = Field(alias="textos")

    @property
    def kind(self) -> str:
        """The kind of instrument, `acordo_cooperacao_tecnica`."""
        return self.clause_set.kind

    @property
    def key(self) -> str:
        """What makes it the same request: unit, partners, set and process."""
        partners = "+".join(sorted(partner.id for partner in self.partners))
        return "|".join((self.body.unit.suffix, partners, self.clause_set.id, self.process or ""))

    @property
    def sha256(self) -> str:
        """SHA-256 of the whole request: unchanged means nothing to draft anew."""
        return hashlib.sha256(stable_json(self.as_data()).encode()).hexdigest()


class Instrument(Model):
    """One version of an instrument."""

    number: Number = Field(alias="numero")
    version: int = Field(alias="versao", ge=1)
    code: str = Field(alias="codigo_verificador", pattern=r"^\d{8}$")
    drafted_on: date = Field(alias="minutado_em")
    request: Request = Field(alias="pedido")

    @property
    def title(self) -> str:
        """`Acordo de Cooperação Técnica nº 1/2026/CIHP/...`."""
        return f"{KIND_NAMES[self.request.kind]} nº {self.number}"

    @property
    def short_title(self) -> str:
        """`ACT nº 1/2026/CIHP/...`, for footers."""
        return f"{SHORT_KINDS[self.request.kind]} nº {self.number}"

    @property
    def file_stem(self) -> str:
        """A file name without ending: `ACT-1-2026-mpmt-v1`."""
        partners = "-".join(partner.id for partner in self.request.partners)[:80].rstrip("-")
        kind = SHORT_KINDS[self.request.kind].replace(" ", "-")
        return f"{kind}-{self.number.sequence}-{self.number.year}-{partners}-v{self.version}"


def stable_json(data: Any) -> str:
    """JSON with sorted keys and no spaces: equal data give equal text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
