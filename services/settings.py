"""Where things are and who acts: read once from the environment, then passed on."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from faults.errors import UsageError

BRASILIA = ZoneInfo("America/Sao_Paulo")
NOBODY = "não identificado"
"""Who acts where nobody said so."""


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
    key_passphrase: str = field(default="", repr=False)
    """Opens the private key of the body; "" when nobody has told it."""
    time_stamps: str = field(default="", repr=False)
    """The time-stamp server, before the one of orgao.yaml; it may hold a password too."""
    mail_server: str = field(default="", repr=False)
    """Where notices leave (`smtp://...`); it may hold a password, so it is not shown."""

    @property
    def keys(self) -> Path:
        """Where the private keys of the body lie; never in a backup unless it is asked for."""
        return self.folder / "chaves"

    @property
    def files(self) -> Path:
        """Where the exact bytes lie."""
        return self.folder / "arquivos"

    @property
    def templates(self) -> tuple[Path, ...]:
        """Folders of the body's own templates."""
        return (self.folder / "modelos",)

    @property
    def search_index(self) -> Path:
        """The index behind --busca; it can be deleted at any time."""
        return self.folder / "busca.db"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from PACTUA_DIR, PACTUA_BANCO, PACTUA_HOJE, PACTUA_USUARIO and those of the key's
    passphrase. Raises UsageError."""
    values = os.environ if environment is None else environment
    folder = Path(values.get("PACTUA_DIR") or "pactua-dados").absolute()
    return Settings(
        folder=folder,
        database_url=values.get("PACTUA_BANCO", ""),
        now=moment(values.get("PACTUA_HOJE", "")),
        actor=values.get("PACTUA_USUARIO") or values.get("USER") or NOBODY,
        file_moment=_epoch(values.get("SOURCE_DATE_EPOCH", "")),
        key_passphrase=_passphrase(values),
        time_stamps=values.get("PACTUA_CARIMBO", ""),
        mail_server=values.get("PACTUA_SMTP", ""),
    )


def clock() -> datetime:
    """The moment now, for who works longer than one moment lasts; PACTUA_HOJE holds it still."""
    return moment(os.environ.get("PACTUA_HOJE", ""))


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


def _passphrase(values: Mapping[str, str]) -> str:
    """PACTUA_CHAVE_SENHA, or the first line of the file that PACTUA_CHAVE_SENHA_ARQUIVO names."""
    path = values.get("PACTUA_CHAVE_SENHA_ARQUIVO", "")
    if values.get("PACTUA_CHAVE_SENHA") or not path:
        return values.get("PACTUA_CHAVE_SENHA", "")
    try:
        return Path(path).read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, ValueError) as error:
        raise UsageError(
            f"PACTUA_CHAVE_SENHA_ARQUIVO: {path} não pode ser lido.",
            "Confira o caminho e as permissões, ou apague a variável.",
        ) from error


def _epoch(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH=“{text}” não é um número de segundos.", "Apague a variável."
        ) from error
