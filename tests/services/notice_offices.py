"""Offices with agreements whose terms end when a test wants them to, for tests of notices."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from faults.validation import validate
from instruments.arrangements import Arrangements
from instruments.facts import InstrumentDrafted
from instruments.instrument import Instrument
from instruments.lifecycle_facts import Counted, EnvelopeOpened, Published
from instruments.number import InstrumentNumber
from services.drafting import draft as draft_it
from services.lifecycle import (
    Signing,
    approve,
    open_envelope,
    record_publication,
    record_signature,
    send_to_review,
)
from services.office import Office, open_office
from services.settings import BRASILIA, Settings, moment
from tests.facts import append_drafted, drafted
from tests.notices.samples import ANA, CHIEF, SENDER, noon
from tests.offices import PlainEngines, ask, example, on
from tests.records import SUFFIX

ARRANGED = {
    "papeis": {
        "coordenador": {"nome": ANA.name, "email": ANA.email},
        "superior": {"nome": CHIEF.name, "email": CHIEF.email},
    },
    "remetente": {"nome": SENDER.name, "email": SENDER.email},
}
TODAY = date(2026, 12, 1)


def notice_office(folder: Path, day: date = TODAY, url: str = "", **arranged: object) -> Office:
    """An office with a coordinator, a superior and a sender, unless told otherwise (None)."""
    keys = {**ARRANGED, **arranged}
    given = {key: value for key, value in keys.items() if value is not None}
    settings = Settings(folder, url or f"sqlite:///{folder / 'pactua.db'}", noon(day), "Ana Lima")
    return replace(
        open_office(settings),
        engines=PlainEngines(),
        arrangements=validate(Arrangements, given, "orgao.yaml"),
    )


def number(sequence: int) -> InstrumentNumber:
    """The number of the agreement with this sequence."""
    return InstrumentNumber(sequence, 2024, SUFFIX)


def draft(office: Office, sequence: int) -> Instrument:
    """A drafted agreement, nothing more."""
    fact: InstrumentDrafted = drafted(sequence=sequence)
    with office.store.writing(office.now, office.actor) as writing:
        append_drafted(writing, fact)
    return fact.instrument


def open_for_signature(office: Office, sequence: int) -> None:
    """Send a draft out for signature today."""
    fact = EnvelopeOpened(number=number(sequence), version=1, signatories=("senacon", "mpmt"))
    with office.store.writing(office.now, office.actor) as writing:
        writing.append(fact)


def agree(
    office: Office,
    sequence: int,
    end: date,
    actions: tuple[date, ...] = (),
    publish_by: date | None = None,
) -> str:
    """A signed agreement that ends on this day; published, unless it is still to be by a day."""
    draft(office, sequence)
    by = publish_by or end - timedelta(days=1000)
    counted = Counted(
        number=number(sequence),
        signed_on=by - timedelta(days=20),
        months=36,
        end=end,
        publish_by=by,
        publish_prudent=by,
        send_by=by - timedelta(days=1),
        renew_by=end - timedelta(days=30),
        renew_prudent=office.calendar.last_full_day(end - timedelta(days=30)),
        actions=actions,
    )
    with office.store.writing(office.now, office.actor) as writing:
        writing.append(counted)
        if publish_by is None:
            published = Published(
                number=number(sequence), published_on=by, edition="27", section=3, page=90
            )
            writing.append(published)
    return str(number(sequence))


def seed_office(folder: Path) -> Office:
    """An office with the seed's agreement: signed on 30 January 2024, published, ending in 2027."""
    office = notice_office(folder, date(2024, 1, 10))
    draft_it(office, ask(example("mpmt")))
    send_to_review(office, "1/2024")
    approve(office, "1/2024", "Parecer nº 1/2024")
    open_envelope(office, "1/2024")
    later = on(office, date(2024, 2, 7))
    for signatory in ("mpmt", "senacon"):
        at = moment("2024-01-30").astimezone(BRASILIA)
        record_signature(later, "1/2024", Signing(signatory, at, "avancada"))
    record_publication(later, "1/2024", later.today, "27", 3, 115)
    return later
