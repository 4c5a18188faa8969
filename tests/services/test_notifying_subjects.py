"""What is told of the extract in its two readings, and of the final joint report."""

from datetime import date
from pathlib import Path

import pytest

from instruments.lifecycle_facts import Counted, Ended
from instruments.tied_facts import Reported
from services.notifying import list_owed, send_notices, simulate
from services.office import Office
from tests.notices.fakes import MemoryMailer
from tests.offices import on
from tests.services.notice_offices import draft, notice_office, number, seed_office


def told(office: Office, day: date) -> list[tuple[str, str]]:
    """(subject, rung) of what is owed on a day."""
    return [
        (one.owed.notice.due.subject, one.owed.notice.rung.name)
        for one in list_owed(on(office, day)).pending
        if one.owed.notice.due.subject in ("publicacao", "relatorio")
    ]


def words(office: Office, day: date, about: str) -> list[str]:
    """What the message of a day says of one subject: its headline and its paragraphs."""
    (message,) = simulate(on(office, day))
    lines = [line.strip() for line in message.text.split("\n") if line.strip()]
    start = next(place for place, line in enumerate(lines) if about in line)
    rest = lines[start + 1 :]
    end = next(place for place, line in enumerate(rest) if line.startswith("Instrumento"))
    headline = lines[start].partition(". ")[2].removeprefix("URGENTE. ")
    return [headline, *rest[:end]]


@pytest.fixture
def unpublished(tmp_path: Path) -> Office:
    """Signed in May 2026: its extract by 9 June, prudently by the 5th; Corpus Christi before."""
    office = notice_office(tmp_path, date(2026, 5, 20))
    draft(office, 1)
    counted = Counted(
        number=number(1),
        signed_on=date(2026, 5, 20),
        months=36,
        end=date(2029, 5, 20),
        publish_by=date(2026, 6, 9),
        publish_prudent=date(2026, 6, 5),
        send_by=date(2026, 6, 3),
        renew_by=date(2029, 4, 20),
        renew_prudent=date(2029, 4, 20),
    )
    with office.store.writing(office.now, office.actor) as writing:
        writing.append(counted)
    return office


@pytest.fixture
def ending(tmp_path: Path) -> Office:
    """The agreement of 2024, whose term ends on 30 January 2027."""
    return seed_office(tmp_path)


@pytest.mark.parametrize(
    ("day", "rung"),
    [
        (date(2026, 6, 2), "D-2"),
        (date(2026, 6, 3), "D-0"),
        (date(2026, 6, 7), "D-0"),
        (date(2026, 6, 8), "último envio"),
        (date(2026, 6, 10), "vencido"),
    ],
)
def test_an_extract_is_told_of_on_the_last_day_to_send_it_in_either_reading(
    unpublished: Office, day: date, rung: str
) -> None:
    assert told(unpublished, day) == [("publicacao", rung)]


def test_the_last_day_to_send_is_also_found_after_a_run_that_looked_at_everything(
    unpublished: Office,
) -> None:
    send_notices(on(unpublished, date(2026, 6, 5)), MemoryMailer())

    assert told(unpublished, date(2026, 6, 7)) == []
    assert told(unpublished, date(2026, 6, 8)) == [("publicacao", "último envio")]


def test_each_day_to_send_says_for_which_day_of_publication_it_serves(unpublished: Office) -> None:
    title = "ACT nº 1/2024 (MPMT)"

    assert words(unpublished, date(2026, 6, 2), "extrato ao DOU") == [
        f"{title}: envie o extrato ao DOU até 03/06/2026 (quarta-feira), amanhã",
        "O extrato deve estar publicado até 05/06/2026 (sexta-feira), na leitura prudente; na "
        "letra da cláusula, até 09/06/2026 (terça-feira).",
    ]
    assert words(unpublished, date(2026, 6, 3), "extrato ao DOU") == [
        f"{title}: hoje é o último dia para enviar o extrato ao DOU, na leitura prudente",
        "Para sair até 05/06/2026 (sexta-feira), o extrato deve ser enviado à Imprensa Nacional "
        "ainda hoje.",
        "Na letra da cláusula, o prazo de publicação termina em 09/06/2026 (terça-feira).",
    ]
    assert words(unpublished, date(2026, 6, 8), "extrato ao DOU") == [
        f"{title}: hoje é o último dia para enviar o extrato ao DOU",
        "Na letra da cláusula, o extrato sai até 09/06/2026 (terça-feira); o último dia de envio "
        "à Imprensa Nacional para isso é hoje.",
        "Se o extrato já saiu, registre a publicação.",
    ]
    assert words(unpublished, date(2026, 6, 9), "extrato ao DOU")[0] == (
        f"{title}: já passou o último dia para enviar o extrato ao DOU"
    )


@pytest.mark.parametrize(
    ("day", "rung"),
    [
        (date(2027, 3, 1), "D-30"),
        (date(2027, 3, 16), "D-15"),
        (date(2027, 3, 31), "D-0"),
        (date(2027, 4, 1), "vencido"),
    ],
)
def test_the_final_report_is_told_of_until_it_is_made(ending: Office, day: date, rung: str) -> None:
    assert told(ending, day) == [("relatorio", rung)]

    with ending.store.writing(ending.now, ending.actor) as writing:
        writing.append(Reported(number=number(1), made_on=date(2027, 2, 10)))

    assert told(ending, day) == []


def test_nobody_is_told_of_the_report_while_the_term_runs(ending: Office) -> None:
    assert told(ending, date(2027, 1, 30)) == []


def test_the_report_of_an_early_end_is_counted_from_that_end(ending: Office) -> None:
    ended = Ended(
        number=number(1),
        form="denuncia",
        notified_on=date(2026, 3, 2),
        effective_on=date(2026, 4, 1),
        reason="Fim do interesse.",
        report_by=date(2026, 5, 31),
        report_prudent=date(2026, 5, 29),
    )
    with ending.store.writing(ending.now, ending.actor) as writing:
        writing.append(ended)

    assert told(ending, date(2026, 5, 29)) == [("relatorio", "D-0")]
    assert told(ending, date(2026, 6, 1)) == [("relatorio", "vencido")]


def test_the_report_is_told_of_in_these_words(ending: Office) -> None:
    title = "ACT nº 1/2024 (MPMT)"

    assert words(ending, date(2027, 3, 1), "relatório final conjunto é devido") == [
        f"{title}: o relatório final conjunto é devido até 31/03/2027 (quarta-feira), daqui a "
        "30 dias",
        "Reúna com o partícipe o que se cumpriu do plano de trabalho e gere o relatório no "
        "sistema.",
    ]
    assert words(ending, date(2027, 3, 31), "para o relatório final conjunto") == [
        f"{title}: hoje é o último dia com expediente para o relatório final conjunto",
        "O prazo do relatório termina em 31/03/2027 (quarta-feira), hoje.",
    ]
