"""Ten simulated years of five hundred agreements: no notice lost, none twice, none early.

Machines go down for weeks, runs are killed at any place and started again, second runs barge in,
mail servers refuse and fall silent, clocks jump back and ahead. Fixed seeds. A notice may reach a
person a second time in one case alone: a run was killed, or the connection lost, between sending
and recording; then it comes under the same Message-ID.
"""

import pytest

from tests.notices.flight import fly
from tests.notices.flight_check import Verdict, check


def faults(verdict: Verdict) -> dict[str, list[str]]:
    return {
        "cedo": verdict.early,
        "duas vezes": verdict.twice,
        "perdidos": verdict.lost,
        "paredes sem aviso": verdict.walls_missed,
        "sem explicação": verdict.unexplained,
        "anulados por engano": verdict.annulled_in_error,
    }


NONE: dict[str, list[str]] = {name: [] for name in faults(Verdict())}


def test_ten_years_and_five_hundred_agreements_without_a_notice_lost_twice_or_early() -> None:
    verdict = check(fly(seed=11531, agreements=500, years=10))

    assert faults(verdict) == NONE
    counts = verdict.counts
    assert counts["simultâneas recusadas"] == counts["execuções simultâneas"]
    assert counts["repetidos sob o mesmo Message-ID"] > 0
    assert min(counts[name] for name in ("mortes", "quedas", "relógios errados", "anulados")) > 20
    assert counts["paredes de vencimento"] > 200
    assert counts["paredes dentro de uma queda"] == 0


@pytest.mark.parametrize("seed", range(8))
def test_other_seeds_keep_the_same_promises(seed: int) -> None:
    assert faults(check(fly(seed, agreements=40, years=2))) == NONE


@pytest.mark.parametrize("seed", range(4))
def test_with_a_right_clock_nothing_is_ever_annulled(seed: int) -> None:
    verdict = check(fly(seed, agreements=40, years=2, wrong_clocks=False))

    assert faults(verdict) == NONE
    assert verdict.counts["anulados"] == 0


@pytest.mark.parametrize("seed", range(6))
def test_even_when_the_lock_fails_a_second_copy_has_the_same_message_id(seed: int) -> None:
    flight = fly(seed, agreements=40, years=2, lock_works=False)

    assert faults(check(flight, lock_works=False)) == NONE
    assert flight.counts["simultâneas recusadas"] == 0


@pytest.mark.parametrize(
    ("forgets", "fault"),
    [("preparado", "duas vezes"), ("enviado", "duas vezes"), ("anulado", "perdidos")],
)
def test_the_check_finds_fault_with_a_ledger_that_forgets(forgets: str, fault: str) -> None:
    found = faults(check(fly(3, agreements=40, years=2, forgets=forgets)))

    assert found[fault] != []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 140))
def test_forty_more_decades_of_five_hundred_agreements(seed: int) -> None:
    assert faults(check(fly(seed, agreements=500, years=10))) == NONE
