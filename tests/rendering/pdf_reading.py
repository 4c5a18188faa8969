"""Reading PDF back in tests: the words between the margins, as the pages show them."""

import io
import re
import subprocess

from pypdf import PdfReader

POINTS_A_MM = 72 / 25.4


def lines_of(pdf: bytes, page: int, top_mm: float, height_mm: float) -> list[str]:
    """What stands on a page in a strip as wide as the sheet, in the order of the file."""
    box = {"-x": 0, "-y": top_mm, "-W": 210, "-H": height_mm}
    crop = [text for key, mm in box.items() for text in (key, str(round(mm * POINTS_A_MM)))]
    command = ["pdftotext", "-raw", "-f", str(page), "-l", str(page), *crop, "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode().strip("\f\n").split("\n")


def body(pdf: bytes) -> list[list[str]]:
    """The lines of each page between its margins."""
    pages = range(1, len(PdfReader(io.BytesIO(pdf)).pages) + 1)
    return [
        lines_of(pdf, page, 42 if page == 1 else 30, 230 if page == 1 else 242) for page in pages
    ]


def body_text(pdf: bytes, repeated: str) -> str:
    """The words of all pages, folded, the header row of a long table only once."""
    return once(folded(" ".join(line for page in body(pdf) for line in page)), repeated)


def folded(text: str) -> str:
    """White space folded, and lines joined that broke after a hyphen, a dash or a stroke."""
    return re.sub(r"([-/–]) ", r"\1", " ".join(text.split()))


def once(text: str, repeated: str) -> str:
    """The text without the header row that a table repeats on each further page."""
    first, found, rest = text.partition(repeated)
    return first + found + rest.replace(f" {repeated}", "")
