"""Norms: those that a text cites, whether they are in force, and whether they can exist."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from law.articles import last_article
from law.norms import Norm, norms
from portuguese.dates import long_date, short_date
from reading.outline import Block
from review.citations import CITED, Cited
from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, quoted

TABLE = "law/norms.yaml"


_NAME = re.compile(
    r"(?P<kind>[A-Za-zÀ-ÿ -]+?)(?: (?P<issuer>[A-Z][A-Z/]+))? nº "
    r"(?P<number>[\d.]+)(?:-\d+)?/(?P<year>\d{4})"
)


@cache
def _by_number() -> dict[tuple[str, int], list[Norm]]:
    """The norms of the table by folded kind and number."""
    found: dict[tuple[str, int], list[Norm]] = {}
    for norm in norms().values():
        name = _NAME.fullmatch(norm.name)
        if name:
            key = (fold(name["kind"]), int(name["number"].replace(".", "")))
            found.setdefault(key, []).append(norm)
    return found


def known(cited: Cited) -> Norm | None:
    """The norm of the table that a citation means, whatever date it gives."""
    candidates = _by_number().get((cited.kind, cited.number), [])
    if cited.local or not candidates:
        return None
    if cited.kind in ("portaria", "resolucao", "instrucao normativa"):
        # Every body numbers its own: only issuer and year together tell which is meant.
        return next(
            (
                norm
                for norm in candidates
                if _date_of(norm).year == cited.year
                and (not cited.issuer or cited.issuer in norm.name)
                and (cited.day is None or cited.day == _date_of(norm))
            ),
            None,
        )
    return candidates[0]


def _date_of(norm: Norm) -> date:
    """The date in its URN, which is that of the norm."""
    return date.fromisoformat(norm.urn.rpartition(":")[2].partition(";")[0])


def moment(subject: Subject) -> date:
    """The day whose law counts: that of the last signature, else the day of the review."""
    days = []
    for block in subject.blocks:
        if block.kind == "assinatura":
            for hit in re.finditer(r"\bem (\d{2})/(\d{2})/(\d{4})", block.text):
                try:
                    days.append(date(int(hit[3]), int(hit[2]), int(hit[1])))
                except ValueError:
                    continue
    return min(max(days), subject.day) if days else subject.day


@rule(
    "norma-revogada",
    "norma",
    "erro",
    meaning="O texto cita norma que já não vigorava no dia da assinatura (ou hoje, se não "
    "assinado).",
    remedy="Cite a norma que a substituiu ou retire a citação.",
    source=TABLE,
    wrong="no exercício das atribuições do Decreto nº 9.662, de 1º de janeiro de 2019,",
    right="no exercício das atribuições do Decreto nº 11.348, de 1º de janeiro de 2023,",
)
def revoked_norms(subject: Subject) -> Iterator[Hit]:
    """Citations of norms whose end has come, but for those that say so."""
    day = moment(subject)
    for cited in subject.norms:
        norm = known(cited)
        if norm is None or norm.until is None or norm.until > day:
            continue
        around = fold(cited.block.text[max(0, cited.start - 60) : cited.end + 60])
        if re.search(r"revogad|revoga |entao vigente|vigente a epoca", around):
            continue
        told = f"{norm.name} deixou de vigorar em {short_date(norm.until)} ({norm.revoked_by})."
        yield Hit(cited.block, cited.start, cited.end, told, key=norm.id)


_SERIES = {"lei": 1946, "decreto": 1991, "lei complementar": 1967}
"""The year in which each series of numbers that still runs began."""


_SLACK = 90
"""Days by which dates of neighbours in the series may be out of step."""


@rule(
    "norma-inexistente",
    "norma",
    "erro",
    meaning="Norma federal cujo número e data não podem ser verdadeiros: outra data consta da "
    "tabela, "
    "ou a numeração daquele ano não chega ao número.",
    remedy="Confira número e data no Planalto; sendo norma estadual ou municipal, diga de qual "
    "ente é.",
    source="Decreto nº 12.002/2024, arts. 19 e 21 (numeração sequencial); " + TABLE,
    wrong="em observância à Lei nº 8.078, de 11 de setembro de 1991,",
    right="em observância à Lei nº 8.078, de 11 de setembro de 1990,",
)
def impossible_norms(subject: Subject) -> Iterator[Hit]:
    """Dates against the table, then against the neighbours in the series of numbers."""
    for cited in subject.norms:
        if cited.local or cited.issuer or _is_own_title(cited):
            continue
        norm = known(cited)
        if norm is not None:
            if cited.kind in ("portaria", "resolucao", "instrucao normativa"):
                continue
            right = _date_of(norm)
            if (cited.day and cited.day != right) or (cited.year and cited.year != right.year):
                told = (
                    f"{quoted(cited.text)}: a norma de nº {cited.found['number']} é "
                    f"de {long_date(right)}."
                )
                yield Hit(cited.block, cited.start, cited.end, told, key=norm.id)
            continue
        bounds = _bounds(cited)
        if bounds is None:
            continue
        first, last = bounds
        given = cited.day or (date(cited.year, 7, 1) if cited.year else None)
        slack = _SLACK if cited.day else 184
        if given is None:
            continue
        after = last is not None and (given - last).days > slack
        before = first is not None and (first - given).days > slack
        if after or before or given > subject.day:
            between = _between(first, last)
            told = f"não há {quoted(cited.text)}: as normas com esse número são de {between}."
            # A norm of a state that does not say so looks the same: it is for a person to judge.
            yield Hit(cited.block, cited.start, cited.end, told, key=cited.text, severity="aviso")


def _is_own_title(cited: Cited) -> bool:
    """Whether the text under review is itself that norm."""
    return cited.start == 0 and cited.found["kind"].isupper()


def _bounds(cited: Cited) -> tuple[date | None, date | None] | None:
    """The dates of the nearest numbers below and above, in the same series; None: no series."""
    began = _SERIES.get(cited.kind)
    if began is None or cited.year is None or cited.year < began:
        return None
    series = sorted(
        (number, _date_of(norm))
        for (kind, number), found in _by_number().items()
        for norm in found[:1]
        if kind == cited.kind and _date_of(norm).year >= began
    )
    below = [day for number, day in series if number < cited.number]
    above = [day for number, day in series if number > cited.number]
    return (max(below) if below else None, min(above) if above else None)


def _between(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{first.year} a {last.year}" if first.year != last.year else str(first.year)
    return f"{first.year} em diante" if first else f"até {last.year}" if last else "outra época"


_ARTICLE = re.compile(
    r"\barts?\.?\s*(?:igos?\s*)?(?P<first>\d{1,2}\.\d{3}|\d{1,4})\s?[ºo°]?(?:-[A-Z])?"
    r"(?P<more>(?:,\s*(?:caput|§+\s*\d+[ºo°]?|inciso\s+[IVXLC]+|al[ií]nea\s+[“\"']?\w[”\"']?|"
    r"par[aá]grafo\s+\w+|incisos\s+[IVXLC ,e]+)|\s+e\s+(?:\d{1,4}[ºo°]?))*)",
    re.I,
)


_NAMED = (
    ("Constituição Federal", r"constituicao(?: federal| da republica)?"),
    ("Lei nº 13.709/2018", r"lgpd|lei geral de protecao de dados(?: pessoais)?"),
    ("Lei nº 8.078/1990", r"cdc|codigo de (?:protecao e )?defesa do consumidor"),
    ("Lei nº 12.527/2011", r"lai|lei de acesso a informacao"),
    ("Lei nº 10.406/2002", r"codigo civil"),
    ("Lei nº 13.105/2015", r"cpc|codigo de processo civil"),
)


@rule(
    "artigo-inexistente",
    "norma",
    "erro",
    meaning="Artigo que a norma citada não tem.",
    remedy="Confira o artigo no texto da norma.",
    source="law/articles.yaml",
    wrong="nos termos do art. 148 da Lei nº 13.709, de 14 de agosto de 2018,",
    right="nos termos do art. 48 da Lei nº 13.709, de 14 de agosto de 2018,",
)
def articles_beyond(subject: Subject) -> Iterator[Hit]:
    """Each article with the norm that follows it, or that stands right before it."""
    for block in subject.drafted:
        for hit in _ARTICLE.finditer(block.text):
            name = _norm_of(block, hit)
            last = last_article(name) if name else None
            numbers = [hit["first"], *re.findall(r"\be\s+(\d{1,4})", hit["more"])]
            for text in numbers:
                number = int(text.replace(".", ""))
                if last is not None and (number > last or number == 0):
                    told = f"{name} não tem art. {text}: o último é o {last}."
                    yield Hit(block, *hit.span(), told)


def _norm_of(block: Block, hit: re.Match[str]) -> str | None:
    """The norm an article is of: “do art. 5º da Lei ...”, “da Lei ..., art. 5º”."""
    after = block.text[hit.end() : hit.end() + 120]
    linked = re.match(r",?\s*(?:todos\s+)?d[aoe]s?\s+(?:mencionad[ao]\s+|citad[ao]\s+)?", after)
    if linked:
        rest = after[linked.end() :]
        cited = CITED.match(rest)
        if cited:
            norm = known(Cited(block, _shifted(block, hit.end() + linked.end()), False))
            return norm.name if norm else None
        folded = fold(rest)
        return next(
            (name for name, pattern in _NAMED if re.match(rf"(?:{pattern})\b", folded)), None
        )
    return None


def _shifted(block: Block, place: int) -> re.Match[str]:
    found = CITED.match(block.text, place)
    assert found is not None  # it matched the same words a moment ago
    return found
