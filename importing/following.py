"""What follows an agreement, read from its text: a termo aditivo or a termo de rescisão.

Which agreement it follows, its ordinal, by how much or until when it extends the term, and whether
it changes clauses or the plan. Nothing is looked up here: what it means for the agreement on record
is decided by services/importing_following.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from importing.durations import DAY, durations
from importing.found import DOUBTFUL, LIKELY, SURE, Found, found_in
from importing.identity import number_from
from portuguese.parsing import bare, date_value, ordinal_value
from reading.outline import Block, Outline

_NUMBER = (
    r"\bn[.ºo°]*\s*(\d{1,3}(?:\.\d{3})+|\d{1,6})\s*/\s*(\d{4}|\d{2})(?!\d)"
    r"((?:\s?[/-]\s?[a-z][a-z0-9.]*(?:-[a-z0-9]+)*)*)"
)
ORIGINAL = re.compile(
    rf"\b(?:acordo|act|termo\s+de\s+cooperacao|termo\s+de\s+adesao)\b(?:(?!aditivo)[^|;]){{0,120}}?{_NUMBER}"
)
OWN = re.compile(rf"\btermo\s+(?:aditivo|de\s+rescisao)\s*(?:,\s*)?{_NUMBER}")
ORDER = re.compile(
    r"(?P<words>(?:[a-z]+\s+)?[a-z]+)\s+termo\s+aditivo\b"
    r"|(?P<figures>\d{1,2})\s?[ºo°.]*\s*termo\s+aditivo\b"
    r"|\btermo\s+aditivo\s+n[.ºo°]*\s*(?P<number>\d{1,2})(?!\d|\s*/)"
)
EXTENDS = re.compile(
    r"\bprorroga(?:d[oa]s?|r|-se|m-se|ndo)\b|\bprorrogacao\s+d[oae]\b|\bacrescid[oa]s?\s+d[eo]\b"
)
SETS = re.compile(
    r"\bpassa(?:ndo|m|ra|rao)?\s+a\s+(?:terminar|vigorar|viger|ser|encerrar)"
    r"|\bprazo\s+de\s+vigencia\b.{0,120}?\bsera\s+de\b"
)
"""The whole term anew, not what is added to it."""
ABOUT_TERM = re.compile(
    r"\bvigencia\b|\bprazo\b|\bvigor\b"
    r"|\bprorrog\w*(?:-se)?\s+(?:o|este|do)\s+(?:presente\s+)?(?:acordo|convenio|ajuste)\b"
    r"|\b(?:acordo|convenio|ajuste)\b[^.;]{0,60}\bprorrogad"
)
NO_ACT = re.compile(
    r"\bpode(?:ra|rao|ndo)?\s+ser|\bpodera\b|\bso\s+se\s+opera\b|\bnao\s+ha\s+prorrog|\bsolicitad"
    r"|\bconsiderando\b|\bantecedencia\b|\binteresse\s+(?:na|em)\b"
)
FROM_TO = re.compile(
    r"\bde\s+(\d{1,3})\s*(?:\([a-z\s]+\)\s*)?(?:meses\s+)?para\s+(\d{1,3})\s*(?:\([a-z\s]+\)\s*)?meses"
)
END = re.compile(
    r"(?:\bate\s+(?:o\s+dia\s+)?|\btermin\w*\s+(?:em|no\s+dia)\s+|\bencerr\w*(?:-se)?\s+em\s+"
    rf"|\bfind\w*\s+em\s+|\bpara\s+(?:o\s+dia\s+)?|{DAY}\s+a\s+(?:o\s+dia\s+)?)(?P<day>{DAY})"
)
REWORDS = re.compile(
    r"\bseguinte\s+redacao\b|\bpass[ae](?:m|ra|rao)?\s+a\s+(?:vigorar|ter|viger)\b.{0,60}\bredacao\b"
    r"|\bfica(?:m|ra|rao)?\s+(?:alterad|incluid|acrescid|acrescentad|revogad|suprimid|excluid)[oa]s?\b"
    r".{0,80}\b(?:clausula|subclausula|paragrafo|item|itens|alinea|inciso|anexo|preambulo)"
    r"|\b(?:clausula|subclausula|paragrafo|item|alinea|inciso)\b.{0,80}\bfica(?:m)?\s+"
    r"(?:alterad|incluid|acrescid|acrescentad|revogad|suprimid|excluid)[oa]s?\b"
)
CLAUSES = re.compile(r"\bclausulas?\s+((?:[a-z]+\s+)?[a-z]+|\d{1,2}\s?[ªa.]?)")
PLAN = re.compile(
    r"\bplano\s+de\s+trabalho\b.{0,80}\b(?:substitu|alterad|atualizad|reformulad|revist|ajustad)"
    r"|\b(?:substitu|alter|atualiz|reformul|nov[oa]|ajust)\w*\b.{0,40}\bplano\s+de\s+trabalho\b"
)
CONSENSUS = re.compile(r"\bamigave|\bconsensual|\bconsenso|\b(?:comum|mutuo)\s+acordo|\bdistrat")
EFFECT = re.compile(
    rf"\b(?:a\s+partir\s+d[eo]|a\s+contar\s+d[eo]|com\s+efeitos?\s+(?:a\s+partir\s+de|ao\s+fim\s+de|em|desde))\s+"
    rf"(?:dia\s+)?(?P<day>{DAY})"
)
NEAR = 260
"""Characters between the verb and its number of months, at most."""

LONGEST_ORDER = 99


@dataclass(frozen=True, slots=True)
class Following:
    """A document that follows an agreement, as its text tells of it; None or empty: it does not.

    `original` is the number of the agreement and `own` its own; both as `7/2024/CIHP/...`.
    """

    kind: str
    original: Found[str] | None = None
    own: Found[str] | None = None
    order: Found[int] | None = None
    months: Found[int] | None = None
    total: Found[int] | None = None
    """The months of the whole term, where the text tells those and not what is added."""
    new_end: Found[date] | None = None
    changed: tuple[Found[str], ...] = ()
    """The places that give clauses another wording."""
    new_plan: Found[str] | None = None
    consensus: Found[str] | None = None
    effective_on: Found[date] | None = None


def following(kind: str, outline: Outline) -> Following:
    """What a text of this kind (`termo_aditivo`, `termo_rescisao`) says of its agreement."""
    blocks = [
        block
        for block in outline.blocks
        if block.kind not in ("assinatura", "autenticidade", "rodape", "signatario")
    ]
    found = Following(
        kind,
        original=_numbered(ORIGINAL, blocks),
        own=_numbered(OWN, blocks[:30]),
        order=_order(blocks[:30]),
    )
    if kind == "termo_rescisao":
        return replace(
            found,
            consensus=_first(CONSENSUS, blocks),
            effective_on=_day(EFFECT, blocks),
        )
    return replace(
        _extension(found, blocks), changed=tuple(_changed(blocks)), new_plan=_first(PLAN, blocks)
    )


def _numbered(pattern: re.Pattern[str], blocks: Sequence[Block]) -> Found[str] | None:
    """The number that this pattern finds first; one with its unit is worth more."""
    seen = [
        found
        for block in blocks
        if (match := pattern.search(bare(block.text)))
        and (found := number_from(block, match, SURE if block.kind in _HEADS else LIKELY))
    ]
    whole = (found for found in seen if found.value.count("/") > 1 and _same(found, seen[0]))
    return next(whole, seen[0] if seen else None)


_HEADS = frozenset({"titulo", "ementa", "cabecalho", "rotulo"})


def _same(one: Found[str], other: Found[str]) -> bool:
    return one.value.split("/")[:2] == other.value.split("/")[:2]


def _order(blocks: Sequence[Block]) -> Found[int] | None:
    for block in blocks:
        for match in ORDER.finditer(bare(block.text)):
            if match["words"]:
                words = match["words"].split()
                value = ordinal_value(" ".join(words)) or ordinal_value(words[-1])
            else:
                value = int(match["figures"] or match["number"])
            if value and value <= LONGEST_ORDER:
                return found_in(block, match.start(), match.end(), value)
    return None


def _extension(found: Following, blocks: Sequence[Block]) -> Following:
    """The months and the new end, from the first words that give each."""
    for block in blocks:
        words = bare(block.text)
        adds, sets = EXTENDS.search(words), SETS.search(words)
        if not (adds or sets) or not ABOUT_TERM.search(words) or NO_ACT.search(words):
            continue
        if whole := FROM_TO.search(words):
            total = found_in(block, whole.start(), whole.end(), int(whole[2]), LIKELY)
            found = replace(found, total=found.total or total)
        elif adds:
            found = replace(found, months=found.months or _months(block, words, adds.start()))
        elif sets:
            found = replace(found, total=found.total or _months(block, words, sets.start()))
        days = [(day, match) for match in END.finditer(words) if (day := date_value(match["day"]))]
        if days:
            day, match = max(days, key=lambda pair: pair[0])
            told = found_in(block, match.start("day"), match.end("day"), day, LIKELY)
            found = replace(found, new_end=found.new_end or told)
    return found


def _months(block: Block, words: str, verb: int) -> Found[int] | None:
    """The months nearest to the verb."""
    near = [one for one in durations(words) if abs(one.begin - verb) <= NEAR]
    best = min(near, key=lambda one: abs(one.begin - verb), default=None)
    if best is None:
        return None
    sure = DOUBTFUL if best.disagree else SURE
    return found_in(block, best.begin, best.end, best.months, sure)


def _changed(blocks: Sequence[Block]) -> Iterator[Found[str]]:
    for block in blocks:
        words = bare(block.text)
        match = REWORDS.search(words)
        if match is None or NO_ACT.search(words):
            continue
        named = CLAUSES.search(words)
        begin, end = (named.start(), named.end()) if named else (match.start(), match.end())
        if named and " " in named[1] and ordinal_value(named[1]) is None:
            end = named.start(1) + named[1].index(" ")  # “Cláusula Quinta do Acordo”
        yield found_in(block, begin, end, block.text[begin:end].strip(" ."), LIKELY)


def _first(pattern: re.Pattern[str], blocks: Sequence[Block]) -> Found[str] | None:
    for block in blocks:
        if (match := pattern.search(bare(block.text))) and not NO_ACT.search(bare(block.text)):
            return found_in(block, match.start(), match.end(), block.text[match.start() :], LIKELY)
    return None


def _day(pattern: re.Pattern[str], blocks: Sequence[Block]) -> Found[date] | None:
    for block in blocks:
        match = pattern.search(bare(block.text))
        if match and (day := date_value(match["day"])):
            return found_in(block, match.start("day"), match.end("day"), day, LIKELY)
    return None
