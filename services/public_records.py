"""What the public register says of agreements, keys and the log: plain values, nothing personal.

services/public_desk.py and public_register.py make them, portal/ shows them. A value that is not
there is None, and a page leaves it out.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from signatures.verdict import TermState

PAGE_SIZE = 20
MOST_PAGES = 500
"""Of the whole register; beyond them one searches, or takes the open data."""

MOST_FOUND = 1000
"""Results of one search that can be paged through."""


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One published agreement in a list."""

    number: str
    kind: str
    parties: tuple[str, ...]
    state: str
    """The partner's state of the federation, "" abroad."""
    signed_on: date
    published_on: date
    end: date
    term: TermState


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page of the register; `total` is None where counting further would cost too much."""

    rows: tuple[PublishedRow, ...]
    page: int
    has_next: bool
    total: int | None = None

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one."""
        return self.page > 1


@dataclass(frozen=True, slots=True)
class PublicParty:
    """A party as the text of the agreement names it."""

    name: str
    acronym: str
    place: str
    identifier: str
    """The CNPJ, or the identifier of a foreign body."""
    represented_by: str
    """Name and role of who signs for it."""


@dataclass(frozen=True, slots=True)
class Gazette:
    """Where an extract stands in the Diário Oficial da União."""

    day: date
    edition: str
    section: int
    page: int


@dataclass(frozen=True, slots=True)
class PublicAgreement:
    """What anyone may know of a published agreement."""

    row: PublishedRow
    title: str
    subject: str
    """What the work plan is called."""
    process: str
    code: str
    parties: tuple[PublicParty, ...]
    gazette: Gazette
    months: int
    text_sha256: str
    ended_on: date | None = None
    ended_by: str = ""
    extension_requested_on: date | None = None
    amended_by: tuple[str, ...] = ()


KeyState = Literal["ativa", "substituida", "revogada"]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key of the body, with which checkpoints and QR codes are checked."""

    id: str
    algorithm: str
    public: str
    """As people copy it."""
    state: KeyState
    since: date
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublicCheckpoint:
    """The newest signed state of the public log; `text` is the signed note itself."""

    size: int
    root: str
    at: datetime
    key_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Verifier:
    """A file of the stand-alone verifier, as it is handed out."""

    name: str
    media_type: str
    data: bytes
