"""One version of one library text: its front matter and its body, read from Markdown."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from faults.errors import UnreadableFile
from faults.validation import validate
from reading.limits import decode, read_bytes
from reading.yaml_text import load_mapping

MEBIBYTE = 1024 * 1024
FENCE = "---"

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class FrontMatter(BaseModel):
    """What stands between the two lines of dashes at the head of a clause file."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)

    id: Slug
    title: str = Field(alias="titulo")
    version: int = Field(alias="versao", ge=1)
    since: date = Field(alias="desde")
    basis: tuple[str, ...] = Field(alias="fundamento", default=())
    condition: str | None = Field(alias="quando", default=None)
    approval: str | None = Field(alias="aprovacao", default=None)


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A library text as it was written: front matter, body, the whole file and its SHA-256."""

    head: FrontMatter
    body: str
    source: str
    sha256: str
    origin: str
    body_line: int

    @property
    def key(self) -> str:
        """`id@version`, the name under which an instrument cites this text."""
        return f"{self.head.id}@{self.head.version}"


def read_clause(path: Path) -> ClauseText:
    """The text in a file `<id>/<version>.md`. Raises UnreadableFile or InvalidData."""
    data = read_bytes(path, MEBIBYTE)
    clause = parse_clause(data, str(path))
    named = (path.parent.name, path.stem)
    if named != (clause.head.id, str(clause.head.version)):
        raise UnreadableFile(
            f"{path}: o arquivo diz ser {clause.key}, mas o caminho diz {'@'.join(named)}.",
            "O caminho é <id>/<versao>.md; acerte o caminho ou o cabeçalho.",
        )
    return clause


def parse_clause(data: bytes, origin: str) -> ClauseText:
    """The text in these bytes; `origin` opens each message."""
    text = decode(data, origin).replace("\r\n", "\n")
    lines = text.split("\n")
    if lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        raise UnreadableFile(
            f"{origin}: falta o cabeçalho entre duas linhas “---”.",
            "Comece o arquivo como os de clauses/library/.",
        )
    end = next(place for place, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    # The empty first line stands for the fence, so that messages count the lines of the file.
    head = validate(FrontMatter, load_mapping("\n".join(["", *lines[1:end]]), origin), origin)
    rest = "\n".join(lines[end + 1 :])
    body = rest.strip("\n") + "\n"
    body_line = end + 2 + len(rest) - len(rest.lstrip("\n"))
    return ClauseText(
        head, body, data.decode(), hashlib.sha256(data).hexdigest(), origin, body_line
    )
