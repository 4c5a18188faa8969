"""The label at the head of a line: what it announces, the number it carries, where its words begin.

The zone of the text decides between readings: “1. DADOS CADASTRAIS” is a section in a plan and a
clause in an agreement numbered so. How headings are read stands in headings.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from portuguese.parsing import letters_value, roman_value
from reading.headings import (
    DASH,
    GAP,
    LONGEST_TITLE,
    BlockKind,
    Label,
    Numbering,
    annex_heading,
    clause_heading,
    headed,
    is_title_like,
    longest_ordinal,
    mostly_capitals,
    whole_number,
)
from reading.paragraphs import Unit

ZoneName = Literal["inicio", "clausulas", "fecho", "anexo"]

_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s*[)–—-]?\s+(?=\S)")
_SUB = re.compile(r"(subclausula|paragrafo)\s+([a-z]+(?:\s+[a-z]+)?|\d{1,3}\s?[ªºo°]?|[ivxl]+)")
_SYMBOL = re.compile(r"§\s*(unico|\d{1,3})\s?[ºo°.]*")
_ALINEA = re.compile(r"(?:[-•*·▪]\s+)?([a-z]{1,2})\s?\)\s*")
_ALINEA_DOT = re.compile(r"(?:[-•*·▪]\s+)?([a-z])\.\s+(?=[a-z])")
_INCISO = re.compile(rf"(?:[-•*·▪]\s+)?([ivxlc]{{1,7}})\s*(?:{DASH}+|\)|\.(?!\w))\s*")
_ITEM = re.compile(rf"(?:[-•*·▪]\s+)?(\d{{1,3}})\s*(?:[.)]|\s{DASH})\s*(?=\D|$)")
_MARKER = re.compile(r"[-•*·▪►●–—]\s+(?=\S)")
_SECTION = re.compile(rf"(\d{{1,2}}|[ivx]{{1,5}})\s*(?:[.)]|{DASH})*\s*")
_FIELD = re.compile(r"[a-z0-9ºª°/().,\s-]{2,60}?\s?:(?=\s|$)")
_SIGNED = re.compile(
    r"(?:documento\s+)?assinado\s+(?:(?:eletronica|digital)mente\s+por|de\s+forma\s+digital\s+por)\b"
    r"|documento\s+assinado\s+digitalmente\s*(?:gov|$)"
)
_AUTHENTIC = re.compile(
    r"(?:a|para\s+verificar\s+a)\s+autenticidade\b|o\s+tramite\s+deste\s+documento"
    r"|(?:n[.ºo°]+\s+de\s+serie|codigo\s+verificador)"
)
_FOOT = re.compile(r"referencia:\s*(?:processo|proc)|sei\s+n[.ºo°]*\s*\d{5,}|.*/\s*pg\.\s*\d+$")
_TITLE = re.compile(
    r"(?:minuta\s+d[eo]\s+)?(?:acordo|termo|protocolo|convenio|memorando|contrato|ajuste|plano"
    r"|(?:(?:[a-z]+\s+)?[a-z]+|\d{1,2}\s?[ºo°]?)\s+termo\s+aditivo|distrato)\b"
)
_CELEBRATE = re.compile(r"\b(?:celebram|firmam|entre\s+si|que\s+fazem)\b")
_CLOSING = re.compile(
    r"(?:e[,\s]+)?(?:por|assim|estando)\b.{0,60}\b(?:acord|justos?\b|ajust|concord|firmeza|valid)"
    r"|(?:e[,\s]+)?para\s+(?:a\s+)?(?:firmeza|validade|constar|que\s+produza)\b"
    r"|[a-z .'-]{3,40}(?:[-/(][a-z ]{2,20}\)?)?,\s*(?:em\s+)?(?:\d{1,2}|_+|data)[ºo]?\s*"
    r"(?:de|da|,|\.)"
    r"|(?:brasilia|[a-z ]+/[a-z]{2}),?\s+na\s+data"
)
_PREAMBLE = re.compile(r"(?:a|o|as|os)\s+\w|resolvem\b|pelo\s+presente|considerando|celebram\b")


@dataclass(frozen=True, slots=True)
class Zone:
    """Which part of an instrument a line stands in."""

    name: ZoneName = "clausulas"
    section_style: str = ""
    titled: bool = False
    """How the sections of this annex are numbered: by the first of them."""

    @staticmethod
    def of(units: Sequence[Unit], numbering: Numbering) -> "Zone":
        """The zone in which a text begins: before its title, or already among its words."""
        for unit in units:
            if clause_heading(unit, numbering) is not None or _is_title(unit):
                return Zone("inicio")
            if annex_heading(unit) is not None:
                return Zone("anexo")
        return Zone("clausulas")

    def after(self, label: Label) -> "Zone":
        """The zone in which the next line stands."""
        if label.kind in ("rodape", "cabecalho"):
            return self
        if label.kind in ("titulo", "ementa"):
            return replace(self, titled=True)
        if label.kind == "anexo":
            return Zone("anexo")
        if label.kind == "clausula":
            return Zone("clausulas")
        if label.kind in ("fecho", "assinatura", "autenticidade") and self.name != "anexo":
            return Zone("fecho")
        if label.section_style and not self.section_style:
            return replace(self, section_style=label.section_style)
        return self


def read_label(unit: Unit, zone: Zone, numbering: Numbering, after: Unit | None) -> Label:
    """The label of a unit standing in this zone, before the unit `after`."""
    if unit.kind in ("cabecalho", "rodape"):
        return Label(unit.kind)
    if _SIGNED.match(unit.bare):
        return Label("assinatura")
    if _AUTHENTIC.match(unit.bare):
        return Label("autenticidade")
    if unit.cells:
        return Label("signatario" if zone.name == "fecho" else "linha")
    if _FOOT.match(unit.bare):
        return Label("rodape")
    heading = clause_heading(unit, numbering, after) or annex_heading(unit)
    if heading is not None and not (heading.kind == "clausula" and zone.name == "anexo"):
        return heading
    if zone.name == "anexo":
        return _in_annex(unit, zone, after)
    if zone.name == "inicio":
        return _at_the_start(unit, zone)
    if _CLOSING.match(unit.bare):
        return Label("fecho")
    if zone.name == "fecho":
        return Label("signatario" if _is_name(unit) else "fecho")
    return _inner(unit, zone) or _plain(unit)


def _in_annex(unit: Unit, zone: Zone, after: Unit | None) -> Label:
    found = _SECTION.match(unit.bare)
    if found is not None and found.end():
        rest = unit.text[found.end() :]
        style = "arabe" if found[1].isdecimal() else "romano"
        value = whole_number(found[1]) or roman_value(found[1])
        alone = not rest and after is not None and is_title_like(after.text) and not after.cells
        marked = found.end() > len(found[1])
        known = zone.section_style in ("", style)
        if known and value and marked and (alone or (rest and is_title_like(rest))):
            label = headed("secao", unit, found.end(), value, after)
            return replace(label, section_style=style, label=unit.text[: found.end()].strip())
    inner = _inner(unit, zone)
    if inner is not None:
        return inner
    field = _FIELD.match(unit.bare)
    if field is not None and len(field[0].split()) <= 8:
        rest = unit.text[field.end() :]
        lead = len(rest) - len(rest.lstrip())
        if not rest and mostly_capitals(unit.text):
            return Label("rotulo")
        return Label("campo", unit.text[: field.end()].rstrip(" :"), body_at=field.end() + lead)
    return _plain(unit)


def _at_the_start(unit: Unit, zone: Zone) -> Label:
    """Letterhead, title, ementa, and the paragraphs that qualify the parties."""
    if _is_title(unit):
        return Label("ementa" if _CELEBRATE.search(unit.bare) else "titulo")
    plain = _plain(unit)
    if plain.kind == "rotulo":
        return plain
    opens = _PREAMBLE.match(unit.bare) is not None and len(unit.text) > 60
    if opens or (zone.titled and len(unit.text) > 150):
        return Label("corpo")
    return Label("cabecalho")


def _is_title(unit: Unit) -> bool:
    if unit.cells or unit.kind in ("cabecalho", "rodape") or not _TITLE.match(unit.bare):
        return False
    if mostly_capitals(unit.text):
        return not unit.text.endswith(":")
    return len(unit.text) <= LONGEST_TITLE and bool(re.search(r"\bn[.ºo°]*\s*\d", unit.bare))


def _inner(unit: Unit, zone: Zone) -> Label | None:
    """The label of what stands inside a clause or section: subclauses and items of lists."""
    words, text = unit.bare, unit.text
    if (below := _below_clause(unit)) is not None:
        return below
    if found := _DECIMAL.match(words):
        parts = found[1].split(".")
        kind: BlockKind = "subclausula" if len(parts) == 2 and zone.name == "clausulas" else "item"
        return _item(kind, unit, found.end(), int(parts[-1]))
    if found := _ALINEA.match(words):
        small_roman = len(found[1]) > 1 and roman_value(found[1])
        if small_roman:
            return _item("inciso", unit, found.end(), small_roman)
        return _item("alinea", unit, found.end(), letters_value(found[1]))
    found = _INCISO.match(words)
    if found and text[found.start(1)].isupper() and (value := roman_value(found[1])):
        return _item("inciso", unit, found.end(), value)
    if (found := _ITEM.match(words)) and text[found.end() :]:
        return _item("item", unit, found.end(), int(found[1]))
    if (found := _ALINEA_DOT.match(words)) and text[found.start(1)].islower():
        return _item("alinea", unit, found.end(), letters_value(found[1]))
    if found := _MARKER.match(text):
        return Label("marcador", found[0].strip(), None, body_at=found.end())
    return None


def _below_clause(unit: Unit) -> Label | None:
    """A parágrafo or subcláusula, whatever list mark an export has put before it."""
    mark = _MARKER.match(unit.text)
    begins = mark.end() if mark else 0
    if found := _SUB.match(unit.bare, begins):
        value = whole_number(found[2].rstrip(" ªºo°")) or roman_value(found[2])
        size = found.end()
        if value is None:
            value, length = longest_ordinal(found[2])
            size = found.start(2) + length
        tail = unit.text[size:].lstrip()
        if value is not None and unit.text[begins].isupper() and not tail[:1].islower():
            return _item(
                "subclausula" if found[1] == "subclausula" else "paragrafo", unit, size, value
            )
    if found := _SYMBOL.match(unit.bare, begins):
        return _item("paragrafo", unit, found.end(), 1 if found[1] == "unico" else int(found[1]))
    return None


def _item(kind: BlockKind, unit: Unit, end: int, value: int | None) -> Label:
    """An item whose label ends here; a list mark before it and a dash after it are no words."""
    mark = _MARKER.match(unit.text)
    begins = mark.end() if mark and mark.end() < end else 0
    gap = GAP.match(unit.text, end)
    return Label(kind, unit.text[begins:end].rstrip(), value, body_at=gap.end() if gap else end)


def _plain(unit: Unit) -> Label:
    if len(unit.text) <= 60 and mostly_capitals(unit.text) and not unit.text.endswith((".", ";")):
        return Label("rotulo")
    return Label("corpo")


def _is_name(unit: Unit) -> bool:
    return len(unit.text) <= 120 and not unit.text.endswith((";", ":")) and unit.text[0].isupper()
