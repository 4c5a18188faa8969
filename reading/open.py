"""Any file into text: what it is, is told from its bytes; its name only helps the messages.

Knows text, HTML, DOCX and PDF. Every other kind is named where it is known, with what to do.
"""

import re
from dataclasses import replace

from faults.errors import UnreadableFile
from reading.limits import MEBIBYTE, TEXT_LIMIT
from reading.source import FileKind, SourceText

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.I)
_XML = re.compile(rb"\s*<\?xml[^>]*>\s*<(?!html|!doctype\s+html)", re.I)
SNIFFED = 4096
LONGEST = 2_000_000
"""Characters of a text; an agreement with its plan has some 30,000."""

FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "um documento do Word antigo (.doc)"),
    (b"{\\rtf", "um documento RTF"),
    (b"\x89PNG", "uma imagem PNG"),
    (b"\xff\xd8\xff", "uma imagem JPEG"),
    (b"II*\0", "uma imagem TIFF"),
    (b"MM\0*", "uma imagem TIFF"),
    (b"GIF8", "uma imagem GIF"),
    (b"7z\xbc\xaf", "um arquivo compactado 7z"),
    (b"Rar!", "um arquivo compactado RAR"),
    (b"\x1f\x8b", "um arquivo compactado gzip"),
    (b"SQLite format 3", "um banco de dados SQLite"),
)
"""How other files begin, and what they are."""


def read_file(name: str, data: bytes, ocr: bool = False) -> SourceText:
    """The text of a file. Raises UnreadableFile, with what to do, for what cannot be read."""
    source = _unmarked(_read(name, data, ocr))
    if sum(len(line.text) for line in source.lines) > LONGEST:
        raise UnreadableFile(
            f"{name}: o texto passa de {LONGEST // 1_000_000} milhões de caracteres.",
            "Divida o arquivo.",
        )
    return source


def _unmarked(source: SourceText) -> SourceText:
    """Without the marks of bold of a text that was made into another file as it stood."""
    if not any("**" in line.text for line in source.lines):
        return source
    from reading.plain import BOLD_TAKEN_OUT, is_marked, without_marks

    if not is_marked(source.text):
        return source
    lines = (
        replace(line, text=without_marks(line.text)) if "**" in line.text else line
        for line in source.lines
    )
    return replace(source, lines=tuple(lines), notes=(*source.notes, BOLD_TAKEN_OUT))


def _read(name: str, data: bytes, ocr: bool) -> SourceText:
    match kind_of(name, data):
        case "pdf":
            from reading.pdf import read_pdf

            return read_pdf(name, data, ocr)
        case "docx":
            from reading.docx import read_docx

            return read_docx(name, data)
        case "html":
            from reading.html import read_html

            return read_html(name, data)
        case "texto":
            from reading.plain import read_plain

            return read_plain(name, data)


def kind_of(name: str, data: bytes) -> FileKind:
    """What kind of file these bytes are. Raises UnreadableFile for one that is not read here."""
    if not data.strip():
        raise UnreadableFile(f"{name}: o arquivo está vazio.", "Confira o arquivo.")
    if len(data) > TEXT_LIMIT:
        raise UnreadableFile(
            f"{name}: passa do limite de {TEXT_LIMIT // MEBIBYTE} MiB.", "Divida o arquivo."
        )
    start = data[:SNIFFED]
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start[:4] in (b"PK\3\4", b"PK\5\6"):
        return "docx"
    for mark, what in FOREIGN:
        if start.startswith(mark):
            raise UnreadableFile(
                f"{name}: é {what}, formato que não é lido aqui.", "Salve-o como DOCX ou PDF."
            )
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:200].count(0) > 50:
        start = start.replace(b"\0", b"")
    if _HTML.search(start) and not _XML.match(start):
        return "html"
    return "texto"
