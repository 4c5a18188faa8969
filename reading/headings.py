"""Headings at the head of a line: clauses in words, figures or articles, and annexes.

Ordinals in words, figures and roman numerals are read with the faults that people and scanners
make: accents left out, dashes of any kind, one letter wrong.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from portuguese.parsing import ordinal_value, roman_value
from reading.paragraphs import Unit

BlockKind = Literal[
    "cabecalho", "rodape", "titulo", "ementa", "rotulo", "corpo", "clausula", "subclausula",
    "paragrafo", "inciso", "alinea", "item", "marcador", "fecho", "signatario", "assinatura",
    "autenticidade", "anexo", "secao", "campo", "linha",
]  # fmt: skip
"""cabecalho: letterhead and running head; rotulo: a line such as “PARTÍCIPES:”; fecho: the closing
words after the last clause; signatario: a name in the place of signature; assinatura and
autenticidade: what SEI prints; secao: a numbered section of a plan; campo: “CNPJ: ...” in a plan;
linha: a row of a table."""
Numbering = Literal["clausula", "artigo", "numero"]

LONGEST_TITLE = 160
DASH = "[-\u2010-\u2015\u2212]"
"""Whatever stands for a dash: hyphens, dashes, the minus sign."""
GAP = re.compile(rf"[\s:.]*(?:{DASH}+[\s:.]*)*")
_CLAUSE = re.compile(r"(?:(\d{1,2})[.)]?\s*)?clausula\s+")
_FIGURES = re.compile(r"(\d{1,3})\s?[ªºao°]?(?![a-z0-9/])")
_WORDS = re.compile(r"[a-z]+(?:(?:\s+|\s?-\s?)[a-z]+){0,3}")
_INSERTED = re.compile(r"-[a-z](?![a-z])")
_ARTICLE = re.compile(r"art(?:igo|\.)?\s*(\d{1,3})\s?[ºo°.]?(?=[\s.–—-]|$)")
_NUMBERED = re.compile(rf"(\d{{1,2}})\s*[.)]?\s*{DASH}?\s*(?=[a-z§])")
_ANNEX = re.compile(r"(?:anexos?|apendice)\b|(?:minuta\s+d[eo]\s+)?plano\s+de\s+trabalho\b")
_ANNEX_NUMBER = re.compile(r"anexo\s+([ivx]+|\d{1,2}|unico)\b")


@dataclass(frozen=True, slots=True)
class Label:
    """What the head of a line says; see Block in outline.py for the fields."""

    kind: BlockKind
    label: str = ""
    ordinal: int | None = None
    title: str = ""
    body_at: int = 0
    takes_next: bool = False
    """The label stands alone and the next unit is its title."""
    section_style: str = ""


def numbering_of(units: Sequence[Unit]) -> Numbering:
    """How the clauses of a text are headed."""
    if any(clause_heading(unit, "clausula") is not None for unit in units):
        return "clausula"
    if sum(1 for unit in units if _ARTICLE.match(unit.bare) and unit.text[:1] == "A") > 1:
        return "artigo"
    return "numero"


def clause_heading(unit: Unit, numbering: Numbering, after: Unit | None = None) -> Label | None:
    """The label of a line that heads a clause, in a text that heads its clauses so."""
    if unit.cells or unit.kind in ("cabecalho", "rodape") or not unit.text:
        return None
    match numbering:
        case "clausula":
            return _in_words(unit, after)
        case "artigo":
            found = _ARTICLE.match(unit.bare)
            if found is None or not unit.text.startswith("A"):
                return None
            return headed("clausula", unit, found.end(), int(found[1]), after, titled=False)
        case "numero":
            found = _NUMBERED.match(unit.bare)
            if found is None or not is_title_like(unit.text[found.end() :]):
                return None
            return headed("clausula", unit, found.end(), int(found[1]), after)


def _in_words(unit: Unit, after: Unit | None) -> Label | None:
    found = _CLAUSE.match(unit.bare)
    if found is None or unit.text.lstrip("0123456789.) ")[:1] != "C":
        return None
    rest = unit.bare[found.end() :]
    figures, words = _FIGURES.match(rest), _WORDS.match(rest)
    ordinal: int | None = None
    size = 0
    if figures:
        ordinal, size = int(figures[1]), figures.end()
    elif words:
        ordinal, size = longest_ordinal(words[0])
        if not size and (value := roman_value(words[0].split()[0])):
            ordinal, size = value, len(words[0].split()[0])
        if not size:
            # Not readable; still a heading where a dash sets it apart from a title.
            cut = re.search(rf"\s*(?:{DASH}|:)", rest[:60])
            if cut is None:
                return None
            size = cut.start()
    if not size:
        return None
    inserted = _INSERTED.match(rest[size:])
    end = found.end() + size + (inserted.end() if inserted else 0)
    tail = unit.text[end:].strip()
    if tail and (tail[0].islower() or tail[0] in ",;)"):
        return None  # cited in a sentence: “Cláusula Quinta deste Acordo”
    return headed("clausula", unit, end, ordinal, after)


LONGEST_ORDINAL = 60
"""Letters of “nonagésima nona” and whatever else, at most."""


def longest_ordinal(words: str) -> tuple[int | None, int]:
    """The number of the longest run of words that is an ordinal, and its length."""
    ends = [found.end() for found in re.finditer(r"[a-z]+", words[:LONGEST_ORDINAL])]
    for end in reversed(ends):
        value = ordinal_value(words[:end])
        if value is not None:
            return value, end
    return None, 0


def headed(
    kind: BlockKind,
    unit: Unit,
    end: int,
    ordinal: int | None,
    after: Unit | None,
    titled: bool = True,
) -> Label:
    """A heading with its title: on its line, on the next, or followed by its text on one line."""
    label = unit.text[:end].rstrip(" .–-")
    gap = GAP.match(unit.text, end)
    begins = gap.end() if gap else end
    rest = unit.text[begins:]
    if not titled:
        return Label(kind, label, ordinal, "", begins)
    if not rest:
        takes = after is not None and not after.cells and is_title_like(after.text)
        title = after.text.strip(" .:") if takes and after is not None else ""
        size = len(unit.text) + 1 + len(after.text) if takes and after is not None else begins
        return Label(kind, label, ordinal, title, size, takes)
    size = _title_length(rest)
    body = GAP.match(rest, size)
    at = begins + (body.end() if body and size else 0)
    return Label(kind, label, ordinal, rest[:size].strip(" .:–-"), at)


def _title_length(rest: str) -> int:
    """How many characters of a heading's line are its title; 0 when all of it is text."""
    if len(rest) <= LONGEST_TITLE and mostly_capitals(rest):
        return len(rest)
    capitals = re.match(
        r"[^a-zà-öø-ÿ]{4,}?(?=\s*[.:–—-]\s+|\s+(?:[A-ZÀ-Ý]?[a-zà-öø-ÿ]|[aoAO]\s))", rest
    )
    if capitals and mostly_capitals(capitals[0]):
        return capitals.end()
    if len(rest) <= 100 and not re.search(r"[.;:]$|[.;:]\s", rest) and rest[0].isupper():
        return len(rest)
    first = re.match(r"(?:D[oae]s?|Das?|Dos?)\s[^.:;]{3,80}[.:](?=\s)", rest)
    return first.end() if first else 0


def mostly_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals, of three or more."""
    letters = sum(map(str.isalpha, text))
    return letters >= 3 and sum(map(str.isupper, text)) >= 0.85 * letters


def is_title_like(text: str) -> bool:
    """Whether a line may be a title: capitals, not too long, and no item of a list."""
    return len(text) <= LONGEST_TITLE and not text.endswith(";") and mostly_capitals(text)


def annex_heading(unit: Unit) -> Label | None:
    """The label of a line that heads an annex."""
    if unit.cells or unit.kind in ("cabecalho", "rodape"):
        return None
    found = _ANNEX.match(unit.bare)
    if found is None or len(unit.text) > LONGEST_TITLE or unit.text.endswith((";", ",")):
        return None
    if not mostly_capitals(unit.text) and not (
        len(unit.text) <= 60 and not unit.text.endswith(".") and unit.text[0].isupper()
        and not re.search(r"\b(?:sera|serao|deve|e parte|integra)\b", unit.bare)
    ):  # fmt: skip
        return None
    numbered = _ANNEX_NUMBER.match(unit.bare)
    value = numbered and (roman_value(numbered[1]) or whole_number(numbered[1]))
    label = unit.text[: numbered.end()] if numbered else ""
    title = GAP.sub("", unit.text[len(label) :], count=1) if label else unit.text
    return Label("anexo", label, value or None, title.strip(), len(unit.text))


def whole_number(text: str) -> int | None:
    """The number that figures alone write."""
    return int(text) if text.isdecimal() else None
