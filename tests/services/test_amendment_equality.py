"""A law: what the services make of an agreement, amendment by amendment, is the consolidated tree.

The changes are drawn once and told twice: to the services as a person would ask for them, and to
the tree as nodes written by hand. Both must give the same text, on every day in between too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from document.canonical import canonical_text
from document.flow import flow
from document.labels import number
from document.tree import Clause, Document, NumberedDocument, Paragraph, Run
from faults.validation import validate
from instruments.amendment import (
    TERM_CLAUSE,
    Addition,
    Change,
    Extension,
    NewPlan,
    Replacement,
    Revocation,
    amended,
)
from instruments.context import instrument_fields
from instruments.plan_annex import plan_annex
from instruments.tied import ClauseChange
from instruments.work_plan import WorkPlan
from services.drafting import Draft
from services.office import Office
from services.ties import agreement_like, text_in_force, text_of
from tests.agreements import ORIGINAL, amend, life_of_original, sign, signed_agreement
from tests.offices import example_plan, on

WORDS = st.text("abcdeç", min_size=1, max_size=12).map(lambda text: f"Fica {text}.")
FIRST_DAY = date(2024, 3, 1)


@dataclass
class Asked:
    """One amendment, as it is asked for."""

    months: int | None = None
    plan: WorkPlan | None = None
    changes: list[ClauseChange] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return self.months is None and self.plan is None and not self.changes


@st.composite
def requests(draw: st.DrawFn) -> list[Asked]:
    """Up to three amendments with a place for each change, whatever was changed before."""
    plan = example_plan()
    # What another clause cites cannot be revoked; these are cited by none.
    free = ["publicidade", "casos-omissos", "recursos-humanos"]
    standing = ["objeto", "recursos", *free]
    asked: list[Asked] = []
    for order in range(draw(st.integers(1, 3))):
        one = Asked(draw(st.none() | st.integers(1, 24)))
        if draw(st.booleans()):
            kept = draw(st.integers(1, len(plan.actions)))
            one.plan = plan.model_copy(update={"actions": plan.actions[:kept]})
        for clause in draw(st.lists(st.sampled_from(standing), unique=True, max_size=2)):
            revoke = clause in free and draw(st.booleans())
            data = {"tipo": "revogacao"} if revoke else {"tipo": "redacao", "texto": draw(WORDS)}
            one.changes.append(validate(ClauseChange, {**data, "clausula": clause}, ""))
            if revoke:
                standing.remove(clause)
                free.remove(clause)
        if draw(st.booleans()):
            new = {
                "tipo": "acrescimo",
                "clausula": f"nova-{order}",
                "depois_de": draw(st.sampled_from(["objeto", "rescisao", TERM_CLAUSE])),
                "titulo": "Do acréscimo",
                "texto": draw(WORDS),
            }
            one.changes.append(validate(ClauseChange, new, ""))
            standing.append(f"nova-{order}")
            free.append(f"nova-{order}")
        if not one.empty:
            asked.append(one)
    return asked


def by_hand(made: Draft, base: Document, one: Asked) -> list[Change]:
    """The same changes as nodes of the tree."""
    titles = {clause.id: clause.title for clause in base.clauses}
    tied = made.instrument.request.tied
    assert tied is not None
    assert tied.amendment is not None
    changes: list[Change] = []
    for change in one.changes:
        written = Clause(
            change.clause,
            change.title or titles.get(change.clause, ""),
            (Paragraph((Run(change.text or ""),)),),
        )
        match change.kind:
            case "revogacao":
                changes.append(Revocation(change.clause))
            case "acrescimo":
                changes.append(Addition(written, change.after or ""))
            case "redacao":
                changes.append(Replacement(written))
    if one.months is not None and tied.amendment.new_end is not None:
        changes.append(Extension(one.months, tied.amendment.new_end))
    if one.plan is not None:
        fields = instrument_fields(made.instrument.request, "")
        changes.append(NewPlan(plan_annex(made.instrument, (), fields)))
    return changes


def quoted(made: Draft, document: NumberedDocument, clause_id: str) -> bool:
    """Whether the amendment transcribes a clause just as a text carries it."""
    lines = [piece.text for piece in flow(document) if piece.owner == clause_id]
    return "\n".join(lines) in canonical_text(made.document).replace("“", "").replace("”", "")


@contextmanager
def new_agreement() -> Iterator[Office]:
    """A signed agreement in a folder of its own."""
    with TemporaryDirectory(prefix="aditivos-") as folder:
        office = signed_agreement(Path(folder), day=FIRST_DAY)
        yield office
        office.store.close()


def check_equal(asked: list[Asked]) -> None:
    """Draft, sign and compare, one amendment after the other; then look back at every day."""
    with new_agreement() as office:
        found = agreement_like(office, ORIGINAL)
        tree = text_of(office, found.instrument)
        texts = [(FIRST_DAY, tree)]
        for place, one in enumerate(asked, 1):
            today = on(office, FIRST_DAY + timedelta(days=30 * place))
            made = amend(
                today, months=one.months, changes=tuple(one.changes), plan=one.plan, plan_name="p"
            )
            sign(today, str(made.instrument.number))
            tree = amended(tree, by_hand(made, tree, one))
            texts.append((today.today, tree))
            shown = number(tree)
            for change in one.changes:
                assert change.kind == "revogacao" or quoted(made, shown, change.clause)
        found = agreement_like(office, ORIGINAL)
        for day, text in texts:
            assert text_in_force(office, found, day) == text
        months = 36 + sum(one.months or 0 for one in asked)
        counted = life_of_original(office).counted
        assert counted is not None
        assert counted.months == months


@settings(deadline=None, max_examples=12, derandomize=True)
@given(requests())
def test_applying_amendments_through_the_services_is_the_consolidated_tree(
    asked: list[Asked],
) -> None:
    check_equal(asked)


@pytest.mark.soak
@settings(deadline=None, max_examples=300)
@given(requests())
def test_applying_many_amendments_is_the_consolidated_tree(asked: list[Asked]) -> None:
    check_equal(asked)
