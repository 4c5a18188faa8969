"""What orgao.yaml arranges beside the party itself: people, notices, checking, trust.

None of it is part of an instrument: a new coordinator or another address of the check page must not
make a new version of any text. So these keys are read here and never enter a Request.
"""

from pathlib import Path
from typing import Any

from pydantic import Field

from faults.validation import validate
from instruments.identifiers import Email, Line, OptionalLine
from instruments.model import Model

KEYS = ("papeis", "remetente", "avisos", "conferencia", "confianca")
"""The keys of orgao.yaml that are read here; all others describe the party (body.py)."""


class Officer(Model):
    """A person or a mailbox that is written to, or writes."""

    name: Line = Field(alias="nome")
    email: Email


class Roles(Model):
    """Who hears of deadlines (`papeis`)."""

    coordinator: Officer | None = Field(alias="coordenador", default=None)
    superior: Officer | None = None
    counsel: Officer | None = Field(alias="juridico", default=None)


class Checking(Model):
    """Where and in which words the authenticity of a document is checked (`conferencia`)."""

    address: OptionalLine = Field(alias="endereco", default=None)


class Arrangements(Model):
    """All of it; each key may be left out."""

    roles: Roles = Field(alias="papeis", default_factory=Roles)
    sender: Officer | None = Field(alias="remetente", default=None)
    ladders: dict[str, Any] = Field(alias="avisos", default_factory=dict)
    checking: Checking = Field(alias="conferencia", default_factory=Checking)
    trust_folder: OptionalLine = Field(alias="confianca", default=None)


def arrangements(data: dict[str, Any], path: Path) -> Arrangements:
    """The arrangements among the keys of orgao.yaml. Raises InvalidData."""
    return validate(Arrangements, {key: data[key] for key in KEYS if key in data}, str(path))
