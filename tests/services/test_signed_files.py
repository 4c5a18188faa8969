"""PDFs signed elsewhere come in: the file that went out, its signers known, or a clear refusal."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from faults.errors import InvalidData, StateError, UnreadableFile, UsageError
from services.envelopes import newest_file
from services.signature_keeping import FileGiven
from services.signed_files import receive
from services.signing import sign_here
from tests.pki import pki
from tests.services.signing_offices import (
    FULL,
    NOON,
    NUMBER,
    TYPST,
    here,
    on_day,
    out,
    signed_elsewhere,
)
from tests.signed import updated


def test_a_signed_file_tells_who_signed_when_and_at_which_level(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    given = signed_elsewhere(office, pki().claire, "mpmt")
    done = receive(office, NUMBER, given)
    (fact,) = done.life.signed

    assert (fact.signatory, fact.way, fact.level) == ("mpmt", "recebida", "qualificada")
    assert (fact.signed_at, fact.time) == (NOON, "declarada")
    assert (fact.name, fact.role) == (
        "Claire Vogel Dutra",
        "Subprocuradora-Geral de Justiça Administrativa",
    )
    assert office.files.read(done.file.sha256) == given.data
    assert newest_file(office, NUMBER).sha256 == done.file.sha256


def test_two_new_signatures_in_one_file_are_both_recorded(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    once = signed_elsewhere(office, pki().claire, "mpmt")
    twice = signed_elsewhere(office, pki().wadih_govbr, "senacon", data=once.data)
    life = receive(office, NUMBER, twice).life

    assert [(one.signatory, one.level) for one in life.signed] == [
        ("mpmt", "qualificada"),
        ("senacon", "avancada"),
    ]
    assert life.cycle == "assinada"
    assert life.counted is not None


def test_a_received_file_is_signed_on_here(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    receive(office, NUMBER, signed_elsewhere(office, pki().claire, "mpmt"))
    done = sign_here(office, NUMBER, here(pki().wadih, "senacon"))
    assert [one.name for one in done.inspection.signers] == [
        "CLAIRE VOGEL DUTRA",
        "WADIH NEMER DAMOUS FILHO",
    ]


def test_the_same_file_twice_brings_nothing_new(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    given = signed_elsewhere(office, pki().claire, "mpmt")
    receive(office, NUMBER, given)
    with pytest.raises(StateError, match="não traz assinatura nova"):
        receive(office, NUMBER, given)


def test_a_copy_without_the_signatures_so_far_is_not_gone_on_with(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    original = office.files.read(opened.files[0].sha256)
    receive(office, NUMBER, signed_elsewhere(office, pki().claire, "mpmt"))
    with pytest.raises(StateError) as refused:
        receive(office, NUMBER, signed_elsewhere(office, pki().wadih, "senacon", data=original))
    assert refused.value.message == (
        "assinado.pdf foi assinado a partir de uma cópia sem as assinaturas que já entraram."
    )


def test_a_file_saved_anew_before_signing_is_another_file(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    with pikepdf.open(io.BytesIO(office.files.read(opened.files[0].sha256))) as document:
        saved = io.BytesIO()
        document.save(saved)
    given = signed_elsewhere(office, pki().claire, "mpmt", data=saved.getvalue())
    with pytest.raises(StateError, match="não é o PDF que saiu para assinatura"):
        receive(office, NUMBER, given)


def test_the_file_of_another_agreement_is_refused(tmp_path: Path) -> None:
    office, _ = out(tmp_path / "um")
    other, _ = out(tmp_path / "outro", now=datetime(2026, 11, 23, 16, tzinfo=UTC))
    given = signed_elsewhere(other, pki().claire, "mpmt")
    with pytest.raises(StateError, match="não é o PDF que saiu para assinatura"):
        receive(office, NUMBER, given)


@pytest.mark.parametrize(
    ("holder", "rule", "line"),
    [
        (
            "stranger",
            "signatario-desconhecido",
            "assinado.pdf: JOAO DE TAL: não é signatário deste instrumento, ou já assinou. "
            "Falta assinar: Wadih Nemer Damous Filho, Claire Vogel Dutra. Se é uma dessas pessoas "
            "com outro nome, registre o CPF dela no cadastro, ou diga quem é e como se sabe: "
            "--como SIGNATARIO --motivo MOTIVO",
        ),
        (
            "untrusted",
            "assinatura-sem-confianca",
            "assinado.pdf: CLAIRE VOGEL DUTRA: O certificado não é de uma cadeia em que este "
            "órgão confia. Confira com quem assinou; se a cadeia é boa, ponha a raiz na pasta de "
            "confiança.",
        ),
    ],
)
def test_a_signer_who_cannot_be_accepted_is_named_with_the_reason(
    tmp_path: Path, holder: str, rule: str, line: str
) -> None:
    office, _ = out(tmp_path)
    with pytest.raises(InvalidData) as refused:
        receive(office, NUMBER, signed_elsewhere(office, getattr(pki(), holder), "mpmt"))
    (finding,) = refused.value.findings
    assert (finding.rule, finding.line()) == (rule, line)


def test_a_file_that_was_changed_after_signing_is_refused_with_every_reason(
    tmp_path: Path,
) -> None:
    from tests.signatures.pades.test_attacks import paint_over

    office, _ = out(tmp_path)
    given = signed_elsewhere(office, pki().claire, "mpmt")
    painted = FileGiven("pintado.pdf", updated(given.data, paint_over))
    with pytest.raises(InvalidData) as refused:
        receive(office, NUMBER, painted)
    assert [finding.rule for finding in refused.value.findings] == ["arquivo-alterado"]
    assert office.store.facts_about(FULL)[-1][1].kind == "arquivos_gerados"


def test_the_turn_is_kept_for_files_that_come_in(tmp_path: Path) -> None:
    office, _ = out(tmp_path, replace(TYPST, order=(("mpmt",), ("senacon",))))
    with pytest.raises(StateError, match="ainda não é a vez de “senacon”"):
        receive(office, NUMBER, signed_elsewhere(office, pki().wadih, "senacon"))


def test_a_signature_given_after_the_time_was_over_is_refused(tmp_path: Path) -> None:
    office, _ = out(tmp_path, replace(TYPST, until=date(2026, 11, 24)))
    given = signed_elsewhere(office, pki().claire, "mpmt", datetime(2026, 11, 25, 15, tzinfo=UTC))
    with pytest.raises(StateError, match="o prazo para assinar terminou em 24/11/2026"):
        receive(on_day(office, date(2026, 11, 26)), NUMBER, given)


def test_a_signature_given_in_time_may_come_in_later(tmp_path: Path) -> None:
    office, _ = out(tmp_path, replace(TYPST, until=date(2026, 11, 24)))
    given = signed_elsewhere(office, pki().claire, "mpmt")
    assert receive(on_day(office, date(2026, 11, 30)), NUMBER, given).life.signed


def test_a_signature_of_tomorrow_is_refused(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    given = signed_elsewhere(office, pki().claire, "mpmt", datetime(2026, 11, 24, tzinfo=UTC))
    with pytest.raises(UsageError, match="que ainda não chegou"):
        receive(office, NUMBER, given)


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (b"nada", UnreadableFile, "O arquivo não é um PDF."),
        (b"%PDF-1.7\n%%EOF", UnreadableFile, "está malformado"),
    ],
)
def test_what_is_no_pdf_is_refused(
    tmp_path: Path, data: bytes, error: type[Exception], message: str
) -> None:
    office, _ = out(tmp_path)
    with pytest.raises(error, match=message):
        receive(office, NUMBER, FileGiven("x.pdf", data))


def test_an_unsigned_copy_brings_nothing_new(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    data = office.files.read(opened.files[0].sha256)
    with pytest.raises(StateError, match="não traz assinatura nova"):
        receive(office, NUMBER, FileGiven("x.pdf", data))
