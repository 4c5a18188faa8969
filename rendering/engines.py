"""Which engine makes which format, and where a body's own templates take the place of ours.

Engines are built once a process and kept: they prepare their templates on first use.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from faults.errors import UsageError
from reading.limits import read_bytes
from rendering.port import Engine

OWN = "+"
"""What stands in the name of an engine before the mark of a body's own templates."""

PDF_ENGINES = ("weasyprint", "typst")

ENGINES = {"docx": "docxtpl", "html": "html", "sei": "sei", "txt": "txt", "json": "json"}
"""The engine of each format but PDF, which has a choice."""

TEMPLATE_FILES: dict[str, tuple[str, ...]] = {
    "docxtpl": ("documento.docx",),
    "typst": ("documento.typ",),
    "weasyprint": ("pdf.html", "corpo.html", "texto.css", "pdf.css"),
    "html": ("documento.html", "corpo.html", "texto.css", "tela.css"),
}
"""The files of a body's own folder that change what an engine draws."""


def engine_name(file_format: str, pdf_engine: str, templates: tuple[Path, ...] = ()) -> str:
    """The name under which the files of a format are kept.

    A body's own templates are part of it (`docxtpl+1f2e3d4c`), so a version is drawn again when
    they change, and what was drawn before stays.
    """
    name = pdf_engine if file_format == "pdf" else ENGINES[file_format]
    digest = hashlib.sha256()
    own = [path for file in TEMPLATE_FILES.get(name, ()) if (path := _own(file, templates))]
    for path in own:
        digest.update(path.name.encode() + b"\0" + read_bytes(path))
    return f"{name}{OWN}{digest.hexdigest()[:8]}" if own else name


@lru_cache(maxsize=32)
def build_engine(file_format: str, name: str, templates: tuple[Path, ...] = ()) -> Engine:
    """The engine of this format and name. Imports only what it needs. Raises UsageError."""
    match file_format, name.partition(OWN)[0]:
        case "docx", "docxtpl":
            from rendering.docx import TEMPLATE, DocxEngine

            return DocxEngine(_own("documento.docx", templates) or TEMPLATE)
        case "pdf", "weasyprint":
            from rendering.weasy import WeasyEngine

            return WeasyEngine(templates)
        case "pdf", "typst":
            from rendering.typst_engine import TEMPLATE as TYPST_TEMPLATE
            from rendering.typst_engine import TypstEngine

            return TypstEngine(_own("documento.typ", templates) or TYPST_TEMPLATE)
        case "html", _:
            from rendering.html import HtmlEngine

            return HtmlEngine(templates)
        case "sei", _:
            from rendering.sei import SeiEngine

            return SeiEngine()
        case "txt", _:
            from rendering.text import TextEngine

            return TextEngine()
        case "json", _:
            from rendering.data import DataEngine

            return DataEngine()
    raise UsageError(
        f"não há motor “{name}” para o formato “{file_format}”.",
        f"Formatos: {', '.join(('pdf', *ENGINES))}; motores de PDF: {', '.join(PDF_ENGINES)}.",
    )


def _own(name: str, templates: tuple[Path, ...]) -> Path | None:
    return next((path for folder in templates if (path := folder / name).is_file()), None)
