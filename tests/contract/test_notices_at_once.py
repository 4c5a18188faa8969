"""Several runs of `aviso enviar` at once: one works, the others do nothing; each message once."""

import multiprocessing
import os
import signal
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from time import monotonic, sleep

from notices.smtp import SmtpMailer
from registry.database import open_database
from registry.store import Store
from services.notifying import list_owed, send_notices
from services.notifying_people import add_recipient
from tests.facts import recorded
from tests.notices.samples import ANA, BIA
from tests.notices.servers import HOST, Mailbox, mail_server
from tests.processes import quick_processes
from tests.registry.scratch import NOON
from tests.services.notice_offices import TODAY, agree, notice_office

PROCESSES = 3
LOCK = "avisos"
LONGEST_WAIT = 30


def _send_at_once(
    url: str, folder: Path, port: int, gate: Barrier, answers: "multiprocessing.Queue[int]"
) -> None:
    office = notice_office(folder, TODAY, url)
    gate.wait(120)
    report = send_notices(office, SmtpMailer(f"smtp://{HOST}:{port}?timeout=20"))
    answers.put(len(report.sent))
    office.store.close()


def test_runs_at_once_hand_over_each_message_once(url: str, tmp_path: Path) -> None:
    office = notice_office(tmp_path, TODAY, url)
    for place in range(1, 6):
        agree(office, place, TODAY.replace(year=2027, month=1, day=30))
    add_recipient(office, "3/2024", BIA.name, BIA.email)
    several = quick_processes()
    gate = several.Barrier(PROCESSES)
    answers: multiprocessing.Queue[int] = several.Queue()
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        processes = [
            several.Process(target=_send_at_once, args=(url, tmp_path, port, gate, answers))
            for _ in range(PROCESSES)
        ]
        for process in processes:
            process.start()
        sent = [answers.get(timeout=240) for _ in processes]
        for process in processes:
            process.join()

    assert sum(sent) == 2
    assert sorted(recipients[0] for _, recipients, _ in mailbox.taken) == [ANA.email, BIA.email]
    assert list_owed(office).pending == ()
    assert office.store.broken_links() == []
    office.store.close()


def _hold(url: str, held: Event) -> None:
    store = Store(open_database(url))
    with store.alone(LOCK) as alone:
        if alone:
            held.set()
        sleep(600)


def test_a_lock_is_held_by_one_and_falls_when_its_process_is_killed(url: str, store: Store) -> None:
    several = quick_processes()
    held = several.Event()
    holder = several.Process(target=_hold, args=(url, held))
    holder.start()
    assert held.wait(120)
    with store.alone(LOCK) as alone, store.alone("outra") as other:
        assert (alone, other) == (False, True)
    assert holder.pid is not None
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()

    deadline = monotonic() + LONGEST_WAIT
    free = False
    while not free and monotonic() < deadline:  # a server takes a moment to notice
        with store.alone(LOCK) as free:
            pass
        sleep(0.02)
    assert free
    with store.alone(LOCK) as again:
        assert again


def test_who_holds_the_lock_keeps_nobody_from_writing(store: Store) -> None:
    with store.alone(LOCK) as alone:
        with store.writing(NOON, "Ana Lima") as writing:
            writing.append(recorded())
        assert alone

    assert store.last_seq() == 1
