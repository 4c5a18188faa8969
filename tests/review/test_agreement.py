"""A signed agreement with the defects of a real one: each is found, and nothing else is said.

The list was written by reading the real agreement line by line, before there was a rule; the text
here is ours and carries the same defects. Each line of the list: where, by which rule, what it is.
"""

from pathlib import Path

import pytest

from reading.plain import read_plain
from review.reviewer import Report, review
from review.subject import subject
from tests.review.texts import TODAY, hunspell

TEXT = Path(__file__).parent / "data" / "acordo-com-defeitos.txt"

DEFECTS: tuple[tuple[int, str, str], ...] = (
    (7, "ortografia", "Predio sem acento no timbre"),
    (7, "pontuacao-dobrada", "vírgula e hífen seguidos no timbre"),
    (18, "dado-tarjado", "CPF e RG tarjados: o original assinado os traz"),
    (18, "forma-da-citacao", "Portaria nº 12 sem vírgula antes da data"),
    (18, "forma-do-dispositivo", "Artigo por extenso ao citar"),
    (18, "forma-do-dispositivo", "vírgula entre o artigo e o Decreto"),
    (18, "norma-revogada", "Decreto 9.662/2019, já revogado"),
    (18, "forma-da-citacao", "Decreto sem nº e “01 de janeiro”"),
    (18, "sinal-de-grau", "N° com sinal de grau"),
    (18, "cep-de-outro-estado", "CEP de Roraima em Goiânia, aqui e no plano"),
    (18, "forma-da-citacao", "Portaria nº 8/2025 sem vírgula antes da data"),
    (18, "pontuacao-dobrada", "dois pontos finais"),
    (20, "processos-diferentes", "outro número de processo"),
    (20, "forma-da-citacao", "Lei nº 14.133 sem a data inteira e sem a vírgula depois dela"),
    (20, "crase", "obedecendo a Lei"),
    (20, "portaria-sem-orgao", "Portaria nº 1.184 de que órgão?"),
    (24, "sigla-em-duas-formas", "Snlivro e SNLIVRO"),
    (24, "expressao-trocada", "Solução de Alternativa Conflitos, aqui e no plano"),
    (26, "estilos-misturados", "parágrafo num texto de subcláusulas"),
    (26, "orgao-em-duas-formas", "Tribunal de Justiça do Estado, sem dizer qual"),
    (30, "expressao-a-evitar", "independente de transcrição"),
    (34, "lista-sem-caput", "a cláusula começa pela alínea"),
    (38, "forma-da-citacao", "nº12.527/2011 sem espaço e sem data"),
    (38, "pontuacao-dos-itens", "“; e” antes do penúltimo"),
    (40, "ordem-dos-itens", "alínea f antes da d"),
    (40, "crase", "obedecer as restrições"),
    (40, "pontuacao-dos-itens", "ponto no meio da lista"),
    (42, "paralelismo", "d) e e) começam por substantivo"),
    (44, "pontuacao-dos-itens", "penúltimo sem “; e”"),
    (46, "ordem-dos-itens", "segunda alínea f"),
    (48, "estilos-misturados", "subcláusula com travessão; as demais, com ponto"),
    (50, "obrigacoes-sem-acao", "nada do que cabe à SNLIVRO está no plano de ação"),
    (50, "titulo-da-clausula", "hífen por travessão"),
    (56, "pontuacao-dos-itens", "penúltimo sem “; e”"),
    (58, "regencia", "visando o aperfeiçoamento"),
    (58, "pontuacao-dos-itens", "último termina em ponto e vírgula"),
    (60, "parte-nao-definida", "Tribunal de Justiça, nome curto que ninguém definiu"),
    (64, "virgula-isolada", "divulgar no âmbito do Estado, a rede"),
    (66, "pontuacao-dos-itens", "penúltimo termina em ponto"),
    (72, "virgula-em-enumeracao", "acompanhar monitorar"),
    (74, "numeral-sem-extenso", "30 dias, com 24 (vinte e quatro) adiante"),
    (76, "infinitivo-flexionado", "devendo todas serem guardadas"),
    (80, "expressao-a-evitar", "tais como:"),
    (80, "expressao-a-evitar", "pelos mesmos"),
    (80, "expressao-a-evitar", "suas respectivas"),
    (84, "norma-sem-numero", "LGPD pelo nome, antes do número"),
    (86, "predicativo", "é vedado a utilização"),
    (88, "item-sozinho", "inciso I sem II"),
    (90, "item-com-maiuscula", "“Os partícipes”, “Cada partícipe”: frases no lugar de alíneas"),
    (90, "forma-da-citacao", "nº. e lei sem data"),
    (90, "pontuacao-dos-itens", "itens que terminam em ponto"),
    (92, "expressao-a-evitar", "e/ou"),
    (98, "ortografia", "partície"),
    (118, "virgula-isolada", "procedentes deste Acordo, sem a segunda vírgula"),
    (118, "forma-do-dispositivo", "§1º sem espaço"),
    (120, "titulo-da-clausula", "travessão colado no título"),
    (122, "virgula-isolada", "divergências, que não puderem: oração restritiva"),
    (124, "expressao-a-evitar", "o qual lido e achado, sem as vírgulas"),
    (126, "texto-cortado", "Tribunal J Goiás"),
    (134, "minuta-em-texto-final", "minuta num texto assinado"),
    (134, "crase", "ANEXOS A MINUTA"),
    (136, "elemento-do-plano", "plano sem abrangência"),
    (136, "elemento-do-plano", "plano sem resultados esperados"),
    (140, "participe-sem-acento", "PARTICIPE, duas vezes"),
    (158, "campo-vazio", "telefone em branco"),
    (168, "lacuna", "XX/2025"),
    (170, "lacuna", "XX/2027"),
    (174, "sigla-em-duas-formas", "Rede.gov.br e REDE.GOV.BR"),
    (178, "orgao-em-duas-formas", "Ministério do Livro, nome incompleto"),
    (178, "dado-sem-data", "70% de quando?"),
    (178, "crase", "respondem as demandas"),
    (180, "ortografia", "Transparéncia"),
    (182, "pontuacao-dos-itens", "penúltimo sem “; e”"),
    (184, "crase", "acesso a informação"),
    (198, "termo-de-convenio", "órgão concedente"),
    (202, "hifen-de-cargo", "Coordenação Geral"),
    (204, "termo-de-convenio", "órgão executor"),
    (206, "email-nao-condiz", "weis por Weiss"),
    (206, "telefone-celular", "celular de uma pessoa"),
    (210, "texto-cortado", "RESPO"),
    (211, "lacuna", "MÊS/2025"),
    (211, "lacuna", "MÊS/2027"),
    (211, "responsavel-nao-e-parte", "SNLIVO"),
    (212, "acao-sem-prazo", "segunda ação sem datas"),
    (212, "termo-de-convenio", "órgão concessionário"),
    (212, "responsavel-nao-e-parte", "T"),
    (0, "clausula-recomendada", "nada sobre direitos intelectuais"),
    (0, "clausula-recomendada", "nada sobre a avaliação dos resultados"),
)
ALSO = {
    ("dado-tarjado", 18): [18, 148],
    ("cep-de-outro-estado", 18): [156],
    ("sigla-em-duas-formas", 24): [26, 52, 164],
    ("expressao-trocada", 24): [164],
    ("paralelismo", 42): [44],
    ("item-com-maiuscula", 90): [92, 94],
    ("participe-sem-acento", 140): [150],
}
"""What stands in more than one place is told once, with all its places."""


@pytest.fixture(scope="module")
def report() -> Report:
    return review(subject(read_plain(TEXT.name, TEXT.read_bytes()), TODAY, hunspell()))


@pytest.mark.requires("hunspell")
def test_each_defect_of_the_list_is_found_and_nothing_else_is_said(report: Report) -> None:
    found = [(one.place.line if one.place else 0, one.rule.id) for one in report.remarks]

    assert found == [(line, rule) for line, rule, _ in DEFECTS]


@pytest.mark.requires("hunspell")
def test_what_stands_in_many_places_is_told_once_with_all_of_them(report: Report) -> None:
    also = {
        (one.rule.id, one.place.line): [place.line for place in one.also]
        for one in report.remarks
        if one.also and one.place
    }

    assert also == ALSO


@pytest.mark.requires("hunspell")
def test_the_places_are_those_of_the_words(report: Report) -> None:
    lines = TEXT.read_text(encoding="utf-8").split("\n")
    words = {
        one.rule.id: lines[one.place.line - 1][one.place.column - 1 : one.end.column - 1]
        for one in report.remarks
        if one.place and one.end and one.place.line in (98, 120, 206, 212)
    }

    assert words == {
        "ortografia": "partície",
        "titulo-da-clausula": " -DO",
        "email-nao-condiz": "jussara.weis@exemplo.jus.br",
        "telefone-celular": "(62) 99935-5708",
        "acao-sem-prazo": "Divulgação do atalho no sítio do órgão concessionário",
        "termo-de-convenio": "órgão concessionário",
        "responsavel-nao-e-parte": "T",
    }
