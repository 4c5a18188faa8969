"""kill -9 in the middle of `aviso enviar`: nothing is lost, nothing leaves under two names.

The points are statements, commits and both ends of the handing over, drawn by lot; every fourth
run dies where it hurts most, between the mail server's answer and the record. The mail server is a
real one and outlives the runs.
"""

import os
import random
import re
import signal
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import event

from law.calendar import federal_calendar
from notices.message import Message
from notices.outbox import Mailer, Receipt
from notices.smtp import SmtpMailer
from registry.search_check import IndexCopy
from registry.verification import verify
from services.notifying import list_owed, send_notices
from services.notifying_people import add_recipient
from services.office import Office
from tests.contract.test_kill import MOMENTS, in_a_process_of_its_own
from tests.notices.samples import BIA
from tests.notices.servers import HOST, Mailbox, mail_server
from tests.services.notice_offices import agree, notice_office

SEED = 20261201
FIRST_DAY = date(2026, 3, 2)
FLUSHES = 3
"""Runs after the last kill: what was held back because a digest had left goes on the next day."""

HANDED_OVER = "entregue"
Step = Callable[[str], None]


class WatchedMailer:
    """Hands messages on, and says when one goes and when one has gone."""

    def __init__(self, mailer: Mailer, step: Step) -> None:
        self._mailer = mailer
        self._step = step

    def send(self, message: Message) -> Receipt:
        self._step("a entregar")
        receipt = self._mailer.send(message)
        self._step(HANDED_OVER)
        return receipt


def _run(url: str, folder: Path, day: date, port: int, step: Step) -> bool:
    """One run that steps at each point; whether it was the only one."""
    with _office(url, folder, day) as office:
        engine = office.store._engine

        def told(*_: object) -> None:
            step("banco")

        for moment in MOMENTS:
            event.listen(engine, moment, told)
        mailer = SmtpMailer(f"smtp://{HOST}:{port}?timeout=10")
        return not send_notices(office, WatchedMailer(mailer, step)).busy


@contextmanager
def _office(url: str, folder: Path, day: date) -> Iterator[Office]:
    office = notice_office(folder, day, url)
    yield office
    office.store.close()


def _run_until(url: str, folder: Path, day: date, port: int, point: int) -> bool:
    """A run in a process that dies at this point (0: once a message is handed over); whether so."""
    child = os.fork()
    if child == 0:
        left = point

        def step(what: str) -> None:
            nonlocal left
            left -= 1
            if left == 0 or (point == 0 and what == HANDED_OVER):
                os.kill(os.getpid(), signal.SIGKILL)

        _run(url, folder, day, port, step)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _finish(url: str, folder: Path, day: date, port: int) -> int:
    """The run after it, once the server has noticed that its predecessor is gone; its points."""
    count = 0

    def step(_: str) -> None:
        nonlocal count
        count += 1

    while not _run(url, folder, day, port, step):
        sleep(0.02)
        count = 0
    return count


def _prepare(url: str, folder: Path, day: date, turn: int) -> None:
    """Two agreements whose notices come today, one of them with a recipient of its own."""
    with _office(url, folder, day) as office:
        for place in (2 * turn + 1, 2 * turn + 2):
            agree(office, place, day + timedelta(days=180))
        add_recipient(office, f"{2 * turn + 1}/2024", BIA.name, BIA.email)


def _faults(url: str, folder: Path, day: date) -> list[str]:
    with _office(url, folder, day) as office, office.store.snapshot() as snapshot:
        done = verify(snapshot, office.files, IndexCopy("busca.db", None))
    return [finding.line() for finding in done.findings]


def _unsent(url: str, folder: Path, day: date) -> list[str]:
    with _office(url, folder, day) as office:
        return [one.owed.notice.id for one in list_owed(office).pending]


def kill_and_check(url: str, folder: Path, port: int, count: int, seed: int) -> list[str]:
    """Kill a run on each of so many days, check what is kept, and let the next run finish.

    Runs in a process of its own, which has one thread and so may fork.
    """
    lot = random.Random(seed)
    day, faults = FIRST_DAY, []
    _prepare(url, folder, day, 0)
    points = _finish(url, folder, day, port)
    for turn in range(1, count + 1):
        day = federal_calendar().next_business_day(day)
        _prepare(url, folder, day, turn)
        point = lot.randint(1, points) if turn % 4 else 0
        if not _run_until(url, folder, day, port, point):
            faults.append(f"dia {day}, ponto {point}: o processo chegou ao fim")
        faults += [f"dia {day}, ponto {point}: {fault}" for fault in _faults(url, folder, day)]
        if turn % 8 != 0:  # else the run of the next day finds what this one left
            _finish(url, folder, day, port)
    for _ in range(FLUSHES):
        day = federal_calendar().next_business_day(day)
        _finish(url, folder, day, port)
    return faults + _faults(url, folder, day) + _unsent(url, folder, day)


def delivered(mailbox: Mailbox) -> dict[tuple[str, str, str], set[str]]:
    """By agreement, rung and recipient: the Message-IDs under which it left."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for _, (recipient,), content in mailbox.taken:
        mail = message_from_bytes(content, policy=default)
        body = mail.get_body(("plain",))
        assert body is not None
        text = body.get_content()
        agreements = re.findall(r"Instrumento: .* nº (\d+)/2024/", text)
        rungs = re.findall(r"Aviso [0-9a-f]{16} \(([^)]+)\)", text)
        for agreement, rung in zip(agreements, rungs, strict=True):
            found[agreement, rung, recipient].add(str(mail["Message-ID"]))
    return found


def copies(mailbox: Mailbox) -> int:
    """How many messages the server was handed more than once."""
    ids = [message_from_bytes(content)["Message-ID"] for *_, content in mailbox.taken]
    return len(ids) - len(set(ids))


def check(url: str, folder: Path, count: int) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        faults = in_a_process_of_its_own(kill_and_check, url, folder, port, count, SEED)

    sent = delivered(mailbox)
    assert faults == []
    assert {key: ids for key, ids in sent.items() if len(ids) > 1} == {}
    assert {agreement for agreement, *_ in sent} == {str(n) for n in range(1, 2 * count + 3)}
    to_bia = {agreement for agreement, _, recipient in sent if recipient == BIA.email}
    assert to_bia == {str(place) for place in range(1, 2 * count + 2, 2)}
    assert copies(mailbox) >= count // 4  # the one case that nothing can exclude did come up


def test_a_run_killed_on_each_of_20_days_loses_no_notice_and_sends_none_anew(
    url: str, tmp_path: Path
) -> None:
    check(url, tmp_path, 20)


@pytest.mark.soak
def test_a_run_killed_on_each_of_200_days_loses_no_notice_and_sends_none_anew(
    url: str, tmp_path: Path
) -> None:
    check(url, tmp_path, 200)
