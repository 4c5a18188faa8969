"""Where the publication of an instrument stands, and what a publication and its correction carry.

The state is derived from dates on a given day and never stored; the facts themselves stand in
lifecycle_facts.py and publication_facts.py, the reading of the gazette in publication/.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from faults.finding import Severity
from instruments.identifiers import Line, check_characters
from instruments.model import Model

PublicationState = Literal[
    "nao_se_aplica", "a_publicar", "enviada", "publicada_em_dia", "publicada_com_atraso", "vencida"
]
PUBLICATION_NAMES: dict[PublicationState, str] = {
    "nao_se_aplica": "não se aplica",
    "a_publicar": "a publicar",
    "enviada": "enviada",
    "publicada_em_dia": "publicada em dia",
    "publicada_com_atraso": "publicada com atraso",
    "vencida": "vencida",
}

CorrectionState = Literal[
    "sem_retificacao", "a_retificar", "retificacao_minutada", "retificacao_enviada", "retificada"
]
CORRECTION_NAMES: dict[CorrectionState, str] = {
    "sem_retificacao": "",
    "a_retificar": "a retificar",
    "retificacao_minutada": "retificação minutada",
    "retificacao_enviada": "retificação enviada",
    "retificada": "retificada",
}
AWAITED: frozenset[CorrectionState] = frozenset(
    {"a_retificar", "retificacao_minutada", "retificacao_enviada"}
)
"""Something wrong stands in the gazette, and what puts it right does not stand there yet."""


def publication_state(
    publish_by: date | None, sent_on: date | None, published_on: date | None, today: date
) -> PublicationState:
    """The state on a day; without a day to publish by there is nothing to publish.

    What was published stays published, however late; before that, a deadline that has passed
    outweighs having been sent, since the gazette has still to be checked.
    """
    if publish_by is None:
        return "nao_se_aplica"
    if published_on is not None:
        return "publicada_com_atraso" if published_on > publish_by else "publicada_em_dia"
    if today > publish_by:
        return "vencida"
    return "a_publicar" if sent_on is None else "enviada"


class PublishedDifference(Model):
    """One thing that the gazette printed otherwise than it is; "" when it was left out there."""

    field: Line = Field(alias="campo")
    published: str = Field(alias="publicado", default="")
    right: str = Field(alias="certo", default="")
    text: Line = Field(alias="texto")
    severity: Severity = Field(alias="severidade", default="erro")

    @property
    def needs_correction(self) -> bool:
        """Whether it is more than an observation."""
        return self.severity != "nota"


LONGEST = 200_000
"""Characters of an extract: that of an agreement with a thousand partners fits."""

Paragraph = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST),
    AfterValidator(check_characters),
]


class ExtractText(Model):
    """What was, or will be, handed to the Imprensa Nacional: the three marked parts of the file."""

    code: int | None = Field(alias="codigo", default=None)
    """The gazette's code of the type: 89, 90, 131, 194 or 271; null where it is not verified."""
    title: Paragraph = Field(alias="titulo")
    paragraph: Paragraph = Field(alias="texto")
    signature: str = Field(alias="assinatura", default="")
