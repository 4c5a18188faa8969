"""Redlines handed out: a page and a Word file with tracked changes, side by side in a folder."""

from pathlib import Path

from document.redline import Redline
from faults.errors import OutsideError
from faults.system_words import system_reason
from registry.files import write_whole
from rendering.redline_docx import redline_docx
from rendering.redline_html import redline_html
from services.office import Office


def write_redline(
    office: Office, redline: Redline, folder: Path, stem: str, whole: bool = False
) -> tuple[Path, ...]:
    """Write both files; their paths. Raises OutsideError when the folder cannot be written."""
    files = {
        f"{stem}.html": redline_html(redline, whole),
        f"{stem}.docx": redline_docx(redline, office.actor, office.now, whole),
    }
    try:
        for name, data in files.items():
            write_whole(folder / name, data, durable=False)
    except OSError as error:
        raise OutsideError(
            f"não foi possível escrever em {folder} ({system_reason(error)}).",
            "Escolha outra pasta em --saida.",
        ) from error
    return tuple(folder / name for name in files)
