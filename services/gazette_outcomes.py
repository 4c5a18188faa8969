"""What the reading of the gazette finds out, and what may be recorded of it without a person.

A publication is certain when its match is confirmed (publication/matching.py: two keys of identity
agree, at most one differs, no other instrument comes near) and the file itself tells the day,
number, section and page of its edition.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from instruments.gazette_states import PublicationState
from instruments.lifecycle_facts import Published
from instruments.publication_facts import CorrectionPublished
from publication.article import Article
from publication.differences import Difference
from publication.extract import Extract
from publication.matching import Match
from services.extracts import shown
from services.office import Office

Kind = Literal["registrada", "ja_registrada", "retificacao_registrada", "a_conferir", "outro_ato"]
LONGEST_EXPLANATION = 4000
EDITION = re.compile(r"\d{1,4}[ .-]?[A-Za-z]?")
MATERIA = re.compile(r"[0-9]{1,20}")
SURE_DAYS = frozenset({"pubDate", "pdfPage", "Data"})
"""What tells the day beyond doubt; the name of a file can be changed by anyone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article. `asks` when a person should do something about it."""

    kind: Kind
    number: str
    match: Match
    state: PublicationState
    differences: tuple[Difference, ...] = ()
    """What stands in the gazette otherwise than it is, once this outcome holds."""
    correction: Extract | None = None
    """The correction to send, where one is awaited."""
    reason: str = ""
    confirmable: bool = False
    """Only a person's word is missing for the record."""

    @property
    def explanation(self) -> str:
        """The verdict and its reasons in one paragraph, fit to be shown."""
        return shown(replace(self.match, differences=()).explanation, LONGEST_EXPLANATION)

    @property
    def asks(self) -> bool:
        """Whether a person should do something about it."""
        wrong = any(difference.severity != "nota" for difference in self.differences)
        return self.kind == "a_conferir" or wrong


@dataclass(slots=True)
class Reading:
    """What a run counts while its outcomes are taken."""

    files: int = 0
    awaited: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    asking: int = 0
    """Outcomes about which a person should still do something when the run is over."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How to read: without recording, and which doubtful ones a person has confirmed."""

    simulate: bool = False
    confirmed: frozenset[str] = frozenset()
    """Full numbers of instruments."""


def why_not_certain(match: Match) -> str:
    """What keeps a match from being beyond doubt."""
    if match.rivals:
        return f"parece-se também com {', '.join(match.rivals)}"
    signed = match.candidate.extract.signed_on
    if match.article.date and signed and match.article.date < signed:
        return "a edição é anterior à assinatura"
    return "o que confere não basta para ter certeza"


def why_not_certain_correction(match: Match) -> str:
    """What keeps a correction from being ours beyond doubt; "" when nothing does."""
    states = {signal.key: signal.state for signal in match.signals}
    if match.rivals:
        return f"a retificação pode ser também de {', '.join(match.rivals)}"
    if states.get("ato") == "outro":
        return "a retificação fala de outro extrato"
    if states.get("publicacao") != "igual":
        return "a retificação não cita a data da publicação registrada"
    return ""


def incomplete(article: Article, office: Office) -> str:
    """What the file does not tell of the edition; "" when the publication can be recorded."""
    if article.date is None:
        return "a data da edição não consta do arquivo"
    if article.dated_by not in SURE_DAYS:
        return f"a data da edição só consta do {article.dated_by}"
    if article.date > office.today:
        return f"a edição é de {article.date:%d/%m/%Y}, que ainda não chegou"
    if article.section_number not in (1, 2, 3):
        return "a seção não consta do arquivo"
    if not EDITION.fullmatch(article.edition):
        return "o número da edição não consta do arquivo"
    if not article.page:
        return "a página não consta do arquivo"
    return ""


def day_of(article: Article) -> date:
    """The day of an edition that `incomplete` has nothing to say of."""
    if article.date is None:
        raise LookupError(article.where)
    return article.date


def section_of(article: Article) -> int:
    """Its section, likewise."""
    return article.section_number or 0


def materia_of(article: Article) -> str | None:
    """The gazette's own number of an act; None when the file has none."""
    found = article.materia.strip()
    return found if MATERIA.fullmatch(found) and found.strip("0") else None


def same_place(article: Article, fact: Published | CorrectionPublished) -> bool:
    """Whether an article is the one that was recorded."""
    if fact.materia is not None and materia_of(article) is not None:
        return fact.materia == materia_of(article)
    return (article.date, article.section_number, article.page) == (
        fact.published_on,
        fact.section,
        fact.page,
    )


def place_of(fact: Published | CorrectionPublished) -> str:
    """`DOU de 07/02/2024, edição 27, seção 3, página 112`."""
    return (
        f"DOU de {fact.published_on:%d/%m/%Y}, edição {fact.edition}, seção {fact.section}, "
        f"página {fact.page}"
    )
