"""The middle of the demo: two people sign with test certificates, and everything is checked.

The certificates are made on the spot, say that they are worth nothing, and are trusted in the
demo's folder alone. The copy that is tampered with shows what a verdict says of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from registry.files import write_whole
from services import lifecycle
from services.editions import Delivered, deliver
from services.envelopes import newest_file, open_envelope
from services.keys import create_key
from services.office import Office
from services.sheets import authenticity_sheet
from services.signing import SigningHere, sign_here
from services.transparency import sign_checkpoint
from services.verifying import by_codes, by_file
from signatures.verdict import Verdict

PASSWORD = b"demonstracao"
TRUSTED = "autoridade-da-demonstracao.pem"
SHEET = "folha-de-autenticidade.pdf"
FORGED = "copia-adulterada.txt"
TRUE_TERM, FALSE_TERM = "36 (trinta e seis) meses", "60 (sessenta) meses"


@dataclass(frozen=True, slots=True)
class SignedSample:
    """The signed agreement with its codes, and the files that were handed out."""

    code: str
    crc: str
    signed: Delivered
    sheet: Path


def sign(
    office: Office,
    number: str,
    approval: str,
    signings: Sequence[tuple[str, datetime]],
    folder: Path,
) -> SignedSample:
    """Review, envelope and a signature of each party on its day; then the sheet of authenticity."""
    create_key(office)
    lifecycle.send_to_review(office, number)
    lifecycle.approve(office, number, approval)
    opened = open_envelope(office, number)
    certificates = _certificates(office, number)
    for signatory, at in signings:
        on_the_day = replace(office, now=at.astimezone(UTC))
        sign_here(on_the_day, number, SigningHere(signatory, certificates[signatory], PASSWORD))
        sign_checkpoint(on_the_day)
    (copy,) = deliver(office, [newest_file(office, number)], folder)
    last = replace(office, now=signings[-1][1].astimezone(UTC))
    sheet = folder / SHEET
    write_whole(sheet, authenticity_sheet(last, number), durable=False)
    (row, *_) = office.store.authenticity_of(number)
    return SignedSample(opened.code, row["crc"], copy, sheet)


def checks(office: Office, sample: SignedSample, text: Path) -> tuple[Verdict, Verdict, Verdict]:
    """The verdicts by codes, on the signed file, and on a copy of the text with another term."""
    forged = text.read_text(encoding="utf-8").replace(TRUE_TERM, FALSE_TERM)
    path = text.with_name(FORGED)
    write_whole(path, forged.encode(), durable=False)
    return (
        by_codes(office, sample.code, sample.crc),
        by_file(office, sample.signed.path.name, sample.signed.path.read_bytes()),
        by_file(office, path.name, path.read_bytes()),
    )


def _certificates(office: Office, number: str) -> dict[str, bytes]:
    """A PKCS#12 file for each party of an instrument, and the authority among the trusted."""
    from signatures.pades.sample_certificates import sample_certificates

    instrument = lifecycle.instrument_of(office, lifecycle.number_of(office, number))
    request = instrument.request
    people = {
        request.body.id: request.signer.name.upper(),
        **{partner.id: partner.representative.name.upper() for partner in request.partners},
    }
    made = sample_certificates(sorted(people.values()), PASSWORD)
    trusted = (office.folder or Path()) / "confianca"
    trusted.mkdir(parents=True, exist_ok=True)
    (trusted / TRUSTED).write_bytes(made.authority)
    return {party: made.files[name] for party, name in people.items()}
