"""A remark: one finding of a rule in a text, with its place and the words around it.

It carries more than a Finding of faults/ (offsets for SARIF, further places, a fingerprint by which
a baseline knows it again), and gives one for those who only list.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, Literal

from faults.finding import Finding, Severity
from reading.source import Place
from review.rule import Rule
from review.words import fold

Status = Literal["novo", "dispensado", "conhecido"]
"""dispensado: suppressed with a reason; conhecido: it stands in the baseline."""

WIDEST = 96
"""Characters of the text that are shown around a finding."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words around a finding on one line, and where in them the finding stands."""

    text: str
    start: int
    size: int

    @property
    def caret(self) -> str:
        """The excerpt with a line of carets under what was found."""
        return f"{self.text}\n{' ' * self.start}{'^' * max(1, self.size)}"


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding. Without a `place` it is about the text as a whole; `part` names its clause."""

    rule: Rule
    severity: Severity
    message: str
    remedy: str
    place: Place | None
    end: Place | None
    part: str
    excerpt: Excerpt | None
    also: tuple[Place, ...] = ()
    status: Status = "novo"
    reason: str = ""
    repeated: int = 0
    """How many alike stand before it: it tells twins apart in a baseline."""

    @property
    def where(self) -> str:
        """`linha 29, coluna 351, preâmbulo`."""
        if self.place is None:
            return "texto inteiro"
        return f"{self.place}, {self.part}" if self.part else str(self.place)

    @property
    def fingerprint(self) -> str:
        """What it is known by when lines move: rule, words around it, its count among twins.

        In how many places it stands counts too: one place more is a new finding.
        """
        words = " ".join(fold(self.excerpt.text).split()) if self.excerpt else fold(self.message)
        data = f"{self.rule.id}\n{words}\n{self.repeated}\n{len(self.also)}"
        return hashlib.sha256(data.encode()).hexdigest()[:32]

    def finding(self) -> Finding:
        """The same for those who only list findings."""
        return Finding(
            self.rule.id,
            self.severity,
            self.where,
            self.message,
            self.remedy,
            self.excerpt.text if self.excerpt else "",
            self.rule.source,
        )

    def as_dict(self) -> dict[str, Any]:
        """Under the Portuguese keys of the interface, with what more there is."""
        data: dict[str, Any] = dict(self.finding().as_dict())
        data["linha"] = self.place.line if self.place else None
        data["coluna"] = self.place.column if self.place else None
        data["pagina"] = self.place.page if self.place else None
        data["parte"] = self.part
        data["tambem_em"] = [
            {"linha": place.line, "coluna": place.column, "pagina": place.page}
            for place in self.also
        ]
        data["situacao"] = self.status
        data["motivo"] = self.reason
        data["impressao"] = self.fingerprint
        return data

    def marked(self, status: Status, reason: str) -> "Remark":
        """The same, set aside with a reason."""
        return replace(self, status=status, reason=reason)


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """The words around `start` to `end`, on one line, cut at the sides when they are many."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    room = max(0, WIDEST - (end - start)) // 2
    begin = _word_edge(text, max(0, start - room)) if len(text) > WIDEST else 0
    stop = min(len(text), max(end, begin + WIDEST))
    shown = text[begin:stop].replace("\n", " ").replace("\t", " ")
    before = "…" if begin else ""
    after = "…" if stop < len(text) else ""
    size = min(end, stop) - start
    return Excerpt(f"{before}{shown}{after}", len(before) + start - begin, size)


def _word_edge(text: str, place: int) -> int:
    """The first place from here on at which a word begins, if one is near."""
    if place == 0:
        return 0
    space = text.find(" ", place, place + 15)
    return space + 1 if space >= 0 else place
