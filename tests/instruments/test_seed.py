"""The agreement in use since 2024, drafted from the library: what it must say, point by point."""

from functools import cache

import pytest

from document.canonical import canonical_text
from document.tree import NumberedDocument
from instruments.assemble import assemble
from portuguese.ordinals import ordinal_words
from tests.records import TEXTS, instrument

TITLES = (
    "DO OBJETO",
    "DO PLANO DE TRABALHO",
    "DAS OBRIGAÇÕES COMUNS",
    "DAS OBRIGAÇÕES DA SENACON",
    "DAS OBRIGAÇÕES DO MINISTÉRIO PÚBLICO",
    "DO GERENCIAMENTO DO ACORDO DE COOPERAÇÃO TÉCNICA",
    "DOS RECURSOS ORÇAMENTÁRIOS E PATRIMONIAIS",
    "DA PROTEÇÃO DE DADOS PESSOAIS",
    "DOS RECURSOS HUMANOS",
    "DO PRAZO E VIGÊNCIA",
    "DAS ALTERAÇÕES",
    "DO ENCERRAMENTO",
    "DA RESCISÃO",
    "DA PUBLICAÇÃO",
    "DA PUBLICIDADE E DIVULGAÇÃO",
    "DOS CASOS OMISSOS",
    "DA CONCILIAÇÃO E DO FORO",
)
SECTIONS = (
    "1. DADOS CADASTRAIS",
    "2. IDENTIFICAÇÃO DO OBJETO",
    "3. DIAGNÓSTICO",
    "4. JUSTIFICATIVA",
    "5. OBJETIVOS GERAIS E ESPECÍFICOS",
    "6. METODOLOGIA DE INTERVENÇÃO",
    "7. UNIDADE RESPONSÁVEL E GESTOR DO ACORDO",
    "8. PLANO DE AÇÃO",
)


@cache
def document() -> NumberedDocument:
    """The seed's agreement, numbered."""
    return assemble(instrument(), TEXTS)


@cache
def text() -> str:
    """Its canonical text."""
    return canonical_text(document())


def test_it_has_the_17_clauses_in_their_order_with_ordinals_in_full() -> None:
    assert [clause.heading for clause in document().clauses] == [
        f"CLÁUSULA {ordinal_words(place, 'f').upper()} – {title}"
        for place, title in enumerate(TITLES, 1)
    ]


def test_the_plan_has_the_eight_sections_then_reach_and_expected_results() -> None:
    assert [section.heading for section in document().annexes[0].sections] == [
        *SECTIONS,
        "9. ABRANGÊNCIA",
        "10. RESULTADOS ESPERADOS",
    ]


@pytest.mark.parametrize(
    "phrase",
    [
        "A UNIÃO, por intermédio da SECRETARIA NACIONAL DO CONSUMIDOR",
        "doravante denominada SENACON, inscrita no CNPJ sob o nº 00.394.494/0100-18",
        "neste ato representada por seu Secretário Nacional do Consumidor, o Senhor WADIH NEMER "
        "DAMOUS FILHO, designado por Portaria nº 298, de 9 de janeiro de 2023",
        "o MINISTÉRIO PÚBLICO DO ESTADO DE MATO GROSSO – MPMT, doravante denominado Ministério "
        "Público, inscrito no CNPJ sob o nº 14.921.092/0001-57",
        "neste ato representado por sua Subprocuradora-Geral de Justiça Administrativa, a Senhora "
        "CLAIRE VOGEL DUTRA, designada por Portaria nº 093/2023-PGJ",
        "Processo nº 08012.002734/2023-09",
        "vigorará por 36 (trinta e seis) meses, a contar da data da última assinatura",
        "a adesão do Ministério Público do Estado de Mato Grosso ao Consumidor.gov.br",
        "cabe ao Ministério Público do Estado de Mato Grosso",
        "mantido pela SENACON",
    ],
)
def test_it_says_this_with_the_right_gender_and_number(phrase: str) -> None:
    assert phrase in text()


def test_it_carries_its_number_in_the_title() -> None:
    assert document().title == ("ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON")


def test_it_has_two_places_to_sign() -> None:
    assert [(place.name, place.role, place.party) for place in document().signatures] == [
        (
            "WADIH NEMER DAMOUS FILHO",
            "Secretário Nacional do Consumidor",
            "Secretaria Nacional do Consumidor",
        ),
        (
            "CLAIRE VOGEL DUTRA",
            "Subprocuradora-Geral de Justiça Administrativa",
            "Ministério Público do Estado de Mato Grosso",
        ),
    ]


@pytest.mark.parametrize(
    "fault", ["XX", "{{", "}}", "69306-680", "9.662", "ANEXOS A MINUTA", "CPF"]
)
def test_it_has_no_placeholder_and_no_fault_of_the_copied_text(fault: str) -> None:
    assert fault not in text()


def test_every_date_of_the_plan_is_counted_from_the_signature() -> None:
    (actions,) = document().annexes[0].sections[7].blocks
    months = {cell.content[0].text for row in actions.rows for cell in row[2:4]}  # type: ignore[union-attr]
    assert {month.partition("º")[2] for month in months} == {" mês"}
