"""The facts that follow a publication: its correction, from draft to gazette, and its undoing.

The publication itself is a step of every life and stands in lifecycle_facts.py.
"""

from datetime import date

from pydantic import Field

from instruments.facts import FACTS, Fact
from instruments.gazette_states import CorrectionState, ExtractText, PublishedDifference
from instruments.identifiers import Line, OptionalLine
from instruments.lifecycle_facts import LifeFact, Published


class CorrectionDrafted(LifeFact):
    """What was published differs from the instrument; the correction to send stands here."""

    kind = "retificacao_minutada"
    extract: ExtractText = Field(alias="extrato")
    differences: tuple[PublishedDifference, ...] = Field(alias="divergencias", default=())


class CorrectionSent(LifeFact):
    """The correction was handed to the Imprensa Nacional."""

    kind = "retificacao_enviada"
    sent_on: date = Field(alias="em")


class CorrectionPublished(LifeFact):
    """The correction stands in the gazette; `remaining` is what it has not put right."""

    kind = "retificacao_publicada"
    published_on: date = Field(alias="data")
    edition: Line = Field(alias="edicao")
    section: int = Field(alias="secao", ge=1, le=3)
    page: int = Field(alias="pagina", ge=1)
    materia: OptionalLine = None
    remaining: tuple[PublishedDifference, ...] = Field(alias="divergencias", default=())


class PublicationUndone(LifeFact):
    """The publication that was recorded does not hold: recorded by mistake, or annulled."""

    kind = "publicacao_anulada"
    reason: Line = Field(alias="motivo")


for _fact in (CorrectionDrafted, CorrectionSent, CorrectionPublished, PublicationUndone):
    FACTS[_fact.kind] = _fact


def correction_after(fact: Fact) -> CorrectionState:
    """Where the correction stands once this fact is there."""
    match fact:
        case Published():
            wrong = any(difference.needs_correction for difference in fact.differences)
            return "a_retificar" if wrong else "sem_retificacao"
        case CorrectionDrafted():
            return "retificacao_minutada"
        case CorrectionSent():
            return "retificacao_enviada"
        case CorrectionPublished():
            return "a_retificar" if fact.remaining else "retificada"
        case _:
            return "sem_retificacao"
