"""Word files of ours as a partner sends them back: edited, or with the content controls lost."""

import io
from collections.abc import Collection
from functools import cache

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

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


def edited_at(data: bytes, old: str, new: str, places: Collection[int]) -> bytes:
    """The file with words replaced in some of the runs that have them, counted from 0."""
    opened = Document(io.BytesIO(data))
    found = [one for one in opened.element.body.iter(qn("w:t")) if old in (one.text or "")]
    for place in places:
        found[place].text = found[place].text.replace(old, new)
    return _saved(opened)


def in_row(data: bytes, words: str, old: str, new: str) -> bytes:
    """The file with a cell changed from `old` to `new`, in the row of a table with these words."""
    opened = Document(io.BytesIO(data))
    for row in opened.element.body.iter(qn("w:tr")):
        if words in "".join(_texts(row)):
            (found,) = (one for one in row.iter(qn("w:t")) if one.text == old)
            found.text = new
    return _saved(opened)


def with_last_paragraph(data: bytes, text: str) -> bytes:
    """The file with a paragraph behind everything else."""
    opened = Document(io.BytesIO(data))
    opened.add_paragraph(text)
    return _saved(opened)


def with_footnote(data: bytes, words: str, note: str) -> bytes:
    """The file with a footnote called from the first paragraph that has these words."""
    opened = Document(io.BytesIO(data))
    paragraph = next(
        one for one in opened.element.body.iter(qn("w:p")) if words in "".join(_texts(one))
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph.append(parse_xml(f'<w:r xmlns:w="{space}"><w:footnoteReference w:id="2"/></w:r>'))
    notes = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        (
            f'<w:footnotes xmlns:w="{space}"><w:footnote w:id="2"><w:p><w:r><w:t>{note}</w:t></w:r>'
            "</w:p></w:footnote></w:footnotes>"
        ).encode(),
        opened.part.package,
    )
    opened.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    return _saved(opened)


def with_footer(data: bytes, text: str) -> bytes:
    """The file with a line more at the foot of its pages."""
    opened = Document(io.BytesIO(data))
    opened.sections[0].footer.add_paragraph(text)
    return _saved(opened)


def _texts(paragraph: object) -> list[str]:
    return [one.text or "" for one in paragraph.iter(qn("w:t"))]  # type: ignore[attr-defined]


def _saved(opened: object) -> bytes:
    stream = io.BytesIO()
    opened.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()
