"""Signatures recorded from elsewhere and given here: who, when, at which level, in which file."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from faults.errors import OutsideError, StateError, UsageError
from registry.search_check import copied
from registry.verification import verify
from services.envelopes import newest_file, open_envelope, open_one, read_envelope
from services.lifecycle import cancel
from services.signature_keeping import FileGiven, to_keep, write_signatures
from services.signing import Recording, record, sign_here
from tests.pki import FIRST, pki, revocations, time_stamp_server
from tests.services.signing_offices import (
    FULL,
    NOON,
    NUMBER,
    TYPST,
    approved,
    arranged,
    here,
    out,
)

YESTERDAY = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
BASIS = "art. 4º, § 3º, do Decreto nº 10.543, de 13 de novembro de 2020"


def test_two_people_sign_here_one_after_the_other(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    first = sign_here(office, NUMBER, here(pki().claire, "mpmt"))
    last = sign_here(office, NUMBER, here(pki().wadih, "senacon"))

    assert (first.life.cycle, last.life.cycle) == ("em_assinatura", "assinada")
    assert last.inspection.judgement == "valida"
    bytes_of = [office.files.read(sha) for sha in (opened.files[0].sha256, first.file.sha256)]
    assert bytes_of[1].startswith(bytes_of[0])
    assert office.files.read(last.file.sha256).startswith(bytes_of[1])
    assert newest_file(office, NUMBER).sha256 == last.file.sha256
    assert last.life.counted is not None
    assert last.life.counted.signed_on == date(2026, 11, 23)


def test_what_was_signed_here_is_recorded_with_level_words_and_certificate(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    (fact,) = sign_here(office, NUMBER, here(pki().claire, "mpmt")).life.signed

    assert (fact.way, fact.level, fact.time, fact.name) == (
        "aqui",
        "qualificada",
        "declarada",
        "Claire Vogel Dutra",
    )
    assert fact.signed_at == NOON
    assert fact.issuer == "AC Intermediária de Teste"
    assert fact.wording == (
        "Documento assinado eletronicamente por Claire Vogel Dutra (CPF ***.982.247-**), "
        "Subprocuradora-Geral de Justiça Administrativa, em 23/11/2026, às 12:00, conforme "
        "horário oficial de Brasília, com o emprego de certificado digital emitido no âmbito da "
        f"ICP-Brasil. Nº de série do certificado: {fact.serial}."
    )


def test_a_gov_br_certificate_signs_as_advanced(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    (fact,) = sign_here(office, NUMBER, here(pki().wadih_govbr, "senacon")).life.signed
    assert fact.level == "avancada"


def test_a_time_stamp_vouches_for_the_moment(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    with time_stamp_server(NOON) as address:
        order = here(pki().claire, "mpmt", time_stamps=address)
        (fact,) = sign_here(office, NUMBER, order).life.signed
    assert (fact.time, fact.signed_at) == ("carimbo", NOON)


def test_the_time_stamp_server_of_the_body_is_used(tmp_path: Path) -> None:
    office = arranged(out(tmp_path)[0], assinatura={"carimbo_do_tempo": "http://127.0.0.1:9/"})
    with pytest.raises(OutsideError, match="o servidor de carimbo do tempo"):
        sign_here(office, NUMBER, here(pki().claire, "mpmt"))
    assert sign_here(office, NUMBER, here(pki().claire, "mpmt", profile="b-b")).life.signed


def test_the_certificate_of_another_person_does_not_sign(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    with pytest.raises(UsageError) as refused:
        sign_here(office, NUMBER, here(pki().stranger, "mpmt"))
    assert refused.value.message == (
        "o certificado é de JOAO DE TAL, e quem assina por “mpmt” é Claire Vogel Dutra."
    )


@pytest.mark.parametrize(
    ("holder", "message"),
    [
        ("untrusted", "O certificado não é de uma cadeia em que este órgão confia."),
        ("alone", "O certificado é autoassinado"),
    ],
)
def test_a_certificate_that_nobody_vouches_for_does_not_sign(
    tmp_path: Path, holder: str, message: str
) -> None:
    office, _ = out(tmp_path)
    with pytest.raises(StateError, match=message):
        sign_here(office, NUMBER, here(getattr(pki(), holder), "mpmt"))


def test_a_revoked_certificate_does_not_sign(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    gone = revocations(pki().icp_below, {4242: FIRST}, FIRST)
    pki().write_trust(tmp_path / "confianca", (gone,))
    with pytest.raises(StateError, match="estava revogado desde 01/01/2020"):
        sign_here(office, NUMBER, here(pki().revoked, "mpmt"))


def test_without_trusted_roots_nobody_signs_here(tmp_path: Path) -> None:
    office, _ = out(tmp_path, trusted=False)
    with pytest.raises(StateError, match="não há certificados de confiança"):
        sign_here(office, NUMBER, here(pki().claire, "mpmt"))


def test_a_refused_signature_leaves_no_fact_and_no_file(tmp_path: Path) -> None:
    office, _ = out(tmp_path, replace(TYPST, order=(("mpmt",), ("senacon",))))
    entries, files = office.store.last_seq(), list((tmp_path / "arquivos").rglob("*"))
    with pytest.raises(StateError, match="ainda não é a vez de “senacon”"):
        sign_here(office, NUMBER, here(pki().wadih, "senacon"))
    assert (office.store.last_seq(), list((tmp_path / "arquivos").rglob("*"))) == (entries, files)


def test_a_lower_level_than_the_body_asks_for_needs_a_reason(tmp_path: Path) -> None:
    office = arranged(approved(tmp_path), assinatura={"nivel_minimo": {"padrao": "qualificada"}})
    open_envelope(office, NUMBER, TYPST)
    with pytest.raises(StateError, match="exige assinatura qualificada, e esta é avançada"):
        sign_here(office, NUMBER, here(pki().wadih_govbr, "senacon"))
    order = here(pki().wadih_govbr, "senacon", waiver="o Secretário está em viagem")
    (fact,) = sign_here(office, NUMBER, order).life.signed
    assert fact.waiver == "o Secretário está em viagem"


def test_a_cancelled_instrument_is_not_signed(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    cancel(office, NUMBER, "desistência")
    with pytest.raises(StateError, match="a situação do instrumento é “cancelada”"):
        sign_here(office, NUMBER, here(pki().claire, "mpmt"))


def test_two_signatures_made_at_once_do_not_lose_each_other(tmp_path: Path) -> None:
    """Both began with the same file; the second one is refused, not written over the first."""
    office, opened = out(tmp_path)
    first = sign_here(office, NUMBER, here(pki().claire, "mpmt"))
    instrument = office.store.instrument(FULL)
    assert instrument is not None
    fact = first.life.signed[0].model_copy(update={"signatory": "senacon"})
    kept = to_keep("pdf", "assinado-1", "x.pdf", b"outro arquivo")
    with pytest.raises(StateError, match="outra assinatura entrou no arquivo"):
        write_signatures(office, instrument, [fact], kept, opened.files[0].sha256)
    assert not office.files.path(kept.file.sha256).exists()


def recording(**changes: object) -> Recording:
    base = Recording("senacon", YESTERDAY, "avancada")
    return replace(base, **changes)  # type: ignore[arg-type]  # names are those of Recording


def test_a_signature_given_in_sei_is_recorded_with_codes_words_and_file(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    exported = b"<html>o documento do SEI</html>"
    life = record(
        office,
        NUMBER,
        recording(
            basis=BASIS, code="SEI 26.718.933", crc="59a70ad", file=FileGiven("sei.html", exported)
        ),
    )
    (fact,) = life.signed
    assert (fact.way, fact.code, fact.crc) == ("registrada", "26718933", "059A70AD")
    assert fact.file_sha256 is not None
    assert office.files.read(fact.file_sha256) == exported
    assert fact.wording == (
        "Documento assinado eletronicamente por Wadih Nemer Damous Filho, Secretário Nacional do "
        "Consumidor, em 22/11/2026, às 10:30, conforme horário oficial de Brasília, com fundamento "
        f"no {BASIS}."
    )
    kept = {file.engine: file.name for file in office.store.files(FULL, 1)}
    assert kept["externo-senacon"] == "sei.html"


def test_without_a_basis_the_law_of_the_level_is_cited(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    (fact,) = record(office, NUMBER, recording()).signed
    assert fact.wording is not None
    assert fact.wording.endswith(
        "com fundamento no art. 4º, inciso II, da Lei nº 14.063, de 23 de setembro de 2020."
    )


def test_a_simple_signature_is_accepted_with_a_reason_only(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    with pytest.raises(StateError, match="exige assinatura avançada, e esta é simples"):
        record(office, NUMBER, recording(level="simples"))
    assert (
        record(office, NUMBER, recording(level="simples", waiver=BASIS)).signed[0].waiver == BASIS
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"signed_at": datetime(2026, 11, 24, tzinfo=UTC)}, "está no futuro"),
        ({"code": "26718933"}, "o código verificador e o CRC vão juntos"),
        ({"signatory": "ninguém"}, "“ninguém” não é signatário deste instrumento"),
        ({"code": "12", "crc": "059A70AD"}, "não é um código verificador"),
        ({"code": "26718933", "crc": "xyz"}, "não é um código CRC"),
        ({"file": FileGiven("x.exe", b"MZ")}, "arquivos .exe não são guardados"),
        ({"file": FileGiven("x", b"MZ")}, "arquivos sem extensão não são guardados"),
    ],
)
def test_what_cannot_be_recorded_is_refused(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    office, _ = out(tmp_path)
    with pytest.raises(UsageError, match=message):
        record(office, NUMBER, recording(**changes))


def test_both_ways_may_meet_in_one_envelope(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    sign_here(office, NUMBER, here(pki().claire, "mpmt"))
    life = record(office, NUMBER, recording(signed_at=NOON))
    assert life.cycle == "assinada"
    _, envelope = read_envelope(office, NUMBER)
    assert envelope is not None
    assert envelope.newest_file == life.signed[0].file_sha256


def test_the_registry_stays_whole_and_can_be_folded_again(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    sign_here(office, NUMBER, here(pki().claire, "mpmt"))
    record(office, NUMBER, recording(file=FileGiven("sei.pdf", b"%PDF-1.7 ...")))
    with copied(office.search.path) as index, office.store.snapshot() as snapshot:
        assert verify(snapshot, office.files, index).findings == []
    assert open_one(office, FULL).state == "completo"


def test_the_policy_that_the_body_names_stands_under_its_signatures(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    policy = {
        "oid": "2.16.76.1.99.1",
        "sha256": "ab" * 32,
        "endereco": "http://politicas.exemplo.gov.br/PA_EXEMPLO.der",
    }
    office = arranged(office, assinatura={"politica": policy})

    done = sign_here(office, NUMBER, here(pki().claire, "mpmt"))

    written = office.files.read(done.file.sha256).lower()  # a signature stands there in hexadecimal
    assert policy["sha256"].encode() in written
    assert policy["endereco"].encode().hex().encode() in written
