"""Dues, people and rules for tests of notices, and the shorthand to make a log of them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from law.calendar import federal_calendar
from notices.due import Due, Recipient
from notices.ladder import Ladders, Notice, bundled_ladders, own_ladders
from notices.log import Log, LogEntry, entry
from notices.owed import Rules

ANA = Recipient("Ana Souza", "ana.souza@mj.gov.br")
BIA = Recipient("Bia Lima", "bia.lima@mj.gov.br")
CHIEF = Recipient("Caio Reis", "caio.reis@mj.gov.br")
SENDER = Recipient("Acordos da Senacon", "acordos@mj.gov.br")
PEOPLE = {"coordenador": (ANA,), "superior": (CHIEF,)}

EXPIRY = Due(
    key="vencimento:1/2024/CIHP/CGSINDEC/DPDC/SENACON",
    subject="vencimento",
    instrument="1/2024/CIHP/CGSINDEC/DPDC/SENACON",
    title="Acordo nº 1/2024 com o MPMT",
    deadline=date(2027, 1, 30),
    opened=date(2024, 1, 30),
    wall_day=date(2026, 12, 30),
    details=(
        ("Partícipe", "Ministério Público do Estado de Mato Grosso"),
        ("Processo", "08012.002734/2023-09"),
    ),
)
"""The seed's agreement: D-180 on 03/08/2026, then 02/10, 01/11, 01/12, 16/12, the wall on 30/12."""

PUBLICATION = Due(
    key="publicacao:1/2024/CIHP/CGSINDEC/DPDC/SENACON",
    subject="publicacao",
    instrument="1/2024/CIHP/CGSINDEC/DPDC/SENACON",
    title="Acordo nº 1/2024 com o MPMT",
    deadline=date(2024, 2, 7),
    count_to=date(2024, 2, 6),
    opened=date(2024, 1, 30),
)
SIGNING = Due(
    key="assinatura:1/2024/CIHP/CGSINDEC/DPDC/SENACON",
    subject="assinatura",
    instrument="1/2024/CIHP/CGSINDEC/DPDC/SENACON",
    title="Acordo nº 1/2024 com o MPMT",
    deadline=date(2024, 1, 10),
    details=(("Falta assinar", "SENACON"),),
)
ACTION = Due(
    key="acao:1/2024/CIHP/CGSINDEC/DPDC/SENACON:3",
    subject="acao",
    instrument="1/2024/CIHP/CGSINDEC/DPDC/SENACON",
    title="Acordo nº 1/2024 com o MPMT, ação “Capacitar servidores”",
    deadline=date(2026, 1, 31),
)


@cache
def ladders() -> Ladders:
    return bundled_ladders()


def rules(**changes: object) -> Rules:
    """The rules of a body with a coordinator and a superior."""
    plain = Rules(PEOPLE, SENDER, federal_calendar().why_not)
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields by name, from a test


def rules_with(**subjects: dict[str, object]) -> Rules:
    """The same with another ladder for some subjects."""
    return rules(ladders=own_ladders(subjects, "teste"))


def notices(due: Due) -> dict[str, Notice]:
    """The notices of a Due by the names of their rungs."""
    return {notice.rung.name: notice for notice in rules().notices(due)}


def noon(day: date) -> datetime:
    """Noon in Brasília."""
    return datetime(day.year, day.month, day.day, 15, tzinfo=UTC)


def day(text: str) -> date:
    """A date as people write it: 30/12/2026."""
    return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC).date()


def sent(due: Due, rung: str, to: Recipient = ANA, on: date | None = None) -> LogEntry:
    """The line that says that a rung went to somebody, on its own day unless told."""
    notice = notices(due)[rung]
    return entry(notice, "enviado", noon(on or notice.day), recipient=to.key, message_id="<m@x>")


def log_of(*lines: LogEntry) -> Log:
    return Log(lines)
