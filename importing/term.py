"""How long an agreement runs and which terms bind as its clauses: in figures and in words.

Where the two disagree the shorter is kept, because a notice that comes early harms nobody, and the
disagreement is told. A clause that names no number leaves the field empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from importing.found import DOUBTFUL, LIKELY, SURE, Found, found_in
from portuguese.parsing import bare, cardinal_value, date_value
from reading.outline import Block, Outline

LONGEST = 600
"""Months beyond which a number is no term of an agreement."""

_UNIT = r"(?P<unit>mes(?:es)?|anos?)"
FIGURES = re.compile(
    rf"(?<![\d/.,])(?P<figures>\d{{1,3}})\s*(?:\(\s*(?P<words>[a-z\s]+?)\s*\)?\s*\)|)\s*{_UNIT}\b"
)
WORDS = re.compile(
    rf"\b(?P<words>(?:[a-z]+\s+e\s+)?[a-z]+)\s+(?:\(\s*(?P<figures>\d{{1,3}})\s*\)\s*)?{_UNIT}\b"
)
ABOUT = re.compile(r"\bvigencia\b|\bvigor(?:ara|a|ar)?\b|\bvigera\b|\bprazo\s+de\s+duracao\b")
NOT_TERM = re.compile(r"prorrog|antecedencia|renovad|guarda|prestacao\s+de\s+contas")
DAY = r"\d{1,2}\s*[ºo]?\s*(?:/|\.|de\s)\s*[a-z0-9]+\s*(?:/|\.|de\s)\s*\d{4}"
"""A day in figures or with its month in words."""

UNTIL = re.compile(
    r"\b(?:ate|termino\s+em|encerra(?:ndo)?-se\s+em|findando\s+em|a)\s+(?:o\s+dia\s+)?"
    rf"(?P<day>{DAY})"
)
FOREVER = re.compile(r"prazo\s+(?:de\s+vigencia\s+)?indeterminado|por\s+tempo\s+indeterminado")
DAYS = r"(?P<figures>\d{1,3})\s*(?:\(\s*[a-z\s]+\s*\)\s*)?dias"
START_WORDS = (
    ("publicacao", re.compile(r"(?:partir|contar|contados?|data|apos)\b.{0,40}\bpublica")),
    ("ultima_assinatura", re.compile(r"(?:partir|contar|contados?|data)\b.{0,60}\bassinatura")),
)


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """The term and the deadlines in days; each None where no clause says it."""

    months: Found[int] | None = None
    words_disagree: bool = False
    end: Found[date] | None = None
    forever: Found[bool] | None = None
    starts_with: str = ""
    renewal_days: Found[int] | None = None
    withdrawal_days: Found[int] | None = None
    termination_days: Found[int] | None = None
    replacement_days: Found[int] | None = None
    publication_rule: Found[str] | None = None


def term_of(outline: Outline) -> FoundTerm:
    """The term that the clauses of an outline fix."""
    clauses = list(_clauses(outline))
    months, disagree, starts = _months(clauses)
    return FoundTerm(
        months,
        disagree,
        None if months else _until(clauses),
        None if months else _forever(clauses),
        starts,
        _days(clauses, r"vigencia|prazo|prorrog|alterac", rf"antecedencia.{{0,40}}?{DAYS}"),
        _days(clauses, r"encerr|extinc|denuncia|rescis", rf"denuncia.{{0,160}}?{DAYS}"),
        _days(clauses, r"rescis|denuncia|encerr|extinc", rf"rescindid.{{0,200}}?{DAYS}"),
        _days(
            clauses,
            r"gerenc|gestor|gestao|acompanh|execuc|respons|fiscal",
            rf"substitu.{{0,200}}?{DAYS}",
        ),
        _publication(clauses),
    )


def _clauses(outline: Outline) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """(bare title, blocks) of each clause; the whole text where no clause is headed."""
    if not outline.clauses:
        yield "vigencia", outline.blocks
    for place in outline.clauses:
        yield bare(outline.blocks[place].title), outline.under(place)


def _months(
    clauses: Sequence[tuple[str, tuple[Block, ...]]],
) -> tuple[Found[int] | None, bool, str]:
    titled = [c for c in clauses if re.search(r"vigencia|prazo|duracao", c[0])]
    for group, certainty in ((titled, SURE), (clauses, LIKELY)):
        for title, blocks in group:
            for block in blocks:
                told = _term_in(block, certainty, "vigencia" in title or "prazo" in title)
                if told is not None:
                    return told
    return None, False, ""


def _term_in(block: Block, certainty: float, titled: bool) -> tuple[Found[int], bool, str] | None:
    words = bare(block.text)
    about = ABOUT.search(words)
    if about is None and not titled:
        return None
    for pattern in (FIGURES, WORDS):
        for match in pattern.finditer(words):
            before = words[max(0, match.start() - 90) : match.start()]
            if NOT_TERM.search(before) or (about is None and not titled):
                continue
            if about is not None and abs(match.start() - about.start()) > 250:
                continue
            value, disagree = _value(match)
            if value is None or not 0 < value <= LONGEST:
                continue
            after = words[match.end() : match.end() + 160]
            starts = next((name for name, rule in START_WORDS if rule.search(after)), "")
            sure = DOUBTFUL if disagree else certainty
            return found_in(block, match.start(), match.end(), value, sure), disagree, starts
    return None


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of months in a sentence; `disagree`: its figures and its words are not the same."""

    months: int
    begin: int
    end: int
    disagree: bool


def durations(words: str) -> Iterator[Duration]:
    """Every number of months or years in bare words; the shorter one where they disagree."""
    for pattern in (FIGURES, WORDS):
        for match in pattern.finditer(words):
            value, disagree = _value(match)
            if value is not None and 0 < value <= LONGEST:
                yield Duration(value, match.start(), match.end(), disagree)


def _value(match: re.Match[str]) -> tuple[int | None, bool]:
    """The months of a match, and whether its figures and its words say different numbers."""
    figures = int(match["figures"]) if match["figures"] else None
    words = cardinal_value(match["words"]) if match["words"] else None
    if words is None and match["words"]:
        # A preposition before the number: “de sessenta meses”.
        words = cardinal_value(match["words"].split()[-1])
    known = [value for value in (figures, words) if value]
    if not known:
        return None, False
    times = 12 if match["unit"].startswith("ano") else 1
    return min(known) * times, len(set(known)) > 1


def _until(clauses: Sequence[tuple[str, tuple[Block, ...]]]) -> Found[date] | None:
    for title, blocks in clauses:
        for block in blocks:
            words = bare(block.text)
            if not (ABOUT.search(words) or "vigencia" in title):
                continue
            for match in UNTIL.finditer(words):
                day = date_value(match["day"])
                if day:
                    return found_in(block, match.start("day"), match.end("day"), day, LIKELY)
    return None


def _forever(clauses: Sequence[tuple[str, tuple[Block, ...]]]) -> Found[bool] | None:
    for _, blocks in clauses:
        for block in blocks:
            if match := FOREVER.search(bare(block.text)):
                return found_in(block, match.start(), match.end(), True)
    return None


def _days(
    clauses: Sequence[tuple[str, tuple[Block, ...]]], titles: str, pattern: str
) -> Found[int] | None:
    rule, wanted = re.compile(pattern), re.compile(titles)
    for title, blocks in clauses:
        if not wanted.search(title):
            continue
        for block in blocks:
            match = rule.search(bare(block.text))
            if match and int(match["figures"]):
                begin, end = match.start("figures"), match.end()
                return found_in(block, begin, end, int(match["figures"]), SURE)
    return None


def _publication(clauses: Sequence[tuple[str, tuple[Block, ...]]]) -> Found[str] | None:
    for title, blocks in clauses:
        if "public" not in title:
            continue
        for block in blocks:
            words = bare(block.text)
            match = re.search(r"(?:quinto|5[ºo°]?)\s+dia\s+util\s+do\s+mes", words)
            if match:
                rule = "quinto_dia_util_do_mes_seguinte"
                return found_in(block, match.start(), match.end(), rule)
            if match := re.search(
                r"prazo\s+de\s+(?:ate\s+)?\d{1,3}.{0,40}?dias?(?:\s+uteis)?", words
            ):
                return found_in(block, match.start(), match.end(), "outra", LIKELY)
    return None
