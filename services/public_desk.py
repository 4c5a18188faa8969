"""The desk of the public: everything the portal asks, over an Office that can only read.

One desk a process, with connections of its own. Verdicts are made by services/verifying.py; those
that codes led to are kept ready (registry/answers.py), so that the next to ask waits for one lookup
and nothing else. A kept answer holds until something happens to its document, or until the last day
on which the same would be said.
"""

import hashlib
import importlib.metadata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from threading import Lock
from time import monotonic
from typing import Protocol

from faults.errors import NotFound, StateError
from registry.answers import KeptAnswers, Pair, Ready
from services import agendas, verifier_files
from services.keys import KeyInfo, all_keys
from services.office import Office, body_file, open_office
from services.public_answers import UNTOLD, as_json, verdict_data
from services.public_records import (
    PublicAgreement,
    PublicCheckpoint,
    PublicKey,
    PublishedPage,
    Verifier,
)
from services.public_register import PublicRegister
from services.settings import BRASILIA, Settings, clock
from services.transparency import last_checkpoint, prove
from signatures.log.checkpoint import parse_note
from signatures.verdict import Situation, Verdict

ANSWERS = "conferencia.db"
FOREVER = "9999-12-31"
LASTING = frozenset({Situation.AUTHENTIC, Situation.CANCELLED, Situation.REPLACED})
"""What stays said until something happens, or a term begins or ends."""


class Verifying(Protocol):
    """services/verifying.py, as far as the public has to do with it."""

    def by_codes(self, office: Office, code: str, crc: str) -> Verdict:
        """The verdict on a document by its codes."""

    def by_file(self, office: Office, name: str, data: bytes) -> Verdict:
        """The verdict on a file."""


class OfficeDesk:
    """What portal/desk.py asks for, over an office whose moment moves with the clock."""

    def __init__(
        self,
        office: Office,
        verifying: Verifying,
        clock: Callable[[], datetime],
        generation: str = "",
    ) -> None:
        self._office = office
        self._verifying = verifying
        self._clock = clock
        self._ready = self._answers(generation)
        self._keeping = self._answers(generation)
        self._keeping_lock = Lock()
        self._today = (0.0, "")
        self._register = PublicRegister(office)

    @property
    def kept(self) -> KeptAnswers | None:
        """Where answers are kept ready; None for an office without a folder."""
        return self._keeping

    # --- verdicts ---

    def verify_codes(self, code: str, crc: str) -> Verdict:
        """The verdict on a document by its codes; what will stay so is kept ready."""
        verdict, ready = self._judged(code, crc)
        if ready is not None:
            with self._keeping_lock:
                if self._keeping is not None:
                    self._keeping.keep([ready])
        return verdict

    def verify_file(self, name: str, data: bytes) -> Verdict:
        """The verdict on a file, in this process: whoever asks has bounded it."""
        from signatures.pades.validate import inspect  # late: it brings pyHanko

        return self._verifying.by_file(replace(self._now(), inspect=inspect), name, data)

    def ready_answer(self, code: str, crc: str) -> bytes | None:
        """The JSON answer to codes that were matched before, when it still holds."""
        if self._ready is None:
            return None
        return self._ready.find(code, crc, self._day())

    def rest(self) -> None:
        """Hold nothing of the registry while nobody asks."""
        if self._ready is not None:
            self._ready.rest()

    def close(self) -> None:
        """Give back files and connections."""
        for kept in (self._ready, self._keeping):
            if kept is not None:
                kept.close()
        self._office.store.close()

    def signed_file(self, code: str, crc: str) -> bytes | None:
        """The signed file, byte by byte."""
        verdict = self._matched(code, crc)
        digest = verdict.signed_file_sha256 if verdict else None
        return self._office.files.read(digest) if digest else None

    def sheet(self, code: str, crc: str) -> bytes | None:
        """The folha de autenticidade."""
        from services.sheets import authenticity_sheet  # late: it brings the engine of pages

        return self._of_number(code, crc, authenticity_sheet)

    def proof(self, code: str, crc: str) -> bytes | None:
        """What the public log says of the document, with its proof."""
        return self._of_number(
            code, crc, lambda office, number: as_json(prove(office, number).as_data())
        )

    def prepare(self, after: Pair, most: int) -> Pair | None:
        """Make ready the answers to the next pairs of codes; the last one looked at."""
        with self._keeping_lock:
            kept = self._keeping
            if kept is None:
                return None
            pairs, last = kept.lacking(after, self._day(), most)
            made = [ready for _, ready in (self._judged(*pair) for pair in pairs) if ready]
            if made:
                kept.keep(made)
            return last

    # --- the register ---

    def published(self, query: str, page: int) -> PublishedPage:
        """A page of the public register, or of what a search finds in it."""
        return self._register.page(query, page, self._now().today)

    def agreement(self, number: str) -> PublicAgreement | None:
        """What anyone may know of a published agreement."""
        return self._register.agreement(number, self._now().today)

    # --- keys and log ---

    def checkpoint(self) -> PublicCheckpoint | None:
        """The newest signed state of the public log."""
        head = last_checkpoint(self._office)
        if head is None:
            return None
        signatures = parse_note(head.note).signatures
        return PublicCheckpoint(
            head.size,
            head.root.hex(),
            datetime.fromisoformat(head.signed_at),
            signatures[-1].key_id if signatures else "",
            head.note,
        )

    def public_keys(self) -> tuple[PublicKey, ...]:
        """Every public key, the active one first, then the newest."""
        keys = [_key(info) for info in reversed(all_keys(self._office))]
        return tuple(sorted(keys, key=lambda key: key.state != "ativa"))

    def verifiers(self) -> tuple[Verifier, ...]:
        """The stand-alone verifier, with the public keys in it."""
        return verifier_files.verifier_files(self._office)

    # --- the rest ---

    def feed(self, secret: str) -> bytes | None:
        """The calendar behind a secret address."""
        return agendas.feed(self._now(), secret)

    def healthy(self) -> bool:
        """Whether the registry answers."""
        return self._office.store.last_seq() >= 0

    def _now(self) -> Office:
        return replace(self._office, now=self._clock())

    def _day(self) -> str:
        """Today in Brasília, asked of the clock once a second."""
        until, day = self._today
        now = monotonic()
        if now >= until:
            day = self._clock().astimezone(BRASILIA).date().isoformat()
            self._today = (now + 1.0, day)
        return day

    def _answers(self, generation: str) -> KeptAnswers | None:
        folder = self._office.folder
        if folder is None:
            return None
        return KeptAnswers(folder / ANSWERS, self._office.store, generation)

    def _judged(self, code: str, crc: str) -> tuple[Verdict, Ready | None]:
        """The verdict, and the answer to keep where it lasts."""
        office = self._now()
        # Looked at before judging: should the row be drawn anew meanwhile, the answer is not used.
        seq = self._keeping.drawn(code, crc) if self._keeping is not None else None
        verdict = self._verifying.by_codes(office, code, crc)
        until = last_day(verdict, office.today)
        if seq is None or until is None:
            return verdict, None
        return verdict, Ready(code, crc, seq, until, as_json(verdict_data(verdict)))

    def _matched(self, code: str, crc: str) -> Verdict | None:
        verdict = self.verify_codes(code, crc)
        return None if verdict.situation in UNTOLD else verdict

    def _of_number(self, code: str, crc: str, make: Callable[[Office, str], bytes]) -> bytes | None:
        verdict = self._matched(code, crc)
        if verdict is None or verdict.number is None:
            return None
        try:
            return make(self._now(), verdict.number)
        except (NotFound, StateError):
            return None  # the log has nothing of it yet


def open_desk(settings: Settings) -> OfficeDesk:
    """The desk of a process, over a database that it cannot write to. Raises PactuaError."""
    from services import verifying  # late: it brings everything that reads a file

    office = open_office(settings, read_only=True)
    return OfficeDesk(office, verifying, clock, generation_of(settings))


def generation_of(settings: Settings) -> str:
    """What decides verdicts beside the registry: the program, and what the body has of its own."""
    parts = [importlib.metadata.version("pactua"), body_file(settings).read_text(encoding="utf-8")]
    for path in sorted(settings.folder.glob("confianca/**/*")):
        if path.is_file():
            parts.append(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def last_day(verdict: Verdict, today: date) -> str | None:
    """The last day on which the same is said if nothing happens; None for what is not kept."""
    if verdict.situation not in LASTING:
        return None
    match verdict.term:
        case "futura":
            return today.isoformat()
        case "vigente":
            ends = [day for day in (verdict.term_end, verdict.ended_on) if day]
            return min(ends).isoformat() if ends else today.isoformat()
    return FOREVER


def _key(info: KeyInfo) -> PublicKey:
    until = info.revoked_since or info.replaced_at
    return PublicKey(
        id=info.key.id,
        algorithm="Ed25519",
        public=info.key.vkey,
        state="revogada" if info.revoked_at else "substituida" if info.replaced_at else "ativa",
        since=_day(info.created_at),
        until=_day(until) if until else None,
        reason=info.reason,
    )


def _day(text: str) -> date:
    """A day, also of a moment in UTC, as Brasília counts it."""
    if len(text) == len("AAAA-MM-DD"):
        return date.fromisoformat(text)
    return datetime.fromisoformat(text).astimezone(BRASILIA).date()
