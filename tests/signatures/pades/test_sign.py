"""Signing here: the file others find valid, and what stops a signature before it is given."""

import io
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from faults.errors import OutsideError, StateError, UnreadableFile, UsageError
from signatures.pades.sign import (
    chain_of_credential,
    open_credential,
    time_stamper,
)
from signatures.pades.validate import inspect
from signatures.trust import Trust
from tests.pki import FIRST, PASSWORD, pki, revocations, time_stamp_server
from tests.signed import (
    CHECKED_AT,
    PHRASE,
    SIGNED_AT,
    credential,
    sign_by,
    signed_twice,
    to_sign,
)
from tests.tools.verapdf import validate

ENGINES = ("typst", "weasyprint")


def sealed(engine: str) -> bytes:
    """Signed with a time stamp, then signed and sealed for the archive."""
    lists = (revocations(pki().icp, {}, FIRST), revocations(pki().icp_below, {}, FIRST))
    more: dict[str, Any] = {"stamper": pki().stamper(SIGNED_AT), "trust": pki().trust(lists)}
    once = sign_by(to_sign(engine), pki().claire, "mpmt", profile="b-t", **more)
    return sign_by(once, pki().wadih, "orgao", profile="b-lta", **more)


@pytest.mark.requires("java", "javac")
def test_the_file_keeps_pdf_a_and_pdf_ua_before_between_and_after_signatures(
    tmp_path: Path,
) -> None:
    files = []
    for engine in ENGINES:
        states = {
            "antes": to_sign(engine),
            "entre": sign_by(to_sign(engine), pki().claire, "mpmt"),
            "depois": signed_twice(engine),
            "arquivo": sealed(engine),
        }
        for name, data in states.items():
            files.append(tmp_path / f"{engine}-{name}.pdf")
            files[-1].write_bytes(data)

    assert [str(one) for one in validate("3a,ua1", files) if not one.compliant] == []


@pytest.mark.requires("pdfsig")
@pytest.mark.parametrize("engine", ENGINES)
def test_poppler_finds_every_signature_valid_and_the_last_one_total(
    engine: str, tmp_path: Path
) -> None:
    path = tmp_path / "assinado.pdf"
    path.write_bytes(signed_twice(engine))
    told = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout

    assert told.count("Signature Validation: Signature is Valid.") == 2
    assert told.count("\n  - Total document signed") == 1


@pytest.mark.requires("qpdf")
@pytest.mark.parametrize("engine", ENGINES)
def test_qpdf_finds_no_damage(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "assinado.pdf"
    path.write_bytes(sealed(engine))
    assert (
        subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode
        == 0
    )


def test_a_signature_is_appended_and_changes_no_earlier_byte() -> None:
    first = sign_by(to_sign(), pki().claire, "mpmt")
    assert first.startswith(to_sign())
    assert sign_by(first, pki().wadih, "orgao").startswith(first)


def test_the_first_signature_certifies_and_the_next_ones_do_not() -> None:
    with pikepdf.open(io.BytesIO(signed_twice())) as document:
        fields = {str(f.T): f for f in document.Root.AcroForm.Fields if "/V" in f}
        (reference,) = fields["assinatura-mpmt"].V.Reference
        assert (str(reference.TransformMethod), int(reference.TransformParams.P)) == ("/DocMDP", 2)
        assert "/Reference" not in fields["assinatura-orgao"].V


@pytest.mark.requires("pdftotext")
def test_the_stamp_can_be_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "assinado.pdf"
    path.write_bytes(signed_twice())
    told = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout

    assert " ".join(told.split()).count(PHRASE) == 2


def test_the_metadata_stay_as_they_were() -> None:
    told = []
    for data in (to_sign(), signed_twice()):
        with pikepdf.open(io.BytesIO(data)) as document:
            told.append(document.Root.Metadata.read_bytes())
    assert told[0] == told[1]


def test_a_field_is_signed_once() -> None:
    with pytest.raises(StateError, match="o lugar “mpmt” não pode receber a assinatura"):
        sign_by(signed_twice(), pki().claire, "mpmt")


def test_a_place_without_field_cannot_be_signed() -> None:
    with pytest.raises(StateError, match="o lugar “ninguem” não pode receber a assinatura"):
        sign_by(to_sign(), pki().claire, "ninguem")


def test_a_certificate_signs_within_its_days_only() -> None:
    with pytest.raises(StateError) as refused:
        sign_by(to_sign(), pki().expired, "mpmt", datetime(2026, 11, 26, tzinfo=UTC))
    assert refused.value.message == (
        "o certificado de CLAIRE VOGEL DUTRA vale de 01/01/2020 a 25/11/2026."
    )


@pytest.mark.parametrize(
    ("password", "message"),
    [
        (None, "o certificado pede uma senha."),
        (b"", "o certificado pede uma senha."),
        (b"errada", "a senha não abre o certificado."),
    ],
)
def test_the_password_is_asked_for_or_found_wrong(password: bytes | None, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_credential(pki().claire.p12(), password)
    assert refused.value.message == message


def test_a_certificate_without_password_opens() -> None:
    assert open_credential(pki().claire.p12(None), None).holder.name == "CLAIRE VOGEL DUTRA"


@pytest.mark.parametrize("data", [b"", b"nada", b"0\x03\x02\x01\x03"])
def test_what_is_no_certificate_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="não é um certificado PKCS#12"):
        open_credential(data, PASSWORD)


def test_a_time_stamp_server_is_asked_over_http() -> None:
    with time_stamp_server(SIGNED_AT) as address:
        data = sign_by(
            to_sign(), pki().claire, "mpmt", profile="b-t", stamper=time_stamper(address)
        )
    (found,) = inspect(data, pki().trust(), CHECKED_AT).signatures
    assert found.trusted_at == SIGNED_AT


def test_a_time_stamp_server_that_does_not_answer_stops_the_signature() -> None:
    with pytest.raises(OutsideError, match="o servidor de carimbo do tempo não respondeu"):
        sign_by(
            to_sign(),
            pki().claire,
            "mpmt",
            profile="b-t",
            stamper=time_stamper("http://127.0.0.1:9/"),
        )


def test_a_profile_with_a_time_stamp_needs_a_server() -> None:
    with pytest.raises(UsageError, match="o perfil b-t precisa de um servidor de carimbo"):
        sign_by(to_sign(), pki().claire, "mpmt", profile="b-t")


def test_sealing_needs_a_chain_that_can_be_checked() -> None:
    with pytest.raises(StateError, match="a cadeia do certificado"):
        sign_by(
            to_sign(),
            pki().untrusted,
            "mpmt",
            profile="b-lta",
            stamper=pki().stamper(SIGNED_AT),
            trust=pki().trust(),
        )


@pytest.mark.parametrize("address", ["ftp://x/", "carimbo", "http://"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="não é http nem https"):
        time_stamper(address)


@pytest.mark.parametrize(
    ("holder", "chain", "words"),
    [
        ("claire", "icp-brasil", ""),
        ("wadih_govbr", "gov-br", ""),
        ("untrusted", None, "não é de uma cadeia em que este órgão confia"),
        ("alone", None, "O certificado é autoassinado"),
    ],
)
def test_the_chain_of_a_certificate_is_known_before_it_signs(
    holder: str, chain: str | None, words: str
) -> None:
    found, reason = chain_of_credential(
        credential(getattr(pki(), holder)), pki().trust(), SIGNED_AT
    )
    assert found == chain
    assert words in reason


def test_nobody_is_trusted_by_an_empty_folder() -> None:
    assert chain_of_credential(credential(pki().claire), Trust(), SIGNED_AT)[0] is None
