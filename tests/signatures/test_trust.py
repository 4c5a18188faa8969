"""The folder of trusted certificates: what is read, and what is refused by name."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs7

from faults.errors import UnreadableFile
from signatures.pades.certificate import read_roots
from signatures.trust import Trust, TrustFile, read_trust
from tests.pki import FIRST, pki, revocations


def test_a_folder_that_is_not_there_trusts_nobody(tmp_path: Path) -> None:
    assert read_trust(tmp_path / "nada").empty


def test_the_folder_says_which_chain_a_root_belongs_to(tmp_path: Path) -> None:
    pki().write_trust(tmp_path, (revocations(pki().icp, {}, FIRST),))
    (tmp_path / "outra.der").write_bytes(pki().nobody.der)
    (tmp_path / "LEIAME.txt").write_text("Baixado do ITI.")
    trust = read_trust(tmp_path)
    roots = read_roots(trust)

    assert sorted(roots.chains.values()) == ["gov-br", "icp-brasil", "outra"]
    assert (len(roots.roots), len(roots.helpers), len(roots.lists)) == (3, 1, 1)


def test_a_bundle_of_certificates_is_read_whole() -> None:
    both = [pki().icp.certificate, pki().icp_below.certificate]
    for encoding in (serialization.Encoding.DER, serialization.Encoding.PEM):
        data = pkcs7.serialize_certificates(both, encoding)
        roots = read_roots(Trust((TrustFile("cadeia.p7b", "icp-brasil", data),)))
        assert (len(roots.roots), len(roots.helpers)) == (1, 1)


def test_another_kind_of_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "raiz.zip").write_bytes(b"PK")
    with pytest.raises(UnreadableFile) as refused:
        read_trust(tmp_path)
    assert refused.value.message == (
        f"{tmp_path}/raiz.zip: não é um certificado nem uma lista de revogação."
    )


@pytest.mark.parametrize("data", [b"", b"nada", b"0\x82\xff\xff", b"-----BEGIN CERTIFICATE-----\n"])
def test_a_broken_certificate_is_named(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"x\.pem: não é um certificado que se possa ler"):
        read_roots(Trust((TrustFile("x.pem", "outra", data),)))
