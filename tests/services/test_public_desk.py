"""The desk of the public over a real office that can only read."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from instruments.lifecycle_facts import Cancelled, Ended
from portal import desk as portal_desk
from registry.answers import Ready
from services import verifying
from services.office import Office
from services.public_desk import FOREVER, OfficeDesk, last_day
from services.public_records import PAGE_SIZE
from services.settings import BRASILIA
from signatures.verdict import Situation, Verdict
from tests.facts import CPF, append_drafted, counted, drafted, numbered, published, recorded
from tests.log_office import CRC, LogOffice, log_office, pdf, sha256
from tests.offices import office_at

CODE = "10000001"
NUMBER = str(numbered(1))
DAY = datetime(2026, 12, 1, 12, tzinfo=BRASILIA)


class Clock:
    """A clock that a test moves."""

    now = DAY

    def __call__(self) -> datetime:
        return self.now


class Counting:
    """services/verifying.py, and how often it was asked by codes."""

    def __init__(self) -> None:
        self.asked = 0

    def by_codes(self, office: Office, code: str, crc: str) -> Verdict:
        self.asked += 1
        return verifying.by_codes(office, code, crc)

    def by_file(self, office: Office, name: str, data: bytes) -> Verdict:
        return verifying.by_file(office, name, data)


def signed(mine: LogOffice, sequence: int) -> None:
    """Every signature of an agreement, that of its witness too; the file with them is kept."""
    mine.signed(sequence)
    file = mine.office.files.keep(pdf("assinado por todos"))
    assert file == sha256(pdf("assinado por todos"))
    mine.sign(sequence, "joao-da-silva", pdf("assinado por todos"))


@pytest.fixture
def mine(tmp_path: Path) -> LogOffice:
    """An office with a key, a signed agreement and a checkpoint."""
    mine = log_office(tmp_path)
    mine.key()
    signed(mine, 1)
    mine.checkpoint()
    return mine


@pytest.fixture
def clock() -> Clock:
    """The clock of the desk."""
    return Clock()


@pytest.fixture
def counting() -> Counting:
    """What judges."""
    return Counting()


@pytest.fixture
def desk(mine: LogOffice, counting: Counting, clock: Clock) -> OfficeDesk:
    """The desk of that office."""
    return OfficeDesk(mine.office, counting, clock, "teste")


def test_the_desk_is_what_the_portal_asks_for(desk: OfficeDesk) -> None:
    asked: portal_desk.PublicDesk = desk

    assert asked.healthy()


def test_a_verdict_is_kept_ready_and_says_the_same(desk: OfficeDesk, counting: Counting) -> None:
    verdict = desk.verify_codes(CODE, CRC)
    answer = json.loads(desk.ready_answer(CODE, CRC) or b"{}")

    assert verdict.situation is Situation.AUTHENTIC
    assert (answer["situacao"], answer["numero"]) == ("autentico", NUMBER)
    assert counting.asked == 1


def test_what_happens_to_a_document_is_told_within_a_tenth_of_a_second(
    desk: OfficeDesk, mine: LogOffice
) -> None:
    desk.verify_codes(CODE, CRC)
    assert desk._ready is not None
    now = 100.0
    desk._ready.clock = lambda: now
    assert desk.ready_answer(CODE, CRC) is not None

    mine.append(Cancelled(number=numbered(1), reason="Não vale."))
    now += 0.2

    assert desk.ready_answer(CODE, CRC) is None
    assert desk.verify_codes(CODE, CRC).situation is Situation.CANCELLED


def test_codes_that_lead_nowhere_are_never_kept(desk: OfficeDesk, counting: Counting) -> None:
    for code, crc in ((CODE, "00000000"), ("99999999", CRC)):
        assert desk.verify_codes(code, crc).situation in (Situation.UNKNOWN, Situation.WRONG_CRC)
        assert desk.ready_answer(code, crc) is None
    assert counting.asked == 2


def test_an_answer_that_speaks_of_the_term_falls_with_it(
    desk: OfficeDesk, mine: LogOffice, clock: Clock
) -> None:
    mine.append(counted(1), published(1))
    desk.verify_codes(CODE, CRC)
    assert json.loads(desk.ready_answer(CODE, CRC) or b"{}")["vigencia"] == "vigente"

    clock.now = datetime(2027, 1, 31, 0, 30, tzinfo=BRASILIA)
    desk._today = (0.0, "")

    assert desk.ready_answer(CODE, CRC) is None
    assert desk.verify_codes(CODE, CRC).term == "encerrada"


@pytest.mark.parametrize(
    ("verdict", "last"),
    [
        (
            Verdict(Situation.AUTHENTIC, "", "", term="vigente", term_end=date(2027, 1, 30)),
            "2027-01-30",
        ),
        (
            Verdict(
                Situation.AUTHENTIC,
                "",
                "",
                term="vigente",
                term_end=date(2027, 1, 30),
                ended_on=date(2026, 12, 31),
            ),
            "2026-12-31",
        ),
        (Verdict(Situation.AUTHENTIC, "", "", term="encerrada"), FOREVER),
        (Verdict(Situation.AUTHENTIC, "", "", term="futura"), "2026-12-01"),
        (Verdict(Situation.CANCELLED, "", ""), FOREVER),
        (Verdict(Situation.UNSIGNED, "", ""), None),
        (Verdict(Situation.UNKNOWN, "", ""), None),
    ],
)
def test_until_when_the_same_is_said(verdict: Verdict, last: str | None) -> None:
    assert last_day(verdict, DAY.date()) == last


def test_answers_are_made_ready_before_anybody_asks(
    desk: OfficeDesk, mine: LogOffice, counting: Counting
) -> None:
    signed(mine, 2)

    assert desk.prepare(("", ""), 1) == (CODE, CRC)
    assert desk.prepare((CODE, CRC), 5) == ("10000002", CRC)
    assert desk.prepare(("10000002", CRC), 5) is None

    assert counting.asked == 2
    assert desk.ready_answer("10000002", CRC) is not None


def test_the_codes_open_file_sheet_and_proof(desk: OfficeDesk, mine: LogOffice) -> None:
    proof = json.loads(desk.proof(CODE, CRC) or b"{}")
    sheet = desk.sheet(CODE, CRC)

    assert proof["numero"] == NUMBER
    assert proof["ponto"] is not None
    assert (sheet or b"").startswith(b"%PDF-")
    assert desk.signed_file(CODE, CRC) == pdf("assinado por todos")
    for ask in (desk.signed_file, desk.sheet, desk.proof):
        assert ask(CODE, "00000000") is None
        assert ask("99999999", CRC) is None


def test_the_register_shows_what_is_published_the_newest_first(
    desk: OfficeDesk, mine: LogOffice
) -> None:
    for sequence in (2, 3, 4):
        mine.draft(sequence)
    late = published(3, day=date(2024, 3, 7))
    mine.append(counted(2), published(2), counted(3, date(2026, 3, 7)), late)

    page = desk.published("", 1)

    assert [row.number for row in page.rows] == [str(numbered(3)), str(numbered(2))]
    assert [row.term for row in page.rows] == ["encerrada", "vigente"]
    assert page.rows[0].parties == ("Ministério Público do Estado de Mato Grosso (MPMT)",)
    assert (page.total, page.has_next) == (2, False)


def test_the_register_is_found_by_words_of_partner_place_process_and_number(
    desk: OfficeDesk, mine: LogOffice
) -> None:
    with mine.office.store.writing(mine.office.now, "Ana") as writing:
        append_drafted(writing, drafted("defensoria", sequence=2))
    mine.draft(3)
    mine.append(counted(2), published(2), counted(3), published(3))

    for words, numbers in (
        ("mato grosso", [3]),
        ("DEFENSORIA publica", [2]),
        ("3/2024", [3]),
        (str(numbered(2)), [2]),
        ("nada disso", []),
        ('"; DROP', []),
        ("\0", []),
    ):
        found = desk.published(words, 1)
        assert [row.number for row in found.rows] == [str(numbered(one)) for one in numbers], words
        assert found.total == len(numbers)


def test_a_long_register_comes_in_pages(desk: OfficeDesk, mine: LogOffice) -> None:
    count = PAGE_SIZE + 3
    with mine.office.store.writing(mine.office.now, "Ana") as writing:
        for sequence in range(2, count + 2):
            append_drafted(writing, drafted(sequence=sequence))
            for fact in (counted(sequence), published(sequence)):
                writing.append(fact)

    for query in ("", "mpmt"):
        first, second = desk.published(query, 1), desk.published(query, 2)
        assert (len(first.rows), first.has_next) == (PAGE_SIZE, True)
        assert (len(second.rows), second.has_next) == (3, False)
        assert not {row.number for row in first.rows} & {row.number for row in second.rows}
        assert desk.published(query, 3).rows == ()


def test_an_agreement_is_shown_only_when_published_and_without_personal_data(
    tmp_path: Path, counting: Counting, clock: Clock
) -> None:
    office = office_at(tmp_path)
    desk = OfficeDesk(office, counting, clock)
    made = drafted(
        sequence=1,
        representante__cpf=CPF,
        representante__rg="1234567 SSP/MT",
        nome=f"Ministério Público (CPF {CPF})",
    )
    with office.store.writing(office.now, "Ana") as writing:
        writing.append(recorded())
        append_drafted(writing, made)
    assert desk.agreement(NUMBER) is None

    with office.store.writing(office.now, "Ana") as writing:
        for fact in (counted(1), published(1)):
            writing.append(fact)
        writing.append(
            Ended(
                number=numbered(1),
                form="denuncia",
                notified_on=date(2026, 10, 1),
                effective_on=date(2026, 11, 1),
                reason="Perda de interesse.",
            )
        )
    found = desk.agreement(NUMBER)

    assert found is not None
    assert found.title == f"Acordo de Cooperação Técnica nº {NUMBER}"
    assert found.gazette.edition == "27"
    assert (found.ended_on, found.ended_by) == (date(2026, 11, 1), "por denúncia")
    assert found.row.term == "encerrada"
    assert [party.acronym for party in found.parties] == ["SENACON", "MPMT"]
    said = repr(found) + repr(desk.published("", 1))
    assert CPF not in said
    assert "529982247" not in said
    assert "1234567" not in said
    assert "***.982.247-**" in said
    assert "Perda de interesse" not in said


def test_keys_checkpoint_and_verifier_are_those_of_the_body(
    desk: OfficeDesk, mine: LogOffice
) -> None:
    (key,) = desk.public_keys()
    checkpoint = desk.checkpoint()

    assert (key.state, key.algorithm) == ("ativa", "Ed25519")
    assert checkpoint is not None
    assert checkpoint.key_id == key.id
    assert checkpoint.text.splitlines()[1] == str(checkpoint.size)
    assert {one.name for one in desk.verifiers()} == {"conferir.html", "conferir.py"}
    assert all(key.public.encode() in one.data for one in desk.verifiers())


def test_a_body_without_key_or_checkpoint_has_neither(
    tmp_path: Path, counting: Counting, clock: Clock
) -> None:
    desk = OfficeDesk(office_at(tmp_path), counting, clock)

    assert desk.public_keys() == ()
    assert desk.checkpoint() is None


def test_an_office_without_a_folder_answers_all_the_same(
    mine: LogOffice, counting: Counting, clock: Clock
) -> None:
    desk = OfficeDesk(replace(mine.office, folder=None), counting, clock)

    assert desk.verify_codes(CODE, CRC).situation is Situation.AUTHENTIC
    assert desk.ready_answer(CODE, CRC) is None
    assert desk.prepare(("", ""), 5) is None


def test_an_answer_of_an_earlier_day_is_not_given_for_a_later_one(desk: OfficeDesk) -> None:
    assert desk.kept is not None
    desk.verify_codes(CODE, CRC)
    seq = desk.kept.drawn(CODE, CRC)
    assert seq is not None

    desk.kept.keep([Ready(CODE, CRC, seq, f"{DAY.date() - timedelta(days=1)}", b"de ontem")])

    assert desk.ready_answer(CODE, CRC) is None
