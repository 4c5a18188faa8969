"""The demo: the life of a sample agreement in a folder of its own, step by step.

Its clock starts on 10 January 2024, so the sample is nº 1/2024 and the dates of the agreement it
follows come out. It never touches PACTUA_DIR. Signing and checking are in demo_signing.py, the
publication in demo_gazette.py.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from faults.errors import OutsideError, StateError
from faults.system_words import system_reason
from instruments.lifecycle import Life
from notices.projection import Projected
from registry.files import write_whole
from services import lifecycle
from services.demo_gazette import PUBLISHED, SamplePublication, publish
from services.demo_signing import SignedSample, checks, sign
from services.drafting import Ask, Draft, draft
from services.editions import Delivered, deliver, render_missing, wanted_files
from services.notifying_ahead import agenda, foresee
from services.office import Office, open_office
from services.partners import import_partners, stored_partner
from services.plans import read_plan
from services.settings import BRASILIA, Settings, moment
from signatures.verdict import Verdict

EXAMPLES = Path(__file__).parent.parent / "examples"
MARK = ".pactua-demo"
START = "2024-01-10"
ACTOR = "demonstração"
PASSPHRASE = "só para a demonstração"
CLAUSE_SET = "act-adesao"
PLAN = EXAMPLES / "plano-adesao.yaml"

SIGNED_BY_PARTNER = datetime(2024, 1, 25, 17, 16, tzinfo=BRASILIA)
SIGNED_BY_BODY = datetime(2024, 1, 30, 15, 13, tzinfo=BRASILIA)
"""The signatures of the agreement that the demo follows."""

YEARS_AHEAD = 4
CALENDAR = "prazos.ics"
APPROVAL = "Parecer nº 1/2024 (exemplo)"

SAMPLE = "mpmt"
SAMPLE_PROCESS = "08012.002734/2023-09"
"""The partner and the process of the agreement that the demo follows."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One agreement of the demo with its files."""

    draft: Draft
    files: tuple[Delivered, ...]


def prepare_folder(folder: Path) -> None:
    """An empty folder for the demo; an earlier demo there is cleared, anything else is kept.

    Raises StateError when the folder holds something that is not a demo.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            if not (folder / MARK).is_file():
                raise StateError(
                    f"{folder} já existe e não é de uma demonstração.",
                    "Escolha outra pasta em --saida.",
                )
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text("Esta pasta é refeita a cada demonstração.\n", encoding="utf-8")
    except OSError as error:
        raise OutsideError(
            f"a pasta {folder} não pôde ser preparada ({system_reason(error)}).",
            "Escolha outra pasta em --saida.",
        ) from error


def demo_office(folder: Path) -> Office:
    """An office on an empty database inside the demo's folder, on the demo's first day."""
    data = folder / "dados"
    return open_office(Settings(data, "", moment(START), ACTOR, key_passphrase=PASSPHRASE))


def record_examples(office: Office) -> tuple[str, ...]:
    """The ids of the example partners, recorded from their files."""
    paths = sorted(path for path in EXAMPLES.glob("*.yaml") if path != PLAN)
    return tuple(name for path in paths for name in import_partners(office, path, False).recorded)


def draft_samples(office: Office, partner_ids: tuple[str, ...], folder: Path) -> Iterator[Drafted]:
    """One agreement for each example partner, the sample of 2024 first."""
    plan = read_plan(PLAN)
    wanted = wanted_files("docx,pdf", "weasyprint")
    for partner_id in sorted(partner_ids, key=lambda name: (name != SAMPLE, name)):
        process = SAMPLE_PROCESS if partner_id == SAMPLE else None
        partner = stored_partner(office, partner_id)
        made = draft(office, Ask((partner,), CLAUSE_SET, plan, PLAN.name, process))
        yield Drafted(made, deliver(office, render_missing(office, made, wanted), folder))


def sign_sample(office: Office, number: str, folder: Path) -> SignedSample:
    """The sample goes through review and is signed by both parties, each on its day."""
    signings = ((SAMPLE, SIGNED_BY_PARTNER), (office.body.id, SIGNED_BY_BODY))
    return sign(office, number, APPROVAL, signings, folder)


def check_sample(
    office: Office, sample: SignedSample, drafted: Drafted, folder: Path
) -> tuple[Verdict, Verdict, Verdict]:
    """What is said of the codes, of the signed file, and of a copy with another term in it."""
    plain = render_missing(office, drafted.draft, wanted_files("txt", "weasyprint"))
    (text,) = deliver(office, plain, folder)
    return checks(replace(office, now=SIGNED_BY_BODY.astimezone(UTC)), sample, text.path)


def publish_sample(
    office: Office, number: str, documents: Path, folder: Path
) -> tuple[SamplePublication, Life]:
    """The extract of the sample comes out in an invented gazette and is found there; its life."""
    published = publish(office, number, documents, folder)
    return published, lifecycle.read_life(office, number)


def notices_ahead(office: Office, number: str) -> list[Projected]:
    """The notices about the term of an agreement, as foreseen on the day of its publication."""
    in_february = replace(office, now=moment(PUBLISHED.isoformat()))
    return [
        one
        for one in foresee(in_february, YEARS_AHEAD)
        if one.notice.due.instrument == number and one.notice.due.subject == "vencimento"
    ]


def write_calendar(office: Office, folder: Path) -> tuple[Path, int]:
    """Every deadline as a calendar file, on the day of the publication; how many events."""
    data = agenda(replace(office, now=moment(PUBLISHED.isoformat())))
    path = folder / CALENDAR
    write_whole(path, data, durable=False)
    return path, data.count(b"BEGIN:VEVENT")
