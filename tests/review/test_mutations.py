"""The mutation score: planted defects are found, in their places, and nothing else is."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from reading.source import Place
from review.own import source_of
from review.remark import Remark
from review.reviewer import review
from review.subject import subject
from tests.records import PARTNERS
from tests.review.mutations import PLANTS, Spoiled, plant
from tests.review.texts import RULES, TODAY, drafts, hunspell

SEED = 5
SCORE = 0.95
pytestmark = pytest.mark.requires("hunspell")


@dataclass(frozen=True, slots=True)
class Trial:
    """One defect planted, and what the review said."""

    rule: str
    draft: str
    spoiled: Spoiled
    remarks: tuple[Remark, ...]

    @property
    def found(self) -> bool:
        """Whether the rule tells of a line that was touched (or of the whole text)."""
        return any(
            remark.rule.id == self.rule
            and (
                self.spoiled.whole
                or any(place.line in self.spoiled.touched for place in _places(remark))
            )
            for remark in self.remarks
        )

    @property
    def false(self) -> list[str]:
        """Findings that neither stand where the defect is nor follow from it."""
        return [
            f"{self.rule} em {self.draft}: {remark.where}: {remark.rule.id}: {remark.message}"
            for remark in self.remarks
            if remark.rule.id not in (self.rule, *self.spoiled.follows, *self._spoiled_words)
            and not any(place.line in self.spoiled.touched for place in _places(remark))
        ]

    @property
    def _spoiled_words(self) -> tuple[str, ...]:
        """What is no longer said when the defect stands within the words that said it."""
        return ("clausula-recomendada", "clausula-obrigatoria") if self.spoiled.touched else ()

    def __str__(self) -> str:
        lines = [self.spoiled.lines[line - 1].text for line in sorted(self.spoiled.touched)[:1]]
        return f"{self.rule} em {self.draft}: {''.join(lines)[:300]}"


def _places(remark: Remark) -> Iterator[Place]:
    if remark.place is not None:
        yield remark.place
    yield from remark.also


def trials(number: int, seed: int) -> list[Trial]:
    """Defects of every rule in turn, each in a draft and at a place taken by chance."""
    rng = random.Random(seed)
    sources = {name: source_of(drafts()[name], name) for name in (*PARTNERS, "mpmt e defensoria")}
    made: list[Trial] = []
    rules = sorted(PLANTS)
    while len(made) < number:
        rule = rules[len(made) % len(rules)]
        for name in rng.sample(sorted(sources), len(sources)):
            spoiled = plant(rng, rule, sources[name])
            if spoiled is not None:
                break
        assert spoiled is not None, f"nenhuma minuta tem lugar para o defeito de {rule}"
        text = replace(sources[name], lines=spoiled.lines)
        report = review(subject(text, TODAY, hunspell(), "acordo_cooperacao_tecnica"))
        made.append(Trial(rule, name, spoiled, report.remarks))
    return made


def test_every_rule_has_a_defect_to_plant() -> None:
    assert set(PLANTS) == set(RULES)


def judged(made: list[Trial]) -> None:
    """Hold a run of trials against the score."""
    missed = [str(trial) for trial in made if not trial.found]
    false = [line for trial in made for line in trial.false]

    assert (len(made) - len(missed)) / len(made) >= SCORE, "\n".join(missed)
    assert false == []


def test_a_hundred_planted_defects_are_found_in_their_places() -> None:
    judged(trials(100, SEED))


@pytest.mark.soak
def test_a_thousand_planted_defects_are_found_in_their_places() -> None:
    judged(trials(1_000, SEED + 1))
