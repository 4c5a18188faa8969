"""What the portal asks of the rest of the house: one small port, faked in its tests.

services/public_desk.py stands behind it. Every method may raise a PactuaError; all of them block
and are called from threads, but for `ready_answer`, which must never wait.
"""

from typing import Protocol

from services.public_records import (
    PublicAgreement,
    PublicCheckpoint,
    PublicKey,
    PublishedPage,
    Verifier,
)
from signatures.verdict import Verdict


class PublicDesk(Protocol):
    """The window at which the public is served."""

    def verify_codes(self, code: str, crc: str) -> Verdict:
        """The verdict on a document by its code (digits) and CRC (eight hexadecimal digits)."""

    def verify_file(self, name: str, data: bytes) -> Verdict:
        """The verdict on a file; called in a process of its own, with bounds."""

    def ready_answer(self, code: str, crc: str) -> bytes | None:
        """The JSON answer to codes that were matched before, when it still holds; never waits."""

    def rest(self) -> None:
        """Hold nothing of the registry while nobody asks; called once a second, never waits."""

    def close(self) -> None:
        """Give back files and connections, when nobody will ask any more."""

    def prepare(self, after: tuple[str, str], most: int) -> tuple[str, str] | None:
        """Make ready the answers to so many pairs of codes after this one; the last looked at,
        None when none was left."""

    def signed_file(self, code: str, crc: str) -> bytes | None:
        """The signed file, byte by byte as it was signed; None when codes lead to none."""

    def sheet(self, code: str, crc: str) -> bytes | None:
        """The folha de autenticidade (PDF); None when codes lead to none."""

    def proof(self, code: str, crc: str) -> bytes | None:
        """The proof (JSON) that the document stands in the public log; None when it does not."""

    def published(self, query: str, page: int) -> PublishedPage:
        """A page of the public register, the newest publications first."""

    def agreement(self, number: str) -> PublicAgreement | None:
        """What anyone may know of a published agreement."""

    def checkpoint(self) -> PublicCheckpoint | None:
        """The newest signed state of the public log; None while there is none."""

    def public_keys(self) -> tuple[PublicKey, ...]:
        """Every public key of the body, the active one first."""

    def verifiers(self) -> tuple[Verifier, ...]:
        """The stand-alone verifier: a script and a page."""

    def feed(self, secret: str) -> bytes | None:
        """The calendar behind a secret address; None when the secret opens none."""

    def healthy(self) -> bool:
        """Whether the registry answers."""
