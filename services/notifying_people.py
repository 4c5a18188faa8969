"""Who is told of one instrument, beside the roles of orgao.yaml."""

from faults.errors import NotFound, UsageError
from faults.validation import validate
from instruments.notice_facts import RecipientAdded, RecipientRemoved
from notices.due import Recipient
from registry import notice_queries
from services.instruments import find_number
from services.notifying_ledger import number_of
from services.office import Office


def recipients(office: Office, text: str) -> list[Recipient]:
    """Who is told of an instrument beside the roles."""
    number = find_number(office, text)
    with office.store.snapshot() as connection:
        found = notice_queries.recipients(connection, [number])
    return [Recipient(name, email) for name, email in found.get(number, [])]


def add_recipient(office: Office, text: str, name: str, email: str) -> list[Recipient]:
    """From now on this person is told of everything due of the instrument. Raises InvalidData."""
    number = find_number(office, text)
    fact = _checked_recipient(number, name, email)
    if Recipient(fact.name, fact.email) not in recipients(office, number):
        with office.store.writing(office.now, office.actor) as writing:
            writing.append(fact)
    return recipients(office, number)


def remove_recipient(office: Office, text: str, email: str) -> list[Recipient]:
    """This person is no longer told. Raises NotFound when nobody has this address."""
    number = find_number(office, text)
    wanted = email.strip().casefold()
    for person in recipients(office, number):
        if person.key == wanted:
            with office.store.writing(office.now, office.actor) as writing:
                writing.append(RecipientRemoved(number=number_of(number), email=person.email))
            return recipients(office, number)
    raise NotFound(
        f"{email} não é destinatário do instrumento nº {number}.",
        f"Veja quem é com: pactua aviso destinatario {text}",
    )


def _checked_recipient(number: str, name: str, email: str) -> RecipientAdded:
    data = {"numero": number, "nome": name, "email": email}
    return validate(RecipientAdded, data, "--incluir")


def parse_recipient(text: str) -> tuple[str, str]:
    """(name, address) of `Bia Lima <bia@orgao.gov.br>`. Raises UsageError."""
    name, _, rest = text.partition("<")
    address, closing, tail = rest.partition(">")
    if not name.strip() or not address.strip() or not closing or tail.strip():
        raise UsageError(
            f"“{text}” não tem a forma esperada.",
            "Escreva o nome e, entre < e >, o e-mail: “Bia Lima <bia@orgao.gov.br>”",
        )
    return name.strip(), address.strip()
