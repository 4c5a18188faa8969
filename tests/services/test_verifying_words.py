"""What is known by its words alone is never called authentic: what a page shows may be other."""

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from rendering.engines import build_engine
from services.drafting import Draft, draft, read_draft
from services.editions import edition_of, render_missing, wanted_files
from services.lifecycle import cancel
from services.office import Office
from services.signature_keeping import FileGiven
from services.signing import Recording, record
from services.verifying import by_file
from signatures.pades.sign import Order, open_credential, sign
from signatures.verdict import Situation, Verdict
from tests.offices import ask, example
from tests.pki import PASSWORD, Holder, pki
from tests.services.signing_offices import (
    FULL,
    NOON,
    NUMBER,
    TYPST,
    approved,
    arranged,
    out,
    signed_elsewhere,
)
from tests.services.test_verifying_files import (
    junk_after_the_end,
    plain_words,
    printed,
    saved_again,
    signed_by_both,
)

ONLY_WORDS = (
    f"As palavras que se leem neste arquivo são as do documento nº {FULL}, mas ele não é o arquivo "
    "que foi assinado. Só as palavras foram comparadas: imagens, desenhos e o que a página mostra "
    "a quem a vê podem ser outros."
)
READ_THE_SAME = (
    " As palavras que se leem nele são as do documento registrado. Só as palavras foram "
    "comparadas: imagens, desenhos e o que a página mostra a quem a vê podem ser outros."
)


def signed_file(verdict: Verdict) -> str:
    """How every such answer offers the signed file."""
    return (
        "Baixe o arquivo assinado na página https://pactua.exemplo.gov.br/conferir, com o código "
        f"verificador {verdict.code} e o CRC {verdict.crc}, ou peça-o ao órgão."
    )


def painted(data: bytes) -> bytes:
    """A printed copy with a picture over the words of its first page."""
    out_file = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed(data))) as pdf:
        page = pdf.pages[0]
        picture = pikepdf.Stream(pdf, b"\xff\xff\xff", Type=pikepdf.Name.XObject)
        picture.Subtype, picture.ColorSpace = pikepdf.Name.Image, pikepdf.Name.DeviceRGB
        picture.Width = picture.Height = 1
        picture.BitsPerComponent = 8
        name = page.add_resource(picture, pikepdf.Name.XObject)
        page.contents_add(f"q 400 0 0 300 100 300 cm {name} Do Q".encode())
        pdf.save(out_file)
    return out_file.getvalue()


def as_html(data: bytes) -> bytes:
    """The words as a page of the web."""
    return b"<!DOCTYPE html><meta charset=utf-8><pre>" + plain_words(data) + b"</pre>"


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        ("impresso.pdf", printed),
        ("pintado.pdf", painted),
        ("copiado.txt", plain_words),
        ("copiado.html", as_html),
    ],
)
def test_a_harmless_copy_and_a_painted_one_get_the_same_honest_words(
    tmp_path: Path, name: str, copied: Callable[[bytes], bytes]
) -> None:
    office, _, whole = signed_by_both(tmp_path)
    verdict = by_file(office, name, copied(whole))
    assert (verdict.situation, verdict.changes) == (Situation.SAME_WORDS, ())
    assert verdict.explanation == ONLY_WORDS
    assert verdict.next_step == f"Não use este arquivo como prova. {signed_file(verdict)}"
    assert verdict.notes == ("Sobre o documento registrado: está vigente (até 23/11/2029).",)


def first_page(data: bytes) -> bytes:
    """What a reader sees of the first page, in points of light."""
    command = ["pdftoppm", "-r", "20", "-f", "1", "-l", "1", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


@pytest.mark.requires("pdftoppm", "pdftotext")
def test_the_painted_copy_has_the_same_words_and_another_look(tmp_path: Path) -> None:
    _, _, whole = signed_by_both(tmp_path)
    plain, forged = printed(whole), painted(whole)
    assert plain_words(forged) == plain_words(plain)
    assert first_page(forged) != first_page(plain)


def test_a_body_without_an_address_is_asked_where_its_page_is(tmp_path: Path) -> None:
    office, _, whole = signed_by_both(tmp_path)
    verdict = by_file(arranged(office, conferencia={}), "copiado.txt", plain_words(whole))
    assert "Baixe o arquivo assinado na página de conferência do órgão, com o código" in (
        verdict.next_step
    )


def test_a_file_with_something_behind_its_end_keeps_good_signatures_of_a_part(
    tmp_path: Path,
) -> None:
    office, _, whole = signed_by_both(tmp_path)
    verdict = by_file(office, "acordo.pdf", junk_after_the_end(whole))
    assert verdict.situation is Situation.TAMPERED
    assert verdict.explanation == (
        "As assinaturas digitais do arquivo conferem com o que foi assinado, mas ele foi alterado "
        f"depois: traz algo que nenhuma delas cobre.{READ_THE_SAME}"
    )
    assert verdict.next_step == f"Não use este arquivo. {signed_file(verdict)}"
    first, second, behind = verdict.notes
    for note in (first, second):
        assert "válida" not in note
        assert note.endswith(
            "confere com a parte do arquivo que ela cobre, e não com o que veio depois."
        )
    assert behind == (
        "Há algo depois do fim do documento (558 bytes), que nenhuma assinatura cobre."
    )


def linearized(data: bytes) -> bytes:
    """Saved anew for the web: the parts of the file stand in another order."""
    out_file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out_file, linearize=True)
    return out_file.getvalue()


@pytest.mark.parametrize("saved", [saved_again, linearized])
def test_of_a_file_saved_anew_nothing_is_said_of_its_end(
    tmp_path: Path, saved: Callable[[bytes], bytes]
) -> None:
    office, _, whole = signed_by_both(tmp_path)
    verdict = by_file(office, "acordo.pdf", saved(whole))
    assert verdict.explanation == (
        "O arquivo foi regravado ou alterado depois de assinado, e as assinaturas digitais dele já "
        f"não valem.{READ_THE_SAME}"
    )
    assert [note.startswith("Assinatura inválida de ") for note in verdict.notes] == [True, True]


# --- signatures appended to what we keep, or given to the same words ---


def recorded(folder: Path) -> tuple[Office, bytes]:
    """An agreement whose signatures were recorded without their file, and the PDF to be signed."""
    office, opened = out(folder)
    (file,) = (one for one in opened.files if one.format == "pdf")
    for who in ("mpmt", "senacon"):
        record(office, NUMBER, Recording(who, NOON, "avancada"))
    return office, office.files.read(file.sha256)


def given(data: bytes, *signers: tuple[Holder, str]) -> bytes:
    """A PDF signed elsewhere by these."""
    for holder, place in signers:
        credential = open_credential(holder.p12(), PASSWORD)
        data = sign(data, Order(place, "x", NOON), credential)
    return data


def test_signed_by_the_very_persons_who_are_registered_a_file_is_authentic(tmp_path: Path) -> None:
    office, unsigned = recorded(tmp_path)
    data = given(unsigned, (pki().claire, "mpmt"), (pki().wadih, "senacon"))
    verdict = by_file(office, "acordo.pdf", data)
    assert verdict.situation is Situation.AUTHENTIC
    assert [note.startswith("Assinatura válida de ") for note in verdict.notes] == [True, True]


@pytest.mark.parametrize(
    "signers",
    [
        ("stranger", "wadih"),  # somebody else, with a good certificate
        ("untrusted", "wadih"),  # the right name, from nobody we trust
        ("claire",),  # one of two
    ],
)
def test_signed_by_others_it_is_not_the_signed_file(
    tmp_path: Path, signers: tuple[str, ...]
) -> None:
    office, unsigned = recorded(tmp_path)
    places = zip((getattr(pki(), name) for name in signers), ("mpmt", "senacon"), strict=False)
    verdict = by_file(office, "acordo.pdf", given(unsigned, *places))
    assert verdict.situation is Situation.SAME_WORDS
    assert verdict.explanation == (
        f"O arquivo começa como o registrado do documento nº {FULL}, mas traz depois dele "
        "assinaturas que não estão no registro. O que elas acrescentam à página não foi comparado."
    )


# --- drafts of ours ---


def drafted_before(folder: Path) -> tuple[Office, Draft, bytes]:
    """An approved agreement, its draft, and a DOCX that was made of it."""
    office = replace(approved(folder), engines=build_engine)
    instrument = office.store.instrument(FULL)
    assert instrument is not None
    made = read_draft(office, instrument)
    (file,) = render_missing(office, made, wanted_files("docx", "typst"))
    return office, made, office.files.read(file.sha256)


def signed_later(office: Office) -> None:
    """Both sign what is out."""
    from services.envelopes import open_envelope

    open_envelope(office, NUMBER, TYPST)
    claire = signed_elsewhere(office, pki().claire, "mpmt")
    data = given(claire.data, (pki().wadih, "senacon"))
    record(office, NUMBER, Recording("mpmt", NOON, "avancada", file=claire))
    record(office, NUMBER, Recording("senacon", NOON, "avancada", file=FileGiven("a.pdf", data)))


def test_the_draft_of_a_signed_document_leads_to_the_signed_one(tmp_path: Path) -> None:
    office, _, docx = drafted_before(tmp_path)
    signed_later(office)
    verdict = by_file(office, "minuta.docx", docx)
    assert (verdict.situation, verdict.number) == (Situation.SAME_WORDS, FULL)
    assert verdict.explanation == (
        f"O arquivo é a minuta do documento nº {FULL}, feita por este sistema antes das "
        "assinaturas, e não vale como ele. O documento foi assinado depois, com estas palavras."
    )
    assert verdict.next_step == (
        "Não use este arquivo como prova. Peça ao órgão o arquivo assinado, com o código "
        f"verificador {verdict.code} e o CRC {verdict.crc}."
    )


def test_the_draft_of_what_is_not_signed_is_a_draft(tmp_path: Path) -> None:
    office, _, docx = drafted_before(tmp_path)
    verdict = by_file(office, "minuta.docx", docx)
    assert (verdict.situation, verdict.number) == (Situation.UNSIGNED, FULL)


def test_the_draft_of_a_cancelled_document_is_cancelled(tmp_path: Path) -> None:
    office, _, docx = drafted_before(tmp_path)
    cancel(office, NUMBER, "a parte desistiu")
    assert by_file(office, "minuta.docx", docx).situation is Situation.CANCELLED


def test_the_draft_before_the_signed_text_is_replaced(tmp_path: Path) -> None:
    from services.lifecycle import approve, send_back, send_to_review

    office, _, docx = drafted_before(tmp_path)
    send_back(office, NUMBER, "prazo errado")
    draft(office, ask(example("mpmt"), months=48))
    send_to_review(office, NUMBER)
    approve(office, NUMBER, "Parecer nº 11/2026/CONJUR")
    signed_later(office)
    verdict = by_file(office, "minuta.docx", docx)
    assert (verdict.situation, verdict.signatures) == (Situation.REPLACED, ())


def test_a_draft_saved_anew_is_told_like_any_copy(tmp_path: Path) -> None:
    office, made, _ = drafted_before(tmp_path)
    signed_later(office)
    data = build_engine("txt", "txt").render(made.document, edition_of(office, made))
    verdict = by_file(replace(office, now=datetime(2026, 12, 1, tzinfo=UTC)), "a.txt", data + b"\n")
    assert (verdict.situation, verdict.explanation) == (Situation.SAME_WORDS, ONLY_WORDS)
