"""An office with a key and a public log, for tests of proofs: agreements live their lives here.

The facts are appended as they are; whether they may come is not the question.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from instruments.facts import Fact
from instruments.lifecycle_facts import (
    Cancelled,
    Ended,
    EnvelopeOpened,
    EnvelopePlace,
    Published,
    Returned,
    SignatureRecorded,
)
from instruments.number import InstrumentNumber
from services.keys import KeyInfo, create_key
from services.office import Office
from services.statements import QrText, qr_text
from services.transparency import sign_checkpoint
from signatures.keys import KeyRing
from tests.facts import append_drafted, drafted, numbered
from tests.offices import office_at

PASSPHRASE = "quatro palavras sem ordem certa"
CRC = "059A70AD"
PARTIES = ("senacon", "mpmt")


def pdf(text: str) -> bytes:
    """The bytes of a file; no PDF is needed to have a hash."""
    return f"%PDF-1.7 {text}\n".encode()


def sha256(data: bytes) -> str:
    """Its hash, as facts carry it."""
    return hashlib.sha256(data).hexdigest()


@dataclass
class LogOffice:
    """The office, and what it does in the tests."""

    office: Office

    def key(self) -> KeyInfo:
        """Make a key."""
        return create_key(self.office)

    def append(self, *facts: Fact) -> None:
        """Take facts in, a minute after the last ones."""
        self.office = replace(self.office, now=self.office.now + timedelta(minutes=1))
        with self.office.store.writing(self.office.now, self.office.actor) as writing:
            for fact in facts:
                writing.append(fact)

    def draft(self, sequence: int = 1, version: int = 1) -> InstrumentNumber:
        """Draft a version of agreement `sequence`/2024."""
        with self.office.store.writing(self.office.now, self.office.actor) as writing:
            append_drafted(writing, drafted(sequence=sequence, version=version))
        return numbered(sequence)

    def open(self, sequence: int = 1, version: int = 1) -> InstrumentNumber:
        """Draft it and put it out for signature, with a file of its own."""
        number = self.draft(sequence, version)
        people = [
            EnvelopePlace(id=name, name="Claire Vogel Dutra", role="Subprocuradora-Geral")
            for name in PARTIES
        ]
        witness = EnvelopePlace(
            id="joao-da-silva", name="João da Silva", role="Servidor", part="testemunha"
        )
        self.append(
            EnvelopeOpened(
                number=number,
                version=version,
                signatories=(*PARTIES, witness.id),
                places=(*people, witness),
                crc=CRC,
                text_sha256=drafted(sequence=sequence, version=version).text_sha256,
                file_sha256=sha256(pdf(f"aberto {sequence} {version}")),
                qr=self.qr(sequence, version).text,
            )
        )
        return number

    def sign(self, sequence: int, signatory: str, file: bytes | None = None) -> None:
        """A signature, in a file when one is given."""
        self.append(
            SignatureRecorded(
                number=numbered(sequence),
                version=1,
                signatory=signatory,
                name="Claire Vogel Dutra",
                role="Subprocuradora-Geral de Justiça",
                signed_at=self.office.now,
                level="avancada",
                way="recebida" if file else "registrada",
                file_sha256=sha256(file) if file else None,
            )
        )

    def signed(self, sequence: int = 1) -> bytes:
        """The whole way to the last signature; the signed file."""
        self.open(sequence)
        for place, name in enumerate(PARTIES):
            self.sign(sequence, name, pdf(f"assinado {sequence} {place}"))
        return pdf(f"assinado {sequence} {len(PARTIES) - 1}")

    def publish(self, sequence: int = 1) -> None:
        """The publication of the extract."""
        day = date(2024, 2, 7)
        self.append(
            Published(
                number=numbered(sequence), published_on=day, edition="27", section=3, page=115
            )
        )

    def cancel(self, sequence: int) -> None:
        """The end before any signature."""
        self.append(Cancelled(number=numbered(sequence), reason="João Silva desistiu."))

    def give_back(self, sequence: int) -> None:
        """Back to the drafter."""
        self.append(Returned(number=numbered(sequence), reason="Mudou o nome de João Silva."))

    def end(self, sequence: int) -> None:
        """The end before the term."""
        day = date(2025, 1, 31)
        self.append(
            Ended(
                number=numbered(sequence),
                form="denuncia",
                notified_on=day,
                effective_on=day,
                reason="João Silva perdeu o interesse.",
            )
        )

    def checkpoint(self) -> str:
        """The note of the newest checkpoint, signed now."""
        return sign_checkpoint(self.office).note

    def qr(self, sequence: int = 1, version: int = 1) -> QrText:
        """The text of the QR of a version."""
        made = drafted(sequence=sequence, version=version)
        found = qr_text(self.office, made.instrument, CRC, made.text_sha256)
        assert found is not None  # the bundled body has a check page
        return found


def log_office(folder: Path, passphrase: str = PASSPHRASE, url: str | None = None) -> LogOffice:
    """An empty one in a folder, on the day of the examples."""
    office = office_at(folder, url=url)
    assert office.keys is not None
    return LogOffice(replace(office, keys=KeyRing(office.keys.folder, passphrase)))
