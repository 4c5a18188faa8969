"""What a published extract says, whoever wrote it: numbers, process, CNPJ, parties, dates.

Nothing here judges; it only finds. Publishers abbreviate, omit and mistype, so every value comes
as found, with its digits apart, and what is not there is absent. One act may carry several extracts
("Espécie: ... Espécie: ..."): each is read by itself. Every pattern reads the text once.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from instruments.identifiers import check_cnpj, check_cpf, nup_check_digits
from instruments.number import InstrumentNumber
from portuguese.dates import MONTHS
from portuguese.numerals import cardinal_words
from portuguese.ordinals import ordinal_words
from publication.article import Article
from publication.extract import CPF
from publication.kinds import CITING, PublishedKind, fold, kind_in, published_kind
from publication.names import words

LONGEST = 60_000
"""Characters of an act that are read: an extract has some 1,500, a list of many perhaps 30,000."""
LONGEST_SAID = 8_000
"""Characters of one extract in which names are looked for."""
LONGEST_HEAD = 600
MOST_BLOCKS = 200

_SIGNED = r"(?:data\s+d[ae]\s+assinatura|data\s+d[ae]\s+celebra[cç][aã]o|assinatura|assinado\s+em)"
LABEL = re.compile(
    r"(?<!\w)(?:"
    r"(?P<especie>esp[eé]cie)|(?P<processo>(?:n[º°o.]{0,2}\s)?processo(?:\s(?:sei|administrativo))?"
    r"(?:\sn[º°o.]{0,2})?)|(?P<participes>part[ií]cipes?|part[ií]cipantes|partes|convenentes)"
    r"|(?P<objeto>objet(?:o|ivo))|(?P<recursos>recursos(?:\sfinanceiros)?|valor)"
    r"|(?P<fundamento>fundament(?:o|a[cç][aã]o)(?:\slegal)?|amparo(?:\slegal)?)"
    r"|(?P<vigencia>(?:prazo\sde\s)?vig[eê]ncia|prazo|efeitos)"
    rf"|(?P<assinatura>{_SIGNED})|(?P<signatarios>signat[aá]rios?|assinantes?|assinam)"
    r")\s?:",
    re.I,
)
SPECIES = re.compile(r"[eE][sS][pP][eéEÉ][cC][iI][eE]\s?:")
# The patterns tried on every text begin with a character or a set: so they are searched, not tried.
MARKS = frozenset("./-")
YEAR_AND_CHECK = re.compile(r"/\s?((?:19|20)\d\d)\s?[-\u2010\u2011–. ]?\s?(\d\d)(?![\d/-])")
BEFORE_THE_YEAR = re.compile(r"(?<![\d./-])(?:(\d{5})[. ]?(\d{6})|(\d{7})[. ]?(\d{8}))\s?\Z")
NUP_DIGITS = re.compile(r"[0-9]{17,21}(?![0-9]|[./-][0-9])")
AFTER_THE_BAR = re.compile(r"/\s?([0-9A-Za-z]{4})\s?[-\u2010\u2011–. ]?\s?(\d\d)(?![\w/-])")
BEFORE_THE_BAR = re.compile(
    r"(?<![\w./-])([0-9A-Za-z]{2})[. ]?([0-9A-Za-z]{3})[. ]?([0-9A-Za-z]{3})\s?\Z"
)
CNPJ_DIGITS = re.compile(r"[cC][nN][pP][jJ]\D{0,12}([0-9]{14})(?![0-9])")
YEAR = re.compile(
    r"/\s?((?:19|20)\d\d)(?!\d|\s?-\s?\d)((?:\s?[/-]\s?[A-Za-z][A-Za-z0-9.]{1,24}){0,8})"
)
SUFFIX_WORD = re.compile(r"[A-Z0-9.]+")
SEQUENCE = re.compile(r"(?<![\d./,-])(\d{1,3}(?:\.\d{3})+|\d{1,6})\s?\Z")
DATE = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\d/])")
LONG_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}})[º°]?\s+de\s+({'|'.join(MONTHS)})\s+de\s+(\d{{4}})", re.I
)
COUNTED = re.compile(r"(?<![\d/.,])(\d{1,3})\s?(?:\([^()]{1,60}\)\s?)?(meses|m[eê]s|anos?)\b", re.I)
IN_WORDS = re.compile(r"([a-z]+(?: e [a-z]+){0,3}) (meses|anos)\b")
ORDINAL = re.compile(r"\b(\d{1,2})[ºoª°]?\s*termo aditivo|\b([ivxl]{1,7})\s+termo aditivo")
AGREEMENT_WORDS = re.compile(
    r"(?P<ours>acordo|coopera|adesao|\bact\b|aditivo|instrumento|extrato|rescis|termo)"
    r"|(?P<other>portaria|decreto|\blei\b|resolu|processo|parecer|oficio|edital|pregao|contrato"
    r"|despacho|ata\b|edicao)"
)
EXTRACT_OF = re.compile(r"extratos? d[eo]s?\s([^,;:]{1,160})", re.I)
PUBLISHED_ON = re.compile(r"public\w{2,6}\s(?:\w+\s){0,8}?(?:dou|d\.o\.u\.?|uni[aã]o)\b", re.I)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """`1/2024` and, in capitals, the words of the suffix printed after it.

    `named` when it stands in the title or the "Espécie", where the act says its own number.
    """

    short: str
    suffix: tuple[str, ...]
    printed: str
    named: bool

    def agrees_with(self, number: InstrumentNumber) -> bool:
        """Whether it can be that number: the same year and order, and no strange suffix."""
        return self.short == number.short and (
            not self.suffix or bool(suffix_words(number) & set(self.suffix))
        )

    def is_whole(self, number: InstrumentNumber) -> bool:
        """Whether it is that number with the whole suffix, which no other unit gives."""
        ours = suffix_words(number)
        return self.short == number.short and bool(ours) and set(self.suffix) == ours


@dataclass(frozen=True, slots=True)
class Found:
    """A NUP or CNPJ: as printed, in its one form, and whether its check digits are right."""

    printed: str
    value: str
    valid: bool


def suffix_words(number: InstrumentNumber) -> frozenset[str]:
    """`CIHP/CGSINDEC/DPDC/SENACON` in its words."""
    return frozenset(SUFFIX_WORD.findall(number.suffix))


class Keys(NamedTuple):
    """What of a text may tell which instrument it is of."""

    processes: tuple[Found, ...]
    cnpjs: tuple[Found, ...]
    numbers: tuple[FoundNumber, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """One published extract. `fields` are its labelled parts, `said` its words for comparing."""

    title: str
    kind: PublishedKind
    text: str
    fields: dict[str, str]
    said: tuple[str, ...]
    processes: tuple[Found, ...]
    cnpjs: tuple[Found, ...]
    numbers: tuple[FoundNumber, ...]
    ordinal: int | None
    months: int | None
    span: tuple[date, date] | None
    signed_on: date | None
    cited: PublishedKind
    """The kind of the extract that a correction or an annulment speaks of."""
    cited_on: date | None
    """The day of the publication that it cites."""
    cpfs: tuple[str, ...]

    @property
    def parties_said(self) -> tuple[str, ...]:
        """The words of the part that names the parties, or all of them when it has no label."""
        named = self.fields.get("participes")
        return words(named) if named else self.said


def texts_of(article: Article) -> list[str]:
    """The extracts of an act, usually one: cut before each "Espécie:" but the first."""
    text = article.text[:LONGEST]
    starts = [found.start() for found in SPECIES.finditer(text)][:MOST_BLOCKS]
    cuts = [0, *starts[1:], len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


def keys_in(title: str, text: str) -> Keys:
    """The keys of one extract: cheap, so that most extracts of others are read no further."""
    return Keys(processes_in(text), cnpjs_in(text), numbers_in(title, text))


def read_published(title: str, text: str, art_type: str, keys: Keys) -> Published:
    """All that one extract says."""
    fields = _fields(text)
    species = fields.get("especie", "")
    cited = EXTRACT_OF.search(text[:LONGEST_HEAD])
    named = cited[1] if cited else ""
    kind = published_kind(title, species, art_type, text)
    if kind in CITING:
        species = named
    term = fields.get("vigencia", "")
    signed = fields.get("assinatura", "")
    return Published(
        title=title,
        kind=kind,
        text=text,
        fields=fields,
        said=words(text[:LONGEST_SAID]),
        processes=keys.processes,
        cnpjs=keys.cnpjs,
        numbers=keys.numbers,
        ordinal=_ordinal(fold(f"{title} {species}")),
        months=_months(term),
        span=_span(term),
        signed_on=next(iter(dates_in(signed[:200])), None),
        cited=kind_in(named),
        cited_on=_cited(text),
        cpfs=tuple(found[0] for found in CPF.finditer(text) if _is_cpf(found[0])),
    )


def _fields(text: str) -> dict[str, str]:
    marks = list(LABEL.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    told: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=False):
        told.setdefault(str(mark.lastgroup), text[mark.end() : end].strip(" \n"))
    return told


# --- identifiers ---


def processes_in(text: str) -> tuple[Found, ...]:
    """Every NUP, of 17 or 21 digits, also without its marks."""
    found = {}
    for match in YEAR_AND_CHECK.finditer(text):
        before = BEFORE_THE_YEAR.search(text, max(0, match.start() - 18), match.start())
        if before:
            digits = "".join((*filter(None, before.groups()), *match.groups()))
            found[digits] = Found(before[0] + match[0], digits, _right_nup(digits))
    for match in NUP_DIGITS.finditer(text):
        if len(match[0]) in (17, 21) and text[match.start() - 1 : match.start()] not in MARKS:
            found.setdefault(match[0], Found(match[0], match[0], _right_nup(match[0])))
    return tuple(found.values())


def _right_nup(digits: str) -> bool:
    if len(digits) == 17:
        return nup_check_digits(digits[:15]) == digits[15:]
    return 98 - int(digits[:19] + "00") % 97 == int(digits[19:])


def cnpjs_in(text: str) -> tuple[Found, ...]:
    """Every CNPJ, numeric or alphanumeric; without marks only after the word CNPJ."""
    found = {}
    for match in AFTER_THE_BAR.finditer(text):
        before = BEFORE_THE_BAR.search(text, max(0, match.start() - 12), match.start())
        if before:
            value = "".join((*before.groups(), *match.groups())).upper()
            found[value] = Found(before[0] + match[0], value, _right_cnpj(value))
    for match in CNPJ_DIGITS.finditer(text):
        found.setdefault(match[1], Found(match[1], match[1], _right_cnpj(match[1])))
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _right_cnpj(value: str) -> bool:
    try:
        check_cnpj(value)
    except PydanticCustomError:
        return False
    return True


def _is_cpf(text: str) -> bool:
    try:
        check_cpf(text)
    except PydanticCustomError:
        return False
    return True


def numbers_in(title: str, text: str) -> tuple[FoundNumber, ...]:
    """Numbers of instruments: those after a word for one, not of laws, portarias or processes."""
    found: dict[tuple[str, tuple[str, ...]], FoundNumber] = {}
    marked = SPECIES.search(text)
    species = text[marked.end() : marked.end() + 300].partition(":")[0] if marked else ""
    for source, named in ((title, True), (f"instrumento {species}", True), (text, False)):
        for year in YEAR.finditer(source):
            match = SEQUENCE.search(source, max(0, year.start() - 14), year.start())
            if not match:
                continue
            before = fold(source[max(0, match.start() - 90) : match.start()])
            marks = list(AGREEMENT_WORDS.finditer(before))
            if not marks or marks[-1].lastgroup != "ours":
                continue
            suffix = tuple(word.strip(".") for word in SUFFIX_WORD.findall(year[2].upper()))
            short = f"{int(match[1].replace('.', ''))}/{year[1]}"
            number = FoundNumber(short, suffix, (match[0] + year[0]).strip(" ."), named)
            found.setdefault((short, suffix), number)
    return tuple(found.values())


def _ordinal(folded: str) -> int | None:
    """The place of an aditivo: "1º", "primeiro" or "I" before "termo aditivo"."""
    match = ORDINAL.search(folded)
    if match:
        return int(match[1]) if match[1] else _roman(match[2])
    before, amended, _ = folded.partition(" termo aditivo")
    if not amended:
        return None
    for size in (2, 1):
        order = _ordinals().get(" ".join(before.split()[-size:]))
        if order:
            return order
    return None


def _roman(text: str) -> int | None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    total = 0
    for letter, following in zip(text, f"{text[1:]} ", strict=True):
        value = values[letter]
        total += -value if values.get(following, 0) > value else value
    return total or None


@cache
def _ordinals() -> dict[str, int]:
    return {fold(ordinal_words(n, "m")): n for n in range(1, 100)}


# --- dates and terms ---


def dates_in(text: str) -> list[date]:
    """Every date of a text, in digits or in full, in order of place."""
    found: list[tuple[int, date]] = []
    for match in DATE.finditer(text):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        _keep(found, match.start(), year, int(match[2]), int(match[1]))
    for match in LONG_DATE.finditer(text):
        month = MONTHS.index(match[2].lower()) + 1
        _keep(found, match.start(), int(match[3]), month, int(match[1]))
    return [day for _, day in sorted(found)]


def _keep(found: list[tuple[int, date]], place: int, year: int, month: int, day: int) -> None:
    try:
        found.append((place, date(year, month, day)))
    except ValueError:
        return


def _months(term: str) -> int | None:
    """The months that a term counts, in digits or in words; years are twelve each."""
    match = COUNTED.search(term[:400])
    if match:
        return int(match[1]) * (12 if match[2].lower().startswith("ano") else 1)
    in_words = IN_WORDS.search(fold(term[:400]))
    if not in_words:
        return None
    said = in_words[1].split()
    for size in range(min(len(said), 5), 0, -1):
        count = _cardinals().get(" ".join(said[-size:]))
        if count:
            return count * (12 if in_words[2] == "anos" else 1)
    return None


def months_in(text: str) -> set[int]:
    """Every term that a text counts in digits, in months."""
    return {
        int(match[1]) * (12 if match[2].lower().startswith("ano") else 1)
        for match in COUNTED.finditer(text)
    }


@cache
def _cardinals() -> dict[str, int]:
    return {fold(cardinal_words(n)): n for n in range(1, 121)}


def _span(term: str) -> tuple[date, date] | None:
    days = dates_in(term[:400])
    return (days[0], days[1]) if len(days) > 1 and days[0] <= days[1] else None


def _cited(text: str) -> date | None:
    found = PUBLISHED_ON.search(text[:2000])
    return next(iter(dates_in(text[found.end() : found.end() + 100])), None) if found else None
