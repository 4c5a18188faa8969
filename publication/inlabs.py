"""The gazette as INLABS gives it: XML files, day or month zips, folders of a day or a year.

Parsed by expat, which builds no tree: taking the same fields out through lxml took half as long
again. A document type is refused as soon as it begins, so there are no entities to expand and
nothing to fetch.

What real files get wrong is mended and told: a missing date, an encoding that is not the declared
one, stray ampersands and control characters, an empty Identifica, a text cut into files with the
same idMateria. One broken article is a finding; the others are read.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TypeVar
from xml.parsers import expat

from publication.article import Article
from publication.members import Limits, Member, Refused, Report, members
from publication.mending import mended
from publication.parts import Wants, chosen, joined

LIMITS = Limits()
ATTRIBUTE = 4096
ELEMENTS = 200_000
FEW_ELEMENTS = 20_000
"""Below it a file is checked without counting: what is open at once takes little memory."""

Result = TypeVar("Result")

FIELDS = {
    spelling: name
    for name in ("Identifica", "Data", "Ementa", "Titulo", "SubTitulo", "Texto")
    for spelling in (name, name.lower())
}
FRAME = frozenset({"xml", "body", "Midias", "Autores"})
BRAZILIAN_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
DATE_IN_LINK = re.compile(r"\bdata=(\d{2}/\d{2}/\d{4})")
PAGE_IN_LINK = re.compile(r"\bpagina=(\d{1,5})\b")
DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)")
DIGITS = re.compile(r"\d{1,5}")

_NAMES: dict[str, str] = {}
"""Element and attribute names, shared by all parsers."""


def read_gazette(
    path: Path, report: Report, wants: Wants | None = None, limits: Limits = LIMITS
) -> Iterator[Article]:
    """Every article under a path, one at a time; what could not be read goes to `report`.

    With `wants`, which looks at the bytes of a file in UTF-8, only the articles that it chooses,
    with all their parts; the other files are unpacked and checked all the same. Memory holds one
    zip's list of members and a window of its files, never a whole year. Raises UnreadableFile when
    the path itself cannot be read.
    """
    for _, together in groupby(members(path, report, limits), key=itemgetter(0)):
        yield from joined(_articles(together, report, wants))


def _articles(found: Iterable[Member], report: Report, wants: Wants | None) -> Iterator[Article]:
    if wants is not None:
        found = chosen(_sound(found, report), wants)
    for member in found:
        yield from _read(member, report, _parsed) or ()


def _sound(found: Iterable[Member], report: Report) -> Iterator[Member]:
    """The files that are whole, mended where they had to be."""
    for member in found:
        checked = _read(member, report, _checked)
        if checked is not None:
            yield checked


def _read(member: Member, report: Report, reading: Callable[[Member], Result]) -> Result | None:
    """What a reading makes of a file, at the second try mended; None when it is reported."""
    try:
        return reading(member)
    except Refused as refusal:
        report(refusal.finding(member.where))
        return None
    except expat.ExpatError:
        try:
            text, repairs = mended(member.data)
            result = reading(member._replace(data=text.encode("utf-8")))
        except (expat.ExpatError, UnicodeError) as error:
            report(_broken(str(error)).finding(member.where))
            return None
        except Refused as refusal:
            report(refusal.finding(member.where))
            return None
        for repair in repairs:
            report(_repaired(repair).finding(member.where, "aviso"))
        return result


# --- one file ---


class _Reading:
    """What expat's events add up to. Its methods are the handlers of one parse.

    The end of an element matters only inside a text that is marked up outside CDATA, so it is
    listened to only there: each event costs as much as expat's own work on a hundred bytes.
    """

    __slots__ = ("articles", "elements", "fields", "inner", "parser", "pieces", "root")

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.articles: list[tuple[dict[str, str], dict[str, list[str]]]] = []
        self.fields: dict[str, list[str]] = {}
        self.pieces: list[str] | None = None
        self.inner = 0
        self.elements = 0
        self.root = ""
        parser.StartElementHandler = self.start
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = _refuse_document_type

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > ELEMENTS:
            raise Refused(
                "xml-excessivo", "o arquivo tem elementos demais.", "Confira a origem do arquivo."
            )
        if self.inner:
            self._mark(name, attributes)
        elif name in FIELDS:
            self.pieces = self.fields.setdefault(FIELDS[name], [])
        elif name == "article":
            self.fields = {}
            self.articles.append((attributes, self.fields))
            self.pieces = None
        elif name in FRAME:
            self.pieces = None
        elif self.pieces is not None:
            self._mark(name, attributes)
            self.parser.EndElementHandler = self.end
        self.root = self.root or name

    def _mark(self, name: str, attributes: dict[str, str]) -> None:
        self.inner += 1
        style = attributes.get("class")
        if self.pieces is not None:
            self.pieces.append(f'<{name} class="{style}">' if style else f"<{name}>")

    def end(self, name: str) -> None:
        self.inner -= 1
        if self.pieces is not None:
            self.pieces.append(f"</{name}>")
        if not self.inner:
            self.parser.EndElementHandler = None

    def characters(self, text: str) -> None:
        if self.pieces is not None:
            self.pieces.append(text)


def _refuse_document_type(*_: object) -> None:
    raise Refused(
        "xml-com-dtd",
        "o arquivo declara um tipo de documento (DOCTYPE), que o INLABS não usa e pode esconder "
        "uma bomba de entidades.",
        "Baixe o arquivo de novo do INLABS.",
    )


def _checked(member: Member) -> Member:
    """The file, if it is whole XML with an article. Raises ExpatError or Refused."""
    data = member.data
    if b"<article" not in data or data.count(b"<") > FEW_ELEMENTS:
        _parsed(member)
    else:
        parser = expat.ParserCreate("utf-8")
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.Parse(data, True)
    return member


def _parsed(member: Member) -> list[Article]:
    """The articles of a file in UTF-8, whatever it declares. Raises ExpatError or Refused."""
    data = member.data
    parser = expat.ParserCreate("utf-8", None, _NAMES)
    parser.buffer_size = min(max(len(data), 4096), 1 << 22)
    parser.buffer_text = True
    reading = _Reading(parser)
    try:
        parser.Parse(data, True)
    finally:
        del reading.parser  # each holds the other: without this, both wait for the collector
    if len(_NAMES) > 1000:
        _NAMES.clear()  # a file with names of its own must not make this grow for ever
    if not reading.articles:
        raise _not_an_article(reading.root)
    return [_article(attributes, fields, member) for attributes, fields in reading.articles]


def _article(attributes: dict[str, str], fields: dict[str, list[str]], member: Member) -> Article:
    get = attributes.get
    longest = len(member.data)  # no attribute is longer than its file, and few files need a look
    if longest > ATTRIBUTE:
        longest = max(map(len, attributes.values()), default=0)
    if longest > ATTRIBUTE:
        raise Refused(
            "atributo-enorme",
            f"um atributo do artigo passa de {ATTRIBUTE} caracteres.",
            "Baixe o arquivo de novo do INLABS.",
        )
    link = get("pdfPage", "")
    day, told_by = day_of(get("pubDate", "")), "pubDate"
    if day is None:
        day, told_by = _day_elsewhere(link, "".join(fields.get("Data", ())), member)
    return Article(
        get("id", ""),
        get("idMateria", ""),
        get("name", ""),
        get("pubName", "").strip().upper(),
        get("editionNumber", "").strip(),
        _page(get("numberPage", "")) or _page_in(link),
        day,
        told_by,
        get("artType", "").strip(),
        get("artCategory", ""),
        "".join(fields.get("Identifica", ())).strip(),
        "".join(fields.get("Texto", ())),
        member.where,
    )


@lru_cache(maxsize=1024)
def day_of(text: str) -> date | None:
    """The date in `07/02/2024`; None when there is none, or it is not a day of the calendar."""
    found = BRAZILIAN_DATE.search(text[:40])
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _day_elsewhere(link: str, printed: str, member: Member) -> tuple[date | None, str]:
    """The day of an article without pubDate, and what told it."""
    in_link = DATE_IN_LINK.search(link)
    if in_link and (day := day_of(in_link[1])):
        return day, "pdfPage"
    if day := day_of(printed):
        return day, "Data"
    for found in reversed(list(DATE_IN_NAME.finditer(member.where))):
        try:
            return date(int(found[1]), int(found[2]), int(found[3])), "nome do arquivo"
        except ValueError:
            continue
    return None, ""


@lru_cache(maxsize=4096)
def _page(number: str) -> int | None:
    found = DIGITS.search(number[:20])
    return int(found[0]) if found else None


def _page_in(link: str) -> int | None:
    found = PAGE_IN_LINK.search(link)
    return int(found[1]) if found else None


def _broken(why: str) -> Refused:
    return Refused(
        "xml-quebrado",
        f"o XML está incompleto ou errado ({why}); a matéria não foi lida.",
        "Baixe o arquivo de novo do INLABS e confira a matéria no portal da Imprensa Nacional.",
    )


def _not_an_article(root: str) -> Refused:
    if root.lower() == "html":
        return Refused(
            "pagina-html",
            "é uma página da web, não uma matéria: a sessão do INLABS deve ter expirado.",
            "Entre de novo no INLABS e baixe o arquivo.",
        )
    return Refused(
        "sem-artigo", "o XML não traz nenhuma matéria (article).", "Confira se veio do INLABS."
    )


def _repaired(repair: str) -> Refused:
    return Refused("arquivo-consertado", f"o arquivo {repair}.", "Confira a matéria no portal.")
