"""Coherence: what is said twice is said alike: term, object, days of notice, dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portuguese.dates import MONTHS
from reading.outline import Block
from review.actions import calendar_month, relative_month
from review.rule import Hit, rule
from review.subject import Subject, heading_name
from review.words import content_words, fold, quoted, stem

ALIKE = "Lei Complementar nº 95/1998, art. 11, II; Portaria SEGES/MGI nº 3.506/2025"


@dataclass(frozen=True)
class Term:
    """A term of the agreement in months where the text tells one."""

    months: int
    block: Block
    start: int
    end: int


_MONTHS = re.compile(r"\b(\d{1,3})\s*(?:\([a-z ]+\))?\s*meses\b")


_IN_FORCE = re.compile(r"\b(?:vigencia|vigorara|vigora|vigerao?|vigera)\b")


def terms(subject: Subject) -> Iterator[Term]:
    """Every place of the agreement that tells how long it is in force."""
    for block in subject.before_plan:
        if block.kind in ("clausula", "cabecalho", "rodape"):
            continue
        for start, sentence in sentences(block):
            folded = fold(sentence)
            told = _IN_FORCE.search(folded)
            for hit in _MONTHS.finditer(folded):
                if told and not re.search(r"prorrog\w+[^.]{0,40}$", folded[: hit.start()]):
                    yield Term(int(hit[1]), block, start + hit.start(), start + hit.end())


def sentences(block: Block) -> Iterator[tuple[int, str]]:
    """The sentences of a block, each with where it begins."""
    begin = 0
    for hit in re.finditer(r"(?<=[a-zà-ÿ)”])[.;]\s+(?=[A-ZÀ-Þ“])", block.text):
        yield begin, block.text[begin : hit.end()]
        begin = hit.end()
    yield begin, block.text[begin:]


def main_term(subject: Subject) -> Term | None:
    """The term as the clause on it tells, or the first place that does."""
    found = list(terms(subject))
    clause = subject.clause_titled(r"\bvigencia", r"\bprazo")
    inside = [term for term in found if clause is not None and term.block.clause == clause]
    return next(iter(inside or found), None)


_UNTIL = re.compile(
    r"\b(?:ate|com\s+termino\s+em|encerra(?:-se|ndo-se)?\s+em|termina(?:ndo)?\s+em)\s+(?:o\s+dia\s+)?$"
    r"|[\d)]\s+a\s+(?:o\s+dia\s+)?$"
)


_OF_OTHER_MATTERS = re.compile(r"prorrog|relatorio|prestac|pedid|solicit|\bque\b")


def last_day(subject: Subject) -> date | None:
    """The day on which the clause on the term says that it ends; None when it names none."""
    clause = subject.clause_titled(r"\bvigencia", r"\bprazo")
    if clause is None:
        return None
    for block in subject.outline.under(clause):
        for _, sentence in sentences(block):
            folded = fold(sentence)
            told = _IN_FORCE.search(folded)
            for hit in _DATE.finditer(folded, told.end() if told else len(folded)):
                between = folded[told.end() if told else 0 : hit.start()]
                if _OF_OTHER_MATTERS.search(between) or not _UNTIL.search(between):
                    continue
                if day := _day(hit):
                    return day
    return None


@rule(
    "vigencia-divergente",
    "coerencia",
    "erro",
    meaning="O prazo de vigência não é o mesmo em todo o texto, ou não é o do plano.",
    remedy="Confirme o prazo e escreva o mesmo na cláusula e no plano.",
    source=ALIKE,
    wrong=(
        "CLÁUSULA PRIMEIRA – DA VIGÊNCIA\n\nEste Acordo vigorará por 36 (trinta e seis) meses.\n\n"
        "ANEXO – PLANO DE TRABALHO\n\n1. OBJETO\n\nInício: 01/2024\n\nTérmino: 01/2029"
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DA VIGÊNCIA\n\nEste Acordo vigorará por 36 (trinta e seis) meses.\n\n"
        "ANEXO – PLANO DE TRABALHO\n\n1. OBJETO\n\nInício: 01/2024\n\nTérmino: 01/2027"
    ),
)
def one_term(subject: Subject) -> Iterator[Hit]:
    """Months of the term, in sentences and in the fields of the plan."""
    main = main_term(subject)
    if main is None:
        return
    for term in terms(subject):
        if term.months != main.months:
            told = (
                f"aqui a vigência é de {term.months} meses; na cláusula própria, de {main.months}."
            )
            yield Hit(term.block, term.start, term.end, told)
    begin: tuple[int, Block] | None = None
    for block in subject.plan:
        label = fold(block.cells[0] if block.cells else block.label)
        if block.kind not in ("campo", "linha") or len(block.cells) > 2:
            continue
        if label.startswith("inicio"):
            month = calendar_month(block.text)
            begin = (month, block) if month else None
        elif label.startswith("termino"):
            relative, month = relative_month(block.text), calendar_month(block.text)
            given = relative if relative else month - begin[0] if month and begin else None
            # “01/2024 a 12/2026” counts the last month in; “a 01/2027” goes from day to day.
            if given is not None and given not in (main.months, main.months - (not relative)):
                told = f"o plano dura {given} meses; o acordo, {main.months}."
                yield Hit(block, 0, len(block.text), told)


TITLE, SENTENCE = 15, 40
"""Letters up to which a line is a label, and from which it may be a description."""
_OF_ANY_OBJECT = frozenset(
    stem(word)
    for word in ("objeto", "acordo", "tem", "entre", "partícipes", "cooperação", "técnica")
)


@rule(
    "objeto-divergente",
    "coerencia",
    "aviso",
    meaning="O objeto do plano de trabalho não é o da cláusula do objeto.",
    remedy="Repita no plano o objeto da cláusula.",
    source=ALIKE,
    wrong=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nO objeto é a adesão à plataforma Consumidor.gov.br para "
        "solução de conflitos de consumo.\n\nANEXO – PLANO DE TRABALHO\n\n1. IDENTIFICAÇÃO DO "
        "OBJETO\n\n"
        "Título: capacitação de servidores em licitações e contratos."
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nO objeto é a adesão à plataforma Consumidor.gov.br para "
        "solução de conflitos de consumo.\n\nANEXO – PLANO DE TRABALHO\n\n1. IDENTIFICAÇÃO DO "
        "OBJETO\n\n"
        "Título: adesão à plataforma Consumidor.gov.br para solução de conflitos de consumo."
    ),
)
def one_object(subject: Subject) -> Iterator[Hit]:
    """The words of the object in the clause, looked for in the section of the plan."""
    clause, section = subject.clause_titled(r"\bobjeto"), subject.section_titled(r"\bobjeto")
    if clause is None or section is None:
        return
    head = next((block for block in subject.outline.under(clause) if block.kind == "corpo"), None)
    blocks = [block for block in subject.outline.under(section) if len(block.text) > TITLE]
    if head is None or not blocks:
        return
    shown = next((block for block in blocks if block.kind in ("corpo", "campo")), blocks[0])
    wanted = {stem(word) for word in content_words(head.text)} - {"object", "presen"}
    told = {stem(word) for block in blocks for word in content_words(block.text)}
    if len(wanted) >= 5 and any(len(block.text) > SENTENCE for block in blocks):
        apart = len(wanted & told) < len(wanted) / 2
    else:
        # A short object (“construção de escolas”) is another only when it shares no word at all;
        # in a form it may be the name that a project has of its own.
        wanted -= _OF_ANY_OBJECT
        said = all(block.kind == "corpo" for block in blocks)
        referred = re.search(r"\b(?:clausula|acordo)\b", fold(shown.text))
        apart = len(wanted) >= 2 and said and not wanted & told and not referred
    if apart:
        yield Hit(
            shown,
            shown.body_at,
            len(shown.text),
            f"o objeto do plano não é o da {heading_name(subject.blocks[clause])}.",
        )


_DATE = re.compile(
    r"(?<![\d/])(?P<d>\d{1,2})(?:[ºo°])?\s+de\s+"
    rf"(?P<month>{'|'.join(fold(month) for month in MONTHS)})\s+de\s+"
    r"(?P<y>\d{4})(?!\d)|(?<![\d/.])(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4})(?!\d)"
)


_MONTH = {fold(name): place for place, name in enumerate(MONTHS, 1)}


def _day(hit: re.Match[str]) -> date | None:
    try:
        if hit["d"]:
            return date(int(hit["y"]), _MONTH[hit["month"]], int(hit["d"]))
        return date(int(hit["y2"]), int(hit["m2"]), int(hit["d2"]))
    except ValueError:
        return None


@rule(
    "data-impossivel",
    "coerencia",
    "erro",
    meaning="Data que o calendário não tem, como 31 de fevereiro.",
    remedy="Confira a data.",
    source="Lei nº 810/1949 (ano civil)",
    wrong="designada por Portaria nº 10, de 31 de fevereiro de 2023,",
    right="designada por Portaria nº 10, de 28 de fevereiro de 2023,",
)
def impossible_dates(subject: Subject) -> Iterator[Hit]:
    """Every date in words or figures."""
    for block in subject.blocks:
        for hit in _DATE.finditer(fold(block.text)):
            if _day(hit) is None:
                shown = block.text[hit.start() : hit.end()]
                yield Hit(block, *hit.span(), f"{quoted(shown)} não existe no calendário.")


_SPAN = re.compile(
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:a|ate|e termin\w+ em|com termino em)\s+(?:o\s+dia\s+)?"
)


@rule(
    "periodo-invertido",
    "coerencia",
    "erro",
    meaning="Período que termina antes de começar.",
    remedy="Troque as datas.",
    source=ALIKE,
    wrong="A vigência vai de 30/01/2024 a 30/01/2023.",
    right="A vigência vai de 30/01/2024 a 30/01/2027.",
)
def reversed_periods(subject: Subject) -> Iterator[Hit]:
    """Two dates joined by “a” or “até”."""
    for block in subject.drafted:
        text = fold(block.text)
        found = list(_DATE.finditer(text))
        for first, second in pairwise(found):
            gap = _SPAN.fullmatch(text, first.end(), second.start())
            begin, end = _day(first), _day(second)
            if gap and begin and end and end < begin:
                shown = block.text[first.start() : second.end()]
                yield Hit(
                    block, first.start(), second.end(), f"{quoted(shown)} termina antes de começar."
                )


_TOPICS = {
    "da denúncia": (r"\bdenunci", r"denuncia|encerramento|extincao"),
    "da rescisão": (r"\brescis|\brescind", r"rescis"),
    "do pedido de prorrogação": (r"\bprorroga", r"vigencia|prazo|prorroga"),
    "da substituição do responsável": (r"\bsubstitu\w+", r"gerenciamento|gestao|acompanhamento"),
}
"""What a term in days may be of: words of its sentence, and of the title of its own clause."""


_DAYS = re.compile(r"\b(\d{1,3})\s*(?:\([a-z ]+\))?\s*dias\b")


_WITHDRAWN_WITH = re.compile(
    r"(?:\bdenunciad[oa]s?(?:,?\s+(?:a\s+qualquer\s+tempo|por\s+escrito|por\s+qualquer\s+[a-z]+),?)*"
    r"\s+(?:com|em|mediante)\s+(?:[a-z]+\s+){0,5}|(?P<tied>\banteced\w+\s+(?:[a-z]+\s+)?de\s+))"
    r"(?P<days>\d{1,3})\s*(?:\([a-z ]+\))?\s*dias(?(tied)\s+d[ae]\s+denuncia)"
)
"""Where one sentence tells two terms: what is tied word by word to the withdrawal."""


@rule(
    "prazos-divergentes",
    "coerencia",
    "erro",
    meaning="O mesmo prazo com dois tamanhos: denúncia com 30 dias numa cláusula e 60 em outra.",
    remedy="Confirme o prazo e escreva o mesmo nas duas.",
    source=ALIKE,
    wrong=(
        "A denúncia será comunicada com antecedência de 30 (trinta) dias.\n\nFeita a denúncia com "
        "antecedência de 60 (sessenta) dias, cessam as obrigações."
    ),
    right=(
        "A denúncia será comunicada com antecedência de 30 (trinta) dias.\n\nFeita a denúncia com "
        "antecedência de 30 (trinta) dias, cessam as obrigações."
    ),
)
def one_notice(subject: Subject) -> Iterator[Hit]:
    """Days of notice by what they are for; sentences on more than one matter are passed over."""
    if subject.outline.numbering == "artigo":
        return  # a norm has terms of its own for each matter
    found: dict[str, list[tuple[int, Block, int, int]]] = {}
    for block in subject.before_plan:
        for start, sentence in sentences(block):
            folded = fold(sentence)
            topics = [name for name, (words, _) in _TOPICS.items() if re.search(words, folded)]
            days = list(_DAYS.finditer(folded))
            if "da denúncia" in topics and len(days) > 1:
                for hit in _WITHDRAWN_WITH.finditer(folded):
                    spot = (start + hit.start("days"), start + hit.end())
                    found.setdefault("da denúncia", []).append((int(hit["days"]), block, *spot))
                continue
            if len(topics) != 1 or len(days) != 1 or not re.search(r"anteced|previ|prazo", folded):
                continue
            place = (start + days[0].start(), start + days[0].end())
            found.setdefault(topics[0], []).append((int(days[0][1]), block, *place))
    for topic, places in found.items():
        own = subject.clause_titled(_TOPICS[topic][1])
        main = next((one for one in places if own is not None and one[1].clause == own), places[0])
        for number, block, begin, end in places:
            if number != main[0]:
                told = f"aqui o prazo {topic} é de {number} dias; em outro lugar, de {main[0]}."
                yield Hit(block, begin, end, told)
