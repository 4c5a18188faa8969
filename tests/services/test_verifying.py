"""Verdicts by codes and by file: what one who holds a document is told, case by case."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from faults.errors import UnreadableFile, UsageError
from rendering.engines import build_engine
from services.drafting import draft
from services.editions import edition_of, render_missing, wanted_files
from services.ending import record_end
from services.envelopes import Opening, open_envelope
from services.lifecycle import approve, cancel, send_back, send_to_review
from services.office import Office
from services.signature_keeping import FileGiven
from services.signing import Recording, record
from services.verifying import by_codes, by_file
from signatures.verdict import Situation
from tests.offices import ask, example, office_at, on

NUMBER = "1/2024/CIHP/CGSINDEC/DPDC/SENACON"
PARTNER_SIGNED = datetime(2024, 1, 25, 20, 16, tzinfo=UTC)
BODY_SIGNED = datetime(2024, 1, 30, 18, 13, tzinfo=UTC)
NO_WAIT = Opening(pdf_engine="typst")


def real_engines(folder: Path) -> Office:
    office = office_at(folder, now=datetime(2024, 1, 10, 15, tzinfo=UTC))
    return replace(office, engines=build_engine)


def opened(folder: Path) -> Office:
    office = real_engines(folder)
    draft(office, ask(example("mpmt")))
    return reopened(office)


def reopened(office: Office) -> Office:
    send_to_review(office, "1/2024")
    approve(office, "1/2024", "Parecer nº 10/2024/CONJUR")
    open_envelope(office, "1/2024", NO_WAIT)
    return on(office, date(2024, 1, 31))


def signed(folder: Path, file: FileGiven | None = None) -> Office:
    office = opened(folder)
    waiver = "o partícipe só usa o SEI"
    record(office, "1/2024", Recording("mpmt", PARTNER_SIGNED, "simples", waiver=waiver))
    record(office, "1/2024", Recording("senacon", BODY_SIGNED, "simples", waiver=waiver, file=file))
    return office


def codes(office: Office) -> tuple[str, str]:
    row = office.store.authenticity_of(NUMBER)[0]
    return row["codigo"], row["crc"]


def file_of(office: Office, engine: str) -> bytes:
    (file,) = (one for one in office.store.files(NUMBER, 1) if one.engine == engine)
    return office.files.read(file.sha256)


def test_both_codes_of_a_signed_document_tell_who_signed_and_until_when(tmp_path: Path) -> None:
    office = signed(tmp_path)
    verdict = by_codes(office, *codes(office))
    assert verdict.situation is Situation.AUTHENTIC
    assert verdict.explanation == (
        f"O documento nº {NUMBER} é autêntico: foi assinado por todas as partes e está vigente "
        "(até 30/01/2027)."
    )
    assert verdict.parties == (
        "Secretaria Nacional do Consumidor",
        "Ministério Público do Estado de Mato Grosso",
    )
    assert [one.name for one in verdict.signatures] == [
        "Claire Vogel Dutra",
        "Wadih Nemer Damous Filho",
    ]
    assert "em 30/01/2024, às 15:13" in verdict.signatures[1].wording


def test_codes_are_taken_as_people_type_them(tmp_path: Path) -> None:
    office = signed(tmp_path)
    code, crc = codes(office)
    typed = by_codes(office, f" SEI {code[:4]} {code[4:]} ", f" {crc[:4].lower()} {crc[4:]}")
    assert typed.situation is Situation.AUTHENTIC


def test_what_is_no_code_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="não é um código verificador"):
        by_codes(office_at(tmp_path), "12", "059A70AD")


def test_an_unknown_code_and_a_wrong_crc_are_told_apart(tmp_path: Path) -> None:
    office = signed(tmp_path)
    code, crc = codes(office)
    wrong = f"{(int(crc, 16) + 1) % 2**32:08X}"
    assert by_codes(office, code, wrong).situation is Situation.WRONG_CRC
    assert by_codes(office, "99999999", crc).situation is Situation.UNKNOWN


def test_before_the_last_signature_it_is_not_signed(tmp_path: Path) -> None:
    office = opened(tmp_path)
    verdict = by_codes(office, *codes(office))
    assert (verdict.situation, verdict.term) == (Situation.UNSIGNED, None)


def test_a_cancelled_document_is_told_to_be_cancelled(tmp_path: Path) -> None:
    office = opened(tmp_path)
    pair = codes(office)
    cancel(office, "1/2024", "a parte desistiu")
    assert by_codes(office, *pair).situation is Situation.CANCELLED


def test_a_text_that_was_called_back_is_not_signed_and_must_not_be_used(tmp_path: Path) -> None:
    office = opened(tmp_path)
    pair = codes(office)
    send_back(office, "1/2024", "erro no objeto")
    verdict = by_codes(office, *pair)
    assert verdict.situation is Situation.UNSIGNED
    assert "recolhido para alteração" in verdict.explanation


def test_the_text_before_a_change_is_replaced_by_the_one_after_it(tmp_path: Path) -> None:
    office = opened(tmp_path)
    old = codes(office)
    send_back(office, "1/2024", "prazo errado")
    draft(office, ask(example("mpmt"), months=48))
    office = reopened(office)
    assert by_codes(office, *old).situation is Situation.REPLACED
    assert by_codes(office, *codes(office)).situation is Situation.UNSIGNED


def test_after_its_term_a_document_is_authentic_and_no_longer_in_force(tmp_path: Path) -> None:
    office = on(signed(tmp_path), date(2027, 1, 31))
    verdict = by_codes(office, *codes(office))
    assert (verdict.situation, verdict.term) == (Situation.AUTHENTIC, "encerrada")
    assert "a vigência já terminou (em 30/01/2027)" in verdict.explanation


def test_the_codes_of_sei_lead_to_the_same_document(tmp_path: Path) -> None:
    office = opened(tmp_path)
    for who, when in (("mpmt", PARTNER_SIGNED), ("senacon", BODY_SIGNED)):
        record(
            office,
            "1/2024",
            Recording(who, when, "avancada", code="26718933", crc="059A70AD"),
        )
    verdict = by_codes(office, "26718933", "059A70AD")
    assert (verdict.situation, verdict.number) == (Situation.AUTHENTIC, NUMBER)


def test_a_draft_is_told_to_be_a_draft_by_its_bytes(tmp_path: Path) -> None:
    office = real_engines(tmp_path)
    made = draft(office, ask(example("mpmt")))
    (file,) = render_missing(office, made, wanted_files("docx", "typst"))
    verdict = by_file(office, "a.docx", office.files.read(file.sha256))
    assert (verdict.situation, verdict.number) == (Situation.UNSIGNED, NUMBER)
    assert "minuta" in verdict.explanation


def test_the_file_kept_from_another_system_is_known_by_its_bytes(tmp_path: Path) -> None:
    exported = b"%PDF-1.4 exportado do SEI"
    office = signed(tmp_path, file=FileGiven("sei.pdf", exported))
    verdict = by_file(office, "sei.pdf", exported)
    assert verdict.situation is Situation.AUTHENTIC
    assert "byte a byte" in verdict.notes[0]


def test_the_edition_that_went_out_is_authentic_when_it_was_signed_elsewhere(
    tmp_path: Path,
) -> None:
    office = signed(tmp_path)
    verdict = by_file(office, "a.pdf", file_of(office, "para-assinar"))
    assert verdict.situation is Situation.AUTHENTIC
    assert "não traz assinaturas" in verdict.notes[0]


def test_the_same_words_in_a_file_of_another_program_are_only_the_same_words(
    tmp_path: Path,
) -> None:
    office = signed(tmp_path)
    made = draft(real_engines_of(office), ask(example("mpmt")))
    data = build_engine("html", "html").render(made.document, edition_of(office, made))
    verdict = by_file(office, "a.html", data.replace(b"<title>", b"<title>copia "))
    assert verdict.situation is Situation.SAME_WORDS
    assert verdict.next_step.startswith(
        "Não use este arquivo como prova. Peça ao órgão o arquivo assinado, com o código"
    )


def real_engines_of(office: Office) -> Office:
    return replace(office, engines=build_engine)


def test_a_changed_term_in_a_word_file_is_shown_with_its_clause(tmp_path: Path) -> None:
    office = signed(tmp_path)
    made = draft(office, ask(example("mpmt")))
    data = build_engine("txt", "txt").render(made.document, edition_of(office, made))
    forged = data.decode().replace("36 (trinta e seis) meses", "60 (sessenta) meses", 1)
    verdict = by_file(office, "a.txt", forged.encode())
    assert verdict.situation is Situation.TAMPERED
    assert [change.where for change in verdict.changes] == ["cláusula décima"]
    assert "há 1 diferença" in verdict.explanation


def test_the_words_of_an_earlier_version_are_told_to_be_replaced(tmp_path: Path) -> None:
    office = real_engines(tmp_path)
    first = draft(office, ask(example("mpmt"), months=48))
    data = build_engine("txt", "txt").render(first.document, edition_of(office, first))
    draft(office, ask(example("mpmt"), months=36))
    assert by_file(office, "a.txt", data).situation is Situation.REPLACED


def test_a_file_that_names_no_document_of_ours_is_unknown(tmp_path: Path) -> None:
    verdict = by_file(office_at(tmp_path), "a.txt", "Acordo nº 77/2020/OUTRO/ÓRGÃO".encode())
    assert (verdict.situation, verdict.number) == (Situation.UNKNOWN, None)


def test_what_cannot_be_read_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        by_file(office_at(tmp_path), "a.bin", b"")


def test_a_verdict_tells_the_sha256_of_the_file(tmp_path: Path) -> None:
    verdict = by_file(office_at(tmp_path), "a.txt", b"nada")
    assert verdict.file_sha256 == hashlib.sha256(b"nada").hexdigest()


def test_an_early_end_is_told_with_its_day(tmp_path: Path) -> None:
    office = on(signed(tmp_path), date(2025, 6, 1))
    record_end(office, "1/2024", "consenso", date(2025, 5, 20), "acordo das partes", None)
    verdict = by_codes(office, *codes(office))
    assert (verdict.situation, verdict.term) == (Situation.AUTHENTIC, "encerrada")
    assert (verdict.term_end, verdict.ended_on) == (date(2025, 5, 20), date(2025, 5, 20))
