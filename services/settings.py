"""Where things are and who acts: read once from the environment, then passed on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from faults.errors import UsageError

BRASILIA = ZoneInfo("America/Sao_Paulo")


@dataclass(frozen=True, slots=True)
class Settings:
    """The data folder, the database, the moment (UTC) and the person who acts.

    Without an address the database is `pactua.db` in the data folder.
    """

    folder: Path
    database_url: str
    now: datetime
    actor: str
    file_moment: datetime | None = None

    @property
    def files(self) -> Path:
        """Where the exact bytes lie."""
        return self.folder / "arquivos"

    @property
    def search_index(self) -> Path:
        """The index behind --busca; it can be deleted at any time."""
        return self.folder / "busca.db"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from PACTUA_DIR, PACTUA_BANCO, PACTUA_HOJE and PACTUA_USUARIO. Raises UsageError."""
    values = os.environ if environment is None else environment
    folder = Path(values.get("PACTUA_DIR") or "pactua-dados").absolute()
    return Settings(
        folder=folder,
        database_url=values.get("PACTUA_BANCO", ""),
        now=moment(values.get("PACTUA_HOJE", "")),
        actor=values.get("PACTUA_USUARIO") or values.get("USER") or "não identificado",
        file_moment=_epoch(values.get("SOURCE_DATE_EPOCH", "")),
    )


def moment(text: str) -> datetime:
    """The moment that PACTUA_HOJE names, in UTC; the machine's clock when it is empty.

    A date alone means noon in Brasília. Raises UsageError.
    """
    if not text:
        return datetime.now(UTC)
    try:
        named = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"PACTUA_HOJE=“{text}” não é uma data.", "Escreva AAAA-MM-DD ou AAAA-MM-DDTHH:MM."
        ) from error
    if len(text) == len("AAAA-MM-DD"):
        named = datetime.combine(named.date(), time(12))
    return named.replace(tzinfo=named.tzinfo or BRASILIA).astimezone(UTC)


def _epoch(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH=“{text}” não é um número de segundos.", "Apague a variável."
        ) from error
