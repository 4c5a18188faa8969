"""DOCX: paragraphs, cells, automatic labels and the ids of content controls, revisions accepted.

A DOCX is a zip of XML by anyone: sizes are bounded while unpacking, whatever the archive says of
itself, and the parser knows no entities and no network. python-docx was tried and left out: it
drops content controls and labels and needs four times the time. Only the words count here; looks,
fields' codes and pictures do not.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from faults.errors import UnreadableFile
from reading.docx_numbering import (
    Numbering,
    W,
    numbering_of,
    read_numbering,
    style_numbers,
)
from reading.plain import tidy
from reading.source import Line, LineKind, SourceText

MEBIBYTE = 1024 * 1024
PART_LIMIT = 24 * MEBIBYTE
"""The text of a thousand pages is far below; beyond it a tree would outgrow its bounds."""
MEMBERS_LIMIT = 4000
RATIO_LIMIT = 400

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
OTHERS = {
    "content.xml": "um documento do LibreOffice (ODT)",
    "xl/workbook.xml": "uma planilha (XLSX)",
    "ppt/presentation.xml": "uma apresentação (PPTX)",
}
REMEDY = "Salve-o como DOCX no Word ou no LibreOffice, ou como PDF."
BAD_ZIP: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError,
    OverflowError,
)  # fmt: skip
"""What zipfile raises for archives that are damaged, locked or of another kind."""

TEXT, BREAK, TEXT_BOX = f"{W}t", f"{W}br", f"{W}txbxContent"
ALTERNATIVES = f"{MC}AlternateContent"
INSTEAD = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
"""Elements that stand for a character."""
WORDLESS = frozenset(W + name for name in ("pPr", "rPr", "instrText", "delText", "sdtPr"))
INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
REVISED_NOTE = "Há alterações controladas; foi lido o texto como se todas fossem aceitas."
FOOTNOTES_NOTE = "As notas de rodapé e de fim foram lidas depois do parágrafo que as chama."
MARGINS_NOTE = "Há mais cabeçalhos e rodapés do que se leem; os últimos ficaram de fora."
MARGINS_LIMIT = 60  # of heads, and of feet: there are three a section
FOOTNOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
LABEL_NOTE = "A numeração automática do Word foi escrita no texto, como ele a mostra."


def read_docx(name: str, data: bytes) -> SourceText:
    """The lines of a Word document. Raises UnreadableFile, with what to do."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = _Package(name, archive)
            return _read(name, package)
    except BAD_ZIP as error:
        raise UnreadableFile(f"{name}: não é um arquivo DOCX íntegro.", REMEDY) from error


@dataclass(slots=True)
class _Package:
    """The members of an archive, read within bounds."""

    name: str
    archive: zipfile.ZipFile

    def __post_init__(self) -> None:
        if len(self.archive.infolist()) > MEMBERS_LIMIT:
            raise UnreadableFile(f"{self.name}: tem arquivos demais dentro de si.", REMEDY)

    def tree(self, member: str) -> Any | None:
        """The root of a part, or None when there is no such part."""
        names = self.archive.NameToInfo
        if member not in names:
            return None
        data = self._bytes(member)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(
                f"{self.name}: o texto do DOCX está danificado ({member}).", REMEDY
            ) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(
                f"{self.name}: o DOCX declara entidades, o que não é aceito.", REMEDY
            )
        return root

    def _bytes(self, member: str) -> bytes:
        info = self.archive.getinfo(member)
        with self.archive.open(info) as stream:
            data = stream.read(PART_LIMIT + 1)
        if len(data) > PART_LIMIT or len(data) > RATIO_LIMIT * max(info.compress_size, 1024):
            raise UnreadableFile(
                f"{self.name}: o texto do DOCX passa do limite ao ser descompactado.", REMEDY
            )
        return data.replace(STRICT.encode(), W[1:-1].encode()) if STRICT.encode() in data else data

    def main(self) -> str:
        """The name of the part with the text."""
        relations = self.tree("_rels/.rels")
        if relations is not None:
            for relation in relations.iterfind(f"{PACKAGE}Relationship"):
                if relation.get("Type", "").endswith("/officeDocument"):
                    return str(relation.get("Target", "")).lstrip("/")
        return "word/document.xml"

    def related(self, main: str) -> dict[str, list[str]]:
        """The parts that the text names, by the last word of their kind."""
        folder, _, leaf = main.rpartition("/")
        found: dict[str, list[str]] = {}
        relations = self.tree(f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels")
        if relations is None:
            return found
        for relation in relations.iterfind(f"{PACKAGE}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            path = (
                target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            )
            kind = relation.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, []).append(path)
        return found


def _read(name: str, package: _Package) -> SourceText:
    main = package.main()
    root = package.tree(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        for member, what in OTHERS.items():
            if member in package.archive.NameToInfo:
                raise UnreadableFile(f"{name}: é {what}, formato que não é lido aqui.", REMEDY)
        raise UnreadableFile(f"{name}: é um arquivo compactado, e não um DOCX.", REMEDY)
    parts = package.related(main)
    walk = _Walk(
        read_numbering(_first(package, parts, "numbering")),
        dict(style_numbers(_first(package, parts, "styles"))),
        dict(_footnotes(package, parts)),
    )
    lines = [*_margin(package, parts, "header", "cabecalho")]
    walk.body(body)
    lines += walk.lines
    lines += _margin(package, parts, "footer", "rodape")
    cut = any(len(parts.get(kind, ())) > MARGINS_LIMIT for kind in ("header", "footer"))
    told = {
        REVISED_NOTE: walk.revised, LABEL_NOTE: walk.numbered, FOOTNOTES_NOTE: walk.noted,
        MARGINS_NOTE: cut,
    }  # fmt: skip
    notes = tuple(note for note, happened in told.items() if happened)
    return SourceText(name, "docx", tuple(lines), None, True, notes)


def _first(package: _Package, parts: dict[str, list[str]], kind: str) -> Any | None:
    return package.tree(parts[kind][0]) if parts.get(kind) else None


def _footnotes(
    package: _Package, parts: dict[str, list[str]]
) -> Iterator[tuple[tuple[str, str], Any]]:
    """The notes at the foot and at the end, by their kind and id."""
    for kind in FOOTNOTES.values():
        root = _first(package, parts, f"{kind}s")
        for note in root.iterfind(f"{W}{kind}") if root is not None else ():
            yield (kind, note.get(f"{W}id", "")), note


def _margin(
    package: _Package, parts: dict[str, list[str]], kind: str, what: LineKind
) -> Iterator[Line]:
    """The words of running heads or feet, each once."""
    seen: set[str] = set()
    for member in parts.get(kind, ())[:MARGINS_LIMIT]:
        root = package.tree(member)
        if root is None:
            continue
        walk = _Walk(Numbering(), {})
        walk.body(root)
        for line in walk.lines:
            if line.text and line.text not in seen:
                seen.add(line.text)
                yield Line(line.text, what)


@dataclass(slots=True)
class _Walk:
    """Goes through a body once; the stack is its own, so depth cannot exhaust Python's."""

    numbering: Numbering
    styles: dict[str, tuple[str, int]]
    footnotes: dict[tuple[str, str], Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    revised: bool = False
    numbered: bool = False
    noted: bool = False
    _tables: int = 0
    _held: str = ""
    """Words of a paragraph whose mark is deleted: they go on in the next one."""

    def body(self, root: Any) -> None:
        stack: list[tuple[Any, tuple[int, int, int] | None, str | None]] = [
            (child, None, None) for child in reversed(root)
        ]
        while stack:
            node, cell, owner = stack.pop()
            match node.tag:
                case tag if tag == f"{W}p":
                    self._paragraph(node, cell, owner)
                case tag if tag == f"{W}tbl":
                    stack += reversed(list(self._table(node, owner)))
                case tag if tag == f"{W}sdt":
                    content = node.find(f"{W}sdtContent")
                    inner = _tag(node) or owner
                    if content is not None:
                        stack += [(child, cell, inner) for child in reversed(content)]
                case tag if tag in DELETED:
                    self.revised = True
                case tag if tag in (*INSERTED, f"{W}customXml", f"{W}smartTag"):
                    self.revised = self.revised or tag in INSERTED
                    stack += [(child, cell, owner) for child in reversed(node)]

    def _table(
        self, table: Any, owner: str | None
    ) -> Iterator[tuple[Any, tuple[int, int, int], str | None]]:
        number, self._tables = self._tables, self._tables + 1
        for place, row in enumerate(_rows(table)):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.revised = True
                continue
            for column, content in enumerate(_cells(row)):
                inner = list(content)
                for child in inner:
                    if child.tag != f"{W}tcPr":
                        yield child, (number, place, column), owner

    def _paragraph(self, node: Any, cell: tuple[int, int, int] | None, owner: str | None) -> None:
        words: list[str] = []
        boxes: list[Any] = []
        called: list[Any] = []
        self._words(node, words, boxes, called)
        text = tidy("".join(words))
        properties = node.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self.revised = True
            self._held += text
            return
        text, self._held = self._held + text, ""
        label = self._label(properties) if text.strip() else ""
        if label:
            text = f"{label} {text.lstrip()}"
            self.numbered = self.numbered or label != "•"
        kind: LineKind = (
            "celula" if cell else ("titulo" if _is_heading(properties) else "paragrafo")
        )
        for line in text.split("\n") if "\n" in text else (text,):
            if line.strip() or cell:
                self.lines.append(Line(line.strip(), kind, None, cell, owner))
        for box in boxes:
            inner = _Walk(self.numbering, self.styles)
            inner.body(box)
            self.lines += [Line(line.text, "paragrafo", None, None, owner) for line in inner.lines]
            self.revised = self.revised or inner.revised
        for note in called:
            # A note calls no other one, so this goes no deeper.
            inner = _Walk(self.numbering, self.styles)
            inner.body(note)
            self.lines += [Line(line.text, kind, None, cell, owner) for line in inner.lines]
            self.noted, self.revised = True, self.revised or inner.revised

    def _words(self, paragraph: Any, words: list[str], boxes: list[Any], called: list[Any]) -> None:
        stack = list(reversed(paragraph))
        while stack:
            node = stack.pop()
            tag = node.tag
            if tag == TEXT:
                words.append(node.text or "")
            elif tag in INSTEAD:
                words.append(INSTEAD[tag])
            elif tag == BREAK:
                words.append(" " if node.get(f"{W}type") in ("page", "column") else "\n")
            elif tag == TEXT_BOX:
                boxes.append(node)
            elif tag in FOOTNOTES:
                note = self.footnotes.get((FOOTNOTES[tag], node.get(f"{W}id", "")))
                if note is not None:
                    called.append(note)
            elif tag == ALTERNATIVES:
                chosen = node.find(f"{MC}Choice")
                chosen = node.find(f"{MC}Fallback") if chosen is None else chosen
                if chosen is not None:
                    stack += reversed(chosen)
            elif tag in DELETED:
                self.revised = True
            elif tag not in WORDLESS:
                self.revised = self.revised or tag in INSERTED
                stack += reversed(node)

    def _label(self, properties: Any | None) -> str:
        if properties is None:
            return ""
        numbers = properties.find(f"{W}numPr")
        style = properties.find(f"{W}pStyle")
        by_style = self.styles.get(style.get(f"{W}val", "")) if style is not None else None
        if numbers is not None:
            instance, level = numbering_of(numbers)
            if not instance and by_style:
                instance = by_style[0]
            return self.numbering.label(instance, level)
        return self.numbering.label(*by_style) if by_style else ""


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}ins", f"{W}customXml"):
            yield from child.iterfind(f".//{W}tr")


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}customXml"):
            yield from child.iterfind(f"./{W}sdtContent/{W}tc")


def _tag(control: Any) -> str | None:
    """The id in a content control's tag, when it is one of ours."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    value = tag.get(f"{W}val", "") if tag is not None else ""
    return value if re.fullmatch(r"[a-z0-9]+(?:[-:][a-z0-9]+)*", value) else None


def _is_heading(properties: Any | None) -> bool:
    style = properties.find(f"{W}pStyle") if properties is not None else None
    name = style.get(f"{W}val", "").lower() if style is not None else ""
    return name.startswith(("heading", "ttulo", "título", "titulo", "title"))
