"""Amendments of several people at once, on either database: no ordinal twice, no term extended
twice from the same end, and nothing that `registro verificar` would find."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

from faults.errors import StateError
from registry.database import open_database
from registry.schema import metadata
from registry.store import Store
from services.drafting import draft
from services.ending import ActAsk, draft_withdrawal
from services.lifecycle import open_envelope, record_delivery
from services.office import Office
from services.registry_care import rebuild_registry, verify_registry
from services.tying import AmendmentAsk, draft_amendment, list_amendments
from tests.agreements import (
    DRAFTED,
    LATER,
    ORIGINAL,
    SIGNED,
    amend,
    amend_and_sign,
    approved,
    life_of_original,
    sign,
    signatures,
)
from tests.offices import ask, example, office_at, on
from tests.registry.scratch import dump

AT_ONCE = 4


def office_on(url: str, folder: Path) -> Office:
    """An office on a database of its own connection."""
    return on(replace(office_at(folder), store=Store(open_database(url))), LATER)


def signed(url: str, folder: Path) -> Office:
    """The agreement 1/2024, signed, on a database."""
    office = office_on(url, folder)
    draft(on(office, DRAFTED), ask(example("mpmt")))
    sign(on(office, SIGNED), ORIGINAL)
    return office


def test_amendments_asked_for_at_once_get_one_ordinal_each(url: str, tmp_path: Path) -> None:
    office = signed(url, tmp_path)
    gate = Barrier(AT_ONCE)

    def one(months: int) -> tuple[int, int]:
        own = office_on(url, tmp_path)
        gate.wait(60)
        made = draft_amendment(own, AmendmentAsk(ORIGINAL, months, new=True)).instrument
        own.store.close()
        tied = made.request.tied
        assert tied is not None
        assert tied.amendment is not None
        return tied.amendment.order, made.number.sequence

    with ThreadPoolExecutor(AT_ONCE) as several:
        given = sorted(several.map(one, range(1, AT_ONCE + 1)))
    assert given == [(place, place) for place in range(1, AT_ONCE + 1)]
    office.store.close()


def test_of_extensions_signed_at_once_one_counts(url: str, tmp_path: Path) -> None:
    office = signed(url, tmp_path)
    names = [
        str(amend(office, months=months, new=True).instrument.number)
        for months in range(1, AT_ONCE + 1)
    ]
    for name in names:
        approved(office, name)
        open_envelope(office, name)
    gate = Barrier(AT_ONCE)

    def one(name: str) -> bool:
        own = office_on(url, tmp_path)
        gate.wait(60)
        try:
            signatures(own, name)
        except StateError:
            return False
        finally:
            own.store.close()
        return True

    with ThreadPoolExecutor(AT_ONCE) as several:
        done = list(several.map(one, names))
    assert done.count(True) == 1
    life = life_of_original(office)
    assert life.counted is not None
    assert life.counted.months == 36 + done.index(True) + 1
    office.store.close()


def dumped(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with office.store.snapshot() as connection:
        return dump(connection, *metadata.sorted_tables)


def test_what_follows_an_agreement_is_verified_and_folded_anew(url: str, tmp_path: Path) -> None:
    office = signed(url, tmp_path)
    amend_and_sign(office, months=12)
    made = draft_withdrawal(office, ActAsk(ORIGINAL, "mpmt"))
    sign(office, str(made.instrument.number))
    record_delivery(office, str(made.instrument.number), LATER)
    before = dumped(office)
    assert verify_registry(office).findings == []
    rebuild_registry(office)
    assert dumped(office) == before
    assert [one.order for one in list_amendments(office, ORIGINAL).rows] == [1]
    office.store.close()
