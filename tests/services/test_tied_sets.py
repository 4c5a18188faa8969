"""`clausula conferir` over the sets that follow an original: every way through their texts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from clauses.clause_set import ClauseSet
from clauses.values import TIED_FIELDS, Record, Value
from document.flow import flow
from faults.errors import InvalidData
from instruments.context import instrument_fields
from instruments.partner import Partner
from instruments.tied import Tied
from services.clause_check import check_library
from services.drafting import Ask, draft, prepare, preview
from services.stand_ins import tied_samples
from tests.instruments.test_assemble import GAPS, words_of
from tests.offices import PLAN, example, example_plan, office_at
from tests.records import LIBRARY, PARTNERS

SETS = [one for one in map(LIBRARY.clause_set, LIBRARY.set_ids()) if one.tied]
ALONE = [(name,) for name in PARTNERS]
TOGETHER = [("mpmt", "defensoria"), ("tribunal-de-justica", "procon-municipal", "mpmt")]


def asked(set_id: str, sample: Tied | None, *partners: Partner) -> Ask:
    """A request for a document on an invented original."""
    return Ask(partners, set_id, example_plan(), PLAN.name, tied=sample)


def test_the_bundled_library_has_nothing_to_correct(tmp_path: Path) -> None:
    assert check_library(office_at(tmp_path)) == []


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.id)
def test_no_way_through_the_texts_leaves_a_gap(tmp_path: Path, one: ClauseSet) -> None:
    office = office_at(tmp_path)
    gaps: list[tuple[tuple[str, ...], str]] = []
    for names in (*ALONE, *TOGETHER):
        partners = [example(name) for name in names]
        for sample in tied_samples(one.kind, partners[0].id):
            document = preview(office, asked(one.id, sample, *partners))
            words = [text for piece in flow(document) for text in words_of(piece)]
            gaps += [(names, text) for text in words if not text.strip() or GAPS.search(text)]
    assert gaps == []


def test_a_fault_in_a_text_that_follows_an_original_is_found(tmp_path: Path) -> None:
    own = tmp_path / "clausulas" / "library" / "denuncia-efeitos"
    own.mkdir(parents=True)
    source = LIBRARY.clause("denuncia-efeitos").source
    broken = source.replace("versao: 1", "versao: 2").replace("A denúncia", "A ({{ ato.motivo }})")
    (own / "2.md").write_text(broken, encoding="utf-8")
    found = check_library(office_at(tmp_path))
    assert {(one.rule, one.where) for one in found} == {
        ("lacuna-no-texto", "notificacao-denuncia, agencia_reguladora")
    }


def test_a_text_that_a_kind_of_act_does_not_feed_is_found(tmp_path: Path) -> None:
    own = tmp_path / "clausulas" / "library" / "denuncia-efeitos"
    own.mkdir(parents=True)
    source = LIBRARY.clause("denuncia-efeitos").source.replace("versao: 1", "versao: 2")
    (own / "2.md").write_text(f"{source}\nDo {{{{ aditivo.ordem|ordinal }}}}.\n", encoding="utf-8")
    messages = [one.message for one in check_library(office_at(tmp_path))]
    assert len(messages) == 1
    assert messages[0].endswith(
        "o texto não pôde ser preenchido (o campo “aditivo” não foi informado)."
    )


def test_the_samples_give_a_value_to_every_field_of_an_original(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    given: set[str] = set()
    for one in SETS:
        for sample in tied_samples(one.kind, "mpmt"):
            request = prepare(office, asked(one.id, sample, example("mpmt")))
            given |= set(paths(instrument_fields(request, "")))
    assert set(TIED_FIELDS) - given == set()


def paths(fields: dict[str, Value]) -> Iterator[str]:
    """Every path that leads to a value that is not empty."""
    for name, value in fields.items():
        if value is not None and value != "":
            yield name
        if isinstance(value, Record):
            yield from (f"{name}.{inner}" for inner in paths(dict(value.fields)))


@pytest.mark.parametrize("set_id", [one.id for one in SETS])
def test_a_document_that_follows_an_original_is_not_drafted_without_it(
    tmp_path: Path, set_id: str
) -> None:
    with pytest.raises(InvalidData) as refused:
        prepare(office_at(tmp_path), asked(set_id, None, example("mpmt")))
    assert [finding.rule for finding in refused.value.findings] == ["sem-original"]


def test_a_document_that_follows_an_original_is_drafted_once(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    sample = tied_samples("notificacao_denuncia", "mpmt")[0]
    ask = asked("notificacao-denuncia", sample, example("mpmt"))
    first = draft(office, ask)
    assert (first.fresh, draft(office, ask).fresh) == (True, False)
    kept = office.store.instrument(str(first.instrument.number))
    assert kept is not None
    assert kept.request.tied == sample


def test_a_document_is_not_blamed_for_obligations_that_stand_in_its_original(
    tmp_path: Path,
) -> None:
    sample = tied_samples("termo_aditivo", "mpmt")[-1]
    made = draft(office_at(tmp_path), asked("termo-aditivo", sample, example("mpmt")))
    assert "obrigacao-inexistente" not in {finding.rule for finding in made.findings}


def test_a_later_day_of_the_same_act_is_another_version_of_it(tmp_path: Path) -> None:
    office = office_at(tmp_path)
    sample = tied_samples("notificacao_denuncia", "mpmt")[0]
    assert sample.act is not None
    ask = asked("notificacao-denuncia", sample, example("mpmt"))
    later = sample.act.model_copy(update={"day": sample.act.effective_on})
    draft(office, ask)
    again = draft(office, replace(ask, tied=sample.model_copy(update={"act": later})))
    assert (again.instrument.number.sequence, again.instrument.version) == (1, 2)
