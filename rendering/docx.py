"""DOCX from a Word template that legal staff restyle: docxtpl's tags, its preparation done once.

The only importer of docxtpl. An engine opens its template once: it puts a content control around
each group of pieces (its tag is the clause's id), lets columns follow the document, runs docxtpl's
`patch_xml`, compiles and draws a proof. Each document after that is strings and one zip. Leaves out
the words (rendering/docx_fields.py), the tags (rendering/docx_sandbox.py) and the look
(templates/docx).
"""

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate

from document.canonical import piece_lines
from document.flow import Piece, flow
from document.tree import NumberedDocument
from faults.errors import BadTemplate, UnreadableFile
from faults.system_words import system_reason
from rendering.docx_fields import edition_fields, group_fields, proof_editions, proof_pieces
from rendering.docx_sandbox import REMEDY, TemplatePart
from rendering.port import Edition
from rendering.zip_writer import Member, archive, pack

TEMPLATE = Path(__file__).parents[1] / "templates" / "docx" / "documento.docx"
LARGEST = 64 * 1024 * 1024
"""A template that unpacks to more than this is no letterhead."""
FAST = 2
"""Compression of what is drawn anew: a third of the time of zlib's level 6, 15 % more bytes."""

CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PARTS = {
    f"{WORD}document.main+xml": "corpo",
    f"{WORD}header+xml": "cabeçalho",
    f"{WORD}footer+xml": "rodapé",
    f"{WORD}footnotes+xml": "notas",
    CORE_TYPE: "propriedades",
}
"""Parts that are drawn for each document, and what a person calls them."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE = """<cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{{ edicao.titulo }}</dc:title>\
<dc:subject>{{ edicao.assunto }}</dc:subject><dc:creator>{{ edicao.autor }}</dc:creator>\
<cp:lastModifiedBy>{{ edicao.autor }}</cp:lastModifiedBy>\
<dcterms:created xsi:type="dcterms:W3CDTF">{{ edicao.quando }}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{{ edicao.quando }}</dcterms:modified>\
<dc:language>{{ edicao.idioma }}</dc:language></cp:coreProperties>"""
CONTROL = """<w:sdt {namespace}><w:sdtPr><w:alias w:val="{{{{ {group}.dono }}}}"/>\
<w:tag w:val="{{{{ {group}.dono }}}}"/></w:sdtPr><w:sdtContent/></w:sdt>"""

GROUPS_TAG = re.compile(r"{%p\s+for\s+(\w+)\s+in\s+grupos\s*%}")
FOR_TAG = re.compile(r"{%p\s+for\s")
END_TAG = re.compile(r"{%p\s+endfor\s*%}")
PIECES_TAG = re.compile(r"{%p\s+for\s+\w+\s*,\s*\w+\s*,\s*(\w+)\s+in\s+\w+\.pecas\s*%}")
ROWS_TAG = re.compile(r"{%tr\s+for\s.+?\sin\s+(\w+)\.linhas\s*%}")

PARAGRAPH = re.compile(r"<w:p(?=[ >])")
EMPTY_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(?:<w:rPr/>|<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?></w:t></w:r>"
)
EDITING_TRACE = re.compile(r"(?:rsid\w*|paraId|textId)$")
EDITING_NODES = ("w:proofErr", "w:lastRenderedPageBreak", "w:bookmarkStart", "w:bookmarkEnd")
"""Marks of who typed what and where; within a loop they would repeat what must be unique."""


class DocxEngine:
    """The shipped template, or one that a person restyled (its bytes or its path)."""

    name = "docxtpl"
    format = "docx"

    def __init__(self, template: bytes | Path = TEMPLATE) -> None:
        """Raises BadTemplate naming the part and the tag that cannot be used."""
        opened = _open(template)
        package = opened.docx.part.package
        kinds = {part.partname.membername: part.content_type for part in package.iter_parts()}
        kinds[_core_name(package)] = CORE_TYPE
        saved = io.BytesIO()
        opened.docx.save(saved)
        self._text_width = _text_width(opened.docx)
        self._members: list[Member | TemplatePart] = []
        with zipfile.ZipFile(saved) as archived:
            for name in archived.namelist():
                data = archived.read(name)
                if kind := PARTS.get(kinds.get(name, "")):
                    source = CORE if kind == "propriedades" else self._prepare(opened, kind, data)
                    self._members.append(TemplatePart(name, kind, DECLARATION + source))
                else:
                    self._members.append(pack(name, data, level=9))
        self._prove(_shown_headers(opened.docx))

    def render(self, document: NumberedDocument, edition: Edition) -> bytes:
        """The file. The same document and edition give the same bytes."""
        values = self._values(flow(document), edition)
        return archive(
            member if isinstance(member, Member) else pack(member.name, member.draw(values), FAST)
            for member in self._members
        )

    def _values(self, pieces: Iterable[Piece], edition: Edition) -> dict[str, Any]:
        return {
            "grupos": group_fields(pieces, self._text_width),
            "edicao": edition_fields(edition),
        }

    def _prepare(self, opened: DocxTemplate, kind: str, data: bytes) -> str:
        """Jinja of one part, a paragraph a line so that a fault can say where it is."""
        root = parse_xml(data)
        _drop_traces(root)
        if kind == "corpo":
            _put_controls(root)
            _free_columns(root, self._text_width)
            _hold_paragraphs(root)
        xml: str = opened.patch_xml(opened.xml_to_string(root))
        return PARAGRAPH.sub("\n<w:p", EMPTY_RUN.sub("", xml))

    def _prove(self, headers: set[str]) -> None:
        """Draw every kind of piece: the body shows each word once, in order, and no other."""
        pieces = proof_pieces()
        expected = [
            word for piece in pieces for line in piece_lines(piece) for word in line.split()
        ]
        for edition in proof_editions():
            values = self._values(pieces, edition)
            for part in self._members:
                if isinstance(part, Member):
                    continue
                found = part.words(values)
                if part.kind == "corpo" and found != expected:
                    raise part.fault(_difference(expected, found))
                if part.name in headers and not set(edition.notices) <= set(found):
                    raise part.fault("falta {{ edicao.avisos }}, que diz se o texto é só minuta")


def _open(template: bytes | Path) -> DocxTemplate:
    """docxtpl's view of the template, opened."""
    where = "modelo do DOCX" if isinstance(template, bytes) else f"modelo do DOCX ({template.name})"
    try:
        data = template if isinstance(template, bytes) else template.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{where}: não pode ser lido ({system_reason(error)}).", REMEDY
        ) from error
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archived:
            size = sum(member.file_size for member in archived.infolist())
        opened = DocxTemplate(io.BytesIO(data if size <= LARGEST else b""))
        opened.init_docx()
    except Exception as error:  # python-docx fails in many ways on what is not a DOCX
        reason = "não é um arquivo DOCX íntegro" if size <= LARGEST else "passa de 64 MB ao abrir"
        raise BadTemplate(f"{where}: {reason}.", "Salve o modelo no Word como .docx.") from error
    return opened


def _core_name(package: Any) -> str:
    """Name of the part with title, author and dates, made when the template has none.

    LibreOffice relates it by an address of its own, which python-docx and others do not look for.
    """
    for key, relation in list(package.rels.items()):
        if not relation.is_external and relation.target_part.content_type == CORE_TYPE:
            del package.rels[key]
            package.relate_to(relation.target_part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    package.core_properties  # noqa: B018 - asking for it makes it
    name: str = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).partname.membername
    return name


def _text_width(word: Any) -> int:
    """Width between the margins, in twentieths of a point."""
    section = word.sections[-1]
    width = section.page_width or Mm(210)
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return round((width - margins) / 635)


def _shown_headers(word: Any) -> set[str]:
    """Names of the headers that some page shows."""
    headers = []
    for section in word.sections:
        headers.append(section.header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if word.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
    if headers[0].is_linked_to_previous:
        raise BadTemplate("modelo do DOCX: não tem cabeçalho.", REMEDY)
    return {shown.part.partname.membername for shown in headers if not shown.is_linked_to_previous}


def _difference(expected: list[str], found: list[str]) -> str:
    missing = [word for word in expected if word not in found]
    if missing:
        return f"o modelo não mostra {', '.join(missing)}"
    extra = [word for word in found if word not in expected]
    if extra:
        return f"o modelo acrescenta ao texto “{' '.join(extra)}”, que os outros formatos não têm"
    return "o modelo repete peças do texto ou muda a ordem delas"


def _drop_traces(root: Any) -> None:
    for node in root.iter():
        for name in [name for name in node.attrib if EDITING_TRACE.search(name)]:
            del node.attrib[name]
    for node in list(root.iter(*map(qn, EDITING_NODES))):
        node.getparent().remove(node)


def _words(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(qn("w:t")))


def _put_controls(root: Any) -> None:
    """Wrap what stands between the loop over the groups and its end in a content control."""
    paragraphs = list(root.iter(qn("w:p")))
    found = ((p, GROUPS_TAG.search(_words(p))) for p in paragraphs)
    opening, tag = next(((p, match) for p, match in found if match), (None, None))
    if opening is None or tag is None:
        reason = "falta o parágrafo {%p for grupo in grupos %}"
        raise BadTemplate(f"modelo do DOCX, corpo: {reason}.", REMEDY)
    control = parse_xml(CONTROL.format(namespace=nsdecls("w"), group=tag[1]))
    inside = []
    depth = 1
    for sibling in opening.itersiblings():
        if sibling.tag == qn("w:p"):
            words = _words(sibling)
            depth += len(FOR_TAG.findall(words)) - len(END_TAG.findall(words))
        if depth == 0:
            break
        inside.append(sibling)
    if depth or not inside:
        reason = f"“{tag[0]}” não tem o seu {{%p endfor %}} no mesmo nível"
        raise BadTemplate(f"modelo do DOCX, corpo: {reason}.", REMEDY)
    opening.addnext(control)
    control.find(qn("w:sdtContent")).extend(inside)


def _hold_paragraphs(root: Any) -> None:
    """Let each paragraph that prints a piece stay with the next one, where the piece asks it."""
    loop = next(filter(None, (PIECES_TAG.search(_words(p)) for p in root.iter(qn("w:p")))), None)
    if loop is None:
        return  # the proof finds what is missing
    printed = re.compile(rf"\s*{{{{r\s+{loop[1]}\s*}}}}\s*")
    for paragraph in root.iter(qn("w:p")):
        if not printed.fullmatch(_words(paragraph)):
            continue
        properties = paragraph.get_or_add_pPr()
        if properties.find(qn("w:keepNext")) is not None:
            continue
        keep = parse_xml(f"<w:keepNext {nsdecls('w')}/>")
        keep.tail = "{% endif %}"
        opening = f"{{% if {loop[1]}.junto %}}"
        style = properties.find(qn("w:pStyle"))
        if style is None:
            properties.text = opening
            properties.insert(0, keep)
        else:
            style.tail = opening
            properties.insert(properties.index(style) + 1, keep)


def _free_columns(root: Any, text_width: int) -> None:
    """Make each table of data as wide as the text, with the widths that the document gives."""
    for table in root.iter(qn("w:tbl")):
        loop = ROWS_TAG.search(_words(table))
        if loop is None:
            continue
        for total in table.iterfind(f"{qn('w:tblPr')}/{qn('w:tblW')}"):
            total.set(qn("w:w"), str(text_width))
            total.set(qn("w:type"), "dxa")
        for width in list(table.iter(qn("w:tcW"))):
            width.getparent().remove(width)
        grid = table.find(qn("w:tblGrid"))
        for column in list(grid)[1:]:
            grid.remove(column)
        grid.text = f"{{% for largura in {loop[1]}.larguras %}}"
        grid[0].set(qn("w:w"), "{{ largura }}")
        grid[0].tail = "{% endfor %}"
