"""What all ways of signing share: judging and writing signatures, and keeping their files.

Whichever way, a signature is judged by the same rules inside one transaction, and the bytes of its
file are kept once and never made again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from faults.errors import StateError
from instruments.facts import FileFormat, FilesRendered, StoredFile
from instruments.instrument import Instrument
from instruments.lifecycle import Life
from instruments.lifecycle_facts import SignatureRecorded, SigningTime
from instruments.transitions import advance
from services.envelopes import SIGNED
from services.lifecycle import all_signed, life_in
from services.office import Office
from services.settings import BRASILIA
from services.tied_effects import check_signing
from signatures.inspection import FoundSignature, Inspection
from signatures.trust import Trust, read_trust

DEFAULT_TRUST = "confianca"


@dataclass(frozen=True, slots=True)
class FileGiven:
    """A file that somebody handed in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ToKeep:
    """Bytes that are kept when what they prove is written."""

    file: StoredFile
    data: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """The life after a signature, the file that has it, and what was found in that file."""

    life: Life
    file: StoredFile
    inspection: Inspection


def trust_of(office: Office) -> Trust:
    """The certificates that the body trusts. Raises UnreadableFile."""
    if office.folder is None:
        return Trust()
    return read_trust(office.folder / (office.arrangements.trust_folder or DEFAULT_TRUST))


def some_trust(office: Office) -> Trust:
    """The same; raises StateError when there are none."""
    trust = trust_of(office)
    if trust.empty:
        folder = office.arrangements.trust_folder or DEFAULT_TRUST
        raise StateError(
            "não há certificados de confiança com que conferir a assinatura.",
            f"Ponha as raízes da ICP-Brasil e do gov.br em {folder}/icp-brasil e {folder}/gov-br, "
            "na pasta de dados.",
        )
    return trust


def write_signatures(
    office: Office,
    instrument: Instrument,
    facts: Sequence[SignatureRecorded],
    kept: ToKeep | None,
    signed_upon: str | None = None,
) -> Life:
    """Judge and write signatures in one transaction, and what the last one brings.

    `signed_upon` is the file they were appended to: if another signature came in meanwhile, the
    two files would each lack one of them.
    """
    number = instrument.number
    with office.store.writing(office.now, office.actor) as writing:
        before = life = life_in(writing, number)
        within = [one.file_sha256 for one in life.signed if one.way != "registrada"]
        opened = life.envelope.file_sha256 if life.envelope else None
        if signed_upon is not None and signed_upon != (within[-1] if within else opened):
            raise StateError(
                "outra assinatura entrou no arquivo enquanto esta era feita.",
                "Assine de novo, a partir do arquivo atual: pactua assinatura arquivo NUM",
            )
        for fact in facts:
            life = advance(life, fact)
            check_signing(office, instrument, fact.signed_at.astimezone(BRASILIA).date())
            check_in_time(life.sign_until, fact)
        if kept is not None:
            office.files.keep(kept.data)
        for fact in facts:
            writing.append(fact)
        if kept is not None:
            writing.append(
                FilesRendered(number=number, version=instrument.version, files=(kept.file,))
            )
        if before.cycle != life.cycle:
            life = all_signed(office, writing, instrument, life)
    return life


def check_in_time(until: date | None, fact: SignatureRecorded) -> None:
    """Raise StateError for a signature given after the time for it was over."""
    if until is not None and fact.signed_at.astimezone(BRASILIA).date() > until:
        raise StateError(
            f"o prazo para assinar terminou em {until:%d/%m/%Y}.",
            "Dê mais prazo: pactua assinatura prorrogar NUM --ate AAAA-MM-DD",
        )


def to_keep(kind: FileFormat, engine: str, name: str, data: bytes) -> ToKeep:
    """Bytes with the row that will tell of them."""
    digest = hashlib.sha256(data).hexdigest()
    stored = StoredFile(format=kind, engine=engine, name=name, sha256=digest, size=len(data))
    return ToKeep(stored, data)


def time_kind(one: FoundSignature) -> SigningTime:
    """Whether somebody else vouches for the time of a signature."""
    return "carimbo" if one.trusted_at else "declarada"


def signed_name(instrument: Instrument, count: int) -> tuple[str, str]:
    """(engine name, file name) of the file with so many signatures."""
    return f"{SIGNED}-{count}", f"{instrument.file_stem}-assinado-{count}.pdf"
