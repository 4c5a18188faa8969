"""The documents that follow an agreement, as people will read them."""

from typing import Any

import pytest

from document.canonical import canonical_text
from document.diff import parts
from document.tree import NumberedDocument
from faults.errors import BadTemplate
from instruments.assemble import assemble
from instruments.number import InstrumentNumber
from instruments.public import public_data
from tests.instruments.test_assemble import spoiled
from tests.records import SUFFIX, TEXTS, instrument, partner
from tests.ties import (
    ACT,
    EXTENSION,
    MANAGERS,
    REPORT,
    SEED_NUMBER,
    tied_document,
    tied_instrument,
    tied_request,
)

TOLD = {"fundamento": "alínea “b” da cláusula décima segunda", "motivo": "mudou a lei estadual"}
ENDED = {**ACT, "forma": "descumprimento", "motivo": "a plataforma não foi divulgada"}
TOGETHER = (partner("mpmt"), partner("defensoria"))


def lines(document: NumberedDocument) -> list[str]:
    return canonical_text(document).splitlines()


def titles(document: NumberedDocument) -> list[str]:
    return [clause.title for clause in document.clauses]


def signatories(document: NumberedDocument) -> list[str]:
    return [place.id for place in document.signatures]


# --- termo aditivo ---


def test_an_extension_says_from_when_until_when_and_on_what_condition() -> None:
    clauses = parts(tied_document("termo-aditivo", aditivo=EXTENSION))
    assert clauses["aditivo-objeto"] == (
        "CLÁUSULA PRIMEIRA – DO OBJETO",
        "Este Termo Aditivo tem por objeto prorrogar a vigência do Acordo, assinado em 30 de "
        "janeiro de 2024 e publicado, em extrato, no Diário Oficial da União de 7 de fevereiro "
        "de 2024.",
        "Subcláusula única. O objeto do Acordo não se altera.",
    )
    assert clauses["aditivo-prorrogacao"] == (
        "CLÁUSULA SEGUNDA – DA PRORROGAÇÃO DA VIGÊNCIA",
        "A vigência do Acordo fica prorrogada por 12 (doze) meses, contados de 30 de janeiro de "
        "2027, término da vigência em curso, e passa a terminar em 30 de janeiro de 2028.",
        "Subcláusula primeira. A prorrogação só se opera se a última assinatura deste Termo "
        "Aditivo ocorrer até 30 de janeiro de 2027, inclusive; não há prorrogação de Acordo "
        "extinto.",
        "Subcláusula segunda. As ações que o plano de trabalho prevê até o fim da vigência "
        "prosseguem até o novo término; as demais conservam os seus prazos.",
    )


def test_an_extension_with_a_new_plan_leaves_the_days_of_actions_to_that_plan() -> None:
    extension = {**EXTENSION, "altera_plano": True}
    text = canonical_text(tied_document("termo-aditivo", aditivo=extension))
    assert "prosseguem até o novo término" not in text


@pytest.mark.parametrize(
    ("set_id", "parts", "line"),
    [
        ("termo-aditivo", {"aditivo": EXTENSION}, "Termo Aditivo"),
        ("notificacao-denuncia", {"ato": ACT}, "Notificação de Denúncia"),
        ("termo-rescisao", {"ato": ENDED}, "Termo de Rescisão"),
        (
            "substituicao-gestor",
            {"ato": ACT, "gestor": MANAGERS},
            "Comunicação de Substituição de Gestor",
        ),
        ("relatorio-cumprimento", {"relatorio": REPORT}, "Relatório de Cumprimento do Objeto"),
    ],
)
def test_a_document_that_follows_another_bears_its_own_number_under_the_title(
    set_id: str, parts: dict[str, Any], line: str
) -> None:
    assert tied_document(set_id, **parts).subtitle == (
        f"{line} nº 7/2026/{SUFFIX}",
        "Processo nº 08012.002734/2023-09",
    )


def test_a_draft_without_a_number_shows_none() -> None:
    made = tied_instrument(tied_request("termo-aditivo", aditivo=EXTENSION))
    unnumbered = made.model_copy(update={"number": InstrumentNumber(0, 2026, SUFFIX)})
    assert assemble(unnumbered, TEXTS).subtitle == ("Processo nº 08012.002734/2023-09",)


@pytest.mark.parametrize(
    ("facts", "purpose", "middle"),
    [
        (EXTENSION, "PRORROGAR A VIGÊNCIA", ["Da prorrogação da vigência"]),
        (
            {"ordem": 2, "altera_plano": True},
            "SUBSTITUIR O PLANO DE TRABALHO",
            ["Do plano de trabalho"],
        ),
        (
            {**EXTENSION, "altera_plano": True},
            "PRORROGAR A VIGÊNCIA E SUBSTITUIR O PLANO DE TRABALHO",
            ["Da prorrogação da vigência", "Do plano de trabalho"],
        ),
    ],
)
def test_only_the_clauses_of_what_it_changes_stand_in_an_amendment(
    facts: dict[str, Any], purpose: str, middle: list[str]
) -> None:
    document = tied_document("termo-aditivo", aditivo=facts)
    assert parts(document)["abertura"][0].endswith(f"– MPMT, PARA {purpose}.")
    assert titles(document) == ["Do objeto", *middle, "Da ratificação", "Da publicação"]


@pytest.mark.parametrize(("changes", "annexes"), [(True, 1), (False, 0)])
def test_the_plan_is_annexed_only_to_an_amendment_that_changes_it(
    changes: bool, annexes: int
) -> None:
    facts = {**EXTENSION, "altera_plano": changes}
    assert len(tied_document("termo-aditivo", aditivo=facts).annexes) == annexes


def test_the_annexed_plan_has_the_days_of_the_calendar_and_leaves_the_obligations_alone() -> None:
    document = tied_document("termo-aditivo", aditivo={**EXTENSION, "altera_plano": True})
    sections = parts(document)
    assert sections["plano-2"][-2:] == (
        "Início\t30 de janeiro de 2024",
        "Término\t30 de janeiro de 2028",
    )
    assert sections["plano-6"] == (
        "6. METODOLOGIA DE INTERVENÇÃO",
        "As obrigações dos partícipes são as das cláusulas do Acordo de Cooperação Técnica nº "
        f"{SEED_NUMBER} em vigor.",
    )


def test_everyone_signs_an_amendment() -> None:
    document = tied_document("termo-aditivo", *TOGETHER, aditivo=EXTENSION)
    assert signatories(document) == ["senacon", "mpmt", TOGETHER[1].id]


def test_the_first_amendment_speaks_of_no_earlier_ones() -> None:
    first, second = (
        parts(tied_document("termo-aditivo", aditivo={**EXTENSION, "ordem": order}))
        for order in (1, 2)
    )
    assert "de seus termos aditivos anteriores" not in first["aditivo-ratificacao"][1]
    assert "de seus termos aditivos anteriores" in second["aditivo-ratificacao"][1]


# --- letters ---


def test_a_letter_of_withdrawal_is_whole() -> None:
    assert lines(tied_document("notificacao-denuncia", ato=ACT | TOLD)) == [
        f"NOTIFICAÇÃO DE DENÚNCIA DO ACORDO DE COOPERAÇÃO TÉCNICA Nº {SEED_NUMBER}",
        f"Notificação de Denúncia nº 7/2026/{SUFFIX}",
        "Processo nº 08012.002734/2023-09",
        "Cuiabá, 15 de outubro de 2026.",
        "Para: Senhor WADIH NEMER DAMOUS FILHO, Secretário Nacional do Consumidor, Secretaria "
        "Nacional do Consumidor – SENACON.",
        f"Assunto: denúncia do Acordo de Cooperação Técnica nº {SEED_NUMBER}.",
        "Senhor Secretário Nacional do Consumidor,",
        "O Ministério Público do Estado de Mato Grosso – MPMT comunica que não tem mais interesse "
        f"em manter o Acordo de Cooperação Técnica nº {SEED_NUMBER} (“Acordo”), assinado em 30 de "
        "janeiro de 2024 e vigente até 30 de janeiro de 2027, e o denuncia por esta notificação, "
        "na forma nele prevista (alínea “b” da cláusula décima segunda).",
        "Motivo: mudou a lei estadual.",
        "A denúncia produz efeitos ao fim de 16 de novembro de 2026 ou, se posterior, ao fim do "
        "dia em que se completar a antecedência mínima prevista no Acordo, contada do recebimento "
        "desta notificação. Até lá, permanecem exigíveis as obrigações assumidas.",
        "Pede-se a confirmação do recebimento. Observam-se, no que couber, as cláusulas do Acordo "
        "sobre obrigações pendentes, continuidade de metas, proteção de dados pessoais, relatório "
        "final e publicação, que cabe à SENACON.",
        "Atenciosamente,",
        "CLAIRE VOGEL DUTRA\tSubprocuradora-Geral de Justiça Administrativa\t"
        "Ministério Público do Estado de Mato Grosso",
    ]


def test_the_federal_body_withdraws_in_the_name_of_the_union() -> None:
    document = tied_document("notificacao-denuncia", ato={**ACT, "autor": "orgao"})
    text = canonical_text(document)
    assert (
        "A União, por intermédio da Secretaria Nacional do Consumidor – SENACON, comunica" in text
    )
    assert "Para: Senhora CLAIRE VOGEL DUTRA, Subprocuradora-Geral" in text
    assert signatories(document) == ["senacon"]


def test_a_letter_goes_to_every_other_party_and_not_to_its_author() -> None:
    document = tied_document("notificacao-denuncia", *TOGETHER, ato=ACT)
    addressed = [line for line in lines(document) if line.startswith("Para: ")]
    assert [line.rpartition(" – ")[2] for line in addressed] == ["DPE-CE.", "SENACON."]
    assert "Senhoras e Senhores," in lines(document)
    assert "O Acordo prossegue entre os demais partícipes." in lines(document)


@pytest.mark.parametrize("set_id", ["notificacao-denuncia", "substituicao-gestor"])
def test_a_letter_has_neither_clauses_nor_a_plan(set_id: str) -> None:
    document = tied_document(set_id, ato=ACT, gestor=MANAGERS)
    assert (document.clauses, document.annexes) == ((), ())


def test_a_new_manager_is_told_with_the_one_before_and_how_to_be_reached() -> None:
    found = lines(tied_document("substituicao-gestor", ato=ACT, gestor=MANAGERS))
    assert found[7:10] == [
        "O Ministério Público do Estado de Mato Grosso – MPMT comunica que, a partir de 16 de "
        "novembro de 2026 ou, se posterior, do recebimento desta comunicação, a Senhora ANA LIMA "
        "REIS, Promotora de Justiça, responde pela gestão do Acordo de Cooperação Técnica nº "
        f"{SEED_NUMBER} (“Acordo”), no lugar do Senhor CAIO PRADO NUNES, cujo impedimento ocorreu "
        "em 1º de outubro de 2026.",
        "Dados para contato: e-mail ana@exemplo.mt.gov.br.",
        "Esta comunicação será juntada ao processo e atualiza a indicação do responsável no plano "
        "de trabalho. Ela dispensa termo aditivo e não altera as demais condições do Acordo.",
    ]


def test_a_first_manager_is_a_designation_in_nobodys_place() -> None:
    first = {**MANAGERS, "anterior": None, "ocorrencia_em": None}
    text = canonical_text(tied_document("substituicao-gestor", ato=ACT, gestor=first))
    assert "Assunto: designação do responsável pela gestão" in text
    assert "no lugar" not in text


def test_the_day_of_the_impediment_is_told_also_of_somebody_who_is_not_named() -> None:
    text = canonical_text(
        tied_document("substituicao-gestor", ato=ACT, gestor={**MANAGERS, "anterior": None})
    )
    assert "Assunto: substituição do responsável pela gestão" in text
    assert (
        "(“Acordo”), no lugar de quem por ela respondia, cujo impedimento ocorreu em 1º de outubro "
        "de 2026." in text
    )


# --- termo de rescisão ---


def test_a_termination_by_consensus_is_signed_by_all_and_takes_effect_on_its_day() -> None:
    act = {"data": "2026-10-15", "efeito_em": "2026-10-31", "forma": "consenso"}
    document = tied_document("termo-rescisao", ato=act)
    assert signatories(document) == ["senacon", "mpmt"]
    assert parts(document)["rescisao-objeto"][1:] == (
        "Fica rescindido, por consenso dos partícipes, o Acordo, assinado em 30 de janeiro de "
        "2024, com efeitos ao fim de 31 de outubro de 2026, último dia da sua vigência, ou, se "
        "posterior, ao fim do dia da última assinatura deste termo.",
    )
    assert "Da motivação" not in titles(document)


def test_a_termination_for_a_fault_is_signed_by_its_author_and_can_still_be_averted() -> None:
    document = tied_document("termo-rescisao", ato=ENDED)
    assert signatories(document) == ["mpmt"]
    assert parts(document)["rescisao-motivacao"] == (
        "CLÁUSULA SEGUNDA – DA MOTIVAÇÃO",
        "A rescisão tem o seguinte motivo: a plataforma não foi divulgada.",
        "Subcláusula primeira. Os documentos que comprovam o motivo integram o processo.",
        "Subcláusula segunda. Durante o aviso prévio, o partícipe a que se atribui a falta pode "
        "manifestar-se e corrigi-la; se a correção restabelecer as condições de execução do "
        "objeto, este termo não produz efeitos.",
    )


def test_a_termination_by_the_partner_names_the_body_to_which_it_goes() -> None:
    text = canonical_text(tied_document("termo-rescisao", ato=ENDED))
    assert (
        "(“Acordo”), celebrado entre a União, por intermédio da Secretaria Nacional do Consumidor "
        "– SENACON, e o Ministério Público do Estado de Mato Grosso – MPMT, rescindi-lo" in text
    )
    assert "contado do recebimento deste termo pela SENACON." in text
    assert "será comunicado por escrito à SENACON." in text
    assert "outro partícipe" not in text


def test_a_termination_by_the_body_names_the_partner_to_which_it_goes() -> None:
    text = canonical_text(tied_document("termo-rescisao", ato={**ENDED, "autor": "orgao"}))
    assert "contado do recebimento deste termo pelo MPMT." in text
    assert "será comunicado por escrito ao MPMT." in text


def test_force_majeure_leaves_nothing_to_be_corrected() -> None:
    text = canonical_text(tied_document("termo-rescisao", ato={**ENDED, "forma": "forca_maior"}))
    assert "por caso fortuito ou força maior que impede a execução do objeto." in text
    assert "corrigi-la" not in text


def test_the_agreement_goes_on_between_those_whom_a_termination_does_not_reach() -> None:
    text = canonical_text(tied_document("termo-rescisao", *TOGETHER, ato=ENDED))
    assert "O Acordo prossegue entre os partícipes que a rescisão não alcance." in text


# --- relatório ---


def test_the_report_stands_in_numbered_sections_and_all_sign_it() -> None:
    document = tied_document("relatorio-cumprimento", relatorio=REPORT)
    assert [section.heading for section in document.clauses] == [
        "1. IDENTIFICAÇÃO",
        "2. EXECUÇÃO DO PLANO DE TRABALHO",
        "3. RESULTADOS ALCANÇADOS",
        "4. RECURSOS E BENS",
        "5. ACESSOS E DADOS PESSOAIS",
        "6. CONCLUSÃO",
    ]
    assert signatories(document) == ["senacon", "mpmt"]


def test_the_report_counts_the_actions_and_lists_them_in_its_annex() -> None:
    document = tied_document("relatorio-cumprimento", relatorio=REPORT)
    assert parts(document)["relatorio-execucao"][1] == (
        "O plano de trabalho previa 2 (duas) ações: 2 (duas) concluídas, 0 (zero) executadas em "
        "parte e 0 (zero) não executadas. A situação de cada ação, com a evidência ou a "
        "justificativa que houver, consta do anexo."
    )
    assert lines(document)[-5:] == [
        "1. AÇÕES",
        "Ações previstas e situação",
        "Eixo\tAção\tPrazo\tSituação\tEvidência ou justificativa",
        "Adesão\tDivulgar\t3º mês\tConcluída\t–",
        "Adesão\tCapacitar\t9º mês\tConcluída\t–",
    ]


def test_a_report_without_actions_has_no_annex_and_cites_none() -> None:
    document = tied_document("relatorio-cumprimento", relatorio={**REPORT, "acoes": []})
    assert document.annexes == ()
    assert "anexo" not in canonical_text(document)


def test_what_was_done_and_why_it_was_not_stand_beside_the_action() -> None:
    told = {
        **REPORT["acoes"][0],
        "situacao": "parcial",
        "evidencia": "relatório",
        "justificativa": "greve",
    }
    document = tied_document("relatorio-cumprimento", relatorio={**REPORT, "acoes": [told]})
    assert lines(document)[-1] == ("Adesão\tDivulgar\t3º mês\tExecutada em parte\trelatório; greve")


def test_what_nobody_recorded_is_not_told_as_not_done() -> None:
    unknown = {**REPORT["acoes"][0], "situacao": "sem_registro"}
    document = tied_document(
        "relatorio-cumprimento", relatorio={**REPORT, "acoes": [unknown, REPORT["acoes"][1]]}
    )
    assert (
        "1 (uma) concluída, 0 (zero) executadas em parte, 0 (zero) não executadas e 1 (uma) sem "
        "registro de conclusão." in canonical_text(document)
    )
    assert "Adesão\tDivulgar\t3º mês\tSem registro de conclusão\t–" in lines(document)


def test_the_report_sends_to_the_section_where_the_reasons_are() -> None:
    told = {**REPORT, "cumprimento": "parcial", "dificuldades": "Faltou pessoal"}
    document = tied_document("relatorio-cumprimento", relatorio=told)
    assert (
        "Os partícipes consideram cumprido em parte o objeto do Acordo, pelas razões expostas na "
        "seção 4." in lines(document)
    )


def test_the_report_tells_who_ended_the_agreement_and_why_and_how_it_was_amended() -> None:
    told = {
        **REPORT,
        "forma_extincao": "denuncia",
        "extinto_por": "mpmt",
        "motivo_extincao": "mudou a lei estadual",
        "aditivos": [
            {
                "ordem": 1,
                "numero": f"2/2026/{SUFFIX}",
                "assinado_em": "2026-12-01",
                "finalidade": "prorrogar a vigência",
            }
        ],
    }
    assert parts(tied_document("relatorio-cumprimento", relatorio=told))["relatorio-identificacao"][
        2:
    ] == (
        "Vigorou de 30 de janeiro de 2024 a 30 de janeiro de 2027, inclusive, e extinguiu-se por "
        "denúncia apresentada pelo MPMT, pelo seguinte motivo: mudou a lei estadual.",
        f"Foi alterado pelo Primeiro Termo Aditivo, nº 2/2026/{SUFFIX}, de 1º de dezembro de 2026, "
        "para prorrogar a vigência.",
    )


# --- what they share ---


def test_the_public_record_names_the_original() -> None:
    made = tied_instrument(tied_request("termo-aditivo", aditivo=EXTENSION))
    assert public_data(made, "0" * 64)["original"]["numero"] == SEED_NUMBER
    assert "original" not in public_data(instrument(), "0" * 64)


def test_a_text_that_speaks_of_an_original_is_refused_where_there_is_none() -> None:
    with pytest.raises(BadTemplate) as refused:
        assemble(instrument(), spoiled("objeto", "Do {{ original.numero }}."))
    assert refused.value.message == (
        "objeto/1.md: o texto não pôde ser preenchido (o campo “original” não foi informado)."
    )
