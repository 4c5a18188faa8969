"""PDF: its words and their boxes by poppler's `pdftotext`, laid out again in reading order.

The file is a stranger's, so it is read by another program within bounds of time and memory
(bounded.py). A PDF whose pages are only pictures has no text layer; with `ocr` it is read by
tesseract (ocr.py). pypdf was tried and left out: ten times slower, and no layout to go by.
"""

import re
from functools import lru_cache

from faults.errors import UnreadableFile
from reading.bounded import Gave, run
from reading.breaks import SOFT
from reading.ocr import scanned_pages
from reading.pdf_layout import Page, lines_of
from reading.pdf_tables import Row, Word
from reading.plain import tidy
from reading.source import SourceText

FEWEST_LETTERS = 20
"""Letters that a page has at least, on average, when there is a text layer."""
PAGES_LIMIT = 400

TEXT = 11
"""Column of poppler's table; before it stand left, top, width, height and a confidence."""

_OUTPUT_INTENTS = re.compile(rb"/OutputIntents(?=\s*[\[\d])")

_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})


def read_pdf(name: str, data: bytes, ocr: bool = False) -> SourceText:
    """The lines of a PDF. Raises UnreadableFile for one that is broken, locked or too heavy."""
    notes: list[str] = []
    try:
        command = ["pdftotext", "-tsv", "-l", str(PAGES_LIMIT), "-", "-"]
        answer = run(command, _colourless(data), name)
    except Gave as refusal:
        raise _refused(name, data, refusal) from refusal
    pages = _pages(answer.decode("utf-8", "replace"))
    if not pages:
        raise UnreadableFile(f"{name}: o PDF não tem páginas.", "Salve o arquivo de novo em PDF.")
    letters = [sum(len(word.text) for row in page.rows for word in row.words) for page in pages]
    bare = [number for number, count in enumerate(letters, 1) if count < FEWEST_LETTERS]
    has_text = sum(letters) >= FEWEST_LETTERS * max(1, len(pages) // 2)
    if ocr and (bare and not has_text):
        pages = scanned_pages(name, data, len(pages))
        notes.append("O texto foi lido da imagem das páginas (OCR); confira-o com o original.")
    elif bare and has_text and len(bare) < len(pages):
        which = ", ".join(map(str, bare[:10]))
        notes.append(
            f"Sem texto, talvez só imagem: {'página' if len(bare) == 1 else 'páginas'} {which}."
        )
    elif not has_text:
        notes.append("O PDF só tem imagens, sem camada de texto; use --ocr para lê-lo.")
    if len(pages) == PAGES_LIMIT:
        notes.append(f"Só as primeiras {PAGES_LIMIT} páginas foram lidas.")
    lines = tuple(lines_of(pages))
    return SourceText(name, "pdf", lines, len(pages), has_text, tuple(notes))


def _colourless(data: bytes) -> bytes:
    """A PDF/A that names no colour profile for printing (ISO 19005-1, 6.2.2), nothing moved.

    Words have no colour, but poppler works out the profile first, for half of its time.
    """
    return _OUTPUT_INTENTS.sub(b"/OutputIntentz", data)


def _refused(name: str, data: bytes, refusal: Gave) -> UnreadableFile:
    if b"/Adobe.PubSec" in data:
        return UnreadableFile(
            f"{name}: o PDF está cifrado para quem tem um certificado.",
            "Salve uma cópia sem cifra.",
        )
    if "password" in refusal.message.lower():
        return UnreadableFile(
            f"{name}: o PDF está protegido por senha.", "Salve uma cópia sem senha."
        )
    return UnreadableFile(
        f"{name}: o PDF está danificado e não pôde ser lido.",
        "Abra-o e salve-o de novo, ou imprima-o em PDF.",
    )


def _pages(answer: str) -> list[Page]:
    """The pages of poppler's table: a row for each page, line and word, with its box."""
    pages: list[Page] = []
    words: list[Word] = []
    for entry in answer.split("\n"):
        level = entry[:2]
        if level == "5\t":
            *_, left, top, width, height, _, text = entry.split("\t", TEXT)
            x0, y0 = float(left), float(top)
            if text := _clean(text):
                words.append(Word(x0, y0, x0 + float(width), y0 + float(height), text))
        elif level in ("1\t", "4\t"):
            if words:
                pages[-1].rows.append(Row(words))
                words = []
            if level == "1\t":
                *_, width, height, _, _ = entry.split("\t", TEXT)
                pages.append(Page(float(width), float(height), []))
    if words:
        pages[-1].rows.append(Row(words))
    return pages


@lru_cache(maxsize=1 << 13)
def _clean(raw: str) -> str:
    """A word as we write it; the same ones come again on every page."""
    raw = raw.translate(_LIGATURES)
    clean = tidy(raw).strip()
    return clean + SOFT if clean and raw.endswith(SOFT) else clean
