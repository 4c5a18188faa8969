"""Facts that documents tied to an agreement leave on it: what amended it, who left, who answers.

Each names the agreement it is about and the document behind it; `Delivered` alone is about the
letter itself. What a document says stands in its own snapshot (instruments/tied.py).
"""

from datetime import date

from pydantic import Field

from instruments.facts import FACTS
from instruments.identifiers import Line
from instruments.instrument import Number
from instruments.lifecycle_facts import EndForm, LifeFact
from instruments.tied import Manager


class Amended(LifeFact):
    """A termo aditivo got its last signature; from that day on the text in force is another.

    `months` are those it adds, and `end` the new last day, where it extends the term; the dates
    themselves are counted anew by a fact of their own.
    """

    kind = "aditada"
    amendment: Number = Field(alias="aditivo")
    order: int = Field(alias="ordem", ge=1)
    signed_on: date = Field(alias="assinado_em")
    months: int | None = Field(alias="meses", default=None)
    end: date | None = Field(alias="fim", default=None)


class PartnerLeft(LifeFact):
    """One of several partners withdrew or was put out; the agreement goes on among the others."""

    kind = "participe_desligado"
    partner: Line = Field(alias="participe")
    form: EndForm = Field(alias="forma")
    notified_on: date = Field(alias="comunicada_em")
    effective_on: date = Field(alias="efeito_em")
    reason: Line = Field(alias="motivo")
    document: Number | None = Field(alias="documento", default=None)


class Delivered(LifeFact):
    """A letter or a termo reached the other party: its notice runs from this day."""

    kind = "entregue"
    delivered_on: date = Field(alias="em")


class ManagerReplaced(LifeFact):
    """A party said who answers for the agreement from a day on."""

    kind = "gestor_substituido"
    party: Line = Field(alias="parte")
    manager: Manager = Field(alias="gestor")
    since: date = Field(alias="desde")
    told_on: date = Field(alias="comunicado_em")
    document: Number | None = Field(alias="documento", default=None)


class Reported(LifeFact):
    """The final joint report was made."""

    kind = "relatorio_feito"
    made_on: date = Field(alias="em")
    document: Number | None = Field(alias="documento", default=None)


for _fact in (Amended, PartnerLeft, Delivered, ManagerReplaced, Reported):
    FACTS[_fact.kind] = _fact
