"""Private calendars: whoever knows the address sees the deadlines, and nobody else."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from faults.errors import NotFound, StateError, UsageError
from instruments.agenda_facts import AgendaOpened
from services.agendas import address_of, feed, list_agendas, open_agenda, revoke_agenda
from services.notifying_people import add_recipient
from services.office import Office
from tests.notices.samples import ANA
from tests.services.notice_offices import agree, notice_office

FAR = date(2027, 6, 30)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with a coordinator and two agreements in force."""
    office = notice_office(tmp_path)
    for sequence in (1, 2):
        agree(office, sequence, FAR)
    return office


def subjects(data: bytes | None) -> set[str]:
    """The instruments that a calendar speaks of."""
    assert data is not None
    events = Calendar.from_ical(data).walk("VEVENT")
    return {str(event["DESCRIPTION"]).partition("\n")[0] for event in events}


def test_a_coordinator_sees_what_a_coordinator_is_told_of(office: Office) -> None:
    _, secret = open_agenda(office, "coordenador")

    assert len(subjects(feed(office, secret))) == 2


def test_a_person_is_known_by_the_address_that_notices_go_to(office: Office) -> None:
    add_recipient(office, "2/2024", "Bia Lima", "bia@exemplo.gov.br")
    _, of_bia = open_agenda(office, "bia@exemplo.gov.br")
    _, of_ana = open_agenda(office, ANA.email)

    assert len(subjects(feed(office, of_bia))) == 1
    assert len(subjects(feed(office, of_ana))) == 2


def test_who_is_told_of_nothing_has_an_empty_calendar(office: Office) -> None:
    _, secret = open_agenda(office, "ninguem@exemplo.gov.br")

    assert subjects(feed(office, secret)) == set()


@pytest.mark.parametrize("secret", ["", "x", "A" * 43, "\udcff", "../.."])
def test_any_other_secret_opens_nothing(office: Office, secret: str) -> None:
    open_agenda(office, "coordenador")

    assert feed(office, secret) is None


def test_what_is_revoked_opens_nothing_any_more_and_stays_listed(office: Office) -> None:
    agenda_id, secret = open_agenda(office, "coordenador")
    other_id, other = open_agenda(office, "superior")

    revoke_agenda(office, agenda_id)

    assert feed(office, secret) is None
    assert feed(office, other) is not None
    rows = {row["id"]: row for row in list_agendas(office)}
    assert rows[agenda_id]["revogada_em"] != ""
    assert rows[other_id]["revogada_em"] == ""
    with pytest.raises(StateError, match=f"a agenda {agenda_id} já foi revogada"):
        revoke_agenda(office, agenda_id)
    with pytest.raises(NotFound, match="não há agenda 00000000"):
        revoke_agenda(office, "00000000")


def test_the_secret_is_kept_nowhere(office: Office, tmp_path: Path) -> None:
    _, secret = open_agenda(office, "coordenador")

    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    facts = [fact for _, fact in office.store.facts_after(0) if isinstance(fact, AgendaOpened)]

    assert secret.encode() not in kept
    assert len(secret) >= 43
    assert facts[0].holder == "coordenador"


def test_a_holder_who_cannot_be_told_of_anything_is_refused(office: Office) -> None:
    with pytest.raises(UsageError, match=r"orgao\.yaml não diz quem é juridico"):
        open_agenda(office, "juridico")
    with pytest.raises(UsageError, match="“fulano” não é um papel nem um e-mail"):
        open_agenda(office, "fulano")


def test_the_address_stands_beside_the_check_page(office: Office, tmp_path: Path) -> None:
    checking = office.arrangements.checking.model_copy(
        update={"address": "https://acordos.gov.br/portal/conferir"}
    )
    office.arrangements.__dict__["checking"] = checking

    assert address_of(office, "abc") == "https://acordos.gov.br/agenda/abc.ics"
