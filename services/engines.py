"""Which engine makes which format, and where a body's own templates take the place of ours.

Engines are built once a process and kept: they prepare their templates on first use.
"""

from functools import lru_cache
from pathlib import Path
from typing import get_args

from faults.errors import UsageError
from instruments.facts import FileFormat
from rendering.port import Engine

FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
PDF_ENGINES = ("weasyprint", "typst")


def engine_name(file_format: str, pdf_engine: str) -> str:
    """The name under which the files of a format are kept: only PDF has a choice."""
    return pdf_engine if file_format == "pdf" else FIXED_ENGINES[file_format]


FIXED_ENGINES = {
    "docx": "docxtpl",
    "html": "html",
    "sei": "sei",
    "txt": "txt",
    "json": "json",
}


@lru_cache(maxsize=32)
def build_engine(file_format: str, name: str, templates: tuple[Path, ...] = ()) -> Engine:
    """The engine of this format and name. Imports only what it needs. Raises UsageError."""
    match file_format, name:
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
        f"Formatos: {', '.join(FORMATS)}; motores de PDF: {', '.join(PDF_ENGINES)}.",
    )


def _own(name: str, templates: tuple[Path, ...]) -> Path | None:
    return next((path for folder in templates if (path := folder / name).is_file()), None)
