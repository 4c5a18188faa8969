"""Changes of clauses as a person asks for them: a text of the library, or a file of one's own.

A file with the heading of a library text says which clause it words; one without is named after the
clause. What the change does to the text in force is settled when the amendment is drafted.
"""

from pathlib import Path
from typing import Any

from clauses.clause_text import FENCE, MEBIBYTE, ClauseText, parse_clause
from faults.errors import UsageError
from faults.validation import validate
from instruments.tied import ChangeKind, ClauseChange
from reading.limits import decode, read_bytes
from services.office import Office

FILE_ENDINGS = (".md", ".markdown", ".txt")


def new_wording(office: Office, text: str) -> ClauseChange:
    """A clause in new words: `id@version` of the library, or a file."""
    return _change(office, text, "redacao", None)


def added_clause(office: Office, text: str) -> ClauseChange:
    """A new clause: `after=id@version`, or `after=file`; `after` is the clause before it."""
    after, equals, source = text.partition("=")
    if not equals or not after or not source:
        raise UsageError(
            f"“{text}” não diz onde a cláusula entra.",
            "Escreva ANTERIOR=ID@VERSAO ou ANTERIOR=ARQ: por exemplo, publicidade=uso-da-marca@1.",
        )
    return _change(office, source, "acrescimo", after.strip())


def revoked_clause(clause_id: str) -> ClauseChange:
    """A clause that ceases to be in force."""
    return validate(
        ClauseChange, {"tipo": "revogacao", "clausula": clause_id}, f"--revogar {clause_id}"
    )


def _change(office: Office, text: str, kind: ChangeKind, after: str | None) -> ClauseChange:
    data = _from_file(Path(text), kind) if _is_file(text) else _from_library(office, text)
    more = {"depois_de": after} if after else {}
    return validate(ClauseChange, {"tipo": kind, **data, **more}, text)


def _is_file(text: str) -> bool:
    return Path(text).suffix.lower() in FILE_ENDINGS or "/" in text or "\\" in text


def _from_library(office: Office, key: str) -> dict[str, Any]:
    """The text of the library; a partner's id after a colon names the clause of one of several."""
    name, at, version = key.partition("@")
    clause_id, colon, partner_id = name.partition(":")
    text = office.library.clause(f"{clause_id}{at}{version}", office.today)
    return {**_of(text), "clausula": clause_id + colon + partner_id, "fonte": text.key}


def _from_file(path: Path, kind: ChangeKind) -> dict[str, Any]:
    data = read_bytes(path, MEBIBYTE)
    body = decode(data, str(path)).replace("\r\n", "\n")
    if body.startswith(FENCE):
        return _of(parse_clause(data, str(path)))
    if kind == "acrescimo":
        raise UsageError(
            f"{path}: falta o cabeçalho com “id” e “titulo” da cláusula acrescida.",
            "Comece o arquivo como os de clauses/library/; veja o manual, capítulo 13.",
        )
    return {"clausula": path.stem, "texto": body.strip()}


def _of(text: ClauseText) -> dict[str, Any]:
    """What a change takes from a text with a heading."""
    return {"clausula": text.head.id, "titulo": text.head.title, "texto": text.body.strip()}
