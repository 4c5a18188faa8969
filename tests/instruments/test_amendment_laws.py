"""What holds for every row of amendments: the consolidated text is the one that they add up to.

Each example is drawn against a plain model of the text (a list of entries), so that every change
has a place; what the amendments make of the original must be the text written down from the model.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from document.canonical import canonical_text
from document.diff import diff
from document.labels import number
from document.tree import Annex, Clause, Document, Paragraph, Run, Section, Subclause
from instruments.amendment import (
    TERM_CLAUSE,
    Addition,
    Amendment,
    Change,
    Extension,
    NewPlan,
    Replacement,
    Revocation,
    amended,
    consolidated,
)
from tests.document.trees import WORDS, document, law, paragraph, subclause

FIRST_DAY = date(2024, 1, 30)
LAST_DAY = date(2100, 1, 1)
ENDS = "Vigência prorrogada por 12 (doze) meses, até 30 de janeiro de 2028."
EXTENSION = Extension(12, date(2028, 1, 30))

TEXTS = st.lists(WORDS.map(paragraph), min_size=1, max_size=2).map(tuple)
SUBCLAUSES = st.lists(WORDS.map(lambda word: subclause("", paragraph(word))), max_size=1).map(tuple)


@dataclass
class Entry:
    """A clause of the model."""

    clause: Clause
    extensions: int = 0
    of_this_amendment: int = 0

    def written(self) -> Clause:
        """The clause as the consolidated text must have it: extensions before the subclauses."""
        told = (Paragraph((Run(ENDS),)),) * self.extensions
        plain = [block for block in self.clause.blocks if not isinstance(block, Subclause)]
        rest = self.clause.blocks[len(plain) :]
        return replace(self.clause, blocks=(*plain, *told, *rest))


@dataclass
class Model:
    """The text in force, and the amendments that brought it there."""

    entries: list[Entry]
    annexes: tuple[Annex, ...] = ()
    amendments: list[Amendment] = field(default_factory=list)
    texts: list[Document] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def written(self) -> Document:
        """The text as if it had been written so from the first."""
        return document(*(entry.written() for entry in self.entries), annexes=self.annexes)

    @property
    def term(self) -> Entry:
        """The clause of the term."""
        (found,) = (one for one in self.entries if one.clause.id == TERM_CLAUSE)
        return found


@st.composite
def histories(draw: st.DrawFn) -> Model:
    """An original and up to four amendments of up to three changes each."""
    ids = [TERM_CLAUSE, *(f"c{n}" for n in range(draw(st.integers(0, 4))))]
    model = Model([Entry(draw(clauses(name))) for name in draw(st.permutations(ids))])
    model.texts.append(model.written())
    day = FIRST_DAY
    for order in range(1, draw(st.integers(1, 4)) + 1):
        day += timedelta(days=draw(st.integers(0, 40)))
        used: set[str] = set()
        changes: list[Change] = []
        model.term.of_this_amendment = 0
        for turn in range(draw(st.integers(1, 3))):
            made = draw_change(draw, model, used, f"n{order}-{turn}")
            if made is not None:
                changes.append(made)
        model.amendments.append(Amendment(order, day, tuple(changes)))
        model.texts.append(model.written())
    return model


@st.composite
def clauses(draw: st.DrawFn, clause_id: str) -> Clause:
    return Clause(clause_id, draw(WORDS), (*draw(TEXTS), *draw(SUBCLAUSES)))


def draw_change(draw: st.DrawFn, model: Model, used: set[str], fresh: str) -> Change | None:
    """A change that has a place in the model, made there as well."""
    standing = [
        entry for entry in model.entries if not entry.clause.revoked and entry.clause.id not in used
    ]
    kind = draw(st.sampled_from(["word", "add", "revoke", "extend", "plan"]))
    if kind == "plan":
        annex = Annex("plano", draw(WORDS), (Section("acoes", draw(WORDS), draw(TEXTS)),))
        model.annexes = (annex,)
        return NewPlan(annex)
    if kind == "add":
        place = draw(st.integers(0, len(model.entries) - 1))
        after = model.entries[place].clause.id
        new = draw(clauses(fresh))
        place += 1
        while place < len(model.entries) and model.entries[place].clause.inserted:
            place += 1
        model.entries.insert(place, Entry(replace(new, inserted=True)))
        used.add(fresh)
        return Addition(new, after)
    if not standing:
        return None
    entry = draw(st.sampled_from(standing))
    clause_id = entry.clause.id
    if kind == "extend" or (kind == "revoke" and entry is model.term):
        model.term.extensions += 1
        model.term.of_this_amendment += 1
        model.touched.add(TERM_CLAUSE)
        return EXTENSION
    used.add(clause_id)
    model.touched.add(clause_id)
    if kind == "word":
        new = draw(clauses(clause_id))
        entry.clause = replace(new, inserted=entry.clause.inserted)
        # Earlier extensions went with the old words; those of this amendment come after it.
        entry.extensions = entry.of_this_amendment
        return Replacement(new)
    words = (Paragraph((Run("(Revogada)", italic=True),)),)
    entry.clause = replace(entry.clause, title="", blocks=words, revoked=True)
    return Revocation(clause_id)


@law
@given(histories())
def test_all_amendments_on_the_original_make_the_text_written_so_from_the_first(
    model: Model,
) -> None:
    assert consolidated(model.texts[0], model.amendments, LAST_DAY) == model.texts[-1]


@law
@given(histories(), st.integers(0, 200))
def test_the_text_of_a_day_is_that_of_the_last_amendment_signed_by_then(
    model: Model, days: int
) -> None:
    day = FIRST_DAY + timedelta(days=days)
    signed = sum(one.day <= day for one in model.amendments)
    assert consolidated(model.texts[0], model.amendments, day) == model.texts[signed]


@law
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_amendments_are_given_does_not_matter(
    model: Model, chance: Random
) -> None:
    shuffled = list(model.amendments)
    chance.shuffle(shuffled)
    assert consolidated(model.texts[0], shuffled, LAST_DAY) == model.texts[-1]


@law
@given(histories())
def test_one_amendment_after_the_other_is_all_of_them_at_once(model: Model) -> None:
    text = model.texts[0]
    for amendment in model.amendments:
        text = amended(text, amendment.changes)
    assert text == consolidated(model.texts[0], model.amendments, LAST_DAY)


@law
@given(histories())
def test_no_clause_of_the_original_ever_changes_its_number(model: Model) -> None:
    original, now = number(model.texts[0]), number(model.texts[-1])
    kept = {clause.id: clause.label for clause in now.clauses}
    assert {clause.id: kept[clause.id] for clause in original.clauses} == {
        clause.id: clause.label for clause in original.clauses
    }


@law
@given(histories())
def test_no_two_clauses_share_a_label(model: Model) -> None:
    labels = [clause.label for clause in number(model.texts[-1]).clauses]
    assert len(labels) == len(set(labels))


@law
@given(histories())
def test_the_difference_to_the_original_names_no_clause_that_was_left_alone(model: Model) -> None:
    found = diff(number(model.texts[0]), number(model.texts[-1]))
    clauses_then = {clause.id for clause in model.texts[0].clauses}
    changed = {one.part for one in found if one.kind != "incluida"} & clauses_then
    assert changed <= model.touched
    assert [one for one in found if one.kind in ("renumerada", "excluida")] == []


@law
@given(histories())
def test_without_its_notes_the_text_with_notes_is_the_text_without(model: Model) -> None:
    noted = consolidated(model.texts[0], model.amendments, LAST_DAY, notes=True)
    bare = consolidated(model.texts[0], model.amendments, LAST_DAY)
    assert without_notes(noted) == canonical_text(number(bare)).splitlines()


def without_notes(whole: Document) -> list[str]:
    """The canonical lines with everything taken out that says who changed them."""
    text = canonical_text(number(whole))
    text = re.sub(r"^Texto consolidado .*\n", "", text, flags=re.M)
    text = re.sub(r"^\((Redação dada|Incluída) pelo \d+º Termo Aditivo\)\n", "", text, flags=re.M)
    text = re.sub(r" \(Incluído pelo \d+º Termo Aditivo\)$", "", text, flags=re.M)
    text = re.sub(r" \(REDAÇÃO DADA PELO \d+º TERMO ADITIVO\)$", "", text, flags=re.M)
    return re.sub(r"\(Revogada pelo \d+º Termo Aditivo\)", "(Revogada)", text).splitlines()
