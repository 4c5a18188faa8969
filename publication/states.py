"""Where the publication of an instrument stands: derived from four dates, never stored."""

from datetime import date
from typing import Literal

PublicationState = Literal[
    "sem_assinatura", "a_publicar", "enviada", "publicada_em_dia", "publicada_com_atraso", "vencida"
]


def publication_state(
    signed_on: date | None,
    due_on: date | None,
    sent_on: date | None,
    published_on: date | None,
    today: date,
) -> PublicationState:
    """The state on a day. `due_on` is the last day of the deadline, which law/ counts.

    What was published stays published, however late; before that, a deadline that has passed
    outweighs having been sent, since the gazette has still to be checked.
    """
    if published_on is not None:
        late = due_on is not None and published_on > due_on
        return "publicada_com_atraso" if late else "publicada_em_dia"
    if signed_on is None:
        return "sem_assinatura"
    if due_on is not None and today > due_on:
        return "vencida"
    return "a_publicar" if sent_on is None else "enviada"
