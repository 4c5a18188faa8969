"""Looking only where something can be owed finds what looking everywhere finds."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from faults.errors import OutsideError
from instruments.action_facts import ActionDone, ActionReopened
from instruments.lifecycle_facts import ExtensionRequested, Published
from notices.outbox import Receipt
from services.notifying import list_owed, owed_among, send_notices, take_over
from services.notifying_dues import matters
from services.notifying_people import add_recipient
from services.notifying_rules import rules_of
from services.notifying_watch import everything
from services.office import Office
from tests.notices.fakes import DOWN, TAKEN, MemoryMailer
from tests.notices.samples import BIA
from tests.offices import on
from tests.services.notice_offices import (
    TODAY,
    agree,
    draft,
    notice_office,
    number,
    open_for_signature,
)

AGREEMENTS = 8
DAYS = 60


def found_quickly(office: Office) -> set[str]:
    """The notices that the list shows."""
    return {one.owed.notice.id for one in list_owed(office).pending}


def found_everywhere(office: Office) -> set[str]:
    """The notices that are owed, looked for in everything that may be."""
    rules = rules_of(office)
    streams = matters(office, rules, everything(rules, office.today))
    return {one.owed.notice.id for stream in streams for one in owed_among(office, rules, stream)}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_list_is_the_same_with_a_mark_and_without(tmp_path: Path, seed: int) -> None:
    lot = random.Random(seed)
    office = notice_office(tmp_path)
    for sequence in range(1, AGREEMENTS + 1):
        end = TODAY + timedelta(days=lot.randint(-20, 240))
        actions = tuple(TODAY + timedelta(days=lot.randint(-10, DAYS + 10)) for _ in range(2))
        by = TODAY + timedelta(days=lot.randint(1, DAYS)) if lot.random() < 0.5 else None
        agree(office, sequence, end, actions, by)
    draft(office, AGREEMENTS + 1)
    owed_at_some_time = 0

    for count in range(DAYS):
        today = on(office, TODAY + timedelta(days=count))
        if count == 5:
            open_for_signature(today, AGREEMENTS + 1)
        if lot.random() < 0.6:
            answers: list[Receipt | OutsideError] = [TAKEN, Receipt("adiada", "451"), DOWN]
            send_notices(today, MemoryMailer(lot.choice(answers)))
        something_happens(today, lot)
        everywhere = found_everywhere(today)
        owed_at_some_time += len(everywhere)
        assert found_quickly(today) == everywhere, count
    assert owed_at_some_time > DAYS


def something_happens(office: Office, lot: random.Random) -> None:
    """One step in the life of an agreement, or none."""
    which = number(lot.randint(1, AGREEMENTS))
    fate = lot.random()
    day = office.today
    with office.store.writing(office.now, office.actor) as writing:
        if fate < 0.05:
            writing.append(ExtensionRequested(number=which, requested_on=day))
        elif fate < 0.1:
            writing.append(
                Published(number=which, published_on=day, edition="1", section=3, page=1)
            )
        elif fate < 0.2:
            writing.append(ActionDone(number=which, place=1, done_on=day, evidence="Ofício."))
        elif fate < 0.25:
            writing.append(ActionReopened(number=which, place=1, reason="Faltou."))
    if 0.25 <= fate < 0.3:
        add_recipient(office, str(which), BIA.name, BIA.email)
    if 0.3 <= fate < 0.4:
        for one in list_owed(office, 1).pending:
            take_over(office, one.owed.notice.id)


def test_without_new_days_or_facts_nothing_is_looked_at(tmp_path: Path) -> None:
    office = notice_office(tmp_path)
    agree(office, 1, TODAY + timedelta(days=60))
    send_notices(office, MemoryMailer())

    assert found_quickly(office) == found_everywhere(office) == set()


def test_a_mark_of_a_clock_that_ran_ahead_is_not_believed(tmp_path: Path) -> None:
    office = notice_office(tmp_path)
    send_notices(on(office, TODAY + timedelta(days=30)), MemoryMailer())
    agree(office, 1, TODAY + timedelta(days=60))

    assert len(found_quickly(office)) == 1
