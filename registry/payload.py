"""What a fact looks like inside the journal, and back.

Two things leave the payload before it is hashed. Personal values (CPF, RG) become a salted hash,
so that they can be erased (LGPD, art. 18, VI) without breaking the chain. What a thousand
instruments share (the body, the plan, the texts) becomes the hash of one shared part; personal
values inside it are counted there and named beside it, so that the part stays the same for all.

Data that holds one of the marks as a key of its own is set under LITERAL_MARK, and so comes back
as it was.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from faults.errors import OutsideError
from instruments.instrument import stable_json
from instruments.personal import PERSONAL_KEYS
from registry.dialect import insert_new
from registry.schema import parts, private_values

SHARED_KEYS = frozenset({"conjunto", "orgao", "plano", "textos", "conteudo"})
PRIVATE_MARK = "resumo_salgado"
SHARED_MARK = "parte_sha256"
LITERAL_MARK = "tal_qual"
MARKS = frozenset({PRIVATE_MARK, SHARED_MARK, LITERAL_MARK})
RESTORE = "Restaure a cópia de segurança da pasta de dados."


def pack(connection: Connection, data: dict[str, Any]) -> str:
    """The JSON to put into the journal; values taken out are stored beside it."""
    outside = _Outside()
    packed = stable_json(outside.without("", data, None))
    outside.store(connection)
    return packed


def unpack(connection: Connection, text: str) -> dict[str, Any]:
    """The data of a fact again; a personal value that was erased is None.

    Raises OutsideError for a part or a value that is not the one that was taken out.
    """
    data: dict[str, Any] = _unpacked(connection, json.loads(text), ())
    return data


class _Outside:
    """What one payload leaves outside of itself, gathered to be stored at once."""

    def __init__(self) -> None:
        self._shared: list[str] = []
        self._private: list[dict[str, str]] = []

    def without(self, key: str, value: Any, hidden: list[str] | None) -> Any:
        """The value with marks for what was taken out.

        `hidden` gathers the hashes of one shared part; None outside of shared parts.
        """
        if key in PERSONAL_KEYS and isinstance(value, str):
            digest = self._hide(value)
            if hidden is None:
                return {PRIVATE_MARK: digest}
            hidden.append(digest)
            return {PRIVATE_MARK: len(hidden) - 1}
        if key in SHARED_KEYS and hidden is None and isinstance(value, dict | list):
            return self._share(value)
        if isinstance(value, list):
            return [
                self.without("", item, hidden) if isinstance(item, dict | list) else item
                for item in value
            ]
        if isinstance(value, dict):
            packed = {
                name: self.without(name, value[name], hidden)
                if isinstance(value[name], dict | list) or name in PERSONAL_KEYS
                else value[name]
                for name in sorted(value)
            }
            return {LITERAL_MARK: packed} if packed.keys() & MARKS else packed
        return value

    def _share(self, value: Any) -> dict[str, Any]:
        hidden: list[str] = []
        content = stable_json(self.without("", value, hidden))
        self._shared.append(content)
        mark: dict[str, Any] = {SHARED_MARK: _digest(content)}
        return {**mark, PRIVATE_MARK: hidden} if hidden else mark

    def _hide(self, value: str) -> str:
        salt = secrets.token_hex(16)
        digest = salted(salt, value)
        self._private.append({"resumo": digest, "sal": salt, "valor": value})
        return digest

    def store(self, connection: Connection) -> None:
        """Keep what was taken out where `unpack` finds it."""
        keep_parts(connection, self._shared)
        if self._private:
            connection.execute(insert(private_values), self._private)


def _unpacked(connection: Connection, value: Any, hidden: Sequence[str]) -> Any:
    if isinstance(value, list):
        return [_unpacked(connection, item, hidden) for item in value]
    if not isinstance(value, dict):
        return value
    if SHARED_MARK in value:
        content = json.loads(part(connection, value[SHARED_MARK]))
        return _unpacked(connection, content, value.get(PRIVATE_MARK, ()))
    if PRIVATE_MARK in value:
        digest = value[PRIVATE_MARK]
        return _reveal(connection, hidden[digest] if isinstance(digest, int) else digest)
    fields = value.get(LITERAL_MARK, value)
    return {name: _unpacked(connection, inner, hidden) for name, inner in fields.items()}


def keep_parts(connection: Connection, contents: Sequence[str]) -> None:
    """Store these shared texts, each once."""
    rows = [{"sha256": _digest(content), "conteudo": content} for content in contents]
    insert_new(connection, parts, rows)


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def part(connection: Connection, digest: str) -> str:
    """A shared text by its SHA-256. Raises OutsideError when it is gone or was changed."""
    query = select(parts.c.conteudo).where(parts.c.sha256 == digest)
    content: str | None = connection.execute(query).scalar()
    if content is None or _digest(content) != digest:
        what = "falta" if content is None else "foi alterada"
        raise OutsideError(f"a parte {digest[:12]}… do diário {what} no banco.", RESTORE)
    return content


def _reveal(connection: Connection, digest: str) -> str | None:
    query = select(private_values).where(private_values.c.resumo == digest)
    row = connection.execute(query).first()
    if row is None:
        return None
    if salted(row.sal, row.valor) != digest:
        raise OutsideError(f"o dado pessoal {digest[:12]}… foi alterado no banco.", RESTORE)
    value: str = row.valor
    return value


def salted(salt: str, value: str) -> str:
    """The hash that stands in the journal for a personal value."""
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()
