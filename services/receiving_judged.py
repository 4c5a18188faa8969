"""Which data of a file that came back may be taken: told by drafting the text again with them.

A value that looks changed in one place is a change of its field only where the text, drafted with
that value, says it wherever the field stands, and the file says it there too. A value that changed
in some of its places only is no change of the field: it is refused, and the places are named.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from document.canonical import stable
from document.redline import RedlinePart, compared
from faults.errors import BadTemplate, InvalidData
from importing.clause_markdown import ENDING
from instruments.instrument import Request
from portuguese.lists import join_and
from services.receiving_fields import (
    IDENTITY,
    OBJECTIVES_SECTION,
    PROSE_SECTIONS,
    FieldChange,
    laid_over,
    section_change,
    speaks_of_money,
    values_of,
    with_fields,
)

Parts = Mapping[str, Sequence[str]]
"""The canonical lines of a text by the id of the part they are of."""
Redraw = Callable[[Request], Parts]
"""Drafts the text of a request again. Raises BadTemplate."""

NOT_A_FIELD = re.compile(r"\{ (?=[{%#])")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that cannot be taken as it is, and why."""

    change: FieldChange
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The parts whose change is data alone, and those where a value is not taken."""

    fields: Mapping[str, tuple[FieldChange, ...]]
    refused: Mapping[str, tuple[Refusal, ...]]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What drafting the text with one value says of it."""

    agrees: frozenset[str] = frozenset()
    """The parts where the file says the value wherever its field stands."""
    why: str = ""
    """Why it is not taken; a value that stands nowhere in the file has no reason."""

    @property
    def holds(self) -> bool:
        return bool(self.agrees) and not self.why


@dataclass(frozen=True)
class Judge:
    """The version that went out, the file that came back, and how the text is drafted again."""

    request: Request
    old: Parts
    new: Parts
    titles: Mapping[str, str]
    redraw: Redraw

    def judged(self) -> Judged:
        """What of the file is data. Nothing is raised for values that the record refuses."""
        values = values_of(self.request)
        changed = [
            part for part in self.new
            if part in self.old and list(self.new[part]) != list(self.old[part])
        ]  # fmt: skip
        laid = {part: laid_over(self.old[part], self.new[part], values) or () for part in changed}
        verdicts = {
            change: self._verdict(change)
            for change in dict.fromkeys(one for told in laid.values() for one in told)
        }
        chosen = self._chosen(verdicts)
        expected = self._drafted(chosen)
        fields: dict[str, tuple[FieldChange, ...]] = {}
        refused: dict[str, tuple[Refusal, ...]] = {}
        for part in changed:
            if expected is not None and _same(expected.get(part, ()), self.new[part]):
                fields[part] = tuple(one for one in chosen if part in verdicts[one].agrees)
            elif (section := self._section(part, chosen)) is not None:
                fields[part] = (section,)
            else:
                reasons = ((one, verdicts[one].why) for one in laid[part])
                refused[part] = tuple(Refusal(one, why) for one, why in reasons if why)
        return Judged(fields, refused)

    def _verdict(self, change: FieldChange) -> _Verdict:
        if change.path.startswith("plano.") and speaks_of_money(change):
            return _Verdict()
        try:
            drafted = self.redraw(with_fields(self.request, [change]))
        except InvalidData as error:
            return _Verdict(why=f"o valor não serve: {error.findings[0].message.rstrip('.')}")
        except BadTemplate as error:
            return _Verdict(why=f"com ele o texto não se monta: {error.message.rstrip('.')}")
        agrees: set[str] = set()
        stays: dict[str, None] = {}
        for part, lines in drafted.items():
            if part not in self.old or part not in self.new:
                continue
            for old, wanted, new in _beside(self.old[part], lines, self.new[part]):
                if old == wanted:
                    continue
                if new != old and _said(change, new) >= _said(change, wanted):
                    agrees.add(part)
                else:
                    stays[part] = None
        if not agrees:
            return _Verdict()
        if change.path.endswith(IDENTITY):
            stays |= dict.fromkeys(self._named_in_prose(change))
        if not stays:
            return _Verdict(frozenset(agrees))
        places = join_and([self.titles.get(part, part) for part in stays])
        return _Verdict(frozenset(agrees), f"não mudou do mesmo modo em: {places}")

    def _named_in_prose(self, change: FieldChange) -> list[str]:
        """The sections of the plan, and accepted wordings, that go on saying the old value."""
        accepted = (wording.clause for wording in self.request.wordings)
        kept = (*PROSE_SECTIONS, OBJECTIVES_SECTION, *accepted)
        return [
            part for part in kept
            if any(_times(change.old, line) > _times(change.new, line) * _times(
                change.old, change.new) for line in self.new.get(part, ()))
        ]  # fmt: skip

    def _chosen(self, verdicts: Mapping[FieldChange, _Verdict]) -> list[FieldChange]:
        """The values that hold, one for each field: a name as the file spells it in small letters.

        A name is told twice where the text shows it in capitals too.
        """
        text = "\n".join(line for lines in self.new.values() for line in lines)
        chosen: dict[str, FieldChange] = {}
        for change, verdict in verdicts.items():
            if verdict.holds and (change.path not in chosen or change.new in text):
                chosen[change.path] = change
        return list(chosen.values())

    def _drafted(self, changes: Sequence[FieldChange]) -> Parts | None:
        try:
            return self.redraw(with_fields(self.request, changes))
        except (InvalidData, BadTemplate):
            return None

    def _section(self, part: str, chosen: Sequence[FieldChange]) -> FieldChange | None:
        """The change of a section of the plan as a whole, when the text drafted with it is so."""
        change = section_change(self._compared(part))
        if change is None:
            return None
        drafted = self._drafted([*chosen, change])
        if drafted is None:
            return None
        lines, new = _words(drafted.get(part, ())), _words(self.new[part])
        return change if _same(lines, new) else None

    def _compared(self, part: str) -> RedlinePart:
        return compared(part, part, self.old[part], self.new[part])


def _beside(*texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The lines of a part beside each other; laid out otherwise, all its words in a row."""
    if len({len(lines) for lines in texts}) == 1:
        return list(zip(*texts, strict=True))
    return [tuple(stable(" ".join(lines)) for lines in texts)]


def _words(lines: Sequence[str]) -> list[str]:
    """The lines without what the system writes: it ends the items, and parts a brace from a sign.

    What looked like a field of our language is kept apart, and is words all the same.
    """
    return [ENDING.sub("", NOT_A_FIELD.sub("{", line)) for line in lines]


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(a == b for a, b in _beside(one, other))


def _said(change: FieldChange, line: str) -> int:
    """How often a line says the new value, and not within the old one."""
    if _times(change.new, change.old):
        line = re.sub(_words_of(change.old), "", line, flags=re.I)
    return _times(change.new, line)


def _times(words: str, line: str) -> int:
    return len(re.findall(_words_of(words), line, re.I)) if words else 0


def _words_of(words: str) -> str:
    return rf"(?<!\w){re.escape(words)}(?!\w)"
