"""The extract: as it is written, handed over, recorded and taken back, each on its day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from faults.errors import StateError, UsageError
from instruments.lifecycle import Life
from instruments.lifecycle_facts import ExtractSent
from instruments.partner import Partner
from publication.extract import compose
from publication.rtf import from_rtf, to_rtf
from services.drafting import draft
from services.ending import ActAsk, draft_withdrawal
from services.extracts import extract_data, from_text
from services.lifecycle import cancel, due, record_delivery, record_publication
from services.office import Office
from services.publishing import (
    cut_off,
    record_correction,
    save,
    send_correction,
    send_extract,
    undo_publication,
    write_correction,
    write_extract,
)
from tests import agreements
from tests.offices import ask, example, office_at, on
from tests.records import PARTNERS, partner
from tests.services.gazette_days import (
    NUMBER,
    edition,
    facts,
    life,
    printed,
    read,
    signed_office,
)
from tests.ties import ACT, MANAGERS, tied_instrument, tied_request

SENT = date(2024, 2, 5)


def test_the_extract_of_a_signed_agreement_has_all_that_the_gazette_prints(tmp_path: Path) -> None:
    sheet = write_extract(signed_office(tmp_path), "1/2024")

    assert sheet.missing == ()
    assert sheet.extract.code == 89
    assert sheet.extract.title == "EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024"
    assert sheet.extract.paragraph == (
        "Espécie: Acordo de Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON. "
        "Processo: 08012.002734/2023-09. Partícipes: União, por intermédio da Secretaria Nacional "
        "do Consumidor – SENACON, CNPJ nº 00.394.494/0100-18; e Ministério Público do Estado de "
        "Mato Grosso – MPMT, CNPJ nº 14.921.092/0001-57. Objeto: Adesão à plataforma "
        "Consumidor.gov.br. Recursos: não há transferência de recursos financeiros entre os "
        "partícipes. Vigência: 36 (trinta e seis) meses, de 30/01/2024 a 30/01/2027. Data de "
        "Assinatura: 30/01/2024. Signatários: pela SENACON: Wadih Nemer Damous Filho, Secretário "
        "Nacional do Consumidor; e pelo MPMT: Claire Vogel Dutra, Subprocuradora-Geral de Justiça "
        "Administrativa."
    )
    assert sheet.extract.signature == "Wadih Nemer Damous Filho, Secretário Nacional do Consumidor"


def test_before_the_signatures_it_says_what_is_missing_and_invents_nothing(tmp_path: Path) -> None:
    office = office_at(tmp_path, now=datetime(2024, 1, 10, 15, tzinfo=UTC))
    draft(office, ask(example("mpmt")))
    sheet = write_extract(office, "1/2024")

    assert sheet.missing == ("data de assinatura", "signatários")
    assert sheet.extract.paragraph.endswith("Vigência: 36 (trinta e seis) meses.")


def test_the_object_can_be_worded_anew(tmp_path: Path) -> None:
    sheet = write_extract(signed_office(tmp_path), "1/2024", "cooperação em defesa do consumidor")

    assert "Objeto: cooperação em defesa do consumidor. Recursos" in sheet.extract.paragraph


def test_what_was_cancelled_has_no_extract(tmp_path: Path) -> None:
    office = office_at(tmp_path, now=datetime(2024, 1, 10, 15, tzinfo=UTC))
    draft(office, ask(example("mpmt")))
    cancel(office, "1/2024", "desistência")

    with pytest.raises(StateError, match="foi cancelado; não há o que publicar"):
        write_extract(office, "1/2024")


def test_sending_records_the_text_once_and_tells_the_cut_off(tmp_path: Path) -> None:
    office = on(signed_office(tmp_path), SENT)
    first = send_extract(office, "1/2024", SENT)
    second = send_extract(on(office, date(2024, 2, 6)), "1/2024", date(2024, 2, 6))

    assert facts(office) == ["extrato_enviado"]
    assert (first.repeated, second.repeated, second.sent_on) == (False, True, SENT)
    assert (first.cut_off.hand_in_by, first.cut_off.hour) == (SENT, "19:00")
    assert first.cut_off.edition == date(2024, 2, 6)
    assert first.last_day == date(2024, 2, 7)
    assert first.last_cut_off is not None
    assert first.last_cut_off.hand_in_by == date(2024, 2, 6)
    assert not first.is_late
    assert state(office) == "enviada"


def state(office: Office) -> str:
    return life(office).publication_state(office.today)


def test_what_the_gazette_sent_back_can_be_sent_again(tmp_path: Path) -> None:
    office = on(signed_office(tmp_path), date(2024, 2, 6))
    send_extract(office, "1/2024", SENT)
    again = send_extract(office, "1/2024", date(2024, 2, 6), again=True)

    assert facts(office) == ["extrato_enviado", "extrato_enviado"]
    assert (again.repeated, life(office).sent_on) == (False, date(2024, 2, 6))


@pytest.mark.parametrize(
    ("moment", "hand_in", "printed_on"),
    [
        (datetime(2024, 2, 6, 21, 59, tzinfo=UTC), date(2024, 2, 6), date(2024, 2, 7)),
        (datetime(2024, 2, 6, 22, 0, tzinfo=UTC), date(2024, 2, 7), date(2024, 2, 8)),
        (datetime(2024, 2, 10, 15, tzinfo=UTC), date(2024, 2, 14), date(2024, 2, 15)),
        (datetime(2024, 2, 9, 15, tzinfo=UTC), date(2024, 2, 9), date(2024, 2, 14)),
    ],
)
def test_the_gazette_closes_at_nineteen_of_the_business_day_before(
    tmp_path: Path, moment: datetime, hand_in: date, printed_on: date
) -> None:
    found = cut_off(replace(office_at(tmp_path), now=moment))

    assert (found.hand_in_by, found.hour, found.edition) == (hand_in, "19:00", printed_on)


def test_handing_in_after_the_last_cut_off_is_told_to_be_late(tmp_path: Path) -> None:
    office = on(signed_office(tmp_path), date(2024, 2, 7))

    assert send_extract(office, "1/2024", date(2024, 2, 7)).is_late


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2024, 2, 21), "21/02/2024 está no futuro; hoje é 20/02/2024."),
        (date(2024, 1, 29), "29/01/2024 é anterior à última assinatura, de 30/01/2024."),
    ],
)
def test_an_impossible_day_is_refused(tmp_path: Path, day: date, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        send_extract(signed_office(tmp_path), "1/2024", day)
    assert refused.value.message == message


def test_what_is_published_is_not_sent_any_more(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    record_publication(office, "1/2024", date(2024, 2, 7), "27", 3, 112)

    with pytest.raises(StateError, match="já foi publicado em 07/02/2024"):
        send_extract(office, "1/2024", SENT)


def test_a_publication_before_the_signature_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StateError) as refused:
        record_publication(signed_office(tmp_path), "1/2024", date(2024, 1, 29), "20", 3, 1)
    assert refused.value.message == (
        "a edição de 29/01/2024 é anterior à última assinatura, de 30/01/2024."
    )


def test_the_file_for_the_gazette_reads_back_to_the_extract(tmp_path: Path) -> None:
    extract = write_extract(signed_office(tmp_path), "1/2024").extract
    save(tmp_path / "saida" / "extrato.rtf", extract, "rtf")

    assert from_rtf((tmp_path / "saida" / "extrato.rtf").read_bytes()) == extract


# --- the correction ---


def with_a_wrong_cnpj(folder: Path) -> Office:
    office = signed_office(folder)
    extract = write_extract(office, "1/2024").extract
    wrong = printed(extract, ("14.921.092/0001-57", "14.921.092/0001-58"))
    read(office, edition(folder, wrong))
    return office


def corrected(office: Office) -> Life:
    return record_correction(office, "1/2024", date(2024, 2, 16), "33", 3, 80)


def test_the_drafted_correction_is_sent_and_its_publication_recorded(tmp_path: Path) -> None:
    office = with_a_wrong_cnpj(tmp_path)
    before = life(office).correction
    sending = send_correction(office, "1/2024", date(2024, 2, 9))
    between = life(office).correction
    after = corrected(office)

    assert (before, between, after.correction) == (
        "retificacao_minutada",
        "retificacao_enviada",
        "retificada",
    )
    assert (sending.extract.code, sending.last_day, after.wrong) == (271, None, ())
    assert sending.extract == write_correction(office, "1/2024").extract


def test_a_correction_sent_twice_is_recorded_once(tmp_path: Path) -> None:
    office = with_a_wrong_cnpj(tmp_path)
    send_correction(office, "1/2024", date(2024, 2, 9))

    assert send_correction(office, "1/2024", date(2024, 2, 12)).repeated
    assert facts(office) == ["publicada", "retificacao_minutada", "retificacao_enviada"]


def test_there_is_no_correction_of_what_came_out_right(tmp_path: Path) -> None:
    office = signed_office(tmp_path)
    record_publication(office, "1/2024", date(2024, 2, 7), "27", 3, 112)

    with pytest.raises(StateError, match="não há retificação minutada"):
        send_correction(office, "1/2024", date(2024, 2, 9))


def test_a_correction_does_not_come_before_what_it_corrects(tmp_path: Path) -> None:
    office = with_a_wrong_cnpj(tmp_path)

    with pytest.raises(StateError, match="anterior à publicação, de 07/02/2024"):
        record_correction(office, "1/2024", date(2024, 2, 6), "26", 3, 80)


def test_a_correction_needs_a_publication(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="ainda não está registrada"):
        corrected(signed_office(tmp_path))


# --- taking back ---


def test_a_record_by_mistake_can_be_undone_and_made_anew(tmp_path: Path) -> None:
    office = with_a_wrong_cnpj(tmp_path)
    undone = undo_publication(office, "1/2024", "era de outro instrumento")
    again = record_publication(office, "1/2024", date(2024, 2, 8), "28", 3, 90)

    assert undone.publication_state(office.today) == "vencida"
    assert (undone.correction, undone.wrong) == ("sem_retificacao", ())
    assert again.publication_state(office.today) == "publicada_com_atraso"
    assert len(again.undone) == 1


def test_there_is_nothing_to_undo_before_a_publication(tmp_path: Path) -> None:
    with pytest.raises(StateError) as refused:
        undo_publication(signed_office(tmp_path), "1/2024", "engano")
    assert refused.value.message == "a publicação do instrumento ainda não está registrada."


# --- documents tied to an original ---


def tied_extract(set_id: str, *partners: Partner, **parts: object) -> tuple[int | None, str, str]:
    data = extract_data(tied_instrument(tied_request(set_id, *partners, **parts)), Life())
    assert data is not None
    made = compose(data)
    return made.code, made.title, made.paragraph


def test_an_aditivo_is_published_with_its_own_span(tmp_path: Path) -> None:
    code, title, paragraph = tied_extract(
        "termo-aditivo", aditivo={"ordem": 1, "meses": 12, "fim_novo": "2028-01-30"}
    )

    assert (code, title) == (
        131,
        "EXTRATO DO PRIMEIRO TERMO ADITIVO AO ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024",
    )
    assert paragraph.startswith(
        "Espécie: Primeiro Termo Aditivo ao Acordo de Cooperação Técnica nº "
        "1/2024/CIHP/CGSINDEC/DPDC/SENACON. Processo: 08012.002734/2023-09."
    )
    assert (
        "Objeto: prorrogação da vigência por 12 (doze) meses do Acordo de Cooperação Técnica nº "
        "1/2024." in paragraph
    )
    assert "Vigência: 12 (doze) meses, de 30/01/2027 a 30/01/2028." in paragraph


def test_an_aditivo_that_leaves_the_term_alone_tells_no_term() -> None:
    _, _, paragraph = tied_extract("termo-aditivo", aditivo={"ordem": 2, "altera_plano": True})

    assert "Objeto: substituição do plano de trabalho do Acordo" in paragraph
    assert "Vigência" not in paragraph


def test_a_rescisao_is_published_with_the_day_of_its_effects() -> None:
    code, title, paragraph = tied_extract(
        "termo-rescisao",
        ato={"data": "2026-10-15", "efeito_em": "2026-11-16", "forma": "consenso"},
    )

    assert (code, title) == (
        194,
        "EXTRATO DE TERMO DE RESCISÃO DO ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024",
    )
    assert "Objeto: rescisão do Acordo de Cooperação Técnica nº 1/2024, por consenso." in paragraph
    assert "Efeitos: ao fim de 16/11/2026." in paragraph


def test_an_adesao_has_its_own_type(tmp_path: Path) -> None:
    office = office_at(tmp_path, now=datetime(2024, 1, 10, 15, tzinfo=UTC))
    draft(office, replace(ask(example("mpmt")), set_id="acordo-adesao"))
    extract = write_extract(office, "1/2024").extract

    assert (extract.code, extract.title) == (90, "EXTRATO DE ACORDO DE ADESÃO Nº 1/2024")


def test_a_denuncia_is_published_with_its_author_and_the_day_of_its_effects() -> None:
    code, title, paragraph = tied_extract("notificacao-denuncia", ato=ACT)

    assert (code, title) == (
        None,
        "EXTRATO DE DENÚNCIA DO ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024",
    )
    assert (
        "Objeto: denúncia pelo MPMT do Acordo de Cooperação Técnica nº 1/2024. Recursos"
        in paragraph
    )
    assert "Efeitos: ao fim de 16/11/2026." in paragraph


def test_a_rescisao_of_one_party_says_by_whom_it_is() -> None:
    act = {**ACT, "forma": "descumprimento", "motivo": "a plataforma não foi divulgada"}
    _, _, mine = tied_extract("termo-rescisao", ato=act)
    _, _, ours = tied_extract("termo-rescisao", ato={**act, "autor": "orgao"})

    assert (
        "Objeto: rescisão pelo MPMT do Acordo de Cooperação Técnica nº 1/2024, por "
        "descumprimento." in mine
    )
    assert "Objeto: rescisão pela SENACON do Acordo" in ours


def test_somebody_at_the_body_signs_the_matter_of_a_partners_denuncia(tmp_path: Path) -> None:
    office = agreements.signed_agreement(tmp_path)
    made = draft_withdrawal(office, ActAsk(agreements.ORIGINAL, "mpmt"))
    number = str(made.instrument.number)
    agreements.sign(office, number)
    sent = send_extract(office, number, office.today)

    assert sent.extract.signature == "Wadih Nemer Damous Filho, Secretário Nacional do Consumidor"
    assert "Wadih" not in sent.extract.paragraph
    rtf = to_rtf(sent.extract).decode("ascii")
    assert [mark for mark in ("##ATO", "##TEX", "##ASS") if mark not in rtf] == []


def test_the_body_denounces_by_its_own_acronym() -> None:
    _, _, paragraph = tied_extract("notificacao-denuncia", ato={**ACT, "autor": "orgao"})

    assert "Objeto: denúncia pela SENACON do Acordo" in paragraph


def test_a_denuncia_by_one_of_several_says_that_the_agreement_goes_on() -> None:
    two = (partner(), partner(PARTNERS[1]))
    _, _, paragraph = tied_extract("notificacao-denuncia", *two, ato=ACT)

    assert (
        "Objeto: denúncia pelo MPMT do Acordo de Cooperação Técnica nº 1/2024, que prossegue "
        "entre os demais partícipes." in paragraph
    )


def test_the_effects_of_a_denuncia_count_from_its_delivery_once_that_is_recorded(
    tmp_path: Path,
) -> None:
    office = agreements.signed_agreement(tmp_path)
    made = draft_withdrawal(office, ActAsk(agreements.ORIGINAL, "mpmt"))
    number = str(made.instrument.number)
    agreements.sign(office, number)
    before = write_extract(office, number)
    sent = send_extract(office, number, office.today)
    later = on(office, date(2026, 12, 8))
    record_delivery(later, number, later.today)
    after = write_extract(later, number)

    assert "Efeitos: ao fim de 31/12/2026." in before.extract.paragraph
    assert (before.undelivered, sent.undelivered) == (True, True)
    assert "Efeitos: ao fim de 07/01/2027." in after.extract.paragraph
    assert not after.undelivered


def test_a_denuncia_is_due_in_the_gazette_by_the_fifth_business_day_of_the_next_month(
    tmp_path: Path,
) -> None:
    office = agreements.signed_agreement(tmp_path)
    made = draft_withdrawal(office, ActAsk(agreements.ORIGINAL, "mpmt"))
    number = str(made.instrument.number)
    signed = agreements.sign(office, number)

    assert signed.counted is not None
    assert (signed.counted.publish_by, signed.end) == (date(2027, 1, 8), None)
    assert ("publicacao", number, "2027-01-08") in [
        (row["prazo"], row["numero"], row["ate"]) for row in due(office)
    ]
    sent = send_extract(office, number, office.today)
    kept = [fact for _, fact in office.store.facts_about(number) if isinstance(fact, ExtractSent)]
    assert sent.last_day == date(2027, 1, 8)
    assert kept[0].extract is not None
    assert (kept[0].extract.code, from_text(kept[0].extract)) == (None, sent.extract)
    record_publication(office, number, office.today, "231", 3, 90)
    assert life(office, number).publication_state(office.today) == "publicada_em_dia"


def test_a_letter_about_managers_is_not_published() -> None:
    letter = tied_instrument(tied_request("substituicao-gestor", ato=ACT, gestor=MANAGERS))

    assert extract_data(letter, Life()) is None


def test_the_number_is_known_as_people_write_it(tmp_path: Path) -> None:
    assert write_extract(signed_office(tmp_path), "Nº 1/2024").number == NUMBER
