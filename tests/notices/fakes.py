"""In-memory stand-ins for the ports of notices/: the ledger, the mail server, the composer."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from faults.errors import OutsideError
from notices.log import Log, LogEntry
from notices.message import Message
from notices.outbox import Decide, Receipt
from notices.parcels import Parcel
from tests.notices.samples import SENDER

TAKEN = Receipt("aceita")
DOWN = OutsideError("o servidor de e-mail não responde.", "Confira a rede.")


class MemoryLedger:
    """The log as a list; `held` makes another run seem to be at work."""

    def __init__(self, lines: Sequence[LogEntry] = ()) -> None:
        self.lines = list(lines)
        self.held = False

    @contextmanager
    def alone(self) -> Iterator[bool]:
        if self.held:
            yield False
            return
        self.held = True
        try:
            yield True
        finally:
            self.held = False

    def read(self, due_keys: Collection[str]) -> Log:
        return Log(line for line in self.lines if line.due_key in due_keys)

    def write(self, due_keys: Collection[str], decide: Decide) -> Sequence[LogEntry]:
        added = decide(self.read(due_keys))
        self.lines += added
        return added

    def states(self) -> list[tuple[str, str]]:
        """(rung, state) of every line, in order."""
        return [(line.rung, line.state) for line in self.lines]


class MemoryMailer:
    """Keeps what it is handed; each answer in turn, an error raised, then all is taken."""

    def __init__(self, *answers: Receipt | OutsideError) -> None:
        self._answers = list(answers)
        self.messages: list[Message] = []

    def send(self, message: Message) -> Receipt:
        answer = self._answers.pop(0) if self._answers else TAKEN
        if isinstance(answer, OutsideError):
            raise answer
        if answer.outcome in ("aceita", "incerta"):
            self.messages.append(message)
        return answer


class PlainComposer:
    """Messages whose text is the ids of their notices."""

    def compose(self, parcel: Parcel, now: datetime) -> Message:
        return Message(
            parcel.message_id,
            now,
            SENDER,
            parcel.recipient,
            subject=f"{len(parcel.items)} avisos",
            text=" ".join(item.notice.id for item in parcel.items),
            html="",
        )
