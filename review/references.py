"""References within the text to its own clauses: each must lead to what it names.

Those to decimal numbers, annexes and articles of the agreement itself are in numbered_references.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from portuguese.ordinals import letters, roman
from portuguese.parsing import letters_value, ordinal_value, roman_value
from reading.outline import Block
from review.numbered_references import dead_annexes, dead_articles, dead_decimals
from review.rule import Hit, rule
from review.subject import SUBCLAUSES, Subject
from review.words import fold

_ORDINAL = r"[a-z]+(?:\s[a-z]+)?(?:\s[a-z]+)?"
_CHAIN = re.compile(
    r"(?:alineas?\s+[“\"'‘]?(?P<alinea>[a-z]{1,2})[”\"'’]?,?(?:\s+d[aoe]s?\b)?\s+)?"
    r"(?:incisos?\s+(?P<inciso>[ivxlc]+),?(?:\s+d[ao]s?\b)?\s+)?"
    rf"(?:(?:(?P<sub>subclausula|paragrafo)\s+(?P<suborder>unic[ao]|{_ORDINAL}?)"
    r"|§\s*(?P<symbol>\d{1,3})\s?[ºo°]?),?\s+)?"
    r"(?:(?P<this>desta|da presente|nesta|na presente)\s+clausula\b"
    rf"|(?:d?a\s+|na\s+|a\s+|pela\s+)?clausula\s+(?P<clause>\d{{1,3}}\s?[ªa]?\b(?!\.\d)|{_ORDINAL}))"
)
_OUTSIDE = re.compile(
    r"\s*,?\s+d[oa]s?\s+(?:(?:acordo|termo|instrumento|convenio|contrato|ajuste)[\w ]{0,30}"
    r"(?:original|aditad[oa]|n[ºo°.]|de origem)|estatuto|lei\b)"
)


@rule(
    "remissao-inexistente",
    "numeracao",
    "erro",
    meaning="Remissão a cláusula, subcláusula, item, artigo, inciso, alínea ou anexo que o "
    "texto não tem. Remissão a outro documento (“item 3 do edital”, “art. 5º da Lei”) não se julga "
    "aqui; ao anexo que pode estar em outro arquivo, só quando a numeração o desmente.",
    remedy="Corrija a remissão para o dispositivo que existe.",
    source="Lei Complementar nº 95/1998, art. 11, II, “g”",
    wrong=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\n1.1. Observam-se a cláusula vigésima e o item 2.7."
        "\n\nCLÁUSULA SEGUNDA – DO FORO\n\n2.1. Texto."
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\n1.1. Observam-se a cláusula segunda e o item 2.1."
        "\n\nCLÁUSULA SEGUNDA – DO FORO\n\n2.1. Texto."
    ),
)
def dead_references(subject: Subject) -> Iterator[Hit]:
    """Every reference to a clause of this text, with what it names inside it."""
    if not subject.outline.clauses or not (subject.is_agreement or subject.kind is None):
        return
    yield from dead_decimals(subject)
    yield from dead_annexes(subject)
    yield from dead_articles(subject)
    by_number = {subject.blocks[index].ordinal: index for index in subject.outline.clauses}
    own: int | None = None
    for place, block in enumerate(subject.blocks):
        if block.kind == "clausula":
            own = place
            continue
        if block.kind in ("cabecalho", "rodape", "anexo", "secao"):
            own = None if block.kind in ("anexo", "secao") else own
            continue
        text = fold(block.text)
        for hit in _CHAIN.finditer(text):
            if _OUTSIDE.match(text, hit.end()):
                continue
            yield from _judged(subject, block, hit, own, by_number)


def _judged(
    subject: Subject,
    block: Block,
    hit: re.Match[str],
    own: int | None,
    by_number: dict[int | None, int],
) -> Iterator[Hit]:
    start, end = hit.span()
    if hit["this"]:
        heading, name = own, "desta cláusula"
    else:
        number, size = _number(block.text[slice(*hit.span("clause"))])
        if number is None:
            return
        end = hit.start("clause") + size
        cited = block.text[hit.start("clause") : end]
        heading, name = by_number.get(number), f"da cláusula {_lowered(cited)}"
        if heading is None:
            last = max((one for one in by_number if one is not None), default=0)
            yield Hit(
                block,
                start,
                end,
                f"o texto não tem a {name.removeprefix('da ')}; a última é a {last}ª.",
            )
            return
    if heading is None:
        return
    inside: Sequence[Block] = subject.outline.under(heading)
    if hit["sub"] or hit["symbol"]:
        found = _subclause(inside, hit)
        if found is None:
            till = hit.end("suborder") if hit["sub"] else hit.end("symbol")
            shown = block.text[start:till].strip().lower()
            told = f"não há {shown}{'' if hit['sub'] else 'º'} {name}."
            yield Hit(block, start, end, told)
            return
        inside = found
    if hit["inciso"]:
        number = roman_value(hit["inciso"])
        if number and not any(one.kind == "inciso" and one.ordinal == number for one in inside):
            yield Hit(block, start, end, f"não há inciso {roman(number)} {name}.")
            return
    if hit["alinea"]:
        number = letters_value(hit["alinea"])
        if number and not any(one.kind == "alinea" and one.ordinal == number for one in inside):
            yield Hit(block, start, end, f"não há alínea “{letters(number)}” {name}.")


def _number(words: str) -> tuple[int | None, int]:
    """The number a clause is cited by (figures, words or roman), and how long it is."""
    found = re.match(r"[IVXLC]+\b", words)
    if found and (value := roman_value(found[0])):
        return value, found.end()
    return _ordinal(fold(words))


def _lowered(cited: str) -> str:
    return cited if re.fullmatch(r"[IVXLC]+", cited) else cited.lower()


def _ordinal(words: str) -> tuple[int | None, int]:
    """The number of the longest run of words that is an ordinal, and how long it is."""
    figures = re.match(r"\d{1,3}", words)
    if figures:
        return int(figures[0]), figures.end()
    ends = [found.end() for found in re.finditer(r"[a-z]+", words)]
    for end in reversed(ends):
        value = ordinal_value(words[:end])
        if value is not None:
            return value, end
    return None, 0


def _subclause(inside: Sequence[Block], hit: re.Match[str]) -> Sequence[Block] | None:
    """The blocks of the subclause that a reference names; None when there is none."""
    subs = [place for place, one in enumerate(inside) if one.kind in SUBCLAUSES]
    order = hit["symbol"] or hit["suborder"]
    unique = order.startswith("unic")
    number, _ = (1, 0) if unique else _ordinal(order)
    if number is None:
        return inside
    for place, after in zip_longest(subs, subs[1:], fillvalue=len(inside)):
        one = inside[place]
        alone = bool(re.search(r"unic[oa]$", fold(one.label)))
        if one.ordinal == number and (alone == unique or len(subs) == 1):
            return inside[place:after]
    return None
