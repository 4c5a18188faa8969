"""The plan of action as it is carried out: the days counted, the evidence kept, the way back."""

from datetime import date
from pathlib import Path

import pytest

from faults.errors import InvalidData, NotFound, StateError, UnreadableFile, UsageError
from registry.search_check import IndexCopy
from registry.verification import verify
from services.office import Office
from services.plan_actions import Conclusion, PlanAction, conclude, list_actions, reopen
from tests.offices import on
from tests.services.notice_offices import draft, notice_office, seed_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with the seed's agreement, signed on 30 January 2024."""
    return on(seed_office(tmp_path), date(2024, 2, 1))


def action(office: Office, place: int) -> PlanAction:
    return list_actions(office, "1/2024")[1][place - 1]


def test_the_days_of_the_actions_are_counted_from_the_last_signature(office: Office) -> None:
    number, actions = list_actions(office, "1/2024")

    assert number == "1/2024/CIHP/CGSINDEC/DPDC/SENACON"
    assert [one.deadline for one in actions] == [
        *[date(2024, 3, 30)] * 2,
        date(2024, 4, 30),
        date(2024, 7, 30),
        date(2024, 3, 30),
        *[date(2027, 1, 30)] * 7,
    ]
    assert (actions[4].told.axis, actions[4].told.responsible) == ("Divulgação", "MPMT")
    assert actions[4].told.text.startswith("Incluir o atalho da plataforma")
    assert actions[4].told.evidence == "Endereço e imagem da página"
    assert actions[1].told.responsible == "SENACON e MPMT"


def test_an_action_is_concluded_with_its_evidence_and_the_file_is_kept(
    office: Office, tmp_path: Path
) -> None:
    proof = tmp_path / "página.png"
    proof.write_bytes(b"\x89PNG")

    conclude(office, "1/2024", Conclusion(5, date(2024, 1, 31), "Página no ar.", proof))

    done = action(office, 5)
    assert (done.done_on, done.evidence, done.file_name) == (
        date(2024, 1, 31),
        "Página no ar.",
        "página.png",
    )
    assert office.files.read(done.file_sha256) == b"\x89PNG"
    assert done.state(office.today) == "concluida_em_dia"


def test_an_evidence_that_goes_missing_is_found_by_verification(
    office: Office, tmp_path: Path
) -> None:
    proof = tmp_path / "ata.txt"
    proof.write_bytes(b"ata")
    conclude(office, "1/2024", Conclusion(1, date(2024, 2, 1), "Ata.", proof))
    office.files.path(action(office, 1).file_sha256).unlink()

    with office.store.snapshot() as snapshot:
        done = verify(snapshot, office.files, IndexCopy("busca.db", None))

    assert [(one.rule, one.message.split(" (")[0]) for one in done.findings] == [
        ("arquivo-ausente", "falta o arquivo ata.txt")
    ]


@pytest.mark.parametrize(
    ("day", "done_on", "state"),
    [
        (date(2024, 3, 30), None, "a_fazer"),
        (date(2024, 3, 31), None, "vencida"),
        (date(2024, 4, 2), date(2024, 3, 30), "concluida_em_dia"),
        (date(2024, 4, 2), date(2024, 3, 31), "concluida_com_atraso"),
    ],
)
def test_an_action_is_judged_by_its_day(
    office: Office, day: date, done_on: date | None, state: str
) -> None:
    today = on(office, day)
    if done_on:
        conclude(today, "1/2024", Conclusion(1, done_on, "Ofício."))

    assert action(today, 1).state(day) == state


def test_an_action_is_not_concluded_twice_but_after_it_was_reopened(office: Office) -> None:
    conclude(office, "1/2024", Conclusion(1, date(2024, 2, 1), "Ofício."))
    with pytest.raises(StateError) as told:
        conclude(office, "1/2024", Conclusion(1, date(2024, 2, 1), "Outro."))
    assert told.value.message == "a ação 1 já foi concluída em 01/02/2024."
    assert told.value.remedy == (
        "Se foi engano, reabra-a: pactua acao reabrir 1/2024 1 --motivo TEXTO"
    )

    reopen(office, "1/2024", 1, "Faltou o ato.")

    assert (action(office, 1).done_on, action(office, 1).evidence) == (None, "")
    conclude(office, "1/2024", Conclusion(1, date(2024, 2, 1), "Outro."))
    assert action(office, 1).evidence == "Outro."


def test_what_cannot_be_so_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="está no futuro"):
        conclude(office, "1/2024", Conclusion(1, date(2024, 2, 2), "Ofício."))
    with pytest.raises(NotFound, match="tem 12 ações; não há a 13"):
        conclude(office, "1/2024", Conclusion(13, date(2024, 2, 1), "Ofício."))
    with pytest.raises(InvalidData):
        conclude(office, "1/2024", Conclusion(1, date(2024, 2, 1), " "))
    with pytest.raises(UnreadableFile, match="não pôde ser lido"):
        conclude(office, "1/2024", Conclusion(1, date(2024, 2, 1), "Ata.", tmp_path / "nada"))
    with pytest.raises(StateError, match="a ação 1 não está concluída"):
        reopen(office, "1/2024", 1, "Engano.")


def test_before_the_last_signature_there_is_nothing_to_count(tmp_path: Path) -> None:
    office = notice_office(tmp_path)
    draft(office, 1)

    with pytest.raises(StateError) as told:
        list_actions(office, "1/2024")
    assert told.value.message == (
        "o instrumento nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON ainda não foi assinado por todos: os "
        "prazos do plano contam da última assinatura."
    )
