"""Deadlines as an iCalendar file (RFC 5545) that Outlook and Google take in.

All-day events with an alarm at nine in the morning of each notice's day. An event keeps its UID
when its deadline moves, with a higher SEQUENCE; a matter that is closed is CANCELLED. It leaves out
time zones, which days do not have: X-WR-TIMEZONE only names the one the calendar belongs to.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from notices.due import Due, Subject
from notices.ladder import ONE_DAY, Notice
from notices.message import one_line
from notices.owed import Rules

ALARM_HOUR = time(9)
MOST_OCTETS = 75
"""Of a line, its end not counted (RFC 5545, 3.1)."""

CATEGORIES: dict[Subject, str] = {
    "vencimento": "Vencimento",
    "prorrogacao": "Prorrogação",
    "publicacao": "Publicação",
    "assinatura": "Assinatura",
    "acao": "Plano de trabalho",
    "relatorio": "Relatório final",
}
DEADLINES: dict[Subject, str] = {
    "vencimento": "Fim da vigência",
    "prorrogacao": "Fim da vigência, com prorrogação pedida",
    "publicacao": "Último dia para publicar o extrato no DOU",
    "assinatura": "Aberto para assinatura",
    "acao": "Fim do prazo da ação",
    "relatorio": "Último dia do relatório final conjunto",
}
WALLS: dict[Subject, str] = {
    "vencimento": "Último dia seguro para pedir a prorrogação",
    "prorrogacao": "Último dia com expediente para assinar o termo aditivo",
    "publicacao": "Último dia para enviar o extrato ao DOU",
    "assinatura": "Último dia para assinar",
    "acao": "Último dia com expediente para concluir a ação",
    "relatorio": "Último dia com expediente para o relatório final conjunto",
}


def calendar(dues: Iterable[Due], stamp: datetime, rules: Rules, name: str = "Pactua") -> bytes:
    """The whole file. `stamp` is the moment of writing: same values and moment, same bytes.

    The sender's domain ends the UIDs, so it should stay the same through the years.
    """
    domain = rules.sender.email.strip().rpartition("@")[2].encode("idna").decode("ascii")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Pactua//Prazos//PT",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-WR-TIMEZONE:America/Sao_Paulo",
    ]
    for due in dues:
        lines += _events(due, stamp, rules.notices(due), domain)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _events(due: Due, stamp: datetime, notices: tuple[Notice, ...], domain: str) -> Iterator[str]:
    """The deadline and, where it is another day, the last day on which one can still act.

    Alarms of the days before go with the earlier event: that is the day to prepare for.
    """
    wall = next((notice.day for notice in notices if notice.rung.wall), None)
    days = [notice.day for notice in notices]
    if wall is None or wall == due.deadline:
        yield from _event(due, stamp, "prazo", due.deadline, DEADLINES[due.subject], days, domain)
        return
    before = [day for day in days if day <= wall]
    after = [day for day in days if day > wall]
    yield from _event(due, stamp, "parede", wall, WALLS[due.subject], before, domain)
    yield from _event(due, stamp, "prazo", due.deadline, DEADLINES[due.subject], after, domain)


def _event(
    due: Due, stamp: datetime, part: str, day: date, what: str, alarms: list[date], domain: str
) -> Iterator[str]:
    uid = hashlib.sha256(f"{due.key}\n{part}".encode()).hexdigest()[:32]
    summary = escaped(f"{what}: {one_line(due.title)}")
    told = [f"Instrumento nº {one_line(due.instrument)}"]
    told += [f"{one_line(label)}: {one_line(value)}" for label, value in due.details]
    if due.closed is not None:
        told.append(one_line(due.closed.text))
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@{domain}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{2 * due.revision + (due.closed is not None)}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + ONE_DAY:%Y%m%d}"
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{escaped(chr(10).join(told))}"
    yield f"CATEGORIES:{CATEGORIES[due.subject]}"
    yield f"STATUS:{'CONFIRMED' if due.closed is None else 'CANCELLED'}"
    yield "TRANSP:TRANSPARENT"
    yield "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
    yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    if due.closed is None:
        for alarm in alarms:
            yield "BEGIN:VALARM"
            yield "ACTION:DISPLAY"
            yield f"TRIGGER:{_trigger(alarm, day)}"
            yield f"DESCRIPTION:{summary}"
            yield "END:VALARM"
    yield "END:VEVENT"


def _trigger(alarm: date, day: date) -> str:
    """The time from the start of the day to nine o'clock of the alarm's day: `-P29DT15H`."""
    apart = datetime.combine(alarm, ALARM_HOUR) - datetime.combine(day, time())
    sign = "-" if apart < timedelta() else ""
    apart = abs(apart)
    days = f"{apart.days}D" if apart.days else ""
    return f"{sign}P{days}T{apart.seconds // 3600}H"


def escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11); control characters other than line ends vanish."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = marked.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(c for c in line if c >= " " and c != "\x7f") for line in lines)


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no character cut in two."""
    pieces = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > MOST_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece])
