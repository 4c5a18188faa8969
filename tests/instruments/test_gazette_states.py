"""Where a publication stands on a day."""

from datetime import date

import pytest

from instruments.gazette_states import PublicationState, publication_state

DUE = date(2024, 2, 7)


@pytest.mark.parametrize(
    ("sent", "published", "today", "state"),
    [
        (None, None, date(2024, 2, 7), "a_publicar"),
        (date(2024, 2, 5), None, date(2024, 2, 7), "enviada"),
        (None, None, date(2024, 2, 8), "vencida"),
        (date(2024, 2, 5), None, date(2024, 2, 8), "vencida"),
        (date(2024, 2, 5), date(2024, 2, 7), date(2024, 3, 1), "publicada_em_dia"),
        (None, date(2024, 2, 8), date(2024, 2, 8), "publicada_com_atraso"),
    ],
)
def test_the_dates_tell_the_state(
    sent: date | None, published: date | None, today: date, state: PublicationState
) -> None:
    assert publication_state(DUE, sent, published, today) == state


def test_what_has_no_deadline_is_not_published() -> None:
    assert publication_state(None, None, None, date(2024, 3, 1)) == "nao_se_aplica"
