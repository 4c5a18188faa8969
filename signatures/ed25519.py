"""Ed25519 (RFC 8032): keys, signatures, and a private key as a file that a passphrase opens.

The file is PKCS#8 encrypted by PBES2 with scrypt and AES-256-CBC (RFC 5958, 8018, 7914), which
`openssl pkey` opens as well. It is put together here because what `cryptography` writes derives the
key from the passphrase in 2,048 cheap rounds; reading is left to it.
"""

import base64
import hashlib
import secrets
import textwrap

KEY_BYTES = 32
SIGNATURE_BYTES = 64

SCRYPT_N, SCRYPT_R, SCRYPT_P = 1 << 14, 8, 5
"""16 MiB and five passes: what OWASP asks for within what OpenSSL opens without being told."""

SCRYPT_MEMORY = 1 << 26
BEGIN, END = "-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----END ENCRYPTED PRIVATE KEY-----"


class WrongPassphrase(ValueError):
    """The passphrase does not open the key, or the file was changed: nobody can tell which."""


def new_seed() -> bytes:
    """A new private key, from the randomness of the machine."""
    return secrets.token_bytes(KEY_BYTES)


def public_of(seed: bytes) -> bytes:
    """The public half of a private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """The signature: the same message and key give the same one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is this key's over this message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def seal(seed: bytes, passphrase: str) -> str:
    """The private key as PEM, encrypted."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    salt, vector = secrets.token_bytes(16), secrets.token_bytes(16)
    key = hashlib.scrypt(
        passphrase.encode(),
        salt=salt,
        n=SCRYPT_N,
        r=SCRYPT_R,
        p=SCRYPT_P,
        dklen=32,
        maxmem=SCRYPT_MEMORY,
    )
    padder = PKCS7(128).padder()
    padded = padder.update(_plain_key(seed)) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    hidden = encryptor.update(padded) + encryptor.finalize()
    kdf = _sequence(
        _oid(SCRYPT), _sequence(_octets(salt), *map(_integer, (SCRYPT_N, SCRYPT_R, SCRYPT_P)))
    )
    cipher = _sequence(_oid(AES_256_CBC), _octets(vector))
    der = _sequence(_sequence(_oid(PBES2), _sequence(kdf, cipher)), _octets(hidden))
    body = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return f"{BEGIN}\n{body}\n{END}\n"


def unseal(pem: bytes, passphrase: str) -> bytes:
    """The private key of a file. Raises WrongPassphrase."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem, passphrase.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise WrongPassphrase from error
    if not isinstance(key, Ed25519PrivateKey):
        raise WrongPassphrase
    return key.private_bytes_raw()


# --- the little DER that the file needs (ITU-T X.690) ---

PBES2 = bytes.fromhex("2a864886f70d01050d")
SCRYPT = bytes.fromhex("2b06010401da47040b")
AES_256_CBC = bytes.fromhex("60864801650304012a")
ED25519 = bytes.fromhex("2b6570")


def _plain_key(seed: bytes) -> bytes:
    """RFC 8410, section 7."""
    return _sequence(_integer(0), _sequence(_oid(ED25519)), _octets(_octets(seed)))


def _element(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    size = (length.bit_length() + 7) // 8
    return bytes((tag, 0x80 | size)) + length.to_bytes(size) + content


def _sequence(*parts: bytes) -> bytes:
    return _element(0x30, b"".join(parts))


def _octets(content: bytes) -> bytes:
    return _element(0x04, content)


def _oid(content: bytes) -> bytes:
    return _element(0x06, content)


def _integer(value: int) -> bytes:
    return _element(0x02, value.to_bytes(value.bit_length() // 8 + 1))
