"""What the pages say of the body that publishes them, and what they may hand out."""

from dataclasses import dataclass
from pathlib import Path

from instruments.partner import Address
from portal.uploads import MOST_BYTES
from services.office import Office


@dataclass(frozen=True, slots=True)
class Site:
    """The body, its address, and the settings of the portal."""

    body: str
    """`Secretaria Nacional do Consumidor`."""
    acronym: str
    ministry: str = ""
    address: str = ""
    phone: str = ""
    open_data: Path | None = None
    """The folder of the open data; None when they are not handed out."""
    most_upload: int = MOST_BYTES
    checks_a_minute: int = 60


OPEN_DATA = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".db": "application/vnd.sqlite3",
}
"""The endings of open data, and what each is."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file of the open data."""

    name: str
    size: int
    media_type: str


def site_of(office: Office, open_data: Path | None, checks: int) -> Site:
    """What the pages say of the body of an office."""
    body = office.body
    place = body.address
    street = " ".join(part for part in (place.street, place.number) if part)
    return Site(
        body=body.name,
        acronym=body.acronym,
        ministry=body.ministry or "",
        address=", ".join(
            part
            for part in (street, place.complement, place.district, _town(place), _cep(place))
            if part
        ),
        phone=body.phone or "",
        open_data=open_data,
        checks_a_minute=checks,
    )


def _town(place: Address) -> str:
    return "/".join(part for part in (place.city, place.state or place.country) if part)


def _cep(place: Address) -> str:
    return f"CEP {place.cep}" if place.cep else ""


def open_files(site: Site) -> tuple[OpenFile, ...]:
    """The open data that lie in the folder now, by name."""
    folder = site.open_data
    if folder is None or not folder.is_dir():
        return ()
    return tuple(
        OpenFile(path.name, path.stat().st_size, OPEN_DATA[path.suffix])
        for path in sorted(folder.iterdir())
        if path.suffix in OPEN_DATA and path.is_file() and not path.name.startswith(".")
    )
