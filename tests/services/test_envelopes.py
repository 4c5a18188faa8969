"""Envelopes: the final edition is made once, with codes and fields, and stays what it was."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from faults.errors import BadTemplate, StateError, UsageError
from rendering.port import Laid
from rendering.sei import canonical_bytes, canonical_html
from services.drafting import draft, read_draft
from services.envelopes import (
    Opening,
    extend,
    find_place,
    newest_file,
    open_envelope,
    read_envelope,
    refuse,
)
from services.lifecycle import (
    approve,
    send_back,
    send_to_review,
)
from services.lifecycle import (
    open_envelope as open_without_file,
)
from services.signing import sign_here
from signatures.verification_code import crc
from tests.offices import ask, example
from tests.pki import pki
from tests.services.signing_offices import (
    FULL,
    NUMBER,
    TYPST,
    approved,
    arranged,
    here,
    on_day,
    out,
)

LATER = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def words_of(data: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split()
    )


def test_the_final_edition_has_its_codes_and_is_no_draft_any_more(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    pdf, sei = (office.files.read(file.sha256) for file in opened.files)
    instrument = office.store.instrument(FULL)
    assert instrument is not None
    canonical = canonical_bytes(canonical_html(read_draft(office, instrument).document))

    assert opened.envelope.crc == crc(canonical)
    assert canonical in sei
    assert b"MINUTA" not in sei
    said = words_of(pdf)
    assert "MINUTA" not in said
    assert f"código verificador {opened.code} e o código CRC {opened.envelope.crc}" in said


def test_the_data_in_the_file_say_that_it_is_out_for_signature(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    with pikepdf.open(io.BytesIO(office.files.read(opened.files[0].sha256))) as document:
        (data,) = (one.get_file().read_bytes() for one in document.attachments.values())
    told = json.loads(data)
    assert (told["situacao"], told["crc"]) == ("em_assinatura", opened.envelope.crc)


def test_there_is_a_field_for_everybody_who_signs(tmp_path: Path) -> None:
    opening = replace(TYPST, witnesses=(("Maria da Silva", "Coordenadora"),))
    office, opened = out(tmp_path, opening)
    with pikepdf.open(io.BytesIO(office.files.read(opened.files[0].sha256))) as document:
        fields = {str(field.T): str(field.TU) for field in document.Root.AcroForm.Fields}

    assert fields["assinatura-testemunha-1"] == (
        "Assinatura eletrônica de Maria da Silva, Coordenadora"
    )
    assert {"assinatura-senacon", "assinatura-mpmt", "arquivamento-3"} <= set(fields)


def test_a_refused_opening_makes_no_file(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    before = list((tmp_path / "arquivos").rglob("*"))
    with pytest.raises(StateError, match="a situação do instrumento é “em assinatura”"):
        open_envelope(office, NUMBER, TYPST)
    assert list((tmp_path / "arquivos").rglob("*")) == before


def test_another_text_needs_another_envelope_and_gets_another_crc(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    send_back(office, NUMBER, "mudou o prazo")
    draft(office, ask(example("mpmt"), months=48))
    send_to_review(office, NUMBER)
    approve(office, NUMBER, "Parecer nº 11/2026")
    again = open_envelope(replace(office, now=LATER), NUMBER, TYPST)

    assert again.code == opened.code
    assert again.envelope.version == 2
    assert again.envelope.crc != opened.envelope.crc
    assert office.files.read(opened.files[0].sha256)  # what went out before is still there


def test_the_same_text_keeps_its_crc_when_it_goes_out_again(tmp_path: Path) -> None:
    office, opened = out(tmp_path)
    send_back(office, NUMBER, "faltou um anexo do processo")
    send_to_review(office, NUMBER)
    approve(office, NUMBER, "Parecer nº 11/2026")
    again = open_envelope(replace(office, now=LATER), NUMBER, TYPST)

    assert again.envelope.crc == opened.envelope.crc
    assert newest_file(office, NUMBER).sha256 == again.files[0].sha256


def test_the_row_for_reading_has_codes_and_files(tmp_path: Path) -> None:
    office, opened = out(tmp_path, replace(TYPST, until=date(2026, 12, 20)))
    with office.store.snapshot() as snapshot:
        row = dict(snapshot.exec_driver_sql("SELECT * FROM envelopes").mappings().one())
    assert (row["numero"], row["crc"], row["prazo"], row["nivel_minimo"]) == (
        FULL,
        opened.envelope.crc,
        "2026-12-20",
        "avancada",
    )
    assert (row["arquivo_sha256"], row["assinado_sha256"]) == (opened.files[0].sha256, "")


def test_order_and_optional_places_are_those_asked_for(tmp_path: Path) -> None:
    opening = replace(
        TYPST,
        order=(("mpmt",), ("senacon",)),
        witnesses=(("Maria da Silva", "Coordenadora"),),
        optional=("testemunha-1",),
    )
    _, opened = out(tmp_path, opening)
    assert [(one.id, one.order, one.optional, one.part) for one in opened.envelope.places] == [
        ("senacon", 2, False, "parte"),
        ("mpmt", 1, False, "parte"),
        ("testemunha-1", 1, True, "testemunha"),
    ]


@pytest.mark.parametrize(
    ("opening", "message"),
    [
        (Opening(order=(("ninguem",),)), "“ninguem” não é signatário deste instrumento."),
        (Opening(optional=("ninguem",)), "“ninguem” não é signatário deste instrumento."),
        (Opening(order=(("mpmt",), ("mpmt",))), "a ordem repete um signatário."),
        (Opening(optional=("mpmt", "senacon")), "ao menos uma parte tem de assinar."),
        (Opening(until=date(2026, 11, 22)), "22/11/2026 já passou."),
        (Opening(pdf_engine="outro"), "o motor “outro” não existe."),
    ],
)
def test_an_opening_that_cannot_be_is_refused(
    tmp_path: Path, opening: Opening, message: str
) -> None:
    office = approved(tmp_path)
    with pytest.raises(UsageError) as refused:
        open_envelope(office, NUMBER, opening)
    assert refused.value.message == message


def test_the_body_may_give_everybody_so_many_days(tmp_path: Path) -> None:
    office = arranged(approved(tmp_path), assinatura={"prazo_dias": 30})
    opened = open_envelope(office, NUMBER, TYPST)
    assert opened.envelope.until == date(2026, 12, 23)


def test_a_template_without_room_for_stamps_is_named(tmp_path: Path) -> None:
    office = approved(tmp_path)
    engine: Any = office.engines("pdf", "typst")

    class Roomless:
        name, format = "typst", "pdf"

        def lay_out(self, document: object, edition: object) -> Laid:
            return Laid(engine.lay_out(document, edition).pdf, {})

    fake: Any = Roomless()
    office = replace(office, engines=lambda kind, name: fake)
    with pytest.raises(BadTemplate, match="não deixa lugar para o carimbo de senacon, mpmt"):
        open_envelope(office, NUMBER, TYPST)


def test_more_time_can_be_given(tmp_path: Path) -> None:
    office, _ = out(tmp_path, replace(TYPST, until=date(2026, 11, 25)))
    late = on_day(office, date(2026, 11, 26))
    with pytest.raises(StateError) as refused:
        sign_here(late, NUMBER, here(pki().claire, "mpmt"))
    assert refused.value.message == "o prazo para assinar terminou em 25/11/2026."

    extend(late, NUMBER, date(2026, 12, 1))
    assert sign_here(late, NUMBER, here(pki().claire, "mpmt")).life.pending == ("senacon",)


def test_time_already_past_cannot_be_given(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    with pytest.raises(UsageError, match="22/11/2026 já passou"):
        extend(office, NUMBER, date(2026, 11, 22))


def test_a_refusal_is_recorded_with_its_reason(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    refuse(office, NUMBER, "Claire Vogel Dutra", "cláusula quinta", date(2026, 11, 20))
    life, envelope = read_envelope(office, NUMBER)
    assert envelope is not None
    assert (envelope.state, life.refused[0].reason) == ("recusado", "cláusula quinta")
    with pytest.raises(StateError, match="“mpmt” recusou a assinatura em 20/11/2026"):
        sign_here(office, NUMBER, here(pki().wadih, "senacon"))


def test_a_refusal_of_tomorrow_is_none(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    with pytest.raises(UsageError, match="está no futuro"):
        refuse(office, NUMBER, "mpmt", "x", date(2026, 11, 24))


@pytest.mark.parametrize("words", ["mpmt", "MPMT", "claire vogel dutra", "Cláire  Vogel Dutra"])
def test_a_signatory_is_found_by_id_acronym_or_name(tmp_path: Path, words: str) -> None:
    office, opened = out(tmp_path)
    instrument = office.store.instrument(FULL)
    assert instrument is not None
    assert find_place(opened.envelope, instrument, words).id == "mpmt"


def test_an_envelope_without_file_has_none_to_hand_out(tmp_path: Path) -> None:
    office = approved(tmp_path)
    open_without_file(office, NUMBER)
    with pytest.raises(StateError, match="é assinado fora daqui; não há PDF"):
        newest_file(office, NUMBER)


def test_what_is_not_out_has_no_envelope(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="não foi posto para assinar"):
        newest_file(approved(tmp_path), NUMBER)
