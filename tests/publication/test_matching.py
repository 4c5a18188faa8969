"""Which instrument a text is of: confirmations, doubts, other acts, and texts that look alike."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from faults.finding import Finding
from publication.extract import ExtractData, Party, compose
from publication.index import Index
from publication.matching import search_gazette
from tests.publication.gazettes import (
    AMENDMENT,
    MPMT,
    NUMBER,
    PROCESS,
    SAMPLE,
    SENACON,
    TERMINATION,
    article,
    candidate,
    matched,
    only,
    published,
    with_words,
    xml,
    zipped,
)

LATER = date(2027, 3, 1)


# --- confirmed ---


def test_what_we_sent_is_confirmed_without_difference() -> None:
    match = only(published(compose(SAMPLE)))

    assert (match.verdict, match.score, match.key) == ("exata", 100, "ACT 1/2024")
    assert match.explanation == (
        "Publicação confirmada no DOU de 07/02/2024, Edição 27, Seção 3, página 112, sem "
        "divergências (pontuação 100 de 100). A favor: a espécie é a mesma (Acordo de Cooperação "
        "Técnica); o processo 08012.002734/2023-09 é o mesmo; o número "
        "1/2024/CIHP/CGSINDEC/DPDC/SENACON é o mesmo, com a unidade; o CNPJ 14.921.092/0001-57, "
        "de MPMT, é o mesmo; o nome do partícipe é o mesmo (Ministério Público do Estado de Mato "
        "Grosso); SENACON consta do texto; a data de assinatura é a mesma (30/01/2024); a "
        "vigência é a mesma."
    )


@pytest.mark.parametrize("data", [AMENDMENT, TERMINATION], ids=lambda data: data.kind)
def test_aditivos_and_rescisoes_are_confirmed_by_the_original_number(data: ExtractData) -> None:
    match = only(published(compose(data), date=LATER), candidate(data))

    assert (match.verdict, match.act) == ("exata", data.kind)


def test_capitals_and_lost_accents_are_no_difference() -> None:
    extract = compose(SAMPLE)
    shouted = replace(extract, paragraph=extract.paragraph.upper().replace("Ã", "A"))

    assert only(published(shouted)).verdict == "exata"


def test_an_adesao_published_under_the_title_of_an_agreement_is_confirmed() -> None:
    match = only(published(compose(SAMPLE)), candidate(replace(SAMPLE, kind="acordo_adesao")))

    assert match.verdict == "exata"
    assert [difference.severity for difference in match.differences] == ["nota"]


def test_a_date_that_was_missing_is_told_with_its_source() -> None:
    match = only(published(compose(SAMPLE), dated_by="pdfPage"))

    assert match.verdict == "exata"
    assert "A data da edição veio de pdfPage; pubDate está vazio." in match.explanation


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("14.921.092/0001-57", "14.921.092/0001-75", "cnpj"),
        ("14.921.092/0001-57", "00.000.000/0001-91", "cnpj"),
        (", CNPJ nº 14.921.092/0001-57", "", "cnpj"),
        ("Ministério Público do Estado de Mato Grosso", "Ministério Púbico de Mato Grosso", "nome"),
        (PROCESS, "08012.002743/2023-09", "processo"),
        (f"Processo: {PROCESS}. ", "", "processo"),
        ("36 (trinta e seis) meses", "24 (vinte e quatro) meses", "meses"),
        ("a 30/01/2027", "a 30/01/2026", "fim"),
        ("Assinatura: 30/01/2024", "Assinatura: 31/01/2024", "assinatura"),
        ("Claire Vogel Dutra", "Clara Vogel", "signatario"),
    ],
)
def test_a_slip_of_the_publisher_does_not_hide_the_publication(
    old: str, new: str, field: str
) -> None:
    match = only(with_words(old, new))

    assert match.verdict == "com_divergencias"
    assert field in {difference.field for difference in match.differences}


def test_a_number_missing_everywhere_is_a_difference() -> None:
    text = compose(SAMPLE).paragraph.replace(f" nº {NUMBER}", "")
    match = only(article("EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA", text))

    assert match.verdict == "com_divergencias"
    assert [difference.text for difference in match.differences] == [
        "número: não consta; deveria ser “1/2024”"
    ]


def test_a_generic_extract_without_title_is_confirmed_by_its_keys() -> None:
    match = only(article("", compose(SAMPLE).paragraph, html=compose(SAMPLE).paragraph))

    assert match.verdict == "exata"


def test_of_two_instruments_in_one_process_the_text_finds_its_own() -> None:
    other = replace(
        SAMPLE,
        number=NUMBER.replace("1/", "2/", 1),
        parties=(SENACON, Party("Procon do Estado do Acre", "PROCON-AC", "04.034.484/0001-40")),
        signatories=SAMPLE.signatories[:1],
    )

    match = only(published(compose(SAMPLE)), candidate(), candidate(other, "ACT 2/2024"))

    assert (match.verdict, match.key, match.rivals) == ("exata", "ACT 1/2024", ())


def test_the_cnpj_of_another_partner_does_not_give_the_text_to_that_partner() -> None:
    acre = Party("Procon do Estado do Acre", "PROCON-AC", "04.034.484/0001-40")
    other = replace(
        SAMPLE,
        number=NUMBER.replace("1/", "2/", 1),
        parties=(SENACON, acre),
        signatories=SAMPLE.signatories[:1],
    )
    copied = with_words(str(MPMT.cnpj), str(acre.cnpj))

    match = only(copied, candidate(), candidate(other, "ACT 2/2024"))

    assert (match.verdict, match.key) == ("com_divergencias", "ACT 1/2024")


def test_one_act_with_two_extracts_confirms_two_instruments() -> None:
    other = replace(
        SAMPLE,
        number=NUMBER.replace("1/", "2/", 1),
        process="08012.000880/2016-62",
        parties=(SENACON, Party("Procon do Estado do Acre", "PROCON-AC", "04.034.484/0001-40")),
        signatories=SAMPLE.signatories[:1],
    )
    text = f"{compose(SAMPLE).paragraph} {compose(other).paragraph}"
    act = article("EXTRATOS DE ACORDOS DE COOPERAÇÃO TÉCNICA", text)

    found = matched(act, candidate(), candidate(other, "ACT 2/2024"))

    assert [(match.key, match.verdict) for match in found] == [
        ("ACT 1/2024", "exata"),
        ("ACT 2/2024", "exata"),
    ]


# --- doubtful ---


def test_two_slips_in_the_identity_leave_the_decision_to_a_person() -> None:
    text = compose(SAMPLE).paragraph.replace(NUMBER, "7/2024").replace(f"Processo: {PROCESS}. ", "")
    match = only(article("EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 7/2024", text))

    assert (match.verdict, match.is_confirmed) == ("provavel", False)
    assert match.explanation.startswith(
        "Publicação provável no DOU de 07/02/2024, Edição 27, Seção 3, página 112 (pontuação 36 "
        "de 100): confira antes de registrar. A favor: "
    )
    assert "Contra: o número publicado é outro: 7/2024." in match.explanation


def test_another_number_is_a_slip_only_on_the_same_day_of_signature() -> None:
    other = compose(replace(SAMPLE, number=NUMBER.replace("1/", "7/", 1)))
    undated = replace(
        other, paragraph=other.paragraph.replace("Data de Assinatura: 30/01/2024. ", "")
    )

    assert only(published(other)).verdict == "com_divergencias"
    assert only(published(undated)).verdict == "provavel"


def test_an_edition_before_the_signature_is_never_a_confirmation() -> None:
    match = only(published(compose(SAMPLE), date=date(2024, 1, 29)))

    assert match.verdict == "provavel"
    assert [difference.field for difference in match.differences] == ["edicao"]


def test_two_instruments_that_cannot_be_told_apart_are_both_named() -> None:
    match = only(published(compose(SAMPLE)), candidate(), candidate(key="ACT 1/2024 (bis)"))

    assert (match.verdict, match.rivals) == ("provavel", ("ACT 1/2024 (bis)",))
    assert "Também se parece com ACT 1/2024 (bis)." in match.explanation


def test_an_aditivo_of_another_order_is_another_act() -> None:
    second = compose(replace(AMENDMENT, ordinal=2))

    match = only(published(second, date=LATER), candidate(AMENDMENT))

    assert match.verdict == "relacionada"
    assert "Contra: o texto é o 2º termo aditivo" in match.explanation


# --- other acts about the instrument ---


@pytest.mark.parametrize(
    ("title", "text", "act"),
    [
        (
            "RETIFICAÇÃO",
            f"No Extrato do ACT nº 1/2024, Processo nº {PROCESS}, publicado no DOU de 07/02/2024, "
            "onde se lê: 24 meses, leia-se: 36 meses.",
            "retificacao",
        ),
        (
            "TORNAR SEM EFEITO",
            f"Fica sem efeito o Extrato do ACT nº 1/2024, Processo nº {PROCESS}, publicado no DOU "
            "de 07/02/2024.",
            "sem_efeito",
        ),
    ],
)
def test_a_correction_or_annulment_speaks_of_the_instrument_and_does_not_publish_it(
    title: str, text: str, act: str
) -> None:
    match = only(article(title, text), candidate(published_on=date(2024, 2, 7)))

    assert (match.verdict, match.act, match.is_confirmed) == ("relacionada", act, False)
    assert "cita a publicação de 07/02/2024, que é a nossa" in match.explanation


def test_a_correction_that_names_only_number_and_day_is_recognised() -> None:
    text = "No Extrato do ACT nº 1/2024, publicado no DOU de 07/02/2024, onde se lê a, leia-se b."

    match = only(article("RETIFICAÇÃO", f"{text} MPMT"), candidate(published_on=date(2024, 2, 7)))

    assert match.verdict == "relacionada"


@pytest.mark.parametrize(
    ("spoken_of", "key"),
    [
        ("Primeiro Termo Aditivo ao ACT nº 1/2024", "TA"),
        ("Acordo de Cooperação Técnica nº 1/2024", "ACT 1/2024"),
    ],
)
def test_a_correction_goes_to_the_act_that_it_speaks_of(spoken_of: str, key: str) -> None:
    text = f"No Extrato do {spoken_of}, Processo nº {PROCESS}, onde se lê: a, leia-se: b."

    match = only(article("RETIFICAÇÃO", text), candidate(), candidate(AMENDMENT, "TA"))

    assert (match.key, match.verdict, match.rivals) == (key, "relacionada", ())


def test_a_correction_that_could_be_of_either_names_both() -> None:
    text = f"No DOU de 07/02/2024, ACT nº 1/2024, Processo nº {PROCESS}, onde se lê: a, leia-se: b."

    match = only(article("RETIFICAÇÃO", text), candidate(), candidate(AMENDMENT, "TA"))

    assert {match.key, *match.rivals} == {"ACT 1/2024", "TA"}


def test_an_aditivo_that_no_candidate_stands_for_is_shown_under_its_original() -> None:
    match = only(published(compose(AMENDMENT), date=LATER))

    assert (match.verdict, match.act, match.differences) == ("relacionada", "termo_aditivo", ())
    assert match.explanation.endswith("Contra: a espécie publicada é outra: Termo Aditivo.")


def test_an_aditivo_goes_to_its_own_candidate_not_to_the_original() -> None:
    match = only(published(compose(AMENDMENT), date=LATER), candidate(), candidate(AMENDMENT, "TA"))

    assert (match.key, match.verdict) == ("TA", "exata")


# --- reading and matching together ---


def test_a_search_finds_the_act_and_tells_what_it_could_not_read(tmp_path: Path) -> None:
    extract = compose(SAMPLE)
    half = extract.paragraph.index(" Objeto")
    path = tmp_path / "2024-02-07-DO3.zip"
    path.write_bytes(
        zipped(
            {
                "1-1.xml": xml(extract.paragraph[:half], extract.title, "5"),
                "1-2.xml": xml(extract.paragraph[half:], "", "5"),
                "2.xml": xml("outro", "PORTARIA", "6"),
                "3.xml": "<xml>",
            }
        )
    )
    findings: list[Finding] = []

    (match,) = search_gazette(path, Index([candidate()]), findings.append)

    assert (match.verdict, match.article.parts) == ("exata", 2)
    assert [finding.where for finding in findings] == ["2024-02-07-DO3.zip: 3.xml"]


def test_a_split_act_keeps_the_part_that_carries_none_of_our_keys(tmp_path: Path) -> None:
    extract = compose(SAMPLE)
    half = extract.paragraph.index(" Signatários")
    path = tmp_path / "dia.zip"
    path.write_bytes(
        zipped(
            {
                "1-1.xml": xml(extract.paragraph[:half], extract.title, "5"),
                "1-2.xml": xml(extract.paragraph[half:], "", "5"),
            }
        )
    )

    (match,) = search_gazette(path, Index([candidate()]), lambda finding: None)

    assert (match.verdict, "signatarios" in match.published.fields) == ("exata", True)
