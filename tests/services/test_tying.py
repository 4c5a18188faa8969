"""Termos aditivos through the services: drafted, numbered, signed, and what they do to dates."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from document.canonical import canonical_text
from faults.errors import InvalidData, NotFound, StateError, UsageError
from faults.validation import validate
from instruments.instrument import Instrument
from instruments.lifecycle_facts import Counted
from instruments.tied import ClauseChange
from instruments.tied_facts import Amended
from services.consolidation import text_on
from services.drafting import draft
from services.lifecycle import (
    Signing,
    cancel,
    due,
    open_envelope,
    record_signature,
    request_extension,
    send_back,
)
from services.tying import (
    AmendmentAsk,
    draft_amendment,
    list_amendments,
    pending,
)
from tests.agreements import (
    END,
    FULL,
    LATER,
    ORIGINAL,
    amend,
    amend_and_sign,
    approved,
    clause_text,
    life_of_original,
    sign,
    signatures,
    signed_agreement,
)
from tests.offices import ask, example, office_at, on

REVOKED = validate(ClauseChange, {"tipo": "revogacao", "clausula": "casos-omissos"}, "")
REWORDED = validate(
    ClauseChange,
    {
        "tipo": "redacao",
        "clausula": "publicidade",
        "texto": "Nada se divulga sem a [](#publicacao).",
    },
    "",
)


def added(name: str, after: str = "publicidade") -> ClauseChange:
    """A new clause after another."""
    data = {"tipo": "acrescimo", "clausula": name, "depois_de": after}
    return validate(ClauseChange, {**data, "titulo": "Da marca", "texto": "Com autorização."}, "")


def number(instrument: Instrument) -> str:
    return str(instrument.number)


def test_an_amendment_has_a_number_of_its_own_and_its_original(tmp_path: Path) -> None:
    made = amend(signed_agreement(tmp_path), months=12).instrument
    assert (made.number.sequence, made.number.year, made.version) == (1, 2026, 1)
    assert made.title == f"Primeiro Termo Aditivo ao Acordo de Cooperação Técnica nº {FULL}"
    tied = made.request.tied
    assert tied is not None
    assert tied.amendment is not None
    assert (tied.original.number, tied.original.end) == (FULL, END)
    assert (tied.amendment.order, tied.amendment.new_end) == (1, date(2028, 1, 30))


def test_the_same_request_twice_changes_nothing(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    first = amend(office, months=12, changes=(REVOKED,))
    entries = office.store.last_seq()
    again = amend(on(office, date(2026, 12, 20)), months=12, changes=(REVOKED,))
    assert (first.fresh, again.fresh) == (True, False)
    assert again.instrument == first.instrument
    assert office.store.last_seq() == entries


def test_another_request_before_the_signature_is_another_version(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    amend(office, months=12)
    made = amend(office, months=24).instrument
    assert (made.number.sequence, made.version) == (1, 2)


def test_a_second_one_beside_the_first_has_the_next_ordinal(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    amend(office, months=12)
    made = amend(office, changes=(REVOKED,), new=True).instrument
    assert made.request.tied is not None
    assert made.request.tied.amendment is not None
    assert (made.number.sequence, made.request.tied.amendment.order) == (2, 2)
    waiting = pending(office, FULL)
    assert waiting is not None
    assert waiting.order == 2


def test_a_cancelled_one_leaves_its_ordinal_to_the_next(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    cancel(office, number(amend(office, months=12).instrument), "mudou o prazo")
    made = amend(office, months=12).instrument
    assert made.number.sequence == 2
    assert made.title.startswith("Primeiro Termo Aditivo")


@pytest.mark.parametrize("again", ["08012.000880/2016-62"])
def test_another_process_does_not_take_the_place_of_the_one_in_hand(
    tmp_path: Path, again: str
) -> None:
    office = signed_agreement(tmp_path)
    amend(office, months=12, process="08012.002734/2023-09")
    assert not amend(office, months=12).fresh
    with pytest.raises(StateError, match="já está em preparo"):
        amend(office, months=12, process=again)


def test_the_last_signature_counts_the_dates_of_the_original_anew(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    before = life_of_original(office).counted
    request_extension(office, ORIGINAL, LATER)
    made = amend_and_sign(office, months=12)
    life = life_of_original(office)
    assert before is not None
    assert life.counted is not None
    assert (life.counted.months, life.counted.end) == (48, date(2028, 1, 30))
    assert (life.counted.renew_by, life.counted.renew_prudent) == (
        date(2027, 12, 31),
        date(2027, 12, 30),
    )
    assert life.counted.publish_by == before.publish_by
    assert life.counted.report_by == date(2028, 3, 30)
    assert life.extension_requested_on is None
    assert life.term_state(LATER) == "vigente"
    (amended,) = life.amended
    assert (str(amended.amendment), amended.end) == (number(made.instrument), date(2028, 1, 30))


def test_the_lists_see_the_new_term(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    amend_and_sign(office, months=12)
    found = [(row["prazo"], row["numero"], row["ate"]) for row in due(office, date(2028, 1, 1))]
    assert found == [
        ("publicacao", FULL, "2024-02-07"),
        ("publicacao", FULL.replace("2024", "2026"), "2027-01-08"),
        ("prorrogacao", FULL, "2027-12-31"),
    ]


def test_the_journal_says_who_amended_before_the_new_dates(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    amend_and_sign(office, months=12)
    kinds = [type(fact) for _, fact in office.store.facts_about(FULL)]
    assert kinds[-2:] == [Amended, Counted]


def test_an_amendment_has_no_term_of_its_own(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = amend(office, months=12)
    life = sign(office, number(made.instrument))
    assert (life.end, life.term_state(LATER)) == (None, "sem_vigencia")
    assert life.publication_state(LATER) == "a_publicar"


def test_each_extension_of_a_chain_starts_where_the_last_one_ended(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    ends = []
    for year in (2026, 2027, 2028):
        amend_and_sign(on(office, date(year, 12, 1)), months=12)
        ends.append(life_of_original(office).end)
    assert ends == [date(2028, 1, 30), date(2029, 1, 30), date(2030, 1, 30)]
    listed = list_amendments(office, ORIGINAL).rows
    assert [(one.order, one.new_end) for one in listed] == list(enumerate(ends, 1))


def test_a_term_that_began_on_the_31st_ends_a_month_on_its_last_day(tmp_path: Path) -> None:
    office = on(office_at(tmp_path), date(2024, 1, 10))
    draft(office, ask(example("mpmt"), months=37))
    sign(on(office, date(2024, 1, 31)), ORIGINAL)
    assert life_of_original(office).end == date(2027, 2, 28)
    amend_and_sign(on(office, LATER), months=1)
    assert life_of_original(office).end == date(2027, 3, 28)


def test_an_agreement_that_is_over_gets_no_amendment(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=date(2027, 1, 31))
    with pytest.raises(StateError) as refused:
        amend(office, months=12)
    assert refused.value.message == (
        f"a vigência do acordo nº {FULL} terminou em 30/01/2027; em 31/01/2027 não cabe mais "
        "termo aditivo."
    )


def test_an_amendment_is_not_signed_after_the_old_end(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    name = number(amend(office, months=12).instrument)
    approved(office, name)
    with pytest.raises(StateError, match="terminou em 30/01/2027; em 31/01/2027 não cabe mais"):
        open_envelope(on(office, date(2027, 1, 31)), name)
    open_envelope(office, name)
    first = Signing("mpmt", on(office, END).now, "avancada")
    record_signature(on(office, END), name, first)
    after = on(office, date(2027, 2, 1))
    entries = office.store.last_seq()
    with pytest.raises(StateError) as refused:
        record_signature(after, name, replace(first, signatory="senacon", signed_at=after.now))
    assert refused.value.message == (
        f"a vigência do acordo nº {FULL} terminou em 30/01/2027; em 01/02/2027 não cabe mais a "
        f"assinatura do 1º Termo Aditivo ao ACT nº {FULL}."
    )
    assert office.store.last_seq() == entries


def test_a_signature_given_in_time_may_be_recorded_later(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    name = number(amend(office, months=12).instrument)
    approved(office, name)
    open_envelope(office, name)
    signatures(on(office, date(2027, 2, 5)), name, END)
    assert life_of_original(office).end == date(2028, 1, 30)


def test_of_two_extensions_at_once_the_second_is_drafted_anew(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    first = number(amend(office, months=12).instrument)
    second = number(amend(office, months=6, new=True).instrument)
    for name in (first, second):
        approved(office, name)
        open_envelope(office, name)
    signatures(office, first)
    with pytest.raises(StateError) as refused:
        signatures(office, second)
    assert refused.value.message == (
        f"o 2º Termo Aditivo ao ACT nº {FULL} prorroga a vigência a partir de 30/01/2027, mas o "
        "término em vigor é 30/01/2028."
    )
    send_back(office, second, "o primeiro foi assinado antes")
    again = amend(office, months=6)
    assert (number(again.instrument), again.instrument.version) == (second, 2)
    sign(office, second)
    assert life_of_original(office).end == date(2028, 7, 30)


def test_two_at_once_that_leave_each_other_alone_are_both_signed(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    first = number(amend(office, months=12).instrument)
    second = number(amend(office, changes=(REVOKED,), new=True).instrument)
    sign(office, second)
    sign(office, first)
    assert [one.order for one in life_of_original(office).amended] == [2, 1]


def test_a_clause_that_would_now_have_another_number_is_drafted_anew(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    first = number(amend(office, changes=(added("marca"),)).instrument)
    second = number(amend(office, changes=(added("logotipo"),), new=True).instrument)
    sign(office, first)
    with pytest.raises(StateError, match="as cláusulas que ele cita têm outro número"):
        sign(office, second)


def test_clauses_keep_the_labels_under_which_they_were_signed(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    first = number(amend(office, changes=(added("marca"),)).instrument)
    second = number(amend(office, changes=(added("logotipo"),), new=True).instrument)
    sign(office, second)
    cancel(office, first, "a numeração mudou")
    again = amend(office, changes=(added("marca"),))
    assert "acrescida a cláusula décima quinta-B" in canonical_text(again.document)
    sign(office, number(again.instrument))
    standing = text_on(office, ORIGINAL)
    assert clause_text(standing.document, "logotipo").startswith("CLÁUSULA DÉCIMA QUINTA-A")
    assert clause_text(standing.document, "marca").startswith("CLÁUSULA DÉCIMA QUINTA-B")


def test_the_first_may_be_signed_after_the_second_on_the_same_day(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    first = number(amend(office, changes=(added("marca"),)).instrument)
    second = number(amend(office, changes=(added("logotipo"),), new=True).instrument)
    approved(office, first)
    sign(office, second)
    with pytest.raises(StateError, match="têm outro número"):
        open_envelope(office, first)
    again = amend(office, changes=(added("marca"),))
    assert (number(again.instrument), again.instrument.version) == (first, 2)
    sign(office, first)
    standing = text_on(office, ORIGINAL)
    assert standing.amendments == ("2º Termo Aditivo", "1º Termo Aditivo")
    assert clause_text(standing.document, "marca").startswith("CLÁUSULA DÉCIMA QUINTA-B")


def test_a_clause_that_is_gone_by_the_signature_is_told(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    first = number(amend(office, changes=(REVOKED,)).instrument)
    second = number(amend(office, changes=(REVOKED,), new=True).instrument)
    sign(office, first)
    with pytest.raises(StateError, match="foi revogada e não pode ser alterada"):
        sign(office, second)


def test_a_changed_clause_is_quoted_as_the_text_in_force_calls_it(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    text = canonical_text(amend(office, changes=(REWORDED,)).document)
    assert "A cláusula décima quinta passa a vigorar com a seguinte redação:" in text
    assert "Nada se divulga sem a cláusula décima quarta.” (NR)" in text


def test_an_unknown_clause_is_refused_with_where_to_look(tmp_path: Path) -> None:
    change = REVOKED.model_copy(update={"clause": "nenhuma"})
    with pytest.raises(NotFound, match="o texto em vigor não tem a cláusula “nenhuma”"):
        amend(signed_agreement(tmp_path), changes=(change,))


def test_an_amendment_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as refused:
        amend(signed_agreement(tmp_path))
    assert [finding.rule for finding in refused.value.findings] == ["aditivo-vazio"]


def test_a_refused_request_takes_no_number(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    entries = office.store.last_seq()
    with pytest.raises(UsageError) as refused:
        amend(office, months=100)
    assert refused.value.remedy == "Prorrogue por até 84 meses ou celebre outro acordo."
    assert office.store.last_seq() == entries


def test_what_is_not_signed_is_no_original(tmp_path: Path) -> None:
    office = on(office_at(tmp_path), LATER)
    draft(office, ask(example("mpmt")))
    with pytest.raises(StateError, match="ainda não foi assinado por todos"):
        draft_amendment(office, AmendmentAsk("1/2026", 12))


def test_an_amendment_is_not_amended(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    amend_and_sign(office, months=12)
    with pytest.raises(UsageError) as refused:
        draft_amendment(office, AmendmentAsk("1/2026", 12))
    assert refused.value.remedy == "Indique o número do acordo."


def test_an_amendment_cannot_have_been_signed_before_the_agreement(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = amend(office, months=12)
    number = str(made.instrument.number)
    open_envelope(approved(office, number), number)
    with pytest.raises(StateError) as refused:
        signatures(office, number, date(2024, 1, 29))
    assert refused.value.message == (
        f"o acordo nº {FULL} foi assinado por todos em 30/01/2024; o 1º Termo Aditivo ao ACT nº "
        f"{FULL} não pode ter sido assinado em 29/01/2024."
    )
    assert refused.value.remedy == "Confira a data da assinatura."
