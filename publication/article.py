"""One article of the gazette, as the files give it, and its words without the markup.

It leaves out where articles come from (inlabs.py) and what they say (published.py).
"""

import html
import re
from datetime import date
from typing import NamedTuple

BLOCK = re.compile(r"</?(?:p|br|div|table|tr|td|th|tbody|thead|li|ul|ol|h[1-6])\b[^<>]*>", re.I)
TAG = re.compile(r"<[^<>]*>")
SPACES = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\s*\n\s*")
IDENTIFIES = re.compile(r"<p[^<>]{0,200}class=[\"'][^<>\"']{0,80}identifica[^<>]*>([^\0]{0,4000})")
SECOND_BYTES = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\x81\x8d\x8f\x90\x9d"
TWICE_ENCODED = re.compile(f"Ã[\u0080-\u009f{re.escape(SECOND_BYTES)}]")
"""An accented letter whose UTF-8 was read as Windows-1252 and written in UTF-8 again."""
ANY_SECTION = re.compile(r"DO(\d)")


class Article(NamedTuple):
    """What one act of the gazette carries; `html` is its text, marked up as published."""

    id: str
    materia: str
    name: str
    section: str
    edition: str
    page: int | None
    date: date | None
    dated_by: str
    """What told the date: `pubDate`, or where it was found when that was missing."""
    art_type: str
    category: str
    title: str
    html: str
    where: str
    """File and member, for a person who wants to look."""
    parts: int = 1

    @property
    def text(self) -> str:
        """The words, a paragraph a line."""
        return plain_text(self.html)

    @property
    def heading(self) -> str:
        """Identifica; when it is empty, the paragraph of that class or the first line."""
        if self.title:
            return plain_text(self.title).replace("\n", " ")
        marked = IDENTIFIES.search(self.html)
        text = plain_text(marked[1].partition("</p")[0]) if marked else self.text
        return text.partition("\n")[0][:300]

    @property
    def section_number(self) -> int | None:
        """1, 2 or 3, also of an extra edition (`DO3E`, `DO3_EXTRA_A`)."""
        found = ANY_SECTION.match(self.section)
        return int(found[1]) if found else None

    @property
    def place(self) -> str:
        """`DOU de 07/02/2024, Edição 27, Seção 3, página 112`, as far as it is known."""
        parts = [f"DOU de {self.date:%d/%m/%Y}" if self.date else "DOU sem data"]
        if self.edition:
            parts.append(f"Edição {self.edition}")
        if self.section_number:
            extra = "" if len(self.section) == 3 else f" ({self.section})"
            parts.append(f"Seção {self.section_number}{extra}")
        if self.page is not None:
            parts.append(f"página {self.page}")
        return ", ".join(parts)


def plain_text(markup: str) -> str:
    """The words of a piece of HTML: blocks on lines of their own, entities as characters.

    Each step reads the text once, whatever it holds: hostile markup costs no more than any other.
    """
    text = markup
    if "<" in text:
        text = TAG.sub("", BLOCK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    text = LINES.sub("\n", SPACES.sub(" ", text)).strip()
    return encoded_once(text)


def encoded_once(text: str) -> str:
    """Text that was turned into UTF-8 twice (`COOPERAÃ‡ÃƒO`), mended; any other as it is."""
    if not TWICE_ENCODED.search(text):
        return text
    try:
        return b"".join(_byte(letter) for letter in text).decode("utf-8")
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    """The byte that Windows-1252 has for the letter; its five unused bytes stand for themselves."""
    return letter.encode("latin-1") if letter < "\u0100" else letter.encode("cp1252")
