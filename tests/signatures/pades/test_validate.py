"""Who signed, when, at which level, and what the chain was worth at that moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from signatures.inspection import FoundSignature, Inspection, inspection_from
from signatures.pades.chain import ALONE, BAD_STAMP, UNKNOWN
from signatures.pades.validate import ENCRYPTED, NOT_PDF, UNSIGNED, inspect
from signatures.trust import Trust
from tests.pki import DAY, FIRST, REVOKED_SERIAL, Holder, pki, revocations
from tests.signed import CHECKED_AT, SIGNED_AT, sign_by, signed_twice, to_sign

EXPIRY = datetime(2026, 11, 25, tzinfo=UTC)
NO_PROOF = "e nenhum carimbo do tempo prova que a assinatura é anterior."


def looked_at(
    holder: Holder,
    stamped: bool = False,
    at: datetime = CHECKED_AT,
    seen_at: datetime | None = None,
    trust: Trust | None = None,
) -> FoundSignature:
    """The one signature of a file signed by somebody on SIGNED_AT."""
    more: dict[str, Any] = (
        {"profile": "b-t", "stamper": pki().stamper(SIGNED_AT)} if stamped else {}
    )
    data = sign_by(to_sign(), holder, "mpmt", **more)
    (found,) = inspect(data, trust or pki().trust(), at, seen_at).signatures
    return found


def lists(revoked_on: datetime | None = None) -> tuple[bytes, ...]:
    """Revocation lists of both authorities."""
    gone = {REVOKED_SERIAL: revoked_on} if revoked_on else {}
    return (
        revocations(pki().icp, {}, FIRST),
        revocations(pki().icp_below, gone, FIRST),
    )


def test_a_signature_of_the_icp_brasil_is_qualified_and_hides_the_cpf() -> None:
    found = looked_at(pki().claire)

    assert (found.name, found.cpf) == ("CLAIRE VOGEL DUTRA", "***.982.247-**")
    assert (found.level, found.level_reason) == (
        "qualificada",
        "Certificado da cadeia: ICP-Brasil, política 2.16.76.1.2.1.1.",
    )
    assert (found.judgement, found.chain, found.authority) == ("valida", "confiavel", "icp-brasil")
    assert (found.kind, found.coverage, found.changes) == ("certificacao", "arquivo", "nenhuma")


def test_a_signature_of_gov_br_is_advanced() -> None:
    found = looked_at(pki().wadih_govbr)
    assert (found.level, found.authority, found.cpf) == ("avancada", "gov-br", "")


def test_without_a_time_stamp_the_time_is_only_declared() -> None:
    found = looked_at(pki().claire)
    assert (found.declared_at, found.trusted_at) == (SIGNED_AT, None)
    assert found.checked_at == CHECKED_AT


def test_a_time_stamp_vouches_for_the_time() -> None:
    found = looked_at(pki().claire, stamped=True)
    assert (found.trusted_at, found.checked_at) == (SIGNED_AT, SIGNED_AT)


def test_an_expired_certificate_proves_nothing_without_a_time_stamp() -> None:
    found = looked_at(pki().expired)
    assert (found.judgement, found.chain, found.level) == ("indeterminada", "vencida", None)
    assert found.reasons == (f"O certificado venceu em 25/11/2026, {NO_PROOF}",)


def test_an_expired_certificate_was_good_when_the_time_stamp_says_so() -> None:
    found = looked_at(pki().expired, stamped=True)
    assert (found.judgement, found.chain) == ("valida", "confiavel")


def test_our_own_record_of_the_file_vouches_like_a_time_stamp() -> None:
    found = looked_at(pki().expired, seen_at=SIGNED_AT + DAY)
    assert (found.judgement, found.trusted_at) == ("valida", SIGNED_AT + DAY)


def test_a_record_made_after_the_certificate_expired_comes_too_late() -> None:
    found = looked_at(pki().expired, seen_at=EXPIRY + DAY)
    assert found.judgement == "indeterminada"


def test_a_certificate_revoked_before_the_signature_makes_it_invalid() -> None:
    trust = pki().trust(lists(SIGNED_AT - DAY))
    found = looked_at(pki().revoked, stamped=True, trust=trust)
    assert (found.judgement, found.chain, found.revocation) == ("invalida", "revogada", "revogado")
    assert found.reasons == ("O certificado estava revogado desde 19/11/2026.",)


def test_a_certificate_revoked_after_a_stamped_signature_harms_it_not() -> None:
    trust = pki().trust(lists(SIGNED_AT + DAY))
    found = looked_at(pki().revoked, stamped=True, trust=trust)
    assert (found.judgement, found.revocation) == ("valida", "nao_revogado")


def test_a_revoked_certificate_and_no_time_stamp_is_no_proof() -> None:
    trust = pki().trust(lists(SIGNED_AT + DAY))
    found = looked_at(pki().revoked, trust=trust)
    assert found.reasons == (f"O certificado foi revogado em 21/11/2026, {NO_PROOF}",)
    assert found.judgement == "invalida"


def test_an_old_list_still_tells_of_a_revocation() -> None:
    """Even where nothing is known of the authority above."""
    old = revocations(pki().icp_below, {REVOKED_SERIAL: FIRST + DAY}, FIRST, FIRST + 2 * DAY)
    found = looked_at(pki().revoked, trust=pki().trust((old,)))
    assert (found.judgement, found.chain) == ("invalida", "revogada")


def test_a_revoked_authority_takes_its_certificates_with_it() -> None:
    number = pki().icp_below.certificate.serial_number
    gone = revocations(pki().icp, {number: SIGNED_AT - DAY}, FIRST)
    found = looked_at(pki().claire, stamped=True, trust=pki().trust((gone, lists()[1])))
    assert (found.judgement, found.chain) == ("invalida", "revogada")


def test_revocation_is_unknown_without_a_list() -> None:
    assert looked_at(pki().claire).revocation == "sem_informacao"
    assert looked_at(pki().claire, trust=pki().trust(lists())).revocation == "nao_revogado"


@pytest.mark.parametrize(
    ("holder", "chain", "why"),
    [("alone", "autoassinada", ALONE), ("untrusted", "desconhecida", UNKNOWN)],
)
def test_whom_nobody_vouches_for_has_no_level(holder: str, chain: str, why: str) -> None:
    found = looked_at(getattr(pki(), holder))
    assert (found.judgement, found.chain, found.level) == ("indeterminada", chain, None)
    assert found.reasons == (why,)


def test_without_trusted_roots_everybody_is_unknown() -> None:
    assert looked_at(pki().claire, trust=Trust()).chain == "desconhecida"


def test_a_time_stamp_of_an_unknown_server_is_not_believed() -> None:
    only_govbr = Trust(tuple(file for file in pki().trust().certificates if "govbr" in file.name))
    found = looked_at(pki().wadih_govbr, stamped=True, trust=only_govbr)
    assert (found.trusted_at, found.judgement) == (None, "valida")
    assert found.reasons == (BAD_STAMP,)


def test_a_file_sealed_for_the_archive_outlives_its_certificates() -> None:
    trust = pki().trust(lists())
    stamped: dict[str, Any] = {"stamper": pki().stamper(SIGNED_AT), "trust": trust}
    once = sign_by(to_sign(), pki().expired, "mpmt", profile="b-t", **stamped)
    sealed = sign_by(once, pki().wadih, "orgao", profile="b-lta", **stamped)
    found = inspect(sealed, pki().trust(), datetime(2059, 1, 1, tzinfo=UTC))

    assert (found.judgement, [one.kind for one in found.signatures]) == (
        "valida",
        ["certificacao", "assinatura", "carimbo"],
    )
    assert [one.changes for one in found.signatures] == [
        "assinaturas",
        "arquivamento",
        "arquivamento",
    ]
    assert found.signers[1].revocation == "nao_revogado"


def test_several_signatures_come_in_the_order_of_signing() -> None:
    found = inspect(signed_twice(), pki().trust(), CHECKED_AT)
    assert [(one.field, one.kind) for one in found.signers] == [
        ("assinatura-mpmt", "certificacao"),
        ("assinatura-orgao", "assinatura"),
    ]


@pytest.mark.parametrize(
    ("data", "judgement", "reason"),
    [
        (b"", "ilegivel", NOT_PDF),
        (b"PK\x03\x04 um zip", "ilegivel", NOT_PDF),
        (b"%PDF-1.7\n" + b"\0" * 100, "ilegivel", None),
        (None, "sem_assinatura", UNSIGNED),
    ],
)
def test_what_is_no_signed_pdf_is_said_plainly(
    data: bytes | None, judgement: str, reason: str | None
) -> None:
    found = inspect(to_sign() if data is None else data, pki().trust(), CHECKED_AT)
    assert found.judgement == judgement
    assert reason in (None, found.reasons[0])


def test_an_encrypted_pdf_is_refused_with_what_to_ask_for() -> None:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(to_sign())) as document:
        out = io.BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="x", user="y"))
    assert inspect(out.getvalue(), pki().trust(), CHECKED_AT).refusal == ENCRYPTED


def test_an_inspection_travels_as_data() -> None:
    found: Inspection = inspect(signed_twice(), pki().trust(), CHECKED_AT, CHECKED_AT)
    assert inspection_from(found.as_data()) == found


def test_the_clock_of_the_signer_may_run_ahead_and_proves_nothing() -> None:
    later = SIGNED_AT + timedelta(days=365)
    data = sign_by(to_sign(), pki().claire, "mpmt", later)
    (found,) = inspect(data, pki().trust(), CHECKED_AT).signatures
    assert (found.declared_at, found.checked_at) == (later, CHECKED_AT)
