"""How long an agreement runs and which terms bind as its clauses: in figures and in words.

A last day that the clause names stands above its months, and a first day above the last signature;
both are told. A clause that names no number leaves the field empty, and one that names two leaves
it doubtful.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from importing.durations import DAY, DAYS, Duration, days_in, durations
from importing.found import DOUBTFUL, LIKELY, SURE, Found, found_in
from portuguese.parsing import bare, date_value
from reading.outline import Block, Outline

ABOUT = re.compile(r"\bvigencia\b|\bvigor(?:ara|a|ar)?\b|\bvigera\b|\bprazo\s+de\s+duracao\b")
ABOUT_TITLE = re.compile(r"vigencia|prazo|duracao")
NOT_TERM = re.compile(r"prorrog|antecedencia|renovad|guarda|prestacao\s+de\s+contas|\blimite\b")
AHEAD = re.compile(r"\s*(?:de\s+antecedencia|antes\b)")
"""Behind a number that is no term: “6 meses de antecedência”."""

NEAR = 250
"""Characters between the word vigência and its number of months, at most."""

UNTIL = re.compile(
    r"\b(?:ate|termin\w+\s+(?:em|no|previsto\s+para)|encerr\w+(?:-se)?\s+em|find\w+\s+em"
    rf"|expir\w+\s+em|{DAY}\s*,?\s+a|\bentre\s+{DAY}\s+e)\s+(?:o\s+)?(?:dia\s+)?(?P<day>{DAY})"
)
FROM = re.compile(
    r"(?:\b(?:inici\w*(?:-se)?\s+(?:a\s+partir\s+de|em|no)|(?:a\s+partir|a\s+contar|contad[oa]s?)\s+d[eo]"
    rf"|desde|entre)\s+(?:o\s+)?(?:dia\s+)?(?P<day>{DAY})"
    rf"|\bde\s+(?P<first>{DAY})\s*,?\s+(?:a|ate)\s+(?:o\s+)?(?:dia\s+)?{DAY})"
)
OTHER_START = re.compile(
    r"\b(?:a\s+partir|a\s+contar|contad[oa]s?|inici\w*(?:-se)?)\s+(?:d[aeo]s?|em|n[oa]s?|com)\s+"
    r"(?P<what>[^,;.()]{3,90})"
)
FOREVER = re.compile(r"prazo\s+(?:de\s+vigencia\s+)?indeterminado|por\s+tempo\s+indeterminado")
START_WORDS = (
    ("publicacao", re.compile(r"(?:partir|contar|contad[oa]s?|data|apos)\b.{0,40}\bpublica")),
    ("ultima_assinatura", re.compile(r"(?:partir|contar|contad[oa]s?|data)\b.{0,60}\bassinatura")),
)
NOTICE = re.compile(r"antecedencia|\bantes\s+d\w*")
RENEWED = re.compile(r"prorrog|renova")
SPEAKS_OF_TERM = re.compile(
    rf"{ABOUT.pattern}|\b(?:mes|meses|anos?)\b|\b(?:termin|inici|encerr|expir|find)\w*"
    r"|\b(?:este|presente|o)\s+(?:acordo|instrumento|termo|convenio)\b"
)
STOP = re.compile(r"[.;]\s")
SIGNED = re.compile(r"assinatura|assinad|celebracao|firmad")
ENDING = re.compile(r"denunci|rescis|rescind")


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """The term and the deadlines in days; each None where no clause says it.

    `begins` is a first day and `end` a last day that the clause names, `other_start` the words of
    a start that is neither a day, nor the signature, nor the publication. `unread_notice` are the
    words of a renewal clause that asks for notice, where its days could not be read.
    """

    months: Found[int] | None = None
    words_disagree: bool = False
    end: Found[date] | None = None
    forever: Found[bool] | None = None
    starts_with: str = ""
    begins: Found[date] | None = None
    other_start: Found[str] | None = None
    renewal_days: Found[int] | None = None
    withdrawal_days: Found[int] | None = None
    termination_days: Found[int] | None = None
    replacement_days: Found[int] | None = None
    publication_rule: Found[str] | None = None
    unread_notice: Found[str] | None = None


_Clause = tuple[str, tuple[Block, ...]]

_RENEWAL = r"vigencia|prazo|prorrog|alterac"


def term_of(outline: Outline) -> FoundTerm:
    """The term that the clauses of an outline fix."""
    clauses = list(_clauses(outline))
    told = _told_months(clauses)
    around = told.around if told else clauses
    begins = _begins(around) if told else None
    renewal = _days(
        clauses,
        _RENEWAL,
        rf"antecedencia.{{0,40}}?{DAYS}",
        rf"{DAYS}\s+(?:de\s+antecedencia|antes\b)",
    )
    return FoundTerm(
        _months(told, begins),
        told.duration.disagree if told else False,
        _until(around),
        None if told else _forever(clauses),
        told.starts if told else "",
        begins,
        None if begins or told is None or told.starts else _other_start(told),
        renewal,
        _days(clauses, r"encerr|extinc|denuncia|rescis", rf"denuncia.{{0,160}}?{DAYS}"),
        _days(clauses, r"rescis|denuncia|encerr|extinc", rf"rescindid.{{0,200}}?{DAYS}"),
        _days(
            clauses,
            r"gerenc|gestor|gestao|acompanh|execuc|respons|fiscal",
            rf"substitu.{{0,200}}?{DAYS}",
        ),
        _publication(clauses),
        None if renewal else _unread_notice(clauses),
    )


def _clauses(outline: Outline) -> Iterator[_Clause]:
    """(bare title, blocks) of each clause; the whole text where no clause is headed."""
    if not outline.clauses:
        yield "vigencia", outline.blocks
    for place in outline.clauses:
        yield bare(outline.blocks[place].title), outline.under(place)


@dataclass(frozen=True, slots=True)
class _Told:
    """The months as one sentence tells them, and the blocks that may tell their days."""

    block: Block
    words: str
    duration: Duration
    certainty: float
    starts: str
    around: list[_Clause]


def _told_months(clauses: Sequence[_Clause]) -> _Told | None:
    titled = [clause for clause in clauses if ABOUT_TITLE.search(clause[0])]
    for group, certainty in ((titled, SURE), (clauses, LIKELY)):
        for title, blocks in group:
            about_title = "vigencia" in title or "prazo" in title
            # The clause of the term is about nothing else; elsewhere only the sentence counts.
            for block in blocks:
                # Without headed clauses the whole text is one.
                whole = about_title and len(clauses) > 1
                around: list[_Clause] = [(title, blocks if whole else (block,))]
                told = _term_in(block, certainty, about_title, around)
                if told is not None:
                    return told
    return None


def _term_in(block: Block, certainty: float, titled: bool, around: list[_Clause]) -> _Told | None:
    words = bare(block.text)
    about = ABOUT.search(words)
    if about is None and not titled:
        return None
    near = [
        one
        for one in durations(words)
        if not NOT_TERM.search(words, max(0, one.begin - 90), one.begin)
        and not AHEAD.match(words, one.end)
        and (about is None or abs(one.begin - about.start()) <= NEAR)
    ]
    if not near:
        return None
    one = near[0]
    after = words[one.end : one.end + 160]
    starts = next((name for name, rule in START_WORDS if rule.search(after)), "")
    if one.disagree or any(other.months != one.months for other in near):
        certainty = DOUBTFUL
    return _Told(block, words, one, certainty, starts, around)


def _months(told: _Told | None, begins: Found[date] | None) -> Found[int] | None:
    if told is None:
        return None
    one = told.duration
    unusual = begins is not None or (not told.starts and _other_start(told) is not None)
    sure = min(told.certainty, LIKELY) if unusual else told.certainty
    return found_in(told.block, one.begin, one.end, one.months, sure)


def _begins(around: Sequence[_Clause]) -> Found[date] | None:
    """The first day that a clause names."""
    for _, blocks in around:
        for block in blocks:
            words = bare(block.text)
            for match in FROM.finditer(words):
                group = "day" if match["day"] else "first"
                if not _of_term(words, match, 40):
                    continue
                if day := date_value(match[group]):
                    return found_in(block, match.start(group), match.end(group), day, LIKELY)
    return None


def _other_start(told: _Told) -> Found[str] | None:
    """The words of a start that is no signature, publication or day."""
    one = told.duration
    match = OTHER_START.search(told.words, *_sentence(told.words, one.begin, one.end))
    if match is None or SIGNED.search(match["what"]) or "publica" in match["what"]:
        return None
    begin, end = match.start(), match.end()
    return found_in(told.block, begin, end, told.block.text[begin:end], LIKELY)


def _until(clauses: Sequence[_Clause]) -> Found[date] | None:
    """The last day that a clause names; not that of a renewal."""
    for title, blocks in clauses:
        for block in blocks:
            words = bare(block.text)
            if not (ABOUT.search(words) or "vigencia" in title):
                continue
            for match in UNTIL.finditer(words):
                if not _of_term(words, match, 60):
                    continue
                if day := date_value(match["day"]):
                    return found_in(block, match.start("day"), match.end("day"), day, LIKELY)
    return None


def _of_term(words: str, match: re.Match[str], before: int) -> bool:
    """Whether a day is of the term: its sentence speaks of that, with no renewal just before."""
    if NOT_TERM.search(words, max(0, match.start() - before), match.start()):
        return False
    return SPEAKS_OF_TERM.search(words, *_sentence(words, match.start(), match.end())) is not None


def _sentence(words: str, begin: int, end: int) -> tuple[int, int]:
    """Where the sentence around these places begins and ends."""
    before = [stop.end() for stop in STOP.finditer(words, 0, begin)]
    after = STOP.search(words, end)
    return before[-1] if before else 0, after.start() if after else len(words)


def _forever(clauses: Sequence[_Clause]) -> Found[bool] | None:
    for _, blocks in clauses:
        for block in blocks:
            if match := FOREVER.search(bare(block.text)):
                return found_in(block, match.start(), match.end(), True)
    return None


def _days(clauses: Sequence[_Clause], titles: str, *patterns: str) -> Found[int] | None:
    """The days of the first clause so titled that has a pattern; articles have no titles."""
    rules, wanted = [re.compile(pattern) for pattern in patterns], re.compile(titles)
    for title, blocks in clauses:
        for block in blocks:
            words = bare(block.text)
            if "dia" not in words or not wanted.search(title or words):
                continue
            for match in (found for rule in rules for found in rule.finditer(words)):
                other = titles is _RENEWAL and ENDING.search(
                    words, max(0, match.start() - 120), match.start()
                )
                if not other and (value := days_in(match)):
                    begin = match.start("figures" if match["figures"] else "words")
                    return found_in(block, begin, match.end(), value, SURE)
    return None


def _unread_notice(clauses: Sequence[_Clause]) -> Found[str] | None:
    """A renewal that has to be asked for some time before, in words that give no days."""
    for _, blocks in clauses:
        for block in blocks:
            words = bare(block.text)
            match = RENEWED.search(words)
            told = NOTICE.search(words, match.end()) if match else None
            if match and told and not ENDING.search(words, match.start(), told.end()):
                begin, end = match.start(), told.end()
                return found_in(block, begin, end, block.text[begin:end])
    return None


def _publication(clauses: Sequence[_Clause]) -> Found[str] | None:
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
