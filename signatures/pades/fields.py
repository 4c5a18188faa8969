"""Signature fields, put into the PDF before anybody signs it.

Each visible field stands in the tag tree at the very place that the text left for its stamp, with
an empty appearance, so that the file is archival and accessible (PDF/A-3, 6.3.3; PDF/UA-1, 7.18.1
and 7.18.4) before the first signature, between two of them, and after the last. A field made while
signing would stand in no tree. The font of the stamps comes along, and fields without a place for
the time stamps of the archive.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from signatures.pades.stamp_font import NAME as FONT_NAME
from signatures.pades.stamp_font import font_program, stamp_font

FONT_RESOURCE = "/Carimbo"
FIELD = "assinatura-"
TIME_STAMP = "arquivamento-"
MARK = "carimbo-"
"""What an engine that can name the place of a stamp writes before its id."""

PRINTED = 4
"""The flag of an annotation that is shown and printed."""

SIGNED_AND_APPENDED = 3
"""What AcroForm says of a file with signatures: change it by appending only."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field to be: whose it is, what a screen reader says of it, and where it lies in points."""

    id: str
    words: str
    page: int
    box: tuple[float, float, float, float]


def field_name(place_id: str) -> str:
    """The name of the field of a signature place."""
    return f"{FIELD}{place_id}"


def time_stamp_name(order: int) -> str:
    """The name of the field of the archive's n-th time stamp, counted from 1."""
    return f"{TIME_STAMP}{order}"


def with_fields(pdf: bytes, places: Sequence[FieldPlace], time_stamps: int = 0) -> bytes:
    """The PDF with a field at each place. The same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = _form(document)
        tree = _Tree(document)
        slots = tree.slots([place.id for place in places])
        for place in places:
            page = document.pages[place.page].obj
            widget = _widget(document, field_name(place.id), place.words, page, place.box)
            blank = Stream(document, b"")
            blank.update(_empty_form(place.box))
            widget.AP = Dictionary(N=document.make_indirect(blank))
            tree.put(widget, page, place.words, slots.get(place.id))
            _add(document, form, page, widget)
        for order in range(1, time_stamps + 1):
            page = document.pages[-1].obj
            words = f"Carimbo do tempo {order}, para o arquivamento do documento"
            widget = _widget(document, time_stamp_name(order), words, page, (0, 0, 0, 0))
            tree.put(widget, page, words, None)
            _add(document, form, page, widget)
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
        return out.getvalue()


def _form(document: Pdf) -> Any:
    if "/AcroForm" in document.Root:
        return document.Root.AcroForm
    fonts = Dictionary({FONT_RESOURCE: _font(document)})
    document.Root.AcroForm = document.make_indirect(
        Dictionary(Fields=Array(), SigFlags=SIGNED_AND_APPENDED, DR=Dictionary(Font=fonts))
    )
    return document.Root.AcroForm


def _widget(
    document: Pdf, name: str, words: str, page: Any, box: tuple[float, float, float, float]
) -> Any:
    return document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(name),
            TU=String(words),
            Rect=Array([round(side, 3) for side in box]),
            F=PRINTED,
            P=page,
        )
    )


def _empty_form(box: tuple[float, float, float, float]) -> Any:
    left, bottom, right, top = box
    sides = [0.0, 0.0, round(right - left, 3), round(top - bottom, 3)]
    return Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array(sides), Resources=Dictionary()
    )


def _add(document: Pdf, form: Any, page: Any, widget: Any) -> None:
    if "/Annots" not in page:
        page.Annots = document.make_indirect(Array())
    page.Annots.append(widget)
    page.Tabs = Name.S
    form.Fields.append(widget)


class _Tree:
    """The tag tree of a document: where fields stand in its reading order."""

    def __init__(self, document: Pdf) -> None:
        self._document = document
        root = document.Root.StructTreeRoot
        self._root = root
        self._top = root.K[0] if isinstance(root.K, Array) else root.K
        if "/ParentTree" not in root:
            root.ParentTree = document.make_indirect(Dictionary(Nums=Array()))
        self._next = max([int(root.get("/ParentTreeNextKey", 0)), *_after_keys(root.ParentTree)])

    def slots(self, ids: Sequence[str]) -> dict[str, Any]:
        """The empty elements that the engine left in the places of the stamps, by place.

        One engine names them; the other leaves plain ones, which are told by their order.
        """
        empty = list(_childless(self._top))
        named = {
            str(element.Alt).removeprefix(MARK): element for element in empty if _named(element)
        }
        if set(ids) <= set(named):
            return {name: named[name] for name in ids}
        plain = [element for element in empty if str(element.S) == "/Div"]
        return dict(zip(ids, plain, strict=True)) if len(plain) == len(ids) else {}

    def put(self, widget: Any, page: Any, words: str, slot: Any) -> None:
        """Let the tree tell of the widget: in the slot, or at the end of the document."""
        if slot is None:
            slot = self._document.make_indirect(Dictionary(Type=Name.StructElem, P=self._top))
            self._append(slot)
        for key in ("/A", "/T", "/ID"):
            if key in slot:
                del slot[key]
        slot.S, slot.Alt, slot.Pg = Name.Form, String(words), page
        slot.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
        widget.StructParent = self._next
        _last_leaf(self._root.ParentTree).Nums.extend([self._next, slot])
        self._next += 1
        self._root.ParentTreeNextKey = self._next

    def _append(self, element: Any) -> None:
        if not isinstance(self._top.get("/K"), Array):
            self._top.K = Array([self._top.K] if "/K" in self._top else [])
        self._top.K.append(element)


def _after_keys(node: Any) -> Iterator[int]:
    """For each key of a number tree, the one after it."""
    if "/Nums" in node:
        yield from (int(node.Nums[place]) + 1 for place in range(0, len(node.Nums), 2))
    for kid in node.get("/Kids", []):
        yield from _after_keys(kid)


def _last_leaf(node: Any) -> Any:
    while "/Nums" not in node:
        node = node.Kids[-1]
    return node


def _childless(element: Any) -> Iterator[Any]:
    """The elements without content, in reading order."""
    kids = element.get("/K")
    children = list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]
    if not children and element.get("/S") is not None:
        yield element
    for child in children:
        if isinstance(child, Dictionary) and "/S" in child:
            yield from _childless(child)


def _named(element: Any) -> bool:
    return "/Alt" in element and str(element.Alt).startswith(MARK)


def _font(document: Pdf) -> Any:
    """The font of the stamps as a composite font whose codes are its glyph numbers."""
    font = stamp_font()
    program = Stream(document, font_program())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{FONT_NAME}"),
        Flags=4,
        FontBBox=Array(list(font.box)),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.cap_height,
        StemV=80,
        FontFile2=document.make_indirect(program),
    )
    widths = Array()
    for glyph, width in sorted(font.widths.items()):
        widths.append(glyph)
        widths.append(Array([width]))
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name(f"/{FONT_NAME}"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        CIDToGIDMap=Name.Identity,
        DW=font.widths[0],
        W=widths,
        FontDescriptor=document.make_indirect(descriptor),
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{FONT_NAME}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(descendant)]),
            ToUnicode=document.make_indirect(Stream(document, _to_unicode(font.glyphs))),
        )
    )


def _to_unicode(glyphs: dict[int, int]) -> bytes:
    """Which character each code stands for, so that the words can be copied and read aloud."""
    by_glyph: dict[int, int] = {}
    for code, glyph in sorted(glyphs.items(), reverse=True):
        by_glyph[glyph] = code
    pairs = [f"<{glyph:04X}> <{code:04X}>" for glyph, code in sorted(by_glyph.items())]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
