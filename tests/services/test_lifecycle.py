"""The life of an instrument: legal steps only, each with who and when, and the dates of 2024."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from faults.errors import StateError, UsageError
from services.drafting import draft
from services.lifecycle import (
    Signing,
    approve,
    cancel,
    due,
    end,
    open_envelope,
    read_life,
    record_publication,
    record_signature,
    request_extension,
    send_back,
    send_to_review,
)
from services.office import Office
from tests.offices import ask, example, office_at, on

PARTNER_SIGNED = datetime(2024, 1, 25, 20, 16, tzinfo=UTC)
BODY_SIGNED = datetime(2024, 1, 30, 18, 13, tzinfo=UTC)


def office_of_2024(tmp_path: Path) -> Office:
    office = office_at(tmp_path, now=datetime(2024, 1, 10, 15, tzinfo=UTC))
    draft(office, ask(example("mpmt")))
    return office


def signed(tmp_path: Path) -> Office:
    office = office_of_2024(tmp_path)
    send_to_review(office, "1/2024")
    approve(office, "1/2024", "Parecer nº 10/2024/CONJUR")
    open_envelope(office, "1/2024")
    later = on(office, date(2024, 1, 31))
    record_signature(later, "1/2024", Signing("mpmt", PARTNER_SIGNED, "simples"))
    record_signature(later, "1/2024", Signing("senacon", BODY_SIGNED, "simples"))
    return later


def test_the_seed_agreement_gets_its_dates_with_the_last_signature(tmp_path: Path) -> None:
    office = signed(tmp_path)
    life = read_life(office, "1/2024/CIHP/CGSINDEC/DPDC/SENACON")
    assert (life.cycle, life.last_signature) == ("assinada", BODY_SIGNED)
    assert life.counted is not None
    assert life.counted.signed_on == date(2024, 1, 30)
    assert life.counted.publish_by == date(2024, 2, 7)
    assert life.counted.end == date(2027, 1, 30)
    assert (life.counted.renew_by, life.counted.renew_prudent) == (
        date(2026, 12, 31),
        date(2026, 12, 30),
    )


def test_the_row_people_list_says_what_the_facts_say(tmp_path: Path) -> None:
    office = signed(tmp_path)
    (row,) = office.store.instrument_rows()
    assert row["estado"] == "assinada"


@pytest.mark.parametrize(
    ("day", "published", "state"),
    [
        (date(2024, 2, 7), None, "a_publicar"),
        (date(2024, 2, 8), None, "vencida"),
        (date(2024, 2, 8), date(2024, 2, 7), "publicada_em_dia"),
        (date(2024, 2, 9), date(2024, 2, 8), "publicada_com_atraso"),
    ],
)
def test_the_publication_is_judged_by_its_day(
    tmp_path: Path, day: date, published: date | None, state: str
) -> None:
    office = on(signed(tmp_path), day)
    if published:
        record_publication(office, "1/2024", published, "27", 3, 115)
    life = read_life(office, "1/2024/CIHP/CGSINDEC/DPDC/SENACON")
    assert life.publication_state(day) == state


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 1, 29), "futura"),
        (date(2024, 1, 30), "vigente"),
        (date(2026, 8, 3), "a_vencer"),
        (date(2027, 1, 30), "a_vencer"),
        (date(2027, 1, 31), "encerrada"),
    ],
)
def test_the_term_is_read_off_the_day(tmp_path: Path, day: date, state: str) -> None:
    life = read_life(signed(tmp_path), "1/2024/CIHP/CGSINDEC/DPDC/SENACON")
    assert life.term_state(day) == state


def test_a_withdrawal_takes_effect_thirty_days_after_its_notice(tmp_path: Path) -> None:
    office = on(signed(tmp_path), date(2025, 3, 10))
    life = end(office, "1/2024", "denuncia", date(2025, 3, 10), "reorganização interna")
    assert life.ended is not None
    assert life.ended.effective_on == date(2025, 4, 9)
    assert life.term_state(date(2025, 4, 10)) == "encerrada"


def test_steps_out_of_order_are_refused_with_what_to_do(tmp_path: Path) -> None:
    office = office_of_2024(tmp_path)
    with pytest.raises(StateError) as refused:
        open_envelope(office, "1/2024")
    assert refused.value.message == (
        "a situação do instrumento é “minuta”; isto só se faz em “aprovada”."
    )
    assert refused.value.remedy == "Envie-o primeiro: pactua instrumento enviar NUM"


def test_a_step_that_was_taken_already_is_answered_with_the_one_that_follows(
    tmp_path: Path,
) -> None:
    office = office_of_2024(tmp_path)
    send_to_review(office, "1/2024")
    back = "Para mudar o texto, devolva-o: pactua instrumento devolver NUM --motivo TEXTO"
    with pytest.raises(StateError) as sent_twice:
        send_to_review(office, "1/2024")
    assert sent_twice.value.remedy == (
        f"O passo seguinte é: pactua instrumento aprovar NUM --ato ATO. {back}"
    )
    approve(office, "1/2024", "Parecer nº 1")
    with pytest.raises(StateError) as approved_twice:
        approve(office, "1/2024", "Parecer nº 1")
    assert approved_twice.value.remedy == (
        f"O passo seguinte é: pactua assinatura abrir NUM. {back}"
    )


def test_a_refused_step_leaves_no_fact(tmp_path: Path) -> None:
    office = office_of_2024(tmp_path)
    entries = office.store.last_seq()
    with pytest.raises(StateError):
        approve(office, "1/2024", "Parecer nº 1")
    assert office.store.last_seq() == entries


def test_nobody_signs_twice_and_no_stranger_signs(tmp_path: Path) -> None:
    office = office_of_2024(tmp_path)
    send_to_review(office, "1/2024")
    approve(office, "1/2024", "Parecer nº 10/2024")
    open_envelope(office, "1/2024")
    later = on(office, date(2024, 1, 31))
    record_signature(later, "1/2024", Signing("Claire Vogel Dutra", PARTNER_SIGNED, "simples"))
    with pytest.raises(StateError, match="já assinou esta versão"):
        record_signature(later, "1/2024", Signing("mpmt", PARTNER_SIGNED, "simples"))
    with pytest.raises(UsageError, match="não representa nenhuma das partes"):
        record_signature(later, "1/2024", Signing("ninguém", PARTNER_SIGNED, "simples"))


def test_a_signature_in_the_future_is_refused(tmp_path: Path) -> None:
    office = office_of_2024(tmp_path)
    send_to_review(office, "1/2024")
    approve(office, "1/2024", "Parecer nº 10/2024")
    open_envelope(office, "1/2024")
    with pytest.raises(UsageError, match="está no futuro"):
        record_signature(office, "1/2024", Signing("mpmt", PARTNER_SIGNED, "simples"))


def test_sending_back_drops_the_signatures_and_lets_the_text_change(tmp_path: Path) -> None:
    office = office_of_2024(tmp_path)
    send_to_review(office, "1/2024")
    approve(office, "1/2024", "Parecer nº 10/2024")
    open_envelope(office, "1/2024")
    later = on(office, date(2024, 1, 31))
    record_signature(later, "1/2024", Signing("mpmt", PARTNER_SIGNED, "simples"))
    life = send_back(later, "1/2024", "cláusula a corrigir")
    assert (life.cycle, life.signed) == ("minuta", ())
    assert draft(later, ask(example("mpmt"), months=48)).instrument.version == 2


def test_a_signed_instrument_gets_no_other_version(tmp_path: Path) -> None:
    office = signed(tmp_path)
    with pytest.raises(StateError, match="está “assinada” e não muda mais"):
        draft(office, ask(example("mpmt"), months=48))


def test_a_cancelled_number_is_listed_and_never_given_again(tmp_path: Path) -> None:
    office = office_of_2024(tmp_path)
    cancel(office, "1/2024", "desistência do partícipe")
    (row,) = office.store.instrument_rows()
    assert row["estado"] == "cancelada"
    assert draft(office, ask(example("mpmt"), new=True)).instrument.number.sequence == 2


def test_asking_for_extension_is_recorded_with_its_day(tmp_path: Path) -> None:
    office = on(signed(tmp_path), date(2026, 12, 1))
    assert request_extension(office, "1/2024", date(2026, 12, 1)).extension_requested_on == date(
        2026, 12, 1
    )


def test_what_is_due_is_listed_until_it_is_done(tmp_path: Path) -> None:
    office = on(signed(tmp_path), date(2024, 2, 1))
    assert [(row["prazo"], row["ate"]) for row in due(office)] == [("publicacao", "2024-02-07")]
    record_publication(on(office, date(2024, 2, 7)), "1/2024", date(2024, 2, 7), "27", 3, 115)
    assert due(office) == []
    in_2026 = on(office, date(2026, 8, 3))
    assert [(row["prazo"], row["ate"], row["em"]) for row in due(in_2026)] == [
        ("prorrogacao", "2026-12-31", "2026-12-30")
    ]
    request_extension(on(office, date(2026, 12, 1)), "1/2024", date(2026, 12, 1))
    assert due(in_2026) == []


def test_the_request_of_a_cancelled_instrument_asks_for_a_new_one(tmp_path: Path) -> None:
    office = office_of_2024(tmp_path)
    cancel(office, "1/2024", "desistência do partícipe")
    with pytest.raises(StateError) as refused:
        draft(office, ask(example("mpmt")))
    assert refused.value.remedy == "Para outro instrumento das mesmas partes, use --novo."
