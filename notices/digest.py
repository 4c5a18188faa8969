"""A parcel as a message: every notice of one recipient in one e-mail, with the files that go along.

Files that would make the message too large for common mail servers stay out, and the message says
so. A file that cannot be made never holds back its notice: the message says that too.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from faults.errors import PactuaError
from notices.log import BRASILIA
from notices.message import Attachment, Message, one_line
from notices.owed import Owed, Rules
from notices.parcels import Parcel
from notices.words import Words, distance

MOST_BYTES = 7 * 1024 * 1024
"""Of files in one message: with base64 that stays below the 10 MB that common servers take."""

Attach = Callable[[Owed], Sequence[Attachment]]
"""The files for a notice (the drafted aditivo, for a renewal); may raise PactuaError."""


def nothing_attached(item: Owed) -> Sequence[Attachment]:
    """The Attach of those who have no files."""
    return ()


class Composer:
    """Makes messages from parcels, in the words of the templates."""

    def __init__(
        self, rules: Rules, attach: Attach = nothing_attached, folders: Sequence[Path] = ()
    ) -> None:
        self._rules = rules
        self._attach = attach
        self._words = Words(folders)

    def compose(self, parcel: Parcel, now: datetime) -> Message:
        """The message; the same parcel and moment give the same bytes. Raises BadTemplate."""
        today = now.astimezone(BRASILIA).date()
        files: list[Attachment] = []
        notices = [self._told(item, parcel.light, today, files) for item in parcel.items]
        values = {
            "destinatario": one_line(parcel.recipient.name),
            "remetente": one_line(self._rules.sender.name),
            "hoje": today,
            "avisos": notices,
            "urgentes": sum(notice["urgente"] for notice in notices),
        }
        return Message(
            message_id=parcel.message_id,
            when=now,
            sender=self._rules.sender,
            recipient=parcel.recipient,
            subject=one_line(self._words.page("assunto.txt", values), 180),
            text=self._words.page("resumo.txt", values),
            html=self._words.page("resumo.html", values),
            attachments=tuple(files),
        )

    def _told(
        self, item: Owed, light: bool, today: date, files: list[Attachment]
    ) -> dict[str, Any]:
        """One notice under the names that the templates know; its files are added to `files`."""
        notice, due = item.notice, item.notice.due
        wall = next((one.day for one in self._rules.notices(due) if one.rung.wall), None)
        values = {
            "titulo": one_line(due.title),
            "prazo": due.deadline,
            "faltam": distance(today, due.deadline),
            "parede": wall,
            "faltam_parede": distance(today, wall),
            "hoje": today,
            "degrau": notice.rung.name,
            "dia_do_degrau": notice.day,
            "prudente": due.prudent,
        }
        headline, *paragraphs = self._words.sentences(due.subject, values)
        names, without = self._files(item, light, files)
        return {
            "id": notice.id,
            "numero": one_line(due.instrument),
            "degrau": notice.rung.name,
            "manchete": headline,
            "linhas": paragraphs,
            "dados": [(one_line(label), one_line(value)) for label, value in due.details],
            "urgente": notice.rung.pressing,
            "escalado": item.escalated,
            "anexos": names,
            "sem_anexo": without,
        }

    def _files(self, item: Owed, light: bool, files: list[Attachment]) -> tuple[list[str], str]:
        """The names of the files that go along, and why others do not."""
        try:
            found = self._attach(item)
        except PactuaError as error:
            return [], f"A minuta não pôde ser preparada: {one_line(error.message)}"
        if light and found:
            return [], "A mensagem anterior foi recusada; esta vai sem a minuta. Gere-a no sistema."
        size = sum(len(file.data) for file in (*files, *found))
        if size > MOST_BYTES:
            return [], "A minuta não coube nesta mensagem; gere-a no sistema."
        files += found
        return [one_line(file.name) for file in found], ""
