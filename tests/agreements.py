"""Signed agreements for tests of what follows them: drafted and signed by the services."""

import atexit
import shutil
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from document.tree import NumberedDocument
from instruments.lifecycle import Life
from services.drafting import Draft, draft
from services.lifecycle import (
    Signing,
    approve,
    open_envelope,
    read_life,
    record_signature,
    send_to_review,
)
from services.office import Office
from services.settings import BRASILIA
from services.tying import AmendmentAsk, draft_amendment
from tests.offices import ask, example, office_at, on

ORIGINAL = "1/2024"
SUFFIX = "CIHP/CGSINDEC/DPDC/SENACON"
FULL = f"{ORIGINAL}/{SUFFIX}"
DRAFTED, SIGNED, END = date(2024, 1, 10), date(2024, 1, 30), date(2027, 1, 30)
LATER = date(2026, 12, 1)
"""The day on which most tests act: before the last day to ask for renewal."""


def signed_agreement(folder: Path, *partners: str, day: date = LATER) -> Office:
    """An office on a day, with the agreement 1/2024 signed on 30/01/2024 for 36 months.

    `partners` are names of examples; without any, the seed's partner.
    """
    shutil.copytree(_made(partners or ("mpmt",)), folder, dirs_exist_ok=True)
    return on(office_at(folder), day)


@cache
def _made(partners: tuple[str, ...]) -> Path:
    """A folder with the agreement in it, made once for all tests of a process."""
    folder = Path(mkdtemp(prefix="acordo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    office = on(office_at(folder), DRAFTED)
    draft(office, ask(*map(example, partners)))
    sign(on(office, SIGNED), ORIGINAL)
    office.store.close()
    return folder


def approved(office: Office, number: str) -> Office:
    """The office, with an instrument reviewed and approved in it."""
    send_to_review(office, number)
    approve(office, number, "Parecer nº 1/CONJUR")
    return office


def sign(office: Office, number: str, day: date | None = None) -> Life:
    """Take an instrument through review to its last signature, on the day of the office."""
    approved(office, number)
    open_envelope(office, number)
    return signatures(office, number, day)


def signatures(office: Office, number: str, day: date | None = None) -> Life:
    """Record every signature that is missing, one minute after another, from noon on."""
    life = read_life(office, full(number))
    moment = datetime.combine(day or office.today, time(11), BRASILIA)
    for place, name in enumerate(life.pending):
        at = moment + timedelta(minutes=place)
        life = record_signature(office, number, Signing(name, at, "avancada"))
    return life


def amend(office: Office, **changes: object) -> Draft:
    """The next amendment of the agreement, drafted."""
    return draft_amendment(office, AmendmentAsk(ORIGINAL, **changes))  # type: ignore[arg-type]


def amend_and_sign(office: Office, **changes: object) -> Draft:
    """The next amendment of the agreement, signed on the day of the office."""
    made = amend(office, **changes)
    sign(office, str(made.instrument.number))
    return made


def full(number: str) -> str:
    """The number with its unit."""
    return number if number.count("/") > 1 else f"{number}/{SUFFIX}"


def life_of_original(office: Office) -> Life:
    """The life of the agreement."""
    return read_life(office, FULL)


def clause_text(document: NumberedDocument, clause_id: str) -> str:
    """The heading and the plain paragraphs of a clause."""
    from document.flow import flow

    return "\n".join(piece.text for piece in flow(document) if piece.owner == clause_id)
