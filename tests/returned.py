"""Word files of ours as a partner sends them back: edited, or with the content controls lost."""

import io
from functools import cache

from docx import Document
from docx.oxml.ns import qn

from document.tree import NumberedDocument
from rendering.engines import build_engine
from rendering.port import Edition
from services.drafting import Draft
from services.editions import edition_of
from services.office import Office


def sent_out(office: Office, drafted: Draft) -> bytes:
    """The DOCX of a draft."""
    return _rendered(drafted.document, edition_of(office, drafted))


@cache
def _rendered(document: NumberedDocument, edition: Edition) -> bytes:
    return build_engine("docx", "docxtpl").render(document, edition)


def edited(data: bytes, *changes: tuple[str, str], everywhere: bool = True) -> bytes:
    """The file with words replaced in its paragraphs, in every one that has them or in the first.

    A paragraph without words left goes altogether.
    """
    opened = Document(io.BytesIO(data))
    for old, new in changes:
        found = [one for one in opened.element.body.iter(qn("w:p")) if old in "".join(_texts(one))]
        assert found, old
        for paragraph in found if everywhere else found[:1]:
            words = "".join(_texts(paragraph)).replace(old, new)
            first, *others = paragraph.iter(qn("w:t"))
            first.text = words
            for run in others:
                run.text = ""
            if not words:
                paragraph.getparent().remove(paragraph)
    return _saved(opened)


def without_controls(data: bytes) -> bytes:
    """The file as an editor leaves it that does not know content controls."""
    opened = Document(io.BytesIO(data))
    for control in list(opened.element.body.iter(qn("w:sdt"))):
        for child in list(control.find(qn("w:sdtContent"))):
            control.addprevious(child)
        control.getparent().remove(control)
    return _saved(opened)


def _texts(paragraph: object) -> list[str]:
    return [one.text or "" for one in paragraph.iter(qn("w:t"))]  # type: ignore[attr-defined]


def _saved(opened: object) -> bytes:
    stream = io.BytesIO()
    opened.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()
