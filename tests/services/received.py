"""A draft that goes to the partner and comes back edited, for the tests of what is received."""

from dataclasses import replace
from pathlib import Path

from rendering.engines import build_engine
from services.drafting import Draft, draft
from services.office import Office
from services.receiving import PartChange, Received, receive
from tests.offices import ask, example, office_at
from tests.returned import edited, sent_out

NUMBER = "1/2026"
OLD_CNPJ, NEW_CNPJ = "14.921.092/0001-57", "00.394.494/0001-36"
ACT = "Parecer nº 10/2026/CONJUR"


def word_office(folder: Path) -> Office:
    """An office that draws real Word files, as those that come back are compared with them."""
    return replace(office_at(folder), engines=build_engine)


def drafted(office: Office) -> Draft:
    """The first draft, with the Ministério Público of the examples."""
    return draft(office, ask(example("mpmt")))


def back(office: Office, data: bytes, folder: Path, name: str = "devolvido.docx") -> Received:
    """What these bytes say that came back."""
    path = folder / name
    path.write_bytes(data)
    return receive(office, NUMBER, path)


def returned(
    office: Office, folder: Path, *changes: tuple[str, str], everywhere: bool = True
) -> Received:
    """A first draft as it came back with these words replaced."""
    data = edited(sent_out(office, drafted(office)), *changes, everywhere=everywhere)
    return back(office, data, folder)


def kinds(received: Received) -> dict[str, str]:
    """The kind of change of each part that changed."""
    return {one.id: one.kind for one in received.changes}


def change(received: Received, part: str) -> PartChange:
    """The change of one part."""
    (found,) = (one for one in received.changes if one.id == part)
    return found
