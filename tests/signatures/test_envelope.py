"""The envelope: who signs, in which order, and where each place stands on a day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults.errors import StateError
from instruments.facts import Fact
from instruments.lifecycle import Life, life_of
from instruments.lifecycle_facts import (
    Approved,
    EnvelopeExtended,
    EnvelopeOpened,
    EnvelopePlace,
    Returned,
    SentToReview,
    SignatureRecorded,
    SignatureRefused,
)
from instruments.transitions import advance
from signatures.envelope import Envelope, envelope_of
from tests.facts import drafted, numbered

NUMBER = numbered(1)
DAY = date(2024, 2, 1)
BEFORE: tuple[Fact, ...] = (
    drafted(),
    SentToReview(number=NUMBER, version=1),
    Approved(number=NUMBER, version=1, act="Parecer nº 1"),
)


def place(name: str, order: int = 1, **more: Any) -> EnvelopePlace:
    return EnvelopePlace(id=name, name=name.title(), role="Cargo", order=order, **more)


def opened(*places: EnvelopePlace, **more: Any) -> EnvelopeOpened:
    names = tuple(one.id for one in places)
    return EnvelopeOpened(number=NUMBER, version=1, signatories=names, places=places, **more)


def signature(name: str, level: Any = "avancada", day: int = 1, **more: Any) -> SignatureRecorded:
    return SignatureRecorded(
        number=NUMBER,
        version=1,
        signatory=name,
        name=name.title(),
        role="Cargo",
        signed_at=datetime(2024, 2, day, 12, tzinfo=UTC),
        level=level,
        **more,
    )


def refusal(name: str) -> SignatureRefused:
    return SignatureRefused(
        number=NUMBER, version=1, signatory=name, reason="Mudou de ideia.", refused_on=DAY
    )


def out(*facts: Fact) -> Life:
    return life_of((*BEFORE, *facts))


def seen(life: Life, day: date = DAY) -> Envelope:
    envelope = envelope_of(life, day)
    assert envelope is not None
    return envelope


def test_without_an_envelope_there_is_nothing_to_see() -> None:
    assert envelope_of(out(), DAY) is None
    assert envelope_of(out(opened(place("a")), Returned(number=NUMBER, reason="x")), DAY) is None


def test_without_an_order_everybody_may_sign() -> None:
    envelope = seen(out(opened(place("a"), place("b"))))
    assert [one.id for one in envelope.next] == ["a", "b"]
    assert (envelope.state, {one.state for one in envelope.places}) == ("aberto", {"pendente"})


def test_a_later_group_waits_for_the_earlier_one() -> None:
    life = out(opened(place("a"), place("b"), place("c", 2)))
    assert [one.id for one in seen(life).next] == ["a", "b"]
    with pytest.raises(StateError) as refused:
        advance(life, signature("c"))
    assert (refused.value.message, refused.value.remedy) == (
        "ainda não é a vez de “c”.",
        "Assina agora: a ou b.",
    )
    life = advance(advance(life, signature("b")), signature("a"))
    assert [one.id for one in seen(life).next] == ["c"]


def test_the_last_needed_signature_completes_it() -> None:
    life = out(opened(place("a"), place("b")), signature("a"), signature("b", day=3))
    assert (life.cycle, seen(life).state) == ("assinada", "completo")
    assert life.last_signature == datetime(2024, 2, 3, 12, tzinfo=UTC)


def test_nobody_waits_for_an_optional_place_which_may_sign_later() -> None:
    life = out(opened(place("a"), place("t", optional=True)), signature("a"))
    assert (life.cycle, life.pending, life.may_sign) == ("assinada", (), ("t",))
    after = advance(life, signature("t", day=9))
    assert (after.cycle, len(after.signed)) == ("assinada", 2)


def test_a_witness_moves_no_date_of_the_parties() -> None:
    witness = place("t", part="testemunha")
    life = out(opened(place("a"), witness), signature("a", day=1), signature("t", day=20))
    assert life.last_signature == datetime(2024, 2, 1, 12, tzinfo=UTC)


def test_a_refusal_stops_everything_until_the_text_is_taken_back() -> None:
    life = out(opened(place("a"), place("b")), refusal("a"))
    assert (seen(life).state, seen(life).next) == ("recusado", ())
    with pytest.raises(StateError) as refused:
        advance(life, signature("b"))
    assert refused.value.message == ("“a” recusou a assinatura em 01/02/2024: Mudou de ideia.")
    assert advance(life, Returned(number=NUMBER, reason="x")).refused == ()


def test_the_refusal_of_an_optional_place_stops_nobody() -> None:
    life = out(opened(place("a"), place("t", optional=True)), refusal("t"))
    assert (seen(life).state, life.may_sign) == ("aberto", ("a",))
    assert advance(life, signature("a")).cycle == "assinada"


def test_places_expire_with_the_day_and_come_back_with_more_time() -> None:
    life = out(opened(place("a"), place("b"), until=date(2024, 2, 10)), signature("a"))
    late = seen(life, date(2024, 2, 11))
    assert [one.state for one in late.places] == ["assinada", "expirada"]
    assert (late.state, late.next) == ("expirado", ())
    more = advance(life, EnvelopeExtended(number=NUMBER, version=1, until=date(2024, 3, 1)))
    assert [one.id for one in seen(more, date(2024, 2, 11)).next] == ["b"]


def test_a_lower_level_needs_a_reason() -> None:
    life = out(opened(place("a"), minimum="qualificada"))
    with pytest.raises(StateError) as refused:
        advance(life, signature("a", "avancada"))
    assert (refused.value.message, refused.value.remedy) == (
        "este instrumento exige assinatura qualificada, e esta é avançada.",
        "Se for o caso de aceitá-la, diga por quê: --dispensa MOTIVO",
    )
    assert advance(life, signature("a", "avancada", waiver="urgência")).cycle == "assinada"


def test_the_newest_file_is_that_of_the_last_signature_within_it() -> None:
    life = out(
        opened(place("a"), place("b"), place("c"), file_sha256="0" * 64),
        signature("b", way="aqui", file_sha256="2" * 64, day=9),
        signature("a", way="recebida", file_sha256="3" * 64, day=2),
        signature("c", file_sha256="4" * 64),
    )
    assert seen(life).newest_file == "3" * 64


def test_an_envelope_that_only_knows_its_signatories_still_tells_who_signs() -> None:
    bare = EnvelopeOpened(number=NUMBER, version=1, signatories=("a", "b"))
    envelope = seen(out(bare, signature("a")))
    assert [(one.id, one.state) for one in envelope.places] == [
        ("a", "assinada"),
        ("b", "pendente"),
    ]


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=1, max_size=6), st.data())
def test_whoever_follows_the_turn_completes_the_envelope(
    drawn: list[tuple[int, bool]], data: st.DataObject
) -> None:
    drawn[0] = (drawn[0][0], False)
    places = [place(f"p{n}", order, optional=free) for n, (order, free) in enumerate(drawn)]
    life = out(opened(*places))
    steps = 0
    while life.cycle != "assinada":
        turn = [name for name in life.may_sign if name in life.pending]
        assert turn, "somebody may always sign"
        life = advance(life, signature(data.draw(st.sampled_from(turn))))
        steps += 1
    assert steps == sum(not free for _, free in drawn)
    orders = [next(one.order for one in places if one.id == f.signatory) for f in life.signed]
    assert orders == sorted(orders)
