"""What a fact looks like inside the journal, and back.

Two things leave the payload before it is hashed. Personal values (CPF, RG) become a salted hash,
so that they can be erased (LGPD, art. 18, VI) without breaking the chain. What a thousand
instruments share (the body, the plan, the texts) becomes the hash of one shared part.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from instruments.instrument import stable_json
from registry.schema import parts, private_values

PRIVATE_KEYS = frozenset({"cpf", "rg"})
SHARED_KEYS = frozenset({"conjunto", "orgao", "plano", "textos"})
PRIVATE_MARK = "resumo_salgado"
SHARED_MARK = "parte_sha256"


def pack(connection: Connection, data: dict[str, Any]) -> str:
    """The JSON to put into the journal; values taken out are stored beside it."""

    def take(key: str, value: Any) -> Any:
        if key in PRIVATE_KEYS and isinstance(value, str):
            return {PRIVATE_MARK: _hide(connection, value)}
        if key in SHARED_KEYS and isinstance(value, dict | list):
            return {SHARED_MARK: keep_part(connection, stable_json(value))}
        return value

    return stable_json(_walk(data, take))


def unpack(connection: Connection, text: str) -> dict[str, Any]:
    """The data of a fact again; a personal value that was erased is None."""

    def restore(_: str, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if PRIVATE_MARK in value:
            return _reveal(connection, value[PRIVATE_MARK])
        if SHARED_MARK in value:
            return json.loads(part(connection, value[SHARED_MARK]))
        return value

    unpacked: dict[str, Any] = _walk(json.loads(text), restore)
    return unpacked


def keep_part(connection: Connection, content: str) -> str:
    """Store a shared text once; returns its SHA-256."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    connection.execute(
        insert(parts).values(sha256=digest, conteudo=content).on_conflict_do_nothing()
    )
    return digest


def part(connection: Connection, digest: str) -> str:
    """A shared text by its SHA-256."""
    found: str = connection.execute(
        select(parts.c.conteudo).where(parts.c.sha256 == digest)
    ).scalar_one()
    return found


def _hide(connection: Connection, value: str) -> str:
    salt = secrets.token_hex(16)
    digest = hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()
    connection.execute(insert(private_values).values(resumo=digest, sal=salt, valor=value))
    return digest


def _reveal(connection: Connection, digest: str) -> str | None:
    return connection.execute(
        select(private_values.c.valor).where(private_values.c.resumo == digest)
    ).scalar()


def _walk(data: Any, change: Callable[[str, Any], Any], key: str = "") -> Any:
    """A copy of JSON data, deepest values first, each passed through `change` with its key."""
    if isinstance(data, dict):
        data = {name: _walk(value, change, name) for name, value in data.items()}
    elif isinstance(data, list):
        data = [_walk(value, change) for value in data]
    return change(key, data)
