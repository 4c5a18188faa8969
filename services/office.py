"""The Office: everything a use case may need from the world, in one frozen value.

Tests make one from fakes; commands make one with `open_office`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clauses.library import BUNDLED, Library
from faults.errors import OutsideError
from faults.system_words import system_reason
from instruments.arrangements import Arrangements
from instruments.body import DEFAULT as DEFAULT_BODY
from instruments.body import Body, read_arrangements, read_body
from registry.database import open_database, sqlite_url
from registry.files import FileStore
from registry.search import SearchIndex
from registry.store import Store
from rendering.engines import build_engine
from rendering.port import Engine
from services.settings import BRASILIA, Settings
from signatures.bounded import inspect_bounded
from signatures.inspection import Inspection
from signatures.keys import KeyRing
from signatures.trust import Trust

if TYPE_CHECKING:
    from law.calendar import FederalCalendar

EngineFactory = Callable[[str, str], Engine]
"""(format, engine name) to an engine."""

Inspect = Callable[[bytes, Trust, datetime], Inspection]
"""A PDF of a stranger, whom to trust and the moment, to what the file is."""


@dataclass(frozen=True)
class Office:
    """The store, the files, the library, the body, the engines, the moment and who acts.

    `templates` are the folders of the body's own templates. `file_moment`, when given, stands in
    the metadata of every file (SOURCE_DATE_EPOCH). `keys` holds the private keys of the body.
    """

    store: Store
    files: FileStore
    library: Library
    body: Body
    search: SearchIndex
    engines: EngineFactory
    now: datetime
    actor: str
    templates: tuple[Path, ...] = ()
    file_moment: datetime | None = None
    arrangements: Arrangements = field(default_factory=Arrangements)
    keys: KeyRing | None = None
    folder: Path | None = None
    """The data folder, where the body may keep tables of its own."""
    inspect: Inspect = inspect_bounded
    """In a worker with bounds; in this very process where that is bounded itself."""

    @cached_property
    def calendar(self) -> "FederalCalendar":
        """The federal calendar, with the body's own days. Raises UnreadableFile or InvalidData."""
        from law.calendar import federal_calendar  # late: few commands count days
        from services.deadlines import calendar_in

        return calendar_in(self.folder) if self.folder else federal_calendar()

    @cached_property
    def today(self) -> date:
        """The day in Brasília, which is the day of every legal date."""
        return self.now.astimezone(BRASILIA).date()

    def acting_as(self, actor: str | None) -> "Office":
        """The same office with another person acting (None: nobody else)."""
        return replace(self, actor=actor) if actor else self


def open_office(settings: Settings, read_only: bool = False) -> Office:
    """The office of a data folder, which is made when it is missing. Raises OutsideError.

    A `read_only` one cannot write to the database and holds no private key.
    """
    try:
        settings.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutsideError(
            f"a pasta de dados {settings.folder} não pôde ser criada ({system_reason(error)}).",
            "Escolha outra pasta em PACTUA_DIR ou peça permissão de escrita.",
        ) from error
    store = Store(open_database(database_address(settings), read_only))
    templates = settings.templates
    return Office(
        store=store,
        files=FileStore(settings.files),
        library=open_library(settings),
        body=read_body(body_file(settings)),
        arrangements=read_arrangements(body_file(settings)),
        search=SearchIndex(settings.search_index, store),
        engines=lambda file_format, name: build_engine(file_format, name, templates),
        now=settings.now,
        actor=settings.actor,
        templates=templates,
        file_moment=settings.file_moment,
        folder=settings.folder,
        keys=None if read_only else KeyRing(settings.keys, settings.key_passphrase),
    )


def database_address(settings: Settings) -> str:
    """The address that was given, or that of the file in the data folder."""
    return settings.database_url or sqlite_url(settings.folder / "pactua.db")


def open_library(settings: Settings) -> Library:
    """The body's own clauses before the bundled ones."""
    own = settings.folder / "clausulas"
    return Library((own, BUNDLED) if own.is_dir() else (BUNDLED,))


def body_file(settings: Settings) -> Path:
    """PACTUA_DIR/orgao.yaml, or the default one."""
    own = settings.folder / "orgao.yaml"
    return own if own.is_file() else DEFAULT_BODY
