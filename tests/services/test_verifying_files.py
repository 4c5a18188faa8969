"""Verdicts on signed PDFs: the attack table, each row with what a partner is told."""

import io
import random
import subprocess
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from rendering.engines import build_engine
from services.drafting import read_draft
from services.editions import edition_of
from services.lifecycle import cancel
from services.office import Office
from services.signing import sign_here
from services.verifying import by_codes, by_file
from signatures.verdict import Situation
from tests.pki import pki
from tests.services.signing_offices import FULL, NUMBER, here, out, signed_elsewhere
from tests.signatures.pades.test_attacks import annotate, drop_a_page, paint_over, swap_the_pages
from tests.signed import signed_twice, updated

Attack = Callable[[bytes], bytes]


def signed_by_both(folder: Path) -> tuple[Office, bytes, bytes]:
    """The office, the file with the first signature, and the whole one."""
    office, _ = out(folder)
    first = sign_here(office, NUMBER, here(pki().claire, "mpmt"))
    last = sign_here(office, NUMBER, here(pki().wadih, "senacon"))
    return office, office.files.read(first.file.sha256), office.files.read(last.file.sha256)


def one_byte_flipped(data: bytes) -> bytes:
    place = random.Random(3).randrange(len(data) // 4, len(data) // 3)
    return data[:place] + bytes((data[place] ^ 1,)) + data[place + 1 :]


def saved_again(data: bytes) -> bytes:
    out_file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out_file)
    return out_file.getvalue()


def junk_after_the_end(data: bytes) -> bytes:
    return data + b"\n% nada a ver\n" * 40


ATTACKS: dict[str, Attack] = {
    "one byte flipped": one_byte_flipped,
    "painted over": lambda data: updated(data, paint_over),
    "annotation added": lambda data: updated(data, annotate),
    "page removed": lambda data: updated(data, drop_a_page),
    "shadow pages": lambda data: updated(data, swap_the_pages),
    "junk after the end": junk_after_the_end,
}


def test_the_signed_file_is_authentic_and_each_signature_is_told_as_checked(
    tmp_path: Path,
) -> None:
    office, _, whole = signed_by_both(tmp_path)
    verdict = by_file(office, "acordo.pdf", whole)
    assert verdict.situation is Situation.AUTHENTIC
    assert "byte a byte" in verdict.notes[0]
    assert [one.checked.startswith("Assinatura válida de") for one in verdict.signatures] == [
        True,
        True,
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attacked_file_is_told_to_be_altered(tmp_path: Path, attack: str) -> None:
    office, _, whole = signed_by_both(tmp_path)
    verdict = by_file(office, "acordo.pdf", ATTACKS[attack](whole))
    assert verdict.situation is Situation.TAMPERED
    assert verdict.signatures == ()


def test_a_file_saved_again_by_another_program_has_lost_what_was_signed(tmp_path: Path) -> None:
    office, _, whole = signed_by_both(tmp_path)
    verdict = by_file(office, "acordo.pdf", saved_again(whole))
    assert verdict.situation is Situation.TAMPERED
    assert (verdict.changes, verdict.signatures) == ((), ())


def printed(data: bytes) -> bytes:
    """As “print to PDF” leaves a signed file: the stamps are drawn, the signatures are gone."""
    out_file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with warnings.catch_warnings(category=pikepdf.PageCopyWarning, action="ignore"):
            pdf.flatten_annotations("all")
        for page in pdf.pages:
            if "/Annots" in page:
                del page["/Annots"]
        pdf.save(out_file)
    return out_file.getvalue()


def plain_words(data: bytes) -> bytes:
    """As somebody copies all of the text out of a reader."""
    run = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return run.stdout


@pytest.mark.parametrize(
    ("name", "copied"), [("impresso.pdf", printed), ("copiado.txt", plain_words)]
)
def test_stamps_codes_and_page_numbers_are_no_difference_in_a_copy(
    tmp_path: Path, name: str, copied: Attack
) -> None:
    office, _, whole = signed_by_both(tmp_path)
    verdict = by_file(office, name, copied(whole))
    assert verdict.changes == ()
    assert verdict.situation is Situation.SAME_WORDS


def test_a_word_slipped_into_such_a_copy_is_told(tmp_path: Path) -> None:
    office, _, whole = signed_by_both(tmp_path)
    text = plain_words(whole).decode().replace(" poderá ", " não poderá ", 1)
    verdict = by_file(office, "copiado.txt", text.encode())
    assert verdict.situation is Situation.TAMPERED
    assert ["não poderá" in change.found for change in verdict.changes] == [True]


def test_the_sheet_of_a_document_is_not_taken_for_the_document(tmp_path: Path) -> None:
    office, _, _ = signed_by_both(tmp_path)
    sheet = f"FOLHA DE AUTENTICIDADE\nAcordo de Cooperação Técnica nº {FULL}\nAssinaturas\n"
    verdict = by_file(office, "folha.txt", sheet.encode())
    assert (verdict.situation, verdict.number) == (Situation.UNKNOWN, FULL)
    assert verdict.explanation == (
        f"Este arquivo é uma folha de autenticidade do documento nº {FULL}, e não o documento."
    )


def test_who_has_the_exact_file_need_check_nothing_more(tmp_path: Path) -> None:
    office, _, whole = signed_by_both(tmp_path)
    assert by_file(office, "acordo.pdf", whole).next_step.startswith("Não falta conferir mais nada")


def test_the_file_with_one_signature_of_two_is_not_signed_yet(tmp_path: Path) -> None:
    office, first, _ = signed_by_both(tmp_path)
    verdict = by_file(office, "acordo.pdf", first)
    assert verdict.situation is Situation.UNSIGNED
    assert verdict.explanation == (
        "O arquivo é o assinado antes das últimas assinaturas: traz 1 de 2."
    )


def test_a_cancelled_document_stays_cancelled_whatever_its_file_says(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    given = signed_elsewhere(office, pki().claire, "mpmt")
    cancel(office, NUMBER, "a parte desistiu")
    verdict = by_file(office, "acordo.pdf", given.data)
    assert verdict.situation is Situation.CANCELLED
    code, crc = opened.code, office.store.authenticity_of(FULL)[0]["crc"]
    assert by_codes(office, code, crc).situation is Situation.CANCELLED


def test_a_valid_signature_on_a_document_of_others_is_valid_without_register(
    tmp_path: Path,
) -> None:
    office, _ = out(tmp_path)
    verdict = by_file(office, "outro.pdf", signed_twice())
    assert verdict.situation is Situation.VALID_ELSEWHERE
    assert any("CLAIRE VOGEL DUTRA" in note for note in verdict.notes)


def test_a_signature_of_somebody_unknown_proves_nothing(tmp_path: Path) -> None:
    office, _ = out(tmp_path, trusted=False)
    verdict = by_file(office, "outro.pdf", signed_twice())
    assert verdict.situation is Situation.UNKNOWN
    assert "não foi possível confirmar" in verdict.explanation


def test_no_verdict_shows_a_whole_cpf(tmp_path: Path) -> None:
    office, _, whole = signed_by_both(tmp_path)
    told = repr(by_file(office, "acordo.pdf", whole))
    assert "***.982.247-**" in told
    assert "529.982.247-25" not in told
    assert "52998224725" not in told


def test_the_words_of_a_pdf_printed_from_the_signed_one_are_compared(tmp_path: Path) -> None:
    office, _, _ = signed_by_both(tmp_path)
    instrument = office.store.instrument(FULL)
    assert instrument is not None
    made = read_draft(office, instrument)
    edition = replace(edition_of(office, made), notices=())
    printed = build_engine("pdf", "typst").render(made.document, edition)
    verdict = by_file(office, "impresso.pdf", printed)
    assert (verdict.situation, verdict.changes) == (Situation.SAME_WORDS, ())
