"""References within the text and numbers with their words: each must lead to what it says."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from portuguese.ordinals import letters, roman
from portuguese.parsing import cardinal_value, letters_value, ordinal_value, roman_value
from reading.outline import Block
from review.rule import Hit, rule
from review.subject import SUBCLAUSES, Subject
from review.words import fold, quoted

_ORDINAL = r"[a-z]+(?:\s[a-z]+)?(?:\s[a-z]+)?"
_CHAIN = re.compile(
    r"(?:alineas?\s+[“\"'‘]?(?P<alinea>[a-z]{1,2})[”\"'’]?,?(?:\s+d[aoe]s?\b)?\s+)?"
    r"(?:incisos?\s+(?P<inciso>[ivxlc]+),?(?:\s+d[ao]s?\b)?\s+)?"
    rf"(?:(?P<sub>subclausula|paragrafo)\s+(?P<suborder>unic[ao]|{_ORDINAL}?),?\s+)?"
    r"(?:(?P<this>desta|da presente|nesta|na presente)\s+clausula\b"
    rf"|(?:d?a\s+|na\s+|a\s+|pela\s+)?clausula\s+(?P<clause>\d{{1,3}}\s?[ªa]?\b|{_ORDINAL}))"
)
_OUTSIDE = re.compile(
    r"\s*,?\s+d[oa]s?\s+(?:(?:acordo|termo|instrumento|convenio|contrato|ajuste)[\w ]{0,30}"
    r"(?:original|aditad[oa]|n[ºo°.]|de origem)|estatuto|lei\b)"
)


@rule(
    "remissao-inexistente",
    "numeracao",
    "erro",
    meaning="Remissão a cláusula, subcláusula, inciso ou alínea que o texto não tem.",
    remedy="Corrija a remissão para o dispositivo que existe.",
    source="Lei Complementar nº 95/1998, art. 11, II, “g”",
    wrong=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nObserva-se a cláusula vigésima.\n\n"
        "CLÁUSULA SEGUNDA – DO FORO\n\nTexto."
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nObserva-se a cláusula segunda.\n\n"
        "CLÁUSULA SEGUNDA – DO FORO\n\nTexto."
    ),
)
def dead_references(subject: Subject) -> Iterator[Hit]:
    """Every reference to a clause of this text, with what it names inside it."""
    if not subject.outline.clauses or not (subject.is_agreement or subject.kind is None):
        return
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
        number, size = _ordinal(hit["clause"])
        if number is None:
            return
        end = hit.start("clause") + size
        heading, name = by_number.get(number), f"da {block.text[hit.start('clause') - 9 : end]}"
        name = name.lower()
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
    if hit["sub"]:
        found = _subclause(inside, hit)
        if found is None:
            told = f"não há {block.text[start : hit.end('suborder')].strip().lower()} {name}."
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
    unique = hit["suborder"].startswith("unic")
    number, _ = (1, 0) if unique else _ordinal(hit["suborder"])
    if number is None:
        return inside
    for place, after in zip_longest(subs, subs[1:], fillvalue=len(inside)):
        one = inside[place]
        alone = bool(re.search(r"unic[oa]$", fold(one.label)))
        if one.ordinal == number and (alone == unique or len(subs) == 1):
            return inside[place:after]
    return None


_WITH_WORDS = re.compile(
    r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})*|\d+)(?P<ordinal>[ºª])?\s*\(([a-z ,\n]{2,80})\)"
)


@rule(
    "numeral-e-extenso",
    "numeracao",
    "erro",
    meaning="Número que contradiz as palavras entre parênteses.",
    remedy="Confirme o número certo e acerte os dois.",
    source="Lei Complementar nº 95/1998, art. 11, II, “f”",
    wrong="O prazo é de 36 (trinta e dois) meses.",
    right="O prazo é de 36 (trinta e seis) meses.",
)
def contradicting_numerals(subject: Subject) -> Iterator[Hit]:
    """Figures against their words."""
    for block in subject.drafted:
        for hit in _WITH_WORDS.finditer(fold(block.text)):
            number = int(hit[1].replace(".", ""))
            words = " ".join(hit[3].split())
            value = ordinal_value(words) if hit["ordinal"] else cardinal_value(words)
            if value is not None and value != number:
                shown = block.text[hit.start() : hit.end()]
                yield Hit(
                    block, *hit.span(), f"{quoted(shown)}: o número e o extenso não conferem."
                )


_UNITS = r"(?:dias?|meses|m[eê]s|anos?)"
_PLAIN = re.compile(rf"(?<![\d.,/º])\b(\d{{1,3}})\s+(?:\w+\s+)?{_UNITS}\b")
_FULL = re.compile(rf"\b\d{{1,3}}\s*\([^)]+\)\s+(?:\w+\s+)?{_UNITS}\b")


@rule(
    "numeral-sem-extenso",
    "numeracao",
    "nota",
    meaning="Prazo só em algarismos num texto em que outros trazem o extenso.",
    remedy="Escreva todos do mesmo modo: 30 (trinta) dias.",
    source="Lei Complementar nº 95/1998, art. 11, II, “f”",
    wrong="A vigência é de 36 (trinta e seis) meses, e o aviso, de 30 dias.",
    right="A vigência é de 36 (trinta e seis) meses, e o aviso, de 30 (trinta) dias.",
)
def numerals_without_words(subject: Subject) -> Iterator[Hit]:
    """Terms in figures only, where another has its words."""
    blocks = [block for block in subject.before_plan if block.kind not in ("cabecalho", "rodape")]
    if not any(_FULL.search(block.text) for block in blocks):
        return
    for block in blocks:
        for hit in _PLAIN.finditer(block.text):
            yield Hit(
                block, *hit.span(), f"{quoted(hit[0])} está só em algarismos.", key="algarismos"
            )
