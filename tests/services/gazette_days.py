"""Signed agreements and the days of a gazette that publish them, for tests."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from faults.finding import Finding
from instruments.lifecycle import Life, life_of
from publication.extract import Extract
from services.drafting import Ask, draft
from services.gazette_outcomes import Outcome, Reading, Wish
from services.gazette_reading import read_publications
from services.lifecycle import Signing, approve, open_envelope, record_signature, send_to_review
from services.office import Office
from services.publishing import write_extract
from tests.offices import ask, example, office_at, on
from tests.publication.gazettes import PATH, xml, zipped

NUMBER = "1/2024/CIHP/CGSINDEC/DPDC/SENACON"
PROCESS = "08012.002734/2023-09"
SIGNED = datetime(2024, 1, 30, 18, 13, tzinfo=UTC)
OUT = date(2024, 2, 7)
LATER = date(2024, 2, 20)


def signed_office(folder: Path, *names: str, process: str | None = PROCESS) -> Office:
    """An office of 20/02/2024 with an agreement of each example partner (MPMT without names)."""
    made = Path(_made(names or ("mpmt",), process).name)
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return on(office_at(folder), LATER)


@cache
def _made(names: tuple[str, ...], process: str | None) -> TemporaryDirectory[str]:
    """A folder with these agreements in it, made once for all tests of a process."""
    folder = TemporaryDirectory(prefix="publicacao-")
    office = office_at(Path(folder.name), now=datetime(2024, 1, 10, 15, tzinfo=UTC))
    for place, name in enumerate(names):
        made = draft(office, asked(name, process if place == 0 else None))
        sign(office, str(made.instrument.number))
    office.store.close()
    return folder


def asked(name: str, process: str | None) -> Ask:
    """A request for the bundled set with this partner and process."""
    return replace(ask(example(name)), process=process)


def sign(office: Office, number: str, *, at: datetime = SIGNED) -> None:
    """Review and every signature, the last one at this moment."""
    send_to_review(office, number)
    approve(office, number, "Parecer nº 10/2024/CONJUR")
    life = open_envelope(office, number)
    there = on(office, at.date() + timedelta(days=1))
    for signatory in life.pending:
        record_signature(there, number, Signing(signatory, at, "avancada"))


def extract(office: Office, number: str = "1/2024") -> Extract:
    """The extract that should be printed."""
    return write_extract(office, number).extract


def act(
    title: str,
    text: str,
    materia: str = "20001",
    day: date | None = OUT,
    edition: str = "27",
    page: str = "112",
    category: str = PATH,
) -> str:
    """One XML file of the gazette."""
    dated = f"{day:%d/%m/%Y}" if day else ""
    attributes = (
        f'id="1" name="ato" idOficio="9" pubName="DO3" artType="Extrato" pubDate="{dated}" '
        f'artClass="00003" artCategory="{category}" artSize="12" artNotes="" '
        f'numberPage="{page}" pdfPage="" editionNumber="{edition}" idMateria="{materia}"'
    )
    body = f'<p class="identifica">{escape(title)}</p><p>{escape(text)}</p>'
    return xml(body, title, materia, attributes)


def printed(extract: Extract, *changes: tuple[str, str], **more: Any) -> str:
    """The file of an extract, printed with these pieces of text exchanged."""
    text = extract.paragraph
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return act(extract.title, text, **more)


def edition(folder: Path, *acts: str | bytes, name: str = "2024-02-07-DO3.zip") -> Path:
    """The zip of a day with these files."""
    path = folder / name
    path.write_bytes(zipped({f"530_{place}.xml": data for place, data in enumerate(acts, 1)}))
    return path


def read(
    office: Office, path: Path, *confirmed: str, simulate: bool = False
) -> tuple[list[Outcome], list[Finding], Reading]:
    """What became of each text, what could not be read, and the counts."""
    findings: list[Finding] = []
    reading = Reading()
    wish = Wish(simulate, frozenset(confirmed))
    found = list(read_publications(office, path, wish, findings.append, reading))
    return found, findings, reading


def kinds(outcomes: list[Outcome]) -> list[str]:
    """What became of each."""
    return [outcome.kind for outcome in outcomes]


def life(office: Office, number: str = NUMBER) -> Life:
    """The life of an instrument so far."""
    return life_of(fact for _, fact in office.store.facts_about(number))


def facts(office: Office, number: str = NUMBER) -> list[str]:
    """The kinds of fact about an instrument since its signature."""
    names = [fact.kind for _, fact in office.store.facts_about(number)]
    return names[names.index("prazos_contados") + 1 :]
