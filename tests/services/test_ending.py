"""The ends of an agreement, and who answers for it: letters, deliveries, and what follows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from document.canonical import canonical_text
from faults.errors import InvalidData, StateError, UsageError
from instruments.lifecycle_facts import Ended
from services.drafting import Draft
from services.editions import edition_of
from services.ending import (
    ActAsk,
    draft_termination,
    draft_withdrawal,
    record_end,
)
from services.lifecycle import (
    cancel,
    due,
    open_envelope,
    read_life,
    record_delivery,
)
from services.office import Office
from services.ties import agreement_like, delivered_effect
from services.tying import current_partners
from tests.agreements import (
    FULL,
    LATER,
    ORIGINAL,
    amend,
    amend_and_sign,
    approved,
    full,
    life_of_original,
    sign,
    signed_agreement,
)
from tests.offices import on

ANA = {"nome": "Ana Lima Reis", "genero": "f", "cargo": "Promotora de Justiça"}


def number(made: Draft) -> str:
    return str(made.instrument.number)


def withdrawal(office: Office, author: str = "mpmt", **more: Any) -> Draft:
    return draft_withdrawal(office, ActAsk(ORIGINAL, author, **more))


def test_a_withdrawal_is_a_letter_of_its_author_alone(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = withdrawal(office, reason="a ação passou a outra instituição")
    text = canonical_text(made.document)
    assert [place.id for place in made.document.signatures] == ["mpmt"]
    assert "A denúncia produz efeitos ao fim de 31 de dezembro de 2026" in text
    assert "na forma nele prevista (alínea “b” da cláusula décima segunda)" in text
    approved(office, number(made))
    assert open_envelope(office, number(made)).signatories == ("mpmt",)


@pytest.mark.parametrize(
    ("author", "letterhead"),
    [
        ("mpmt", ("Ministério Público do Estado de Mato Grosso",)),
        (
            "orgao",
            ("Ministério da Justiça e Segurança Pública", "Secretaria Nacional do Consumidor"),
        ),
    ],
)
def test_a_letter_has_the_letterhead_of_who_writes_it(
    tmp_path: Path, author: str, letterhead: tuple[str, ...]
) -> None:
    office = signed_agreement(tmp_path)
    assert edition_of(office, withdrawal(office, author)).letterhead == letterhead


def test_the_letter_alone_ends_nothing(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    sign(office, number(withdrawal(office)))
    assert life_of_original(office).ended is None


def test_a_withdrawal_takes_effect_thirty_days_after_it_is_delivered(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = withdrawal(office)
    sign(office, number(made))
    record_delivery(on(office, date(2026, 12, 10)), number(made), date(2026, 12, 8))
    ended = life_of_original(office).ended
    assert ended is not None
    assert (ended.form, ended.notified_on, ended.effective_on) == (
        "denuncia",
        date(2026, 12, 8),
        date(2027, 1, 7),
    )
    assert str(ended.document) == number(made)
    assert life_of_original(office).term_state(date(2027, 1, 7)) == "a_vencer"
    assert life_of_original(office).term_state(date(2027, 1, 8)) == "encerrada"


def test_a_withdrawal_for_a_later_day_waits_for_it(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = withdrawal(office, effective_on=date(2027, 1, 15))
    sign(office, number(made))
    record_delivery(office, number(made), LATER)
    assert life_of_original(office).end == date(2027, 1, 15)


def test_a_notice_shorter_than_the_agreement_wants_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        withdrawal(signed_agreement(tmp_path), effective_on=date(2026, 12, 15))
    assert refused.value.message == (
        "com data de 01/12/2026 e aviso de 30 dias, o acordo vigora ao menos até 31/12/2026, e não "
        "só até 15/12/2026."
    )


def test_the_end_brings_the_deadline_of_the_final_report_to_the_list(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = withdrawal(office)
    sign(office, number(made))
    record_delivery(office, number(made), LATER)
    listed = [(row["prazo"], row["ate"]) for row in due(office) if row["numero"] == FULL]
    assert listed == [("publicacao", "2024-02-07"), ("relatorio", "2027-03-01")]


def test_the_end_of_the_term_brings_it_too(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=date(2027, 1, 30))
    assert "relatorio" not in [row["prazo"] for row in due(office)]
    listed = [(row["prazo"], row["ate"]) for row in due(on(office, date(2027, 1, 31)))]
    assert ("relatorio", "2027-03-31") in listed


def test_what_is_not_signed_is_not_delivered(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = withdrawal(office)
    with pytest.raises(StateError, match="isto só se faz em “assinada”"):
        record_delivery(office, number(made), LATER)


def test_nothing_is_delivered_before_it_was_signed_nor_twice(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = withdrawal(office)
    sign(office, number(made))
    with pytest.raises(StateError, match="não pode ter sido entregue em 30/11/2026"):
        record_delivery(office, number(made), date(2026, 11, 30))
    record_delivery(office, number(made), LATER)
    with pytest.raises(StateError, match="a entrega de 01/12/2026 já está registrada"):
        record_delivery(office, number(made), LATER)


def test_what_takes_effect_with_the_signature_is_not_delivered(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = amend_and_sign(office, months=12)
    with pytest.raises(StateError, match="produz efeitos com a assinatura"):
        record_delivery(office, number(made), LATER)


def test_an_agreement_that_was_denounced_gets_nothing_more(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = withdrawal(office)
    sign(office, number(made))
    record_delivery(office, number(made), LATER)
    with pytest.raises(StateError) as refused:
        amend(office, months=12)
    assert refused.value.message == (
        f"o acordo nº {FULL} foi encerrado por denúncia, com efeito ao fim de 31/12/2026; não cabe "
        "termo aditivo."
    )


def test_an_amendment_that_was_waiting_is_not_signed_after_the_end(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    extension = number(amend(office, months=12))
    made = withdrawal(office)
    sign(office, number(made))
    record_delivery(office, number(made), LATER)
    approved(office, extension)
    with pytest.raises(StateError, match="foi encerrado por denúncia"):
        open_envelope(office, extension)


def test_a_termination_for_a_fault_says_why_and_runs_its_notice(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    ask = ActAsk(ORIGINAL, "orgao", reason="não foram designados os responsáveis")
    made = draft_termination(office, ask, "descumprimento")
    assert "(alínea “a” da cláusula décima terceira)" in canonical_text(made.document)
    life = sign(office, number(made))
    assert life.publication_state(LATER) == "a_publicar"
    assert life_of_original(office).ended is None
    record_delivery(office, number(made), LATER)
    ended = life_of_original(office).ended
    assert ended is not None
    assert (ended.form, ended.effective_on) == ("rescisao", date(2026, 12, 31))


def test_a_termination_without_a_reason_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as refused:
        draft_termination(signed_agreement(tmp_path), ActAsk(ORIGINAL, "orgao"), "forca_maior")
    assert [finding.rule for finding in refused.value.findings] == ["rescisao-sem-motivo"]


def test_a_consensus_ends_it_on_its_day_once_all_have_signed(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    ask = ActAsk(ORIGINAL, effective_on=date(2026, 12, 20))
    made = draft_termination(office, ask, "consenso")
    assert len(made.document.signatures) == 2
    sign(office, number(made))
    ended = life_of_original(office).ended
    assert ended is not None
    assert (ended.form, ended.notified_on, ended.effective_on) == (
        "consenso",
        LATER,
        date(2026, 12, 20),
    )


def test_a_consensus_signed_after_its_day_holds_from_the_last_signature(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    ask = ActAsk(ORIGINAL, effective_on=date(2026, 12, 20))
    made = draft_termination(office, ask, "consenso")
    sign(on(office, date(2027, 1, 5)), number(made))
    assert life_of_original(office).end == date(2027, 1, 5)


def test_a_consensus_is_not_signed_after_the_term(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    ask = ActAsk(ORIGINAL, effective_on=date(2026, 12, 20))
    made = draft_termination(office, ask, "consenso")
    with pytest.raises(StateError, match="a vigência terminou em 30/01/2027"):
        sign(on(office, date(2027, 2, 5)), number(made))


def test_the_same_letter_of_the_same_day_is_drafted_once(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    first, again = withdrawal(office), withdrawal(office)
    assert (first.fresh, again.fresh) == (True, False)
    assert first.instrument == again.instrument


def test_a_cancelled_letter_makes_room_for_another(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    cancel(office, number(withdrawal(office)), "houve acordo")
    assert withdrawal(office).instrument.number.sequence == 2


def test_who_is_no_party_cannot_withdraw(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        withdrawal(signed_agreement(tmp_path), "defensoria")
    assert refused.value.remedy == "Use: orgao, mpmt."


def test_an_end_told_elsewhere_is_recorded_with_its_notice(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    record_end(office, ORIGINAL, "denuncia", date(2026, 11, 20), "ofício nº 9", "mpmt")
    assert life_of_original(office).end == date(2026, 12, 20)


# --- several partners ---


def test_of_several_partners_one_leaves_and_the_others_go_on(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, "mpmt", "defensoria")
    made = withdrawal(office, "mpmt")
    assert "O Acordo prossegue entre os demais partícipes." in canonical_text(made.document)
    sign(office, number(made))
    record_delivery(office, number(made), LATER)
    life = life_of_original(office)
    assert life.ended is None
    assert [(one.partner, one.effective_on) for one in life.left] == [("mpmt", date(2026, 12, 31))]
    assert delivered_effect(office, number(made)).sentence == (
        f"mpmt se desliga do acordo nº {FULL} ao fim de 31/12/2026; o acordo prossegue entre os "
        "demais."
    )
    partners = current_partners(office, agreement_like(office, ORIGINAL))
    assert [partner.id for partner in partners] == ["dpe-ce"]


def test_when_the_last_partner_leaves_the_agreement_ends(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, "mpmt", "defensoria")
    record_end(office, ORIGINAL, "denuncia", LATER, "ofício nº 9", "mpmt")
    record_end(office, ORIGINAL, "denuncia", LATER, "ofício nº 10", "dpe-ce")
    facts = [fact for _, fact in office.store.facts_about(FULL)]
    assert isinstance(facts[-1], Ended)


def test_when_the_body_withdraws_the_agreement_ends_for_all(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, "mpmt", "defensoria")
    made = withdrawal(office, "senacon")
    sign(office, number(made))
    record_delivery(office, number(made), LATER)
    assert life_of_original(office).end == date(2026, 12, 31)


def test_among_several_it_must_be_told_who_left(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, "mpmt", "defensoria")
    with pytest.raises(UsageError, match="falta dizer de quem partiu"):
        record_end(office, ORIGINAL, "rescisao", LATER, "ofício nº 9", None)


def test_nobody_leaves_twice(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, "mpmt", "defensoria", day=LATER)
    first, second = withdrawal(office, "mpmt"), withdrawal(office, "dpe-ce")
    sign(office, number(first))
    record_delivery(office, number(first), LATER)
    with pytest.raises(UsageError, match="“mpmt” não é parte do acordo"):
        withdrawal(office, "mpmt")
    sign(office, number(second))
    record_delivery(office, number(second), LATER)
    assert life_of_original(office).ended is not None


def test_the_end_of_an_agreement_leaves_the_letter_as_it_was(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = withdrawal(office)
    sign(office, number(made))
    life = record_delivery(office, number(made), LATER)
    assert life == read_life(office, full(number(made)))
    assert (life.end, life.publication_state(LATER)) == (None, "a_publicar")
