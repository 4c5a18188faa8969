"""Which instrument a published text is of: score, verdict, and the reasons in Portuguese.

A text is confirmed only when two keys of identity agree, no more than one differs, and no other
instrument comes near. Everything less is shown to a person. What is confirmed is compared word for
word (differences.py), so a slip of the publisher does not hide the publication, and is reported.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from portuguese.lists import join_and
from publication.article import Article
from publication.differences import Difference, differences
from publication.index import Candidate, Searched
from publication.inlabs import read_gazette
from publication.kinds import PublishedKind
from publication.members import Report
from publication.published import Published, keys_in, read_published, texts_of
from publication.signals import IDENTITY, Key, Signal, State, signals

Verdict = Literal["exata", "com_divergencias", "provavel", "relacionada"]
"""`exata` and `com_divergencias` are confirmations: the text is that instrument's publication.
`provavel`: a person decides. `relacionada`: the text is another act about the instrument (or about
one of its rivals): a correction, an annulment, an aditivo that nobody announced."""

CONFIRMED: frozenset[Verdict] = frozenset({"exata", "com_divergencias"})
ENOUGH = 5.0
"""Points for a confirmation: for instance process and name, or number with unit and CNPJ."""
WORTH_SHOWING = 3.0
MARGIN = 2.0
"""Points by which the next candidate must be behind."""


@dataclass(frozen=True, slots=True)
class Match:
    """A published text and the instrument it is of, with everything that led to saying so."""

    article: Article
    published: Published
    candidate: Candidate
    verdict: Verdict
    score: int
    signals: tuple[Signal, ...]
    differences: tuple[Difference, ...]
    rivals: tuple[str, ...]
    """Keys of the candidates that come as near."""

    @property
    def key(self) -> str:
        """What the caller knows the instrument by."""
        return self.candidate.key

    @property
    def act(self) -> PublishedKind:
        """The kind of the published text."""
        return self.published.kind

    @property
    def is_confirmed(self) -> bool:
        """Whether this is the publication of the instrument itself, beyond doubt."""
        return self.verdict in CONFIRMED

    @property
    def explanation(self) -> str:
        """The verdict and its reasons, in one paragraph."""
        told = [OPENINGS[self.verdict].format(score=self.score, place=self.article.place)]
        for opening, states in GROUPS:
            texts = [signal.text for signal in self.signals if signal.state in states]
            if texts:
                told.append(f"{opening}: {'; '.join(texts)}.")
        if self.rivals:
            told.append(f"Também se parece com {join_and(self.rivals)}.")
        if self.article.date is None:
            told.append("A data da edição não consta do arquivo: confira no portal.")
        elif self.article.dated_by != "pubDate":
            told.append(f"A data da edição veio de {self.article.dated_by}; pubDate está vazio.")
        if self.differences:
            name = "Observações" if self.verdict == "exata" else "Divergências"
            told.append(f"{name}: {'; '.join(one.text for one in self.differences)}.")
        return " ".join(told)


OPENINGS: dict[Verdict, str] = {
    "exata": "Publicação confirmada no {place}, sem divergências (pontuação {score} de 100).",
    "com_divergencias": "Publicação confirmada no {place}, com divergências (pontuação {score} de "
    "100).",
    "provavel": "Publicação provável no {place} (pontuação {score} de 100): confira antes de "
    "registrar.",
    "relacionada": "Outro ato sobre este instrumento no {place} (pontuação {score} de 100): não é "
    "a sua publicação.",
}
GROUPS: tuple[tuple[str, tuple[State, ...]], ...] = (
    ("A favor", ("igual",)),
    ("Quase igual", ("quase",)),
    ("Contra", ("outro",)),
    ("Não consta", ("ausente",)),
)


def matches(articles: Iterable[Article], index: Searched) -> Iterator[Match]:
    """The matches among any number of articles, as they come; nothing is kept."""
    for article in articles:
        yield from match_article(article, index)


def search_gazette(path: Path, index: Searched, report: Report) -> Iterator[Match]:
    """The matches in a file, zip or folder of the gazette; what could not be read is reported.

    Raises UnreadableFile when the path itself cannot be read.
    """
    return matches(read_gazette(path, report, index.wants), index)


def match_article(article: Article, index: Searched) -> list[Match]:
    """The instruments that one article publishes, or speaks of, each at most once."""
    found: dict[str, Match] = {}
    title = article.heading
    for text in texts_of(article):
        keys = keys_in(title, text)
        leads = index.leads(keys, text)
        if not leads:
            continue
        match = _best(article, read_published(title, text, article.art_type, keys), leads)
        if match and (match.key not in found or found[match.key].score < match.score):
            found[match.key] = match
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Weighed:
    candidate: Candidate
    signals: tuple[Signal, ...]
    points: float
    states: dict[Key, State]

    @property
    def same_kind(self) -> bool:
        """Whether the text can be this instrument's publication, and no other act about it."""
        return self.states["especie"] != "outro" and self.states.get("ordem") != "outro"

    @property
    def score(self) -> int:
        best = sum(signal.best for signal in self.signals)
        return max(0, min(100, round(100 * self.points / best))) if best else 0


def _best(article: Article, published: Published, leads: list[Candidate]) -> Match | None:
    weighed = [_weigh(one, published, article) for one in leads]
    weighed.sort(key=lambda one: (-one.points, one.candidate.key))
    same = [one for one in weighed if one.same_kind]
    ranked = same if same and same[0].points >= WORTH_SHOWING else weighed
    if not ranked:
        return None
    first = ranked[0]
    rivals = tuple(one.candidate.key for one in ranked[1:] if first.points - one.points < MARGIN)
    match = Match(
        article, published, first.candidate, "provavel", first.score, first.signals, (), rivals
    )
    if not first.same_kind:
        return replace(match, verdict="relacionada") if _is_identified(first) else None
    if first.points < WORTH_SHOWING or not _is_suspect(first):
        return None
    found = tuple(differences(first.candidate.extract, published, article))
    match = replace(match, differences=found)
    certain = _is_identified(first) and not rivals
    if not certain or _comes_too_early(article, first.candidate):
        return match
    wrong = any(difference.severity != "nota" for difference in found)
    return replace(match, verdict="com_divergencias" if wrong else "exata")


def _weigh(candidate: Candidate, published: Published, article: Article) -> _Weighed:
    found = tuple(signals(candidate, published, article))
    return _Weighed(
        candidate,
        found,
        sum(signal.points for signal in found),
        {signal.key: signal.state for signal in found},
    )


def _agreeing(one: _Weighed) -> set[Key]:
    return {key for key in IDENTITY if one.states.get(key) == "igual"}


def _is_suspect(one: _Weighed) -> bool:
    """Enough to show it to a person."""
    agreeing = _agreeing(one)
    return len(agreeing) > 1 or "processo" in agreeing


def _is_identified(one: _Weighed) -> bool:
    """Whether the keys leave no doubt which instrument it is."""
    states = one.states
    agreeing = _agreeing(one)
    against = [key for key in (*IDENTITY, "assinatura") if states.get(key) == "outro"]
    if states.get("numero") == "outro" and states.get("assinatura") != "igual":
        return False  # the next agreement of the same partner, in the same process
    if len(agreeing) < 2 or len(against) > 1 or one.points < ENOUGH:
        return False
    if "processo" in agreeing:
        return True
    if "numero" not in agreeing or states.get("orgao") != "igual":
        return False
    if _has_whole_number(one) and "cnpj" in agreeing:
        return True
    return states.get("processo") != "outro" and (
        states.get("processo") == "quase"
        or states.get("assinatura") == "igual"
        or "publicacao" in agreeing
    )


def _has_whole_number(one: _Weighed) -> bool:
    """The number with the unit's suffix, which no other unit gives."""
    return any(signal.key == "numero" and signal.points == 3 for signal in one.signals)


def _comes_too_early(article: Article, candidate: Candidate) -> bool:
    signed = candidate.extract.signed_on
    return bool(article.date and signed and article.date < signed)
