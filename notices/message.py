"""A message as it leaves: values in, the bytes of an e-mail (RFC 5322, MIME) out.

The same message gives the same bytes. No value can add a header: control characters and line ends
become spaces before the headers are made. Text parts are quoted-printable, so that every server
takes them.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from notices.due import Recipient
from notices.log import BRASILIA

NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]')
LONGEST_LINE = 400
UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories: control, formatting, halves of characters, line and paragraph ends."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message; `kind` is its media type."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One e-mail to one person: plain text and HTML that say the same, and files."""

    message_id: str
    when: datetime
    sender: Recipient
    recipient: Recipient
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()

    def as_bytes(self) -> bytes:
        """The e-mail, ready for a mail server."""
        return mime(self).as_bytes()


def one_line(text: str, longest: int = LONGEST_LINE) -> str:
    """The text on one line without control or formatting characters, cut when it is very long."""
    shown = "".join(" " if unicodedata.category(c) in UNSHOWN else c for c in text)
    folded = " ".join(shown.split())
    return folded if len(folded) <= longest else f"{folded[: longest - 3]}..."


def ascii_address(address: str) -> str:
    """The address with its domain as the name system writes it (xn--...)."""
    local, _, domain = address.strip().rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def mime(message: Message) -> EmailMessage:
    """The e-mail as a tree of parts."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(message.sender)
    mail["To"] = _address(message.recipient)
    mail["Subject"] = one_line(message.subject)
    mail["Date"] = format_datetime(message.when.astimezone(BRASILIA))
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies
    mail.set_content(message.text, cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    for attachment in message.attachments:
        main, _, sub = attachment.kind.partition("/")
        name = one_line(NOT_IN_A_NAME.sub("-", attachment.name), 120)
        mail.add_attachment(attachment.data, maintype=main, subtype=sub, filename=name)
    mail["Content-Language"] = "pt-BR"  # last: making parts moves headers of content into them
    # Python would draw boundaries by lot. "=_" occurs in no quoted-printable or base64 text.
    seed = message.message_id.strip("<>").partition("@")[0]
    multiparts = [part for part in mail.walk() if part.is_multipart()]
    for place, part in enumerate(multiparts):
        part.set_boundary(f"=_{seed}_{place}")
    return mail


def _address(person: Recipient) -> Address:
    return Address(display_name=one_line(person.name, 120), addr_spec=ascii_address(person.email))
