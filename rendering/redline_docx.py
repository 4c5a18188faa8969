"""A redline as a Word file with real tracked changes: whoever opens it accepts or rejects them.

Insertions are `w:ins` and deletions `w:del`, with author and date (ECMA-376-1, 17.13.5); a line
that came in or went out whole has its paragraph mark tracked too, so that accepting or rejecting it
leaves no empty paragraph. Parts stand in content controls with their ids, so the file can be
received back (services/receiving.py). No template: this is a working paper.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from document.redline import Piece, Redline, RedlineLine, RedlinePart
from rendering.redline_html import STATES
from rendering.zip_writer import archive, pack

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = f"""{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="\
application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
ROOT = f"""{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/\
relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/\
relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
PARTS = f"""{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/\
relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/\
relationships/styles" Target="styles.xml"/></Relationships>"""
STYLES = f"""{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts \
w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/><w:sz w:val="24"/>\
<w:lang w:val="pt-BR"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" \
w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn \
w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr>\
</w:style><w:style w:type="paragraph" w:styleId="Nota"><w:name w:val="Nota"/><w:basedOn \
w:val="Normal"/><w:rPr><w:i/><w:sz w:val="20"/></w:rPr></w:style></w:styles>"""


def redline_docx(redline: Redline, author: str, when: datetime, whole: bool = False) -> bytes:
    """The file; only the parts that changed unless the `whole` text is wanted."""
    marks = _Marks(author, when)
    parts = redline.parts if whole else redline.changed
    names = f"De “{redline.old_name}” para “{redline.new_name}”."
    body = _styled("Heading1", redline.title) + _styled("Nota", names)
    body += "".join(_part(part, marks) for part in parts)
    if not parts:
        body += _styled("Nota", "Nenhuma parte foi alterada.")
    document = (
        f'{DECLARATION}<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    return archive(
        pack(name, text.encode())
        for name, text in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", PARTS),
            ("word/styles.xml", STYLES),
        )
    )


class _Marks:
    """Who changed what and when, with an id for every change."""

    def __init__(self, author: str, when: datetime) -> None:
        moment = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._who = f"w:author={_quoted(_sound(author))} w:date={_quoted(moment)}"
        self._count = 0

    def open(self, kind: str) -> str:
        """The attributes of the next change."""
        self._count += 1
        return f'<w:{kind} w:id="{self._count}" {self._who}'


def _part(part: RedlinePart, marks: _Marks) -> str:
    lines = "".join(_line(line, marks) for line in part.lines)
    title = _styled("Nota", f"{part.title} ({STATES[part.state]})")
    note = _styled("Nota", part.note) if part.note else ""
    control = (
        f"<w:sdt><w:sdtPr><w:alias w:val={_quoted(_sound(part.title))}/>"
        f"<w:tag w:val={_quoted(part.id)}/></w:sdtPr><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
        if lines
        else ""
    )
    return title + note + control


def _line(line: RedlineLine, marks: _Marks) -> str:
    kinds = {piece.kind for piece in line.pieces}
    mark = ""
    if kinds == {"incluido"}:
        mark = f"<w:pPr><w:rPr>{marks.open('ins')}/></w:rPr></w:pPr>"
    elif kinds == {"excluido"}:
        mark = f"<w:pPr><w:rPr>{marks.open('del')}/></w:rPr></w:pPr>"
    return f"<w:p>{mark}{''.join(_runs(line.pieces, marks))}</w:p>"


def _runs(pieces: tuple[Piece, ...], marks: _Marks) -> Iterator[str]:
    for piece in pieces:
        words = escape(_sound(piece.text))
        match piece.kind:
            case "incluido":
                yield f"{marks.open('ins')}>{_run('t', words)}</w:ins>"
            case "excluido":
                yield f"{marks.open('del')}>{_run('delText', words)}</w:del>"
            case "igual":
                yield _run("t", words)


def _run(name: str, words: str) -> str:
    """A run; tabs between cells are tabs in Word too."""
    inner = "<w:tab/>".join(
        f'<w:{name} xml:space="preserve">{part}</w:{name}>' for part in words.split("\t")
    )
    return f"<w:r>{inner}</w:r>"


def _styled(style: str, words: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run("t", escape(_sound(words)))}</w:p>'
    )


def _quoted(text: str) -> str:
    return f'"{escape(text, quote=True)}"'


def _sound(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(letter for letter in text if letter in "\t" or letter >= " ")
