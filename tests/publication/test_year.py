"""A small synthetic gazette: every exact act found, none confirmed wrongly, every fault seen.

The same generator makes the year of `make bench`.
"""

from benchmarks.gazette import run


def test_every_planted_act_is_found_and_nothing_is_confirmed_that_is_not_ours() -> None:
    tally = run(editions=12, articles=120)

    assert tally.false == []
    assert tally.exact_found == tally.exact > 10
    assert (tally.precision, tally.recall) == (1.0, 1.0)
    assert [name for name, outcome in tally.faults if "não vista" in outcome] == []
