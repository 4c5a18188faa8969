"""What the gazette is searched for, on either database: by key, and only what still waits."""

from datetime import date
from typing import Any

import pytest

from instruments.facts import InstrumentDrafted
from instruments.gazette_states import ExtractText, PublishedDifference
from instruments.publication_facts import (
    CorrectionDrafted,
    CorrectionPublished,
    PublicationUndone,
)
from registry.publication_queries import rows_with_keys
from registry.store import Store
from tests.facts import append_drafted, counted, numbered, published
from tests.records import SEED_PROCESS, instrument, partner
from tests.registry.scratch import NOON

WRONG = PublishedDifference(field="meses", published="60 meses", right="36 meses", text="vigência")
TEXT = ExtractText(code=271, title="RETIFICAÇÃO", paragraph="Onde se lê, leia-se.")
OTHER = "08012.000880/2016-62"


@pytest.fixture
def filled(store: Store) -> Store:
    """1 to 4 are signed (1 waits, 2 is published, 3 came out wrong, 4 was undone), 5 is a draft."""
    with store.writing(NOON, "Ana Lima") as writing:
        for sequence in range(1, 6):
            process = SEED_PROCESS if sequence != 2 else OTHER
            made = instrument(partner(), sequence=sequence, process=process)
            append_drafted(writing, InstrumentDrafted(instrument=made, text_sha256="0" * 64))
        for sequence in range(1, 5):
            writing.append(counted(sequence))
        writing.append(published(2))
        writing.append(published(3, WRONG))
        writing.append(CorrectionDrafted(number=numbered(3), extract=TEXT, differences=(WRONG,)))
        writing.append(published(4))
        writing.append(PublicationUndone(number=numbered(4), reason="engano"))
    return store


def sequences(rows: Any) -> list[int]:
    return sorted(int(row["numero"].split("/")[0]) for row in rows)


def test_only_what_still_waits_for_the_gazette_is_loaded(filled: Store) -> None:
    assert sequences(filled.awaiting_publication()) == [1, 3, 4]
    assert sequences(filled.awaiting_correction()) == [3]


def test_a_published_correction_ends_the_waiting(filled: Store) -> None:
    with filled.writing(NOON, "Ana Lima") as writing:
        writing.append(
            CorrectionPublished(
                number=numbered(3), published_on=date(2024, 2, 16), edition="33", section=3, page=1
            )
        )

    assert sequences(filled.awaiting_publication()) == [1, 4]


@pytest.mark.parametrize(
    ("processes", "numbers", "found"),
    [
        ([SEED_PROCESS], [], [1, 3, 4]),
        ([OTHER], [], [2]),
        ([], [(2, 2024)], [2]),
        ([OTHER], [(1, 2024)], [1, 2]),
        ([], [(5, 2024)], []),
        ([], [(1, 2023)], []),
        ([], [], []),
    ],
)
def test_signed_instruments_are_found_by_process_or_number_published_or_not(
    filled: Store, processes: list[str], numbers: list[tuple[int, int]], found: list[int]
) -> None:
    assert sequences(filled.rows_with_keys(processes, numbers)) == found


def test_a_process_that_too_many_share_leads_to_none(filled: Store) -> None:
    with filled.snapshot() as connection:
        by_process = rows_with_keys(connection, [SEED_PROCESS], [], most=2)
        by_number = rows_with_keys(connection, [SEED_PROCESS], [(1, 2024)], most=2)

    assert (sequences(by_process), sequences(by_number)) == ([], [1])


def test_the_partners_of_a_row_carry_their_cnpj(filled: Store) -> None:
    row = filled.publication_row(str(numbered(1)))

    assert row is not None
    assert '"cnpj":"14.921.092/0001-57"' in row["participes"]
