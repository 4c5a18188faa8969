"""Private calendars of deadlines: an address that only its holder knows, made, listed and revoked.

What is due is the business of notifying; here it is only decided whose deadlines an address shows:
those of a role of orgao.yaml, or those of which a person is told by e-mail.
"""

import hashlib
import secrets
from typing import Any
from urllib.parse import urljoin

from pydantic_core import PydanticCustomError

from faults.errors import NotFound, StateError, UsageError
from instruments.agenda_facts import AgendaOpened, AgendaRevoked
from instruments.identifiers import check_email
from notices.due import Due, Recipient
from notices.owed import Rules
from services.notifying_ahead import agenda
from services.notifying_rules import rules_of
from services.office import Office

ROLES = ("coordenador", "superior", "juridico")
SECRET_BYTES = 32
PATH = "/agenda/{secret}.ics"


def open_agenda(office: Office, holder: str) -> tuple[str, str]:
    """Make an address for a role or an e-mail; its id, and the secret that is told only now.

    Raises UsageError for who cannot be told of anything.
    """
    named = _holder(rules_of(office), holder)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with office.store.writing(office.now, office.actor) as writing:
        fact = AgendaOpened(
            id=secrets.token_hex(4),
            holder=named,
            secret_sha256=_hash(secret),
            opened_at=office.now,
        )
        writing.append(fact)
    return fact.id, secret


def list_agendas(office: Office) -> list[dict[str, Any]]:
    """Every address ever made, without its secret."""
    return office.store.agenda_rows()


def revoke_agenda(office: Office, agenda_id: str) -> None:
    """Make an address show nothing any more. Raises NotFound or StateError."""
    row = next((row for row in list_agendas(office) if row["id"] == agenda_id), None)
    if row is None:
        raise NotFound(f"não há agenda {agenda_id}.", "Veja as que há com: pactua agenda listar")
    if row["revogada_em"]:
        raise StateError(f"a agenda {agenda_id} já foi revogada.", "Nada mais é preciso.")
    with office.store.writing(office.now, office.actor) as writing:
        writing.append(AgendaRevoked(id=agenda_id, revoked_at=office.now))


def feed(office: Office, secret: str) -> bytes | None:
    """The calendar behind a secret; None when it opens none."""
    holder = office.store.agenda_holder(_hash(secret))
    if holder is None:
        return None
    rules = rules_of(office)
    return agenda(office, lambda due: _concerns(due, rules, holder))


def address_of(office: Office, secret: str) -> str:
    """The whole address where that of the check page is known, else its path."""
    path = PATH.format(secret=secret)
    return urljoin(office.arrangements.checking.address or "", path)


def _concerns(due: Due, rules: Rules, holder: str) -> bool:
    """Whether the holder of a role, or of an e-mail address, is among those told of this."""
    if holder in due.roles:
        return True
    people = rules.people.get(holder, ()) if holder in ROLES else (Recipient("", holder),)
    wanted = {person.key for person in people}
    told = [person for role in due.roles for person in rules.people.get(role, ())]
    return any(person.key in wanted for person in (*told, *due.extra))


def _holder(rules: Rules, text: str) -> str:
    name = text.strip()
    if name.casefold() in ROLES:
        role = name.casefold()
        if role not in rules.people:
            raise UsageError(
                f"orgao.yaml não diz quem é {role}.",
                f"Escreva em PACTUA_DIR/orgao.yaml: papeis: {{{role}: {{nome: ..., email: ...}}}}",
            )
        return role
    try:
        return str(check_email(name))
    except PydanticCustomError as error:
        raise UsageError(
            f"“{text}” não é um papel nem um e-mail.",
            f"Use {', '.join(ROLES)} ou o e-mail de quem recebe avisos.",
        ) from error


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
