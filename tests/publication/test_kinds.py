"""What kind of act a published text is, by its title, its "Espécie" and the gazette's type."""

import pytest

from publication.kinds import KINDS, PublishedKind, fold, kind_in, published_kind, told_apart


def test_every_kind_has_the_code_of_the_gazettes_table_where_it_is_known() -> None:
    assert {kind: known.code for kind, known in KINDS.items()} == {
        "acordo_cooperacao_tecnica": 89,
        "acordo_adesao": 90,
        "termo_aditivo": 131,
        "termo_rescisao": 194,
        "notificacao_denuncia": None,
        "retificacao": 271,
    }


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024", "acordo_cooperacao_tecnica"),
        ("Extrato do ACT nº 1/2024", "acordo_cooperacao_tecnica"),
        ("EXTRATO DE TERMO DE COOPERACAO", "acordo_cooperacao_tecnica"),
        (
            "EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA PARA ADESÃO AO CONSUMIDOR.GOV.BR",
            "acordo_cooperacao_tecnica",
        ),
        ("EXTRATO DE TERMO DE ADESÃO AO ACORDO DE COOPERAÇÃO TÉCNICA", "acordo_adesao"),
        ("Extrato de Adesão", "acordo_adesao"),
        ("EXTRATO DO PRIMEIRO TERMO ADITIVO AO ACORDO DE COOPERAÇÃO TÉCNICA", "termo_aditivo"),
        ("EXTRATO DE PRORROGAÇÃO", "termo_aditivo"),
        ("EXTRATO DE RESCISÃO DO ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024", "termo_rescisao"),
        ("EXTRATO DE DENÚNCIA DO ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024", "notificacao_denuncia"),
        ("Extrato de Denúncia", "notificacao_denuncia"),
        ("EXTRATO DE DENÚNCIA DE CONVÊNIO", "outro"),
        ("RETIFICAÇÃO", "retificacao"),
        ("ERRATA", "retificacao"),
        ("TORNAR SEM EFEITO", "sem_efeito"),
        ("EXTRATO DE CONTRATO Nº 1/2024", "outro"),
        ("EXTRATO DE TERMO ADITIVO AO CONTRATO Nº 1/2024", "outro"),
        ("EXTRATO DE ADESÃO À ATA DE REGISTRO DE PREÇOS", "outro"),
        ("EXTRATO DE CONVÊNIO", "outro"),
        ("EXTRATO", "generico"),
        ("", "generico"),
    ],
)
def test_a_title_tells_the_kind(title: str, kind: PublishedKind) -> None:
    assert kind_in(title) == kind


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("acordo_adesao", "acordo_cooperacao_tecnica", False),
        ("notificacao_denuncia", "termo_rescisao", False),
        ("notificacao_denuncia", "notificacao_denuncia", False),
        ("notificacao_denuncia", "acordo_cooperacao_tecnica", True),
        ("termo_aditivo", "termo_rescisao", True),
        ("generico", "termo_rescisao", True),
    ],
)
def test_publishers_exchange_only_names_of_one_family(
    one: PublishedKind, other: PublishedKind, apart: bool
) -> None:
    assert told_apart(one, other) is told_apart(other, one) is apart


def test_a_generic_title_leaves_the_word_to_the_especie() -> None:
    kind = published_kind("EXTRATO", "Primeiro Termo Aditivo ao ACT nº 1/2024.", "Extrato", "")

    assert kind == "termo_aditivo"


def test_a_title_that_forgets_the_aditivo_yields_to_the_especie() -> None:
    title = "EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024"

    assert published_kind(title, "1º Termo Aditivo", "Extrato", "") == "termo_aditivo"


def test_the_type_of_the_gazette_decides_when_nothing_else_does() -> None:
    assert published_kind("", "", "Extrato de Adesão", "Objeto: adesão.") == "acordo_adesao"


def test_onde_se_le_makes_a_correction_whatever_the_title_says() -> None:
    text = "onde se lê: 24 meses, leia-se: 36 meses."

    assert published_kind("EXTRATO DE ACORDO DE COOPERAÇÃO", "", "Extrato", text) == "retificacao"


def test_folding_keeps_only_what_two_writings_share() -> None:
    assert fold("Nº  1ª – COOPERAÇÃO\u00ad Técnica") == "n 1 – cooperacao tecnica"
