"""Word files for tests, made of the XML that they are about."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="xml" ContentType="application/xml"/></Types>"""
ROOT = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/\
officeDocument" Target="word/document.xml"/></Relationships>"""
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
{parts}</Relationships>"""
RELATION = """<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/\
relationships/{kind}" Target="{kind}.xml"/>"""


def document(body: str, prolog: str = "") -> str:
    """The part with the text."""
    return f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str, properties: str = "") -> str:
    """One paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def packed(body: str, prolog: str = "", **parts: str) -> bytes:
    """A DOCX with this body; `parts` are numbering, styles, header and their like."""
    members = {
        "[Content_Types].xml": CONTENT,
        "_rels/.rels": ROOT,
        "word/document.xml": document(body, prolog),
        "word/_rels/document.xml.rels": RELATIONS.format(
            parts="".join(RELATION.format(kind=kind) for kind in parts)
        ),
        **{f"word/{kind}.xml": f'<w:{kind} xmlns:w="{W}">{xml}</w:{kind}>' for kind, xml in
           parts.items()},
    }  # fmt: skip
    return zipped(members)


def zipped(members: dict[str, str]) -> bytes:
    """An archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()
