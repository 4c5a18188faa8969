"""The state of a publication and of its correction, in the same words wherever it is shown."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from instruments.gazette_states import (
    AWAITED,
    CORRECTION_NAMES,
    PUBLICATION_NAMES,
    CorrectionState,
    PublicationState,
)

if TYPE_CHECKING:
    from instruments.lifecycle import Life
    from instruments.lifecycle_facts import Published
    from instruments.publication_facts import CorrectionPublished


def publication_words(state: PublicationState, correction: CorrectionState) -> str:
    """`publicada em dia, retificação minutada`; `–` for what is not published at all."""
    if state == "nao_se_aplica":
        return "–"
    words = (PUBLICATION_NAMES[state], CORRECTION_NAMES[correction])
    return ", ".join(word for word in words if word)


def publication_lines(life: "Life", today: date) -> Iterator[tuple[str, str]]:
    """What `instrumento mostrar` says of it: names and values."""
    state = life.publication_state(today)
    if state == "nao_se_aplica":
        return
    yield "publicação", f"{PUBLICATION_NAMES[state]}{_when(life)}"
    if life.correction == "sem_retificacao":
        return
    yield "retificação", f"{CORRECTION_NAMES[life.correction]}{_corrected_when(life)}"
    for one in life.wrong:
        yield "", f"saiu errado: {one.text}"


def _when(life: "Life") -> str:
    due = f"até {life.counted.publish_by:%d/%m/%Y}" if life.counted else ""
    if life.published is not None:
        return f": {_place(life.published)}"
    if life.sent_on is not None:
        return f" em {life.sent_on:%d/%m/%Y}, para sair {due}"
    return f" {due}"


def _corrected_when(life: "Life") -> str:
    if life.correction_published is not None and life.correction not in AWAITED:
        return f": {_place(life.correction_published)}"
    if life.correction == "retificacao_enviada" and life.correction_sent_on:
        return f" em {life.correction_sent_on:%d/%m/%Y}"
    return ""


def _place(fact: "Published | CorrectionPublished") -> str:
    return (
        f"DOU de {fact.published_on:%d/%m/%Y}, edição {fact.edition}, seção {fact.section}, "
        f"página {fact.page}"
    )


def publication_data(life: "Life", today: date) -> dict[str, Any]:
    """What `instrumento mostrar --json` says of it."""
    published, counted = life.published, life.counted
    return {
        "situacao": life.publication_state(today),
        "publicar_ate": counted.publish_by.isoformat() if counted else None,
        "enviado_em": life.sent_on.isoformat() if life.sent_on else None,
        "publicada": published.as_data() if published else None,
        "retificacao": life.correction,
        "retificacao_publicada": (
            life.correction_published.as_data() if life.correction_published else None
        ),
        "errado": [one.as_data() for one in life.wrong],
    }


def tell_corrections(rows: Sequence[dict[str, Any]]) -> None:
    """What stands wrong in the gazette, under the list of what is due."""
    if not rows:
        return
    click.echo("\nRetificações pendentes (saiu errado no Diário Oficial):")
    for row in rows:
        day = date.fromisoformat(row["publicado_em"])
        state = CORRECTION_NAMES[row["retificacao"]]
        click.echo(f"  {row['numero']}, publicado em {day:%d/%m/%Y}: {state}")
