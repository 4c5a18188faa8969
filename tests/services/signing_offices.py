"""Offices whose agreement is out for signature, with a real PDF and people who can sign it."""

import atexit
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from document.tree import NumberedDocument
from instruments.arrangements import Arrangements
from rendering.engines import build_engine
from rendering.port import Edition, Engine, Laid
from services.drafting import draft
from services.envelopes import Opened, Opening, newest_file, open_envelope
from services.lifecycle import approve, send_to_review
from services.office import Office
from services.signature_keeping import FileGiven
from services.signing import SigningHere
from signatures.pades.sign import Order, open_credential, sign
from tests.offices import ask, engines_of, example, office_at
from tests.pki import PASSWORD, Holder, pki

NUMBER = "1/2026"
FULL = "1/2026/CIHP/CGSINDEC/DPDC/SENACON"
NOON = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TYPST = Opening(pdf_engine="typst")


class DrawnOnce:
    """Typst, which draws the same document once for all tests."""

    name, format = "typst", "pdf"

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The PDF."""
        return self.lay_out(document, edition).pdf

    def lay_out(self, document: NumberedDocument, edition: Edition) -> Laid:
        """The PDF and its places."""
        return _laid(document, edition)


@cache
def _laid(document: NumberedDocument, edition: Edition) -> Laid:
    engine: Any = build_engine("pdf", "typst")
    laid: Laid = engine.lay_out(document, edition)
    return laid


def real_pdfs(office: Office) -> Office:
    """The office with real engines of PDF and SEI, and plain ones for the rest."""
    plain = engines_of(office)

    def engine(file_format: str, name: str) -> Engine:
        if (file_format, name) == ("pdf", "typst"):
            return DrawnOnce()
        if file_format in ("pdf", "sei"):
            return build_engine(file_format, name)
        return plain(file_format, name)

    return replace(office, engines=engine)


@cache
def _template() -> Path:
    """A data folder with one approved agreement of MPMT, made once and copied."""
    folder = Path(tempfile.mkdtemp(prefix="pactua-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    office = office_at(folder, NOON)
    draft(office, ask(example("mpmt")))
    send_to_review(office, NUMBER)
    approve(office, NUMBER, "Parecer nº 10/2026/CONJUR")
    office.store.close()
    return folder


def approved(folder: Path, now: datetime = NOON, trusted: bool = True) -> Office:
    """An office with one approved agreement of MPMT, and the trusted roots in place."""
    shutil.copytree(_template(), folder, dirs_exist_ok=True)
    if trusted:
        pki().write_trust(folder / "confianca")
    return real_pdfs(office_at(folder, now))


def out(folder: Path, opening: Opening = TYPST, **more: Any) -> tuple[Office, Opened]:
    """The same, and the agreement out for signature."""
    office = approved(folder, **more)
    return office, open_envelope(office, NUMBER, opening)


def arranged(office: Office, **keys: Any) -> Office:
    """The office with these keys of orgao.yaml."""
    base = office.arrangements.model_dump(by_alias=True)
    return replace(office, arrangements=Arrangements.model_validate({**base, **keys}))


def here(holder: Holder, signatory: str, **more: Any) -> SigningHere:
    """A signature to be given here."""
    return SigningHere(signatory, holder.p12(), PASSWORD, **more)


@cache
def _credential(holder: Holder) -> Any:
    return open_credential(holder.p12(), PASSWORD)


def signed_elsewhere(
    office: Office, holder: Holder, place: str, when: datetime = NOON, data: bytes | None = None
) -> FileGiven:
    """The PDF that is out, or this one, signed by somebody with a program of his own."""
    base = data or office.files.read(newest_file(office, NUMBER).sha256)
    return FileGiven("assinado.pdf", sign(base, Order(place, "x", when), _credential(holder)))


def on_day(office: Office, day: date) -> Office:
    """The same office at noon of another day."""
    return replace(office, now=datetime(day.year, day.month, day.day, 15, tzinfo=UTC))
