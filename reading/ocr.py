"""Pages that are only pictures, read by tesseract from what `pdftoppm` draws of them.

Both are programs installed on the machine, each at work within bounds. The words come with their
boxes, in points, so that the layout is told as for any other PDF.
"""

import csv
import io
import tempfile
from pathlib import Path

from faults.errors import UnreadableFile
from reading.bounded import Gave, run, temporary_file
from reading.pdf_layout import Page
from reading.pdf_tables import Row, Word

DPI = 200
POINTS = 72 / DPI
PAGE_SECONDS = 60.0
PAGES_LIMIT = 60
MEBIBYTES = 1500
"""Of address space: tesseract maps its models of the language."""
LOWEST_CONFIDENCE = 20.0


def scanned_pages(name: str, data: bytes, pages: int) -> list[Page]:
    """The pages of a PDF as tesseract reads them. Raises UnreadableFile or OutsideError."""
    if pages > PAGES_LIMIT:
        raise UnreadableFile(
            f"{name}: tem {pages} páginas de imagem; o OCR lê até {PAGES_LIMIT}.",
            "Divida o arquivo.",
        )
    with tempfile.TemporaryDirectory() as folder:
        path = temporary_file(Path(folder), data, ".pdf")
        return [_page(name, path, number) for number in range(1, pages + 1)]


def _page(name: str, path: Path, number: int) -> Page:
    page = ["-f", str(number), "-l", str(number)]
    draw = ["pdftoppm", *page, "-r", str(DPI), "-gray", "-png", str(path)]
    try:
        picture = run(draw, b"", name, seconds=PAGE_SECONDS, mebibytes=MEBIBYTES)
        table = run(
            ["tesseract", "stdin", "stdout", "-l", "por", "--psm", "3", "--dpi", str(DPI), "tsv"],
            picture,
            name,
            seconds=PAGE_SECONDS,
            mebibytes=MEBIBYTES,
        )
    except Gave as refusal:
        raise UnreadableFile(
            f"{name}: a página {number} não pôde ser lida por OCR ({refusal.message[:120]}).",
            "Digitalize-a de novo; o tesseract precisa do idioma por (tesseract-ocr-por).",
        ) from refusal
    return _read(table.decode("utf-8", "replace"))


def _read(table: str) -> Page:
    width = height = 1.0
    lines: dict[tuple[str, str, str], list[Word]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        left, top = float(row["left"]) * POINTS, float(row["top"]) * POINTS
        right = left + float(row["width"]) * POINTS
        bottom = top + float(row["height"]) * POINTS
        if row["level"] == "1":
            width, height = right, bottom
        text = (row["text"] or "").strip()
        if row["level"] == "5" and text and float(row["conf"]) >= LOWEST_CONFIDENCE:
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(Word(left, top, right, bottom, text))
    return Page(width, height, [_levelled(words) for words in lines.values()])


def _levelled(words: list[Word]) -> Row:
    """A line whose words have one height: letters with tails must not look like another line."""
    top = sorted(word.y0 for word in words)[len(words) // 2]
    bottom = sorted(word.y1 for word in words)[len(words) // 2]
    return Row([word._replace(y0=top, y1=max(bottom, top + 1)) for word in words])
