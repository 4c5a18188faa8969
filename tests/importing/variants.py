"""The sample agreement in the dresses that files come in: broken, unaccented, paged, in columns."""

import html
import re
import subprocess
import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import typst

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str = "acordo-sei") -> str:
    """The text of a sample."""
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def wrapped(text: str, width: int = 72) -> str:
    """Every paragraph broken at this width, its blank lines kept; words broken by hyphens too."""
    return "\n".join(
        line if len(line) <= width or "\t" in line else textwrap.fill(line, width)
        for line in text.split("\n")
    )


def unaccented(text: str) -> str:
    """Without accents, as old systems write."""
    plain = unicodedata.normalize("NFD", text.replace("º", "o").replace("ª", "a"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def other_dashes(text: str) -> str:
    """Every dash the wrong one."""
    return text.replace("–", "\u2014").replace(" - ", " \u2212 ")


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs and rows of a sample, marks of bold taken out."""
    for part in re.split(r"\n\s*\n", text.replace("**", "")):
        lines = [line for line in part.strip().split("\n") if line.strip()]
        one_each = "\t" in part or any(re.match(r"\s*(?:- |\d\.\s)", line) for line in lines)
        for line in lines if one_each else [" ".join(lines)]:
            if line.strip() and not re.fullmatch(r"[\s-]*--[\s-]*", line):
                yield re.sub(r"^\s*- ", "", line)


def as_html(text: str, encoding: str = "iso-8859-1") -> bytes:
    """A page as SEI exports it: paragraphs and tables, in its old encoding."""
    made: list[str] = []
    within = False
    for line in paragraphs(text):
        if "\t" in line and not within:
            made.append("<table>")
        elif "\t" not in line and within:
            made.append("</table>")
        within = "\t" in line
        if within:
            cells = "".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in line.split("\t"))
            made.append(f"<tr>{cells}</tr>")
        else:
            made.append(f"<p class='Texto_Justificado'>{html.escape(line)}</p>")
    made.append("</table>" if within else "")
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
        "<style>p {color: red}</style><title>SEI</title></head><body>"
        + "\n".join(made)
        + "<script>var x = 1;</script></body></html>"
    )
    return page.encode("cp1252" if encoding == "iso-8859-1" else encoding, "xmlcharrefreplace")


def as_pdf(text: str, columns: int = 1) -> bytes:
    """A paged document, hyphenated and justified, with a running foot."""
    made: list[str] = []
    rows: list[list[str]] = []
    for line in [*paragraphs(text), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            width = max(len(row) for row in rows)
            cells = ", ".join(
                f"[{_typst(cell)}]" for row in rows for cell in row + [""] * (width - len(row))
            )
            made.append(f"#table(columns: ({', '.join(['1fr'] * width)}), {cells})")
            rows = []
        if line:
            made.append(_typst(line))
    source = (
        f'#set page(paper: "a4", columns: {columns}, footer: context [SEI 31415926 / pg. '
        "#counter(page).display()])\n"
        '#set text(size: 10pt, lang: "pt", hyphenate: true)\n#set par(justify: true)\n'
        + "\n\n".join(made)
    )
    compiled = typst.compile(source.encode(), format="pdf")
    assert isinstance(compiled, bytes)
    return compiled


def _typst(text: str) -> str:
    """The words as they are: nothing in them is markup."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{quoted}"'


def converted(folder: Path, data: bytes, ending: str, wanted: str) -> bytes:
    """What LibreOffice makes of a file."""
    given = folder / f"acordo.{ending}"
    given.write_bytes(data)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/perfil", "--headless",
            *(["--infilter=Text (encoded):UTF8"] if ending == "txt" else []),
            "--convert-to", wanted, "--outdir", str(folder), str(given),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return (folder / f"acordo.{wanted.partition(':')[0]}").read_bytes()
