"""References by number within the text: decimals (5.7), annexes (Anexo IV), its own articles.

What may stand in another document, or is said to, is passed over: only what cannot be is told.
"""

import re
from collections.abc import Iterator

from portuguese.ordinals import roman
from portuguese.parsing import roman_value
from reading.outline import Block
from review.citations import CITED
from review.rule import Hit
from review.subject import Subject
from review.words import fold, listed

_OF_THIS = r"(?:dest[ea]|n?est[ea]|d[oa]\s+presente)\s+(?:acordo|convenio|termo|instrumento|ajuste)"
_OF_ANOTHER = re.compile(
    r"\s*,?\s+(?:d[aeo]s?|ao?s?)\s+(?!presente|(?:sub)?clausula|(?:sub)?item)[a-z]"
)
"""“item 3.2.1 da ABNT”, “Anexo II da Portaria”: of a document of others."""

_DECIMAL_LABEL = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){1,4})\.?[\s)–-]")
_DECIMAL = re.compile(
    r"\b(?P<what>clausula|subclausula|subitem|subiten|item|iten|inciso|alinea)s?\s+"
    r"(?P<first>\d{1,2}(?:\.\d{1,2}){1,4})(?P<more>(?:\s*(?:,|e|ou)\s+\d{1,2}(?:\.\d{1,2}){1,4})*)"
    r"(?![\d/])"
)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}")
_ONE = {"iten": "item", "subiten": "subitem"}


def dead_decimals(subject: Subject) -> Iterator[Hit]:
    """Subclauses and items cited by a decimal, in a text that numbers its own so."""
    labels = {
        hit[1]
        for block in subject.blocks
        for text in (block.cells or (block.text,))
        if (hit := _DECIMAL_LABEL.match(text))
    }
    if not labels:
        return
    for block in subject.drafted:
        folded = fold(block.text)
        for hit in _DECIMAL.finditer(folded):
            if _OF_ANOTHER.match(folded, hit.end()):
                continue
            what = _ONE.get(hit["what"], hit["what"])
            name = f"{'a' if what.endswith('clausula') or what == 'alinea' else 'o'} "
            name += what.replace("clausula", "cláusula").replace("alinea", "alínea")
            for number in _NUMBER.finditer(folded, hit.start("first"), hit.end()):
                if number[0] not in labels:
                    start = hit.start() if number.start() == hit.start("first") else number.start()
                    yield Hit(block, start, number.end(), f"o texto não tem {name} {number[0]}.")


_ORDER = r"(?:[IVX]+|\d{1,2})\b(?!-)"
_ANNEX = re.compile(
    rf"\b[Aa](?:nexos?|NEXOS?)\s+(?P<numbers>{_ORDER}(?:\s*(?:,|e|a|ou)\s+{_ORDER})*)"
)


def dead_annexes(subject: Subject) -> Iterator[Hit]:
    """Annexes cited beyond those that the text carries, or with none of the numbers before them."""
    carried = {
        number
        for block in subject.blocks
        if (hit := _ANNEX.match(block.text))
        for _, number in _orders(hit)
    }
    cited = list(_cited_annexes(subject))
    numbers = carried | {number for *_, number in cited}
    for block, start, end, number in cited:
        shown = f"Anexo {roman(number)}"
        if carried and number not in carried:
            told = f"o texto cita o {shown} e só traz {_annexes(carried)}."
            yield Hit(block, start, end, told, key=shown, severity="aviso")
        elif number > 1 and not numbers & set(range(1, number)):
            before = [f"o {roman(one)}" for one in range(1, min(number, 5))]
            told = f"o texto cita o {shown}, mas não tem nem cita {listed(before, 'nem')}."
            yield Hit(block, start, end, told, key=shown)


def _cited_annexes(subject: Subject) -> Iterator[tuple[Block, int, int, int]]:
    """Each annex of the agreement that a sentence names: block, start, end, number."""
    for block in subject.drafted:
        if block.kind in ("anexo", "titulo", "ementa"):
            continue
        for hit in _ANNEX.finditer(block.text):
            if not _OF_ANOTHER.match(fold(block.text), hit.end()):
                for order, number in _orders(hit):
                    first = order.start() == hit.start("numbers")
                    yield block, hit.start() if first else order.start(), order.end(), number


def _orders(hit: re.Match[str]) -> Iterator[tuple[re.Match[str], int]]:
    """The numbers of a reference to one annex or to more (“Anexos I e II”)."""
    for order in re.compile(_ORDER).finditer(hit.string, hit.start("numbers"), hit.end()):
        number = int(order[0]) if order[0].isdecimal() else roman_value(order[0])
        if number:
            yield order, number


def _annexes(numbers: set[int]) -> str:
    known = sorted(numbers)
    return ("o Anexo " if len(known) == 1 else "os Anexos ") + listed([roman(one) for one in known])


_OWN_ARTICLE = re.compile(rf"\bart(?:igo|\.)\s*(?P<number>\d{{1,3}})(?:\s?[ºo°])?,?\s+{_OF_THIS}\b")
_ARTICLE = re.compile(r"\bart(?:igo|\.)\s*(?P<number>\d{1,3})(?:\s?[ºo°])?(?![\d-])")
_NORM = re.compile(
    r"\b(?:lei|decreto|codigo|constituicao|portaria|resolucao|regimento|estatuto|regulamento|norma"
    r"|instrucao|emenda|medida|lgpd|cdc|cpc|lai|clt|cf|edital|manual|convencao|tratado)\b"
)


_OF_NAMED = re.compile(r"[^.;]{0,60}?\bd[aoe]s?\s+[A-Z]")
"""What names the norm in a way we do not know: “art. 94 da NLLC”."""


def dead_articles(subject: Subject) -> Iterator[Hit]:
    """Articles of the agreement itself: “deste Acordo”, or, where it has articles, of no norm."""
    in_articles = subject.outline.numbering == "artigo"
    own = {subject.blocks[index].ordinal for index in subject.outline.clauses}
    for block in subject.drafted:
        folded = fold(block.text)
        bare = in_articles and not _NORM.search(folded) and not CITED.search(block.text)
        for hit in (_ARTICLE if bare else _OWN_ARTICLE).finditer(folded):
            number = int(hit["number"])
            if in_articles and number in own:
                continue
            if bare and _OF_NAMED.match(block.text, hit.end()):
                continue
            last = max((one for one in own if one is not None), default=0)
            shown = "" if not in_articles else f"; o último é o {last}{'º' if last < 10 else ''}"
            order = f"{number}{'º' if number < 10 else ''}"
            told = f"o texto não tem o art. {order}{shown or ': divide-se em cláusulas'}."
            yield Hit(block, hit.start(), hit.end("number"), told)
