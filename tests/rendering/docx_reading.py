"""Reading DOCX back in tests: the words of the body in order, and the parts of the file."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

W_P, W_TABLE, W_ROW, W_CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
CONTROL, CONTROLLED, TAG = qn("w:sdt"), qn("w:sdtContent"), f"{qn('w:sdtPr')}/{qn('w:tag')}"


def read_docx_text(data: bytes) -> str:
    """The body, one line a paragraph or table row, without headers and footers."""
    return "".join(f"{line}\n" for line in _lines(body(data)))


def controls(data: bytes) -> dict[str, str]:
    """What each content control holds, by its tag, in order."""
    return {
        control.find(TAG).get(qn("w:val")): "\n".join(_lines(control))
        for control in body(data).iter(CONTROL)
    }


def body(data: bytes) -> Any:
    """The w:body element."""
    return parse_xml(members(data)["word/document.xml"]).find(qn("w:body"))


def members(data: bytes) -> dict[str, bytes]:
    """Every file of the zip by name; fails when a name stands twice or a sum is wrong."""
    with zipfile.ZipFile(io.BytesIO(data)) as archived:
        names = archived.namelist()
        assert archived.testzip() is None
        assert len(names) == len(set(names))
        return {name: archived.read(name) for name in names}


def folded(text: str) -> str:
    """Any white space as one space, which is how two texts are compared."""
    return " ".join(text.split())


def convert(source: Path, kind: str) -> Path:
    """The file as LibreOffice converts it, with a profile of its own."""
    profile = f"-env:UserInstallation={(source.parent / 'perfil').as_uri()}"
    target = source.parent / "convertido"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return target / f"{source.stem}.{kind}"


def _lines(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag == W_P:
            yield _words(child)
        elif child.tag == W_TABLE:
            for row in child.iterfind(W_ROW):
                yield "\t".join("\t".join(_lines(cell)) for cell in row.iterfind(W_CELL))
        elif child.tag in (CONTROL, CONTROLLED):
            yield from _lines(child)


def _words(paragraph: Any) -> str:
    marks = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    runs = paragraph.iter(qn("w:r"))
    return "".join(marks.get(node.tag, node.text or "") for run in runs for node in run)
