"""Keys: published forms, files that only their passphrase opens, nothing that shows a secret."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from faults.errors import OutsideError, PactuaError, StateError, UsageError
from signatures import ed25519
from signatures.ed25519 import WrongPassphrase
from signatures.keys import KeyRing, parse_vkey
from tests.signatures.keys_made import ORIGIN, signing
from tests.signatures.log.vectors import C2SP_VKEY, GO_VKEY

PASSPHRASE = "quatro palavras sem ordem certa"
RFC_8032 = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
)
"""Secret, public, message and signature of RFC 8032, 7.1 (the second with its own seed)."""


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    """An empty ring."""
    return KeyRing(tmp_path / "chaves", PASSPHRASE)


def refusal(ring: KeyRing, origin: str = ORIGIN) -> str:
    """Why a key is not made."""
    with pytest.raises(PactuaError) as told:
        ring.create(origin)
    return told.value.message


@pytest.mark.parametrize(("_secret", "public", "message", "signature"), RFC_8032)
def test_the_signatures_of_rfc_8032_verify(
    _secret: str, public: str, message: str, signature: str
) -> None:
    assert ed25519.verify(*map(bytes.fromhex, (public, signature, message)))


def test_the_first_signature_of_rfc_8032_is_made() -> None:
    secret, public, message, signature = map(bytes.fromhex, RFC_8032[0])

    assert ed25519.public_of(secret) == public
    assert ed25519.sign(secret, message) == signature


@pytest.mark.parametrize("vkey", [GO_VKEY, C2SP_VKEY])
def test_a_published_line_of_a_key_is_read_and_written_the_same(vkey: str) -> None:
    assert parse_vkey(f"  {vkey}\n").vkey == vkey


@pytest.mark.parametrize(
    "line",
    [
        "",
        GO_VKEY[1:],
        GO_VKEY[:-1],
        GO_VKEY.replace("c74f20a3", "c74f20a4"),
        GO_VKEY.replace("c74f20a3", "C74F20A3"),
        GO_VKEY.replace("+ARpc", "+AhpC"),
        "nome com espaço" + GO_VKEY[12:],
    ],
)
def test_a_line_that_is_not_whole_is_refused(line: str) -> None:
    with pytest.raises(UsageError, match="a linha da chave pública não está inteira"):
        parse_vkey(line)


def test_a_key_that_was_made_opens_again_with_its_passphrase(ring: KeyRing) -> None:
    made = ring.create(ORIGIN)
    again = KeyRing(ring.folder, PASSPHRASE).open(made.public)

    assert again == made
    assert made.public.verifies(again.sign(b"texto"), b"texto")


def test_only_its_owner_may_read_the_file_of_a_key(ring: KeyRing) -> None:
    old = os.umask(0)
    try:
        path = ring.path(ring.create(ORIGIN).public.id)
    finally:
        os.umask(old)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(ring.folder.stat().st_mode) == 0o700


def test_the_file_is_pkcs_8_which_openssl_opens(ring: KeyRing) -> None:
    made = ring.create(ORIGIN)

    path, opener = str(ring.path(made.public.id)), f"pass:{PASSPHRASE}"
    done = subprocess.run(
        ["openssl", "pkey", "-in", path, "-passin", opener, "-pubout", "-outform", "DER"],
        capture_output=True,
        check=True,
    )

    assert done.stdout.endswith(made.public.raw)


def test_neither_the_file_nor_any_text_of_a_key_holds_its_secret(ring: KeyRing) -> None:
    made = ring.create(ORIGIN)
    shown = ring.path(made.public.id).read_bytes() + repr((made, ring)).encode()

    assert made.seed not in shown
    assert made.seed.hex().encode() not in shown
    assert PASSPHRASE.encode() not in shown


def test_another_passphrase_does_not_open_it(ring: KeyRing) -> None:
    made = ring.create(ORIGIN)
    with pytest.raises(UsageError) as told:
        KeyRing(ring.folder, "outra senha qualquer").open(made.public)

    assert told.value.message == f"a senha não abre a chave {made.public.id}."


def test_without_a_passphrase_it_says_where_to_put_it(ring: KeyRing) -> None:
    made = ring.create(ORIGIN)
    with pytest.raises(UsageError) as told:
        KeyRing(ring.folder).open(made.public)

    assert (told.value.message, told.value.remedy) == (
        f"falta a senha da chave {made.public.id}.",
        "Ponha-a em PACTUA_CHAVE_SENHA, ou o arquivo dela em PACTUA_CHAVE_SENHA_ARQUIVO.",
    )


def test_a_key_that_lies_elsewhere_is_not_here(ring: KeyRing) -> None:
    key = signing().public
    with pytest.raises(StateError) as told:
        ring.open(key)

    assert not ring.holds(key)
    assert told.value.message == f"a chave {key.id} não está nesta máquina."


def test_another_key_under_its_name_is_found_out(ring: KeyRing) -> None:
    first, second = ring.create(ORIGIN).public, ring.create(ORIGIN).public
    ring.path(first.id).write_bytes(ring.path(second.id).read_bytes())
    with pytest.raises(OutsideError, match="contém outra chave"):
        KeyRing(ring.folder, PASSPHRASE).open(first)


def test_a_changed_file_does_not_open(ring: KeyRing) -> None:
    made = ring.create(ORIGIN)
    pem = ring.path(made.public.id).read_bytes()
    for changed in (b"", pem[:100], pem.replace(b"A", b"B"), b"-----BEGIN CERTIFICATE-----\n"):
        with pytest.raises(WrongPassphrase):
            ed25519.unseal(changed, PASSPHRASE)


def test_a_short_passphrase_makes_no_key(ring: KeyRing) -> None:
    short = KeyRing(ring.folder, "curta")

    assert refusal(short) == "a senha da chave tem menos de 12 caracteres."
    assert not ring.folder.exists()


@pytest.mark.parametrize("origin", ["", "com espaço", "a+b", "órgão", "x" * 201, "a\nb"])
def test_a_name_that_signed_notes_cannot_carry_makes_no_key(ring: KeyRing, origin: str) -> None:
    assert refusal(ring, origin) == f"“{origin}” não serve de nome do registro público."


def test_the_fingerprint_is_read_in_groups_of_four() -> None:
    groups = signing().public.fingerprint.split(" ")

    assert [len(group) for group in groups] == [4] * 16
