"""What ties a document to its original: each fault by name, and what makes two documents one."""

from typing import Any, get_args

import pytest

from clauses.values import CHOICES
from faults.errors import InvalidData
from faults.validation import validate
from instruments.instrument import KIND_NAMES, SHORT_KINDS, Request
from instruments.tied import ActFacts, OriginalKind, ReportFacts, Tied
from tests.records import LIBRARY, changed, findings, instrument, partner, request
from tests.ties import (
    ACT,
    EXTENSION,
    MANAGERS,
    ORIGINAL,
    REPORT,
    SEED_NUMBER,
    addition,
    revocation,
    tied,
    tied_instrument,
    tied_request,
    wording,
)

AMENDED = {**EXTENSION, "alteracoes": [wording("objeto", "Um.")]}
ENDED = {**ACT, "forma": "forca_maior", "motivo": "a sede foi interditada"}


def faults(**parts: Any) -> list[str]:
    """Place, message and remedy of each fault in what is tied to the seed's agreement."""
    own = {key: value for key, value in parts.items() if "__" not in key}
    inside = {key: value for key, value in parts.items() if "__" in key}
    data = changed({"original": ORIGINAL, **own}, **inside)
    return [finding.line() for finding in findings(Tied, data, "")]


def test_whole_facts_of_each_kind_have_no_fault() -> None:
    assert faults(aditivo=AMENDED, ato=ENDED, gestor=MANAGERS, relatorio=REPORT) == []


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (
            {"original__fim": "2024-01-29"},
            "original.fim: o dia 29/01/2024 vem antes do início da vigência (30/01/2024). "
            "Confira as datas.",
        ),
        (
            {"original__publicado_em": "2024-01-29"},
            "original.publicado_em: o dia 29/01/2024 vem antes da assinatura (30/01/2024). "
            "Confira as datas.",
        ),
        (
            {"original__especie": "convenio"},
            "original.especie: o valor “convenio” não é aceito. Use um destes: "
            "acordo_cooperacao_tecnica ou acordo_adesao.",
        ),
        (
            {"aditivo": {"ordem": 1}},
            "aditivo: o aditivo não altera prazo, cláusula nem plano. Diga o que ele altera.",
        ),
        (
            {"aditivo": {"ordem": 1, "meses": 12}},
            "aditivo.fim_novo: a prorrogação precisa dos meses e do novo término. "
            "Preencha “meses” e “fim_novo”, ou nenhum dos dois.",
        ),
        (
            {"aditivo": {"ordem": 1, "fim_novo": "2028-01-30"}},
            "aditivo.fim_novo: a prorrogação precisa dos meses e do novo término. "
            "Preencha “meses” e “fim_novo”, ou nenhum dos dois.",
        ),
        (
            {"aditivo": {**EXTENSION, "fim_novo": "2027-01-30"}},
            "aditivo: o novo término (30/01/2027) não vem depois do atual (30/01/2027). "
            "A prorrogação se conta do término em vigor.",
        ),
        (
            {"aditivo": {"ordem": 1, "alteracoes": [revocation("objeto")] * 2}},
            "aditivo.alteracoes: o aditivo altera duas vezes a cláusula “objeto”. "
            "Reúna as duas alterações numa só.",
        ),
        (
            {"ato": {**ACT, "efeito_em": "2026-10-14"}},
            "ato.efeito_em: o dia 14/10/2026 vem antes do ato (15/10/2026). Confira as datas.",
        ),
        (
            {"ato": {**ACT, "forma": "consenso"}},
            "ato.forma: a rescisão por consenso é de todos. Retire “autor”.",
        ),
        (
            {"ato": {**ENDED, "autor": None}},
            "ato.forma: falta quem rescinde. Preencha “autor” com orgao ou o id do partícipe.",
        ),
        (
            {"ato": {**ENDED, "motivo": " . "}},
            "ato.motivo: está vazio. Preencha-o.",
        ),
        (
            {"ato": {**ENDED, "motivo": ""}},
            "ato.motivo: quem rescinde precisa dizer o motivo. Preencha “motivo”.",
        ),
        (
            {"relatorio": {**REPORT, "cumprimento": "parcial"}},
            "relatorio.dificuldades: o objeto não foi cumprido por inteiro, e o relatório não diz "
            "por quê. Preencha “dificuldades”.",
        ),
        (
            {"gestor": MANAGERS, "gestor__novo__cargo": ...},
            "gestor.novo.cargo: falta este campo. Preencha-o.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(parts: dict[str, Any], told: str) -> None:
    assert faults(**parts) == [told]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({**addition("a", "objeto", "x"), "depois_de": None}, "falta dizer onde a cláusula entra."),
        ({**addition("a", "objeto", "x"), "titulo": " "}, "a cláusula acrescida não tem título."),
        ({**addition("a", "objeto", "x"), "texto": ""}, "falta a redação da cláusula."),
        (wording("objeto", "  "), "falta a redação da cláusula."),
        ({**revocation("objeto"), "texto": "x"}, "uma cláusula revogada não tem redação."),
    ],
)
def test_a_change_that_does_not_say_all_is_refused(change: dict[str, Any], told: str) -> None:
    (fault,) = faults(aditivo={"ordem": 1, "alteracoes": [change]})
    assert told in fault


def test_the_full_stop_of_a_reason_is_left_to_the_text() -> None:
    found = tied(ato={**ENDED, "motivo": " A sede foi\n interditada. "}).act
    assert found is not None
    assert found.reason == "A sede foi interditada"


def test_a_set_that_follows_an_original_is_not_drafted_without_one() -> None:
    assert told(request().as_data(), conjunto=LIBRARY.clause_set("termo-aditivo")) == [
        "vinculo: o conjunto termo-aditivo faz um documento que acompanha outro instrumento. "
        "Gere-o a partir do instrumento original."
    ]


def test_an_original_is_not_given_to_a_set_that_follows_none() -> None:
    assert told(request().as_data(), vinculo=tied(ato=ACT)) == [
        "vinculo: o conjunto act-adesao não acompanha um instrumento original. "
        "Use o conjunto do documento que acompanha o original."
    ]


def test_an_act_is_of_a_party() -> None:
    data = tied_request("notificacao-denuncia", ato=ACT).as_data()
    assert told(data, vinculo__ato__autor="dpba") == [
        "vinculo: “dpba” não é parte do instrumento. Use orgao ou o id de um partícipe."
    ]


def told(data: dict[str, Any], **changes: Any) -> list[str]:
    with pytest.raises(InvalidData) as refused:
        validate(Request, changed(data, **changes), "")
    return [finding.line() for finding in refused.value.findings]


# --- identity and names ---


def test_a_request_that_follows_nothing_is_the_same_as_before_there_were_originals() -> None:
    data = request().as_data()
    assert "vinculo" not in data
    assert {"amarrado_a_original", "forma", "anexo_plano"} & data["conjunto"].keys() == set()
    assert "atualizacao_dias" not in data["conjunto"]["prazos"]


def test_each_amendment_of_an_original_is_a_request_of_its_own() -> None:
    keys = {
        tied_request("termo-aditivo", aditivo={**EXTENSION, "ordem": order}).base_key
        for order in (1, 2)
    }
    assert keys == {
        f"CIHP/CGSINDEC/DPDC/SENACON|mpmt|termo-aditivo|{SEED_NUMBER}#{order}|" for order in (1, 2)
    }


def test_acts_of_two_authors_are_two_requests_and_another_day_is_not() -> None:
    acts = [ACT, {**ACT, "autor": "orgao"}, {**ACT, "data": "2026-10-16"}]
    one, two, three = (tied_request("notificacao-denuncia", ato=act) for act in acts)
    assert (one.key == two.key, one.key == three.key) == (False, True)
    assert one.sha256 != three.sha256


@pytest.mark.parametrize(
    ("set_id", "parts", "title", "short", "stem"),
    [
        (
            "termo-aditivo",
            {"aditivo": {**EXTENSION, "ordem": 11}},
            f"Décimo Primeiro Termo Aditivo ao Acordo de Cooperação Técnica nº {SEED_NUMBER}",
            f"11º Termo Aditivo ao ACT nº {SEED_NUMBER}",
            "Termo-Aditivo-7-2026-mpmt-v1",
        ),
        (
            "termo-rescisao",
            {"ato": ENDED},
            f"Termo de Rescisão do Acordo de Cooperação Técnica nº {SEED_NUMBER}",
            f"Rescisão do ACT nº {SEED_NUMBER}",
            "Rescisão-7-2026-mpmt-v1",
        ),
    ],
)
def test_a_document_is_called_after_its_original(
    set_id: str, parts: dict[str, Any], title: str, short: str, stem: str
) -> None:
    made = tied_instrument(tied_request(set_id, **parts))
    assert (made.title, made.short_title, made.file_stem) == (title, short, stem)


def test_an_instrument_that_follows_none_is_called_by_its_own_number() -> None:
    own = instrument(partner())
    assert own.title == f"Acordo de Cooperação Técnica nº {SEED_NUMBER}"
    assert own.short_title == f"ACT nº {SEED_NUMBER}"


def test_every_kind_of_a_set_has_its_names() -> None:
    kinds = {LIBRARY.clause_set(name).kind for name in LIBRARY.set_ids()}
    assert kinds == set(KIND_NAMES) == set(SHORT_KINDS)


def test_the_choices_of_the_language_are_those_of_the_records() -> None:
    form = ActFacts.model_fields["form"].annotation
    ending = ReportFacts.model_fields["ending"].annotation
    fulfilment = ReportFacts.model_fields["fulfilment"].annotation
    assert get_args(get_args(form)[0]) == CHOICES["ato.forma"]
    assert get_args(ending) == CHOICES["relatorio.forma_extincao"]
    assert get_args(fulfilment) == CHOICES["relatorio.cumprimento"]
    assert set(get_args(OriginalKind)) < set(KIND_NAMES)
