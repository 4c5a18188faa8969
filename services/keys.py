"""The life of the body's keys: made, replaced by another that the old one endorses, revoked.

The private half is a file of the key ring; the public half and its life are facts, and leaves of
the public log. At most one key is active: it signs checkpoints and the statements in QR codes.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from faults.errors import NotFound, StateError, UsageError
from instruments.log_facts import KeyCreated, KeyRevoked, RevocationReason
from registry.public_log import PublicLog
from services.office import Office
from signatures.keys import KeyRing, PublicKey, SigningKey

MAKE_ONE = "Crie uma com: pactua chave criar"


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """A key and its life; moments as ISO text in UTC, "" for what has not happened."""

    key: PublicKey
    created_at: str
    replaced_at: str
    revoked_at: str
    revoked_since: str
    reason: str
    previous: str
    endorsement: str

    @property
    def state(self) -> str:
        """`ativa`, `substituida` or `revogada`, as people read it."""
        if self.revoked_at:
            return "revogada"
        return "substituida" if self.replaced_at else "ativa"

    def as_data(self) -> dict[str, Any]:
        """What is public of it, as in a file of proof."""
        told = {
            "vkey": self.key.vkey,
            "situacao": self.state,
            "criada_em": self.created_at,
            "substituida_em": self.replaced_at,
            "revogada_em": self.revoked_at,
            "revogada_desde": self.revoked_since,
            "motivo": self.reason,
            "anterior": self.previous,
            "endosso": self.endorsement,
        }
        return {name: value for name, value in told.items() if value}


def create_key(office: Office, origin: str | None = None) -> KeyInfo:
    """Make the first key, or one in the place of those that were revoked. Raises StateError."""
    ring = _ring(office)
    with office.store.writing(office.now, office.actor) as writing:
        known = keys_in(writing.public_log)
        active = _active(known)
        if active is not None:
            raise StateError(
                f"a chave {active.key.id} está ativa.",
                "Troque-a com: pactua chave trocar. Se foi perdida ou vista por outros, "
                f"revogue-a antes: pactua chave revogar {active.key.id} --motivo MOTIVO",
            )
        if known and origin not in (None, known[-1].key.origin):
            raise UsageError(
                f"o registro público deste órgão se chama {known[-1].key.origin}.",
                "O nome acompanha o registro para sempre; crie a chave sem --origem.",
            )
        name = known[-1].key.origin if known else origin or default_origin(office)
        key = ring.create(name)
        writing.append(_created(office, key.public))
    return key_info(office, key.public.id)


def rotate_key(office: Office, new_passphrase: str = "") -> tuple[KeyInfo, KeyInfo]:
    """Put a new key in the place of the active one, which endorses it: (old, new).

    The new key is sealed with the new passphrase, or with the same one. Raises StateError.
    """
    ring = _ring(office)
    with office.store.writing(office.now, office.actor) as writing:
        old = _active(keys_in(writing.public_log))
        if old is None:
            raise StateError("nenhuma chave está ativa.", MAKE_ONE)
        signer = ring.open(old.key)
        sealed = replace(ring, passphrase=new_passphrase) if new_passphrase else ring
        new = sealed.create(old.key.origin)
        endorsement = signer.sign(old.key.endorsement_of(new.public))
        writing.append(_created(office, new.public, old.key.id, endorsement))
    return key_info(office, old.key.id), key_info(office, new.public.id)


def revoke_key(
    office: Office,
    key_id: str,
    reason: RevocationReason,
    since: date | None = None,
    note: str | None = None,
) -> KeyInfo:
    """Say that a key is not to be trusted since a day. Raises NotFound, StateError, UsageError."""
    day = since or office.today
    if day > office.today:
        raise UsageError(
            f"{day:%d/%m/%Y} está no futuro; hoje é {office.today:%d/%m/%Y}.", "Confira --desde."
        )
    with office.store.writing(office.now, office.actor) as writing:
        info = _one(keys_in(writing.public_log), key_id)
        if info.revoked_at:
            raise StateError(
                f"a chave {info.key.id} já foi revogada em {info.revoked_since}.",
                "Nada mais é preciso.",
            )
        writing.append(
            KeyRevoked(id=info.key.id, reason=reason, since=day, revoked_at=office.now, note=note)
        )
    return key_info(office, info.key.id)


def all_keys(office: Office) -> list[KeyInfo]:
    """Every key, the oldest first."""
    with office.store.public_log() as log:
        return keys_in(log)


def key_info(office: Office, key_id: str) -> KeyInfo:
    """One key by its id. Raises NotFound."""
    return _one(all_keys(office), key_id)


def active_key(office: Office) -> KeyInfo | None:
    """The key that signs now."""
    return _active(all_keys(office))


def signing_key(office: Office, log: PublicLog) -> SigningKey:
    """The active key, opened. Raises StateError or UsageError, each with what to do."""
    active = _active(keys_in(log))
    if active is None:
        raise StateError("nenhuma chave está ativa.", MAKE_ONE)
    return _ring(office).open(active.key)


def keys_in(log: PublicLog) -> list[KeyInfo]:
    """Every key that a log knows, the oldest first."""
    return [_info(row) for row in log.key_rows()]


def default_origin(office: Office) -> str:
    """The name of the log: by the address of the check page, or else by the body."""
    address = urlsplit(office.arrangements.checking.address or "")
    return f"{address.netloc}/registro" if address.netloc else f"pactua/{office.body.id}"


def _created(
    office: Office, key: PublicKey, previous: str | None = None, endorsement: bytes | None = None
) -> KeyCreated:
    return KeyCreated(
        id=key.id,
        origin=key.origin,
        public=base64.b64encode(key.raw).decode(),
        created_at=office.now,
        previous=previous,
        endorsement=base64.b64encode(endorsement).decode() if endorsement else None,
    )


def _info(row: Mapping[str, Any]) -> KeyInfo:
    return KeyInfo(
        key=PublicKey(row["origem"], base64.b64decode(row["publica"])),
        created_at=row["criada_em"],
        replaced_at=row["trocada_em"],
        revoked_at=row["revogada_em"],
        revoked_since=row["revogada_desde"],
        reason=row["motivo"],
        previous=row["anterior"],
        endorsement=row["endosso"],
    )


def _active(known: list[KeyInfo]) -> KeyInfo | None:
    return next((info for info in reversed(known) if info.state == "ativa"), None)


def _one(known: list[KeyInfo], key_id: str) -> KeyInfo:
    for info in known:
        if info.key.id == key_id.lower():
            return info
    raise NotFound(f"não há chave {key_id}.", "Veja as chaves com: pactua chave listar")


def _ring(office: Office) -> KeyRing:
    if office.keys is None:
        raise StateError("este programa foi aberto sem pasta de chaves.", "Use o comando pactua.")
    return office.keys
