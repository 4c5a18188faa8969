"""Keys for tests: always the same, so that what they sign is too."""

import hashlib

from signatures import ed25519
from signatures.keys import PublicKey, SigningKey

ORIGIN = "pactua.exemplo.gov.br/registro"


def signing(name: str = "primeira", origin: str = ORIGIN) -> SigningKey:
    """The key of this name."""
    seed = hashlib.sha256(name.encode()).digest()
    return SigningKey(PublicKey(origin, ed25519.public_of(seed)), seed)
