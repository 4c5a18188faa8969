"""The facts of the plan of action: what was carried out, on which evidence, and what was not.

An action is named by its place in the plan of the signed version, counted from one.
"""

from datetime import date

from pydantic import Field

from instruments.facts import FACTS, KeptFile
from instruments.identifiers import Line
from instruments.lifecycle_facts import LifeFact


class ActionDone(LifeFact):
    """An action was carried out; the evidence is told, and may be a file too."""

    kind = "acao_concluida"
    place: int = Field(alias="ordem", ge=1)
    done_on: date = Field(alias="concluida_em")
    evidence: Line = Field(alias="evidencia")
    file: KeptFile | None = Field(alias="arquivo", default=None)


class ActionReopened(LifeFact):
    """It was recorded by mistake, or turned out not to be done."""

    kind = "acao_reaberta"
    place: int = Field(alias="ordem", ge=1)
    reason: Line = Field(alias="motivo")


for _fact in (ActionDone, ActionReopened):
    FACTS[_fact.kind] = _fact
