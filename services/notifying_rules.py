"""Who is told, who tells, on which days nothing is sent: the rules of notices of this office.

All of it stands in orgao.yaml (`papeis`, `remetente`, `avisos`); what is missing there is told with
its remedy, and stops nothing that can do without it.
"""

import hashlib
from datetime import date, timedelta

from faults.errors import UsageError
from instruments.arrangements import Officer
from instruments.instrument import stable_json
from notices.due import Recipient, Subject
from notices.ladder import Ladders, bundled_ladders, own_ladders
from notices.owed import SUPERIOR, Rules
from services.office import Office

NOBODY = Recipient("Pactua", "pactua@localhost.localdomain")
"""The sender where nobody is named: messages to the screen need no address that works."""

SUBJECTS: tuple[Subject, ...] = (
    "vencimento", "prorrogacao", "publicacao", "assinatura", "acao", "relatorio",
)  # fmt: skip
ORGAO = "orgao.yaml"


def rules_of(office: Office) -> Rules:
    """The rules of notices. Raises InvalidData for ladders that are none."""
    roles = office.arrangements.roles
    people = {
        role: (_person(officer),)
        for role, officer in (
            ("coordenador", roles.coordinator),
            (SUPERIOR, roles.superior),
            ("juridico", roles.counsel),
        )
        if officer is not None
    }
    sender = office.arrangements.sender or roles.coordinator
    return Rules(
        people=people,
        sender=_person(sender) if sender else NOBODY,
        why_not=office.calendar.why_not,
        ladders=_ladders(office),
    )


def _ladders(office: Office) -> Ladders:
    changes = office.arrangements.ladders
    return own_ladders(changes, f"{ORGAO}: avisos") if changes else bundled_ladders()


def _person(officer: Officer) -> Recipient:
    return Recipient(officer.name, officer.email)


def check_sender(office: Office) -> None:
    """Raise UsageError when messages that leave this machine would have no sender."""
    if office.arrangements.sender is None:
        raise UsageError(
            f"{ORGAO} não diz em nome de quem os avisos saem (remetente).",
            "Escreva em PACTUA_DIR/orgao.yaml: remetente: {nome: ..., email: ...}",
        )


def gaps(rules: Rules) -> list[str]:
    """What orgao.yaml leaves open, each with what follows from it and what to write."""
    found = []
    asked = {role for subject in SUBJECTS for role in rules.ladders.of(subject).roles}
    for role in sorted(asked - rules.people.keys()):
        found.append(
            f"{ORGAO} não tem {role}: os avisos deste papel {_instead(rules)}. {_remedy(role)}"
        )
    if SUPERIOR not in rules.people and SUPERIOR not in asked:
        found.append(
            f"{ORGAO} não tem superior: o aviso que ninguém assumir não sobe a ninguém. "
            f"{_remedy(SUPERIOR)}"
        )
    return found


def _instead(rules: Rules) -> str:
    return "vão ao superior" if SUPERIOR in rules.people else "não têm a quem ir"


def _remedy(role: str) -> str:
    return f"Escreva em PACTUA_DIR/orgao.yaml: papeis: {{{role}: {{nome: ..., email: ...}}}}"


def fingerprint(rules: Rules, today: date) -> str:
    """The same for the same people, ladders and days without sending: what was looked at under
    other rules must be looked at again."""
    first, last = date(today.year - 1, 1, 1), date(today.year + 1, 12, 31)
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    quiet = [day.isoformat() for day in days if day.weekday() < 5 and rules.why_not(day)]
    told = {
        "pessoas": {role: [one.key for one in people] for role, people in rules.people.items()},
        "escadas": rules.ladders.as_data(),
        "dias": quiet,
    }
    return hashlib.sha256(stable_json(told).encode()).hexdigest()
