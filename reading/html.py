"""HTML as SEI exports it, and any other: paragraphs, cells and items, with the labels that show.

SEI's editor numbers items by classes whose labels stand in no text (`Item_Alinea_Letra` prints
“a)” through a counter of its style sheet), and HTML lists print theirs too: both are written out
here as a reader of the page sees them. What is hidden is not read. Scripts and styles never run.
The parser is lxml's, which mends what is broken and loads nothing from outside.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from faults.errors import UnreadableFile
from portuguese.ordinals import letters, roman
from reading.plain import SPACES, decode_text
from reading.source import Line, LineKind, SourceText

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.I)
_LABELLED = re.compile(
    r"\s*(?:[a-zA-Z]{1,2}\s?\)|[IVXLC]+\s?[-–.)]|\d{1,3}(?:\.\d+)*\s?[.)º°-]|[•·-]\s)"
)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")

UNREAD = frozenset(
    {
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "svg",
        "object",
        "iframe",
        "select",
    }
    | {"textarea", "button", "audio", "video", "canvas", "math"}
)
BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr", "table", "caption"}
    | {"ul", "ol", "blockquote", "pre", "section", "article", "header", "footer", "main", "aside"}
    | {"nav", "center", "fieldset", "legend", "dt", "dd", "dl", "hr", "form", "address", "body"}
    | {"tbody", "thead", "tfoot", "figure", "figcaption", "details", "summary", "html"}
)
LIST_STYLES = {
    "a": "alpha", "A": "Alpha", "i": "roman", "I": "Roman", "1": "decimal",
    "lower-alpha": "alpha", "lower-latin": "alpha", "upper-alpha": "Alpha", "upper-latin": "Alpha",
    "lower-roman": "roman", "upper-roman": "Roman", "decimal": "decimal", "none": "none",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?(lower-\w+|upper-\w+|decimal|none)", re.I)

SEI_LEVELS: dict[str, tuple[str, int]] = {
    "Item_Nivel1": ("decimal", 1),
    "Item_Nivel2": ("decimal", 2),
    "Item_Nivel3": ("decimal", 3),
    "Item_Nivel4": ("decimal", 4),
    "Paragrafo_Numerado_Nivel1": ("numero", 1),
    "Paragrafo_Numerado_Nivel2": ("numero", 2),
    "Paragrafo_Numerado_Nivel3": ("numero", 3),
    "Paragrafo_Numerado_Nivel4": ("numero", 4),
    "Item_Inciso_Romano": ("inciso", 1),
    "Item_Alinea_Letra": ("alinea", 1),
}
"""Classes of SEI's own style sheet that print a label: which counter, and at which level."""

MOSTLY = 0.95
"""From this part of a page's letters on, what stands in <pre> is all of it."""

NUMBERS_NOTE = "As letras e os números que a página mostra por estilo foram escritos no texto."
HIDDEN_NOTE = "Há texto oculto no arquivo, que não foi lido."


def read_html(name: str, data: bytes) -> SourceText:
    """The lines of a page. Raises UnreadableFile for what is no text."""
    found = _CHARSET.search(data[:4096])
    text, notes = decode_text(
        data, name, found[1].decode("ascii", "replace").lower() if found else ""
    )
    # The parser takes bytes in one known encoding; what the page says of itself no longer counts.
    parser = etree.HTMLParser(
        huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(
            f"{name}: a página não pôde ser lida.", "Salve-a de novo em HTML ou PDF."
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser leaves out what is too deep, and would say nothing.
        raise UnreadableFile(f"{name}: a página tem níveis demais.", "Salve-a de novo em PDF.")
    if root is None:
        raise UnreadableFile(f"{name}: a página não tem texto.", "Confira o arquivo.")
    if (typed := _typed_text(root)) is not None:
        return SourceText(name, "texto", typed, None, True, notes)
    walk = _Walk()
    walk.tree(root)
    lines = tuple(walk.lines)
    if walk.numbered:
        notes += (NUMBERS_NOTE,)
    if walk.hidden:
        notes += (HIDDEN_NOTE,)
    return SourceText(name, "html", lines, None, True, notes)


def _typed_text(root: etree._Element) -> tuple[Line, ...] | None:
    """The lines of a page that is a plain text between <pre> and </pre>; None for any other."""
    kept = "".join("".join(node.itertext()) for node in root.iter("pre"))
    body = root.find("body")
    if not kept.strip() or body is None:
        return None
    if len("".join(kept.split())) < MOSTLY * len("".join("".join(body.itertext()).split())):
        return None
    return tuple(Line(SPACES.sub(" ", line).rstrip()) for line in kept.split("\n"))


@dataclass(slots=True)
class _Counters:
    """The labels of SEI's classes as its style sheet counts them."""

    levels: dict[str, list[int]] = field(default_factory=dict)

    def label(self, name: str) -> str:
        kind, level = SEI_LEVELS[name]
        counts = self.levels.setdefault(kind, [0, 0, 0, 0])
        counts[level - 1] += 1
        counts[level:] = [0] * (4 - level)
        if kind in ("decimal", "numero"):
            self.levels.pop("inciso", None)
            self.levels.pop("alinea", None)
            return ".".join(map(str, counts[:level])) + "."
        if kind == "inciso":
            self.levels.pop("alinea", None)
            return f"{roman(min(counts[0], 3999))} -"
        return f"{letters(counts[0])})"


@dataclass(slots=True)
class _List:
    style: str
    count: int = 0

    def label(self) -> str:
        self.count += 1
        match self.style:
            case "bullet":
                return "•"
            case "alpha" | "Alpha":
                letter = letters(max(self.count, 1))
                return f"{letter if self.style == 'alpha' else letter.upper()})"
            case "roman" | "Roman" if 0 < self.count < 4000:
                number = roman(self.count)
                return f"{number if self.style == 'Roman' else number.lower()} -"
            case "none":
                return ""
        return f"{self.count}."


@dataclass(slots=True)
class _Walk:
    """Goes through the tree once, without recursion: pages of strangers may be any depth."""

    lines: list[Line] = field(default_factory=list)
    hidden: bool = False
    numbered: bool = False
    _words: list[str] = field(default_factory=list)
    _label: str = ""
    _counters: _Counters = field(default_factory=_Counters)
    _lists: list[_List] = field(default_factory=list)
    _tables: list[list[int]] = field(default_factory=list)
    _count: int = 0
    _ids: list[str] = field(default_factory=list)
    _kind: LineKind = "paragrafo"
    _filled: bool = False
    _kept: int = 0

    def tree(self, root: etree._Element) -> None:
        for event, node in etree.iterwalk(root, events=("start", "end")):
            tag = node.tag if isinstance(node.tag, str) else ""
            if event == "end":
                self._end(node, tag)
                continue
            if self._kept:
                self._kept += 1
                continue
            if tag in UNREAD or not tag or self._is_hidden(node):
                self._kept = 1
                continue
            self._start(node, tag)
            self._words.append(node.text or "")
        self._flush()

    def _is_hidden(self, node: etree._Element) -> bool:
        style = node.get("style")
        hidden = node.get("hidden") is not None or bool(style and _HIDDEN.search(style))
        if hidden and "".join(node.itertext()).strip():
            self.hidden = True
        return hidden

    def _start(self, node: etree._Element, tag: str) -> None:
        if tag == "br":
            self._flush()
            return
        if tag not in BLOCKS:
            return
        self._flush()
        match tag:
            case "table":
                self._tables.append([self._count, -1, -1])
                self._count += 1
            case "tr" if self._tables:
                self._tables[-1][1] += 1
                self._tables[-1][2] = -1
            case "td" | "th" if self._tables:
                self._tables[-1][2] += 1
                self._filled = False
            case "ol" | "ul":
                self._lists.append(_list(node, tag))
            case "li" if self._lists:
                self._label = self._item_label(node)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._kind = "titulo"
        if tag in ("p", "div") and (name := (node.get("class") or "").split(" ")[0]) in SEI_LEVELS:
            self._label = self._counters.label(name)
        owner = (
            node.get("id")
            if tag == "section" and "assinatura" not in (node.get("id") or "")
            else ""
        )
        self._ids.append(owner or "")

    def _item_label(self, node: etree._Element) -> str:
        value = node.get("value", "")
        if value.isdecimal():
            self._lists[-1].count = min(int(value), 100_000) - 1
        return self._lists[-1].label()

    def _end(self, node: etree._Element, tag: str) -> None:
        if self._kept:
            self._kept -= 1
            if not self._kept:
                self._words.append(node.tail or "")
            return
        if tag in BLOCKS:
            self._flush()
            match tag:
                case "td" | "th" if self._tables:
                    if not self._filled:
                        self._add("")
                case "table" if self._tables:
                    self._tables.pop()
                case "ol" | "ul" if self._lists:
                    self._lists.pop()
                case "li":
                    self._label = ""
                case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                    self._kind = "paragrafo"
            if self._ids:
                self._ids.pop()
        self._words.append(node.tail or "")

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._words)).strip()
        self._words = []
        if not text:
            return
        if self._label:
            if not _LABELLED.match(text):
                text = f"{self._label} {text}"
                self.numbered = self.numbered or self._label != "•"
            self._label = ""
        self._add(text)

    def _add(self, text: str) -> None:
        cell = None
        if self._tables and self._tables[-1][2] >= 0:
            table, row, column = self._tables[-1]
            cell = (table, max(row, 0), column)
            self._filled = True
        kind: LineKind = "celula" if cell else self._kind
        owner = next((name for name in reversed(self._ids) if name), None)
        self.lines.append(Line(SPACES.sub(" ", text), kind, None, cell, owner))


def _list(node: etree._Element, tag: str) -> _List:
    if tag == "ul":
        style = _LIST_STYLE.search(node.get("style") or "")
        return _List("none" if style and style[1] == "none" else "bullet")
    style = _LIST_STYLE.search(node.get("style") or "")
    name = style[1].lower() if style else node.get("type", "1")
    start = node.get("start", "1")
    return _List(LIST_STYLES.get(name, "decimal"), int(start) - 1 if start.isdecimal() else 0)
