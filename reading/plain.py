"""Plain text: its encoding found out, broken letters mended, and each of its lines kept a line.

UTF-8, UTF-16 and Windows-1252 are told apart by the bytes themselves. Text that was decoded wrongly
once and saved so (“AÃ§Ã£o”) is mended and the reader told. Marks of bold that a conversion to
Markdown leaves (`**`) are no words and go. Lines are not joined here (paragraphs.py).
"""

import re
import unicodedata

from faults.errors import UnreadableFile
from reading.source import Line, SourceText

PAGE_BREAK = "\f"
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")

# What a letter of UTF-8 looks like when each of its bytes is read as a letter of Windows-1252.
_HIGH = "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
_HIGH += (
    "\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
BROKEN = re.compile(f"[\u00c2-\u00df][{_HIGH}]|[\u00e0-\u00ef][{_HIGH}]{{2}}")

BOLD = re.compile(r"(\*{3}\.\d{3}\.\d{3}-\*\*)|\*\*")
"""A mark of bold, or (as a group) the number of a CPF that was masked with asterisks."""

BOLD_TAKEN_OUT = "As marcas de negrito (**) de uma conversão para Markdown foram retiradas."
MOST_CONTROLS = 0.01
"""From this part of control characters on, it is no text."""


def read_plain(name: str, data: bytes) -> SourceText:
    """The lines of a text file. Raises UnreadableFile for what is no text."""
    text, notes = decode_text(data, name)
    if is_marked(text):
        text = without_marks(text)
        notes += (BOLD_TAKEN_OUT,)
    pages = text.count(PAGE_BREAK)
    page = 1 if pages else None
    lines: list[Line] = []
    for sheet in text.split(PAGE_BREAK):
        lines += (Line(line.rstrip(), page=page) for line in sheet.split("\n"))
        page = page + 1 if page else None
    return SourceText(name, "texto", tuple(lines), pages or None, True, notes)


def is_marked(text: str) -> bool:
    """Whether a text has marks of bold: more than one, since a single one may be a misprint."""
    return "**" in text and sum(found[1] is None for found in BOLD.finditer(text)) > 1


def without_marks(text: str) -> str:
    """The text without marks of bold; a masked CPF stays."""
    return BOLD.sub(lambda found: found[1] or "", text)


def decode_text(data: bytes, name: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of these bytes and what had to be mended, each a sentence.

    `declared` is the encoding that the file itself names. Raises UnreadableFile for no text.
    """
    text, notes = _decoded(data, declared)
    if len(CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise UnreadableFile(
            f"{name}: não é um texto.", "Use um arquivo de texto, HTML, DOCX ou PDF."
        )
    mended = mend(text)
    if mended != text:
        notes += ("Havia letras trocadas por uma codificação errada (como “Ã§”); foram refeitas.",)
    return tidy(mended), notes


def tidy(text: str) -> str:
    """NFC, line feeds alone, plain spaces, and nothing that cannot be seen."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = SPACES.sub(" ", text)
    if not text.isascii():
        text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return CONTROL.sub("", text)


def mend(text: str) -> str:
    """The text with letters that were decoded wrongly, even twice, put right."""
    for _ in range(2):
        if not BROKEN.search(text):
            break
        text = BROKEN.sub(_mended, text)
    return text


def _mended(found: re.Match[str]) -> str:
    try:
        return _as_bytes(found[0]).decode()
    except UnicodeDecodeError:
        return found[0]


def _as_bytes(text: str) -> bytes:
    """The bytes that Windows-1252 shows as these letters; it leaves five bytes without a letter."""
    return b"".join(
        letter.encode("latin-1") if ord(letter) < 0x100 else letter.encode("cp1252")
        for letter in text
    )


def _decoded(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), ("O texto está em UTF-16.",)
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace"), ()
    sample = data[:4096]
    if sample.count(0) > len(sample) // 4:
        order = "utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"
        return data.decode(order, "replace"), ("O texto está em UTF-16, sem dizê-lo.",)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        # Windows-1252 where the file says ISO-8859-1, as browsers do; its gaps stay as they are.
        note = "O texto está na codificação do Windows (1252), e não em UTF-8."
        if declared.startswith(("iso-8859", "windows-1252", "latin")):
            note = ""
        return data.decode("cp1252", "replace"), (note,) if note else ()
    if declared and not declared.startswith("utf") and not text.isascii():
        return text, (f"O arquivo diz estar em {declared}, mas está em UTF-8.",)
    return text, ()
