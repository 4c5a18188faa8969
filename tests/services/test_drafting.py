"""Drafting: numbers, versions and codes, and what makes a request the same one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from document.canonical import canonical_text
from faults.errors import InvalidData, NotFound, StateError
from services.drafting import draft, draft_all, prepare, read_draft
from tests.offices import ask, example, office_at, on


def test_the_first_draft_of_a_year_gets_number_one_and_a_code_of_eight_digits(
    tmp_path: Path,
) -> None:
    made = draft(office_at(tmp_path), ask(example("mpmt")))
    assert str(made.instrument.number) == "1/2026/CIHP/CGSINDEC/DPDC/SENACON"
    assert (made.instrument.version, made.instrument.code, made.fresh) == (1, "10000001", True)


def test_the_same_request_again_changes_nothing(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    first = draft(office, ask(example("mpmt")))
    entries = office.store.last_seq()
    again = draft(office, ask(example("mpmt")))
    assert (again.fresh, again.instrument) == (False, first.instrument)
    assert again.document == first.document
    assert office.store.last_seq() == entries


def test_a_changed_request_gets_the_next_version_under_the_same_number_and_code(
    tmp_path: Path,
) -> None:
    office = office_at(tmp_path)
    first = draft(office, ask(example("mpmt"))).instrument
    second = draft(office, ask(example("mpmt"), months=48)).instrument
    assert (second.number, second.code, second.version) == (first.number, first.code, 2)


def test_going_back_to_an_earlier_request_is_a_change_too(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    draft(office, ask(example("mpmt")))
    draft(office, ask(example("mpmt"), months=48))
    assert draft(office, ask(example("mpmt"))).instrument.version == 3


def test_a_new_instrument_on_demand_gets_the_next_number_and_code(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    draft(office, ask(example("mpmt")))
    second = draft(office, ask(example("mpmt"), new=True)).instrument
    assert (second.number.sequence, second.version, second.code) == (2, 1, "10000002")


def test_numbers_start_again_each_year(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    draft(office, ask(example("mpmt")))
    later = on(office, date(2027, 1, 4))
    assert draft(later, ask(example("defensoria"))).instrument.number.short == "1/2027"


def test_the_year_is_that_of_brasilia_not_of_greenwich(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    office = office_at(tmp_path, now=datetime(2027, 1, 1, 2, 30, tzinfo=UTC))
    assert draft(office, ask(example("mpmt"))).instrument.number.short == "1/2026"


def test_several_partners_make_one_instrument_with_the_obligations_of_each(
    tmp_path: Path,
) -> None:
    made = draft(office_at(tmp_path), ask(example("mpmt"), example("defensoria")))
    titles = [clause.title for clause in made.document.clauses]
    assert len(titles) == 18
    assert {"Das obrigações do MPMT", "Das obrigações da DPE-CE"} <= set(titles)


def test_the_order_of_the_partners_does_not_make_another_request(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    first = draft(office, ask(example("mpmt"), example("defensoria"))).instrument
    turned = draft(office, ask(example("defensoria"), example("mpmt"))).instrument
    assert (turned.number, turned.version) == (first.number, 2)


def test_a_partner_of_a_kind_the_set_does_not_serve_is_refused_by_name(tmp_path: Path) -> None:
    supplier = example("mpmt").model_copy(update={"id": "loja", "kind": "fornecedor"})
    with pytest.raises(InvalidData) as refused:
        prepare(office_at(tmp_path), ask(supplier))
    (finding,) = refused.value.findings
    assert finding.line() == (
        "loja: tipo: o conjunto act-adesao não atende partícipes do tipo fornecedor. "
        "Tipos atendidos: ministerio_publico, defensoria_publica, procon_estadual, "
        "procon_municipal, tribunal_de_justica, agencia_reguladora."
    )


def test_the_same_partner_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as refused:
        prepare(office_at(tmp_path), ask(example("mpmt"), example("mpmt")))
    assert [finding.rule for finding in refused.value.findings] == ["participe-repetido"]


def test_a_term_shorter_than_the_plan_is_refused_with_each_action(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as refused:
        prepare(office_at(tmp_path), ask(example("mpmt"), months=6))
    assert {finding.rule for finding in refused.value.findings} == {"acao-fora-da-vigencia"}
    assert len(refused.value.findings) > 1


def test_a_refused_request_uses_up_no_number(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    with pytest.raises(InvalidData):
        draft(office, ask(example("mpmt"), months=6))
    assert office.store.last_seq() == 0


def test_an_unknown_set_is_named_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as missing:
        prepare(office_at(tmp_path), replace(ask(example("mpmt")), set_id="nenhum"))
    assert missing.value.message == "o conjunto “nenhum” não existe."
    assert missing.value.remedy == (
        "Conjuntos existentes: acordo-adesao, act-adesao, notificacao-denuncia, "
        "relatorio-cumprimento, substituicao-gestor, termo-aditivo, termo-rescisao."
    )


def test_a_day_on_which_nobody_represents_the_body_is_a_matter_of_state(tmp_path: Path) -> None:
    early = on(office_at(tmp_path), date(2022, 12, 1))
    with pytest.raises(StateError, match="ninguém representa SENACON em 01/12/2022"):
        prepare(early, ask(example("mpmt")))


def test_a_version_reads_the_same_after_the_library_has_changed(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    first = draft(office, ask(example("mpmt")))
    own = tmp_path / "clausulas" / "library" / "casos-omissos"
    own.mkdir(parents=True)
    bundled = office.library.clause("casos-omissos").source
    (own / "1.md").write_text(bundled.replace("comum acordo", "acordo comum"), encoding="utf-8")
    changed = office_at(tmp_path)
    kept = changed.store.instrument(str(first.instrument.number))
    assert kept is not None
    assert canonical_text(read_draft(changed, kept).document) == canonical_text(first.document)
    assert draft(changed, ask(example("mpmt"))).instrument.version == 2


def test_drafting_records_the_partner_once(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    draft(office, ask(example("mpmt")))
    draft(office, ask(example("mpmt"), months=48))
    kinds = [entry.kind for entry in office.store.history("mpmt")]
    assert kinds == ["participe_registrado"]


def test_who_acted_stands_in_the_journal(tmp_path: Path) -> None:
    office = office_at(tmp_path).acting_as("Bruno Reis")
    number = str(draft(office, ask(example("mpmt"))).instrument.number)
    assert [entry.actor for entry in office.store.history(number)] == ["Bruno Reis"]


def test_many_requests_in_one_transaction_get_numbers_without_gaps(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    names = ("mpmt", "defensoria", "tribunal-de-justica")
    made = draft_all(office, [(prepare(office, ask(example(name))), False) for name in names])
    assert [one.instrument.number.sequence for one in made] == [1, 2, 3]


def test_a_draft_without_a_process_number_is_warned_about(tmp_path: Path) -> None:
    made = draft(office_at(tmp_path), ask(example("mpmt")))
    assert "sem-processo" in {finding.rule for finding in made.findings}
    assert "Processo nº" not in canonical_text(made.document)


def test_a_process_number_that_comes_later_fills_in_the_same_number(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    draft(office, ask(example("mpmt")))
    later = replace(ask(example("mpmt")), process="08012.002734/2023-09")
    made = draft(office, later).instrument
    assert (made.number.sequence, made.version) == (1, 2)
    assert made.request.process == "08012.002734/2023-09"


def test_a_request_without_a_process_means_the_instrument_that_has_one(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    first = draft(office, replace(ask(example("mpmt")), process="08012.002734/2023-09"))
    assert draft(office, ask(example("mpmt"))).instrument == first.instrument


def test_another_process_makes_another_instrument(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    draft(office, replace(ask(example("mpmt")), process="08012.002734/2023-09"))
    other = draft(office, replace(ask(example("mpmt")), process="08012.000880/2016-62"))
    assert (other.instrument.number.sequence, other.instrument.version) == (2, 1)
