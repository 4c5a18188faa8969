"""The final joint report: what was done, what was not, and when it counts as made."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from document.canonical import canonical_text
from faults.errors import InvalidData, StateError, UsageError
from instruments.tied import ActionOutcome, ReportFacts
from services.drafting import Draft
from services.ending import record_end
from services.lifecycle import due, record_publication
from services.office import Office
from services.plan_actions import Conclusion, conclude, reopen
from services.reporting import ReportAsk, draft_report, read_notes, record_report
from tests.agreements import (
    LATER,
    ORIGINAL,
    amend_and_sign,
    life_of_original,
    sign,
    signed_agreement,
)
from tests.offices import example_plan, on

OVER = date(2027, 2, 10)
ALL = range(1, len(example_plan().actions) + 1)


def done(office: Office, *places: int) -> None:
    """These actions, recorded as done."""
    for place in places:
        conclude(office, ORIGINAL, Conclusion(place, date(2024, 6, 1), f"ofício nº {place}"))


def reported(office: Office, **notes: Any) -> Draft:
    said = read_notes(None, {"resultados": "A plataforma foi divulgada.", **notes})
    return draft_report(office, ReportAsk(ORIGINAL, said))


def facts(made: Draft) -> ReportFacts:
    tied = made.instrument.request.tied
    assert tied is not None
    assert tied.report is not None
    return tied.report


def outcome(made: Draft, place: int) -> ActionOutcome:
    return facts(made).actions[place - 1]


def test_the_report_tells_each_action_with_its_evidence(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    done(office, *ALL)
    made = reported(office)
    assert facts(made).fulfilment == "integral"
    assert (outcome(made, 4).state, outcome(made, 4).evidence) == ("concluida", "ofício nº 4")
    assert facts(made).ending == "termo"
    assert "Vigorou de 30 de janeiro de 2024 a 30 de janeiro de 2027" in canonical_text(
        made.document
    )
    assert [finding.rule for finding in made.findings if finding.severity == "aviso"] == [
        "sem-processo"
    ]


def test_of_what_was_reopened_no_conclusion_is_on_record(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    done(office, *ALL)
    reopen(office, ORIGINAL, 2, "faltou um ato")
    made = reported(office, cumprimento="parcial", dificuldades="Faltou um ato")
    assert (facts(made).fulfilment, outcome(made, 2).state) == ("parcial", "sem_registro")


def test_what_the_records_leave_open_people_must_judge(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    done(office, *(place for place in ALL if place not in (2, 5)))
    with pytest.raises(UsageError) as refused:
        reported(office, dificuldades="Faltou pessoal")
    assert refused.value.message == (
        "as ações 2 e 5 não têm registro de conclusão, e falta dizer se o objeto foi cumprido."
    )
    assert refused.value.remedy == (
        "Registre o que foi feito com pactua acao concluir, ou diga o cumprimento com "
        "--cumprimento integral, parcial ou nenhum."
    )


def test_the_action_of_publishing_shows_the_publication_on_record(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    record_publication(office, ORIGINAL, date(2024, 2, 7), "27", 3, 115)
    made = reported(office, cumprimento="parcial", dificuldades="Faltou pessoal")
    told = (
        "extrato publicado no Diário Oficial da União de 07/02/2024, Edição 27, Seção 3, página 115"
    )
    assert (outcome(made, 1).state, outcome(made, 1).evidence) == ("sem_registro", told)
    assert outcome(made, 2).evidence is None


def test_an_action_that_only_publishes_is_done_by_the_publication(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    plan = example_plan()
    publish = plan.actions[0].model_copy(update={"text": "Publicar o extrato no Diário Oficial"})
    amend_and_sign(office, plan=plan.model_copy(update={"actions": (publish,)}))
    record_publication(office, ORIGINAL, date(2024, 2, 7), "27", 3, 115)
    made = reported(on(office, OVER))
    assert (outcome(made, 1).state, facts(made).fulfilment) == ("concluida", "integral")


def test_the_report_lists_the_amendments_and_the_new_end_of_actions(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    made = amend_and_sign(office, months=12)
    report = reported(
        on(office, date(2028, 2, 1)), cumprimento="parcial", dificuldades="Faltou pessoal"
    )
    (amendment,) = facts(report).amendments
    assert (amendment.order, amendment.signed_on, amendment.purpose) == (
        1,
        LATER,
        "prorrogar a vigência",
    )
    assert amendment.number == str(made.instrument.number)
    assert (outcome(report, 1).due, outcome(report, 12).due) == ("2º mês", "fim da vigência")


def test_actions_that_nobody_explains_are_told_at_once(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    done(office, *(place for place in ALL if place not in (2, 5)))
    made = reported(office, cumprimento="parcial", dificuldades="Faltou pessoal")
    (found,) = [one for one in made.findings if one.rule == "acao-sem-justificativa"]
    assert found.message == (
        "as ações 2 e 5 não constam como concluídas, e o relatório não diz por quê."
    )


def test_a_file_says_what_is_known_better(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    path = tmp_path / "relatorio.yaml"
    path.write_text(
        "resultados: A plataforma foi divulgada\n"
        "cumprimento: parcial\n"
        "dificuldades: Faltou pessoal\n"
        "acoes:\n"
        "  - {acao: 1, situacao: parcial, justificativa: extrato sem a íntegra}\n"
        "  - {acao: 2, situacao: concluida, evidencia: portaria nº 3}\n",
        encoding="utf-8",
    )
    made = draft_report(office, ReportAsk(ORIGINAL, read_notes(path, {})))
    assert (outcome(made, 1).state, outcome(made, 1).reason) == ("parcial", "extrato sem a íntegra")
    assert (outcome(made, 2).state, outcome(made, 2).evidence) == ("concluida", "portaria nº 3")
    assert facts(made).fulfilment == "parcial"


def test_an_option_stands_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "relatorio.yaml"
    path.write_text("cumprimento: parcial\nresultados: Um\n", encoding="utf-8")
    notes = read_notes(path, {"cumprimento": "integral", "resultados": None})
    assert (notes.fulfilment, notes.results) == ("integral", "Um")


def test_an_action_that_the_plan_lacks_is_refused(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    with pytest.raises(UsageError, match="o plano tem 12 ações; não há a de número 13"):
        reported(office, acoes=[{"acao": 13, "situacao": "parcial"}])


def test_what_was_not_fulfilled_wants_its_reasons(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    with pytest.raises(InvalidData) as refused:
        reported(office, cumprimento="nenhum")
    assert [finding.rule for finding in refused.value.findings] == ["relatorio-sem-razoes"]


def test_there_is_no_report_before_the_end(tmp_path: Path) -> None:
    with pytest.raises(StateError) as refused:
        reported(signed_agreement(tmp_path))
    assert refused.value.message.endswith("ainda está em vigor (até 30/01/2027).")


def test_the_report_of_an_early_end_tells_how_it_came(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    record_end(office, ORIGINAL, "denuncia", LATER, "ofício nº 9", "mpmt")
    done(office, 1)
    made = reported(
        on(office, date(2027, 1, 4)), cumprimento="parcial", dificuldades="Faltou tempo"
    )
    assert (facts(made).ending, facts(made).ended_on) == ("denuncia", date(2026, 12, 31))
    assert (
        "Vigorou de 30 de janeiro de 2024 a 31 de dezembro de 2026, inclusive, e extinguiu-se por "
        "denúncia apresentada pelo MPMT, pelo seguinte motivo: ofício nº 9."
        in canonical_text(made.document)
    )


def test_on_the_last_day_the_agreement_is_in_force_and_has_no_report_yet(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path)
    record_end(office, ORIGINAL, "denuncia", LATER, "ofício nº 9", "mpmt")
    last = on(office, date(2026, 12, 31))
    with pytest.raises(StateError, match=r"ainda está em vigor \(até 31/12/2026\)"):
        reported(last, cumprimento="integral")
    with pytest.raises(StateError, match=r"em 31/12/2026 o acordo nº .* ainda estava em vigor"):
        record_report(last, ORIGINAL, last.today)


def test_the_last_signature_takes_the_report_off_the_list(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    done(office, *ALL)
    assert "relatorio" in [row["prazo"] for row in due(office)]
    made = reported(office)
    assert len(made.document.signatures) == 2
    sign(office, str(made.instrument.number))
    life = life_of_original(office)
    assert life.reported is not None
    assert str(life.reported.document) == str(made.instrument.number)
    assert "relatorio" not in [row["prazo"] for row in due(office)]
    with pytest.raises(StateError, match="o relatório final de 10/02/2027 já está registrado"):
        reported(office)


def test_a_report_made_elsewhere_is_recorded(tmp_path: Path) -> None:
    office = signed_agreement(tmp_path, day=OVER)
    record_report(office, ORIGINAL, date(2027, 2, 5))
    assert "relatorio" not in [row["prazo"] for row in due(office)]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2027, 1, 15), "em 15/01/2027 o acordo nº"),
        (date(2027, 2, 11), "11/02/2027 está no futuro."),
    ],
)
def test_a_report_has_its_day_between_the_end_and_today(
    tmp_path: Path, day: date, told: str
) -> None:
    with pytest.raises((StateError, UsageError), match=told):
        record_report(signed_agreement(tmp_path, day=OVER), ORIGINAL, day)
