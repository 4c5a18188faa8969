"""Delivery to the screen: the Mailer of those who have no mail server."""

from collections.abc import Callable

from notices.message import Message
from notices.outbox import Receipt

RULE = "-" * 72


class ConsoleMailer:
    """Writes each message as plain text; `write` is what prints (a command passes its own)."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    def send(self, message: Message) -> Receipt:
        """Show one message."""
        person = message.recipient
        lines = [
            RULE,
            f"Para: {person.name} <{person.email}>",
            f"Assunto: {message.subject}",
            *(
                f"Anexo: {attachment.name} ({len(attachment.data)} bytes)"
                for attachment in message.attachments
            ),
            "",
            message.text.rstrip("\n"),
            RULE,
        ]
        self._write("\n".join(lines))
        return Receipt("aceita")
