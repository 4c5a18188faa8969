"""Differences in words that people read, and the correction that puts them right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.correction import draft_correction
from publication.extract import compose
from publication.rtf import from_rtf, to_rtf
from tests.publication.gazettes import MPMT, SAMPLE, article, matched, only, published, with_words

HEAD = (
    "No Extrato de Acordo de Cooperação Técnica nº 1/2024, publicado no Diário Oficial da União "
    "de 07/02/2024, Edição 27, Seção 3, página 112, "
)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (
            "14.921.092/0001-57",
            "14.921.092/0001-75",
            "CNPJ de MPMT: publicado “14.921.092/0001-75”, o certo é “14.921.092/0001-57”",
        ),
        (
            "de Mato Grosso –",
            "de Mato Groso –",
            "nome de MPMT: publicado “Ministério Público do Estado de Mato Groso”, o certo é "
            "“Ministério Público do Estado de Mato Grosso”",
        ),
        (
            "36 (trinta e seis)",
            "24 (vinte e quatro)",
            "vigência: publicado “24 meses”, o certo é “36 meses”",
        ),
        (
            "a 30/01/2027",
            "a 30/01/2026",
            "fim da vigência: publicado “30/01/2026”, o certo é “30/01/2027”",
        ),
        (
            "Data de Assinatura: 30/01/2024. ",
            "",
            "data de assinatura: não consta; deveria ser “30/01/2024”",
        ),
        (
            "Wadih Nemer Damous Filho",
            "Wadih Nemer Damos Filho",
            "signatário de SENACON: publicado “pela SENACON: Wadih Nemer Damos Filho, Secretário "
            "Nacional do Consumidor”, o certo é “Wadih Nemer Damous Filho”",
        ),
    ],
)
def test_a_difference_shows_both_sides(old: str, new: str, text: str) -> None:
    assert [difference.text for difference in only(with_words(old, new)).differences] == [text]


def test_a_wrong_cnpj_is_corrected_by_itself() -> None:
    correction = draft_correction(only(with_words("14.921.092/0001-57", "14.921.092/0001-75")))

    assert correction is not None
    assert (correction.code, correction.title) == (271, "RETIFICAÇÃO")
    assert correction.paragraph == (
        f"{HEAD}onde se lê: “CNPJ nº 14.921.092/0001-75”, leia-se: “CNPJ nº 14.921.092/0001-57”."
    )
    assert correction.signature == "Wadih Nemer Damous Filho, Secretário Nacional do Consumidor"


def test_a_wrong_term_is_corrected_whole_and_a_missing_process_added() -> None:
    text = compose(SAMPLE).paragraph
    text = text.replace("36 (trinta e seis)", "24 (vinte e quatro)")
    text = text.replace("Processo: 08012.002734/2023-09. ", "")

    correction = draft_correction(only(article(compose(SAMPLE).title, text)))

    assert correction is not None
    assert correction.paragraph == (
        f"{HEAD}acrescente-se: “Processo: 08012.002734/2023-09”; onde se lê: “Vigência: 24 (vinte "
        "e quatro) meses, de 30/01/2024 a 30/01/2027”, leia-se: “Vigência: 36 (trinta e seis) "
        "meses, de 30/01/2024 a 30/01/2027”."
    )


def test_a_wrong_number_is_corrected_in_the_title_and_in_the_text() -> None:
    wrong = compose(replace(SAMPLE, number=SAMPLE.number.replace("1/", "7/", 1)))

    correction = draft_correction(only(published(wrong)))

    assert correction is not None
    assert correction.paragraph == (
        f"{HEAD}onde se lê: “EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 7/2024”, leia-se: "
        "“EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024”; onde se lê: “Espécie: Acordo de "
        "Cooperação Técnica nº 7/2024/CIHP/CGSINDEC/DPDC/SENACON”, leia-se: “Espécie: Acordo de "
        "Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON”."
    )


def test_nothing_wrong_needs_no_correction() -> None:
    assert draft_correction(only(published(compose(SAMPLE)))) is None


def test_a_published_cpf_is_told_masked_and_not_printed_again() -> None:
    match = only(with_words("– MPMT, CNPJ nº 14", "– MPMT, CPF 529.982.247-25, CNPJ nº 24"))
    correction = draft_correction(match)

    assert match.differences[-1].text == "o texto publicado traz um CPF, que não se publica"
    assert match.differences[-1].published == "***.982.247-**"
    assert correction is not None
    assert "529" not in correction.paragraph + match.explanation


def test_a_cpf_alone_is_no_matter_for_a_correction() -> None:
    match = only(with_words(MPMT.acronym + ", CNPJ", MPMT.acronym + ", CPF 529.982.247-25, CNPJ"))

    assert match.verdict == "com_divergencias"
    assert draft_correction(match) is None


def test_the_correction_goes_through_the_file_unharmed_whatever_was_published() -> None:
    match = only(with_words("36 (trinta e seis) meses", "24 meses “x” ##TEX \u202e {\\par}"))
    correction = draft_correction(match)

    assert correction is not None
    assert "##" not in correction.paragraph
    assert "\u202e" not in correction.paragraph
    assert from_rtf(to_rtf(correction)) == correction


PIECES = st.sampled_from(compose(SAMPLE).paragraph.replace(". ", ". |").split("|")) | st.text(
    max_size=40
)


@given(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))
def test_whatever_was_published_can_be_judged_and_corrected(text: str, heading: str) -> None:
    for match in matched(article(heading, text)):
        correction = draft_correction(match)
        assert match.explanation
        assert correction is None or from_rtf(to_rtf(correction)) == correction
