"""The extract that is sent: its words, and what it refuses to say."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults.errors import InvalidData
from portuguese.gender import Gender
from publication.extract import ExtractData, Party, Signatory, compose, tidied
from publication.kinds import KINDS, InstrumentKind
from publication.reread import reread
from tests.publication.gazettes import (
    AMENDMENT,
    MPMT,
    NUMBER,
    SAMPLE,
    SENACON,
    TERMINATION,
    WITHDRAWAL,
)


def faults_of(data: ExtractData) -> list[str]:
    with pytest.raises(InvalidData) as told:
        compose(data)
    return [f"{finding.where}: {finding.rule}" for finding in told.value.findings]


def test_the_sample_agreement_reads_as_the_gazette_expects() -> None:
    assert compose(SAMPLE).text == (
        "EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\n"
        "Espécie: Acordo de Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON. "
        "Processo: 08012.002734/2023-09. "
        "Partícipes: União, por intermédio da Secretaria Nacional do Consumidor – SENACON, CNPJ "
        "nº 00.394.494/0100-18; e Ministério Público do Estado de Mato Grosso – MPMT, CNPJ nº "
        "14.921.092/0001-57. "
        "Objeto: adesão ao Consumidor.gov.br. "
        "Recursos: não há transferência de recursos financeiros entre os partícipes. "
        "Vigência: 36 (trinta e seis) meses, de 30/01/2024 a 30/01/2027. "
        "Data de Assinatura: 30/01/2024. "
        "Signatários: pela SENACON: Wadih Nemer Damous Filho, Secretário Nacional do Consumidor; "
        "e pelo MPMT: Claire Vogel Dutra, Subprocuradora-Geral de Justiça Administrativa.\n\n"
        "Wadih Nemer Damous Filho, Secretário Nacional do Consumidor\n"
    )


def test_an_aditivo_names_the_instrument_that_it_changes() -> None:
    extract = compose(AMENDMENT)

    assert extract.title == (
        "EXTRATO DO PRIMEIRO TERMO ADITIVO AO ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024"
    )
    assert extract.paragraph.startswith(
        f"Espécie: Primeiro Termo Aditivo ao Acordo de Cooperação Técnica nº {NUMBER}. Processo: "
    )
    assert extract.code == 131


def test_a_rescisao_tells_from_when_it_takes_effect() -> None:
    extract = compose(TERMINATION)

    assert extract.title == (
        "EXTRATO DE TERMO DE RESCISÃO DO ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024"
    )
    assert "Efeitos: ao fim de 02/04/2025." in extract.paragraph
    assert "Vigência" not in extract.paragraph
    assert extract.code == 194


def test_a_denuncia_is_signed_by_its_author_alone_and_names_its_type_without_a_code() -> None:
    extract = compose(WITHDRAWAL)

    assert extract.title == "EXTRATO DE DENÚNCIA DO ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024"
    assert extract.paragraph.startswith(
        f"Espécie: Denúncia do Acordo de Cooperação Técnica nº {NUMBER}. Processo: "
    )
    assert extract.paragraph.endswith(
        "Efeitos: ao fim de 02/04/2025. Data de Assinatura: 03/03/2025. Signatários: pelo MPMT: "
        "Claire Vogel Dutra, Subprocuradora-Geral de Justiça Administrativa."
    )
    assert (extract.code, extract.signature) == (None, "")
    assert KINDS[extract.kind].type_name == "tipo “Extrato de Denúncia”"


def test_a_denuncia_has_no_term_of_its_own() -> None:
    assert faults_of(replace(WITHDRAWAL, months=12)) == ["vigencia: vigencia-incompleta"]


def test_an_adesao_has_a_title_and_a_code_of_its_own() -> None:
    extract = compose(replace(SAMPLE, kind="acordo_adesao"))

    assert (extract.title, extract.code) == ("EXTRATO DE ACORDO DE ADESÃO Nº 1/2024", 90)


def test_a_partner_abroad_has_no_cnpj() -> None:
    partner = Party("Procuraduría General", "PGN", None)
    data = replace(SAMPLE, parties=(SENACON, partner), signatories=SAMPLE.signatories[:1])

    assert "; e Procuraduría General – PGN. Objeto" in compose(data).paragraph


def test_what_is_unknown_leaves_no_gap() -> None:
    bare = replace(SAMPLE, process=None, signed_on=None, start=None, end=None, signatories=())
    extract = compose(bare)

    assert "Processo" not in extract.paragraph
    assert "Data de Assinatura" not in extract.paragraph
    assert extract.paragraph.endswith("Vigência: 36 (trinta e seis) meses.")
    assert extract.signature == ""


def test_a_full_stop_at_the_end_of_a_value_is_not_doubled() -> None:
    assert "Objeto: adesão. Recursos" in compose(replace(SAMPLE, object="adesão.")).paragraph


def test_a_cpf_never_goes_out() -> None:
    wrong = replace(SAMPLE, object="adesão (CPF 529.982.247-25)")

    assert faults_of(wrong) == ["objeto: cpf-no-extrato"]


def test_marks_of_the_file_and_characters_without_a_glyph_are_refused_all_at_once() -> None:
    wrong = replace(SAMPLE, object="adesão ##ASS", basis="Lei \u202e14.133")

    assert faults_of(wrong) == ["objeto: caractere-recusado", "fundamento: caractere-recusado"]


def test_a_value_that_looks_like_a_label_is_refused() -> None:
    wrong = replace(SAMPLE, object="adesão. Vigência: 99 meses")

    assert faults_of(wrong) == ["objeto: extrato-ambiguo"]


def test_half_a_term_is_refused() -> None:
    assert faults_of(replace(SAMPLE, end=None)) == ["vigencia: vigencia-incompleta"]


def test_a_signatory_must_sign_for_a_party_of_the_extract() -> None:
    stranger = (Signatory("XYZ", "Ana Prado", "Diretora"),)

    assert faults_of(replace(SAMPLE, signatories=stranger)) == ["signatarios: signatario-sem-parte"]


def test_two_parties_of_one_acronym_are_refused() -> None:
    twin = replace(MPMT, name="Outro")

    assert faults_of(replace(SAMPLE, parties=(SENACON, MPMT, twin))) == [
        "participes: sigla-repetida"
    ]


def test_an_agreement_changes_no_other_instrument() -> None:
    assert faults_of(replace(SAMPLE, ordinal=2)) == ["especie: original-indevido"]


def test_an_extract_without_number_object_or_parties_tells_all_three() -> None:
    wrong = replace(SAMPLE, number="", object="", parties=(), signatories=())

    assert faults_of(wrong) == [
        "participes: extrato-incompleto",
        "objeto: extrato-incompleto",
        "numero: extrato-incompleto",
    ]


LETTERS = "abcdefghijklmnopqrstuvwxyzáàâãéêíóôõúçABCDEFGHIJKLMNOPQRSTUVWXYZÁÉÍÓÚÇ"
WORDS = st.text(LETTERS, min_size=2, max_size=12)
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
ACRONYMS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ-/", min_size=2, max_size=12)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CNPJS = st.from_regex(r"[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-[0-9]{2}", fullmatch=True)
PROCESSES = st.from_regex(r"[0-9]{5}\.[0-9]{6}/20[0-9]{2}-[0-9]{2}", fullmatch=True)
NUMBERS = st.builds("{}/{}/{}".format, st.integers(1, 9999), st.integers(2000, 2099), ACRONYMS)
GENDERS: st.SearchStrategy[Gender] = st.sampled_from(("m", "f"))
PARTIES = st.lists(
    st.builds(Party, NAMES, ACRONYMS, CNPJS | st.none(), GENDERS),
    min_size=1,
    max_size=5,
    unique_by=lambda party: party.acronym,
)


@st.composite
def extracts(draw: st.DrawFn) -> ExtractData:
    """Data of any kind, as instruments give them."""
    parties = tuple(draw(PARTIES))
    kind = draw(st.sampled_from(("acordo", "adesao", "aditivo", "rescisao", "denuncia")))
    base = ExtractData(
        kind="acordo_cooperacao_tecnica",
        number=draw(NUMBERS),
        process=draw(PROCESSES | st.none()),
        parties=parties,
        object=draw(NAMES),
        signed_on=draw(DAYS | st.none()),
        signatories=tuple(
            Signatory(party.acronym, draw(NAMES), draw(NAMES))
            for party in parties
            if draw(st.booleans())
        ),
        months=draw(st.integers(1, 120) | st.none()),
        basis=draw(NAMES | st.just("")),
    )
    if draw(st.booleans()):
        start, end = sorted((draw(DAYS), draw(DAYS)))
        base = replace(base, start=start, end=end)
    if kind == "adesao":
        return replace(base, kind="acordo_adesao")
    if kind == "acordo":
        return base
    original: InstrumentKind = draw(st.sampled_from(("acordo_cooperacao_tecnica", "acordo_adesao")))
    number = draw(st.just("") | NUMBERS)
    amended = replace(base, number=number, original_kind=original, original_number=draw(NUMBERS))
    if kind == "aditivo":
        return replace(amended, kind="termo_aditivo", ordinal=draw(st.integers(1, 99) | st.none()))
    ending: InstrumentKind = "termo_rescisao" if kind == "rescisao" else "notificacao_denuncia"
    return replace(amended, kind=ending, months=None, end=None)


@given(extracts())
def test_every_extract_can_be_read_back_to_the_same_data(data: ExtractData) -> None:
    assert reread(compose(data)) == tidied(data)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_whatever_the_values_the_text_says_them_or_is_refused(
    name: str, purpose: str, acronym: str
) -> None:
    data = replace(
        SAMPLE,
        object=purpose,
        parties=(SENACON, Party(name, acronym, None)),
        signatories=SAMPLE.signatories[:1],
    )
    with suppress(InvalidData):
        assert reread(compose(data)) == tidied(data)
