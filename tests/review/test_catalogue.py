"""The catalogue: every rule finds its wrong example and passes over the right one."""

import pytest

from review.rule import FAMILIES, REGISTERED, Rule, rule
from review.rules import all_rules
from review.subject import Subject
from scripts.rules import catalogue
from tests.documents import MANUAL
from tests.review.texts import drafts, found, reviewed

BY_RULE = pytest.mark.parametrize("one", all_rules(), ids=[one.id for one in all_rules()])


@BY_RULE
def test_a_rule_finds_what_is_wrong_in_its_wrong_example(one: Rule) -> None:
    assert {remark.rule.id for remark in found(one.wrong, one.id)} == {one.id}


@BY_RULE
def test_a_rule_finds_nothing_in_its_right_example(one: Rule) -> None:
    assert [remark.message for remark in found(one.right, one.id)] == []


@BY_RULE
def test_a_rule_tells_what_it_means_what_to_do_and_where_it_comes_from(one: Rule) -> None:
    assert one.family in FAMILIES
    assert one.meaning.endswith(".")
    assert one.remedy.endswith(".")
    assert one.source


def test_the_page_of_the_manual_is_what_the_rules_say_of_themselves() -> None:
    page = (MANUAL / "regras.md").read_text(encoding="utf-8")

    assert page == catalogue(), "python -m scripts.rules > docs/manual/regras.md"


def test_no_two_rules_share_a_name() -> None:
    taken = next(iter(REGISTERED))

    def nothing(subject: Subject) -> list[None]:
        return []

    with pytest.raises(ValueError, match=f"duas regras com o identificador {taken}"):
        rule(taken, "sobras", "nota", meaning="", remedy="", source="", wrong="", right="")(
            nothing  # type: ignore[arg-type]  # it is never called
        )


@pytest.mark.requires("hunspell")
@pytest.mark.parametrize("name", sorted(drafts()))
def test_a_draft_from_our_own_library_has_nothing_to_be_said_of_it(name: str) -> None:
    report = reviewed(drafts()[name])

    assert [(one.where, one.rule.id, one.message) for one in report.remarks] == []
    assert report.notes == ()
